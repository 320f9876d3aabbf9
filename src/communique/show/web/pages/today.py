"""Today: what changed, what is coming, what disagrees."""

from __future__ import annotations

from communique.show.web.site import Answer, Page, Visit


def answer(visit: Visit) -> Answer:
    """The page."""
    return Answer("Today", "today.html", {}, rows=[])


PAGE = Page("/", answer, menu="Today")
