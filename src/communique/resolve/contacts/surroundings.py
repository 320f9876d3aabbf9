"""Dates that a contact takes from what surrounds it, where its own clause gives none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from communique.read import Reading
from communique.resolve.contacts.mention import ContactMention, is_person
from communique.resolve.times import TimeMention
from communique.schema import TOOK_PLACE, Contact, When

# Plain futures that tell a programme: "he will meet", "they are to meet".
_PROGRAMME = frozenset({"will", "will be", "be to", "'ll"})
# How many sentences an announced day of a programme holds.
_REACH = 3


def dated_by_programme(
    mentions: Sequence[ContactMention], reading: Reading, times: Sequence[TimeMention]
) -> list[ContactMention]:
    """ "On May 15 the Secretary will travel to Paris. He will meet EU leaders": what a traveller will do at a stop of an
    announced trip has the date of the stop, until another date is named."""
    dated = {reading.sentence_of(mention.words.start) for mention in times if mention.when is not None}
    found: list[ContactMention] = []
    day: When | None = None
    persons: frozenset[str] = frozenset()
    last = 0
    for mention in mentions:
        sentence = mention.draft.sentence
        if any(last < number < sentence for number in dated):
            day = None
        names = _persons(mention)
        if mention.date is not None and mention.status == "planned" and not mention.weak:
            day, persons, last = mention.date, names, sentence
        elif (
            mention.date is None
            and day is not None
            and sentence not in dated
            and sentence - last <= _REACH
            and mention.status == "planned"
            and mention.draft.status.hedge in _PROGRAMME
            and names & persons
        ):
            mention = replace(mention, date=day)
            last = sentence
        found.append(mention)
    return found


def _persons(mention: ContactMention) -> frozenset[str]:
    return frozenset(party.actor.name for party in mention.parties if is_person(party))


def dated_by_release(contacts: tuple[Contact, ...], of_a_body: bool, published: When | None) -> tuple[Contact, ...]:
    """A release on an official's own site about a call or meeting without a date: it took place on the day of the release.

    So did what else its first sentence tells, and a visit that it calls under way was so on that day ("met with Michel,
    who is on a visit to our country").
    """
    if published is None or not of_a_body or not contacts:
        return contacts
    first = contacts[0].evidence[0] if contacts[0].evidence else None
    return tuple(
        replace(contact, date=When(published.edtf, None, published.edtf))
        if contact.date is None and contact.evidence and contact.evidence[0] == first and _took_place(contact)
        else contact
        for contact in contacts
    )


def _took_place(contact: Contact) -> bool:
    if contact.kind.value in ("call", "meeting", "talks", "contact"):
        return contact.status.value in TOOK_PLACE
    return contact.kind.value == "visit" and contact.status.value == "ongoing"
