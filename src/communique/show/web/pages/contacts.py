"""Contacts: a table with the filters of the command line, and how many there are of each group."""

from __future__ import annotations

from communique.errors import DateError, QuestionError
from communique.record.asking import ContactRow
from communique.record.asking.frames import names_of
from communique.record.sheets import tally
from communique.show.web.addresses import with_query
from communique.show.web.questions import Asked, asked, blank, pager
from communique.show.web.site import Answer, Page, Visit

NEWEST = "-date"
TEMPLATE = "contacts.html"
_COLUMNS = names_of(ContactRow)


def answer(visit: Visit) -> Answer:
    """The contacts that an address asks for, the newest first unless it says otherwise."""
    try:
        one = asked(visit, "contacts", sort=NEWEST)
        results = visit.asking.contacts(one.question)
        if visit.form != "html":
            return Answer("Contacts", TEMPLATE, rows=results, columns=_COLUMNS)
        rows = [*results]
    except (QuestionError, DateError) as error:
        return _unfit(visit, error)
    limit = one.question.limit or 1
    # A full page has one behind it, unless the list ends just there; that one address then tells so.
    following = pager(visit, one, len(rows), more=len(rows) == limit)
    context = {
        "asked": one,
        "rows": rows,
        "pager": following,
        "groups": tally(visit.connection, one.question, visit.site.actors),
        "links": {group: with_query(visit.path, [*one.without("status"), ("status", group)]) for group in _GROUPS},
        "sorted_by": {name: _turned(visit, one, name) for name in ("date", "published", "voices", "disputed", "doubt")},
        "message": None,
    }
    return Answer("Contacts", TEMPLATE, context)


_GROUPS = ("happened", "ahead", "off")


def _turned(visit: Visit, one: Asked, name: str) -> str:
    """The address sorted by a column, downwards first."""
    return with_query(visit.path, [*one.without("sort"), ("sort", name if one.order == f"-{name}" else f"-{name}")])


def _unfit(visit: Visit, error: Exception) -> Answer:
    data = {"error": str(error)}
    try:
        one = blank(visit, "contacts", NEWEST)
    except QuestionError:
        raise error from None
    context = {"asked": one, "rows": [], "pager": None, "groups": None, "links": {}, "sorted_by": {}}
    return Answer("Contacts", TEMPLATE, {**context, "message": str(error)}, rows=[data], data=data, status=400)


PAGE = Page("/contacts", answer, menu="Contacts")
