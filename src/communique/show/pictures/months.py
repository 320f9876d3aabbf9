"""Contacts on the leaves of a calendar: one bar a contact over the days it lies on, week by week."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from xml.etree.ElementTree import Element

from communique.record.asking.rows import ContactRow
from communique.schema.edtf import Interval, Moment, parse_edtf
from communique.show.pictures import svg
from communique.show.pictures.axis import spell
from communique.show.pictures.lettering import cut
from communique.show.pictures.marks import GROUPS, WORDS, draw_mark
from communique.show.pictures.svg import Drawing, Picture

_WIDE, _HEAD, _DAYS = 1180.0, 52.0, "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_ACROSS = _WIDE / 7
_NUMBER, _LINE, _LINES, _LEAST = 20.0, 18.0, 6, 44.0
_PARTIES = 3

Days = tuple[date, date]


def days_of(contact: ContactRow) -> Days | None:
    """The days that a contact lies on; None where its date is coarser than a day, or an end of it is open."""
    if contact.undated or contact.date is None:
        return None
    value = parse_edtf(contact.date)
    ends = (value.start, value.end) if isinstance(value, Interval) else (value, value)
    days = [_day(end) for end in ends]
    return (days[0], days[1]) if days[0] is not None and days[1] is not None else None


def draw_months(
    contacts: Iterable[ContactRow],
    months: Sequence[date],
    *,
    to: Callable[[ContactRow], str | None],
    to_day: Callable[[date], str | None],
    today: date | None = None,
) -> Picture:
    """The leaves of some months.

    Args:
        contacts: those whose date is coarser than a day are left to the caller (`days_of` tells which).
        months: the first day of each.
        to: where the bar of a contact leads.
        to_day: where the number of a day leads that has more contacts than there is room for.
        today: is marked.
    """
    placed = [(days, one) for one in contacts if (days := days_of(one)) is not None]
    placed.sort(key=lambda x: (x[0][0], -(x[0][1] - x[0][0]).days, x[1].id))
    spans = f"{spell(months[0], 'month')} to {spell(months[-1], 'month')}" if months else "no month"
    drawing = Drawing("months", (_WIDE, 0), f"Calendar, {spans}", f"{len(placed)} contacts on days of these months.")
    _legend(drawing.root)
    top = 30.0
    for month in months:
        top = _draw_month(drawing.root, month, top, placed, to, to_day, today) + 22
    drawing.root.set("height", svg.number(top))
    drawing.root.set("viewBox", f"0 0 {svg.number(_WIDE)} {svg.number(top)}")
    return Picture(drawing.text())


def brief(contact: ContactRow) -> str:
    """A contact in the fewest words: "call FRA, RUS"."""
    sides = [who.side or who.name for who in contact.parties]
    named = list(dict.fromkeys(sides))
    if len(named) < len(sides) and len(named) < 2:
        named = [who.name for who in contact.parties]
    more = f" +{len(named) - _PARTIES}" if len(named) > _PARTIES else ""
    return f"{contact.kind} {', '.join(named[:_PARTIES])}{more}"


def _day(end: Moment | None) -> date | None:
    if end is None or end.precision != "day" or not end.year.isdigit() or end.month is None or end.day is None:
        return None
    return date(int(end.year), end.month, end.day)


def _draw_month(
    root: Element,
    month: date,
    top: float,
    placed: Sequence[tuple[Days, ContactRow]],
    to: Callable[[ContactRow], str | None],
    to_day: Callable[[date], str | None],
    today: date | None,
) -> float:
    last = month.replace(day=monthrange(month.year, month.month)[1])
    here = [(days, one) for days, one in placed if days[0] <= last and days[1] >= month]
    leaf = svg.group(root, "leaf")
    svg.words(leaf, 0, top + 20, spell(month, "month"), "month")
    for nth, name in enumerate(_DAYS):
        svg.words(leaf, nth * _ACROSS + 4, top + _HEAD - 8, name[:3], "tick")
    top += _HEAD
    monday = month - timedelta(days=month.weekday())
    while monday <= last:
        first, end = max(monday, month), min(monday + timedelta(days=6), last)
        top = _draw_week(leaf, monday, first, end, top, here, to, to_day, today)
        monday += timedelta(days=7)
    svg.line(leaf, 0, top, _WIDE, top, "grid")
    return top


def _draw_week(
    leaf: Element,
    monday: date,
    first: date,
    last: date,
    top: float,
    here: Sequence[tuple[Days, ContactRow]],
    to: Callable[[ContactRow], str | None],
    to_day: Callable[[date], str | None],
    today: date | None,
) -> float:
    """The days `first` to `last` of a week; where it ends."""
    rows: list[date] = []
    bars: list[tuple[int, date, date, ContactRow]] = []
    more: dict[date, int] = {}
    for days, one in here:
        begins, ends = max(days[0], first), min(days[1], last)
        if begins > ends:
            continue
        nth = next((nth for nth, taken in enumerate(rows) if taken < begins), len(rows))
        if nth >= _LINES:
            for step in range((ends - begins).days + 1):
                day = begins + timedelta(days=step)
                more[day] = more.get(day, 0) + 1
            continue
        rows[nth : nth + 1] = [ends]
        bars.append((nth, begins, ends, one))
    down = max(_NUMBER + len(rows) * _LINE + 4, _LEAST)
    for step in range((last - first).days + 1):
        day = first + timedelta(days=step)
        x = (day - monday).days * _ACROSS
        svg.box(leaf, x, top, _ACROSS, down, "day today" if day == today else "day")
        svg.words(leaf, x + 5, top + 14, str(day.day), "tick")
        if day in more:
            tip = f"{more[day]} more on {spell(day, 'day')}"
            rest = svg.link(leaf, to_day(day), "rest", tip)
            svg.words(rest, x + _ACROSS - 5, top + 14, f"{more[day]:,} more", "", "end")
    for nth, begins, ends, one in bars:
        left = (begins - monday).days * _ACROSS + 3
        right = ((ends - monday).days + 1) * _ACROSS - 3
        _draw_bar(svg.link(leaf, to(one), "mark", one.label), left, right, top + _NUMBER + nth * _LINE, one)
    return top + down


def _draw_bar(parent: Element, left: float, right: float, top: float, one: ContactRow) -> None:
    svg.box(parent, left, top, right - left, _LINE - 3, f"plate {one.group}", 3)
    draw_mark(parent, left + 5, left + 13, top + (_LINE - 3) / 2, 4, one.group)
    svg.words(parent, left + 18, top + 11.5, cut(brief(one), right - left - 22), "name")


def _legend(root: Element) -> None:
    x = 0.0
    for name in GROUPS:
        draw_mark(svg.group(root, "mark"), x, x + 8, 10, 4, name)
        svg.words(root, x + 13, 14, WORDS[name], "legend")
        x += 170
