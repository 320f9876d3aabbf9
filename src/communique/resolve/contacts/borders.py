"""What crosses no border: a party conference, a trip through one's own country, a tourist abroad are no contacts."""

from __future__ import annotations

from collections.abc import Sequence

from communique.lexicon.contacts import contact_lexicon
from communique.read import Reading
from communique.resolve.actors import Actors
from communique.resolve.contacts.mention import ContactMention, is_faction, is_person
from communique.resolve.contacts.phrases import Phrases
from communique.resolve.contacts.placing import named_after
from communique.resolve.places import PlaceMention
from communique.schema import Contact


def crosses_border(
    contact: Contact,
    mentions: Sequence[ContactMention],
    reading: Reading,
    actors: Actors,
    places: Sequence[PlaceMention],
    phrases: Phrases,
) -> bool:
    """Whether a contact is one between sides, as far as its parties, its place and its own words tell.

    "Warren speaks at the Netroots conference", "a visit to his hometown" and "Otto Warmbier travelled to Pyongyang on a
    tour" are not; "the London conference on Yemen", "Obama's trip to Europe" and talks of a government with rebels are.

    Args:
        contact: the contact.
        mentions: the mentions it was put together from.
        reading: the parsed document.
        actors: its actors.
        places: its places.
        phrases: the noun phrases of its contacts.
    """
    if contact.kind.value == "visit" and not _officials(contact, actors):
        return False
    sides = {party.actor.side for party in contact.parties}
    if (
        len(sides - {None}) > 1
        or len(contact.parties) > len(sides)
        or contact.kind.value not in ("visit", "conference")
    ):
        return True
    if any(map(phrases.is_organisation, contact.parties)) or any(is_faction(party.actor) for party in contact.parties):
        return True
    if contact.parties and not sides - {None} and not any(map(is_person, contact.parties)):
        return True
    abroad = {mention.country for mention in mentions if mention.country is not None} - sides
    if abroad:
        return True
    if contact.kind.value == "visit":
        # "An 11-day tour of Southeast Asia": a region is no country.
        return contact.place is not None and not any(mention.country for mention in mentions)
    if any(mention.bodies or named_after(mention.draft, places) for mention in mentions):
        return True
    sentences = {mention.draft.sentence for mention in mentions}
    if _others(actors, reading, sentences) - sides:
        return True
    international = contact_lexicon().cues["international"]
    return any(
        token.lower_ in international for number in sentences for token in reading.tokens(reading.sentences[number])
    )


def _others(actors: Actors, reading: Reading, sentences: set[int]) -> set[str | None]:
    """The sides that some sentences name, as actors."""
    return {
        actor.side
        for mention in actors.mentions
        if reading.sentence_of(mention.words.start) in sentences
        for actor in mention.actors
        if actor.side is not None
    }


def _officials(contact: Contact, actors: Actors) -> bool:
    """Whether a visitor stands for anybody: a state, a body, a person of the registry or with an office in the text."""
    visitors = [party for party in contact.parties if party.role.value != "host"]
    return not visitors or any(
        not is_person(party) or party.actor.id is not None or actors.holds_office(party.actor) for party in visitors
    )
