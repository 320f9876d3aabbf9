"""What an id stands for: a contact, also by an id it once had, a report, statement, position or document."""

from __future__ import annotations

import sqlite3
from typing import Literal, NamedTuple

from communique.errors import QuestionError

Kind = Literal["contact", "report", "statement", "position", "document"]

_WHERE: tuple[tuple[Kind, str, str, str], ...] = (
    # kind, table, column to look in, column that holds the id
    ("contact", "contact", "id", "id"),
    ("contact", "former", "id", "contact"),
    ("report", "report", "key", "key"),
    ("statement", "statement", "key", "key"),
    ("position", "position", "key", "key"),
    ("document", "document", "hash", "hash"),
    ("document", "document", "name", "hash"),
)
_SHORTEST = 3
_MANY = 6


class Found(NamedTuple):
    """A kind of record and its id."""

    kind: Kind
    id: str


def identify(connection: sqlite3.Connection, asked: str) -> Found:
    """The record that an id, a former id, the beginning of one or the name of a document stands for.

    Raises:
        QuestionError: it stands for none or for several; the message names them.
    """
    asked = asked.strip()
    for kind, table, column, id in _WHERE:
        rows = connection.execute(f"SELECT DISTINCT {id} FROM {table} WHERE {column} = ? ORDER BY 1", (asked,))
        if ids := [found for (found,) in rows]:
            return _only(asked, [Found(kind, found) for found in ids])
    if len(asked) < _SHORTEST:
        raise QuestionError(f"{asked!r} is too short for an id; give at least {_SHORTEST} letters of it")
    begun: dict[Found, None] = {}
    for kind, table, column, id in _WHERE:
        rows = connection.execute(
            f"SELECT DISTINCT {id} FROM {table} WHERE {column} >= ? AND {column} < ? ORDER BY 1 LIMIT {_MANY + 1}",
            (asked, asked + "\U0010ffff"),
        )
        begun.update((Found(kind, found), None) for (found,) in rows)
    if not begun:
        raise QuestionError(f"nothing in the ledger is called {asked!r}")
    return _only(asked, list(begun))


def _only(asked: str, found: list[Found]) -> Found:
    if len(found) > 1:
        names = ", ".join(one.id[:18] for one in found[:_MANY]) + (" ..." if len(found) > _MANY else "")
        raise QuestionError(f"{asked!r} may be any of {names}: give more of the id")
    return found[0]
