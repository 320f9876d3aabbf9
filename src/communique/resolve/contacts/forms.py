"""The form of talks that no word names: on a trip to the other side they are face to face."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from communique.lexicon.contacts import contact_lexicon
from communique.resolve.contacts.mention import is_person
from communique.schema import TOOK_PLACE, Contact

_AHEAD = frozenset({"planned", "possible"})


def met_on_a_trip(contacts: Sequence[Contact], text: str) -> tuple[Contact, ...]:
    """News that tells of a trip tells of meetings: "arrives on Wednesday for talks with Netanyahu in Jerusalem".

    Talks between persons become a meeting where one of them visits the side of the other, or is on a trip in the same
    sentence; so does what a traveller is to discuss with a host. An official's own release keeps its word.
    """
    trips = [contact for contact in contacts if contact.kind.value == "visit"]
    return tuple(
        replace(contact, kind=replace(contact.kind, value="meeting"))
        if _is_unsaid(contact, text) and any(_is_on(contact, trip) for trip in trips)
        else contact
        for contact in contacts
    )


def _is_unsaid(contact: Contact, text: str) -> bool:
    """Whether its form is not said and it is of persons: "talks", not "negotiated", nor "spoke with" of any day."""
    sides = {party.actor.side for party in contact.parties}
    status, kind = contact.status.value, contact.kind.value
    if len(sides) < 2 or not all(map(is_person, contact.parties)):
        return False
    verb = (
        contact.kind.span is not None
        and contact.kind.span.of(text).lower() not in contact_lexicon().cues["form unsaid"]
    )
    return (kind == "talks" and not verb and status in TOOK_PLACE | _AHEAD) or (
        kind == "contact" and status == "planned"
    )


def _is_on(contact: Contact, trip: Contact) -> bool:
    """Whether a trip of one of those who talk leads to the other, or is told of in the same sentence."""
    names = {party.actor.name: party.actor.side for party in contact.parties}
    goers = {party.actor.name for party in trip.parties if party.role.value == "participant"} & names.keys()
    hosts = {party.actor.side for party in trip.parties if party.role.value == "host"}
    others = {side for name, side in names.items() if name not in goers}
    alike = (trip.status.value in TOOK_PLACE) == (contact.status.value in TOOK_PLACE)
    return bool(goers) and alike and (bool(hosts & others) or bool(set(trip.evidence) & set(contact.evidence)))
