"""A document with everything that was read in it, each with its place in the text."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from communique.record.asking.documents import one_document
from communique.record.asking.rows import DocumentRow, Source
from communique.record.codec import decode
from communique.record.sheets.contact import Column, column
from communique.schema import Position, Span, Statement


@dataclass(frozen=True, slots=True)
class Reading:
    """By what a document was read: when, by which software, lexicon and model, counted from which day."""

    published: str | None
    given: str | None
    at: str
    version: str
    lexicon: str
    model: str


@dataclass(frozen=True, slots=True)
class Told:
    """A report of the document, and the contact it is part of."""

    contact: str
    label: str
    kind: str
    status: str
    date: str | None
    column: Column


@dataclass(frozen=True, slots=True)
class Placed:
    """A statement or position: who, which act or manner, the words, and all spans it has in the text."""

    key: str
    who: str | None
    side: str | None
    actor: str | None
    act: str
    content: str
    spans: tuple[Span, ...]
    verdict: str | None


@dataclass(frozen=True, slots=True)
class DocumentSheet:
    """A document with all that was read in it, in reading order; `copies` are its near-copies, itself left out."""

    row: DocumentRow
    text: str
    reading: Reading | None
    told: tuple[Told, ...]
    statements: tuple[Placed, ...]
    positions: tuple[Placed, ...]
    copies: tuple[Source, ...]
    problems: tuple[str, ...]


def document_sheet(connection: sqlite3.Connection, hash: str) -> DocumentSheet | None:
    """All about the document of a hash, None where there is none."""
    select = one_document(hash)
    found = connection.execute(select.sql(None, 0), select.parameters).fetchone()
    if found is None:
        return None
    row = select.make(found)
    (text, voice) = connection.execute("SELECT text, voice FROM document WHERE hash = ?", (hash,)).fetchone()
    active = connection.execute(
        "SELECT g.id, g.published, g.given, u.started, u.version, u.lexicon, u.model FROM reading g"
        " JOIN run u ON u.id = g.run WHERE g.document = ? AND g.retired IS NULL",
        (hash,),
    ).fetchone()
    source = Source(hash, row.name, row.title, row.publisher, row.published, row.url)
    number = active[0] if active else None
    return DocumentSheet(
        row,
        text,
        Reading(*active[1:]) if active else None,
        _told(connection, number, source),
        _statements(connection, number),
        _positions(connection, number),
        tuple(
            Source(*copy)
            for copy in connection.execute(
                "SELECT hash, name, title, publisher, published, url FROM document WHERE voice = ? AND hash <> ?"
                " ORDER BY published, hash",
                (voice, hash),
            )
        ),
        tuple(
            message
            for (message,) in connection.execute("SELECT message FROM problem WHERE document = ? ORDER BY id", (hash,))
        ),
    )


def _told(connection: sqlite3.Connection, reading: int | None, source: Source) -> tuple[Told, ...]:
    rows = connection.execute(
        "SELECT c.id, c.label, r.kind, r.status, r.date, r.key, r.ordinal FROM report r"
        " JOIN contact_report k ON k.report = r.key JOIN contact c ON c.id = k.contact WHERE r.reading = ?"
        " ORDER BY r.ordinal",
        (reading,),
    ).fetchall()
    return tuple(
        Told(contact, label, kind, status, date, column(connection, key, reading or 0, ordinal, source, None))
        for contact, label, kind, status, date, key, ordinal in rows
    )


def _statements(connection: sqlite3.Connection, reading: int | None) -> tuple[Placed, ...]:
    rows = connection.execute(
        "SELECT key, speaker, side, actor, direct, content, verdict, record FROM statement WHERE reading = ?"
        " ORDER BY ordinal",
        (reading,),
    )
    found = []
    for key, who, side, actor, direct, content, verdict, record in rows:
        one = decode(Statement, record)
        found.append(Placed(key, who, side, actor, direct, content, (one.cue, *one.content), verdict))
    return tuple(found)


def _positions(connection: sqlite3.Connection, reading: int | None) -> tuple[Placed, ...]:
    rows = connection.execute(
        "SELECT key, holder, side, actor, act, content, verdict, record FROM position WHERE reading = ?"
        " ORDER BY ordinal",
        (reading,),
    )
    found = []
    for key, who, side, actor, act, content, verdict, record in rows:
        one = decode(Position, record)
        words = one.act.span
        spans = [one.content, *([words] if words else []), *([one.condition] if one.condition else [])]
        found.append(Placed(key, who, side, actor, act, content, tuple(spans), verdict))
    return tuple(found)
