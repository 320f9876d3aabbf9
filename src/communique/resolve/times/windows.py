"""Where in a text a time expression can stand at all, so that the grammar need not be tried at every letter."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from communique.lexicon.calendar import load_calendar
from communique.resolve.times.rule import Rule

# How far the words of one expression stand apart: "in the first three of the four months".
_REACH = 40
_NAME, _ESCAPE, _WORD = re.compile(r"\(\?P[<=]\w+[>)]"), re.compile(r"\\."), re.compile(r"[A-Za-z]{2,}")


def windows(text: str, rules: Sequence[Rule]) -> list[tuple[int, int]]:
    """The stretches of a text around its digits and words of time, cut at white space, in order and disjoint.

    No rule matches outside of them: every expression has a digit or a word that is not idle ("the next two" lacks
    one, "the next two weeks" has it).
    """
    found: list[tuple[int, int]] = []
    for match in _timely(tuple(rule.pattern.pattern for rule in rules)).finditer(text):
        start, end = max(0, match.start() - _REACH), min(len(text), match.end() + _REACH)
        while start > 0 and not text[start - 1].isspace():
            start -= 1
        while end < len(text) and not text[end].isspace():
            end += 1
        if found and start <= found[-1][1]:
            start = found.pop()[0]
        found.append((start, end))
    return found


@cache
def _timely(patterns: tuple[str, ...]) -> re.Pattern[str]:
    """A digit or any word of the patterns that is no idle one."""
    words = {word.lower() for pattern in patterns for word in _WORD.findall(_ESCAPE.sub(" ", _NAME.sub("(", pattern)))}
    calendar = load_calendar()
    telling = sorted(words - calendar.idle_words - set(calendar.numbers), key=lambda word: (-len(word), word))
    return re.compile(rf"\d|(?<![^\W\d_])(?:{'|'.join(telling)})(?:s|long)?(?![^\W\d_])", re.IGNORECASE)
