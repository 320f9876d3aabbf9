"""What a record says besides who, whether and when: level, form, duration, outcome, and who told the article."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from communique.read import Reading
from communique.resolve.contacts.mention import ContactMention
from communique.schema import Actor, Contact, Sourced, Statement, Words


def with_attributes(
    contact: Contact, mentions: Sequence[ContactMention], reading: Reading, statements: Sequence[Statement]
) -> Contact:
    """The contact with the attributes of its mentions, each from the first mention that gives it."""
    drafts = [mention.draft for mention in mentions]
    return replace(
        contact,
        source=_source(mentions, reading, statements),
        level=_first(reading, [draft.level for draft in drafts]),
        format=_first(reading, [draft.format for draft in drafts]),
        duration=_first(reading, [draft.duration for draft in drafts]),
        outcome=_first(reading, [draft.outcome for draft in drafts]),
    )


def _first(reading: Reading, found: Sequence[Words | None]) -> Sourced[str] | None:
    for words in found:
        if words is not None and words.end > words.start:
            return Sourced(" ".join(reading.tokens(words).text.split()), reading.span(words))
    return None


def _source(mentions: Sequence[ContactMention], reading: Reading, statements: Sequence[Statement]) -> Actor | None:
    """Who tells of it: the speaker of the statement that holds a mention, else the news agency of the dateline.

    "The two had met in Geneva, Peskov said" is Peskov's; what an article tells in its own name is its agency's.
    """
    for mention in mentions:
        span = reading.span(mention.draft.trigger)
        for statement in statements:
            if statement.speaker is not None and any(content.covers(span) for content in statement.content):
                return statement.speaker
    agency = reading.clean.agency
    if agency is not None:
        return Actor(agency.of(reading.document.text), None, agency)
    publisher = reading.document.publisher
    return Actor(publisher, None) if publisher else None
