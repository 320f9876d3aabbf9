"""The words of time (`data/time.toml`) as checked tables, and the days that festivals fall on."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from typing import Any

from communique.errors import LexiconError

_RULE = re.compile(r"(?:(\d\d)-(\d\d)|(easter|orthodox)([+-]\d+)|(\d\d)-w([1-7])-(\d)|table)")


@dataclass(frozen=True, slots=True)
class Festival:
    """A feast or fixed day by its names; `on` says which day of a year it is."""

    names: tuple[str, ...]
    rule: str
    dates: Mapping[int, date]
    yes: tuple[str, ...]
    no: tuple[str, ...]

    def on(self, year: int) -> date | None:
        """The day of the festival in a year; None where its table does not reach that year."""
        if self.rule == "table":
            return self.dates.get(year)
        match = _RULE.fullmatch(self.rule)
        assert match is not None
        month, day, feast, offset, nth_month, weekday, nth = match.groups()
        if month:
            return date(year, int(month), int(day))
        if feast:
            start = western_easter(year) if feast == "easter" else orthodox_easter(year)
            return start + timedelta(days=int(offset))
        return _nth_weekday(year, int(nth_month), int(weekday), int(nth))


@dataclass(frozen=True, slots=True)
class Direction:
    """The words that tell whether a date hanging on them lies ahead of the day of writing or behind it."""

    scheduling_words: frozenset[str]
    ahead_words: frozenset[str]
    implicative_words: frozenset[str]
    scheduled_nouns: frozenset[str]
    invariant_pasts: frozenset[str]
    former_words: frozenset[str]
    postponing: frozenset[str]
    ahead_modals: frozenset[str]
    ahead_prepositions: frozenset[str]


@dataclass(frozen=True, slots=True)
class Calendar:
    """The tables of time.toml; names keep their capitals, other words are in lower case.

    `weekdays` give ISO numbers, `months` 1 to 12, `seasons` EDTF groupings (21 to 24), `parts_of_day` a TIMEX3 code or
    a clock time, `deictic` days from the day of writing. `examples` are (sentence, has a time expression) pairs.
    """

    weekdays: Mapping[str, int]
    months: Mapping[str, int]
    ambiguous_months: frozenset[str]
    month_cues: frozenset[str]
    seasons: Mapping[str, int]
    units: Mapping[str, str]
    numbers: Mapping[str, int]
    vague_numbers: tuple[str, ...]
    counted_nouns: frozenset[str]
    lasting_nouns: frozenset[str]
    idle_words: frozenset[str]
    ordinals: Mapping[str, int]
    parts_of_day: Mapping[str, str]
    deictic: Mapping[str, int]
    references: Mapping[str, tuple[str, ...]]
    direction: Direction
    festivals: tuple[Festival, ...]
    examples: tuple[tuple[str, bool], ...]

    def festival(self, name: str) -> Festival | None:
        """The festival of that name, None where the table has none."""
        folded = name.replace("’", "'")
        return next((f for f in self.festivals if any(n.replace("’", "'") == folded for n in f.names)), None)


@cache
def load_calendar() -> Calendar:
    """The tables of `data/time.toml`, loaded and checked once a process.

    Raises:
        LexiconError: a table is missing, a key is unknown, or a value is out of range; the message names the row.
    """
    text = (files("communique.lexicon") / "data" / "time.toml").read_text("utf-8")
    return parse_calendar(text)


def parse_calendar(text: str) -> Calendar:
    """A calendar from the text of a time.toml.

    Raises:
        LexiconError: as `load_calendar`.
    """
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise LexiconError(f"time.toml: {error}") from None
    known = {
        "weekdays", "months", "ambiguous_months", "seasons", "units", "numbers", "vague_numbers", "counted_nouns",
        "lasting_nouns", "idle_words", "ordinals", "parts_of_day", "deictic", "references", "direction", "festival",
    }  # fmt: skip
    if unknown := sorted(set(tables) - known):
        raise LexiconError(f"time.toml: unknown table {unknown[0]!r}")
    if missing := sorted(known - set(tables)):
        raise LexiconError(f"time.toml: table {missing[0]!r} is missing")
    direction = tables["direction"]
    festivals = tuple(_festival(row) for row in tables["festival"])
    examples = [(s, True) for row in (*tables["festival"], direction, tables["ambiguous_months"]) for s in row["yes"]]
    examples += [(s, False) for row in (*tables["festival"], tables["ambiguous_months"]) for s in row.get("no", ())]
    return Calendar(
        weekdays=_numbers(tables, "weekdays", 1, 7),
        months=_numbers(tables, "months", 1, 12),
        ambiguous_months=frozenset(tables["ambiguous_months"]["words"]),
        month_cues=frozenset(tables["ambiguous_months"]["cues"]),
        seasons=_numbers(tables, "seasons", 21, 24),
        units=dict(tables["units"]),
        numbers=_numbers(tables, "numbers", 1, 100),
        vague_numbers=tuple(tables["vague_numbers"]["words"]),
        counted_nouns=frozenset(tables["counted_nouns"]["words"]),
        lasting_nouns=frozenset(tables["lasting_nouns"]["words"]),
        idle_words=frozenset(tables["idle_words"]["words"]),
        ordinals=_numbers(tables, "ordinals", 1, 31),
        parts_of_day=dict(tables["parts_of_day"]),
        deictic=_numbers(tables, "deictic", -1, 1),
        references={key: tuple(words) for key, words in tables["references"].items()},
        direction=Direction(
            frozenset(direction["scheduling_words"]),
            frozenset(direction["ahead_words"]),
            frozenset(direction["implicative_words"]),
            frozenset(direction["scheduled_nouns"]),
            frozenset(direction["invariant_pasts"]),
            frozenset(direction["former_words"]),
            frozenset(direction["postponing"]),
            frozenset(direction["ahead_modals"]),
            frozenset(direction["ahead_prepositions"]),
        ),
        festivals=festivals,
        examples=tuple(examples),
    )


def western_easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (the "anonymous" computus, Nature 1876, as given by Meeus)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)


def orthodox_easter(year: int) -> date:
    """Easter Sunday of the Orthodox churches as a Gregorian date, 1900 to 2099 (Meeus' Julian computus)."""
    a, b, c = year % 4, year % 7, year % 19
    d = (19 * c + 15) % 30
    e = (2 * a + 4 * b - d + 34) % 7
    month, day = divmod(d + e + 114, 31)
    return date(year, month, day + 1) + timedelta(days=13)


def _nth_weekday(year: int, month: int, weekday: int, nth: int) -> date:
    """The nth such weekday of a month; 0 is the last Monday, or the one after the first Monday (an election day)."""
    first = date(year, month, 1)
    if nth:
        return first + timedelta(days=(weekday - first.isoweekday()) % 7 + 7 * (nth - 1))
    if weekday == 1:
        last = date(year, month + 1, 1) - timedelta(days=1)
        return last - timedelta(days=(last.isoweekday() - weekday) % 7)
    return _nth_weekday(year, month, 1, 1) + timedelta(days=weekday - 1)


def _festival(row: dict[str, Any]) -> Festival:
    name = row.get("names", ["?"])[0]
    if wrong := sorted(set(row) - {"names", "rule", "dates", "yes", "no"}):
        raise LexiconError(f"time.toml: festival {name!r}: unknown key {wrong[0]!r}")
    if _RULE.fullmatch(row.get("rule", "")) is None:
        raise LexiconError(f"time.toml: festival {name!r}: no rule {row.get('rule')!r}")
    dates = {day.year: day for day in row.get("dates", ())}
    if len(dates) != len(row.get("dates", ())):
        raise LexiconError(f"time.toml: festival {name!r}: two dates in one year")
    return Festival(tuple(row["names"]), row["rule"], dates, tuple(row["yes"]), tuple(row.get("no", ())))


def _numbers(tables: dict[str, Any], table: str, low: int, high: int) -> dict[str, int]:
    rows: dict[str, int] = tables[table]
    for word, number in rows.items():
        if not isinstance(number, int) or not low <= number <= high:
            raise LexiconError(f"time.toml: {table}: {word!r} is {number!r}, expected {low} to {high}")
    return dict(rows)
