"""What a correction holds for: the record it named, or after a re-reading the one that tells the same."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from communique.record.codec import decode
from communique.schema import Contact, Position, Span, Statement

R = TypeVar("R", Contact, Statement, Position)

_TABLES: dict[str, str] = {"r": "report", "s": "statement", "p": "position"}


def table_of(key: str) -> str:
    """The table that a key belongs to, by its letter."""
    return _TABLES[key[0]]


def set_anchors(connection: sqlite3.Connection, correction: int) -> None:
    """Find what a correction holds for, and write it down."""
    target, other = connection.execute("SELECT target, other FROM correction WHERE id = ?", (correction,)).fetchone()
    for part, key in (("target", target), ("other", other)):
        if key is None:
            continue
        (document,) = connection.execute(
            f"SELECT document FROM {table_of(key)} WHERE key = ? LIMIT 1", (key,)
        ).fetchone()
        connection.execute(
            "INSERT OR REPLACE INTO anchor VALUES (?, ?, ?, ?)", (correction, part, document, now_at(connection, key))
        )


def move_anchors(connection: sqlite3.Connection, document: str) -> list[str]:
    """Let the corrections of a document that was read again go over to its new reading.

    Returns:
        The keys of all records that these corrections are about now, those of other documents too.
    """
    rows = connection.execute("SELECT DISTINCT correction FROM anchor WHERE document = ?", (document,)).fetchall()
    for (correction,) in rows:
        set_anchors(connection, correction)
    keys = connection.execute(
        "SELECT DISTINCT b.key FROM anchor a JOIN anchor b ON b.correction = a.correction"
        " WHERE a.document = ? AND b.key IS NOT NULL",
        (document,),
    )
    return sorted(key for (key,) in keys)


def now_at(connection: sqlite3.Connection, key: str) -> str | None:
    """The record of the active reading that tells what a key told; None where nothing does."""
    table = table_of(key)
    rows = connection.execute(
        f"SELECT x.reading, x.document, x.record, g.retired IS NULL FROM {table} x JOIN reading g ON g.id = x.reading"
        " WHERE x.key = ? ORDER BY x.record",
        (key,),
    ).fetchall()
    if any(active for *_, active in rows):
        return key
    _, document, record, _ = rows[0]
    # What once stood beside it is another, and still is.
    beside = {
        other
        for reading, *_ in rows
        for (other,) in connection.execute(f"SELECT key FROM {table} WHERE reading = ?", (reading,))
    }
    candidates = [
        (candidate, text)
        for candidate, text in connection.execute(
            f"SELECT x.key, x.record FROM {table} x JOIN reading g ON g.id = x.reading AND g.retired IS NULL"
            " WHERE x.document = ? ORDER BY x.ordinal",
            (document,),
        )
        if candidate not in beside
    ]
    if table == "report":
        return _nearest(Contact, record, candidates, lambda one: one.evidence, _sides_agree)
    if table == "statement":
        return _nearest(Statement, record, candidates, lambda one: (one.cue, *one.content))
    return _nearest(Position, record, candidates, lambda one: (one.content,))


def _nearest(
    kind: type[R],
    record: str,
    candidates: Iterable[tuple[str, str]],
    spans: Callable[[R], Sequence[Span]],
    agree: Callable[[R, R], bool] = lambda one, other: True,
) -> str | None:
    """The candidate whose words overlap most with those of a record; the first of several."""
    old = decode(kind, record)
    best: tuple[int, str | None] = (0, None)
    for key, text in candidates:
        new = decode(kind, text)
        shared = _shared(spans(old), spans(new))
        if shared > best[0] and agree(old, new):
            best = shared, key
    return best[1]


def _sides_agree(old: Contact, new: Contact) -> bool:
    """A better reading may find a side more, or drop one; it is another contact where each has one of its own."""
    a, b = ({party.actor.side or party.actor.name for party in one.parties} for one in (old, new))
    return bool(a & b) and (a <= b or b <= a)


def _shared(one: Sequence[Span], other: Sequence[Span]) -> int:
    """How many characters two records have in common."""
    return sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in one for b in other)
