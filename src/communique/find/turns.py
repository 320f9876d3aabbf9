"""Transcripts: the turns of a conversation by their labels ("MR PRICE:", "QUESTION:")."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from communique.find.grammar import FINITE, SUBJECTS, trimmed
from communique.schema import StatementDraft, Words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

    from communique.lexicon.speech import Speech
    from communique.read import Reading

# "Q And what is the impact of this?", as the White House writes a question.
_ASKED = re.compile(r"^Q\s+(?=[(“\"—]?[A-Z])", re.MULTILINE)
_LABEL = re.compile(r"(?:[A-ZÀ-Þ][\w.'’-]*)(?:[ ,]+(?:of|the|and|for|to|[A-ZÀ-Þ(][\w.'’)-]*)){0,18}\s?:(?=\s|$)")

_WORD = re.compile(r"[\w.'’-]+")
# What a title ends with; "the talks" at its end may be taken for a verb.
_ENDS = frozenset({"NOUN", "PROPN", "NUM", "VERB"})
_OPENING = ("“", '"', "«", "‘")


def find_turns(reading: Reading, speech: Speech) -> tuple[list[StatementDraft], list[Words]]:
    """The answers of a transcript as statements, and the token ranges of those answers.

    A label opens a paragraph or sentence, ends with a colon and names an office or a title ("MR PRICE:", "President of
    Russia Vladimir Putin:") or comes back at other paragraphs. A turn lasts until the next label. Questions, and what
    a moderator says, are turns but no statements.
    """
    text, doc = reading.clean.text, reading.doc
    starts = sorted(
        {doc[sentence.start].idx for sentence in reading.sentences} | {at for at, _ in reading.clean.breaks}
    )
    # A transcript that is quoted has its opening mark before each label, one after a break its asterisks.
    starts = [_past_marks(text, at) for at in starts]
    blocks = {_past_marks(text, at) for at, _ in reading.clean.breaks}
    labels = [(at, match.end()) for at in starts if (match := _LABEL.match(text, at)) is not None]
    ends = {end for _, end in labels}
    labels = sorted({*labels, *((at, end) for at, end in _run_on(reading, speech) if end not in ends)})
    names = [text[a:b] for a, b in labels]
    kept: list[tuple[int, int]] = []
    for (start, end), name in zip(labels, names, strict=True):
        words = {word.strip(",.()").lower() for word in name.rstrip(" :").split()}
        asks = bool(words & speech.questions) and len(words) < 4
        titled = bool(words & speech.titles) and len(words) > 1
        if words & speech.pointers and not titled:
            continue
        if titled or asks or (start in blocks and names.count(name) > 1 and name.isupper()):
            kept.append((start, end))
    asked = [match.start() for match in _ASKED.finditer(text)] if kept else []
    offsets = reading.columns.offsets
    drafts: list[StatementDraft] = []
    ranges: list[Words] = []
    for number, (start, end) in enumerate(kept):
        limit = kept[number + 1][0] if number + 1 < len(kept) else len(text)
        limit = next((at for at in asked if end <= at < limit), limit)
        first, body, last = (_index(offsets, at) for at in (start, end, limit))
        content = trimmed(doc, body, last)
        label = trimmed(doc, first, body)
        if content is None or label is None:
            continue
        words = {word.strip(",.()").lower() for word in text[start:end].rstrip(" :").split()}
        if not (words & speech.questions and len(words) < 4):
            ranges.append(Words(first, last))
            drafts.append(StatementDraft(label, Words(first, body), (content,), "direct"))
    return drafts, ranges


def _run_on(reading: Reading, speech: Speech) -> Iterator[tuple[int, int]]:
    """Labels that follow a break of asterisks or a title on the same line, which has no verb and no stop.

    "Remarks at the summit President of Russia Vladimir Putin: Friends, ..."
    """
    text, offsets = reading.clean.text, reading.columns.offsets
    for match in _LABEL.finditer(text):
        if text[match.end() :].lstrip()[:1] in _OPENING:
            continue
        words = [(match.start() + word.start(), word[0]) for word in _WORD.finditer(match[0])]
        titled = [at for at, word in words if word.lower() in speech.titles]
        if not titled:
            continue
        at = titled[0]
        before = text[:at].rstrip(" ")
        if before.endswith("*"):
            yield at, match.end()
            continue
        token = _index(offsets, at)
        sentence = reading.sentences[reading.sentence_of(token)]
        stop = max(
            (word.i + 1 for word in reading.tokens(sentence) if word.i < token and word.text in ("*", ".")), default=0
        )
        title = reading.tokens(Words(max(sentence.start, stop), token))
        office = any(word == "of" for _, word in words) and len(words) > 4
        if office and len(title) and title[-1].pos_ in _ENDS and not any(_says(word) for word in title):
            yield at, match.end()


def _says(word: Token) -> bool:
    return word.pos_ == "AUX" or (word.tag_ in FINITE and any(child.dep_ in SUBJECTS for child in word.children))


def _past_marks(text: str, at: int) -> int:
    while at < len(text) and text[at] in '“"* ':
        at += 1
    return at


def _index(offsets: list[int], at: int) -> int:
    low, high = 0, len(offsets)
    while low < high:
        middle = (low + high) // 2
        if offsets[middle] < at:
            low = middle + 1
        else:
            high = middle
    return low
