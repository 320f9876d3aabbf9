"""All conclusions drawn again, and the note of which state of the software drew them."""

from __future__ import annotations

import sqlite3

from communique.record.anchors import set_anchors
from communique.record.concluding import Concluding
from communique.record.corrections import amend_row
from communique.record.documents import renew_voices
from communique.record.reports import Reports
from communique.record.state import concluding_version


def renew(connection: sqlite3.Connection, concluding: Concluding, run: int, at: str) -> None:
    """Conclude everything again from texts, reports and corrections alone; call it within a transaction."""
    renew_voices(connection)
    for (number,) in connection.execute("SELECT id FROM correction ORDER BY id").fetchall():
        set_anchors(connection, number)
    keys = connection.execute("SELECT DISTINCT key FROM anchor WHERE key IS NOT NULL ORDER BY key").fetchall()
    for (key,) in keys:
        if key[0] in "sp":
            amend_row(connection, key)
    concluding.resettle(run, at)
    mark_concluded(connection)


def renew_copy(connection: sqlite3.Connection) -> None:
    """The same in an open copy of a ledger that nobody else sees."""
    (run,) = connection.execute("SELECT max(id) FROM run").fetchone()
    if run is not None:
        connection.execute("BEGIN")
        renew(connection, Concluding(connection, Reports(connection)), run, "")
        connection.execute("COMMIT")


def is_current(connection: sqlite3.Connection) -> bool:
    """Whether the conclusions of a ledger were drawn by this state of the software, or there are none."""
    row = connection.execute("SELECT version FROM concluded").fetchone()
    return row is None or row[0] == concluding_version()


def mark_concluded(connection: sqlite3.Connection) -> None:
    """Note that the conclusions are those of this state of the software."""
    if connection.execute("SELECT version FROM concluded").fetchone() != (concluding_version(),):
        connection.execute("INSERT OR REPLACE INTO concluded VALUES (1, ?)", (concluding_version(),))
