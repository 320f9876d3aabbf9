"""Whether a ledger is sound: the file, the words under every span, and conclusions that follow from the reports."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from communique.record.codec import decode
from communique.record.content import CONCLUDED, dump, fingerprint
from communique.record.database import IN_MEMORY, connect
from communique.record.documents import Given
from communique.record.readings import field_rows, matter
from communique.record.renewing import is_current, renew_copy
from communique.schema import Contact, Document, Position, Span, Statement, When

_MOST = 20
"""So many lines of one kind are enough to know."""

_EACH = "FROM {table} x JOIN document d ON d.hash = x.document ORDER BY x.document, x.reading, x.ordinal"


def faults_of(connection: sqlite3.Connection) -> Iterator[str]:
    """What is wrong in a ledger, a line each; nothing where it is sound.

    Args:
        connection: an open ledger, which is only read.
    """
    for found in (_file, _documents, _records, _contacts, _conclusions):
        yield from _first(found(connection))


def _first(faults: Iterator[str]) -> Iterator[str]:
    for number, fault in enumerate(faults):
        if number == _MOST:
            yield "... and more of this kind"
            return
        yield fault


def _file(connection: sqlite3.Connection) -> Iterator[str]:
    for (line,) in connection.execute("PRAGMA integrity_check"):
        if line != "ok":
            yield f"file: {line}"
    for table, row, parent, _ in connection.execute("PRAGMA foreign_key_check"):
        yield f"{table} {row}: names a row of {parent} that is not there"
    whole = connect(IN_MEMORY)
    try:
        here, there = (set(one.execute("SELECT type, name FROM sqlite_master")) for one in (connection, whole))
    finally:
        whole.close()
    for kind, name in sorted(there - here):
        yield f"{kind} {name}: is missing"


def _documents(connection: sqlite3.Connection) -> Iterator[str]:
    rows = connection.execute("SELECT hash, name, text, title, publisher, published, url FROM document ORDER BY hash")
    for hash_, name, text, title, publisher, published, url in rows:
        date = When(published) if published is not None else None
        if Given.of(Document(name, text, title, publisher, date, url)).hash != hash_:
            yield f"document {name}: the text is not the one that was stored ({hash_})"


def _records(connection: sqlite3.Connection) -> Iterator[str]:
    query = "SELECT x.key, x.record, x.reading, x.ordinal, d.text " + _EACH.format(table="report")
    for key, record, reading, ordinal, text in connection.execute(query):
        contact = decode(Contact, record)
        rows = sorted(field_rows(contact, text))
        fields = connection.execute(
            'SELECT name, nth, value, "start", "end", note FROM field WHERE reading = ? AND ordinal = ?'
            " ORDER BY name, nth",
            (reading, ordinal),
        ).fetchall()
        if fields != rows:
            yield f"report {key}: its fields are not those of its record"
        if any(not _inside(start, end, text) for *_, start, end, _ in rows):
            yield f"report {key}: a span lies outside the text"
    query = "SELECT x.key, x.record, x.content, d.text " + _EACH.format(table="statement")
    for key, record, content, text in connection.execute(query):
        statement = decode(Statement, record)
        if not all(_inside(*span, text) for span in (statement.cue, *statement.content)):
            yield f"statement {key}: a span lies outside the text"
        elif matter(statement, text) != content:
            yield f"statement {key}: its words are not those of the text"
    query = "SELECT x.key, x.record, x.content, d.text " + _EACH.format(table="position")
    for key, record, content, text in connection.execute(query):
        position = decode(Position, record)
        spans: tuple[Span | None, ...] = (position.content, position.act.span, position.condition)
        if not all(_inside(*span, text) for span in spans if span is not None):
            yield f"position {key}: a span lies outside the text"
        elif position.content.of(text) != content:
            yield f"position {key}: its words are not those of the text"


def _contacts(connection: sqlite3.Connection) -> Iterator[str]:
    active = "SELECT r.key FROM report r JOIN reading g ON g.id = r.reading AND g.retired IS NULL"
    for (key,) in connection.execute(f"{active} EXCEPT SELECT report FROM contact_report ORDER BY 1"):
        yield f"report {key}: in no contact"
    for (key,) in connection.execute(f"SELECT report FROM contact_report EXCEPT {active} ORDER BY 1"):
        yield f"report {key}: in a contact, but of no active reading"
    rows = connection.execute("SELECT id FROM contact EXCEPT SELECT contact FROM contact_report ORDER BY 1")
    for (id_,) in rows:
        yield f"contact {id_}: without a report"


def _conclusions(connection: sqlite3.Connection) -> Iterator[str]:
    """The rows that concluding everything again, in a copy, would change."""
    if not is_current(connection):
        yield "contacts: concluded by another version of communique; communique rebuild concludes them again"
        return
    # A file of its own that goes with the connection: a ledger may be read-only, and writers need not wait.
    copy = sqlite3.connect("", isolation_level=None)
    try:
        connection.backup(copy)
        renew_copy(copy)
        for table in CONCLUDED:
            if table != "voice" and _differ(connection, copy, table):
                here, there = set(dump(connection, [table])), set(dump(copy, [table]))
                for line in sorted(here - there):
                    yield f"{table}: does not follow from the reports: {_short(line)}"
                for line in sorted(there - here):
                    yield f"{table}: follows from the reports and is not there: {_short(line)}"
        if _differ(connection, copy, "voice"):
            yield "document: the voices do not follow from the texts"
    finally:
        copy.close()


def _differ(one: sqlite3.Connection, other: sqlite3.Connection, table: str) -> bool:
    return fingerprint(one, [table]) != fingerprint(other, [table])


def _inside(start: int | None, end: int | None, text: str) -> bool:
    return start is None or end is None or 0 <= start <= end <= len(text)


def _short(line: str) -> str:
    return line.partition("\t")[2][:160]
