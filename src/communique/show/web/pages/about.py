"""Help: what the marks and words mean, the keys, and how addresses are written."""

from __future__ import annotations

from communique.record.asking.question import FILTERS, STATUS_GROUPS
from communique.show.web.site import Answer, Page, Visit


def answer(visit: Visit) -> Answer:
    """The page, from the vocabularies of the ledger."""
    rows = [{"table": table, "filters": sorted(name.rstrip("_") for name in names)} for table, names in FILTERS.items()]
    return Answer("Help", "about.html", {"filters": rows, "groups": STATUS_GROUPS}, rows=rows)


PAGE = Page("/help", answer)
