"""Which way a date looks from the day of writing: read from the verb that governs it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from communique.lexicon.calendar import load_calendar
from communique.schema import Words

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

Way = Literal["back", "ahead", "now", "either", "none"]

_VERBAL = ("VERB", "AUX")


def head_of(doc: Doc, words: Words) -> int:
    """The token an expression hangs on: "met" in "met on Friday", "summit" in "Friday's summit"; itself if a root."""
    span = doc[words.start : words.end]
    root = span.root
    # "on Sunday and Monday", "between March 3 and March 9": both hang where the first does
    while root.dep_ in ("conj", "appos") and root.head.ent_type_ in ("DATE", "TIME") and root.head.i != root.i:
        root = root.head
    head = root.head
    while head.pos_ in ("ADP", "SCONJ", "PART") and head.head.i != head.i:
        head = head.head
    if head.lemma_ == "be" and head.pos_ in _VERBAL:
        # "On Wednesday the two are to meet", "is next week to visit Prague"
        head = next((child for child in head.children if child.dep_ == "xcomp" and child.tag_ == "VB"), head)
    head = _teller(words, head) or head
    return head.i if not words.start <= head.i < words.end else span.root.i


def _teller(words: Words, head: Token) -> Token | None:
    """The verb of telling before a weekday that the parser hung on what is told: "told Kyiv on Tuesday it should".

    None elsewhere, as in "said next week the two would meet".
    """
    above = head.head
    if not (words.end <= head.i and head.dep_ == "ccomp" and above.i < words.start and above.pos_ == "VERB"):
        return None
    weekday = head.doc[words.start].text in load_calendar().weekdays and words.end - words.start == 1
    subject = next((child for child in head.children if child.dep_ in ("nsubj", "nsubjpass")), None)
    told = any(child.dep_ == "mark" for child in head.children)
    return above if weekday and not told and subject is not None and subject.i >= words.end else None


def way_of(doc: Doc, words: Words, head: int) -> Way:
    """Whether an expression that hangs on `head` lies behind or ahead, or the verb is in the present ("now").

    "either" where it was planned and may have come since ("had been due on Monday"); "none" where no verb governs it,
    as in a heading without one.
    """
    table = load_calendar().direction
    preposition = _preposition(doc, words)
    if preposition == "since":
        return "back"
    if (due := _due_way(doc, words.start)) is not None:
        return due
    token = doc[head]
    nominal = not _is_verb(token)
    # "Friday's ruling", "the June summit" against "a visit in June"
    attributive = nominal and doc[words.start : words.end].root.head.i == head
    scheduled = token.lemma_.lower() in table.scheduled_nouns
    while not _is_verb(token):
        if token.pos_ == "ADJ" and _looks_ahead(token):
            return "ahead"
        if any(child.dep_ == "amod" and _looks_ahead(child) for child in token.children):
            return "ahead"
        # "ahead of Monday's meeting", "before Friday's vote"
        if (scheduled and token.dep_ == "pobj" and token.head.lower_ in ("before", "until")) or _ahead_of(token):
            return "ahead"
        if token.head.i == token.i:
            return "ahead" if preposition in table.ahead_prepositions else "none"
        token = token.head
    # "scheduled for Monday" but not "extended a surge in figures for January"
    way = _verb_way(token, "" if nominal else preposition, 0)
    if preposition in table.ahead_prepositions and (way != "back" or _to_come(token, preposition)):
        return "ahead"
    if nominal and way == "now" and scheduled and not attributive:
        return "now"
    if nominal and (way != "ahead" or (attributive and not scheduled)):
        return "none"
    return way


def _due_way(doc: Doc, start: int) -> Way | None:
    """What a word of scheduling right before the date says: "talks, due in Islamabad on 25 August" lie ahead.

    "Originally scheduled for February" may lie on either side; None where no such word stands there.
    """
    table = load_calendar().direction
    for index in range(start - 1, max(-1, start - 7), -1):
        token = doc[index]
        if token.lemma_.lower() in table.scheduling_words and token.tag_ in ("JJ", "VBN"):
            before = {other.lower_ for other in doc[max(0, index - 3) : index]}
            return "either" if before & table.former_words else "ahead"
        if token.is_punct or token.pos_ in _VERBAL:
            return None
    return None


def _is_verb(token: Token) -> bool:
    """Whether a token is a verb of its own, not part of a compound like "president-to-be"."""
    hyphenated = token.i > 0 and token.nbor(-1).text == "-" and not token.nbor(-1).whitespace_
    return token.pos_ in _VERBAL and not hyphenated


def _to_come(verb: Token, preposition: str) -> bool:
    """Whether a deadline set in the past lies ahead: "gave them until Friday", not "had not called until Friday"."""
    if preposition in ("before", "by"):
        return False
    children = {child.dep_ for child in verb.children}
    return ("neg" not in children and bool(children & {"dobj", "auxpass", "dative"})) or preposition.startswith("as ")


def _looks_ahead(adjective: Token) -> bool:
    table = load_calendar().direction
    return adjective.lower_ in table.ahead_words or adjective.lemma_.lower() in table.scheduling_words


def _ahead_of(token: Token) -> bool:
    preposition = token.head
    return token.dep_ == "pobj" and preposition.lower_ == "of" and preposition.head.lower_ == "ahead"


def _preposition(doc: Doc, words: Words) -> str:
    """The preposition an expression stands after, as the parse or the word before it gives it."""
    three = doc[max(0, words.start - 3) : words.start].text.lower()
    if three in load_calendar().direction.ahead_prepositions:
        return three
    governor = doc[words.start : words.end].root.head
    if governor.pos_ in ("ADP", "SCONJ") and governor.i < words.start:
        return governor.lower_
    before = doc[max(0, words.start - 1)]
    if before.pos_ in ("ADP", "SCONJ", "ADV") or before.lower_ in load_calendar().direction.ahead_prepositions:
        return before.lower_
    return ""


def _verb_way(verb: Token, preposition: str, depth: int) -> Way:
    table = load_calendar().direction
    auxiliaries = [child for child in verb.children if child.dep_ in ("aux", "auxpass")]
    words = {child.lower_ for child in auxiliaries}
    lemma = verb.lemma_.lower()
    planned = lemma in table.scheduling_words or (
        lemma in table.ahead_words and preposition in ("for", "until", "till", "to", "through")
    )
    if words & table.ahead_modals and any(child.tag_ == "MD" for child in auxiliaries):
        # "would have met", "may have spoken"; "could not be reached on Friday"
        denied = words & {"could"} and any(child.dep_ == "neg" for child in verb.children)
        return "back" if "have" in words or denied else "ahead"
    if verb.tag_ == "VB" or "to" in words:
        return "back" if "have" in words or "did" in words else _infinitive_way(verb, depth)
    if planned:
        # "had been due to meet on Friday"
        return "either" if "had" in words else "ahead"
    if lemma in table.ahead_words and verb.tag_ in ("VBD", "VBN"):
        # "invited the ministers to a ceremony on March 12"
        return "none"
    if verb.tag_ == "VBN":
        if words & {"has", "have", "had", "'ve", "was", "were", "been"}:
            return "back"
        return "now" if words & {"is", "are", "'s", "'re", "being"} else "back"
    if verb.tag_ == "VBD":
        return "back"
    if verb.tag_ == "VBG":
        if words & {"was", "were", "been"}:
            return "back"
        if words & {"is", "are", "'s", "'re", "am", "be"}:
            return "ahead"
        return _inherited(verb, depth)
    if lemma in table.ahead_words:
        return "ahead"
    return "back" if verb.lower_ in table.invariant_pasts and _is_singular(verb) else "now"


def _is_singular(verb: Token) -> bool:
    """Whether the subject is one: "the round wound up" is then a past form that the model takes for a present."""
    subjects = [child for child in verb.children if child.dep_ in ("nsubj", "nsubjpass")]
    return any(s.tag_ in ("NN", "NNP") or s.lower_ in ("he", "she", "it") for s in subjects) and not any(
        child.dep_ == "conj" for subject in subjects for child in subject.children
    )


def _infinitive_way(verb: Token, depth: int) -> Way:
    table = load_calendar().direction
    parent = verb.head
    if parent.i == verb.i or depth > 5:
        return "ahead"
    if (
        parent.pos_ == "ADJ"
        and parent.head.pos_ == "AUX"
        and any(child.lower_ == "had" for child in parent.head.children)
    ):
        # "had been due to open on Monday"
        return "either"
    if parent.pos_ not in _VERBAL:
        # "the first countries to accede on Friday were": the main verb tells
        first = any(child.lower_ in ("first", "last", "only", "latest") for child in parent.subtree)
        return _inherited(parent, depth) if first else "ahead"
    if parent.tag_ == "VBG" and not any(child.dep_ == "aux" for child in parent.children):
        # "as France did by inviting him to hold talks on Saturday"
        way = _inherited(parent, depth)
        return "none" if way == "back" else "ahead"
    had = any(child.lower_ == "had" for child in parent.children if child.dep_ in ("aux", "auxpass"))
    if had and parent.lemma_.lower() in (*table.ahead_words, *table.scheduling_words, "be"):
        return "either"
    # Purpose and success: "flew to Geneva to meet Lavrov on Friday", "managed to reach him on Friday"
    if verb.dep_ in ("advcl", "conj") or parent.lemma_.lower() in table.implicative_words:
        way = _verb_way(parent, "", depth + 1)
        return "none" if way == "back" and parent.lemma_.lower() not in table.implicative_words else way
    return "ahead"


def _inherited(verb: Token, depth: int) -> Way:
    parent = verb.head
    while parent.pos_ not in _VERBAL:
        if parent.head.i == parent.i:
            return "none"
        parent = parent.head
    if verb.dep_ in ("xcomp", "pcomp") and parent.lemma_.lower() in load_calendar().direction.ahead_words:
        # "proposed holding talks on Sunday"
        return "ahead"
    return _verb_way(parent, "", depth + 1) if depth < 5 and parent.i != verb.i else "none"
