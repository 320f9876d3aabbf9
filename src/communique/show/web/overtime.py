"""Contacts over time for a page: how fine to draw them, which of them, and where each mark and bar leads."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from communique.record.asking import ContactRow, Question
from communique.record.asking.counts import TallyRow, Unit
from communique.record.asking.overview import Lanes, Overview
from communique.schema import KINDS
from communique.show.pictures import Picture, draw_bars, draw_marks
from communique.show.pictures.axis import UNITS, begin, close, unit_for
from communique.show.pictures.timeline import reach
from communique.show.web import addresses
from communique.show.web.site import Visit

MARKS = 240
"""Up to so many contacts are drawn one by one."""
_BARS, _SIDES, _WEEKS = 100, 12, 60


@dataclass(frozen=True, slots=True)
class Chart:
    """A picture of contacts over time with what stands behind it.

    `contacts` are those drawn one by one, None where `tallies` are drawn; `first` and `last` are its ends. `counted`
    are tallies that have each contact once, where a contact of two sides is in two lanes of `tallies`.
    """

    picture: Picture
    unit: Unit
    first: date
    last: date
    lanes: tuple[str, ...]
    tallies: tuple[TallyRow, ...]
    counted: tuple[TallyRow, ...]
    contacts: tuple[ContactRow, ...] | None

    @property
    def units(self) -> list[dict[str, Any]]:
        """The contacts by unit, with its last day; those of no unit are left out."""
        sums: dict[str, list[int]] = {}
        for one in self.counted:
            if one.day is not None and self.first.isoformat() <= one.day <= self.last.isoformat():
                old = sums.setdefault(one.day, [0, 0, 0])
                sums[one.day] = [a + b for a, b in zip(old, (one.happened, one.ahead, one.off), strict=True)]
        return [
            {"day": day, "until": close(date.fromisoformat(day), self.unit).isoformat(),
             "happened": counts[0], "ahead": counts[1], "off": counts[2]}
            for day, counts in sorted(sums.items())
        ]  # fmt: skip

    @property
    def whole(self) -> bool:
        """Whether the picture shows all there is."""
        return not any(note.startswith(("Left of", "Right of")) for note in self.picture.notes)


def over_time(
    visit: Visit, question: Question, overview: Overview, pairs: Sequence[tuple[str, str]], *, by: Lanes = "kind"
) -> Chart | None:
    """The contacts that answer a question over time; None where none has a date.

    Args:
        visit: to fetch contacts with, where they are few.
        question: which they are.
        overview: the same, to be counted.
        pairs: the question as pairs of an address; bars lead to the timeline of these in their time.
        by: what a lane is.
    """
    ends = extent(question, overview)
    if ends is None:
        return None
    first, last = ends
    if overview.total <= MARKS:
        return _marked(visit, question, overview, first, last, by)
    unit = unit_for(first, last, _BARS)
    lanes = lanes_of(overview, by)
    tallies = overview.tally(unit, by, lanes)
    inside = {one.lane for one in tallies}
    lanes = tuple(lane for lane in lanes if lane in inside)

    def to(lane: str, since: date, until: date) -> str:
        kept = [(name, value) for name, value in pairs if name not in ("since", "until")]
        if by == "kind":
            kept = [(name, value) for name, value in kept if name != "kind"]
        elif not any(name == "actor" for name, _ in kept):
            kept.append(("actor", lane))
        narrowed = [*kept, ("since", since.isoformat()), ("until", until.isoformat())]
        return addresses.with_query("/timeline", [*narrowed, ("kind", lane)] if by == "kind" else narrowed)

    picture = draw_bars(tallies, first, last, unit, lanes=lanes, to=to, noun="contacts")
    if by == "side":
        picture = replace(picture, notes=(*picture.notes, "A contact of several sides is in the lane of each."))
    counted = tallies if by == "kind" else overview.tally(unit)
    return Chart(picture, unit, first, last, lanes, tuple(tallies), tuple(counted), None)


def extent(question: Question, overview: Overview) -> tuple[date, date] | None:
    """The days to draw: those asked for, else those that have contacts."""
    known = reach(overview.days())
    first = date.fromisoformat(question.first_day) if question.first_day else known and known[0]
    last = date.fromisoformat(question.last_day) if question.last_day else known and known[1]
    if first is None or last is None:
        return None
    return (first, last) if first <= last else (last, last)


def lanes_of(overview: Overview, by: Lanes) -> tuple[str, ...]:
    """The lanes in their order: all kinds, or the sides with most contacts held."""
    return KINDS if by == "kind" else tuple(overview.sides())[:_SIDES]


def neighbours(first: date, last: date) -> dict[str, tuple[str, str]]:
    """The stretches of time before, after, and around one, as pairs of ISO dates."""
    days = (last - first).days + 1

    def shifted(day: date, by: int) -> str:
        number = min(max(day.toordinal() + by, date.min.toordinal()), date.max.toordinal())
        return date.fromordinal(number).isoformat()

    return {
        "earlier": (shifted(first, -days), shifted(first, -1)),
        "wider": (shifted(first, -days), shifted(last, days)),
        "later": (shifted(last, 1), shifted(last, days)),
    }


def _marked(visit: Visit, question: Question, overview: Overview, first: date, last: date, by: Lanes) -> Chart:
    rows = [*iter(visit.asking.contacts(replace(question, sort="date", limit=None, offset=0)))]
    if by == "kind":
        found = {row.kind for row in rows}
    else:
        found = {who.side for row in rows for who in row.parties if who.side}
    lanes = tuple(lane for lane in lanes_of(overview, by) if lane in found)

    def lanes_here(row: ContactRow) -> Sequence[str]:
        return (row.kind,) if by == "kind" else tuple(dict.fromkeys(who.side for who in row.parties if who.side))

    # Whole weeks or months: a single day has no length to draw along, and a mark at the edge looks cut off.
    around: Unit = "week" if (last - first).days < _WEEKS else "month"
    first, last = begin(first, around), close(begin(last, around), around)
    picture = draw_marks(rows, first, last, lanes=lanes, lanes_of=lanes_here, to=lambda row: addresses.contact(row.id))
    unit: Unit = UNITS[0]
    return Chart(picture, unit, first, last, lanes, tuple(overview.tally(unit, by, lanes)), (), tuple(rows))
