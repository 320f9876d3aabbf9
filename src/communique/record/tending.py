"""Tending a ledger: concluding everything again, checking that it is sound, counting what is in it."""

from __future__ import annotations

from collections.abc import Iterator

from communique.record.checking import faults_of
from communique.record.content import dump, fingerprint
from communique.record.database import guarded
from communique.record.opened import Opened
from communique.record.renewing import renew
from communique.record.statistics import Statistics, statistics_of


class Tending(Opened):
    """The part of a ledger that looks after it."""

    def rebuild(self) -> None:
        """Conclude everything again from the reports and the corrections alone, in one transaction.

        Raises:
            LedgerError: the ledger cannot be written; it is as it was before.
        """
        with self._writing(self._state) as run:
            renew(self.connection, self._concluding, run, self._clock())

    def check(self) -> tuple[str, ...]:
        """What is wrong in the ledger, a line each; empty where it is sound. Nothing is changed.

        Raises:
            LedgerError: the ledger cannot be read.
        """
        with guarded(self.path):
            return tuple(faults_of(self.connection))

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
