"""What officials who meet say to each other before the press: "good to see you", "we have a lot to talk about"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal, NamedTuple

from communique.lexicon.rows import load_rows

Moment = Literal["ahead", "done", "now"]

_GAP = r"(?:\W+\w+){0,5}"


@dataclass(frozen=True, slots=True)
class EncounterRow:
    """One row `[[encounter]]` or `[[title]]` of `encounters.toml`; the head of that file says what each key means."""

    when: Moment
    phrases: tuple[str, ...]
    yes: tuple[str, ...]
    no: tuple[str, ...]
    call: bool = False


class Greeting(NamedTuple):
    """A phrase found: characters `[start, end)` of the text searched, and when the talk is by it."""

    start: int
    end: int
    when: Moment


@cache
def encounter_rows() -> tuple[EncounterRow, ...]:
    """The rows of `encounters.toml`.

    Raises:
        LexiconError: a row with an unknown or a missing key.
    """
    return load_rows("encounters.toml", "encounter", EncounterRow)


@cache
def title_rows() -> tuple[EncounterRow, ...]:
    """The rows of `encounters.toml` for titles.

    Raises:
        LexiconError: a row with an unknown or a missing key.
    """
    return load_rows("encounters.toml", "title", EncounterRow)


def announced(title: str) -> EncounterRow | None:
    """The row that says when the meeting is by the title of a transcript, "Remarks by X and Y Before Bilateral
    Meeting", and whether it is one by video; None where the title tells of no meeting."""
    return next((row for row, pattern in _titles() if pattern.search(title)), None)


def greetings(text: str) -> list[Greeting]:
    """Every phrase of the table in a text, in text order, none inside another."""
    found = [Greeting(*match.span(), when) for when, pattern in _patterns() for match in pattern.finditer(text)]
    kept: list[Greeting] = []
    for one in sorted(found, key=lambda greeting: (greeting.start, -greeting.end)):
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return kept


@cache
def _patterns() -> tuple[tuple[Moment, re.Pattern[str]], ...]:
    return tuple((row.when, _compiled(row)) for row in encounter_rows())


@cache
def _titles() -> tuple[tuple[EncounterRow, re.Pattern[str]], ...]:
    return tuple((row, _compiled(row)) for row in title_rows())


def _compiled(row: EncounterRow) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(_pattern, row.phrases))})\b", re.IGNORECASE)


def _pattern(phrase: str) -> str:
    """A phrase as a pattern; "thank you for" may be broken by a name: "thank you, Tony, for"."""
    words = r"\W+".join(re.escape(word) if word != "*" else "*" for word in phrase.split())
    words = words.replace(r"\W+*\W+", rf"{_GAP}\W+")
    return words.replace(r"thank\W+you\W+for", r"thank\W+you(?:\W+very\W+much)?(?:,\W*[\w .]{2,30},)?\W+for")
