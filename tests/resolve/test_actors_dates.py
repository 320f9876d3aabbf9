"""Sixty questions of a name and a date over 2000-2026: who held the office when the article was written.

Half of them ask for ministers and spokespersons. `date_questions.csv` holds date, sentence, phrase and name/side.
"""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from communique.clean import clean
from communique.lexicon.registry import NOT_VERIFIED, load_registry
from communique.read import read
from communique.resolve.actors import Actors
from communique.schema import Actor, Document, When, Words

TABLE = Path(__file__).with_name("date_questions.csv")


def ask(date: str | None, text: str, phrase: str) -> tuple[Actor, ...]:
    """Who a phrase of a one-sentence article of that date stands for."""
    published = When(date) if date else None
    document = Document("question", text, published=published)
    reading = next(read([(document, clean(document))]))
    start = reading.clean.text.index(phrase)
    span = reading.doc.char_span(start, start + len(phrase), alignment_mode="expand")
    assert span is not None
    return Actors(reading, load_registry(), published).at(Words(span.start, span.end))


def test_offices_at_a_date() -> None:
    """Fifty-five of sixty right, none wrong; an actor that keeps the words of the text is no wrong answer."""
    right, wrong, open_ = 0, [], []
    for row in csv.DictReader(TABLE.open(encoding="utf-8")):
        found = ask(row["date"], row["text"], row["phrase"])
        names = [f"{actor.name}/{actor.side}" for actor in found]
        if names == [row["actor"]]:
            right += 1
        elif all(actor.id is None for actor in found):
            open_.append((row["phrase"], row["date"]))
        else:
            wrong.append((row["phrase"], row["date"], names))
    assert not wrong
    assert right >= 55, open_


def test_without_a_date_nobody_is_guessed() -> None:
    """Several presidents are no president; the candidates are kept."""
    (actor,) = ask(None, "The French president called Berlin.", "The French president")
    assert (actor.id, actor.side) == (None, "FRA")
    assert {"emmanuel-macron", "jacques-chirac"} <= set(actor.candidates)
    assert actor.note


def test_a_tenure_that_does_not_reach_the_date_is_not_extended() -> None:
    """Long after the registry was checked, an open tenure says nothing any more."""
    (actor,) = ask("2099-01-01", "The French president called Berlin.", "The French president")
    assert (actor.id, actor.note) == (None, NOT_VERIFIED)


@pytest.mark.parametrize(
    ("date", "name"), [("1990-09-09", "George H. W. Bush"), ("2004-09-09", "George W. Bush"), (None, "Bush")]
)
def test_which_president_bush(date: str | None, name: str) -> None:
    """The year tells the two apart; without it both stay candidates."""
    (actor,) = ask(date, "President Bush met the visitors in Washington.", "President Bush")
    assert actor.name == name
    assert len(actor.candidates) == (0 if date else 2)
