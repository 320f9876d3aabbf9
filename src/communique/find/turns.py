"""Transcripts: the turns of a conversation by their labels ("MR PRICE:", "QUESTION:")."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from communique.find.grammar import trimmed
from communique.schema import StatementDraft, Words

if TYPE_CHECKING:
    from communique.read import Reading

_LABEL = re.compile(r"((?:[A-ZÀ-Þ][\w.'’-]*)(?:[ ,]+(?:of|the|and|for|to|[A-ZÀ-Þ(][\w.'’)-]*)){0,14})\s?:(?=\s|$)")
_QUESTION = re.compile(r"(?:QUESTION|Question|Q|REPORTER|Reporter|MODERATOR|Moderator|OPERATOR|Operator)\b")
_MANY = 2


def find_turns(reading: Reading) -> tuple[list[StatementDraft], list[Words]]:
    """The answers of a transcript as statements, and the token ranges of all its turns.

    A text is a transcript where at least two paragraphs start with a label of capitals or with one that comes back.
    A turn lasts until the next label. Questions, and what a moderator says, are turns but no statements.
    """
    text = reading.clean.text
    labels: list[tuple[int, int]] = []
    for offset, _ in reading.clean.breaks:
        match = _LABEL.match(text, offset)
        if match is not None:
            labels.append((offset, match.end()))
    names = [text[a:b] for a, b in labels]
    kept = [(a, b) for (a, b), name in zip(labels, names, strict=True) if names.count(name) > 1 or _shouted(name)]
    if len(kept) < _MANY:
        return [], []
    offsets = [token.idx for token in reading.doc]
    drafts: list[StatementDraft] = []
    ranges: list[Words] = []
    for number, (start, end) in enumerate(kept):
        limit = kept[number + 1][0] if number + 1 < len(kept) else len(text)
        first, body, last = (_index(offsets, at) for at in (start, end, limit))
        content = trimmed(reading.doc, body, last)
        label = trimmed(reading.doc, first, body)
        if content is None or label is None:
            continue
        ranges.append(Words(first, last))
        if _QUESTION.match(text[start:end]) is None:
            while label.end > label.start + 1 and reading.doc[label.end - 1].text == ":":
                label = Words(label.start, label.end - 1)
            drafts.append(StatementDraft(label, Words(first, body), (content,), "direct"))
    return drafts, ranges


def _shouted(label: str) -> bool:
    letters = [c for c in label if c.isalpha()]
    return len(letters) > 1 and all(c.isupper() for c in letters)


def _index(offsets: list[int], at: int) -> int:
    low, high = 0, len(offsets)
    while low < high:
        middle = (low + high) // 2
        if offsets[middle] < at:
            low = middle + 1
        else:
            high = middle
    return low
