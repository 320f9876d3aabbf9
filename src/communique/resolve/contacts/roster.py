"""Lists of parties: each actor once, a state beside its officials left out, sides counted."""

from __future__ import annotations

from collections.abc import Iterable

from communique.resolve.contacts.mention import is_faction, is_person
from communique.schema import Party


def sides_of(parties: Iterable[Party]) -> set[str]:
    """The sides of parties; an actor without a side counts by its name."""
    return {party.actor.side or party.actor.name for party in parties}


def distinct_parties(parties: Iterable[Party]) -> list[Party]:
    """Each actor once, in order.

    A state beside an official of its own is left out, since the official stands for it, as are unnamed officials
    beside their state, but not beside a faction of the country ("Colombia and the FARC").
    """
    found: dict[str, Party] = {}
    for party in parties:
        found.setdefault(party.actor.name, party)
    rank = {name: _rank(party) for name, party in found.items()}
    best: dict[str | None, int] = {}
    for name, party in found.items():
        if not is_faction(party.actor):
            best[party.actor.side] = max(best.get(party.actor.side, 0), rank[name])
    return [
        party
        for name, party in found.items()
        if is_faction(party.actor) or party.actor.side is None or rank[name] >= min(best[party.actor.side], 3)
    ]


def _rank(party: Party) -> int:
    """How well an actor tells who it was: 3 a person or body by name, 2 the state, 1 unnamed officials of it."""
    actor = party.actor
    if actor.id is None:
        return 3 if is_person(party) else 1
    return 2 if actor.id == actor.side else 3
