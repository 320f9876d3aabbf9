"""What a person may call a record by: its id, the id of a contact that once was, or the first letters of either."""

from __future__ import annotations

import sqlite3

from communique.errors import LedgerError
from communique.record.anchors import now_at, table_of

_COLUMNS = {"c": ("contact", "id"), "r": ("report", "key"), "s": ("statement", "key"), "p": ("position", "key")}
_SHOWN = 3


def find_id(connection: sqlite3.Connection, name: str) -> str:
    """The full id of a contact, report, statement or position.

    Args:
        name: such as "c-0123456789abcdef", or the beginning of it; of a contact that became another, the old id too.

    Raises:
        LedgerError: nothing, or more than one thing, is called so.
    """
    table, column = _COLUMNS.get(name[:1], ("", ""))
    if not table or name[1:2] != "-":
        raise LedgerError(
            f"{name!r} is no id: those of contacts begin with c-, of reports r-, statements s-, positions p-"
        )
    found = _beginning(connection, table, column, name)
    if not found and table == "contact":
        # An old id: where the contact was split, each part is meant, and that is no answer.
        found = sorted(
            {
                contact
                for old in _beginning(connection, "former", "id", name)
                for (contact,) in connection.execute("SELECT contact FROM former WHERE id = ?", (old,))
            }
        )
    if len(found) > 1:
        shown = ", ".join(found[:_SHOWN])
        raise LedgerError(f"{name} can be {'more than ' if len(found) > _SHOWN else ''}{shown}: write more of it")
    if not found:
        raise LedgerError(f"{name}: no such {table} in this ledger")
    return found[0]


def find_active(connection: sqlite3.Connection, name: str) -> str:
    """As `find_id`; of a report, statement or position that a re-reading retired, the one that took its place.

    Raises:
        LedgerError: nothing is called so, or nothing took its place.
    """
    id_ = find_id(connection, name)
    if id_.startswith("c-"):
        return id_
    active = now_at(connection, id_)
    if active is None:
        raise LedgerError(f"{id_}: this {table_of(id_)} was retired, and the newer reading has nothing like it")
    return active


def reports_of(connection: sqlite3.Connection, id_: str) -> list[str]:
    """The reports of a contact in order of publication, then key; a report by itself."""
    if not id_.startswith("c-"):
        return [id_]
    rows = connection.execute(
        "SELECT r.key, g.published FROM contact_report c JOIN report r ON r.key = c.report"
        " JOIN reading g ON g.id = r.reading AND g.retired IS NULL WHERE c.contact = ?",
        (id_,),
    )
    return [key for key, _ in sorted(rows, key=lambda row: (row[1] is None, row[1] or "", row[0]))]


def _beginning(connection: sqlite3.Connection, table: str, column: str, name: str) -> list[str]:
    rows = connection.execute(
        f"SELECT DISTINCT {column} FROM {table} WHERE {column} >= ? AND {column} < ? ORDER BY 1 LIMIT ?",
        (name, name + "~", _SHOWN + 1),
    ).fetchall()
    exact = [id_ for (id_,) in rows if id_ == name]
    return exact or [id_ for (id_,) in rows]
