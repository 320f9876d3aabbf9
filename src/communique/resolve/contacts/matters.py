"""What an official's release tells of the contact that it is about: matters raised, and what it names on the way."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from communique.lexicon.general_topics import GENERAL_TOPICS
from communique.lexicon.merging import merging_lexicon
from communique.lexicon.names import pieces
from communique.lexicon.nominals import load_nominals
from communique.lexicon.places import load_places
from communique.read import Reading
from communique.resolve.actors import Actors
from communique.schema import TOOK_PLACE, Actor, Contact, Sourced, Words

_KINDS = frozenset({"call", "meeting", "talks", "contact"})
# Names of things: agreements, projects, plants, organisations, regions; persons, peoples and states are parties.
_THINGS = frozenset({"ORG", "LAW", "EVENT", "PRODUCT", "FAC", "LOC", "WORK_OF_ART"})
_NO_THINGS = frozenset({"PERSON", "NORP", "DATE", "TIME"})
_MOST = 20
# The sentences that a release opens with.
_OPENING = 3


def with_matters(
    contacts: tuple[Contact, ...], reading: Reading, actors: Actors, raised: Sequence[Words]
) -> tuple[Contact, ...]:
    """The contacts, the one that a release is a readout of with all that the release says was raised in it.

    A readout opens with its contact and goes on about it; a sentence that tells of another contact is that one's.
    `raised` is the matters that any sentence of it raises.
    """
    lead = _lead(contacts, reading)
    if lead is None or actors.side_of_document is None:
        return contacts
    contact = contacts[lead]
    topics = list(contact.topics)
    known = [frozenset(pieces(topic.value)) for topic in topics]
    for words in _of_account(contact, contacts, reading, actors, raised):
        text = " ".join(reading.tokens(words).text.split())
        told = frozenset(pieces(text))
        if not any(told <= other for other in known) and len(topics) < _MOST:
            known.append(told)
            topics.append(Sourced(text, reading.span(words)))
    return (*contacts[:lead], replace(contact, topics=tuple(topics)), *contacts[lead + 1 :])


def _lead(contacts: Sequence[Contact], reading: Reading) -> int | None:
    """The first talk told of, where a release opens with it: the only one there, or one of several with one state ("met
    with the president, the foreign minister"). None where it opens with anything else."""
    talks = [i for i, c in enumerate(contacts) if c.evidence and c.kind.value in _KINDS]
    first = min((contacts[i].evidence[0].start for i in talks), default=None)
    if first is None or first > reading.span(reading.sentences[min(_OPENING, len(reading.sentences)) - 1]).start:
        return None
    opening = [i for i in talks if contacts[i].evidence[0].start == first]
    told = all(contacts[i].status.value in TOOK_PLACE for i in opening)
    sides = {frozenset(party.actor.side for party in contacts[i].parties) for i in opening}
    return opening[0] if told and len(sides) == 1 else None


def _of_account(
    contact: Contact, contacts: Sequence[Contact], reading: Reading, actors: Actors, raised: Sequence[Words]
) -> Iterator[Words]:
    own = {(span.start, span.end) for span in contact.evidence}
    others = {(s.start, s.end) for other in contacts if other is not contact for s in other.evidence} - own
    for sentence in reading.sentences:
        span = reading.span(sentence)
        if span.start < contact.evidence[0].start or (span.start, span.end) in others:
            continue
        yield from (words for words in raised if sentence.start <= words.start < sentence.end)
        yield from _named(sentence, reading, actors)


def _named(sentence: Words, reading: Reading, actors: Actors) -> Iterator[Words]:
    """What a sentence names that is no person, people or state: "Nord Stream 2", "the Minsk Agreements"."""
    taken = [m.words for m in actors.mentions if any(map(_is_party, m.actors))]
    tokens = reading.tokens(sentence)
    found = [Words(entity.start, entity.end) for entity in tokens.ents if entity.label_ in _THINGS | {"GPE"}]
    for words in found + list(_runs(sentence, reading)):
        words = Words(words.start + (reading.doc[words.start].lower_ in ("the", "a")), words.end)
        if not len(words) or any(p.start < words.end and words.start < p.end for p in taken):
            continue
        text = reading.tokens(words).text
        place = load_places().surfaces.get(text)
        region = place is not None and place.kind == "region" and bool(place.countries)
        if region or (place is None and _is_name(text) and reading.doc[words.start].ent_type_ not in _NO_THINGS):
            yield words


def _runs(sentence: Words, reading: Reading) -> Iterator[Words]:
    """Runs of two or more words with capitals: "Foreign Military Financing"."""
    start = sentence.start
    for index in range(sentence.start, sentence.end + 1):
        if index < sentence.end and reading.doc[index].pos_ == "PROPN" and reading.doc[index].text[:1].isupper():
            continue
        if index - start > 1 and not _goes_on(start, reading):
            yield Words(start, index)
        start = index + 1


def _goes_on(start: int, reading: Reading) -> bool:
    """Whether a run is the end of a longer name: "Eurasian Affairs" of "European and Eurasian Affairs"."""
    doc = reading.doc
    return start > 1 and doc[start - 1].lower_ in ("and", "of") and doc[start - 2].text[:1].isupper()


def _is_party(actor: Actor) -> bool:
    """Whether an actor is a person or a state: who acts, rather than what is named."""
    human = actor.id is not None and actor.id[0].islower()
    state = actor.side is not None and len(actor.side) == 3 and actor.side.isupper()
    return human or state or actor.side is None


def _is_name(text: str) -> bool:
    """Whether it names something: "Nord Stream 2", not "USD", "the Leaders" nor "Senior Advisor"."""
    said = [piece for piece in pieces(text) if piece not in merging_lexicon().empty | GENERAL_TOPICS]
    return text[:1].isupper() and len(text) > 3 and bool(said) and pieces(text)[-1:] not in load_nominals().phrases
