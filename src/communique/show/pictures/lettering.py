"""How wide words will be, without a browser: wide enough for the common sans-serif fonts, so that nothing runs over."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# Advance widths in hundredths of the type size: those of DejaVu Sans, the widest of the fonts browsers fall back to.
_GROUPS = {
    29: "'ijlIJ|", 34: " ,./:;\\", 36: "-f", 41: "()[]t!r", 50: '"*_`', 55: "szc?", 59: "LFkvxy",
    64: "PTYaoeESbdghnpqu0123456789${}", 70: "KAVBRXZC", 79: "UHNDG&OQ", 84: "w#+<=>^~", 87: "M", 100: "%mW@",
}  # fmt: skip
_WIDTHS = {letter: width for width, letters in _GROUPS.items() for letter in letters}
_WIDE, _LATIN, _OTHER = 100, 72, 110

_BLANKS = re.compile(r"\s+")
# What XML cannot hold, what cannot be seen, and what turns a line around.
_UNSEEN = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufdfd\ufeff\ufff9-\uffff\ud800-\udfff]"
)
_LONGEST = 500


def seen(text: str) -> str:
    """Text without what XML cannot hold, what cannot be seen and what turns a line around."""
    return _UNSEEN.sub("", text)


def legible(text: str) -> str:
    """Text that can be seen, on one line of no more than a few hundred letters."""
    line = _BLANKS.sub(" ", seen(text[: _LONGEST * 4])).strip()
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1] + "…"


@lru_cache(maxsize=4096)
def width(text: str, size: float = 11.0) -> float:
    """How wide a line is at most, in the units of the type size."""
    return sum(_advance(letter) for letter in text) * size / 100


def cut(text: str, room: float, size: float = 11.0) -> str:
    """A line, legible, cut with dots where it is wider than the room; "" where not even a letter fits."""
    line = legible(text)
    if width(line, size) <= room:
        return line
    left = room - width("…", size)
    kept = 0
    for letter in line:
        left -= _advance(letter) * size / 100
        if left < 0:
            break
        kept += 1
    return line[:kept].rstrip() + "…" if kept else ""


def is_foreseeable(text: str) -> bool:
    """Whether the width of a line is known beforehand; that of scripts which join or stack letters is not."""
    return all(letter < "\u0590" for letter in text if letter not in "–—‘’“”…·→×●○")


def _advance(letter: str) -> int:
    known = _WIDTHS.get(letter)
    if known is not None:
        return known
    if unicodedata.combining(letter):
        return 0
    if letter in "…—":
        return _WIDE
    if letter < "\u0400":
        return _LATIN if letter.islower() else 80
    return 80 if letter < "\u0590" and letter.islower() else _OTHER
