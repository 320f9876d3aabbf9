"""Where in a text a time expression can stand at all, so that the grammar need not be tried at every letter."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from communique.lexicon.calendar import load_calendar
from communique.resolve.times.rule import Rule

# How far the words of one expression stand apart: "in the first three of the four months".
_REACH = 40
_NAME, _ESCAPE, _WORD = re.compile(r"\(\?P[<=]\w+[>)]"), re.compile(r"\\."), re.compile(r"[A-Za-z]{2,}")
# Digits of the text, not those of "{1,8}" and "\\xa0".
_DIGIT, _TAKES_DIGITS = "0", re.compile(r"\\d|(?<![{,\w])\d")


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of a text, and the rules that can match in it."""

    start: int
    end: int
    rules: tuple[Rule, ...]


def windows(text: str, rules: tuple[Rule, ...]) -> list[Window]:
    """The stretches of a text around its digits and words of time, cut at white space, in order and disjoint.

    No rule matches outside of them: every expression has a digit or a word that is not idle ("the next two" lacks
    one, "the next two weeks" has it). A rule is tried only around what it can be told by: those of weeks where the
    text says "week" or "weekend".
    """
    found: list[tuple[int, int, set[str]]] = []
    for match in _timely(rules).finditer(text):
        start, end = max(0, match.start() - _REACH), min(len(text), match.end() + _REACH)
        while start > 0 and not text[start - 1].isspace():
            start -= 1
        while end < len(text) and not text[end].isspace():
            end += 1
        told = {(match["word"] or _DIGIT).lower()}
        if found and start <= found[-1][1]:
            start, _, before = found.pop()
            told |= before
        found.append((start, end, told))
    return [Window(start, end, _told_by(rules, frozenset(told))) for start, end, told in found]


@lru_cache(maxsize=4096)
def _told_by(rules: tuple[Rule, ...], told: frozenset[str]) -> tuple[Rule, ...]:
    """The rules that one of these words, or a digit, may belong to."""
    return tuple(
        rule
        for rule, words in zip(rules, _telling(rules), strict=True)
        if any(word.startswith(own) for own in words for word in told)
    )


@cache
def _telling(rules: tuple[Rule, ...]) -> tuple[frozenset[str], ...]:
    """For each rule the words of its pattern that are not idle, and `_DIGIT` where it takes digits."""
    calendar = load_calendar()
    idle = calendar.idle_words | set(calendar.numbers)
    found = []
    for rule in rules:
        plain = _ESCAPE.sub(" ", _NAME.sub("(", rule.pattern.pattern))
        words = {word.lower() for word in _WORD.findall(plain)} - idle
        found.append(frozenset(words | {_DIGIT} if _TAKES_DIGITS.search(rule.pattern.pattern) else words))
    return tuple(found)


@cache
def _timely(rules: tuple[Rule, ...]) -> re.Pattern[str]:
    """A digit or any word of the patterns that is no idle one."""
    words = {word for telling in _telling(rules) for word in telling} - {_DIGIT}
    telling = "|".join(sorted(words, key=lambda word: (-len(word), word)))
    return re.compile(rf"\d|(?<![^\W\d_])(?P<word>{telling})(?:s|long)?(?![^\W\d_])", re.IGNORECASE)
