"""Who came along: "the meeting was also attended by", "the president was joined by", "X led the Thai delegation"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from communique.lexicon.contacts import contact_lexicon
from communique.resolve.contacts.mention import ContactMention, is_person
from communique.resolve.contacts.phrases import Phrases
from communique.schema import Party, PartyDraft, Words

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_NEAR = 12  # sentences between a contact and the list of those who attended it, at most
_HELD_BY_PERSONS = frozenset({"meeting", "talks", "call", "contact"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD", "TO", "WP", "WDT", "WRB"})

Company = dict[int, list[tuple[int, Party]]]
"""By the order of a mention: who came along, each with the number of the sentence that says so."""


def company(mentions: Sequence[ContactMention], phrases: Phrases) -> Company:
    """Persons whom a list puts at a meeting, call or talks told before; who joins a trip has a trip of his own."""
    found: Company = {}
    cues = contact_lexicon().cues
    for number, words in enumerate(phrases.reading.sentences):
        for token in phrases.reading.doc[words.start : words.end]:
            if token.lemma_.lower() not in cues["company"]:
                continue
            listed, host = _listed(token, words)
            told = _persons(listed, phrases) if listed is not None else []
            beside = _persons(Words(host.left_edge.i, host.right_edge.i + 1), phrases) if host is not None else []
            if host is not None and host.lemma_.lower() == "delegation":
                told = _of_delegation(told, host, phrases)
            if not told or (host is not None and not beside and host.lemma_.lower() not in cues["occasion"]):
                continue
            mention = _attended(mentions, number, {party.actor.name for party in beside})
            if mention is not None:
                found.setdefault(mention.order, []).extend((number, party) for party in told)
    return found


def _listed(verb: Token, sentence: Words) -> tuple[Words | None, Token | None]:
    """Where those who came stand, and who or what they came to; the latter None where the verb says it alone."""
    lemma = verb.lemma_.lower()
    agent = next((c for c in verb.children if c.lower_ == "by" and c.i > verb.i), None)
    if agent is not None and verb.tag_ in ("VBN", "VBD"):
        # "the meeting, held at the palace and attended by the Crown Prince"
        head = verb
        while head.dep_ == "conj" and not any(c.dep_ == "nsubjpass" for c in head.children):
            head = head.head
        host = next((c for c in head.children if c.dep_ in ("nsubjpass", "nsubj")), None)
        if host is None and head.dep_ in ("acl", "relcl"):
            host = head.head
        return Words(agent.i + 1, sentence.end), host
    if lemma in ("accompany", "join") or verb.tag_ not in ("VBD", "VBZ", "VBP"):
        return None, None
    subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
    thing = next((c for c in verb.children if c.dep_ in ("dobj", "pobj")), None)
    if subject is None or thing is None or thing.lemma_.lower() not in contact_lexicon().cues["occasion"]:
        return None, None
    # "X and Y led the U.S. delegation while Z led the Thai delegation"
    return Words(subject.left_edge.i, verb.i), None


def _persons(words: Words, phrases: Phrases) -> list[Party]:
    """The named persons in a stretch, up to its first verb."""
    doc = phrases.reading.doc
    end = next((token.i for token in doc[words.start : words.end] if token.tag_ in _FINITE), words.end)
    slot = PartyDraft(Words(words.start, end))
    return [
        phrases.party(actor, slot)
        for mention in phrases.actors.mentions
        if words.start <= mention.words.start
        and mention.words.end <= end
        and mention.form in ("name", "pronoun", "nominal")
        for actor in mention.actors
        if phrases.counts(actor) and is_person(phrases.party(actor, slot)) and not _owns(doc, mention.words.end)
    ]


def _of_delegation(told: list[Party], delegation: Token, phrases: Phrases) -> list[Party]:
    """Its leaders with the side of a delegation: "the UK delegation was led by Deputy Adviser David Quarrey"."""
    named = phrases.actors.at(Words(delegation.left_edge.i, delegation.i + 1))
    sides = {actor.side for actor in named}
    if len(sides) != 1 or None in sides:
        return told
    (side,) = sides
    return [
        party if party.actor.id is not None else replace(party, actor=replace(party.actor, side=side)) for party in told
    ]


def _owns(doc: Doc, end: int) -> bool:
    """Whether a name is only an owner's: "accompanied by Kubera's widow"."""
    return end < len(doc) and doc[end].tag_ == "POS"


def _attended(mentions: Sequence[ContactMention], sentence: int, beside: set[str]) -> ContactMention | None:
    """The last contact told before a sentence, or in it, that persons hold; with those beside whom they came."""
    fit = [
        mention
        for mention in mentions
        if sentence - _NEAR <= mention.draft.sentence <= sentence
        and mention.kind in _HELD_BY_PERSONS
        and mention.status in ("held", "ongoing", "planned")
        and len(mention.sides) > 1
        and (not beside or beside & {party.actor.name for party in mention.parties})
    ]
    return fit[-1] if fit else None
