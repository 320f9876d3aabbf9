"""Counting on EDTF dates, also where the year is not known."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from typing import Literal

from communique.schema.edtf import bounds

Part = Literal["early", "mid", "late", "first half", "second half"]

# A common and a leap year: what both agree on holds in every year.
_PROXIES = (2001, 2004)


def to_day(edtf: str) -> date | None:
    """The calendar day of `2021-08-19`, None for anything coarser or with unknown digits."""
    if len(edtf) != 10:
        return None
    try:
        return date.fromisoformat(edtf)
    except ValueError:
        return None


def shift_days(edtf: str, days: int) -> str | None:
    """The day so many days from a day; the day before `XXXX-03-01` depends on the year and is None."""
    day = to_day(edtf)
    if day is not None:
        return (day + timedelta(days=days)).isoformat()
    if not edtf.startswith("XXXX-") or len(edtf) != 10:
        return None
    month, number = int(edtf[5:7]), int(edtf[8:])
    shifted = set()
    for year in _PROXIES:
        if number > monthrange(year, month)[1]:
            return None
        shifted.add(f"XXXX-{date(year, month, number) + timedelta(days=days):%m-%d}")
    return shifted.pop() if len(shifted) == 1 else None


def shift_months(edtf: str, months: int) -> str | None:
    """The month (`YYYY-MM`) so many months from the one a month or day lies in."""
    if len(edtf) < 7 or not edtf[5:7].isdigit() or int(edtf[5:7]) > 12:
        return None
    index = int(edtf[5:7]) - 1 + months
    if edtf.startswith("XXXX"):
        return f"XXXX-{index % 12 + 1:02}"
    return f"{int(edtf[:4]) + index // 12:04}-{index % 12 + 1:02}"


def shift_years(edtf: str, years: int) -> str | None:
    """The year so many years from the one a date lies in."""
    return f"{int(edtf[:4]) + years:04}" if edtf[:4].isdigit() else None


def week_of(day: date, weeks: int = 0) -> str:
    """The week a day lies in, or one so many weeks from it, as the interval from Monday to Sunday."""
    monday = day - timedelta(days=day.weekday()) + timedelta(weeks=weeks)
    return f"{monday}/{monday + timedelta(days=6)}"


def weekend_of(day: date, weeks: int = 0) -> str:
    """The weekend of a day's week as the interval from Saturday to Sunday."""
    saturday = day - timedelta(days=day.weekday()) + timedelta(weeks=weeks, days=5)
    return f"{saturday}/{saturday + timedelta(days=1)}"


def quarter(year: int, number: int) -> str:
    """A quarter as the interval of its months; `number` may run over the year."""
    year, number = year + (number - 1) // 4, (number - 1) % 4 + 1
    return f"{year:04}-{3 * number - 2:02}/{year:04}-{3 * number:02}"


def first_day(edtf: str) -> str | None:
    """The first day of a day, month, year, decade or season or interval."""
    return _edge(edtf.split("/")[0], 0)


def last_day(edtf: str) -> str | None:
    """The last day of a day, month, year, decade or season or interval."""
    return _edge(edtf.split("/")[-1], 1)


def part_of(edtf: str, part: Part) -> str | None:
    """A third or half of a year, month or decade as an interval of days.

    "Early" is the first third: January to April of a year, the 1st to 10th of a month; "late" the last one: September
    to December, the 21st to the end. The first half of a month is the 1st to 15th.
    """
    if len(edtf) == 4 and edtf.endswith("X") and edtf[:3].isdigit():
        low, high = {"early": (0, 3), "mid": (4, 6), "late": (7, 9), "first half": (0, 4), "second half": (5, 9)}[part]
        return f"{edtf[:3]}{low}/{edtf[:3]}{high}"
    if len(edtf) == 4:
        low, high = {"early": (1, 4), "mid": (5, 8), "late": (9, 12), "first half": (1, 6), "second half": (7, 12)}[
            part
        ]
        last = monthrange(int(edtf), high)[1] if edtf.isdigit() else 31
        return f"{edtf}-{low:02}-01/{edtf}-{high:02}-{last if high != 4 else 30}"
    if len(edtf) == 7 and edtf[5:].isdigit() and int(edtf[5:]) <= 12:
        ends = last_day(edtf)
        if part in ("late", "second half") and ends is None:
            return None
        low, high = {"early": (1, 10), "mid": (11, 20), "late": (21, 0), "first half": (1, 15), "second half": (16, 0)}[
            part
        ]
        return f"{edtf}-{low:02}/" + (f"{edtf}-{high:02}" if high else str(ends))
    return None


def _edge(edtf: str, side: int) -> str | None:
    if len(edtf) == 10 and "XX" not in edtf[5:]:
        return edtf
    if len(edtf) == 7 and edtf[5:].isdigit() and int(edtf[5:]) <= 12:
        if side == 0:
            return f"{edtf}-01"
        if edtf.startswith("XXXX"):
            # The last of February depends on the year.
            return None if edtf.endswith("02") else f"{edtf}-{monthrange(2001, int(edtf[5:]))[1]}"
        return f"{edtf}-{monthrange(int(edtf[:4]), int(edtf[5:]))[1]}"
    if len(edtf) == 7 and edtf[:4].isdigit() and edtf[5:].isdigit():
        day = bounds(edtf)[side]
        return day.isoformat() if day else None
    if len(edtf) == 4 and edtf[:2].isdigit():
        return f"{edtf.replace('X', '0')}-01-01" if side == 0 else f"{edtf.replace('X', '9')}-12-31"
    return None
