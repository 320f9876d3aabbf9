"""Where sentences start: by rule, so that headings, quotations and abbreviations do not depend on a parser's guess."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from communique.lexicon.abbreviations import ABBREVIATIONS
from communique.lexicon.speech import load_speech

_END = re.compile(r"""[.!?…]+["'”’)\]]*(?=\s)|[.!?…]["”](?=[A-Z“])""")
# Web pages lose the line break between paragraphs: "at war.Biden spoke", "by spring.“We will".
_GLUED = re.compile(
    r"""(?<=[a-z\d%)\]”"’'])(?<![A-Z]\.)[.!?]["”’]?(?=["“‘]?[A-Z][a-z’'“ ])|(?<=[A-Z]{2})\.(?=[A-Z][a-z]{2})"""
)
_OPENS = re.compile(r"""[\s"'“‘(\[–—-]*[A-Z0-9À-ÞĀ-Ž@#]""")
_WORD_BEFORE = re.compile(r"[^\s\"'“‘(\[]+$")
_INITIALS = re.compile(r"(?:[A-Za-z]\.)+$")
_BLANK = re.compile(r"\s*")
_FUNCTION = re.compile(
    r"\s+(?:The|A|An|He|She|It|They|We|I|In|On|At|But|And|This|That|These|Those|His|Her|Their|Its|As|If|Earlier|Later"
    r"|Meanwhile|However|Asked)\b"
)


@cache
def _closing_phrase() -> re.Pattern[str]:
    """The phrase that closes a quoted question or exclamation: '“Who would sign this?” Zakharova asked in Moscow'."""
    forms = "|".join(load_speech().closing)
    return re.compile(
        r"\s+(?:(?:[A-Z][\w.'’-]*|the|of|a|an|for|and)\s+){1,8}"
        rf"(?:{forms})(?:[.,]|\s+(?:in|on|at|to|during|after|before|reporters|journalists|of"
        r"|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|last|this|when|as|via|earlier|later)\b)"
    )


def sentence_starts(text: str, breaks: Iterable[int]) -> list[int]:
    """Offsets in `text` at which a sentence starts, in order; every block break is one.

    A full stop after an abbreviation ("Gen. Kelly", "U.S. officials") ends nothing unless a block ends there; one
    after initials that can also close a sentence ("in the U.S. He said") does where a function word follows. A quoted
    question does not end the sentence that reports it ('“Why now?” Kuleba asked.').
    """
    starts = set(breaks)
    for match in _END.finditer(text):
        after = _OPENS.match(text, match.end())
        if after is None or _is_abbreviation(text, match) or _reported(text, match):
            continue
        following = _BLANK.match(text, match.end())
        starts.add(following.end() if following else match.end())
    for match in _GLUED.finditer(text):
        if not _is_abbreviation(text, match):
            starts.add(match.end())
    return sorted(start for start in starts if start < len(text))


def _reported(text: str, match: re.Match[str]) -> bool:
    closing = match.group()[-1] in "\"”’'"
    return closing and _closing_phrase().match(text, match.end()) is not None


def _is_abbreviation(text: str, match: re.Match[str]) -> bool:
    if match.group() != ".":
        return False
    before = _WORD_BEFORE.search(text, max(0, match.start() - 20), match.start() + 1)
    if before is None:
        return False
    word = before.group()
    if word.lower() in ABBREVIATIONS:
        return True
    if _INITIALS.fullmatch(word):
        single = len(word) == 2
        return single or _FUNCTION.match(text, match.end()) is None
    return False
