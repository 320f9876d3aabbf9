"""Documents with their records as a person set them right."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from communique.record.amending import (
    amended,
    amended_position,
    amended_statement,
    amendments,
    verdict,
)
from communique.record.codec import decode
from communique.schema import Contact, Document, Extraction, Position, Statement, When


def corrected_documents(connection: sqlite3.Connection) -> Iterator[Extraction]:
    """Each document that a correction holds for, as read last, without what was called wrong."""
    rows = connection.execute(
        "SELECT DISTINCT a.document FROM anchor a JOIN correction c ON c.id = a.correction"
        " WHERE c.undone IS NULL AND c.verb IN ('right', 'wrong', 'set', 'actor') ORDER BY a.document"
    ).fetchall()
    for (hash_,) in rows:
        yield as_corrected(connection, hash_)


def as_corrected(connection: sqlite3.Connection, hash_: str) -> Extraction:
    """A document by its hash with what was read out of it last, corrections applied, what was called wrong left out."""
    name, text, title, publisher, url, published, reading = connection.execute(
        "SELECT d.name, d.text, d.title, d.publisher, d.url, g.published, g.id FROM document d"
        " JOIN reading g ON g.document = d.hash AND g.retired IS NULL WHERE d.hash = ?",
        (hash_,),
    ).fetchone()
    date = When(published) if published is not None else None
    return Extraction(
        Document(name, text, title, publisher, date, url),
        tuple(_contacts(connection, reading)),
        tuple(_statements(connection, reading)),
        tuple(_positions(connection, reading)),
    )


def _contacts(connection: sqlite3.Connection, reading: int) -> Iterator[Contact]:
    rows = connection.execute(
        "SELECT r.key, r.record, c.verdict, c.documents FROM report r JOIN contact_report x ON x.report = r.key"
        " JOIN contact c ON c.id = x.contact WHERE r.reading = ? ORDER BY r.ordinal",
        (reading,),
    ).fetchall()
    for key, record, said, documents in rows:
        words = amendments(connection, key)
        # What holds for a contact is what this article says only where no other tells of it.
        if documents == 1:
            words = tuple(sorted((*words, *amendments(connection, key, "contact")), key=lambda word: word.id))
        if (verdict(words) or said) != "wrong":
            yield amended(decode(Contact, record), words)


def _statements(connection: sqlite3.Connection, reading: int) -> Iterator[Statement]:
    rows = connection.execute("SELECT key, record FROM statement WHERE reading = ? ORDER BY ordinal", (reading,))
    for key, record in rows.fetchall():
        words = amendments(connection, key, "statement")
        if verdict(words) != "wrong":
            yield amended_statement(decode(Statement, record), words)


def _positions(connection: sqlite3.Connection, reading: int) -> Iterator[Position]:
    rows = connection.execute("SELECT key, record FROM position WHERE reading = ? ORDER BY ordinal", (reading,))
    for key, record in rows.fetchall():
        words = amendments(connection, key, "position")
        if verdict(words) != "wrong":
            yield amended_position(decode(Position, record), words)
