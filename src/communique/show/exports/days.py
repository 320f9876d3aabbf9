"""Days that a date names outright: what a calendar and event data need, and a month or a guess does not give."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from communique.schema.edtf import Interval, Moment, parse_edtf

NO_DAY = "no day known"


class Days(NamedTuple):
    """The first and the last day of something; the same for one day."""

    first: date
    last: date


def days_of(edtf: str | None) -> Days | None:
    """The days of a date: `2022-03-20`, or `2022-02-28/2022-03-02`; None for all that is wider, open or in doubt."""
    if edtf is None:
        return None
    value = parse_edtf(edtf)
    ends = (value.start, value.end) if isinstance(value, Interval) else (value, value)
    first, last = map(_day, ends)
    return None if first is None or last is None else Days(first, last)


def _day(moment: Moment | None) -> date | None:
    if moment is None or moment.month is None or moment.day is None or not moment.year.isdigit():
        return None
    # Of an interval, `text` is the whole of it: a doubt about one end is a doubt about the days.
    if any(mark in moment.text for mark in "?~%X"):
        return None
    return date(int(moment.year), moment.month, moment.day)
