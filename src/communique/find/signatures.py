"""Words signed with a name: “...” — Name at the end of a paragraph, and posts that end with their author's handle."""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import pairwise
from typing import TYPE_CHECKING

from communique.find.grammar import trimmed
from communique.schema import StatementDraft, Words

if TYPE_CHECKING:
    from communique.read import Reading

_NAME = r"(?P<name>[A-ZÀ-Þ][^\n—―–“”\"()]{2,60}?)"
_QUOTED = re.compile(rf"^[“\"](?P<body>[^\n]{{12,}})[”\"]\s*(?:—|―|–|--)\s*{_NAME}\.?$")
_DATE = r"(?:[A-Z][a-z]+ \d{1,2},? \d{4}|\d{1,2} [A-Z][a-z]+ \d{4})"
_POSTED = re.compile(rf"^(?P<body>[^\n]{{12,}}?)\s*(?:—|―|–|--)\s*{_NAME}\s*\(@\w+\)(?:,?\s*{_DATE})?")


def find_signed(reading: Reading) -> tuple[list[StatementDraft], list[Words]]:
    """The signed paragraphs of a reading as statements, and their token ranges."""
    text, doc = reading.clean.text, reading.doc
    offsets = reading.columns.offsets
    starts = [at for at, _ in reading.clean.breaks]
    drafts: list[StatementDraft] = []
    ranges: list[Words] = []
    for start, end in pairwise([*starts, len(text)]):
        block = text[start:end].rstrip()
        match = _QUOTED.match(block) or _POSTED.match(block)
        if match is None:
            continue
        body, name = match.span("body"), match.span("name")
        content = trimmed(doc, bisect_left(offsets, start + body[0]), bisect_left(offsets, start + body[1]))
        speaker = trimmed(doc, bisect_left(offsets, start + name[0]), bisect_left(offsets, start + name[1]))
        if content is None or speaker is None:
            continue
        drafts.append(StatementDraft(speaker, speaker, (content,), "direct"))
        ranges.append(Words(content.start, speaker.end))
    return drafts, ranges
