"""The subset of EDTF (ISO 8601-2, levels 0 to 2) that records carry: checked, bounded and compared.

Forms: `2021`, `2021-08`, `2021-08-19`; seasons `2016-23` (21 spring, 22 summer, 23 autumn, 24 winter) and quarters
`2019-33` to `2019-36`; unspecified digits `XXXX-01-10`, `199X`, `2020-XX`, `2020-02-XX`; intervals
`2022-01-10/2022-01-12` with an open end `..` or an unknown, empty one; a closing qualifier `?`, `~` or `%`.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Literal, NamedTuple

from communique.errors import DateError

Precision = Literal["day", "month", "season", "quarter", "year", "decade", "century", "interval"]

_SINGLE = re.compile(r"(?P<year>\d{4}|\d{3}X|\d{2}XX|XXXX)(?:-(?P<month>\d\d|XX)(?:-(?P<day>\d\d|XX))?)?[?~%]?")

# ISO 8601-2, 4.8: sub-year groupings. A season is placed as the northern meteorological one; winter is the one that
# begins in the year's December.
_SEASON_MONTHS = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 14)}
_QUARTER_MONTHS = {33: (1, 3), 34: (4, 6), 35: (7, 9), 36: (10, 12)}


class Bounds(NamedTuple):
    """The first and last day a value can mean; None where that end is open or its year is not known."""

    earliest: date | None
    latest: date | None


@dataclass(frozen=True, slots=True)
class Moment:
    """A single EDTF date in its parts; a part is None where it is unspecified, `month` may be a season or quarter."""

    text: str
    year: str
    month: int | None
    day: int | None
    precision: Precision


@dataclass(frozen=True, slots=True)
class Interval:
    """Two moments; an end is None where it is open (`..`) or unknown (empty)."""

    text: str
    start: Moment | None
    end: Moment | None


@lru_cache(maxsize=16384)
def parse_edtf(text: str) -> Moment | Interval:
    """A date or interval in its parts.

    Raises:
        DateError: not in the subset, no day of the calendar ("2021-02-30"), or an interval that ends before it begins.
    """
    if "/" not in text:
        return _moment(text, text)
    left, _, right = text.partition("/")
    if "/" in right or {left, right} <= {"", ".."}:
        raise DateError(f"not a date: {text!r} (an interval is START/END, for example 2022-01-10/2022-01-12)")
    start = None if left in ("", "..") else _moment(left, text)
    end = None if right in ("", "..") else _moment(right, text)
    if start is not None and end is not None:
        first, last = _earliest(start), _latest(end)
        if first is not None and last is not None and first > last:
            raise DateError(f"not a date: {text!r} ends before it begins")
    return Interval(text, start, end)


def check_edtf(text: str) -> str:
    """The text itself, where it is a date of the subset.

    Raises:
        DateError: it is none; the message is one line.
    """
    return parse_edtf(text).text


def is_edtf(text: str) -> bool:
    """Whether the text is a date of the subset."""
    try:
        parse_edtf(text)
    except DateError:
        return False
    return True


def precision(text: str) -> Precision:
    """How fine a value is: "day" for `2021-08-19` and `XXXX-01-10`, "interval" for any with a slash.

    Raises:
        DateError: the text is no date.
    """
    value = parse_edtf(text)
    return "interval" if isinstance(value, Interval) else value.precision


@lru_cache(maxsize=16384)
def bounds(text: str) -> Bounds:
    """The first and last day the value can mean: `2021-02` is 1 to 28 February 2021, `../2023-12-31` has no first day.

    Raises:
        DateError: the text is no date.
    """
    value = parse_edtf(text)
    if isinstance(value, Moment):
        return Bounds(_earliest(value), _latest(value))
    return Bounds(
        _earliest(value.start) if value.start is not None else None,
        _latest(value.end) if value.end is not None else None,
    )


def overlap(one: str, other: str) -> bool:
    """Whether both values can mean the same day. Where a year is unknown, month and day alone decide.

    Raises:
        DateError: one of them is no date.
    """
    first, second = parse_edtf(one), parse_edtf(other)
    if isinstance(first, Moment) and isinstance(second, Moment) and "X" in first.year + second.year:
        years = all(a == b or "X" in (a, b) for a, b in zip(first.year, second.year, strict=True))
        return years and _within_year(first, second)
    a, b = bounds(one), bounds(other)
    before = a.latest is not None and b.earliest is not None and a.latest < b.earliest
    after = a.earliest is not None and b.latest is not None and b.latest < a.earliest
    return not before and not after


def contains(outer: str, inner: str) -> bool:
    """Whether every day that `inner` can mean lies within `outer`; never so where a bound of `inner` is unknown.

    Raises:
        DateError: one of them is no date.
    """
    a, b = bounds(outer), bounds(inner)
    value = parse_edtf(outer)
    if isinstance(value, Moment) and value.year == "XXXX":
        return outer == inner
    low = a.earliest is None or (b.earliest is not None and a.earliest <= b.earliest)
    high = a.latest is None or (b.latest is not None and b.latest <= a.latest)
    return low and high


def _moment(text: str, whole: str) -> Moment:
    match = _SINGLE.fullmatch(text)
    if match is None or not text.isascii():
        raise DateError(f"not a date: {whole!r} (expected EDTF, for example 2021-08-19, 2021-08 or XXXX-01-10)")
    year, month_text, day_text = match["year"], match["month"], match["day"]
    if year == "0000":
        raise DateError(f"not a date: {whole!r} has no year 0")
    month = int(month_text) if month_text and month_text != "XX" else None
    day = int(day_text) if day_text and day_text != "XX" else None
    if month is None:
        if day is not None:
            raise DateError(f"not a date: {whole!r} gives a day without its month")
        sizes: dict[int, Precision] = {0: "year", 1: "decade", 2: "century", 4: "year"}
        size: Precision = "day" if day_text else "month" if month_text else sizes[year.count("X")]
        return Moment(text, year, None, None, size)
    if month in _SEASON_MONTHS or month in _QUARTER_MONTHS:
        if day_text:
            raise DateError(f"not a date: {whole!r} gives a day of a season")
        return Moment(text, year, month, None, "season" if month in _SEASON_MONTHS else "quarter")
    if not 1 <= month <= 12:
        raise DateError(f"not a date: {whole!r} has no month {month_text}")
    if day is not None:
        # A year that is not known may be a leap year.
        last = monthrange(int(year), month)[1] if year.isdigit() else monthrange(2000, month)[1]
        if not 1 <= day <= last:
            raise DateError(f"not a date: {whole!r} has no day {day_text}")
    return Moment(text, year, month, day, "day" if day_text else "month")


def _months(moment: Moment) -> tuple[int, int]:
    if moment.month is None:
        return 1, 12
    return _SEASON_MONTHS.get(moment.month) or _QUARTER_MONTHS.get(moment.month) or (moment.month, moment.month)


def _earliest(moment: Moment) -> date | None:
    if moment.year == "XXXX":
        return None
    year = int(moment.year.replace("X", "0"))
    return date(max(year, 1), _months(moment)[0], moment.day or 1)


def _latest(moment: Moment) -> date | None:
    if moment.year == "XXXX":
        return None
    year, month = int(moment.year.replace("X", "9")), _months(moment)[1]
    if month > 12:
        year, month = year + 1, month - 12
    last = monthrange(year, month)[1]
    return date(year, month, min(moment.day or last, last))


def _within_year(one: Moment, other: Moment) -> bool:
    (a, b), (c, d) = _months(one), _months(other)
    if b < c or d < a:
        return False
    return one.day is None or other.day is None or one.day == other.day
