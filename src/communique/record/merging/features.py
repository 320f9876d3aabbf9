"""What a report is compared by, worked out once: sides, persons, the days it can mean, where, about what."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Literal

from communique.errors import DateError
from communique.lexicon.merging import merging_lexicon
from communique.lexicon.names import pieces, sounds
from communique.lexicon.places import Place, load_places
from communique.schema import Actor, Kind, Status
from communique.schema.edtf import Moment, bounds, parse_edtf
from communique.schema.reports import Report

Stage = Literal["took", "ahead", "off"]
Dated = Literal["said", "release", "no"]

STAGES: Mapping[Status, Stage] = {
    "held": "took",
    "ongoing": "took",
    "planned": "ahead",
    "proposed": "ahead",
    "possible": "ahead",
    "refused": "off",
    "not_planned": "off",
    "postponed": "off",
    "cancelled": "off",
    "denied": "off",
}
"""What a status says of the contact at its time: it took place, it is ahead, it is off."""


_WORD = re.compile(r"\w+")
_LINKS = frozenset({"the", "of", "and", "a", "an", "in", "for", "to", "at"})


@dataclass(frozen=True, slots=True)
class Days:
    """The first and last day a date can mean, as ordinals of the calendar."""

    first: int
    last: int

    @property
    def length(self) -> int:
        """How many days; 1 for a day."""
        return self.last - self.first + 1

    def gap(self, other: Days) -> int:
        """How many days lie between the nearest two, 0 where both can mean the same day."""
        return max(self.first - other.last, other.first - self.last, 0)


@dataclass(frozen=True, slots=True)
class Features:
    """A report as the judgements see it.

    `persons` gives, by side, the names of the persons it names there, each by its registry id or by sound; `bodies` the
    words for bodies that are less than their side ("UN Environment Assembly"). `home` is the countries that its
    publisher's name names; `account` says whose account it is: home's, else its source's. `dated` says whether the
    words give the date, the release does (an official's own readout), or nothing.
    """

    key: str
    document: str
    voice: str
    publisher: str | None
    home: frozenset[str]
    account: frozenset[str]
    kind: Kind
    status: Status
    stage: Stage
    sides: frozenset[str]
    states: frozenset[str]
    hosts: frozenset[str]
    persons: Mapping[str, frozenset[str]]
    bodies: Mapping[str, frozenset[str]]
    spellings: Mapping[str, frozenset[str]]
    days: Days | None
    dated: Dated
    published: int | None
    place: str | None
    spot: Place | None
    topics: frozenset[str]
    level: str | None
    format: str | None

    def near(self, other: Features) -> bool:
        """Whether both are told of one place, or of a city and its country."""
        if self.place is None or other.place is None:
            return False
        if self.place == other.place:
            return True
        if self.spot is None or other.spot is None or "country" not in (self.spot.kind, other.spot.kind):
            return False
        return bool(set(self.spot.countries) & set(other.spot.countries))


def features(report: Report) -> Features:
    """What there is to compare in a report; depends on nothing but the report."""
    contact = report.contact
    published = _published(report.published)
    days = None if contact.date is None else days_of(contact.date.edtf, published)
    dated: Dated = "no" if days is None or contact.date is None else "said" if contact.date.span else "release"
    persons: dict[str, set[str]] = {}
    bodies: dict[str, set[str]] = {}
    for party in contact.parties:
        if is_person(party.actor):
            persons.setdefault(side_of(party.actor), set()).add(person_key(party.actor))
        elif not is_bare(party.actor):
            bodies.setdefault(side_of(party.actor), set()).update(_body_words(party.actor))
    sides = frozenset(side_of(party.actor) for party in contact.parties)
    place = None if contact.place is None else contact.place.value
    home, source = home_of(report.publisher), contact.source
    return Features(
        key=report.key,
        document=report.document,
        voice=report.voice,
        publisher=report.publisher,
        home=home,
        account=home or frozenset(() if source is None or source.side is None else (source.side,)),
        kind=contact.kind.value,
        status=contact.status.value,
        stage=STAGES[contact.status.value],
        sides=sides,
        states=sides & _countries(),
        hosts=frozenset(side_of(party.actor) for party in contact.parties if party.role.value == "host"),
        persons={side: frozenset(names) for side, names in persons.items()},
        bodies={side: frozenset(names) for side, names in bodies.items()},
        spellings={
            side: frozenset(
                short_name(p.actor) for p in contact.parties if is_person(p.actor) and side_of(p.actor) == side
            )
            for side in persons
        },
        days=days,
        dated=dated,
        published=published,
        place=None if place is None else " ".join(pieces(place)),
        spot=None if place is None else load_places().surfaces.get(place),
        topics=frozenset(word for topic in contact.topics for word in content_words(topic.value)),
        level=None if contact.level is None else contact.level.value.casefold(),
        format=None if contact.format is None else contact.format.value,
    )


def between_capitals(a: Features, b: Features) -> bool:
    """Whether each is the account of another country."""
    return bool(a.account and b.account and not a.account & b.account)


def held_once(told: Features) -> tuple[frozenset[str], str] | None:
    """Body and place of a conference that by these alone is one of a season ("the NATO summit in Madrid").

    None for what is no conference, and where bodies meet all the time ("in Brussels").
    """
    bodies = told.sides - told.states
    if told.kind != "conference" or not bodies or told.place is None or told.place in merging_lexicon().seats:
        return None
    return (bodies, told.place)


def _body_words(actor: Actor) -> frozenset[str]:
    """What tells a body from others of its side: leaders of "the G7 Leaders", nothing of "Tony", who may be anyone."""
    side = set(pieces(actor.side or ""))
    if actor.id is None and " " not in actor.name:
        return frozenset()
    return frozenset(_stem(piece) for piece in pieces(actor.name) if piece not in side and piece not in _LINKS)


def side_of(actor: Actor) -> str:
    """The side an actor stands for; its own name where nothing places it."""
    return actor.side or actor.name


def is_person(actor: Actor) -> bool:
    """Whether an actor is one person: of the registry, or written as a name ("Philemon Yang"), not as a description."""
    if actor.id is not None:
        return actor.id[0].islower()
    if actor.candidates:
        return False
    words = actor.name.split()
    known = merging_lexicon().bodies
    return (
        2 <= len(words) <= 5
        and words[0][0].isupper()
        and words[-1][0].isupper()
        and not any(piece in known for piece in pieces(actor.name))
    )


def is_bare(actor: Actor) -> bool:
    """Whether an actor is a side as such ("France", "NATO"), which says less than a person or body of that side."""
    return actor.id is not None and actor.id == actor.side


def person_key(actor: Actor) -> str:
    """What a person is known by: the id of the registry, else the name by sound."""
    return actor.id or " ".join(sounds(actor.name))


def short_name(actor: Actor) -> str:
    """The last word of a person's name by sound and the first letter, by which spellings of one name meet.

    "J. Biden" is Joe Biden; Emine Erdoğan is not Recep Tayyip Erdoğan.
    """
    heard = sounds(actor.name)
    return f"{heard[-1]} {heard[0][0]}" if heard else actor.name


def days_of(edtf: str, published: int | None) -> Days | None:
    """The days a date can mean; a year that is not known is the one nearest to the publication. None for no bound."""
    value = parse_edtf(edtf)
    if isinstance(value, Moment) and value.year == "XXXX":
        return None if published is None else _nearest(edtf, published)
    first, last = bounds(edtf)
    # "Since January" says when something began, not on which day this was.
    return None if first is None or last is None else Days(first.toordinal(), last.toordinal())


def content_words(text: str) -> frozenset[str]:
    """The words of a topic that say something: "the situation around Ukraine" is about Ukraine."""
    return frozenset(_stem(word) for word in pieces(text) if len(word) > 2 and word not in merging_lexicon().empty)


def _stem(word: str) -> str:
    for ending in ("ies", "ing", "ian", "es", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word


def _nearest(edtf: str, published: int) -> Days | None:
    year = date.fromordinal(published).year
    found = []
    for candidate in (year - 1, year, year + 1):
        try:
            first, last = bounds(f"{candidate}{edtf[4:]}")
        except DateError:
            continue
        if first is not None and last is not None:
            found.append(Days(first.toordinal(), last.toordinal()))
    return min(found, key=lambda days: (abs(days.first - published), days.first), default=None)


@lru_cache(maxsize=4096)
def _published(edtf: str | None) -> int | None:
    if edtf is None:
        return None
    first, last = bounds(edtf)
    edge = last or first
    return None if edge is None else edge.toordinal()


@lru_cache(maxsize=4096)
def home_of(publisher: str | None) -> frozenset[str]:
    """The countries that a publisher's name names: "Office of the President of Ukraine" is at home in Ukraine."""
    found: set[str] = set()
    for word in _WORD.finditer(publisher or ""):
        place = load_places().longest(publisher or "", word.start())
        if place is not None and place[1].country is not None:
            found.add(place[1].country)
    return frozenset(found)


@lru_cache(maxsize=1)
def _countries() -> frozenset[str]:
    return frozenset(code for place in load_places().surfaces.values() for code in place.countries)
