"""Articles about invented contacts, any number of them, with the truth of which tell of the same one.

A stream at the pace of the world's news: about forty contacts a day between sixty states, the busy ones more often,
each told by one to nine articles on its day and the days around it, planned before and held after, by person or by
state, with the day or the week. The same seed and number give the same articles; more articles are a longer stream, not
a denser one.

    python bench/generated.py 20000 > articles.jsonl     # as input of `communique read`
"""

from __future__ import annotations

import hashlib
import json
import random
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from communique.schema import Actor, Contact, Document, Extraction, Kind, Party, Role, Sourced, Span, Status, When
from communique.schema.reports import Report

START = date(2001, 1, 1)
A_DAY = 40
STATES = (
    "USA CHN RUS FRA DEU GBR UKR TUR IRN ISR IND JPN SAU EGY POL ITA ESP KOR BRA ZAF ARE PAK QAT GRC HUN ROU NLD SWE "
    "NOR FIN KAZ AZE ARM GEO MDA SRB BLR UZB TJK AFG IRQ SYR LBN JOR MAR DZA TUN ETH KEN NGA GHA SEN MEX COL VEN ARG "
    "CHL PER CUB VNM"
).split()
SYLLABLES = "ba den kor lim mar nov pet ral sen tov ulm ven wes yar zil ono eck iri ada hu".split()
TOPICS = "grain, gas, a ceasefire, visas, fish, steel, prisoners, water, satellites, borders, loans, tariffs".split(
    ", "
)
KINDS: tuple[tuple[Kind, str], ...] = (
    ("call", "spoke by telephone"),
    ("meeting", "met"),
    ("talks", "held talks"),
    ("visit", "went to see"),
)


@dataclass(frozen=True, slots=True)
class Told:
    """One article as it would be read, and the number of the contact that each of its contacts really is."""

    extraction: Extraction
    truth: tuple[int, ...]

    def reports(self) -> list[tuple[Report, int]]:
        """A report for each contact of the article, with its truth; the article is a voice of its own."""
        document = self.extraction.document
        published = document.published.edtf if document.published else None
        found = []
        for ordinal, (contact, truth) in enumerate(zip(self.extraction.contacts, self.truth, strict=True)):
            key = "r-" + hashlib.sha256(f"{document.id}#{ordinal}".encode()).hexdigest()[:16]
            voice = hashlib.sha256(document.id.encode()).hexdigest()
            report = Report(key, document.id, voice, published, document.publisher, ordinal, contact)
            found.append((report, truth))
        return found


@dataclass(frozen=True, slots=True)
class _Event:
    number: int
    day: date
    kind: Kind
    verb: str
    sides: tuple[str, str]
    persons: tuple[str, str]
    place: str
    topics: tuple[str, ...]


def articles(reports: int, seed: int = 1) -> Iterator[Told]:
    """Articles with as many contacts in all as asked for, in order of publication within each day of the stream.

    Args:
        reports: how many contacts the articles tell of together.
        seed: another seed is another world.
    """
    made = number = 0
    day = START
    while made < reports:
        chance = random.Random(f"{seed} {day}")
        for _ in range(A_DAY):
            event = _event(number, day, chance)
            number += 1
            for told in _tell(event, chance):
                if made == reports:
                    return
                made += 1
                yield told
        day += timedelta(days=1)


def _event(number: int, day: date, chance: random.Random) -> _Event:
    # The first of the list are a party to many contacts, the last to few.
    first = STATES[min(int(chance.paretovariate(0.9)) - 1, len(STATES) - 1)]
    second = chance.choice([state for state in STATES if state != first])
    kind, verb = chance.choice(KINDS)
    persons = (_person(first, chance), _person(second, chance))
    topics = tuple(chance.sample(TOPICS, chance.randint(0, 2)))
    return _Event(number, day, kind, verb, (first, second), persons, f"{second.title()}ville", topics)


def _person(side: str, chance: random.Random) -> str:
    own = random.Random(f"{side} {chance.randrange(4)}")
    given, family = ("".join(own.sample(SYLLABLES, own.randint(2, 3))).title() for _ in range(2))
    return f"{given} {family}"


def _tell(event: _Event, chance: random.Random) -> Iterator[Told]:
    """What articles make of a contact: announcements, readouts of both sides, agencies on the day after."""
    for copy in range(min(int(chance.paretovariate(1.2)), 9)):
        planned = copy > 2 and chance.random() < 0.3
        published = event.day + timedelta(days=-chance.randint(1, 6) if planned else chance.choice((0, 0, 0, 1, 1, 2)))
        yield _article(event, copy, published, "planned" if planned else "held", chance)


def _article(event: _Event, copy: int, published: date, status: Status, chance: random.Random) -> Told:
    text = ""

    def say(words: str) -> Span:
        nonlocal text
        start = len(text)
        text += words + " "
        return Span(start, start + len(words))

    order = (0, 1) if chance.random() < 0.5 else (1, 0)
    parties = []
    for place in order:
        side, person = event.sides[place], event.persons[place]
        bare = chance.random() < 0.15
        actor = (
            Actor(side, side, say(side), side)
            if bare
            else Actor(person, side, say(person), person.lower().replace(" ", "-"))
        )
        role: Role = "host" if place and event.kind == "visit" else "participant"
        parties.append(Party(actor, Sourced(role, actor.span)))
    happened = say("are to meet, " if status == "planned" else event.verb)
    when = _when(event.day, published, say, chance)
    where = Sourced(event.place, say(event.place)) if event.kind != "call" and chance.random() < 0.6 else None
    topics = tuple(Sourced(topic, say(topic)) for topic in event.topics if chance.random() < 0.7)
    contact = Contact(
        kind=Sourced(event.kind, happened),
        status=Sourced(status, happened),
        parties=tuple(parties),
        evidence=(Span(0, len(text) - 1),),
        date=when,
        place=where,
        topics=topics,
    )
    name = f"{event.day}-{event.number:07}-{copy}"
    publisher = event.sides[copy] if copy < 2 else f"Agency {copy}"
    document = Document(name, text.rstrip() + ".", None, publisher, When(published.isoformat()))
    return Told(Extraction(document, contacts=(contact,)), (event.number,))


def _when(day: date, published: date, say: object, chance: random.Random) -> When | None:
    assert callable(say)
    drawn = chance.random()
    if drawn < 0.08:
        return None
    if drawn < 0.15:
        monday = day - timedelta(days=day.weekday())
        return When(f"{monday}/{monday + timedelta(days=6)}", say("that week"), published.isoformat())
    if drawn < 0.3 and day == published:
        return When(day.isoformat())
    return When(day.isoformat(), say(f"on {day:%A}"), published.isoformat())


def main(arguments: list[str]) -> None:
    """Print articles as JSON lines."""
    for told in articles(int(arguments[0]), int(arguments[1]) if len(arguments) > 1 else 1):
        document = told.extraction.document
        published = document.published.edtf if document.published else None
        row = {"id": document.id, "text": document.text, "publisher": document.publisher, "published": published}
        print(json.dumps(row, ensure_ascii=False))


if __name__ == "__main__":
    main(sys.argv[1:])
