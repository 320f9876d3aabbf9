"""Contacts over time: one by one while they are few, else counted by day, week, month, quarter or year."""

from __future__ import annotations

from typing import get_args

from communique.errors import QuestionError
from communique.record.asking.counts import TallyRow
from communique.record.asking.frames import names_of
from communique.record.asking.overview import Lanes
from communique.show.web.addresses import with_query
from communique.show.web.overtime import neighbours, over_time
from communique.show.web.questions import asked
from communique.show.web.site import Answer, Page, Visit


def answer(visit: Visit) -> Answer:
    """The contacts that an address asks for; `lanes` is "kind" or "side"."""
    by = lanes_asked(visit)
    one = asked(visit, "contacts", ignore=("lanes",))
    overview = visit.asking.overview(one.question)
    lanes = [] if by == "kind" else [("lanes", by)]
    pairs = [*one.without("sort"), *lanes]
    chart = over_time(visit, one.question, overview, pairs, by=by)
    moves = neighbours(chart.first, chart.last) if chart else {}
    context = {
        "asked": one,
        "chart": chart,
        "groups": overview.groups,
        "links": {group: with_query("/contacts", [*one.without("status"), ("status", group)]) for group in _GROUPS},
        "by": by,
        "faces": {
            face: with_query(visit.path, [*one.without("sort"), ("lanes", face if face != "kind" else None)])
            for face in get_args(Lanes)
        },
        "moves": {
            name: with_query(visit.path, [*one.without("since", "until", "sort"), *lanes, ("since", a), ("until", b)])
            for name, (a, b) in moves.items()
        },
        "whole": with_query(visit.path, [*one.without("since", "until", "sort"), *lanes]),
        "narrowed": one.question.since is not None or one.question.until is not None,
        "unlisted": one.without("since", "until", "sort"),
    }
    rows = chart.tallies if chart else ()
    data = {
        "lanes": by,
        "unit": chart.unit if chart else None,
        "since": chart.first.isoformat() if chart else None,
        "until": chart.last.isoformat() if chart else None,
        "groups": overview.groups,
        "rows": rows,
    }
    return Answer("Timeline", "timeline.html", context, rows=rows, columns=names_of(TallyRow), data=data)


def lanes_asked(visit: Visit) -> Lanes:
    """What a lane is.

    Raises:
        QuestionError: it cannot be that.
    """
    by = visit.query.get("lanes")
    if by in (None, "", "kind"):
        return "kind"
    if by == "side":
        return "side"
    raise QuestionError(f"lanes are kind or side, not {by[:60]!r}")


_GROUPS = ("happened", "ahead", "off")

PAGE = Page("/timeline", answer, menu="Timeline")
