"""A reading of a document: its reports field by field, its statements and positions; an older one is retired."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import Any

from communique.record.codec import encode
from communique.record.keys import position_keys, report_keys, statement_keys
from communique.schema import Actor, Contact, Extraction, Sourced, Span, Statement

FieldRow = tuple[str, int, str, int | None, int | None, str | None]

GAP = " ... "
"""What stands between two stretches of reported matter."""


def store_reading(
    connection: sqlite3.Connection, hash_: str, extraction: Extraction, run: int, given: str | None
) -> list[str]:
    """Write a reading as the active one of its document; call it within a transaction.

    Args:
        hash_: the document, which is stored already.
        extraction: what was read; every string can be stored.
        run: the run that read it.
        given: the user's word for its date.

    Returns:
        The keys of the reports that it adds or retires.
    """
    old = connection.execute("SELECT id FROM reading WHERE document = ? AND retired IS NULL", (hash_,)).fetchone()
    retired: list[str] = []
    published = extraction.document.published.edtf if extraction.document.published else None
    (last,) = connection.execute("SELECT ifnull(max(id), 0) FROM reading").fetchone()
    reading = int(last) + 1
    if old is not None:
        retired = [key for (key,) in connection.execute("SELECT key FROM report WHERE reading = ?", old)]
        connection.execute("PRAGMA defer_foreign_keys = ON")  # it names its successor, who comes next
        connection.execute("UPDATE reading SET retired = ? WHERE id = ?", (reading, *old))
    connection.execute(
        "INSERT INTO reading (id, document, run, published, given, outside) VALUES (?, ?, ?, ?, ?, ?)",
        (reading, hash_, run, published, given, extraction.outside),
    )
    keys = _store_reports(connection, reading, hash_, extraction)
    _store_statements(connection, reading, hash_, extraction)
    _store_positions(connection, reading, hash_, extraction)
    return sorted({*keys, *retired})


def field_rows(contact: Contact, text: str) -> Iterator[FieldRow]:
    """Name, number, value, span and note of every field of a contact, as the table `field` has them."""
    yield _sourced("kind", 0, contact.kind)
    yield _sourced("status", 0, contact.status)
    for nth, party in enumerate(contact.parties):
        yield _actor("party", nth, party.actor)
        yield _sourced("role", nth, party.role)
    if contact.date is not None:
        yield ("date", 0, contact.date.edtf, *_ends(contact.date.span), contact.date.anchor)
    for name in ("place", "initiator", "level", "format", "duration", "outcome"):
        value: Sourced[str] | None = getattr(contact, name)
        if value is not None:
            yield _sourced(name, 0, value)
    for nth, topic in enumerate(contact.topics):
        yield _sourced("topic", nth, topic)
    if contact.source is not None:
        yield _actor("source", 0, contact.source)
    for nth, status in enumerate(contact.history):
        yield _sourced("history", nth, status)
    for nth, span in enumerate(contact.evidence):
        yield ("evidence", nth, span.of(text), span.start, span.end, None)


def matter(statement: Statement, text: str) -> str:
    """The reported words of a statement, in the order of the text."""
    return GAP.join(span.of(text) for span in statement.content)


def _store_reports(connection: sqlite3.Connection, reading: int, hash_: str, extraction: Extraction) -> list[str]:
    keys = report_keys(hash_, extraction.contacts)
    connection.executemany(
        "INSERT INTO report (key, reading, document, ordinal, kind, status, date, place, record)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (
                key,
                reading,
                hash_,
                ordinal,
                contact.kind.value,
                contact.status.value,
                contact.date.edtf if contact.date else None,
                contact.place.value if contact.place else None,
                encode(contact),
            )
            for ordinal, (key, contact) in enumerate(zip(keys, extraction.contacts, strict=True))
        ],
    )
    connection.executemany(
        'INSERT INTO field (reading, ordinal, name, nth, value, "start", "end", note) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
        [
            (reading, ordinal, *row)
            for ordinal, contact in enumerate(extraction.contacts)
            for row in field_rows(contact, extraction.document.text)
        ],
    )
    return keys


def _store_statements(connection: sqlite3.Connection, reading: int, hash_: str, extraction: Extraction) -> None:
    if not extraction.statements:
        return
    text = extraction.document.text
    (last,) = connection.execute("SELECT ifnull(max(id), 0) FROM statement").fetchone()
    rows: list[tuple[Any, ...]] = []
    keys = statement_keys(hash_, extraction.statements)
    for ordinal, (key, one) in enumerate(zip(keys, extraction.statements, strict=True)):
        rows.append(
            (
                last + 1 + ordinal,
                key,
                reading,
                hash_,
                ordinal,
                *_who(one.speaker),
                one.direct,
                one.tone,
                *one.cue,
                matter(one, text),
                encode(one),
            )
        )
    connection.executemany(
        "INSERT INTO statement (id, key, reading, document, ordinal, speaker, side, actor, direct, tone,"
        ' "start", "end", content, record) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
        rows,
    )
    connection.executemany(
        "INSERT INTO statement_text (rowid, content) VALUES (?, ?)", [(row[0], row[12]) for row in rows]
    )


def _store_positions(connection: sqlite3.Connection, reading: int, hash_: str, extraction: Extraction) -> None:
    if not extraction.positions:
        return
    text = extraction.document.text
    (last,) = connection.execute("SELECT ifnull(max(id), 0) FROM position").fetchone()
    rows: list[tuple[Any, ...]] = []
    targets: list[tuple[Any, ...]] = []
    keys = position_keys(hash_, extraction.positions)
    for ordinal, (key, one) in enumerate(zip(keys, extraction.positions, strict=True)):
        id_ = last + 1 + ordinal
        rows.append(
            (
                id_,
                key,
                reading,
                hash_,
                ordinal,
                *_who(one.holder),
                one.act.value,
                *one.content,
                one.content.of(text),
                one.condition.of(text) if one.condition else None,
                encode(one),
            )
        )
        targets += ((id_, nth, *_who(target)) for nth, target in enumerate(one.targets))
    connection.executemany(
        'INSERT INTO position (id, key, reading, document, ordinal, holder, side, actor, act, "start", "end", content,'
        " condition, record) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        rows,
    )
    connection.executemany("INSERT INTO target VALUES (?, ?, ?, ?, ?)", targets)


def _who(actor: Actor | None) -> tuple[str | None, str | None, str | None]:
    return (None, None, None) if actor is None else (actor.name, actor.side, actor.id)


def _actor(name: str, nth: int, actor: Actor) -> FieldRow:
    return (name, nth, actor.name, *_ends(actor.span), actor.side or actor.note)


def _sourced(name: str, nth: int, value: Sourced[Any]) -> FieldRow:
    return (name, nth, str(value.value), *_ends(value.span), None)


def _ends(span: Span | None) -> tuple[int | None, int | None]:
    return (None, None) if span is None else (span.start, span.end)
