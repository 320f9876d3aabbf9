"""Statements that a set phrase attributes: "according to the ministry", "in the words of Lavrov"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from communique.find.grammar import noun_phrase, trimmed
from communique.lexicon.speech import Speech
from communique.schema import Words

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from communique.read import Reading
    from communique.schema import Tone


@dataclass(frozen=True, slots=True)
class Attribution:
    """A set phrase, whom it names, and the words of the sentence that it attributes."""

    speaker: Words
    cue: Words
    content: tuple[Words, ...]
    tone: Tone = "neutral"


def sources(reading: Reading, speech: Speech) -> Iterator[Attribution]:
    """The attributions by set phrase, in text order."""
    doc = reading.doc
    firsts = {words[0] for words in speech.sources}
    for number, word in enumerate(reading.columns.texts):
        if word.lower() not in firsts:
            continue
        token = doc[number]
        for words in speech.sources:
            end = token.i + len(words)
            if end >= len(doc) or tuple(doc[i].lower_ for i in range(token.i, end)) != words:
                continue
            noun = next((t for t in doc[end - 1].children if t.dep_ == "pobj"), None)
            if noun is None or (noun.tag_ == "NN" and noun.n_lefts + noun.n_rights == 0):
                # "went according to plan"
                continue
            sentence = reading.sentences[reading.sentence_of(token.i)]
            named = _named(doc, noun_phrase(noun), sentence, token.i)
            cue = Words(token.i, named.end)
            reach = named.end if named.end <= noun.i else max(named.end, _reach(noun, named))
            content = _content(reading, sentence, cue, reach)
            if content:
                yield Attribution(named, cue, content)
            break


def _reach(noun: Token, named: Words) -> int:
    """Behind what hangs on the source: "according to two officials who saw the draft, ..."."""
    whole = noun_phrase(noun)
    return int(noun.right_edge.i) + 1 if named == whole else named.end


def _named(doc: Doc, words: Words, sentence: Words, first: int) -> Words:
    """The source alone: in "According to Zelizer, Democrats are pushing back" the comma ends it."""
    if (
        first > sentence.start + 1
        or words.end >= sentence.end
        or doc[words.end].tag_ not in ("VBP", "VBZ", "VBD", "MD")
    ):
        return words
    comma = next((i for i in range(words.start, words.end) if doc[i].text == ","), None)
    return Words(words.start, comma) if comma is not None and comma > words.start else words


def _content(reading: Reading, sentence: Words, cue: Words, reach: int) -> tuple[Words, ...]:
    """What the phrase attributes: its own clause where it closes a subordinate one, else the rest of the sentence."""
    doc = reading.doc
    start, end = sentence
    verb = doc[cue.start]
    while verb.pos_ not in ("VERB", "AUX") or verb.i == cue.start:
        if verb.head.i == verb.i:
            break
        verb = verb.head
    if verb.dep_ in ("relcl", "acl") and verb.left_edge.i < cue.start and doc[cue.start - 1].text != ",":
        start, end = verb.left_edge.i, cue.start
    pieces = [trimmed(doc, start, min(cue.start, end)), trimmed(doc, max(cue.end, reach), end)]
    return tuple(piece for piece in pieces if piece is not None and piece.end - piece.start > 1)
