"""A contact as events: who did what to whom, as far as the reports say it; all formats of event data rest on this."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from communique.lexicon.registry import load_registry
from communique.record.asking import ContactRow, Who
from communique.show.exports.codes import MUTUAL, Code, Relation, cameo_code, code_of, uncoded
from communique.show.exports.days import NO_DAY, Days, days_of
from communique.show.exports.request import Request


@dataclass(frozen=True, slots=True)
class Side:
    """A side in a contact: its name in the ledger, its CAMEO code, and those who stand for it."""

    side: str
    code: str
    who: tuple[Who, ...]

    @property
    def names(self) -> str:
        """Their names, joined."""
        return "; ".join(dict.fromkeys(one.name for one in self.who))


@dataclass(frozen=True, slots=True)
class Event:
    """Something that sides did: `sources` to `recipients`, or, where there are none, `sources` to each other.

    Of relation "unknown", one of `sources` did it and nobody says which. `days` are those of the contact, or the one
    on which it was told, as `code.dated` says; `sides` are all in the contact.
    """

    contact: ContactRow
    code: Code
    relation: Relation
    sources: tuple[Side, ...]
    recipients: tuple[Side, ...]
    sides: tuple[Side, ...]
    days: Days


def coded(request: Request) -> Iterator[tuple[ContactRow, tuple[Event, ...]]]:
    """The contacts asked for with their events; a contact without any is left out and counted by its reason."""
    for row in request.ledger.contacts(request.question):
        events, why = events_of(row)
        if events:
            yield row, events
        else:
            request.tally.leave_out(why)


def events_of(row: ContactRow) -> tuple[tuple[Event, ...], str]:
    """The events of a contact, and if there are none, why."""
    if row.status in uncoded():
        return (), uncoded()[row.status]
    sides, nameless = _sides(row)
    relations = list(_relations(row, sides))
    if not relations:
        return (), _why_none(row, sides, nameless)
    events, why = [], f"{row.kind}, {row.status}: no code for it"
    for relation, sources, recipients in relations:
        code = code_of(row.status, row.kind, relation)
        if code is None:
            continue
        days = days_of(row.date if code.dated == "event" else row.since)
        if days is None:
            why = NO_DAY
            continue
        events.append(Event(row, code, relation, sources, recipients, tuple(sides.values()), days))
    return tuple(events), why


def _why_none(row: ContactRow, sides: Sides, nameless: bool) -> str:
    if len(sides) < 2:
        return "a party of no known side" if nameless else "fewer than two sides"
    if (row.status == "proposed" or row.kind == "message") and row.initiator is None:
        return f"{row.kind}, {row.status}: nobody is said to have asked for it"
    return "only those who mediate are named"


Sides = Mapping[str, Side]
Ties = Iterator[tuple[Relation, tuple[Side, ...], tuple[Side, ...]]]


def _relations(row: ContactRow, sides: Sides) -> Ties:
    """Who is to whom what in a contact; each relation with who acts and towards whom."""
    mediators = _of_role(row, sides, "mediator")
    hosts = tuple(one for one in _of_role(row, sides, "host") if one not in mediators)
    others = tuple(one for one in sides.values() if one not in mediators and one not in hosts)
    between = tuple(one for one in sides.values() if one not in mediators)
    if row.status == "cancelled":
        yield from _among(tuple(sides.values()), "unknown")
    elif row.status in ("proposed", "refused") or row.kind == "message":
        yield from _asked(row, sides, mediators, between)
    else:
        if mediators and between:
            yield "mediator", mediators, between
        # Two who negotiate do so wherever they are; of three, two may be on the ground of the third.
        hosted = row.kind in _HOSTED and not (row.kind == "talks" and len(between) == 2)
        if hosted and hosts and others and row.status != "planned":
            yield "guest", others, hosts
            yield "host", hosts, others
            yield from _among(others, "third")
        else:
            yield from _among(between, "peer")


_HOSTED = ("visit", "meeting", "talks", "conference")


def _asked(row: ContactRow, sides: Sides, mediators: tuple[Side, ...], between: tuple[Side, ...]) -> Ties:
    """Of what one side asked for: towards whom, or who turned it down."""
    asker = _side(row.initiator) if row.initiator else None
    if row.status == "refused":
        rest = tuple(one for one in sides.values() if asker is None or one.side != asker.side)
        if asker is None or asker.side not in sides or len(rest) != 1:
            yield from _among(tuple(sides.values()), "unknown")
        else:
            mediation = any(one.side == asker.side for one in mediators)
            yield "refuser of mediation" if mediation else "refuser", rest, (sides[asker.side],)
    elif asker is None or not between:
        return
    elif asker.side not in sides:
        yield "outsider to mediation" if mediators else "outsider", (asker,), between
    elif any(one.side == asker.side for one in mediators):
        yield "mediator", (sides[asker.side],), between
    elif rest := tuple(one for one in sides.values() if one.side != asker.side):
        yield "proposer", (sides[asker.side],), rest


def _among(sides: tuple[Side, ...], relation: Relation) -> Ties:
    if len(sides) > 1:
        yield relation, sides, ()


def _sides(row: ContactRow) -> tuple[dict[str, Side], bool]:
    """The sides of a contact by code, and whether a party has none."""
    found: dict[str, list[Who]] = {}
    nameless = False
    for party in row.parties:
        if party.side is None or _code(party.side) is None:
            nameless = True
        else:
            found.setdefault(party.side, []).append(party)
    return {side: Side(side, _code(side) or "", tuple(who)) for side, who in sorted(found.items())}, nameless


def _of_role(row: ContactRow, sides: Sides, role: str) -> tuple[Side, ...]:
    return tuple(side for side in sides.values() if any(one.role == role for one in side.who))


def _side(name: str) -> Side | None:
    code = _code(name)
    return Side(name, code, (Who(name, name, None),)) if code else None


@cache
def _code(side: str) -> str | None:
    return cameo_code(side, load_registry(None))


def pairs(event: Event) -> Iterator[tuple[Side, Side]]:
    """Who did it to whom, two by two; of what is mutual, both ways. Nothing where nobody says who did it."""
    if event.relation == "unknown":
        return
    targets = event.recipients if event.relation not in MUTUAL else event.sources
    yield from ((one, other) for one in event.sources for other in targets if one != other)
