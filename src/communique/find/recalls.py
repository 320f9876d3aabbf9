"""Pronouns that tell what became of a contact: "the American called it off", "asked about a meeting, he said none was
planned"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from communique.find.governing import OFF, apply, climb, row_of
from communique.find.syntax import is_negated
from communique.find.tenses import Judgement, tense
from communique.schema import ContactDraft, Words

if TYPE_CHECKING:
    from spacy.tokens import Token

_POINTING = frozenset({"it", "this", "that", "none"})
# "but that event was cancelled"
_EVENTS = frozenset({"event", "plan", "gathering"})
_DECLINE = frozenset({"decline", "refuse", "demur", "balk"})
_SLOTS = {"dobj": "object", "nsubjpass": "passive", "nsubj": "subject"}
_TOLD_OF = frozenset({"planned", "proposed", "possible", "postponed", "ongoing"})


def recalled(token: Token, sentence: int, heading: bool, before: Sequence[ContactDraft]) -> ContactDraft | None:
    """The mention that a pronoun makes of the contact told just before, where its verb says that it will not be.

    Args:
        token: any word.
        sentence: the number of its sentence.
        heading: whether that is a headline.
        before: the mentions found so far, in text order.

    Returns:
        A definite mention without parties of its own, or None for all other words.
    """
    if before and _turns_down(token) and before[-1].status.status == "proposed" and sentence - before[-1].sentence <= 1:
        return _again(before[-1], token, token, sentence, Judgement("refused", token, token.lemma_, False))
    slot = _SLOTS.get(token.dep_)
    pointing = token.lower_ in _POINTING or (
        token.lower_ in _EVENTS and any(child.lower_ in ("that", "this", "the") for child in token.children)
    )
    if slot is None or not pointing or not before:
        return None
    last = before[-1]
    if last.status.status not in _TOLD_OF or sentence - last.sentence > 1 or last.kind in ("message", "channel"):
        return None
    judged = _became(token, slot, heading)
    if judged is None or judged.status not in OFF:
        return None
    return _again(last, token, token.head, sentence, judged)


def _again(last: ContactDraft, token: Token, clause: Token, sentence: int, judged: Judgement) -> ContactDraft:
    return ContactDraft(
        kind=last.kind,
        trigger=Words(token.i, token.i + 1),
        clause=clause.i,
        status=judged.draft(),
        parties=(),
        sentence=sentence,
        definite=True,
    )


def _turns_down(verb: Token) -> bool:
    """ "Zelensky challenged Putin to meet him. But Putin declined": a refusal that does not say of what."""
    if verb.lemma_ not in _DECLINE or verb.tag_ not in ("VBD", "VBN") or is_negated(verb):
        return False
    slots = {child.dep_ for child in verb.children}
    named = any(c.dep_ == "nsubj" and (c.pos_ == "PROPN" or c.lower_ in ("he", "she")) for c in verb.children)
    return named and not slots & {"dobj", "xcomp", "ccomp", "nsubjpass", "prep"}


def _became(token: Token, slot: str, heading: bool) -> Judgement | None:
    verb = token.head
    found = row_of(verb, slot, token)
    if found is None:
        return None
    if found[1].weak:
        # "but it never took place"
        own = tense(verb, heading) if found[1].negated is None else None
        return own if own is not None and own.status in ("denied", "refused") else None
    judged = apply(verb, found, None)
    return None if judged is None else climb(verb, judged, heading)
