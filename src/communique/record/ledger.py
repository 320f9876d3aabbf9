"""The ledger: one file that keeps what was read, what a person set right, and what follows from both."""

from __future__ import annotations

from communique.record.adding import Adding
from communique.record.correcting import Correcting
from communique.record.tending import Tending


class Ledger(Adding, Correcting, Tending):
    """An open ledger; use it in a `with` statement, or call `close`.

    Every method that writes does so in one transaction: after a crash the ledger holds all of it or nothing.
    `connection` is the open SQLite database, for questions of one's own.
    """
