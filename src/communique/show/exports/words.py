"""The words that a contact rests on: the sentence of the report that gave it its status."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from typing import Any

from communique.record.asking import ContactRow
from communique.record.asking.evidence import telling, text_of
from communique.record.asking.rows import Source
from communique.record.asking.views import Quote
from communique.record.codec import decode
from communique.schema import Contact
from communique.show.exports.markup import web_address

_RECORD = (
    "SELECT r.record, r.document FROM step s JOIN report r ON r.key = s.report JOIN reading g ON g.id = r.reading "
    "AND g.retired IS NULL WHERE s.contact = ? ORDER BY s.nth DESC LIMIT 1"
)


@dataclass(frozen=True, slots=True)
class Words:
    """A quotation and the document it stands in; None where there is none."""

    quote: Quote | None
    source: Source | None

    def cells(self) -> dict[str, Any]:
        """Both as columns: the text, its place in the document, and what is known of the document."""
        quote, source = self.quote, self.source
        return {
            "text": quote.words if quote else None,
            "start": quote.start if quote else None,
            "end": quote.end if quote else None,
            "document": source.document if source else None,
            "title": source.title if source else None,
            "publisher": source.publisher if source else None,
            "published": source.published if source else None,
            "url": web_address(source.url) if source else None,
        }


def words_of(connection: sqlite3.Connection, row: ContactRow) -> Words:
    """The words that a contact rests on."""
    found = connection.execute(_RECORD, (row.id,)).fetchone()
    quote = telling(text_of(connection, found[1]), decode(Contact, found[0])) if found else None
    return Words(quote, row.source)
