"""The exchange format: JSON lines, one document with its records a line, offsets in the raw text."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from typing import TextIO

    from communique.schema import Contact, Direct, Document, Extraction, Position, Span, Statement

# The format tells quoted from unquoted by a truth value, with a word for what is both.
_DIRECT: dict[Direct, bool | str] = {"direct": True, "indirect": False, "mixed": "mixed"}


def write_exchange(extractions: Iterable[Extraction], out: TextIO) -> None:
    """Write one line of exchange format a document, in the order given."""
    for extraction in extractions:
        out.write(json.dumps(as_exchange(extraction), ensure_ascii=False) + "\n")


def as_exchange(extraction: Extraction) -> dict[str, Any]:
    """One document and its records as the exchange format has them: plain dictionaries, ready for JSON."""
    return {
        "document": _document(extraction.document),
        "contacts": [_contact(contact) for contact in extraction.contacts],
        "statements": [_statement(statement) for statement in extraction.statements],
        "positions": [_position(position) for position in extraction.positions],
    }


def _document(document: Document) -> dict[str, Any]:
    return {
        "id": document.id,
        "title": document.title,
        "publisher": document.publisher,
        "published": document.published.edtf if document.published else None,
        "text": document.text,
    }


def _contact(contact: Contact) -> dict[str, Any]:
    return {
        "kind": contact.kind.value,
        "status": contact.status.value,
        "parties": [
            {"name": party.actor.name, "side": party.actor.side, "role": party.role.value} for party in contact.parties
        ],
        "date": contact.date.edtf if contact.date else None,
        "place": contact.place.value if contact.place else None,
        "topics": [topic.value for topic in contact.topics],
        "initiator": contact.initiator.value if contact.initiator else None,
        "evidence": [_pair(span) for span in contact.evidence],
    }


def _statement(statement: Statement) -> dict[str, Any]:
    return {
        "speaker": statement.speaker.name if statement.speaker else None,
        "side": statement.speaker.side if statement.speaker else None,
        "cue": _pair(statement.cue),
        "content": [_pair(span) for span in statement.content],
        "direct": _DIRECT[statement.direct],
        "via": [actor.name for actor in statement.via],
    }


def _position(position: Position) -> dict[str, Any]:
    # Targets are sides; an actor that nothing places has none to give.
    targets = dict.fromkeys(target.side for target in position.targets if target.side is not None)
    return {
        "holder": position.holder.name,
        "side": position.holder.side,
        "act": position.act.value,
        "targets": list(targets),
        "content": _pair(position.content),
        "condition": _pair(position.condition) if position.condition else None,
    }


def _pair(span: Span) -> list[int]:
    return [span.start, span.end]
