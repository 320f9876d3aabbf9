"""The parties of a contact, united over its reports: each once, a person before the bare state."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from communique.record.merging.features import is_bare, is_person, person_key, short_name, side_of
from communique.schema import Actor, Role
from communique.schema.reports import Participant, Report

# The role that says more goes first where as many voices give each.
_ROLES: tuple[Role, ...] = ("mediator", "host", "participant")


@dataclass(slots=True)
class _Seen:
    """One party as its reports give it."""

    actors: Counter[Actor] = field(default_factory=Counter)
    roles: Counter[Role] = field(default_factory=Counter)
    voices: set[str] = field(default_factory=set)
    place: tuple[int, int] = (0, 0)


def parties_of(reports: Sequence[Report]) -> tuple[Participant, ...]:
    """All parties that the reports of one contact name.

    Args:
        reports: in order of publication.

    Returns:
        Those that most voices name first, then in the order in which they are told. A bare state or body is left out
        where a person or a body of its own stands for it; a person of the registry goes before the name as written.
    """
    seen: dict[str, _Seen] = {}
    for number, report in enumerate(reports):
        for position, party in enumerate(report.contact.parties):
            actor = replace(party.actor, span=None)
            one = seen.setdefault(_identity(actor), _Seen(place=(number, position)))
            if report.voice not in one.voices:
                one.actors[actor] += 1
                one.roles[party.role.value] += 1
            one.voices.add(report.voice)
    _unite_spellings(seen)
    sides = {side_of(actor) for one in seen.values() for actor in one.actors if not is_bare(actor)}
    kept = [one for key, one in seen.items() if not (key.startswith("=") and key[1:] in sides)]
    lost = {key[1:]: one for key, one in seen.items() if key.startswith("=") and key[1:] in sides}
    found = []
    for one in sorted(kept, key=lambda one: (-len(one.voices), one.place)):
        actor = min(one.actors, key=lambda actor: (-one.actors[actor], actor.id is None, actor.name))
        roles = one.roles + (lost[side_of(actor)].roles if side_of(actor) in lost else Counter[Role]())
        found.append(Participant(actor, min(_ROLES, key=lambda role: (-_said(role, roles), _ROLES.index(role)))))
    return tuple(found)


def _said(role: Role, roles: Counter[Role]) -> int:
    """How many say it; "participant" is what is said of anyone of whom no more is said."""
    return 0 if role == "participant" and sum(roles.values()) > roles[role] else roles[role]


def _identity(actor: Actor) -> str:
    if is_bare(actor):
        return f"={actor.side}"
    return actor.id or (person_key(actor) if is_person(actor) else actor.name) + f"@{actor.side}"


def _unite_spellings(seen: dict[str, _Seen]) -> None:
    """A name as written is the person of the registry of its side whose short name is the same."""
    known = {
        (side_of(actor), short_name(actor)): key
        for key, one in seen.items()
        for actor in one.actors
        if actor.id is not None and is_person(actor)
    }
    for key in list(seen):
        actor = next(iter(seen[key].actors))
        target = known.get((side_of(actor), short_name(actor))) if actor.id is None and is_person(actor) else None
        if target is not None:
            one, other = seen[target], seen.pop(key)
            one.roles += other.roles
            one.voices |= other.voices
            one.place = min(one.place, other.place)
