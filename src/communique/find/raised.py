"""What a release says was raised: "voiced concern about the build-up", "paid attention to energy security"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from communique.find.syntax import coordinated, noun_phrase, objects, prepositional
from communique.lexicon.contacts import contact_lexicon
from communique.lexicon.general_topics import GENERAL_TOPICS
from communique.lexicon.merging import merging_lexicon
from communique.lexicon.names import pieces
from communique.lexicon.places import load_places
from communique.schema import Words

if TYPE_CHECKING:
    from spacy.tokens import Token

    from communique.read import Reading

# "Informed of the results", "thanked for the aid", "attention to sanctions", "briefed on the talks".
_TO_THE_MATTER = ("about", "on", "upon", "of", "for", "regarding", "concerning", "over", "to")
# What a general noun is about: "issues of energy", "ways of ending the war", "support for reforms".
_OF_WHAT = ("of", "for", "on", "about", "to", "in", "against", "towards", "toward", "regarding", "around")
_POINTING = frozenset({"det", "poss", "predet"})
_LONGEST = 9
_DEEPEST = 5


def find_raised(reading: Reading) -> tuple[Words, ...]:
    """All matters raised in a reading, in text order; see `raised`."""
    return tuple(dict.fromkeys(words for token in reading.doc for words in raised(token)))


def raised(verb: Token) -> Iterator[Words]:
    """The matters that a verb of telling brings up, without what is too general to be one.

    Args:
        verb: any word; those that are no verb of the cue "raise" give nothing.
    """
    cues = contact_lexicon().cues
    if verb.lemma_.lower() not in cues["raise"] or verb.pos_ not in ("VERB", "AUX"):
        return
    heads = objects(verb) + prepositional(verb, *_TO_THE_MATTER)
    heads += [h for child in verb.children if child.dep_ == "nsubjpass" for h in coordinated(child)]
    if verb.lemma_ == "be":
        subject = next((child for child in verb.children if child.dep_ == "nsubj"), None)
        if subject is None or subject.lemma_.lower() not in cues["subject matter"]:
            return
        heads = [h for child in verb.children if child.dep_ == "attr" for h in coordinated(child)]
    for head in heads:
        yield from matters(head)


def matters(head: Token, depth: int = 0) -> Iterator[Words]:
    """The matter that a noun stands for: "energy security" of "the issues of energy security of our state"."""
    if (
        head.text in load_places().surfaces
        or head.pos_ not in ("NOUN", "PROPN")
        or head.ent_type_ in ("PERSON", "DATE", "TIME", "NORP", "GPE")
    ):
        return
    cues = contact_lexicon().cues
    if head.lemma_.lower() in cues["no matter"]:
        return
    general = head.lower_ in GENERAL_TOPICS or head.lemma_.lower() in cues["no topic"]
    if not general or _is_specified(head):
        words = _phrase(head)
        if words is not None:
            yield words
        return
    if depth < _DEEPEST:
        for below in prepositional(head, *_OF_WHAT):
            yield from matters(below, depth + 1)
        for child in head.children:
            if child.dep_ in ("acl", "relcl") or (child.dep_ == "prep" and child.lower_ in _OF_WHAT):
                verbs = [child] if child.dep_ != "prep" else [c for c in child.children if c.dep_ == "pcomp"]
                for noun in (noun for verb in verbs for noun in objects(verb)):
                    yield from matters(noun, depth + 1)


def _is_specified(head: Token) -> bool:
    """Whether a general noun has a word that makes it an issue: "the security situation", not "concrete steps"."""
    empty = merging_lexicon().empty | GENERAL_TOPICS
    return any(
        child.dep_ in ("compound", "nmod", "amod") and not all(piece in empty for piece in pieces(child.text))
        for child in head.children
        if child.i < head.i and child.ent_type_ not in ("DATE", "CARDINAL", "ORDINAL", "PERSON", "NORP", "GPE")
    )


def _phrase(head: Token) -> Words | None:
    """The noun with what says which it is, without "the" and "our"; None where that is too long to be a topic."""
    words = noun_phrase(head)
    if len(words) > _LONGEST:
        before = [child.left_edge.i for child in head.children if child.i < head.i and child.dep_ != "relcl"]
        words = Words(min([head.i, *before]), head.i + 1)
    start = words.start
    for child in head.children:
        # "our state's defence", but "Russia's actions"
        bare = child.dep_ in _POINTING and child.pos_ != "PROPN"
        if bare and child.left_edge.i == start:
            start = child.right_edge.i + 1
    while start < head.i and head.doc[start].pos_ in ("PART", "PUNCT"):
        start += 1
    end = words.end
    while end > head.i + 1 and head.doc[end - 1].pos_ == "PUNCT":
        end -= 1
    return Words(start, end) if end - start <= _LONGEST else None
