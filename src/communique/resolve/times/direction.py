"""Which way a date looks from the day of writing: read from the verb that governs it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from communique.lexicon.calendar import load_calendar
from communique.schema import Words

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

Way = Literal["back", "ahead", "now", "none"]

_VERBAL = ("VERB", "AUX")


def head_of(doc: Doc, words: Words) -> int:
    """The token an expression hangs on: "met" in "met on Friday", "summit" in "Friday's summit"; itself if a root."""
    span = doc[words.start : words.end]
    root = span.root
    head = root.head
    while head.pos_ in ("ADP", "SCONJ", "PART") and head.head is not head:
        head = head.head
    return head.i if not words.start <= head.i < words.end else root.i


def way_of(doc: Doc, words: Words, head: int) -> Way:
    """Whether an expression that hangs on `head` lies behind or ahead, or the verb is in the present ("now").

    "none" where no verb governs it, as in a heading without one.
    """
    table = load_calendar().direction
    preposition = _preposition(doc, words)
    if preposition in table.ahead_prepositions:
        return "ahead"
    if preposition == "since":
        return "back"
    token = doc[head]
    nominal = token.pos_ not in _VERBAL
    while token.pos_ not in _VERBAL:
        if token.lemma_.lower() in table.ahead_words and token.pos_ in ("ADJ", "NOUN"):
            return "ahead"
        if any(child.dep_ == "amod" and child.lower_ in table.ahead_words for child in token.children):
            return "ahead"
        # "ahead of Monday's meeting", "before Friday's vote"
        if token.dep_ == "pobj" and token.head.lower_ in ("before", "until") or _ahead_of(token):
            return "ahead"
        if token.head is token:
            return "none"
        token = token.head
    way = _verb_way(token, preposition, 0)
    return "back" if way == "now" and nominal else way


def _ahead_of(token: Token) -> bool:
    preposition = token.head
    return token.dep_ == "pobj" and preposition.lower_ == "of" and preposition.head.lower_ == "ahead"


def _preposition(doc: Doc, words: Words) -> str:
    if words.start == 0:
        return ""
    before = doc[words.start - 1]
    if before.lower_ == "the" and words.start > 1:
        before = doc[words.start - 2]
    if before.pos_ in ("ADP", "SCONJ", "ADV") or before.lower_ in ("starting", "beginning", "since", "until", "by"):
        return before.lower_
    return ""


def _verb_way(verb: Token, preposition: str, depth: int) -> Way:
    table = load_calendar().direction
    auxiliaries = [child for child in verb.children if child.dep_ in ("aux", "auxpass")]
    words = {child.lower_ for child in auxiliaries}
    planned = verb.lemma_.lower() in table.ahead_words
    if any(child.tag_ == "MD" or child.lower_ in ("will", "shall", "'ll", "wo") for child in auxiliaries):
        # "would have met", "may have spoken"
        return "back" if "have" in words else "ahead"
    if verb.tag_ == "VB" or "to" in words:
        return "back" if "have" in words else _infinitive_way(verb, depth)
    if verb.tag_ == "VBN":
        if "has" in words or "have" in words or "had" in words or "'ve" in words:
            return "ahead" if planned and preposition == "for" else "back"
        if planned and (not words or preposition == "for" or not words & {"was", "were"}):
            return "ahead"
        if words & {"is", "are", "'s", "'re", "being"}:
            return "now"
        return "back"
    if verb.tag_ == "VBD":
        return "ahead" if planned and preposition == "for" else "back"
    if verb.tag_ == "VBG":
        if words & {"was", "were", "been"}:
            return "ahead" if planned and preposition == "for" else "back"
        if words & {"is", "are", "'s", "'re", "am", "be"}:
            return "ahead"
        return _inherited(verb, depth)
    if planned:
        return "ahead"
    return "now"


def _infinitive_way(verb: Token, depth: int) -> Way:
    parent = verb.head
    if parent is verb or depth > 5:
        return "ahead"
    if parent.lemma_.lower() in load_calendar().direction.ahead_words or parent.lemma_ == "be":
        return "ahead"
    if parent.pos_ not in _VERBAL:
        return "ahead"
    if verb.dep_ == "advcl":
        # purpose: "flew to Geneva to meet Lavrov on Friday"
        return _verb_way(parent, "", depth + 1)
    return _verb_way(parent, "", depth + 1) if verb.dep_ in ("conj", "ccomp") else "ahead"


def _inherited(verb: Token, depth: int) -> Way:
    parent = verb.head
    while parent.pos_ not in _VERBAL:
        if parent.lower_ in ("before", "ahead", "until"):
            return "ahead"
        if parent.head is parent:
            return "none"
        parent = parent.head
    return _verb_way(parent, "", depth + 1) if depth < 5 and parent is not verb else "none"
