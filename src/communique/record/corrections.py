"""What a person says is so: six verbs, each a row with who, when and why, and each can be taken back."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, cast, get_args

from communique.errors import DateError, LedgerError
from communique.record.amending import (
    PLAIN,
    Verdict,
    amended_position,
    amended_statement,
    amendments,
    verdict,
)
from communique.record.anchors import set_anchors, table_of
from communique.record.codec import decode
from communique.record.naming import find_active, reports_of
from communique.record.reports import Reports
from communique.schema import ACTS, KINDS, STATUSES, Position, Statement
from communique.schema.edtf import check_edtf
from communique.schema.reports import Verb

FIELDS = (*PLAIN, "date", "topics")
"""What can be set of a contact or report; of a position, `act`."""

_CHOICES: dict[str, tuple[str, ...]] = {"kind": KINDS, "status": STATUSES, "act": ACTS}


@dataclass(frozen=True, slots=True)
class Wish:
    """A correction as a person words it.

    `record` and `other` are ids or beginnings of ids. `field` is what to set, or the name of the actor as read. `value`
    is text; for `topics` a list; for `actor` a mapping with "id", "name" and "side"; None empties a field.
    """

    record: str
    verb: Verb
    other: str | None = None
    field: str | None = None
    value: Any = None


@dataclass(frozen=True, slots=True)
class Correction:
    """A correction as the ledger keeps it; `anchor` is the record it holds for now, None where that is gone."""

    id: int
    made: str
    who: str
    why: str | None
    verb: Verb
    scope: str
    target: str
    other: str | None
    field: str | None
    value: Any
    undone: str | None
    undoer: str | None
    anchor: str | None


@dataclass(frozen=True, slots=True)
class Effect:
    """What is to be concluded again: reports that read otherwise now, and reports whose contact does."""

    fresh: tuple[str, ...] = ()
    forced: tuple[str, ...] = ()


def store_correction(
    connection: sqlite3.Connection, reports: Reports, wish: Wish, who: str, why: str | None, at: str
) -> tuple[tuple[int, ...], Effect]:
    """Write a correction; call it within a transaction.

    Returns:
        The numbers of the rows, several where a word about a contact holds for its reports one by one, and what to
        conclude again.

    Raises:
        LedgerError: no such record, field or value.
    """
    id_ = find_active(connection, wish.record)
    if wish.verb not in get_args(Verb):
        raise LedgerError(f"{wish.verb!r} is no correction: {', '.join(get_args(Verb))}")
    scope = "contact" if id_.startswith("c-") else table_of(id_)
    value = None
    targets: list[tuple[str, str | None]] = [(id_, None)]
    if wish.verb in ("same", "different"):
        targets, scope = [*_pairs(connection, id_, wish)], "report"
    elif wish.verb == "actor":
        named, scope = _naming(connection, reports, id_, scope, wish.field or "")
        targets = [(key, None) for key in named]
        value = _actor(wish.value)
    elif scope == "contact":
        # The first report stands for the contact, which may be computed anew.
        targets = [(reports_of(connection, id_)[0], None)]
    if wish.verb == "set":
        value = _checked(scope, wish.field, wish.value)
    field = wish.field if wish.verb in ("set", "actor") else None
    ids = []
    for target, other in targets:
        cursor = connection.execute(
            "INSERT INTO correction (made, who, why, verb, scope, target, other, field, value)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (at, who, why, wish.verb, scope, target, other, field, None if value is None else json.dumps(value)),
        )
        ids.append(cast(int, cursor.lastrowid))
        set_anchors(connection, ids[-1])
    return tuple(ids), _joined([effect_of(connection, number) for number in ids])


def undo_correction(connection: sqlite3.Connection, number: int, who: str, at: str) -> Effect:
    """Take a correction back; its row stays, marked.

    Raises:
        LedgerError: there is none of that number, or it was taken back before.
    """
    row = connection.execute("SELECT undone FROM correction WHERE id = ?", (number,)).fetchone()
    if row is None:
        raise LedgerError(f"no correction {number}; communique corrections lists them")
    if row[0] is not None:
        raise LedgerError(f"correction {number} was taken back at {row[0]}")
    connection.execute("UPDATE correction SET undone = ?, undoer = ? WHERE id = ?", (at, who, number))
    return effect_of(connection, number)


def effect_of(connection: sqlite3.Connection, number: int) -> Effect:
    """What a correction that came or went makes worth concluding again; statements and positions are put right here."""
    scope, verb = connection.execute("SELECT scope, verb FROM correction WHERE id = ?", (number,)).fetchone()
    rows = connection.execute("SELECT key FROM anchor WHERE correction = ? AND key IS NOT NULL", (number,)).fetchall()
    keys = tuple(key for (key,) in rows)
    if scope in ("statement", "position"):
        for key in keys:
            amend_row(connection, key)
        return Effect()
    if scope == "contact" or verb in ("same", "different"):
        return Effect(forced=keys)
    return Effect(fresh=keys)


def amend_row(connection: sqlite3.Connection, key: str) -> None:
    """Write the columns of an active statement or position as they are with all corrections that hold."""
    table = table_of(key)
    row = connection.execute(
        f"SELECT x.id, x.record FROM {table} x JOIN reading g ON g.id = x.reading AND g.retired IS NULL"
        " WHERE x.key = ?",
        (key,),
    ).fetchone()
    if row is None:
        return
    id_, record = row
    words = amendments(connection, key, table)
    said: Verdict | None = verdict(words)
    if table == "statement":
        speaker = amended_statement(decode(Statement, record), words).speaker
        who = (speaker.name, speaker.side, speaker.id) if speaker else (None, None, None)
        connection.execute(
            "UPDATE statement SET speaker = ?, side = ?, actor = ?, verdict = ? WHERE id = ?", (*who, said, id_)
        )
        return
    position = amended_position(decode(Position, record), words)
    holder = position.holder
    connection.execute(
        "UPDATE position SET holder = ?, side = ?, actor = ?, act = ?, verdict = ? WHERE id = ?",
        (holder.name, holder.side, holder.id, position.act.value, said, id_),
    )
    connection.executemany(
        "UPDATE target SET name = ?, side = ?, actor = ? WHERE position = ? AND nth = ?",
        [(one.name, one.side, one.id, id_, nth) for nth, one in enumerate(position.targets)],
    )


def all_corrections(connection: sqlite3.Connection) -> Iterator[Correction]:
    """All corrections in the order in which they were made, those taken back too."""
    rows = connection.execute(
        "SELECT c.id, c.made, c.who, c.why, c.verb, c.scope, c.target, c.other, c.field, c.value, c.undone, c.undoer,"
        " a.key FROM correction c LEFT JOIN anchor a ON a.correction = c.id AND a.part = 'target' ORDER BY c.id"
    )
    for row in rows:
        plain: list[Any] = list(row)
        if plain[9] is not None:
            plain[9] = json.loads(plain[9])
        yield Correction(*plain)


def _pairs(connection: sqlite3.Connection, id_: str, wish: Wish) -> Iterator[tuple[str, str]]:
    """The reports that are, or are not, of one contact."""
    if wish.other is None:
        raise LedgerError(f"{wish.verb} what? name a second contact or report")
    other_id = find_active(connection, wish.other)
    for one in (id_, other_id):
        if one[0] not in "cr":
            raise LedgerError(f"{one}: only contacts and reports can be the same or different")
    ours, others = reports_of(connection, id_), reports_of(connection, other_id)
    if len(ours) > 1 and others[0] in ours:
        ours, others = others, ours
    others = [key for key in others if key not in ours]
    if not others:
        raise LedgerError(f"{wish.record} and {wish.other} are one and the same")
    if wish.verb == "same":
        # All reports of both, whatever speaks against it between two of them.
        hub, *rest = ours
        for other in (*rest, *others):
            yield hub, other
        return
    # A report told apart from its contact is none of the others' either; two contacts are told apart by their first.
    for other in others if len(ours) == 1 else others[:1]:
        yield ours[0], other


def _naming(connection: sqlite3.Connection, reports: Reports, id_: str, scope: str, name: str) -> tuple[list[str], str]:
    """The records in which an actor is called so."""
    if scope in ("statement", "position"):
        names = _names(connection, id_, scope)
        if name not in names:
            raise LedgerError(f"{id_}: names no {name!r} but {', '.join(sorted(names)) or 'nobody'}")
        return [id_], scope
    found, seen = [], set()
    for key in reports_of(connection, id_):
        report = reports.get(key)
        called = {party.actor.name for party in report.contact.parties} if report else set()
        seen |= called
        if name in called:
            found.append(key)
    if not found:
        raise LedgerError(f"{id_}: names no {name!r} but {', '.join(sorted(seen)) or 'nobody'}")
    return found, "report"


def _names(connection: sqlite3.Connection, key: str, scope: str) -> set[str]:
    (record,) = connection.execute(
        f"SELECT x.record FROM {scope} x JOIN reading g ON g.id = x.reading AND g.retired IS NULL WHERE x.key = ?",
        (key,),
    ).fetchone()
    words = amendments(connection, key, scope)
    if scope == "statement":
        one = amended_statement(decode(Statement, record), words)
        return {actor.name for actor in (one.speaker, *one.behalf, *one.via) if actor is not None}
    two = amended_position(decode(Position, record), words)
    return {actor.name for actor in (two.holder, *two.targets)}


def _actor(value: Any) -> dict[str, str | None]:
    if not isinstance(value, dict) or not value.get("name"):
        raise LedgerError("say which actor: an id of the registry, or NAME|SIDE")
    return {part: value.get(part) or None for part in ("id", "name", "side")}


def _checked(scope: str, field: str | None, value: Any) -> Any:
    fields = {"contact": FIELDS, "report": FIELDS, "position": ("act",)}.get(scope, ())
    if not fields:
        raise LedgerError(f"of a {scope} nothing can be set; right, wrong and actor can be said of it")
    if field not in fields:
        raise LedgerError(f"of a {scope} one can set {', '.join(fields)}, not {field!r}")
    choices = _CHOICES.get(field)
    if choices is not None:
        if value not in choices:
            raise LedgerError(f"{value!r} is no {field}: {', '.join(choices)}")
    elif field == "topics":
        if not isinstance(value, list | tuple) or not all(isinstance(topic, str) and topic for topic in value):
            raise LedgerError("topics are a list of words")
        return list(value)
    elif value is not None and field == "date":
        try:
            return check_edtf(str(value))
        except DateError as error:
            raise LedgerError(str(error)) from None
    elif value is not None and not (isinstance(value, str) and value):
        raise LedgerError(f"{value!r} is no {field}")
    return value


def _joined(effects: list[Effect]) -> Effect:
    return Effect(
        tuple(key for effect in effects for key in effect.fresh),
        tuple(key for effect in effects for key in effect.forced),
    )
