"""Generated documents with what is read out of them: several tell of one contact, some copy each other."""

from __future__ import annotations

from datetime import date, timedelta

from communique.record import State
from communique.schema import (
    Actor,
    Contact,
    Document,
    Extraction,
    Kind,
    Party,
    Position,
    Sourced,
    Span,
    Statement,
    Status,
    When,
)

STATE = State("1", "lexicon", "model")
LATER = State("2", "lexicon", "model")

PEOPLE = (
    ("Olaf Scholz", "DEU"),
    ("Xi Jinping", "CHN"),
    ("Emmanuel Macron", "FRA"),
    ("Vladimir Putin", "RUS"),
    ("Joe Biden", "USA"),
    ("Fumio Kishida", "JPN"),
    ("Narendra Modi", "IND"),
)
VERBS: dict[Kind, str] = {"call": "spoke by phone with", "meeting": "met", "visit": "visited"}
WORDS = (
    "grain corridor ceasefire sanctions relief prisoners tariffs border inspection treaty summit gas pipeline".split()
)


def telling(
    a: int = 0,
    b: int = 1,
    day: str | None = "2022-05-06",
    *,
    kind: Kind = "call",
    status: Status = "held",
    published: str | None = "2022-05-07",
    publisher: str = "dpa",
    name: str = "a",
    more: str = "",
) -> Extraction:
    """A document that tells of one contact, with a statement and a position."""
    (one, side), (other, far) = PEOPLE[a], PEOPLE[b]
    when = f" on {day}" if day else ""
    first = f"{one} {VERBS[kind]} {other}{when}."
    text = f"{first} “We want fair trade,” {one} said in {publisher}. {more}".strip()

    def span(words: str) -> Span:
        start = text.index(words)
        return Span(start, start + len(words))

    speaker = Actor(one, side, span(one), one.casefold().replace(" ", "-"))
    partner = Actor(other, far, span(other))
    contact = Contact(
        kind=Sourced(kind, span(VERBS[kind])),
        status=Sourced(status, span(VERBS[kind])),
        parties=(Party(speaker, Sourced("participant", None)), Party(partner, Sourced("participant", None))),
        evidence=(span(first),),
        date=When(day, span(day)) if day else None,
        topics=(Sourced("fair trade", span("fair trade")),),
    )
    statement = Statement(speaker, span(f"{one} said"), (span("We want fair trade"),), "direct")
    position = Position(speaker, Sourced("demand", span("want")), span("fair trade"), (partner,))
    document = Document(name, text, f"{one} and {other}", publisher, When(published) if published else None)
    return Extraction(document, (contact,), (statement,), (position,))


def tellings(count: int) -> list[Extraction]:
    """So many documents: about three tell of each contact, and every tenth is a copy of the one before."""
    found: list[Extraction] = []
    kinds: tuple[Kind, ...] = ("call", "meeting", "visit")
    for number in range(count):
        event = number // 3
        a = event % len(PEOPLE)
        b = (a + 1 + event // len(PEOPLE) % (len(PEOPLE) - 1)) % len(PEOPLE)
        day = date(2022, 1, 1) + timedelta(days=2 * event)
        words = " ".join(WORDS[(number * 7 + at * (number % 11 + 1)) % len(WORDS)] for at in range(30))
        one = telling(
            a,
            b,
            day.isoformat(),
            kind=kinds[event % 3],
            status="planned" if number % 5 == 0 else "held",
            published=(day + timedelta(days=number % 3)).isoformat(),
            publisher=f"agency {number % 4}",
            name=f"{number:05}",
            more=f"{words} {number}",
        )
        if number % 10 == 9:
            before = found[-1].document
            copy = Document(f"{number:05}", before.text, before.title, f"site {number}", before.published)
            one = Extraction(copy, found[-1].contacts, found[-1].statements, found[-1].positions)
        found.append(one)
    return found
