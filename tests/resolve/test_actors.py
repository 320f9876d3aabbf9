"""Who a noun phrase stands for: a sentence, a phrase in it, and the actors that must come out."""

from __future__ import annotations

from pathlib import Path

import pytest

from communique.clean import clean
from communique.lexicon.registry import load_registry
from communique.read import Reading, read
from communique.resolve.actors import Actors
from communique.schema import Document, When, Words

TABLE = Path(__file__).with_name("test_actors_phrases.txt")


def reading(text: str, published: str | None = None, publisher: str | None = None) -> Reading:
    """A parsed article of one piece of text."""
    document = Document("x", text, None, publisher, When(published) if published else None)
    return next(read([(document, clean(document))]))


def words_of(text: Reading, phrase: str) -> Words:
    """The tokens of a phrase, `#2` for its second occurrence."""
    phrase, _, number = phrase.partition("#")
    start = -1
    for _ in range(int(number or 1)):
        start = text.clean.text.index(phrase, start + 1)
    span = text.doc.char_span(start, start + len(phrase), alignment_mode="expand")
    assert span is not None
    return Words(span.start, span.end)


def cases() -> list[tuple[str | None, str, str, set[str]]]:
    """The rows of the table: date, text, phrase and the actors as name/side."""
    found = []
    for line in TABLE.read_text("utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        date, text, phrase, expected = (part.strip() for part in f"{line} ".split(" | ", 3))
        names = {name.strip() for name in expected.split(" + ") if name.strip()}
        found.append((None if date == "-" else date, text, phrase, names))
    return found


@pytest.mark.parametrize(("published", "text", "phrase", "expected"), cases())
def test_a_phrase_stands_for(published: str | None, text: str, phrase: str, expected: set[str]) -> None:
    article = reading(text, published)
    actors = Actors(article, load_registry(), When(published) if published else None)
    found = actors.at(words_of(article, phrase))
    assert {f"{actor.name}/{actor.side or '-'}" for actor in found} == expected
