"""Names that are the same in every ledger: of documents, reports, statements and positions."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from hashlib import sha256

from communique.schema import Contact, Document, Position, Span, Statement

_DIGITS = 16


def document_hash(document: Document) -> str:
    """SHA-256 over text, title, publisher, date of publication and address; the id it is given by does not count."""
    published = document.published.edtf if document.published else None
    return _hash(document.text, document.title, document.publisher, published, document.url)


def report_keys(document: str, contacts: Sequence[Contact]) -> list[str]:
    """A key for each contact that a document reports: where it is told, of which kind, between whom.

    Status, date and place are left out, so that a better reading of them is still a reading of the same report.
    """
    return _numbered("r", document, ([contact.kind.value, _place(contact), _sides(contact)] for contact in contacts))


def statement_keys(document: str, statements: Sequence[Statement]) -> list[str]:
    """A key for each statement of a document: its cue and its matter."""
    return _numbered("s", document, ([statement.cue, statement.content] for statement in statements))


def position_keys(document: str, positions: Sequence[Position]) -> list[str]:
    """A key for each position of a document: its act and its matter."""
    return _numbered("p", document, ([position.act.value, position.content] for position in positions))


def _place(contact: Contact) -> Span | None:
    spans = (contact.kind.span, *contact.evidence)
    return next((span for span in spans if span is not None), None)


def _sides(contact: Contact) -> list[str]:
    return sorted(party.actor.side or party.actor.name for party in contact.parties)


def _numbered(letter: str, document: str, tellings: Iterable[object]) -> list[str]:
    """One key each; of two that tell the same in the same place, the second is its own all the same."""
    seen: Counter[str] = Counter()
    keys = []
    for telling in tellings:
        base = json.dumps(telling)
        keys.append(f"{letter}-{_hash(document, base, seen[base])[:_DIGITS]}")
        seen[base] += 1
    return keys


def _hash(*parts: object) -> str:
    return sha256(json.dumps(parts).encode()).hexdigest()
