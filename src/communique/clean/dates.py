"""Dates as articles give their own: "2024-03-26 21:57:13", "Published: Wed, 18 Aug 2021 10:40 GMT"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from communique.lexicon.calendar import load_calendar
from communique.schema.edtf import is_edtf


@dataclass(frozen=True, slots=True)
class Day:
    """A date written out at `text[start:end]`; `edtf` is None where its year is not given or its order in doubt."""

    start: int
    end: int
    edtf: str | None


@dataclass(frozen=True, slots=True)
class DateLine:
    """A line that is only a date or a time of day; `rank` is 2 for "published", 1 for no word, 0 for "updated"."""

    days: tuple[Day, ...]
    rank: int


def find_days(text: str) -> Iterator[Day]:
    """The dates written in figures, or with a month's name, in reading order."""
    for match in _patterns().day.finditer(text):
        yield Day(match.start(), match.end(), _edtf(match))


def match_day(text: str, at: int) -> Day | None:
    """The date that starts right at an offset."""
    match = _patterns().day.match(text, at)
    return Day(match.start(), match.end(), _edtf(match)) if match else None


def date_line(line: str) -> DateLine | None:
    """The date line that a whole line is, None where it says anything else."""
    if len(line) > 120 or not any(char.isdigit() for char in line):
        return None
    patterns = _patterns()
    days = tuple(find_days(line))
    rest, times = patterns.time.subn(" ", patterns.day.sub(" ", line))
    if not days and not times:
        return None
    rest = patterns.weekday.sub(" ", rest)
    if not days and patterns.month.search(rest):
        return None
    if patterns.filler.sub("", rest).strip():
        return None
    return DateLine(days, _rank(line.lower()))


def _rank(line: str) -> int:
    words = set(re.findall(r"[a-z]+", line))
    if words & {"published", "posted", "created"}:
        return 2
    return 0 if words & {"updated", "modified", "update", "edited"} else 1


@dataclass(frozen=True, slots=True)
class _Patterns:
    day: re.Pattern[str]
    time: re.Pattern[str]
    weekday: re.Pattern[str]
    month: re.Pattern[str]
    filler: re.Pattern[str]


# Words of a date line beside the date: labels, joints and zones of time.
_FILLER = (
    r"(?i)\b(?:date|dated?|published|posted|created|updated?|modified|edited|last|first|on|at|by|and|time|of|the|from|local"
    r"|publish|publication|release|gmt|utc|est|edt|cst|cdt|pst|pdt|et|ct|pt|bst|cet|cest|eet|eest|msk|ist|kst|jst|hkt|sgt|pkt"
    r"|aest|aedt|wib|hrs?|hours|noon|midnight|moscow time|immediate)\b|[\W_]"
)


@cache
def _patterns() -> _Patterns:
    calendar = load_calendar()
    names = sorted((re.escape(name.rstrip(".")) for name in calendar.months), key=len, reverse=True)
    month = rf"(?:{'|'.join(dict.fromkeys([*names, 'Sept']))})\.?"
    days = sorted((re.escape(name.rstrip(".")) for name in calendar.weekdays), key=len, reverse=True)
    weekday = rf"\b(?i:{'|'.join(dict.fromkeys(days))})\b\.?"
    number, year = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?", r"(?:19|20)\d\d"
    day = "|".join(
        (
            rf"(?<![\d-])(?P<iso_y>{year})-(?P<iso_m>\d\d)-(?P<iso_d>\d\d)(?![\d-])",
            rf"(?<![\d/])(?P<ymd_y>{year})[/.](?P<ymd_m>\d\d?)[/.](?P<ymd_d>\d\d?)(?![\d/])",
            rf"(?<![\d.])(?P<dot_d>\d\d?)\.(?P<dot_m>\d\d?)\.(?P<dot_y>{year})(?!\d)",
            rf"(?<![\d/])(?P<sl_a>\d\d?)[/-](?P<sl_b>\d\d?)[/-](?P<sl_y>{year})(?![\d/])",
            rf"(?i:\b(?P<mdy_m>{month}) ?(?P<mdy_d>{number})(?!\d)(?:,? (?P<mdy_y>{year})(?!\d))?)",
            rf"(?i:(?<!\d)(?P<dmy_d>{number})[ -](?:of )?(?P<dmy_m>{month})(?![a-z])"
            rf"(?:,?[ -](?P<dmy_y>{year})(?!\d))?)",
        )
    )
    zone = r"(?: ?(?:GMT|UTC|Z)(?: ?[+-]\d{1,2}(?::?\d\d)?)?| ?[+-]\d\d:?\d\d| ?\([A-Z]{2,5}\)| [A-Z]{2,4}\b)?"
    half = r"(?i:[ap]\.? ?m\b\.?)"
    clock = rf"T?\d{{1,2}}(?:[:.]\d\d(?::\d\d(?:\.\d+)?)?(?: ?{half})?| ?{half})"
    time = rf"(?<!\d){clock}{zone}|\b\d\d\d\d (?:GMT|UTC)\b"
    return _Patterns(
        re.compile(day), re.compile(time), re.compile(weekday), re.compile(rf"(?i)\b{month}"), re.compile(_FILLER)
    )


def _edtf(match: re.Match[str]) -> str | None:
    for form in ("iso", "ymd", "dot", "mdy", "dmy"):
        if match[f"{form}_d"] is None:
            continue
        year, day = match[f"{form}_y"], int(re.sub(r"\D", "", match[f"{form}_d"]))
        name = match[f"{form}_m"]
        if year is None:
            return None
        return _checked(year, int(name) if name.isdigit() else _month_number(name), day)
    first, second, year = int(match["sl_a"]), int(match["sl_b"]), match["sl_y"]
    if first == second or second > 12:
        return _checked(year, first, second)
    # 05/04/2021 is the fifth of April in London and the fourth of May in Washington.
    return _checked(year, second, first) if first > 12 else None


def _month_number(name: str) -> int:
    months = {key.rstrip(".").lower(): number for key, number in load_calendar().months.items()}
    return months.get(name.rstrip(".").lower(), 9)


def _checked(year: str, month: int, day: int) -> str | None:
    edtf = f"{year}-{month:02}-{day:02}"
    return edtf if is_edtf(edtf) and 1 <= month <= 12 else None
