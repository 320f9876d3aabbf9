"""What speaks for and against a verb's reporting, beside the verb itself: the features of the wide table."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from communique.find.frames import Frame
from communique.find.grammar import agent, is_passive, subject
from communique.find.matter import holds_quotation
from communique.find.patterns import finite
from communique.lexicon.nominals import load_nominals

if TYPE_CHECKING:
    from spacy.tokens import Token

    from communique.read import Reading

_SELF = frozenset({"i", "we", "you", "one"})
_THINGS = frozenset({"it", "this", "that", "there", "these", "those", "which", "what"})


def features(reading: Reading, verb: Token, frame: Frame) -> Iterator[str]:
    """The features of a verb, noun or adjective in a frame, named as in the `[weights]` of attribution.toml."""
    kind, _, word = frame.name.partition(":")
    yield f"frame {kind}"
    if kind in ("noun", "adj"):
        yield f"{kind} {word if word in ('clause', 'infinitive', 'of', 'for', 'on', 'about', 'to') else 'prep'}"
        if any(child.dep_ == "poss" for child in verb.children):
            yield "owned"
    yield f"form {verb.tag_}"
    yield f"place {verb.dep_}" if verb.dep_ in ("ROOT", "conj", "advcl", "relcl", "acl", "ccomp", "xcomp") else "place"
    auxiliaries = {child.lower_ for child in verb.children if child.dep_ in ("aux", "neg")}
    if auxiliaries & {"not", "n't", "never"}:
        yield "negated"
    if auxiliaries & {"would", "could", "might", "may", "can", "should", "will", "must"}:
        yield "modal"
    if "to" in auxiliaries:
        yield "to"
    if is_passive(verb):
        yield "passive" if agent(verb) is None else "passive by"
    yield f"subject {_subject(verb)}"
    length = sum(words.end - words.start for words in frame.content)
    yield "matter short" if length < 3 else "matter middle" if length < 8 else "matter long"
    if holds_quotation(reading, frame.content):
        yield "matter quoted"
    if any(finite(reading.doc, words) for words in frame.content):
        yield "matter finite"
    if reading.quotation_at(verb.i) is not None:
        yield "inside quotation"


def _subject(verb: Token) -> str:
    noun = subject(verb)
    if noun is None:
        return "none"
    if noun.lower_ in _SELF:
        return "self"
    if noun.lower_ in _THINGS:
        return "it"
    if noun.pos_ == "PRON":
        return "pronoun"
    if noun.ent_type_ in ("PERSON", "NORP", "ORG"):
        return noun.ent_type_.lower()
    if noun.pos_ == "PROPN":
        return "name"
    return "person" if (noun.lemma_.lower(),) in load_nominals().phrases else "thing"
