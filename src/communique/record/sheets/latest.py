"""What is new in a ledger: the log of changes by day, and the day its news reach to."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from communique.errors import DateError
from communique.record.asking.contacts import WHEN, these_contacts
from communique.record.asking.question import STATUS_GROUPS
from communique.record.asking.rows import ContactRow
from communique.schema.edtf import bounds, precision

_LONGEST = 370
"""Days: a contact foreseen "this year" is still to come in December; older plans are not looked at."""
_WINDOW = 5_000
"""So many of the last changes are looked at; a ledger of a million contacts was added in one day."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the log; `label` is what the contact is called now, None where it is gone."""

    id: int
    at: str
    contact: str
    what: str
    before: str | None
    after: str | None
    label: str | None
    status: str | None


@dataclass(frozen=True, slots=True)
class LogDay:
    """What changed in a day: how many changes of each sort, and the latest of each; `whole` unless there are more."""

    day: str
    counts: dict[str, int]
    entries: dict[str, tuple[Entry, ...]]
    whole: bool


def log_days(connection: sqlite3.Connection, days: int = 5, each: int = 6, day: str | None = None) -> list[LogDay]:
    """The latest days with changes, the last first.

    Args:
        connection: to the ledger.
        days: how many.
        each: how many changes of each sort to give in full.
        day: only this one, an ISO date; its changes are then counted to the end.
    """
    if day is None:
        rows = connection.execute("SELECT id, at, what FROM change ORDER BY id DESC LIMIT ?", (_WINDOW,)).fetchall()
    else:
        rows = connection.execute(
            "SELECT id, at, what FROM change WHERE at >= ?1 AND at < ?1 || 'U' ORDER BY id DESC", (day,)
        ).fetchall()
    by_day: dict[str, dict[str, list[int]]] = {}
    for id, at, what in rows:
        by_day.setdefault(at[:10], {}).setdefault(what, []).append(id)
    cut = len(rows) == _WINDOW and day is None
    last = next(reversed(by_day), None)
    return [
        LogDay(
            name,
            {what: len(ids) for what, ids in sorts.items()},
            {what: _entries(connection, ids[:each]) for what, ids in sorts.items()},
            not (cut and name == last),
        )
        for name, sorts in list(by_day.items())[:days]
    ]


def news_day(connection: sqlite3.Connection) -> str | None:
    """The last day on which a document of the ledger was published; None where no day is known."""
    rows = connection.execute(
        "SELECT published FROM reading WHERE retired IS NULL AND published IS NOT NULL AND published NOT GLOB '*X*'"
        " ORDER BY published DESC LIMIT 50"
    )
    for (published,) in rows:
        try:
            if precision(published) == "day":
                latest = bounds(published).latest
                return latest.isoformat() if latest else None
        except DateError:
            continue
    return None


def coming(connection: sqlite3.Connection, day: str, most: int) -> list[ContactRow]:
    """Contacts planned, proposed or possible on a day or after it, the nearest first; those without a date are none."""
    ahead = STATUS_GROUPS["ahead"]
    rows = connection.execute(
        f"SELECT c.id FROM contact c WHERE {WHEN} >= date(?1, '-{_LONGEST} days') AND c.latest >= ?1"
        f" AND c.status IN ({', '.join(repr(one) for one in ahead)}) AND c.verdict IS NOT 'wrong'"
        f" ORDER BY max({WHEN}, ?1), c.latest, c.id LIMIT ?2",
        (day, most),
    )
    order = {id: number for number, (id,) in enumerate(rows)}
    select = these_contacts(order)
    found = [select.make(cells) for cells in connection.execute(select.sql(None, 0), select.parameters)]
    return sorted(found, key=lambda row: order[row.id])


def _entries(connection: sqlite3.Connection, ids: list[int]) -> tuple[Entry, ...]:
    marks = ",".join("?" * len(ids))
    rows = connection.execute(
        "SELECT h.id, h.at, h.contact, h.what, h.before, h.after, c.label, c.status FROM change h"
        f" LEFT JOIN contact c ON c.id = h.contact WHERE h.id IN ({marks}) ORDER BY h.id DESC",
        ids,
    )
    return tuple(Entry(*row) for row in rows)
