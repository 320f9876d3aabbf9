"""What a person said of two reports: the same contact, or not; of two words on one pair, the later holds."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from communique.schema.reports import Decision

_PAIRS = (
    "SELECT c.id, t.key, o.key, c.verb FROM anchor x JOIN correction c ON c.id = x.correction"
    " JOIN anchor t ON t.correction = c.id AND t.part = 'target'"
    " JOIN anchor o ON o.correction = c.id AND o.part = 'other'"
    " WHERE x.key = ? AND c.verb IN ('same', 'different') AND c.undone IS NULL"
    " AND t.key IS NOT NULL AND o.key IS NOT NULL AND t.key <> o.key"
)


class Decisions:
    """The decisions that hold, asked for report by report."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        # Most ledgers have none, and then nothing need be asked for each report.
        row = connection.execute("SELECT 1 FROM correction WHERE verb IN ('same', 'different') LIMIT 1").fetchone()
        self._any = row is not None

    def of(self, key: str) -> list[Decision]:
        """What holds between a report and others."""
        if not self._any:
            return []
        latest: dict[tuple[str, str], tuple[int, bool]] = {}
        for id_, one, other, verb in self._connection.execute(_PAIRS, (key,)):
            pair = (min(one, other), max(one, other))
            latest[pair] = max(latest.get(pair, (0, False)), (id_, verb == "same"))
        return [Decision(a, b, same) for (a, b), (_, same) in sorted(latest.items())]

    def same(self, key: str) -> list[str]:
        """The reports that a person put together with one."""
        return [one.b if one.a == key else one.a for one in self.of(key) if one.same]

    def among(self, keys: Iterable[str]) -> list[Decision]:
        """What holds between some reports."""
        inside = set(keys)
        found = {one for key in inside for one in self.of(key) if one.a in inside and one.b in inside}
        return sorted(found, key=lambda one: (one.a, one.b))
