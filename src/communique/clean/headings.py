"""Which lines are headings: a title, sub-headings and labels, which end without a full stop."""

from __future__ import annotations

import re
from collections.abc import Iterable

_STOPPED = re.compile(r"[.!?…]['\"”»)\]]*$")
_LEADS_ON = re.compile(r"[:;,—–-]['\"”»)]*$")
_TURN = re.compile(r"(?:[A-Z][\w.'-]*|[A-Z]\.)(?: [A-Z(][\w.')-]*){0,5}:\s+\S")
_MARK = re.compile(r"#{1,6} ")
_LONG = 18
"""Words; a headline of a news page seldom has more."""
# One short line without a full stop, then a blank one: "Blinken cancels meeting with Lavrov".
_FIRST_LINE = re.compile(r"\s*(\S[^\n]{8,120}[^.\s])[ \t]*\n[ \t]*\n")


def headline_of(text: str) -> str | None:
    """The first line of a raw text where it stands alone as a headline does, None where it does not."""
    alone = _FIRST_LINE.match(text)
    return alone[1] if alone else None


def same_words(line: str, title: str | None) -> bool:
    """Whether a line is the title, give or take case, punctuation and a site's name behind it."""
    if not title:
        return False
    one, other = _letters(line), _letters(title)
    if not one or not other:
        return False
    return one == other or (len(one) > 20 and len(other) > 20 and (one.startswith(other) or other.startswith(one)))


def lost_full_stops(lines: Iterable[str]) -> bool:
    """Whether a text has lost the full stops of its sentences, so that their absence says nothing."""
    long = [line for line in lines if len(line.split()) > 5 and not line.isupper()]
    without = sum(not _STOPPED.search(line) and not _LEADS_ON.search(line) for line in long)
    return without >= 4 and without >= 0.35 * len(long)


def has_turns(lines: Iterable[str]) -> bool:
    """Whether a text is a transcript, so that a name with a colon at the start of a line is no headline's speaker."""
    return sum(_TURN.match(line) is not None for line in lines) > 2


def is_heading(line: str, *, first: bool, stops_lost: bool, turns: bool) -> bool:
    """Whether a line without any other mark is a heading.

    Args:
        line: the line, repaired.
        first: whether nothing but furniture stands before it.
        stops_lost: what `lost_full_stops` says of the text.
        turns: what `has_turns` says of the text.
    """
    if _MARK.match(line):
        return True
    if _STOPPED.search(line) or _LEADS_ON.search(line) or (turns and _TURN.match(line)):
        return False
    words = line.split()
    if first or len(words) < 5:
        return len(words) <= 2 * _LONG
    if _title_case(words) or line.isupper():
        return len(words) <= _LONG
    return not stops_lost and len(words) <= _LONG


def _title_case(words: list[str]) -> bool:
    long = [word for word in words if len(word) > 4 and word[0].isalpha()]
    return len(long) > 1 and sum(word[0].islower() for word in long) <= len(long) // 6


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).casefold()
