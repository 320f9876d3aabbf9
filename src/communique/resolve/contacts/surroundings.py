"""Dates that a contact takes from what surrounds it, where its own clause gives none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from communique.lexicon.places import load_places
from communique.read import Reading
from communique.resolve.contacts.holders import MARGINS
from communique.resolve.contacts.judging import Cluster
from communique.resolve.contacts.mention import ContactMention, is_person
from communique.resolve.times import TimeMention
from communique.schema import TOOK_PLACE, Contact, Span, When
from communique.schema.edtf import bounds

if TYPE_CHECKING:
    from spacy.tokens import Token

# Plain futures that tell a programme: "he will meet", "they are to meet".
_PROGRAMME = frozenset({"will", "will be", "be to", "'ll"})
# How many sentences an announced day of a programme holds.
_REACH = 3
_EVENTS = frozenset({"event", "gathering", "occasion"})
# The last of the sentences that say what a release is about.
_OPENING = 4
# Days within which a release comes out.
_FRESH = 2


def dated_by_programme(
    mentions: Sequence[ContactMention], reading: Reading, times: Sequence[TimeMention]
) -> list[ContactMention]:
    """ "On May 15 the Secretary will travel to Paris. He will meet EU leaders": what a traveller will do at a stop of
    an announced trip has the date of the stop, until another date is named."""
    dates = [(reading.sentence_of(mention.words.start), mention.when) for mention in times if mention.when is not None]
    found: list[ContactMention] = []
    day: When | None = None
    persons: frozenset[str] = frozenset()
    last = 0
    for mention in mentions:
        sentence = mention.draft.sentence
        if day is not None and any(last < number <= sentence and not _is_past(when, day) for number, when in dates):
            day = None
        names = _persons(mention)
        if mention.date is not None and mention.status == "planned" and not mention.weak:
            day, persons, last = mention.date, names, sentence
        elif (
            mention.date is None
            and day is not None
            and sentence - last <= _REACH
            and mention.status == "planned"
            and mention.draft.status.hedge in _PROGRAMME
            and names & persons
        ):
            mention = replace(mention, date=day)
            last = sentence
        found.append(mention)
    return found


def _is_past(when: When, day: When) -> bool:
    """Whether a date lies before the programme: "talks begun in January 2020" names no other day of it."""
    latest, earliest = bounds(when.edtf).latest, bounds(day.edtf).earliest
    return latest is not None and earliest is not None and latest < earliest


def _persons(mention: ContactMention) -> frozenset[str]:
    return frozenset(party.actor.name for party in mention.parties if is_person(party))


def dated_by_occasion(
    contacts: Sequence[Contact], clusters: Sequence[Cluster], reading: Reading
) -> tuple[Contact, ...]:
    """ "She later met Zelenskyy on the sidelines of the summit": where the article dates the summit, on its days.

    `contacts` and `clusters` are the same, one by one.
    """
    hosts = {mention.draft.trigger.start: index for index, c in enumerate(clusters) for mention in c.mentions}
    found: list[Contact] = []
    for contact, cluster in zip(contacts, clusters, strict=True):
        if contact.date is None and contact.kind.value != "conference":
            for mention in cluster.mentions:
                noun = _occasion(reading.doc[mention.draft.clause])
                host = hosts.get(noun, _event(reading.doc[noun], contacts)) if noun is not None else None
                date = contacts[host].date if host is not None and contacts[host].kind.value == "conference" else None
                if date is not None and clusters[host or 0] is not cluster:
                    contact = replace(contact, date=date)
                    break
        found.append(contact)
    return tuple(found)


def _event(noun: Token, contacts: Sequence[Contact]) -> int | None:
    """ "During the event": the one conference that the article dates."""
    dated = [i for i, contact in enumerate(contacts) if contact.kind.value == "conference" and contact.date is not None]
    definite = any(child.lower_ in ("the", "this") for child in noun.children)
    return dated[0] if len(dated) == 1 and definite and noun.lemma_.lower() in _EVENTS else None


def _occasion(verb: Token) -> int | None:
    """The noun on whose margins, or at or during which, something is done."""
    while verb.dep_ == "xcomp" and verb.head.i != verb.i:
        verb = verb.head
    for preposition in verb.subtree:
        if preposition.dep_ != "prep" or preposition.lower_ not in ("on", "at", "during"):
            continue
        if preposition.head.i != verb.i and preposition.head.pos_ not in ("PROPN", "NOUN", "PRON"):
            continue
        for noun in preposition.children:
            if noun.dep_ != "pobj":
                continue
            if noun.lemma_.lower() in MARGINS:
                return next((g.i for c in noun.children if c.lower_ == "of" for g in c.children), None)
            if preposition.lower_ != "on":
                return noun.i
    return None


def dated_by_release(
    contacts: tuple[Contact, ...], home: str | None, published: When | None, reading: Reading
) -> tuple[Contact, ...]:
    """A release on an official's own site about a call or meeting without a date: it was on the day of the release.

    So was what else its first sentence tells, and a visit that it calls under way was so on that day ("met with Michel,
    who is on a visit to our country"). What others held without the official's side ("welcomes the conversation between
    Biden and Putin") may have been on any day before, unless it was at home, and what only a later sentence mentions is
    not what the release is about. `home` is that side, None for what is no such release.
    """
    if published is None or home is None or not contacts:
        return contacts
    told = (contact.evidence for contact in contacts if contact.evidence and contact.kind.value != "conference")
    first = next((evidence[0] for evidence in told), None)
    if first is not None and first.start > _opening(reading):
        return contacts
    return tuple(
        replace(contact, date=When(published.edtf, None, published.edtf))
        if first is not None
        and contact.evidence[:1] == (first,)
        and (home in {party.actor.side for party in contact.parties} or home in _countries(contact))
        and _took_place(contact)
        and not _is_dated(contact, first, published)
        else contact
        for contact in contacts
    )


def _opening(reading: Reading) -> int:
    """Where the sentences begin that a release no longer opens with; headings do not count."""
    starts = [
        reading.span(words).start
        for words, kind in zip(reading.sentences, reading.kinds, strict=True)
        if kind not in ("heading", "caption")
    ]
    return starts[_OPENING] if len(starts) > _OPENING else len(reading.document.text)


def _countries(contact: Contact) -> tuple[str, ...]:
    place = None if contact.place is None else load_places().surfaces.get(contact.place.value)
    return () if place is None else place.countries


def _is_dated(contact: Contact, first: Span, published: When) -> bool:
    """Whether a contact has a date that the day of the release cannot overrule: one of the first sentence, or a day
    about that of the release ("also discussed the outcome of the meeting in Sochi on November 26" is of another)."""
    date = contact.date
    if date is None:
        return False
    if date.span is None or first.start <= date.span.start < first.end:
        return True
    told, out = bounds(date.edtf).latest, bounds(published.edtf).earliest
    return len(date.edtf) >= 10 and (told is None or out is None or abs((out - told).days) <= _FRESH)


def _took_place(contact: Contact) -> bool:
    if contact.kind.value == "talks":
        # Talks that go on go on for longer than a day.
        return contact.status.value == "held"
    if contact.kind.value in ("call", "meeting", "contact"):
        return contact.status.value in TOOK_PLACE
    return contact.kind.value == "visit" and contact.status.value == "ongoing"
