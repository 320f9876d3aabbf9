"""Statements that a set phrase attributes: "according to the ministry", "in the words of Lavrov"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from communique.find.grammar import noun_phrase, trimmed
from communique.lexicon.speech import Speech
from communique.schema import Words

if TYPE_CHECKING:
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
    for token in doc:
        if token.lower_ not in firsts:
            continue
        for words in speech.sources:
            end = token.i + len(words)
            if end >= len(doc) or tuple(doc[i].lower_ for i in range(token.i, end)) != words:
                continue
            noun = next((t for t in doc[end - 1].children if t.dep_ == "pobj"), None)
            if noun is None:
                continue
            named = noun_phrase(noun)
            sentence = reading.sentences[reading.sentence_of(token.i)]
            cue = Words(token.i, named.end)
            content = _content(reading, sentence, cue, noun.right_edge.i + 1)
            if content:
                yield Attribution(named, cue, content)
            break


def _content(reading: Reading, sentence: Words, cue: Words, reach: int) -> tuple[Words, ...]:
    """The rest of the sentence: what follows a leading phrase, what leads to a closing one, both around one inside."""
    pieces = [trimmed(reading.doc, sentence.start, cue.start), trimmed(reading.doc, max(cue.end, reach), sentence.end)]
    found = tuple(piece for piece in pieces if piece is not None and piece.end - piece.start > 1)
    return found
