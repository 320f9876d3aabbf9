"""Contacts over time in lanes: each by itself while there is room, else as bars of a day, week, month, quarter or year.

What happened stands above the line of its lane, filled; below it, apart, what is ahead (outlined) and what did not come
about (crossed).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import NamedTuple
from xml.etree.ElementTree import Element

from communique.record.asking.counts import TallyRow, Unit
from communique.record.asking.rows import ContactRow
from communique.schema.edtf import bounds
from communique.show.pictures import svg
from communique.show.pictures.axis import Scale, begin, close, draw_axis, spell
from communique.show.pictures.lettering import cut, width
from communique.show.pictures.marks import GROUPS, WORDS, draw_bar, draw_mark
from communique.show.pictures.svg import Drawing, Picture

WIDE = 1180.0
_GUTTER, _TOTALS, _TOP, _FOOT = 120.0, 96.0, 30.0, 48.0
_PITCH, _RADIUS = 11.0, 4.0
_TALL, _TALL_LANE = 520.0, 110.0
_APART = "no date"

LaneLink = Callable[[str, date, date], str | None]


class Counts(NamedTuple):
    """How many of each group; never one sum."""

    happened: int = 0
    ahead: int = 0
    off: int = 0

    def __str__(self) -> str:
        return f"{self.happened:,} took place, {self.ahead:,} ahead, {self.off:,} not taking place"


@dataclass(frozen=True, slots=True)
class _Lane:
    """A lane from `top` over its line down to `bottom`."""

    name: str
    top: float
    zero: float
    bottom: float
    counts: Counts


def reach(days: Iterable[date]) -> tuple[date, date] | None:
    """The first and last day to draw: all, unless a few far ones would take most of the room."""
    known = sorted(days)
    if not known:
        return None
    few = len(known) // 20
    left, right = known[few], known[-1 - few]
    if (known[-1] - known[0]).days > 3 * max((right - left).days, 30):
        return left, right
    return known[0], known[-1]


def draw_bars(
    tallies: Sequence[TallyRow],
    first: date,
    last: date,
    unit: Unit,
    *,
    lanes: Sequence[str],
    to: LaneLink,
    noun: str,
    groups: Sequence[str] = GROUPS,
    looks: Mapping[str, str] = MappingProxyType({}),
) -> Picture:
    """Counts over time, a bar a unit.

    Args:
        tallies: counts of a lane in a unit; those without a day are of no single unit and are told apart.
        first: the first and
        last: the last day to draw.
        unit: how long a bar is.
        lanes: the names of the lanes, from above.
        to: where a bar of a lane, with its first and last day, leads.
        noun: what is counted: "contacts", "statements".
        groups: those of the legend.
        looks: the class of the bars of a lane of which all happened, such as what was said.
    """
    first, last = begin(first, unit), close(begin(last, unit), unit)
    scale = Scale(first, last, _GUTTER, WIDE - _TOTALS)
    inside = [one for one in tallies if one.day and first.isoformat() <= one.day <= last.isoformat()]
    heights = {lane: Counts() for lane in lanes}
    totals = {lane: Counts() for lane in lanes}
    for one in inside:
        if one.lane in heights:
            high, total = heights[one.lane], totals[one.lane]
            low = max(high.ahead + high.off, one.ahead + one.off)
            heights[one.lane] = Counts(max(high.happened, one.happened), low, 0)
            totals[one.lane] = Counts(total[0] + one.happened, total[1] + one.ahead, total[2] + one.off)
    highs = [high.happened + high.ahead for high in heights.values()]
    a_contact = min(8.0, _TALL / max(sum(highs), 1), _TALL_LANE / max(highs, default=1) if any(highs) else 8.0)
    placed = _stacked(lanes, totals, lambda lane: (heights[lane][0] * a_contact, heights[lane][1] * a_contact))
    bottom = placed[-1].bottom if placed else _TOP
    title = f"{noun.capitalize()} over time, by {unit}"
    name = f"{'-'.join(re.findall('[a-z]+', noun[:60].lower())) or 'all'}-over-time"
    drawing = Drawing("timeline", (WIDE, bottom + _FOOT), title, _told(scale, totals, noun), name)
    _frame(drawing.root, scale, placed, noun, groups, looks)
    at = {lane.name: lane for lane in placed}
    for one in inside:
        if one.lane not in at or one.day is None:
            continue
        day = date.fromisoformat(one.day)
        end = close(day, unit)
        counts = Counts(one.happened, one.ahead, one.off)
        tip = f"{one.lane}, {spell(day, unit)}: {counts}"
        left, right = scale.at(day), scale.end(min(end, last))
        bar = svg.link(drawing.root, to(one.lane, day, end), "bar", tip)
        look = looks.get(one.lane, "happened")
        heights_here = [count * a_contact for count in counts]
        draw_bar(bar, left, max(right - left - 1, 1.5), at[one.lane].zero, heights_here, look)
    notes = [f"Each bar is a {unit}; taller is more."]
    outside = [one for one in tallies if one.day and not first.isoformat() <= one.day <= last.isoformat()]
    notes += _left_out(outside, first, last)
    apart = _sum(one for one in tallies if one.day is None)
    if any(apart):
        notes.append(f"Not drawn, as they have no date or one wider than a {unit}: {apart}.")
    return Picture(drawing.text(), tuple(notes))


def draw_marks(
    contacts: Sequence[ContactRow],
    first: date,
    last: date,
    *,
    lanes: Sequence[str],
    lanes_of: Callable[[ContactRow], Iterable[str]],
    to: Callable[[ContactRow], str | None],
) -> Picture:
    """Contacts over time, a mark each; a mark is as long as the days that its date can mean.

    Args:
        contacts: those without a date stand apart underneath, in the order given.
        first: the first and
        last: the last day to draw.
        lanes: the names of the lanes, from above.
        lanes_of: in which of them a contact stands.
        to: where its mark leads.
    """
    scale = Scale(first, last, _GUTTER, WIDE - _TOTALS)
    dated = [(days, one) for one in contacts if (days := _days(one)) is not None]
    inside = sorted(((d, one) for d, one in dated if d[0] <= last and d[1] >= first), key=lambda x: (x[0], x[1].id))
    rows: dict[str, list[float]] = {lane: [] for lane in lanes}
    totals = {lane: Counts() for lane in lanes}
    spots: list[tuple[str, int, float, float, ContactRow]] = []
    for (begins, ends), one in inside:
        left, right = scale.at(max(begins, first)), scale.end(min(ends, last))
        middle, half = (left + right) / 2, max((right - left) / 2, _RADIUS)
        for lane in lanes_of(one):
            if lane in rows:
                nth = _free(rows[lane], middle - half, middle + half)
                spots.append((lane, nth, middle - half, middle + half, one))
                totals[lane] = _plus(totals[lane], one)
    placed = _stacked(lanes, totals, lambda lane: (max(len(rows[lane]), 1) * _PITCH, 0.0))
    bottom = placed[-1].bottom if placed else _TOP
    undated = [one for one in contacts if _days(one) is None]
    a_row = int((WIDE - _GUTTER - _TOTALS) // 13)
    apart = 18 + ((len(undated) - 1) // a_row + 1) * 13 if undated else 0
    title = "Contacts over time"
    drawing = Drawing("timeline", (WIDE, bottom + _FOOT + apart), title, _told(scale, totals, "contacts"))
    _frame(drawing.root, scale, placed, "contacts")
    at = {lane.name: lane for lane in placed}
    for name, nth, left, right, one in spots:
        y = at[name].zero - _PITCH * (nth + 0.5)
        vague = "/" not in (one.date or "")
        draw_mark(svg.link(drawing.root, to(one), "mark", one.label), left, right, y, _RADIUS, one.group, vague)
    if undated:
        _draw_undated(drawing.root, undated, bottom + _FOOT + 14, a_row, to)
    vague = any(d[0] != d[1] and "/" not in (one.date or "") for d, one in inside)
    notes = ["A pale bar is one contact on an unknown day of that month, season or year."] if vague else []
    left_out = [_tally(days[0], one) for days, one in dated if not (days[0] <= last and days[1] >= first)]
    return Picture(drawing.text(), (*notes, *_left_out(left_out, first, last)))


def _days(one: ContactRow) -> tuple[date, date] | None:
    if one.undated or one.date is None:
        return None
    days = bounds(one.date)
    first, last = days.earliest or days.latest, days.latest or days.earliest
    return (first, last) if first is not None and last is not None else None


def _tally(day: date, one: ContactRow) -> TallyRow:
    return TallyRow("", day.isoformat(), *_plus(Counts(), one))


def _plus(counts: Counts, one: ContactRow) -> Counts:
    return Counts(*(count + (group == one.group) for count, group in zip(counts, GROUPS, strict=True)))


def _sum(tallies: Iterable[TallyRow]) -> Counts:
    listed = list(tallies)
    return Counts(sum(one.happened for one in listed), sum(one.ahead for one in listed), sum(one.off for one in listed))


def _left_out(outside: Sequence[TallyRow], first: date, last: date) -> list[str]:
    earlier = _sum(one for one in outside if one.day and one.day < first.isoformat())
    later = _sum(one for one in outside if one.day and one.day > last.isoformat())
    return [
        f"{word} the picture, {side} {spell(day, 'day')}: {counts}."
        for word, side, day, counts in (("Left of", "before", first, earlier), ("Right of", "after", last, later))
        if any(counts)
    ]


def _free(ends: list[float], left: float, right: float) -> int:
    """The lowest row that has room from `left` on; it is taken up to `right`."""
    for nth, end in enumerate(ends):
        if end + 1 <= left:
            ends[nth] = right
            return nth
    ends.append(right)
    return len(ends) - 1


def _stacked(
    lanes: Sequence[str], totals: dict[str, Counts], size: Callable[[str], tuple[float, float]]
) -> list[_Lane]:
    placed: list[_Lane] = []
    top = _TOP
    for name in lanes:
        above, below = size(name)
        above = max(above, 14.0)
        zero = top + 6 + above
        placed.append(_Lane(name, top, zero, zero + below + (6 if below else 2), totals[name]))
        top = placed[-1].bottom
    return placed


def _frame(
    root: Element,
    scale: Scale,
    lanes: Sequence[_Lane],
    noun: str,
    groups: Sequence[str] = GROUPS,
    looks: Mapping[str, str] = MappingProxyType({}),
) -> None:
    bottom = lanes[-1].bottom if lanes else _TOP
    x = scale.left
    for name in groups:
        draw_mark(svg.group(root, "mark"), x, x + 2 * _RADIUS, 10, _RADIUS, name)
        svg.words(root, x + 13, 14, WORDS[name], "legend")
        x += 13 + width(WORDS[name]) + 20
    svg.words(root, WIDE, 14, noun, "legend", "end")
    draw_axis(root, scale, _TOP, bottom + 8)
    for lane in lanes:
        svg.words(root, 0, lane.zero - 1, cut(lane.name, _GUTTER - 10), "lane")
        svg.line(root, scale.left, lane.zero, scale.right, lane.zero, "zero")
        right = WIDE
        for name, count in zip(reversed(GROUPS), reversed(lane.counts), strict=True):
            if count:
                look = looks.get(lane.name, name)
                svg.words(root, right, lane.zero - 1, f"{count:,}", f"count {look}", "end")
            right -= 30


def _draw_undated(
    root: Element, undated: Sequence[ContactRow], top: float, a_row: int, to: Callable[[ContactRow], str | None]
) -> None:
    svg.words(root, 0, top + 4, _APART, "lane")
    for nth, one in enumerate(undated):
        x, y = _GUTTER + nth % a_row * 13, top + nth // a_row * 13
        draw_mark(svg.link(root, to(one), "mark", one.label), x, x + 2 * _RADIUS, y, _RADIUS, one.group)


def _told(scale: Scale, totals: dict[str, Counts], noun: str) -> str:
    lanes = "; ".join(f"{name}: {counts}" for name, counts in totals.items() if any(counts))
    return f"{noun.capitalize()} from {spell(scale.first, 'day')} to {spell(scale.last, 'day')}. {lanes}."
