"""A text cut where marked words begin or end, so that records which overlap are each marked in full."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from communique.record.sheets import Mark
from communique.show.web.addresses import anchor

# Sentences and what was said make up much of a text; the words in them that decided a field are set off as "key".
_MATTER = ("evidence", "content", "condition")


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of text over which the same marks lie.

    `looks` are classes; `records` the keys of the records read from here; `anchors` the names of the marks that begin
    here.
    """

    text: str
    start: int
    end: int
    looks: tuple[str, ...]
    records: tuple[str, ...]
    anchors: tuple[str, ...]


def segments(text: str, marks: Sequence[Mark], first: int = 0, last: int | None = None) -> list[Segment]:
    """The stretches of `text[first:last]`, in order; together they are that text.

    Args:
        text: the whole text.
        marks: places in it; what lies outside of the text is left out.
        first, last: the part to cut.
    """
    last = len(text) if last is None else min(last, len(text))
    opening: defaultdict[int, list[Mark]] = defaultdict(list)
    anchors: defaultdict[int, dict[str, None]] = defaultdict(dict)
    edges = {first, last}
    for mark in marks:
        start, end = max(mark.start, first), min(mark.end, last)
        if start >= end:
            continue
        edges |= {start, end}
        opening[start].append(mark)
        if mark.start >= first:
            anchors[start][anchor(mark.start, mark.end)] = None
    found: list[Segment] = []
    lying: list[Mark] = []
    for start, end in pairwise(sorted(edges)):
        lying = [mark for mark in lying if mark.end > start] + opening[start]
        looks = dict.fromkeys(look for mark in lying for look in _look(mark))
        records = dict.fromkeys(mark.record for mark in lying)
        found.append(Segment(text[start:end], start, end, tuple(looks), tuple(records), tuple(anchors[start])))
    return found


def _look(mark: Mark) -> tuple[str, ...]:
    return (mark.layer,) if mark.field in _MATTER else (mark.layer, "key")
