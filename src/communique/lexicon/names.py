"""Folding of names, so that spellings of one name meet and look-alikes stay apart; knows nothing of who bears them."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_LETTERS = str.maketrans(
    {
        "ø": "o", "ł": "l", "ı": "i", "đ": "d", "ð": "d", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th", "ə": "a",
        "'": "", "’": "", "‘": "", "ʻ": "", "ʼ": "", "ʿ": "", "ʾ": "", "`": "", ".": "",
    }
)  # fmt: skip
_BREAKS = re.compile(r"[^0-9a-z&]+")
_POSSESSIVE = re.compile(r"['’]s(?![A-Za-z])", re.IGNORECASE)
_DOUBLED = re.compile(r"(.)\1+")

# Ways of writing one sound of Arabic, Persian, Cyrillic and German names: "Rakhmon" and "Rahmon", "Sergey" and
# "Sergei", "Schroeder" and "Schröder", "Massoud" and "Masud". In this order, each on the result of the one before.
_SOUNDS = (
    ("kh", "h"), ("gh", "g"), ("dj", "d"), ("ph", "f"), ("ks", "x"), ("oe", "o"), ("ue", "u"), ("ou", "u"), ("oo", "u"),
    ("ee", "i"), ("y", "i"), ("j", "i"), ("ei", "ai"), ("ie", "e"), ("q", "k"), ("w", "v"),
)  # fmt: skip

# Given names whose spellings no rule of sounds brings together.
_SAME = {
    spelling: group[0]
    for group in (
        ("mohammed", "mohamed", "mohammad", "mohamad", "muhammad", "muhammed", "muhamad", "mohamud", "mahomed"),
        ("ahmed", "ahmad"),
        ("hussein", "husein", "hussain", "husain", "hossein", "hosein", "hussien"),
        ("abdullah", "abdallah", "abdulla", "abdalla"),
        ("alexander", "aleksandr", "alexandr", "aleksander", "alexandre"),
        ("abdel", "abdul", "abd"),
        ("hasan", "hassan"),
        ("ibrahim", "ebrahim"),
        ("omar", "umar"),
        ("osama", "usama"),
        ("mehdi", "mahdi"),
        ("yusuf", "youssef", "yousef", "yousuf", "yousaf"),
        ("dmitry", "dmitri", "dmitriy", "dimitri", "dimitry"),
        ("el", "al"),
    )
    for spelling in group
}


@lru_cache(maxsize=32768)
def pieces(text: str) -> tuple[str, ...]:
    """The words of a name in plain lower-case ASCII: "Mr. Jean-Yves Le Drian's" gives mr, jean, yves, le, drian, s.

    Full stops and apostrophes inside a word go ("U.S." is us, "Ze'ev" is zeev), hyphens part words, and a possessive
    ending is a word of its own, as a tokenizer has it.
    """
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text.replace("’", "'").lower().translate(_LETTERS_ONLY))
        text = "".join(char for char in text if not unicodedata.combining(char))
    folded = _POSSESSIVE.sub(" s", text).lower().translate(_LETTERS)
    return tuple(word for word in _BREAKS.split(folded) if word)


_LETTERS_ONLY = {key: value for key, value in _LETTERS.items() if value and key > 127}


@lru_cache(maxsize=32768)
def sound(piece: str) -> str:
    """A piece of a person's name without the differences of transliteration; equal for spellings of one name."""
    piece = _SAME.get(piece, piece)
    if len(piece) < 4:
        return "i".join(piece.split("y")) if len(piece) == 3 else piece
    for written, heard in _SOUNDS:
        if written in piece:
            piece = piece.replace(written, heard)
    return _DOUBLED.sub(r"\1", piece)


@lru_cache(maxsize=32768)
def sounds(text: str, *, initials: bool = False) -> tuple[str, ...]:
    """The pieces of a person's name by sound, middle initials left out ("Robert M. Gates" is "Robert Gates").

    With `initials` they stay: they tell George W. Bush from George H. W. Bush.
    """
    found = pieces(text)
    if len(found) > 2 and not initials:
        found = (found[0], *(piece for piece in found[1:-1] if len(piece) > 1), found[-1])
    return tuple(sound(piece) for piece in found)
