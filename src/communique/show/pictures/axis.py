"""Days along a line: a scale from dates to units of the picture, and the calendar's own marks on it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import get_args
from xml.etree.ElementTree import Element

from communique.record.asking.counts import Unit
from communique.show.pictures import svg
from communique.show.pictures.lettering import width

UNITS: tuple[Unit, ...] = get_args(Unit)
_DAYS: dict[Unit, int] = {"day": 1, "week": 7, "month": 31, "quarter": 92, "year": 366}
_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
_LAST = date(9999, 12, 31)


@dataclass(frozen=True, slots=True)
class Scale:
    """The days from `first` to `last`, both whole, between two places of a picture."""

    first: date
    last: date
    left: float
    right: float

    def at(self, day: date) -> float:
        """Where a day begins."""
        share = (day - self.first).days / ((self.last - self.first).days + 1)
        return self.left + (self.right - self.left) * share

    def end(self, day: date) -> float:
        """Where a day ends."""
        return self.at(day) + self.day_width

    @property
    def day_width(self) -> float:
        """How much room a day has."""
        return (self.right - self.left) / ((self.last - self.first).days + 1)


def longest(unit: Unit) -> int:
    """How many days the longest of a unit has."""
    return _DAYS[unit]


def unit_for(first: date, last: date, most: int) -> Unit:
    """The smallest unit of which a stretch of days has no more than `most`."""
    days = (last - first).days + 1
    return next((unit for unit in UNITS if days / _DAYS[unit] <= most), "year")


def begin(day: date, unit: Unit) -> date:
    """The first day of the week (Monday), month, quarter or year that a day lies in."""
    if unit == "day":
        return day
    if unit == "week":
        return day - timedelta(days=min(day.weekday(), (day - date.min).days))
    months = {"month": 1, "quarter": 3, "year": 12}[unit]
    return date(day.year, (day.month - 1) // months * months + 1, 1)


def close(day: date, unit: Unit) -> date:
    """The last day of the unit that begins on a day."""
    if unit in ("day", "week"):
        days = _DAYS[unit] - 1
        return day + timedelta(days=min(days, (_LAST - day).days))
    months = {"month": 1, "quarter": 3, "year": 12}[unit]
    year, month = day.year + (day.month - 1 + months) // 12, (day.month - 1 + months) % 12 + 1
    return _LAST if year > _LAST.year else date(year, month, 1) - timedelta(days=1)


def spell(day: date, unit: Unit) -> str:
    """A unit as people write it: "3 Mar 2021", "week of 1 Mar 2021", "Mar 2021", "Q1 2021", "2021"."""
    month = _MONTHS[day.month - 1]
    return {
        "day": f"{day.day} {month} {day.year}",
        "week": f"week of {day.day} {month} {day.year}",
        "month": f"{month} {day.year}",
        "quarter": f"Q{(day.month + 2) // 3} {day.year}",
        "year": f"{day.year}",
    }[unit]


def draw_axis(parent: Element, scale: Scale, top: float, bottom: float) -> None:
    """Fine lines at the marks of the calendar from top to bottom, their names underneath in up to two rows."""
    unit, step = _ticks(scale)
    room_from = scale.left - 1
    for day in _starts(scale, unit, step):
        x = scale.at(day)
        svg.line(parent, x, top, x, bottom, "grid")
        text = _short(day, unit)
        if x - width(text) / 2 > room_from:
            svg.words(parent, x, bottom + 14, text, "tick", "middle")
            room_from = x + width(text) / 2 + 6
    svg.line(parent, scale.left, bottom, scale.right, bottom, "axis")
    if unit == "year":
        return
    # Behind the days or months, the years they are of; the first stands at the left edge.
    room_from = scale.left - 1
    years = [scale.first, *(day for day in _starts(scale, "year", 1) if day > scale.first)]
    for day in years:
        text = str(day.year) if unit != "day" else spell(day, "month")
        if scale.at(day) > room_from and scale.at(day) + width(text) < scale.right + 40:
            svg.words(parent, scale.at(day), bottom + 28, text, "tick year")
            room_from = scale.at(day) + width(text) + 8


def _ticks(scale: Scale) -> tuple[Unit, int]:
    """The closest marks that leave room for their names."""
    choices: tuple[tuple[Unit, int, float], ...] = (
        ("day", 1, 46), ("week", 1, 46), ("month", 1, 32), ("quarter", 1, 32), ("year", 1, 34), ("year", 2, 34),
        ("year", 5, 34), ("year", 10, 34), ("year", 25, 34), ("year", 50, 34), ("year", 100, 34),
    )  # fmt: skip
    for unit, step, room in choices:
        if scale.day_width * _DAYS[unit] * step >= room:
            return unit, step
    return "year", 500


def _starts(scale: Scale, unit: Unit, step: int) -> Iterator[date]:
    day = begin(scale.first, unit)
    if unit == "year":
        day = date(max(day.year // step * step, 1), 1, 1)
    while day <= scale.last:
        if day >= scale.first:
            yield day
        for _ in range(step):
            last = close(day, unit)
            if last == _LAST:
                return
            day = last + timedelta(days=1)


def _short(day: date, unit: Unit) -> str:
    month = _MONTHS[day.month - 1]
    return {"day": f"{day.day} {month}", "week": f"{day.day} {month}", "quarter": month, "month": month}.get(
        unit, str(day.year)
    )
