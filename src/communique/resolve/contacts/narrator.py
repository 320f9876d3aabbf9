"""An official who tells of his own contacts: "I spoke with the Prime Minister", in an evening address."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from communique.read import Reading
from communique.resolve.actors import Actors
from communique.resolve.contacts.holders import is_verb
from communique.resolve.contacts.judging import Cluster
from communique.resolve.contacts.mention import ContactMention, is_person
from communique.schema import Actor, Contact, Party, PartyDraft, Sourced, Statement, When

if TYPE_CHECKING:
    from spacy.tokens import Token

_WE = frozenset({"we", "us", "our"})
_OWN = re.compile(r"\b(?:I|[Ww]e|[Mm]y|[Oo]ur)\b")
# Characters between two tellings within which the day of the first goes on.
_NEXT = 200
_HELD = frozenset({"call", "meeting", "talks", "contact"})


def narrator(reading: Reading, actors: Actors, statements: Sequence[Statement]) -> Actor | None:
    """The official who says "I" outside quotation marks in his own office's release; None in a transcript of several.

    Args:
        reading: the release.
        actors: who is meant in it.
        statements: its turns of a transcript are among them, "Vladimir Putin: Colleagues".
    """
    if actors.side_of_document is None:
        return None
    text = reading.document.text
    if any(said.cue.of(text).rstrip().endswith(":") for said in statements):
        return None
    quoted = {i for quotation in reading.quotations for i in range(*quotation.words)}
    for mention in actors.mentions:
        first = mention.words.start
        if mention.form == "pronoun" and reading.doc[first].text == "I" and first not in quoted:
            persons = [a for a in mention.actors if is_person(Party(a, Sourced("participant", a.span)))]
            return persons[0] if persons and not _is_told_of(persons[0], statements, text) else None
    return None


def _is_told_of(person: Actor, statements: Sequence[Statement], text: str) -> bool:
    """Whether the release mostly reports his words as those of another: "the President noted"."""
    his = [said.cue.of(text) for said in statements if said.speaker is not None and said.speaker.name == person.name]
    return 2 * sum(_OWN.search(cue) is None for cue in his) > len(his)


def in_person(teller: Actor | None, slots: Sequence[tuple[PartyDraft, list[Party]]], reading: Reading) -> list[Party]:
    """The parties of the slots, in order; "we" of whoever tells it is himself beside a person: "we discussed with the
    Prime Minister"."""
    everybody = [party for _, found in slots for party in found]
    others = any(is_person(party) and teller is not None and party.actor.side != teller.side for party in everybody)
    parties: list[Party] = []
    for draft, found in slots:
        we = len(reading.tokens(draft.words)) == 1 and reading.tokens(draft.words)[0].lower_ in _WE
        for party in found:
            own = teller is not None and others and we and party.actor.id == party.actor.side == teller.side
            parties.append(replace(party, actor=replace(teller, span=party.actor.span)) if own and teller else party)
    return parties


def dated_by_narrator(
    contacts: Sequence[Contact],
    clusters: Sequence[Cluster],
    reading: Reading,
    teller: Actor | None,
    published: When | None,
) -> tuple[Contact, ...]:
    """ "I also spoke with the Chancellor": what an official tells of his day, without a date, was on the day of the
    release. `contacts` and `clusters` are the same, one by one."""
    if teller is None or published is None:
        return tuple(contacts)
    found: list[Contact] = []
    for contact, cluster in zip(contacts, clusters, strict=True):
        if (
            contact.date is None
            and contact.kind.value in _HELD
            and contact.status.value == "held"
            and teller.side in {party.actor.side for party in contact.parties}
            and any(_is_of_the_day(mention, reading) for mention in cluster.mentions)
            and not _goes_on(found, contact, published, reading)
        ):
            contact = replace(contact, date=When(published.edtf, None, published.edtf))
        found.append(contact)
    return tuple(found)


def _goes_on(before: Sequence[Contact], contact: Contact, published: When, reading: Reading) -> bool:
    """ "Yesterday I spoke with von der Leyen. I spoke with Sánchez": it may be of the day told just before."""
    told = [one for one in before if one.kind.value in _HELD and one.status.value == "held" and one.evidence]
    if not told or told[-1].date is None or told[-1].date.edtf == published.edtf or not contact.evidence:
        return False
    between = reading.document.text[told[-1].evidence[0].end : contact.evidence[0].start]
    return len(between) < _NEXT


def _is_of_the_day(mention: ContactMention, reading: Reading) -> bool:
    """Whether a mention tells of it for itself, in the simple past or without a verb: not "what was agreed during the
    talks with the Prime Minister" nor "we had met"."""
    draft = mention.draft
    if mention.status != "held" or mention.earlier or draft.distinct or not mention.persons:
        return False
    trigger, clause = reading.doc[draft.trigger.start], reading.doc[draft.clause]
    if draft.verbal:
        return _is_simple_past(clause)
    if clause.i == trigger.i:
        # "Fruitful conversation with Prime Minister Fiala."
        return trigger.dep_ == "ROOT"
    told = trigger.dep_ in ("dobj", "nsubj", "nsubjpass", "attr", "conj")
    return told and _is_simple_past(clause)


def _is_simple_past(verb: Token) -> bool:
    perfect = any(child.dep_ == "aux" and child.lemma_ == "have" for child in verb.children)
    return is_verb(verb) and verb.tag_ in ("VBD", "VBN") and not perfect
