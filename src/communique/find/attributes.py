"""What is said of a contact besides who and whether: topics, form, level, initiator, duration, outcome."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, TypedDict

from communique.find.raised import matters
from communique.find.syntax import governor, is_verbal, noun_phrase, objects, prepositional, subjects
from communique.lexicon.contacts import ContactRow, contact_lexicon
from communique.read import Reading
from communique.schema import Kind, PartyDraft, Words

if TYPE_CHECKING:
    from spacy.tokens import Token

_TOPIC = ("about", "on", "regarding", "over", "concerning")


class Attributes(TypedDict):
    """The attributes that a draft takes by name."""

    initiator: Words | None
    level: Words | None
    duration: Words | None
    outcome: Words | None


def topics_of(token: Token, row: ContactRow, verbal: bool) -> tuple[Words, ...]:
    """Noun phrases after about, on, regarding, over, or the object of "discuss", most important first."""
    heads: list[Token] = []
    if row.topic == "object":
        heads += [head for head in objects(token) if head.lemma_ not in contact_lexicon().cues["no topic"]]
        for noun in objects(token):
            heads += prepositional(noun, *_TOPIC)
    heads += prepositional(token, *_TOPIC)
    verb = token if verbal else governor(token)
    if verb.i != token.i and is_verbal(verb):
        if token.dep_ in ("dobj", "nsubjpass"):
            heads += prepositional(verb, *_TOPIC)
        if token.dep_ == "nsubj" and verb.lemma_ in contact_lexicon().cues["discuss"]:
            heads += objects(verb) + prepositional(verb, "on", "upon", "with")
    for child in (*token.children, *(verb.children if verb.i != token.i else ())):
        if child.dep_ in ("advcl", "acl", "xcomp", "relcl") and child.lemma_ in contact_lexicon().cues["discuss"]:
            heads += objects(child) + prepositional(child, "on", "upon")
    found: list[Words] = []
    for head in heads:
        if head.lemma_.lower() in contact_lexicon().cues["no matter"]:
            continue
        # "Russia's brutal and ongoing war": an adjective taken for the first of two things
        if head.ent_type_ not in ("DATE", "TIME") and head.pos_ not in ("PRON", "ADJ"):
            found += list(matters(head)) or [noun_phrase(head)]
    return tuple(dict.fromkeys(found))


def attributes_of(token: Token, row: ContactRow, verbal: bool, found: list[PartyDraft]) -> Attributes:
    """Initiator, level, duration and outcome, each as words."""
    return {
        "initiator": _initiator(token, row, verbal),
        "level": _level(token),
        "duration": _duration(token),
        "outcome": _outcome(token, verbal),
    }


def _level(token: Token) -> Words | None:
    levels = contact_lexicon().cues["level"]
    return next((Words(child.i, child.i + 1) for child in token.children if child.lower_ in levels), None)


def _initiator(token: Token, row: ContactRow, verbal: bool) -> Words | None:
    """ "at the French side's initiative", "at Ankara's request", "at the invitation of Xi Jinping"."""
    verb = token if verbal else governor(token)
    for word in (token, verb):
        for noun in prepositional(word, "at", "on", "upon"):
            if noun.lemma_.lower() in contact_lexicon().cues["asking"]:
                for child in noun.children:
                    if child.dep_ == "poss":
                        return noun_phrase(child)
                for head in prepositional(noun, "of", "from", "by"):
                    return noun_phrase(head)
    if row.initiator == "subject":
        heads = subjects(token) if verbal else subjects(verb) if token.dep_ == "dobj" else []
        if len(heads) == 1:
            return noun_phrase(heads[0])
    return None


def _is_aside(token: Token) -> bool:
    """Whether it is what something else is beside: "met for an hour on the margins of the summit"."""
    setting = token.head.head
    return token.dep_ == "pobj" and setting.lemma_.lower() in contact_lexicon().cues["no matter"]


def _duration(token: Token) -> Words | None:
    for word in (token,) if _is_aside(token) else (token, governor(token)):
        for child in word.children:
            if child.dep_ == "prep" and child.lower_ in ("for",):
                for noun in child.children:
                    if noun.lemma_.lower() in ("hour", "minute", "day", "week"):
                        return Words(noun.left_edge.i, noun.right_edge.i + 1)
            if child.dep_ == "relcl" and child.lemma_ == "last":
                return Words(child.i + 1, child.right_edge.i + 1) if child.right_edge.i > child.i else None
    return None


def _outcome(token: Token, verbal: bool) -> Words | None:
    """ "met Xi and agreed to reopen the consulates": the clause of agreement beside the contact."""
    verb = token if verbal else governor(token)
    for child in verb.children:
        if child.dep_ in ("conj", "advcl") and child.lemma_ == "agree" and child.i > token.i:
            return Words(child.i, child.right_edge.i + 1)
    return None


@cache
def _formats() -> dict[str, list[tuple[tuple[str, ...], Kind]]]:
    table: dict[str, list[tuple[tuple[str, ...], Kind]]] = {}
    for row in contact_lexicon().formats:
        for words in row.words:
            parts = tuple(words.replace("-", " - ").split())
            table.setdefault(parts[0], []).append((parts, row.kind))
    return table


def format_of(token: Token, reading: Reading) -> tuple[Words, Kind] | None:
    """The words around a trigger that say how it was held ("by phone", "via video link"), and the kind they make."""
    sentence = reading.sentences[reading.sentence_of(token.i)]
    table = _formats()
    verb = token if _is_aside(token) else governor(token)
    low = min(token.i, verb.i) - 6
    high = max(token.i, verb.i) + 14
    for index in range(max(sentence.start, low), min(sentence.end, high)):
        for parts, kind in table.get(reading.doc[index].lower_, ()):
            end = index + len(parts)
            above = reading.doc[index].head
            near = {above.i, above.head.i, *range(index, end)}
            if (
                end <= sentence.end
                and near & {token.i, verb.i}
                and all(reading.doc[index + k].lower_ == part for k, part in enumerate(parts))
            ):
                return Words(index, end), kind
    return None
