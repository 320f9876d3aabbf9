"""A document with its raw text, its readings and what was found in it."""

from __future__ import annotations

from communique.record.asking.context import Context
from communique.record.asking.evidence import telling
from communique.record.asking.rows import Source
from communique.record.asking.statements import positions_of, statements_of
from communique.record.asking.views import DocumentView, ReadingView, Told
from communique.record.codec import decode
from communique.schema import Contact

_DOCUMENT = (
    "SELECT d.hash, d.name, d.title, d.publisher, coalesce(g.published, d.published), d.url, "
    "nullif(d.voice, d.hash), d.text FROM document d LEFT JOIN reading g ON g.document = d.hash "
    "AND g.retired IS NULL WHERE d.hash = ?"
)
_READINGS = (
    "SELECT g.id, u.started, u.version, u.lexicon, u.model, g.published, g.given, g.retired FROM reading g "
    "JOIN run u ON u.id = g.run WHERE g.document = ? ORDER BY g.id"
)
_REPORTS = (
    "SELECT r.key, k.contact, coalesce(c.label, r.kind || ', ' || r.status), r.record FROM reading g JOIN report r "
    "ON r.reading = g.id LEFT JOIN contact_report k ON k.report = r.key LEFT JOIN contact c ON c.id = k.contact "
    "WHERE g.document = ? AND g.retired IS NULL ORDER BY r.ordinal"
)


def document_view(context: Context, hash: str) -> DocumentView:
    """A document, what it is a copy of or which documents copy it, and every reading of it."""
    connection = context.connection
    *source, copy_of, text = connection.execute(_DOCUMENT, (hash,)).fetchone()
    copies = connection.execute("SELECT hash FROM document WHERE voice = ? AND hash <> ? ORDER BY hash", (hash, hash))
    problems = connection.execute("SELECT message FROM problem WHERE document = ? ORDER BY id", (hash,))
    said, held = statements_of(hash), positions_of(hash)
    return DocumentView(
        Source(*source),
        copy_of,
        tuple(one for (one,) in copies),
        text,
        tuple(ReadingView(*cells) for cells in connection.execute(_READINGS, (hash,))),
        tuple(
            Told(key, contact, label, telling(text, decode(Contact, record)))
            for key, contact, label, record in connection.execute(_REPORTS, (hash,))
        ),
        tuple(said.make(cells) for cells in connection.execute(said.sql(None, 0), said.parameters)),
        tuple(held.make(cells) for cells in connection.execute(held.sql(None, 0), held.parameters)),
        tuple(message for (message,) in problems),
    )
