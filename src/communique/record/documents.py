"""Documents as they were given: stored once, and told apart by what they say, not by the name of a file."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass, replace

from communique.record.keys import document_hash
from communique.record.storable import storable
from communique.record.voices import buckets, find_voice, runs_of, store_bands
from communique.schema import Document, Problem


@dataclass(frozen=True, slots=True)
class Given:
    """A document on its way into the ledger.

    `document` has the date its own metadata gives, or none; `given` is the user's word for one that has none.
    """

    document: Document
    hash: str
    given: str | None = None

    @classmethod
    def of(cls, document: Document, given: str | None = None) -> Given:
        """The identity of a document.

        Args:
            document: a date with a span was read in the text, and is then no part of the metadata.
            given: the EDTF date that the user named for documents without one.
        """
        own = storable(document)
        if own.published is not None and own.published.span is not None:
            own = replace(own, published=None)
        return cls(own, document_hash(own), None if own.published else given)


@dataclass(frozen=True, slots=True)
class Stored:
    """A document in the ledger: whether it came now, its voice, and the documents whose voice changed by that."""

    new: bool
    voice: str
    moved: tuple[str, ...] = ()


def store_document(connection: sqlite3.Connection, given: Given, run: int) -> Stored:
    """Write a document, unless it is there; call it within a transaction."""
    known = connection.execute("SELECT name, voice FROM document WHERE hash = ?", (given.hash,)).fetchone()
    document = given.document
    if known is not None:
        name, voice = known
        if document.id < name:
            # One text in two files has one name, whichever file came first.
            connection.execute("UPDATE document SET name = ? WHERE hash = ?", (document.id, given.hash))
        return Stored(False, voice)
    published = document.published.edtf if document.published else None
    runs = runs_of(document.text)
    bands = buckets(runs)
    voice, silent = find_voice(connection, given.hash, published, runs, bands)
    moved = _unite(connection, voice, silent)
    cursor = connection.execute(
        "INSERT INTO document (hash, name, title, publisher, published, url, voice, run, text)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            given.hash,
            document.id,
            document.title,
            document.publisher,
            published,
            document.url,
            voice,
            run,
            document.text,
        ),
    )
    id_ = cursor.lastrowid
    assert id_ is not None
    store_bands(connection, id_, bands)
    connection.execute(
        "INSERT INTO document_text (rowid, title, text, document) VALUES (?, ?, ?, ?)",
        (id_, document.title, document.text, given.hash),
    )
    return Stored(True, voice, moved)


def store_problems(
    connection: sqlite3.Connection, problems: Iterable[Problem], run: int, document: str | None = None
) -> None:
    """Write what could not be read; the same problem again is one."""
    rows = [(run, document, one.source, one.line, one.message) for one in map(storable, problems)]
    connection.executemany(
        "INSERT OR IGNORE INTO problem (run, document, source, line, message) VALUES (?, ?, ?, ?, ?)", rows
    )


def _unite(connection: sqlite3.Connection, voice: str, silent: list[str]) -> tuple[str, ...]:
    """Give the documents of voices that fall silent their new one."""
    moved: list[str] = []
    for old in silent:
        moved += (hash_ for (hash_,) in connection.execute("SELECT hash FROM document WHERE voice = ?", (old,)))
        connection.execute("UPDATE document SET voice = ? WHERE voice = ?", (voice, old))
    return tuple(moved)


def renew_voices(connection: sqlite3.Connection) -> None:
    """Find the voice of every document again; call it within a transaction."""
    connection.execute("DELETE FROM band")
    connection.execute("UPDATE document SET voice = hash WHERE voice <> hash")
    for id_, hash_, published in connection.execute("SELECT id, hash, published FROM document ORDER BY id").fetchall():
        (text,) = connection.execute("SELECT text FROM document WHERE id = ?", (id_,)).fetchone()
        runs = runs_of(text)
        bands = buckets(runs)
        voice, silent = find_voice(connection, hash_, published, runs, bands)
        _unite(connection, voice, [hash_, *silent] if voice != hash_ else silent)
        store_bands(connection, id_, bands)
