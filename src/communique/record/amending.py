"""What a person's corrections make of a report, a conclusion, a statement or a position."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal, cast

from communique.schema import Actor, Contact, Party, Position, Sourced, Statement, When
from communique.schema.reports import Conclusion, Verb

Verdict = Literal["right", "wrong"]

PLAIN = ("kind", "status", "place", "initiator", "level", "format", "outcome")
"""Fields of a contact that hold one word or phrase; `date` and `topics` are the others that can be set."""


@dataclass(frozen=True, slots=True)
class Amendment:
    """A correction that holds, without who made it and when: the later one of two goes last."""

    id: int
    verb: Verb
    field: str | None
    value: Any


def amendments(connection: sqlite3.Connection, key: str, scope: str = "report") -> tuple[Amendment, ...]:
    """What holds for a record, in the order in which it was decided."""
    rows = connection.execute(
        "SELECT c.id, c.verb, c.field, c.value FROM anchor a JOIN correction c ON c.id = a.correction"
        " WHERE a.key = ? AND a.part = 'target' AND c.scope = ? AND c.undone IS NULL ORDER BY c.id",
        (key, scope),
    )
    return tuple(
        Amendment(id_, verb, field, json.loads(value) if value is not None else None)
        for id_, verb, field, value in rows
    )


def verdict(found: Sequence[Amendment]) -> Verdict | None:
    """The last word of a person on whether a record is right."""
    said = [one.verb for one in found if one.verb in ("right", "wrong")]
    return said[-1] if said else None


def amended(contact: Contact, found: Sequence[Amendment]) -> Contact:
    """A report's contact with its fields set right; what a person set has no span."""
    for one in found:
        if one.verb == "actor":
            contact = replace(
                contact,
                parties=tuple(
                    Party(_named(party.actor, one), party.role) if party.actor.name == one.field else party
                    for party in contact.parties
                ),
            )
        elif one.verb == "set" and one.field == "date":
            contact = replace(contact, date=When(one.value) if one.value is not None else None)
        elif one.verb == "set" and one.field == "topics":
            contact = replace(contact, topics=tuple(Sourced(topic, None) for topic in one.value))
        elif one.verb == "set" and one.field in PLAIN:
            value = Sourced(one.value, None) if one.value is not None else None
            contact = replace(contact, **cast(Any, {one.field: value}))
    return contact


def amended_conclusion(conclusion: Conclusion, found: Sequence[Amendment]) -> Conclusion:
    """A conclusion with what a person said of the contact as a whole."""
    for one in found:
        if one.verb == "actor":
            parties = tuple(
                replace(party, actor=_named(party.actor, one)) if party.actor.name == one.field else party
                for party in conclusion.parties
            )
            conclusion = replace(conclusion, parties=parties)
        elif one.verb == "set" and one.field is not None:
            value = tuple(one.value) if one.field == "topics" else one.value
            conclusion = replace(conclusion, **cast(Any, {one.field: value}))
    return conclusion


def amended_statement(statement: Statement, found: Sequence[Amendment]) -> Statement:
    """A statement whose actors a person named."""
    for one in found:
        if one.verb == "actor":
            speaker = statement.speaker
            if speaker is not None and speaker.name == one.field:
                statement = replace(statement, speaker=_named(speaker, one))
            statement = replace(statement, behalf=_all_named(statement.behalf, one), via=_all_named(statement.via, one))
    return statement


def amended_position(position: Position, found: Sequence[Amendment]) -> Position:
    """A position whose act a person set, or whose actors a person named."""
    for one in found:
        if one.verb == "actor":
            (holder,) = _all_named((position.holder,), one)
            position = replace(position, holder=holder, targets=_all_named(position.targets, one))
        elif one.verb == "set" and one.field == "act":
            position = replace(position, act=Sourced(one.value, position.act.span))
    return position


def _all_named(actors: tuple[Actor, ...], one: Amendment) -> tuple[Actor, ...]:
    return tuple(_named(actor, one) if actor.name == one.field else actor for actor in actors)


def _named(actor: Actor, one: Amendment) -> Actor:
    return Actor(one.value["name"], one.value["side"], actor.span, one.value["id"])
