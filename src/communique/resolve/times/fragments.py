"""The pieces that the patterns of time expressions are built of, drawn from the lexicon."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from communique.lexicon.calendar import load_calendar

# A blank, or a line break that is not the end of a block.
S = r"(?:[ \t\xa0]+|[ \t]*\n(?!\s*\n)[ \t]*)"
DASH = r"(?:-|–|—|‑)"
YEAR = r"(?:1[0-9]|20)\d\d(?![\d,]\d|\d)"
DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?!\d|:\d|%|[.,]\d)"
CLOCK = (
    r"(?:(?:[01]?\d|2[0-4])(?:[:.][0-5]\d)?[ ]?(?:a\.m\.?|p\.m\.?|am\b|pm\b)|(?:[01]?\d|2[0-3]):[0-5]\d"
    r"|(?:[01]?\d|2[0-3])\.[0-5]\d(?=\s+(?:GMT|UTC|local|hours|CET))|(?:noon|midday|midnight))"
)
ZONE = r"(?:\s*\(?(?:GMT|UTC|EDT|EST|ET|CET|CEST|BST|PDT|PST|IST|MSK|Moscow time|local time)\)?)"


@dataclass(frozen=True, slots=True)
class Fragments:
    """Alternations of the lexicon's words, longest first, to be put into larger patterns."""

    weekday: str
    month: str
    season: str
    unit: str
    number: str
    vague: str
    ordinal: str
    part: str
    festival: str


@cache
def fragments() -> Fragments:
    """The alternations, built once."""
    table = load_calendar()
    tens = [word for word, number in table.numbers.items() if 20 <= number < 100 and number % 10 == 0]
    ones = [word for word, number in table.numbers.items() if 1 <= number < 10 and len(word) > 2]
    words = (
        rf"(?:{either(tens)})(?:[- ](?:{either(ones)}))?|(?:a{S}|one{S})?hundred|a{S}dozen|half{S}a{S}dozen"
        rf"|(?:{either(table.numbers)})"
    )
    festivals = [name for festival in table.festivals for name in festival.names]
    return Fragments(
        weekday=f"(?:{'|'.join(sorted((re.escape(name) for name in table.weekdays), key=len, reverse=True))})",
        month=f"(?:{either(table.months)})",
        season=f"(?:{either(table.seasons)})",
        unit=f"(?:(?:{'|'.join(sorted(table.units, key=len, reverse=True))})s?|centuries)",
        number=rf"(?:\d+[ -]1/2|\d+(?:\.\d+)?|(?:{words})\b)",
        vague=f"(?:{either(table.vague_numbers)})",
        ordinal=f"(?:{either(table.ordinals)}|{DAY})",
        part=f"(?:{'|'.join(sorted(table.parts_of_day))})",
        festival=f"(?:{either(festivals)})",
    )


def either(words: Iterable[str]) -> str:
    """An alternation, longest first, in which a blank stands for any white space and "Sept." keeps its full stop."""
    ordered = sorted(words, key=lambda word: (-len(word), word))
    return "|".join(re.escape(word).replace(r"\ ", S) + (r"\b" if word[-1].isalnum() else "") for word in ordered)


def phrases(words: str) -> str:
    """An alternation of phrases written with bars: "last|this coming|next"."""
    return f"(?:{either(words.split('|'))})"


def number(text: str) -> float | None:
    """The value of a number in words or digits: "two", "twenty-four", "5 1/2", "a dozen"; None where it is none."""
    folded = re.sub(r"\s+", " ", text.lower()).strip()
    if match := re.fullmatch(r"(\d+)[ -]1/2", folded):
        return int(match[1]) + 0.5
    if re.fullmatch(r"\d+(?:\.\d+)?", folded):
        return float(folded)
    if folded in ("a dozen", "half a dozen"):
        return 12 if folded == "a dozen" else 6
    table = load_calendar().numbers
    total = 0
    for word in re.split(r"[ -]", folded):
        if word not in table:
            return None
        total = 100 if word == "hundred" else total + table[word]
    return float(total)


def unit_of(word: str) -> str:
    """The unit behind a word: "weeks" -> "week", "centuries" -> "century"."""
    folded = word.lower()
    return "century" if folded == "centuries" else load_calendar().units[folded.removesuffix("s")]


def day_number(text: str) -> int | None:
    """The day of the month behind "12", "12th" or "twelfth"."""
    folded = text.lower().strip()
    if match := re.match(r"\d+", folded):
        return int(match[0])
    return load_calendar().ordinals.get(folded)


def clock(text: str | None) -> str | None:
    """A time of day as TIMEX3 writes it after the date: "T10:35", "T21:00", "TMO"; None where nothing is given."""
    if not text:
        return None
    folded = re.sub(r"\s+", " ", text.lower()).strip()
    if part := load_calendar().parts_of_day.get(folded):
        return f"T{part}"
    match = re.match(r"(\d{1,2})(?:[:.](\d\d))? ?(a\.?m|p\.?m)?", folded)
    if match is None:
        return None
    hour = int(match[1])
    if match[3] and match[3][0] == "p" and hour < 12:
        hour += 12
    elif match[3] and match[3][0] == "a" and hour == 12:
        hour = 0
    return f"T{hour:02}:{match[2] or '00'}"
