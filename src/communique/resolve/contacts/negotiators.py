"""Whether states or persons negotiate: talks and channels are between states, unless persons are named at them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from communique.lexicon.contacts import contact_lexicon
from communique.lexicon.registry import Registry
from communique.read import Reading
from communique.resolve.contacts.mention import ContactMention, is_faction, is_person
from communique.schema import Actor, Kind, Party

_STANDING: frozenset[Kind] = frozenset({"talks", "channel"})


def negotiators(mentions: Sequence[ContactMention], kind: Kind, reading: Reading, registry: Registry) -> list[Party]:
    """All parties of the mentions of one contact, in order, with persons as their states where states negotiate.

    In talks and channels that is where nobody but the surroundings tells of the person ("Putin called Biden. The
    negotiations will begin in January"), where the phrase is "the two sides" or "we", and where an earlier mention
    names the state for itself; a lasting dialogue or a line between two armies is never the officials' own.
    """
    parties: list[Party] = []
    settled: set[str | None] = set()
    for mention in mentions:
        found = list(mention.parties)
        if kind == "channel" and _of_states(mention, reading):
            found = [as_state(party, registry) for party in found]
        if kind in _STANDING or (kind == "contact" and mention.status == "planned"):
            found = [party if _is_told(party, mention, reading) else as_state(party, registry) for party in found]
            found = [as_state(party, registry) if party.actor.side in settled else party for party in found]
            if len(mention.sides) > 1:
                settled |= {p.actor.side for p in found if p.actor.id == p.actor.side}
        parties += found
    return parties


def _of_states(mention: ContactMention, reading: Reading) -> bool:
    """Whether a channel is by its word one of states ("continue the dialogue", "a hotline between the two armies"), not
    "personal contacts" or "at the highest level"."""
    cues, draft = contact_lexicon().cues, mention.draft
    phrase = {token.lemma_.lower() for token in reading.doc[draft.trigger.start].subtree}
    if phrase & cues["of persons"]:
        return False
    own = {token.lemma_.lower() for token in reading.tokens(draft.trigger)}
    between = {reading.doc[slot.words.end - 1].lemma_.lower() for slot in draft.parties if slot.slot == "between"}
    return bool(own & cues["of states"] or between & cues["stand for states"] or between & cues["organ"])


def _is_told(party: Party, mention: ContactMention, reading: Reading) -> bool:
    """Whether a sentence itself says that a person takes part, by name or as "he" or "the presidents"."""
    span = party.actor.span
    if span is None or not _can_stand_back(party):
        return True
    number, draft = mention.draft.sentence, mention.draft
    if draft.definite and draft.status.status in ("held", "ongoing") and number:
        # "Sherman and Ryabkov were closeted on Monday. The talks will be followed by another round."
        number -= not reading.span(reading.sentences[number]).overlaps(span)
    if not reading.span(reading.sentences[number]).overlaps(span):
        return False
    words = span.of(reading.document.text).lower().split()
    return not words or words[-1] not in contact_lexicon().cues["stand for states"]


def as_state(party: Party, registry: Registry) -> Party:
    """The state, or camp, of a person or unnamed official, in the same words and role; another party as it is."""
    state = registry.camp(party.actor.id, party.actor.side)
    if state is None or not _can_stand_back(party):
        return party
    return replace(party, actor=Actor(state.name, state.side, party.actor.span, state.id))


def _can_stand_back(party: Party) -> bool:
    """Whether a party is a person or an unnamed official, so that the state may be named instead."""
    return is_person(party) or (party.actor.id is None and not is_faction(party.actor))
