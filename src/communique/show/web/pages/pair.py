"""A pair of actors side by side: their contacts over time, and what each says of the other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from communique.record.asking import ContactRow, PositionRow, Question, StatementRow
from communique.record.asking.frames import names_of
from communique.record.asking.identity import Identity, Speaker
from communique.show.web import addresses
from communique.show.web.overtime import over_time
from communique.show.web.pages.actor import acts_of, group_links, known, plain
from communique.show.web.rendering import short
from communique.show.web.site import Answer, Moved, Page, Visit

_LATEST, _LINES, _SPEAKERS = 12, 8, 5


@dataclass(frozen=True, slots=True)
class Half:
    """One of the two: its positions about the other, counted and the latest, and its words that name the other."""

    one: Identity
    other: Identity
    acts: tuple[tuple[str, int], ...]
    positions: tuple[PositionRow, ...]
    statements: tuple[StatementRow, ...]
    speakers: tuple[Speaker, ...]
    naming: str


def answer(visit: Visit) -> Answer | Moved:
    """The two that `a` and `b` name; without both of them, a form that asks for them."""
    words = [visit.query.get(name, "").strip() for name in ("a", "b")]
    if not all(words):
        context: dict[str, Any] = {"words": words, "halves": ()}
        return Answer("Two actors side by side", "pair.html", context, data={"a": words[0], "b": words[1]})
    a, b = (known(visit, word) for word in words)
    if [a.word, b.word] != words:
        place = addresses.pair(a.word, b.word)
        return Moved(place if visit.form == "html" else place.replace("/pair?", f"/pair.{visit.form}?", 1))
    question = Question(actor=a.word, with_=b.word, sort="-date")
    if visit.form == "csv":
        return Answer("A pair", "pair.html", rows=visit.asking.contacts(question), columns=names_of(ContactRow))
    overview = visit.asking.overview(question)
    latest = overview.latest(_LATEST)
    halves = tuple(_half(visit, one, other) for one, other in ((a, b), (b, a)))
    data = {
        "a": plain(a),
        "b": plain(b),
        "groups": overview.groups,
        "latest": latest,
        "positions": {half.one.word: half.positions for half in halves},
        "statements": {half.one.word: half.statements for half in halves},
        "speakers": {half.one.word: half.speakers for half in halves},
    }
    title = f"{short(a.name, 50)} and {short(b.name, 50)}"
    if visit.form == "json":
        return Answer(title, "pair.html", data=data)
    pairs = [("actor", a.word), ("with", b.word)]
    context = {
        "words": words,
        "halves": halves,
        "groups": overview.groups,
        "links": group_links(pairs),
        "latest": latest,
        "pairs": pairs,
        "chart": over_time(visit, question, overview, pairs),
    }
    return Answer(title, "pair.html", context, data=data)


def _half(visit: Visit, one: Identity, other: Identity) -> Half:
    stances = visit.asking.stances(actor=one.word, with_=other.word)
    naming = f'"{other.name.partition(" (")[0]}"'
    return Half(
        one,
        other,
        tuple(acts_of(stances.by_act())),
        tuple(stances.latest(_LINES)),
        tuple(iter(visit.asking.statements(actor=one.word, text=naming, sort="-date", limit=_LINES))),
        tuple(visit.asking.speakers_for(one, _SPEAKERS)),
        naming,
    )


PAGE = Page("/pair", answer)
