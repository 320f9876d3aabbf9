"""Today: what changed, what is coming, what disagrees."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any

from communique.errors import DateError
from communique.record.asking import Question
from communique.record.sheets import LogDay, coming, log_days, news_day, tally
from communique.schema.edtf import bounds
from communique.show.web.site import Answer, Page, Visit

ORDER = ("status", "date", "disagreement", "merged", "split", "gone", "new", "report")
"""The sorts of changes, those that say most first."""
WORDS = {
    "status": "took another status",
    "date": "moved to another date",
    "disagreement": "reports came to disagree",
    "merged": "found to be one",
    "split": "found to be two",
    "gone": "no longer told",
    "new": "new contacts",
    "report": "told once more",
}
_AHEAD, _DISAGREEING = 14, 8


def answer(visit: Visit) -> Answer:
    """The page; `on` in the address is the day to look ahead from, else that of the latest document."""
    on = _day(visit)
    days = log_days(visit.connection)
    ahead = coming(visit.connection, on, _AHEAD) if on else []
    differing = [*visit.asking.disagreements(limit=_DISAGREEING)]
    context = {
        "on": on,
        "days": days,
        "order": ORDER,
        "words": WORDS,
        "ahead": ahead,
        "differing": differing,
        "groups": tally(visit.connection, Question(), visit.site.actors),
    }
    data = {
        "on": on,
        "changed": [asdict(day) for day in days],
        "coming": [asdict(row) for row in ahead],
        "disagreements": [asdict(row) for row in differing],
    }
    return Answer("Today", "today.html", context, rows=_rows(days), columns=_COLUMNS, data=data)


_COLUMNS = ("at", "what", "contact", "label", "status", "before", "after")


def _rows(days: list[LogDay]) -> Iterator[dict[str, Any]]:
    for day in days:
        for entries in day.entries.values():
            yield from (asdict(entry) for entry in entries)


def _day(visit: Visit) -> str | None:
    asked = visit.query.get("on")
    if asked is None:
        return news_day(visit.connection)
    if asked == "today":
        return datetime.now(UTC).date().isoformat()
    day = bounds(asked).earliest
    if day is None:
        raise DateError(f"{asked!r} gives no day to look ahead from")
    return day.isoformat()


PAGE = Page("/", answer, menu="Today")
