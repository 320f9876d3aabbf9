"""A line taken apart: what is site furniture, and what is left."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from communique.lexicon.furniture import FurnitureRow, load_furniture

Range = tuple[int, int]


_LONGEST = 20_000
"""Characters; in a longer line nothing is looked for inside, so that the time for a line stays bounded."""


_MOST = 6
"""Rounds of taking pieces off a line's ends; no page nests more."""


@dataclass(frozen=True, slots=True)
class Parts:
    """The ranges of a line that are furniture and those that are text; `caption` where the text is a picture's."""

    furniture: tuple[Range, ...]
    text: tuple[Range, ...]
    caption: bool


def take_apart(line: str) -> Parts:
    """The parts of a line, each without blanks at its ends."""
    start, end = trim(line, 0, len(line))
    if start == end:
        return Parts((), (), False)
    rows = load_furniture()
    furniture: list[Range] = []
    caption = False
    if whole := _whole(line, start, end, rows):
        return Parts(*((), ((start, end),), True)) if whole == "caption" else Parts(((start, end),), (), False)
    for _ in range(_MOST):
        before = (start, end)
        for row in rows:
            if row.where not in ("start", "end"):
                continue
            for low, high in row.find(line[start:end]):
                furniture.append(trim(line, start + low, start + high))
                caption = caption or row.kind == "caption"
                start, end = (start + high, end) if row.where == "start" else (start, start + low)
                start, end = trim(line, start, end)
                if start < end and _whole(line, start, end, rows) == "furniture":
                    return Parts((*sorted(furniture), (start, end)), (), False)
        if (start, end) == before or start == end:
            break
    inside: list[Range] = []
    for row in rows:
        if row.where == "inside" and end - start <= _LONGEST:
            inside += [trim(line, start + low, start + high) for low, high in row.find(line[start:end])]
    inside = list(_apart(sorted(inside)))
    text = [piece for piece in (trim(line, *gap) for gap in _gaps(start, end, inside)) if piece[0] < piece[1]]
    return Parts(tuple(sorted(furniture + inside)), tuple(text), caption)


def trim(line: str, start: int, end: int) -> Range:
    """A range without blanks at either end."""
    while start < end and line[start].isspace():
        start += 1
    while end > start and line[end - 1].isspace():
        end -= 1
    return start, end


def _whole(line: str, start: int, end: int, rows: tuple[FurnitureRow, ...]) -> str | None:
    words = line[start:end]
    return next((row.kind for row in rows if row.where == "line" and row.find(words)), None)


def _apart(ranges: list[Range]) -> Iterator[Range]:
    done = -1
    for start, end in ranges:
        if start >= done and start < end:
            yield start, end
            done = end


def _gaps(start: int, end: int, taken: list[Range]) -> Iterator[Range]:
    for low, high in taken:
        yield start, low
        start = high
    yield start, end


BULLET = re.compile(r"(?:[-–—*•·▪►●‣▶■□◦>»]+ ?|#{1,6} )+(?=[^\W\d]|[\"“'\[(]|\d)")
"""The mark of a list's item, a Markdown heading or quotation, or a site's dash before a paragraph."""
