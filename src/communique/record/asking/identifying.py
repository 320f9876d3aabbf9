"""What an id stands for: a contact, report, statement or position, or a document by its hash or name."""

from __future__ import annotations

import sqlite3
from typing import Literal, NamedTuple

from communique.errors import QuestionError
from communique.record.naming import find_id

Kind = Literal["contact", "report", "statement", "position", "document"]

_KINDS: dict[str, Kind] = {"c-": "contact", "r-": "report", "s-": "statement", "p-": "position"}
_SHORTEST = 3
_MANY = 6


class Found(NamedTuple):
    """A kind of record and its full id."""

    kind: Kind
    id: str


def identify(connection: sqlite3.Connection, asked: str) -> Found:
    """The record that an id, a former id, the beginning of one or the name of a document stands for.

    Raises:
        LedgerError: no or several contacts, reports, statements or positions are called so.
        QuestionError: no or several documents are.
    """
    asked = asked.strip()
    kind = _KINDS.get(asked[:2])
    # A file may be called "s-bahn".
    named = connection.execute("SELECT hash FROM document WHERE name = ? ORDER BY hash", (asked,)).fetchall()
    if kind is not None and not named:
        return Found(kind, find_id(connection, asked))
    if not named and len(asked) >= _SHORTEST:
        named = connection.execute(
            "SELECT hash FROM document WHERE hash >= ?1 AND hash < ?1 || '~' "
            "UNION SELECT hash FROM document WHERE substr(name, 1, length(?1)) = ?1 ORDER BY 1",
            (asked,),
        ).fetchall()
    if not named:
        raise QuestionError(
            f"nothing in the ledger is called {asked!r}: write the id of a contact (c-), report (r-), statement (s-), "
            "position (p-) or document, or a document's name"
        )
    if len(named) > 1:
        hashes = ", ".join(hash[:12] for (hash,) in named[:_MANY]) + (" ..." if len(named) > _MANY else "")
        raise QuestionError(f"{asked!r} may be any of {hashes}: write more of it")
    return Found("document", named[0][0])
