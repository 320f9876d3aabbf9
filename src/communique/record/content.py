"""What a ledger holds, whatever the order, the hour and the machine it came in: for telling two ledgers apart."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from hashlib import sha256

_STATE = "u.version, u.lexicon, u.model"
_READ = f"{_STATE}, g.retired IS NULL"
_BY = "JOIN reading g ON g.id = x.reading JOIN run u ON u.id = g.run"

READ: dict[str, str] = {
    "document": "SELECT hash, name, title, publisher, published, url, voice, text FROM document",
    "reading": f"SELECT g.document, g.published, g.given, {_READ} FROM reading g JOIN run u ON u.id = g.run",
    "report": f"SELECT x.key, x.document, x.ordinal, x.kind, x.status, x.date, x.place, x.record, {_READ}"
    f" FROM report x {_BY}",
    "field": f'SELECT g.document, x.ordinal, x.name, x.nth, x.value, x."start", x."end", x.note, {_READ}'
    f" FROM field x {_BY}",
    "statement": "SELECT x.key, x.document, x.ordinal, x.speaker, x.side, x.actor, x.direct, x.tone,"
    f' x."start", x."end", x.content, x.verdict, x.record, {_READ} FROM statement x {_BY}',
    "position": "SELECT x.key, x.document, x.ordinal, x.holder, x.side, x.actor, x.act,"
    f' x."start", x."end", x.content, x.condition, x.verdict, x.record, {_READ} FROM position x {_BY}',
    "target": f"SELECT x.key, t.nth, t.name, t.side, t.actor, {_READ}"
    f" FROM target t JOIN position x ON x.id = t.position {_BY}",
    "problem": "SELECT document, source, line, message FROM problem",
    "correction": "SELECT who, why, verb, scope, target, other, field, value, undone IS NULL FROM correction",
}
"""What was read and decided: a query a table, without numbers and times of this one file."""

CONCLUDED: dict[str, str] = {
    "anchor": "SELECT c.verb, c.target, c.other, a.part, a.document, a.key"
    " FROM anchor a JOIN correction c ON c.id = a.correction",
    "voice": "SELECT hash, voice FROM document",
    "band": "SELECT b.bucket, d.hash FROM band b JOIN document d ON d.id = b.document",
    **{
        table: f"SELECT * FROM {table}"
        for table in (
            "block",
            "judgement",
            "contact",
            "contact_report",
            "contact_party",
            "step",
            "disagreement",
        )
    },
}
"""What follows from that; the log of changes and former ids depend on the order of arrival, and are left out."""


def dump(connection: sqlite3.Connection, tables: Iterable[str] | None = None) -> Iterator[str]:
    """One line a row, in an order of its own: the name of a table, a tab, and the row as JSON.

    Args:
        connection: an open ledger.
        tables: names in `READ` and `CONCLUDED`; None for all.
    """
    queries = READ | CONCLUDED
    for table in queries if tables is None else tables:
        query = queries[table]
        width = len(connection.execute(f"{query} LIMIT 0").description)
        order = ", ".join(str(number) for number in range(1, width + 1))
        for row in connection.execute(f"{query} ORDER BY {order}"):
            yield f"{table}\t{json.dumps(row, ensure_ascii=False)}"


def fingerprint(connection: sqlite3.Connection, tables: Iterable[str] | None = None) -> str:
    """A hash over all lines of `dump`: two ledgers that hold the same have the same."""
    digest = sha256()
    for line in dump(connection, tables):
        digest.update(line.encode())
        digest.update(b"\n")
    return digest.hexdigest()
