"""Where sentences start: by rule, so that headings, quotations and abbreviations do not depend on a parser's guess."""

from __future__ import annotations

import re
from collections.abc import Iterable

from communique.lexicon.abbreviations import ABBREVIATIONS

_END = re.compile(r"""[.!?…]+["'”’)\]]*(?=\s)|[.!?…]["”](?=[A-Z“])""")
_OPENS = re.compile(r"""[\s"'“‘(\[–—-]*[A-Z0-9À-ÞĀ-Ž@#]""")
_WORD_BEFORE = re.compile(r"[^\s\"'“‘(\[]+$")
_INITIALS = re.compile(r"(?:[A-Za-z]\.)+$")


def sentence_starts(text: str, breaks: Iterable[int]) -> list[int]:
    """Offsets in `text` at which a sentence starts, in order; every block break is one.

    A full stop after an abbreviation ("Gen. Kelly", "U.S. officials") ends nothing unless a block ends there; one
    after initials that can also close a sentence ("in the U.S. He said") does where a function word follows.
    """
    starts = set(breaks)
    for match in _END.finditer(text):
        after = _OPENS.match(text, match.end())
        if after is None or _is_abbreviation(text, match):
            continue
        following = re.compile(r"\s*").match(text, match.end())
        starts.add(following.end() if following else match.end())
    return sorted(start for start in starts if start < len(text))


_FUNCTION = re.compile(
    r"\s+(?:The|A|An|He|She|It|They|We|I|In|On|At|But|And|This|That|These|Those|His|Her|Their|Its|As|If|Earlier|Later"
    r"|Meanwhile|However|Asked)\b"
)


def _is_abbreviation(text: str, match: re.Match[str]) -> bool:
    if match.group()[0] != "." or len(match.group().rstrip("\"'”’)]")) > 1:
        return False
    before = _WORD_BEFORE.search(text, max(0, match.start() - 20), match.start() + 1)
    if before is None:
        return False
    word = before.group()
    if match.group() != ".":
        return False
    if word.lower() in ABBREVIATIONS:
        return True
    if _INITIALS.fullmatch(word):
        single = len(word) == 2
        return single or _FUNCTION.match(text, match.end()) is None
    return False
