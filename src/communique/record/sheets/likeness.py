"""What may have been meant: contacts that could be the same, and ids that begin alike."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

_NEAR = 8


def look_alikes(connection: sqlite3.Connection, id: str, most: int = 3) -> tuple[str, ...]:
    """Contacts that were weighed against one, or could have been, and are told apart: the closest in time first."""
    rows = connection.execute(
        "SELECT c.id FROM (SELECT DISTINCT o.contact AS id FROM contact_report k JOIN block b ON b.report = k.report"
        " JOIN block n ON n.key = b.key JOIN contact_report o ON o.report = n.report"
        " WHERE k.contact = ?1 AND o.contact <> ?1 LIMIT 200) f JOIN contact c ON c.id = f.id, contact m"
        " WHERE m.id = ?1 AND c.verdict IS NOT 'wrong'"
        " ORDER BY abs(julianday(coalesce(c.earliest, c.latest, c.first))"
        " - julianday(coalesce(m.earliest, m.latest, m.first))), c.kind <> m.kind, c.id LIMIT ?2",
        (id, most),
    )
    return tuple(found for (found,) in rows)


def near_ids(connection: sqlite3.Connection, written: str) -> Sequence[tuple[str, str]]:
    """Contacts and documents whose id begins as what was written, or nearly so, each with what to call it by."""
    written = written.strip().lower()
    if not written.isascii():
        return ()
    contacts = written if written.startswith("c-") else f"c-{written}"
    for length in range(len(contacts), 3, -1):
        found = _beginning(connection, "SELECT id, label FROM contact WHERE id >= ?1 AND id < ?2", contacts[:length])
        found += _beginning(
            connection,
            "SELECT hash, coalesce(title, name) FROM document WHERE hash >= ?1 AND hash < ?2",
            written.removeprefix("c-")[: length - 2],
        )
        if found:
            return found[:_NEAR]
    return ()


def _beginning(connection: sqlite3.Connection, query: str, prefix: str) -> list[tuple[str, str]]:
    return connection.execute(f"{query} ORDER BY 1 LIMIT {_NEAR}", (prefix, f"{prefix}\x7f")).fetchall()
