"""Tending a ledger: concluding everything again, checking that it is sound, counting what is in it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from communique.record.anchors import set_anchors
from communique.record.checking import faults_of
from communique.record.concluding import Concluding
from communique.record.content import dump, fingerprint
from communique.record.corrections import amend_row
from communique.record.database import guarded
from communique.record.documents import renew_voices
from communique.record.opened import Opened
from communique.record.reports import Reports
from communique.record.statistics import Statistics, statistics_of


class Tending(Opened):
    """The part of a ledger that looks after it."""

    def rebuild(self) -> None:
        """Conclude everything again from the reports and the corrections alone, in one transaction.

        Raises:
            LedgerError: the ledger cannot be written; it is as it was before.
        """
        with self._writing(self._state) as run:
            _recompute(self.connection, self._concluding, run, self._clock())

    def check(self) -> tuple[str, ...]:
        """What is wrong in the ledger, a line each; empty where it is sound. Nothing is changed.

        Raises:
            LedgerError: the ledger cannot be read.
        """
        with guarded(self.path):
            return tuple(faults_of(self.connection, recompute))

    def stats(self) -> Statistics:
        """How much is in the ledger.

        Raises:
            LedgerError: the ledger cannot be read.
        """
        with guarded(self.path):
            return statistics_of(self.connection)

    def dump(self) -> Iterator[str]:
        """A line for everything the ledger holds, in an order of its own: what two ledgers have in common is the same.

        Numbers and times of this one file, the log of changes and former ids are left out.

        Raises:
            LedgerError: the ledger cannot be read.
        """
        with guarded(self.path):
            yield from dump(self.connection)

    def fingerprint(self) -> str:
        """A hash over `dump`.

        Raises:
            LedgerError: the ledger cannot be read.
        """
        with guarded(self.path):
            return fingerprint(self.connection)


def recompute(connection: sqlite3.Connection) -> None:
    """Conclude everything again in an open ledger that nobody else sees."""
    run = connection.execute("SELECT max(id) FROM run").fetchone()[0]
    if run is not None:
        connection.execute("BEGIN")
        _recompute(connection, Concluding(connection, Reports(connection)), run, "")
        connection.execute("COMMIT")


def _recompute(connection: sqlite3.Connection, concluding: Concluding, run: int, at: str) -> None:
    renew_voices(connection)
    for (number,) in connection.execute("SELECT id FROM correction ORDER BY id").fetchall():
        set_anchors(connection, number)
    keys = connection.execute("SELECT DISTINCT key FROM anchor WHERE key IS NOT NULL ORDER BY key").fetchall()
    for (key,) in keys:
        if key[0] in "sp":
            amend_row(connection, key)
    concluding.resettle(run, at)
