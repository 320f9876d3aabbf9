"""How much is in a ledger, in figures."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

_ACTIVE = "JOIN reading g ON g.id = x.reading AND g.retired IS NULL"


@dataclass(frozen=True, slots=True)
class Statistics:
    """Counts. Reports, statements and positions are those of active readings; `voices` counts near-copies once.

    `outside` are documents about no relations between sides, `merged` contacts told by more than one document; `first`
    and `last` bound the dates of publication.
    """

    documents: int
    outside: int
    voices: int
    readings: int
    retired: int
    reports: int
    statements: int
    positions: int
    problems: int
    corrections: int
    contacts: int
    merged: int
    disagreements: int
    kinds: tuple[tuple[str, int], ...]
    statuses: tuple[tuple[str, int], ...]
    first: str | None
    last: str | None
    bytes: int


def statistics_of(connection: sqlite3.Connection) -> Statistics:
    """The figures of an open ledger."""

    def count(query: str) -> int:
        (number,) = connection.execute(f"SELECT count(*) FROM {query}").fetchone()
        return int(number)

    def groups(column: str) -> tuple[tuple[str, int], ...]:
        rows = connection.execute(f"SELECT {column}, count(*) FROM contact GROUP BY 1 ORDER BY 2 DESC, 1")
        return tuple(rows.fetchall())

    first, last = connection.execute(
        "SELECT min(published), max(published) FROM reading WHERE retired IS NULL"
    ).fetchone()
    (size,) = connection.execute("SELECT page_count * page_size FROM pragma_page_count, pragma_page_size").fetchone()
    return Statistics(
        documents=count("document"),
        outside=count("reading WHERE outside AND retired IS NULL"),
        voices=count("(SELECT DISTINCT voice FROM document)"),
        readings=count("reading"),
        retired=count("reading WHERE retired IS NOT NULL"),
        reports=count(f"report x {_ACTIVE}"),
        statements=count(f"statement x {_ACTIVE}"),
        positions=count(f"position x {_ACTIVE}"),
        problems=count("problem"),
        corrections=count("correction WHERE undone IS NULL"),
        contacts=count("contact"),
        merged=count("contact WHERE documents > 1"),
        disagreements=count("disagreement"),
        kinds=groups("kind"),
        statuses=groups("status"),
        first=first,
        last=last,
        bytes=int(size),
    )
