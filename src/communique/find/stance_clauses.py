"""Cutting clauses: from a stance word to the words a position is quoted with, and the condition it hangs on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from communique.find.grammar import SUBJECTS
from communique.find.stance_grammar import is_verbal
from communique.lexicon.stances import stance_lexicon
from communique.schema import Words

if TYPE_CHECKING:
    from spacy.tokens import Token

_COMPLEMENTS = frozenset({"xcomp", "ccomp", "acomp", "attr", "prep", "pcomp"})
_MATTERS = frozenset({"at", "about", "for", "over", "to", "with", "in", "on", "regarding"})
_QUOTES = frozenset("\"“”„«»'‘’")
_MARKS = _QUOTES | frozenset(",;:.!?–—-()[]")


def clause_of(verb: Token, within: Words, *, subject: bool = True) -> Words:
    """The clause a verb heads, without clauses coordinated to it or set beside it.

    "Moscow demanded guarantees and accused Kiev of delay" gives "Moscow demanded guarantees" for "demanded". `within`
    bounds the result: a sentence or the content of a statement.
    """
    start, end = verb.i, verb.i + 1
    beyond = within.end
    for child in verb.children:
        if _beside(child, verb):
            if child.i > verb.i:
                beyond = min(beyond, _opening(child))
            continue
        if child.dep_ in SUBJECTS and not subject:
            continue
        if child.i < verb.i and not subject and child.dep_ not in ("neg", "aux", "auxpass"):
            continue
        if child.i < verb.i and child.dep_ in ("cc", "mark", "punct", "advcl", "preconj"):
            continue
        start = min(start, child.left_edge.i)
        end = max(end, child.right_edge.i + 1)
    return trim(verb, Words(max(start, within.start), min(end, within.end, beyond)))


def phrase_of(noun: Token, within: Words) -> Words:
    """A noun phrase with all that hangs on it, without a relative clause set off by a comma."""
    end = noun.right_edge.i + 1
    for child in noun.children:
        if child.dep_ in ("relcl", "conj", "appos") and child.i > noun.i and noun.doc[_opening(child) - 1].text == ",":
            end = min(end, _opening(child))
    return trim(noun, Words(max(noun.left_edge.i, within.start), max(noun.i + 1, min(end, within.end))))


def with_matter(noun: Token, words: Words, within: Words) -> Words:
    """A bare noun with what it is about, where the parser hung that on its verb: "voiced frustration at the delay"."""
    if words.end != noun.i + 1 or noun.dep_ != "dobj":
        return words
    for child in noun.head.children:
        if child.i == words.end and child.dep_ == "prep" and child.lower_ in _MATTERS:
            return trim(noun, Words(words.start, min(child.right_edge.i + 1, within.end)))
    return words


def trim(token: Token, words: Words) -> Words:
    """The range without punctuation and quotation marks at its ends; it always keeps `token`."""
    doc = token.doc
    start, end = min(words.start, token.i), max(words.end, token.i + 1)
    while start < token.i and (doc[start].text in _MARKS or doc[start].is_space or doc[start].dep_ == "cc"):
        start += 1
    while end > token.i + 1 and (doc[end - 1].text in _MARKS or doc[end - 1].is_space or doc[end - 1].dep_ == "cc"):
        end -= 1
    return Words(start, end)


def condition_of(verb: Token, within: Words) -> tuple[Token, Words] | None:
    """The clause or phrase a verb's clause hangs on, with its opening word: "unless sanctions are lifted".

    Looks at the verb and at its complements ("is ready to talk if ...").
    """
    hinges = stance_lexicon().words["hinge"]
    waiting = [verb]
    for token in waiting:
        for child in token.children:
            if child.dep_ in _COMPLEMENTS and len(waiting) < 8:
                waiting.append(child)
            if child.dep_ == "advcl":
                for mark in child.children:
                    if mark.dep_ in ("mark", "prep", "advmod") and mark.lower_ in hinges and mark.i < child.i:
                        return mark, trim(child, _bounded(child, within))
            elif child.dep_ == "prep" and child.lower_ in hinges:
                return child, trim(child, _bounded(child, within))
    return None


def without(words: Words, part: Words) -> Words:
    """A range with a part at its start or end cut off; a part in its middle stays."""
    if part.start <= words.start < part.end < words.end:
        return Words(part.end, words.end)
    if words.start < part.start < words.end <= part.end:
        return Words(words.start, part.start)
    return words


def _bounded(token: Token, within: Words) -> Words:
    return Words(max(token.left_edge.i, within.start), min(token.right_edge.i + 1, within.end))


def _beside(child: Token, verb: Token) -> bool:
    if child.dep_ == "punct":
        return child.text not in _QUOTES
    if child.dep_ == "cc":
        return True
    if child.dep_ == "parataxis":
        return True
    if child.dep_ == "ccomp" and child.i < verb.i:
        return True
    return child.dep_ == "conj" and is_verbal(child)


def _opening(token: Token) -> int:
    return token.left_edge.i
