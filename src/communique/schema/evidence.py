"""Which words of an article a contact rests on."""

from __future__ import annotations

from communique.schema.records import Contact
from communique.schema.span import Span


def words_of(contact: Contact) -> tuple[Span | None, tuple[Span, ...]]:
    """The sentence a contact's status rests on, and the words in it that say status and kind; None without evidence."""
    focus = tuple(place for place in (contact.status.span, contact.kind.span) if place)
    first = contact.evidence[0] if contact.evidence else None
    return next((e for e in contact.evidence if focus and e.covers(focus[0])), first), focus
