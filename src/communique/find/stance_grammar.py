"""Questions stance words put to the parse: who holds a verb's action, what is negated, how far a phrase reaches."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from communique.find.grammar import RELATIVES, SUBJECTS, report_beside
from communique.schema import Words

if TYPE_CHECKING:
    from spacy.tokens import Token

_NOBODY = frozenset({"nothing", "nobody", "none"})
_TOWARDS = frozenset({"to", "on", "upon", "against", "with", "at"})
_MERELY = frozenset({"only", "just", "merely", "simply", "solely"})
_NEGATORS = frozenset({"no", "neither", "never", "nor", "hardly"})


def is_verbal(token: Token) -> bool:
    """Whether the word is a verb in the parse; a participle used as an adjective before a noun is not."""
    return (token.pos_ in ("VERB", "AUX") or token.tag_.startswith("VB")) and token.dep_ not in (
        "amod",
        "compound",
        "aux",
        "auxpass",
    )


def is_supposed(verb: Token) -> bool:
    """Whether the clause is only supposed or referred to: "if Baghdad asks for help", "as proposed by the envoy"."""
    marks = {child.lower_ for child in verb.children if child.dep_ == "mark"}
    return not marks.isdisjoint(("if", "unless", "whether")) or ("as" in marks and verb.tag_ == "VBN")


def is_negated(token: Token) -> bool:
    """Whether "not", "never", "no longer" or the like stands directly on the word, or "nobody" is its subject."""
    for child in token.children:
        if child.dep_ == "neg" and not _only(child):
            return True
        if child.dep_ in ("det", "cc", "preconj", "advmod", "predet") and child.lower_ in _NEGATORS:
            return True
        if child.lower_ == "longer" and any(below.lower_ == "no" for below in child.children):
            return True
        if child.dep_ in SUBJECTS and child.lower_ in _NOBODY:
            return True
    # "would neither confirm nor deny it"
    return token.dep_ == "conj" and any(child.dep_ == "cc" and child.lower_ == "nor" for child in token.head.children)


def _only(negation: Token) -> bool:
    """Whether "only" follows: "does not just intend to" intends to."""
    return negation.i + 1 < len(negation.doc) and negation.nbor().lower_ in _MERELY


def governor(token: Token) -> Token:
    """The nearest verb above a word, the root where there is none."""
    while token.head.i != token.i:
        token = token.head
        if is_verbal(token):
            break
    return token


def coordinated(head: Token) -> Iterator[Token]:
    """A noun and everything joined to it by "and", "or" or commas, in text order."""
    yield head
    for child in head.children:
        if child.dep_ == "conj":
            yield from coordinated(child)


def noun_phrase(head: Token) -> Words:
    """A noun with determiners, modifiers, names beside it and "of" phrases, without what is coordinated to it."""
    start, end = head.i, head.i + 1
    for child in head.children:
        if child.dep_ in ("det", "amod", "compound", "poss", "nummod", "nmod", "quantmod", "case", "predet"):
            start, end = min(start, child.left_edge.i), max(end, child.right_edge.i + 1)
        elif child.dep_ == "prep" and child.lower_ in ("of", "for") and child.i > head.i:
            end = max(end, _of_phrase(child))
        elif child.dep_ == "appos" and child.i == end:
            end = max(end, noun_phrase(child).end)
    return Words(start, max(end, head.i + 1))


def subjects(verb: Token) -> list[Token]:
    """Who does what the verb says, inherited where the verb has no subject of its own.

    "Putin flew to Minsk and met Lukashenko" (conjunct), "agreed to meet" (infinitive), "saying it was ready"
    (participle), "who met" (the noun before), "asked Merkel to mediate" (the object). Empty where nobody is named.
    """
    current = verb
    for _ in range(10):
        own = [child for child in current.children if child.dep_ in SUBJECTS]
        if own:
            return [_antecedent(token, current) for found in own for token in coordinated(found)]
        head = current.head
        if head.i == current.i:
            return []
        if current.dep_ in ("relcl", "acl"):
            if not is_verbal(head):
                return list(coordinated(head))
            current = head
        elif current.dep_ == "xcomp" or (current.dep_ == "ccomp" and current.tag_ in ("VB", "VBG")):
            if is_verbal(head):
                objects = [c for c in head.children if c.dep_ in ("dobj", "dative") and c.i < current.i]
                if objects:
                    return list(coordinated(objects[0]))
            current = head
        elif (beside := report_beside(current)) is not None:
            current = beside
        elif current.dep_ in ("conj", "advcl", "pcomp", "prep", "acomp", "attr", "aux", "oprd", "dep", "parataxis"):
            current = head
        else:
            return []
    return []


def addressees(verb: Token) -> list[Token]:
    """The names a verb is turned to: "warned Moscow", "called on Israel", "told the envoy", "talks with Iran".

    Its objects and what hangs on it by "to", "on", "against", "with" or "at", where a name or a people is meant.
    """
    found: list[Token] = []
    for child in verb.children:
        if child.dep_ in ("dobj", "dative"):
            found += coordinated(child)
        elif child.dep_ == "prep" and child.lower_ in _TOWARDS:
            for noun in child.children:
                if noun.dep_ == "pobj":
                    found += coordinated(noun)
    return [
        noun for noun in found if noun.pos_ in ("PROPN", "PRON") or noun.ent_type_ in ("GPE", "NORP", "ORG", "PERSON")
    ]


def _of_phrase(preposition: Token) -> int:
    end = preposition.i + 1
    for child in preposition.children:
        if child.dep_ == "pobj":
            end = max(end, noun_phrase(child).end)
            for other in child.children:
                if other.dep_ == "conj":
                    end = max(end, noun_phrase(other).end)
    return end


def _antecedent(token: Token, verb: Token) -> Token:
    if token.lower_ not in RELATIVES:
        return token
    clause = verb
    while clause.dep_ == "conj" and clause.head.i != clause.i:
        clause = clause.head
    return clause.head if clause.dep_ in ("relcl", "acl", "ccomp") and not is_verbal(clause.head) else token
