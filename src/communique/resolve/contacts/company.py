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


def company(mentions: Sequence[ContactMention], phrases: Phrases, inner: Sequence[ContactMention] = ()) -> Company:
    """Persons whom a list puts at a meeting, call or talks told before; who joins a trip has a trip of his own.

    `inner` are exchanges within one side: who attended the last of them was at no contact told before it.
    """
    found: Company = {}
    cues = contact_lexicon().cues
    for number, words in enumerate(phrases.reading.sentences):
        for token in phrases.reading.doc[words.start : words.end]:
            if token.lemma_.lower() not in cues["company"]:
                continue
            listed, host = _listed(token, words)
            beside = _persons(Words(host.left_edge.i, host.right_edge.i + 1), phrases) if host is not None else []
            side = _side(token, host, words, beside, phrases)
            told = _persons(listed, phrases, side) if listed is not None else []
            if not told or (host is not None and not beside and not _may_be_joined(host)):
                continue
            mention = _attended([*mentions, *inner], number, {party.actor.name for party in beside})
            if mention in inner:
                continue
            if mention is not None and (host is None or beside or _fits(told, mention, host)):
                found.setdefault(mention.order, []).extend((number, party) for party in told)
    return found


def _may_be_joined(host: Token) -> bool:
    """Whether what somebody came along to is an occasion, or somebody spoken of before: "the visiting dignitary"."""
    occasion = host.lemma_.lower() in contact_lexicon().cues["occasion"]
    return occasion or (host.pos_ == "NOUN" and any(child.lower_ == "the" for child in host.children))


def _fits(told: Sequence[Party], mention: ContactMention, host: Token) -> bool:
    """Whether those who came along with somebody without a name are of a side that takes part."""
    occasion = host.lemma_.lower() in contact_lexicon().cues["occasion"]
    return occasion or all(party.actor.side in mention.sides for party in told)


def _side(verb: Token, host: Token | None, sentence: Words, beside: Sequence[Party], phrases: Phrases) -> str | None:
    """Whose those are whom nothing else places: "on the Palestinian side", "led the Thai delegation", "Castillo was
    joined by": None where nothing says so."""
    cues = contact_lexicon().cues
    groups = [token for token in phrases.reading.doc[sentence.start : sentence.end] if token.lemma_ == "side"]
    groups += [child for child in verb.children if child.dep_ == "dobj" and child.lemma_.lower() == "delegation"]
    groups += [host] if host is not None and host.lemma_.lower() == "delegation" else []
    sides = {
        actor.side
        for group in groups
        for actor in phrases.actors.at(Words(group.left_edge.i, group.i + 1))
        if actor.side is not None
    }
    if not sides and verb.lemma_.lower() in cues["accompany"]:
        sides = {party.actor.side for party in beside if party.actor.side is not None}
    return sides.pop() if len(sides) == 1 else None


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
    if lemma in contact_lexicon().cues["accompany"]:
        return None, None
    if lemma in ("present", "attendance"):
        # "X and Y were in attendance", "were also present"
        verb = verb.head if lemma == "present" else verb.head.head
        subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
        return (
            (Words(subject.left_edge.i, verb.i), None) if subject is not None and verb.lemma_ == "be" else (None, None)
        )
    subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
    things = [c for c in verb.children if c.dep_ in ("dobj", "pobj")]
    # "took part in the talks"
    things += [t for c in (verb, *things) for p in c.children if p.lower_ == "in" for t in p.children]
    there = any(thing.lemma_.lower() in contact_lexicon().cues["occasion"] for thing in things)
    if subject is None or not there or verb.tag_ not in ("VBD", "VBZ", "VBP"):
        return None, None
    # "X and Y led the U.S. delegation while Z led the Thai delegation"
    return Words(subject.left_edge.i, verb.i), None


def _persons(words: Words, phrases: Phrases, side: str | None = None) -> list[Party]:
    """The named persons in a stretch, up to its first verb; those whom nothing places are of the side given."""
    doc = phrases.reading.doc
    end = next((token.i for token in doc[words.start : words.end] if token.tag_ in _FINITE), words.end)
    slot = PartyDraft(Words(words.start, end))
    told = (
        actor if actor.side is not None or actor.id is not None else replace(actor, side=side)
        for mention in phrases.actors.mentions
        if words.start <= mention.words.start
        and mention.words.end <= end
        and mention.form in ("name", "pronoun", "nominal")
        and not _owns(doc, mention.words.end)
        for actor in mention.actors
    )
    return [p for p in (phrases.party(actor, slot) for actor in told if phrases.counts(actor)) if is_person(p)]


def _owns(doc: Doc, end: int) -> bool:
    """Whether a name is only an owner's: "accompanied by Kubera's widow"."""
    return end < len(doc) and doc[end].tag_ == "POS"


def _attended(mentions: Sequence[ContactMention], sentence: int, beside: set[str]) -> ContactMention | None:
    """The last contact told before a sentence, or in it, that persons hold; with those beside whom they came."""
    fit = [
        mention
        for mention in sorted(mentions, key=lambda mention: mention.order)
        if sentence - _NEAR <= mention.draft.sentence <= sentence
        and mention.kind in _HELD_BY_PERSONS
        and mention.status in ("held", "ongoing", "planned")
        and (len(mention.sides) > 1 or mention.inner)
        # "The participants discussed the talks between Russia and Ukraine. The meeting was attended by": not the talks.
        and (mention.inner or mention.persons or mention.kind != "talks" or not any(m.inner for m in mentions))
        and (not beside or beside & {party.actor.name for party in mention.parties})
    ]
    return fit[-1] if fit else None
