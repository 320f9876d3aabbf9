"""Days as intervals, for the question whether a tenure is known to cover a date."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal, NamedTuple

_PARTS = re.compile(r"(\d{4})(?:-(\d\d|XX)(?:-(\d\d|XX))?)?(?:T.*)?$")

Cover = Literal["yes", "perhaps", "unverified", "no"]


class Days(NamedTuple):
    """First and last day that a date of any precision can mean, as ISO dates: 2021-08 is 2021-08-01 to 2021-08-31."""

    first: str
    last: str


@lru_cache(maxsize=1 << 16)
def days(edtf: str) -> Days | None:
    """The days of an EDTF date or interval; None where the year is unknown ("XXXX-01-10") or the text is no date."""
    first, _, last = edtf.partition("/")
    start = _PARTS.match(first)
    end = _PARTS.match(last) if last else start
    if start is None or end is None:
        return None
    return Days(_fill(start, "01", "01"), _fill(end, "12", "31"))


def _fill(match: re.Match[str], month: str, day: str) -> str:
    year, given_month, given_day = match.groups()
    month = given_month if given_month and given_month != "XX" else month
    return f"{year}-{month}-{given_day if given_day and given_day != 'XX' else day}"


def cover(start: str, end: str, checked: str, when: Days) -> Cover:
    """Whether a tenure covers a date: surely, perhaps (the edges are too coarse to say), not known to reach it, or not.

    An open end reaches as far as the day it was checked; later dates are "unverified". An unknown start leaves all
    dates before the end in doubt.
    """
    began = days(start) if start else None
    ended = days(end) if end else None
    if (began and when.last < began.first) or (ended and when.first > ended.last):
        return "no"
    surely_begun = began is not None and began.last <= when.first
    if ended is not None:
        return "yes" if surely_begun and when.last <= ended.first else "perhaps"
    reach = days(checked) if checked else None
    if reach is None or when.first > reach.last:
        return "unverified"
    return "yes" if surely_begun else "perhaps"
