"""What changed since a point of the log, for people who wait for it."""

from __future__ import annotations

from dataclasses import dataclass

from communique.record.database import guarded
from communique.record.ledger import Ledger


@dataclass(frozen=True, slots=True)
class News:
    """One line of the log of changes, with the label of the contact it is about."""

    contact: str
    label: str
    what: str
    before: str | None
    after: str | None


def last_change(ledger: Ledger) -> int:
    """The present end of the log.

    Raises:
        LedgerError: the ledger cannot be read.
    """
    with guarded(ledger.path):
        (last,) = ledger.connection.execute("SELECT coalesce(max(id), 0) FROM change").fetchone()
    return int(last)


def changes_after(ledger: Ledger, last: int) -> list[News]:
    """The lines of the log after a point of it, in their order.

    Raises:
        LedgerError: the ledger cannot be read.
    """
    with guarded(ledger.path):
        rows = ledger.connection.execute(
            "SELECT g.contact, coalesce(c.label, g.after, g.before, ''), g.what, g.before, g.after"
            " FROM change g LEFT JOIN contact c ON c.id = g.contact WHERE g.id > ? ORDER BY g.id",
            (last,),
        ).fetchall()
    return [News(*row) for row in rows]
