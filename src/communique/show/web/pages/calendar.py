"""The calendar: planned contacts on the days of a month, and those whose date is coarser beside it."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from communique.errors import DateError, QuestionError
from communique.record.asking import ContactRow
from communique.record.asking.counts import TallyRow
from communique.record.asking.frames import names_of
from communique.record.sheets import news_day
from communique.schema.edtf import bounds
from communique.show.pictures import draw_months
from communique.show.pictures.axis import spell
from communique.show.pictures.months import days_of
from communique.show.web import addresses
from communique.show.web.questions import asked
from communique.show.web.site import Answer, Page, Visit

_MOST_MONTHS, _YEARS, _LISTED = 3, 12, 40


@dataclass(frozen=True, slots=True)
class Leaf:
    """A month of the overview: its first day, how many contacts of each group it has, and its address."""

    first: date
    groups: dict[str, int]
    address: str
    here: bool

    @property
    def name(self) -> str:
        """What to call it: "Mar 2021"."""
        return spell(self.first, "month")


def answer(visit: Visit) -> Answer:
    """The months that an address asks for.

    `month` ("2022-05") or `since` names the first, by default the first with something ahead of the latest document;
    `months` is how many. Without a `status`, what is ahead is shown.
    """
    one = asked(visit, "contacts", ignore=("month", "months"))
    question = one.question if one.question.status else replace(one.question, status=("ahead",))
    question = replace(question, since=None, until=None)
    tallies = visit.asking.overview(question).tally("month")
    newest = news_day(visit.connection)
    today = date.fromisoformat(newest) if newest else None
    first = _asked_month(visit) or _first_month(tallies, today)
    many = _months(visit)
    months = [first]
    while len(months) < many:
        months.append(_next(months[-1]))
    last = months[-1].replace(day=monthrange(months[-1].year, months[-1].month)[1])
    here = replace(question, since=first.isoformat(), until=last.isoformat(), sort="date", limit=None, offset=0)
    rows = [*iter(visit.asking.contacts(here))]
    if visit.form != "html":
        return Answer("Calendar", "calendar.html", rows=rows, columns=names_of(ContactRow))
    kept = one.without("sort", "since", "until")

    def at(month: date) -> str:
        own = [("month", f"{month.year:04}-{month.month:02}"), ("months", many if many != 1 else None)]
        return addresses.with_query("/calendar", [*kept, *own])

    on_days = [row for row in rows if days_of(row) is not None]
    coarse = [row for row in rows if days_of(row) is None and not row.undated]
    # A month says more than a year.
    coarse.sort(key=lambda row: -len(row.date or ""))
    undated = [row for row in rows if row.undated]
    pairs = [*kept, *(() if one.question.status else (("status", "ahead"),))]
    context = {
        "asked": one,
        "picture": draw_months(
            on_days, months, to=lambda row: addresses.contact(row.id), today=today,
            to_day=lambda day: addresses.with_query("/contacts", [*pairs, ("since", day), ("until", day)]),
        ),
        "name": spell(first, "month") + (f" to {spell(months[-1], 'month')}" if many > 1 else ""),
        "leaves": _leaves(tallies, months, at),
        "before": at(_before(first, many)),
        "after": at(_next(months[-1])),
        "on_days": on_days,
        "coarse": coarse[:_LISTED],
        "undated": undated[:_LISTED],
        "more": (max(len(coarse) - _LISTED, 0), max(len(undated) - _LISTED, 0)),
        "list": addresses.with_query("/contacts", [*pairs, ("since", first), ("until", last), ("sort", "date")]),
        "today": today,
    }  # fmt: skip
    return Answer("Calendar", "calendar.html", context)


def _asked_month(visit: Visit) -> date | None:
    asked_for = visit.query.get("month") or visit.query.get("since")
    if not asked_for:
        return None
    first = bounds(asked_for).earliest
    if first is None:
        raise DateError(f"{asked_for[:60]!r} is no month to show: write it as 2022-05")
    return first.replace(day=1)


def _months(visit: Visit) -> int:
    many = visit.query.get("months") or "1"
    if many not in {str(number) for number in range(1, _MOST_MONTHS + 1)}:
        raise QuestionError(f"months is a number from 1 to {_MOST_MONTHS}, not {many[:60]!r}")
    return int(many)


def _first_month(tallies: Iterable[TallyRow], today: date | None) -> date:
    """The month of today where it has contacts, else the next that has, else the last that had."""
    known = sorted({one.day for one in tallies if one.day is not None})
    begin = (today or date(1970, 1, 1)).replace(day=1).isoformat()
    if not known:
        return date.fromisoformat(begin)
    return date.fromisoformat(next((day for day in known if day >= begin), known[-1]))


def _next(month: date) -> date:
    return (month.replace(day=28) + timedelta(days=4)).replace(day=1) if month < date(9999, 12, 1) else month


def _before(month: date, many: int) -> date:
    for _ in range(many):
        if month > date(1, 1, 31):
            month = (month - timedelta(days=1)).replace(day=1)
    return month


def _leaves(
    tallies: Iterable[TallyRow], shown: list[date], at: Callable[[date], str]
) -> list[tuple[int, list[Leaf | None]]]:
    """The months that have contacts, by year, those nearest to what is shown; None for a month without any."""
    sums: dict[date, dict[str, int]] = {}
    for one in tallies:
        if one.day is not None:
            month = date.fromisoformat(one.day)
            groups = sums.setdefault(month, {"happened": 0, "ahead": 0, "off": 0})
            groups["happened"] += one.happened
            groups["ahead"] += one.ahead
            groups["off"] += one.off
    years = sorted({month.year for month in sums} | {shown[0].year}, key=lambda year: (abs(year - shown[0].year), year))
    found: list[tuple[int, list[Leaf | None]]] = []
    for year in sorted(years[:_YEARS]):
        leaves: list[Leaf | None] = []
        for number in range(1, 13):
            month = date(year, number, 1)
            known = month in sums or month in shown
            groups = sums.get(month, {})
            leaves.append(Leaf(month, groups, at(month), month in shown) if known else None)
        found.append((year, leaves))
    return found


PAGE = Page("/calendar", answer, menu="Calendar")
