"""Reporting phrases read off the page where the parse does not show what they govern."""

from __future__ import annotations

from typing import TYPE_CHECKING

from communique.find.frames import Frame
from communique.find.grammar import FINITE, trimmed
from communique.lexicon.speech import load_speech
from communique.schema import Words

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from communique.read import Reading

_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
_LINKS = frozenset(
    {"which", "who", "that", "whom", "where", "and", "but", "or", "as", "while", "when", "if", "because"}
)
_ADDRESSED = frozenset({"on", "in", "at", "for", "without", "during"})
_LONGEST_NAME = 22


def on_the_page(reading: Reading, verb: Token) -> Frame | None:
    """The matter of a verb that the parser left without one: a phrase that closes its sentence, or that opens it."""
    return _closing(reading, verb) or _after_aside(reading, verb) or _opening(reading, verb)


def _closing(reading: Reading, verb: Token) -> Frame | None:
    """'Grain may leave from Odesa on Friday, a source close to the talks told Interfax on Monday.'"""
    doc = reading.doc
    start, end = reading.sentences[reading.sentence_of(verb.i)]
    if verb.tag_ not in FINITE or any(doc[k].tag_ in FINITE for k in range(verb.i + 1, end)):
        return None
    comma = verb.i - 1
    while comma > start and doc[comma].text != ",":
        comma -= 1
    if reading.quotation_at(start) != reading.quotation_at(verb.i):
        return None
    if comma - start < 3 or verb.i - comma > _LONGEST_NAME:
        return None
    name = [doc[k] for k in range(comma + 1, verb.i)]
    if not any(t.pos_ in _NOMINAL for t in name) or name[0].lower_ in _LINKS:
        return None
    if any(t.tag_ in FINITE and t.dep_ != "aux" and t.lemma_ not in ("have", "be") for t in name):
        return None
    words = trimmed(doc, start, comma)
    return Frame("around", (words,)) if words is not None and finite(doc, words) else None


def _after_aside(reading: Reading, verb: Token) -> Frame | None:
    """'The paper said, citing two diplomats, that the talks were over.'"""
    doc = reading.doc
    end = reading.sentences[reading.sentence_of(verb.i)].end
    for i in range(verb.i + 1, end):
        if doc[i].tag_ in FINITE:
            return None
        if _opens_clause(doc[i]):
            words = trimmed(doc, i + 1, doc[i].head.right_edge.i + 1)
            return Frame("clause", (words,)) if words is not None else None
    return None


def _opens_clause(word: Token) -> bool:
    """Whether "that" opens the matter, and neither the clause of a noun nor a pointing finger."""
    before = word.nbor(-1)
    place = before.pos_ != "NOUN" or before.lemma_.lower() in load_speech().settings
    return word.lower_ == "that" and word.dep_ == "mark" and word.head.i > word.i and place


def _opening(reading: Reading, verb: Token) -> Frame | None:
    """'He said for the talks to go on the guns must fall silent.'"""
    doc = reading.doc
    end = reading.sentences[reading.sentence_of(verb.i)].end
    if verb.tag_ not in FINITE or verb.i + 3 >= end or doc[verb.i + 1].is_punct:
        return None
    if not any(c.dep_ in ("nsubj", "nsubjpass") and c.i < verb.i for c in verb.children):
        return None
    if any(
        c.dep_ in ("dobj", "prep", "xcomp", "acomp", "prt") and c.i > verb.i and c.lower_ not in _ADDRESSED
        for c in verb.children
    ):
        return None
    words = trimmed(doc, verb.i + 1, end)
    return Frame("clause", (words,)) if words is not None and finite(doc, words) else None


def finite(doc: Doc, words: Words) -> bool:
    """Whether a stretch holds a finite verb, and so can be a clause."""
    return any(doc[k].tag_ in FINITE for k in range(words.start, words.end))
