"""Search over everything: actors, contacts, statements, positions, documents; an id leads straight to its record."""

from __future__ import annotations

import re
from dataclasses import asdict

from communique.errors import QuestionError
from communique.record.asking import ContactRow
from communique.record.sheets import Found, find
from communique.show.web.pages.contact import looked_up, place_of
from communique.show.web.rendering import short
from communique.show.web.site import Answer, MissingError, Moved, Page, Visit

_EACH = 8
_ID = re.compile(r"[crsp]-[0-9a-f]{3,16}|[0-9a-f]{8,64}")


def answer(visit: Visit) -> Answer | Moved:
    """What holds the words of `q`, some of each sort; the lists behind them have all."""
    asked = visit.query.get("q", "").strip()[:500]
    if _ID.fullmatch(asked):
        try:
            return Moved(place_of(looked_up(visit, asked)))
        except MissingError:
            pass  # words, then: "deadbeef" is one too
    found: Found | None = None
    message = None
    contacts: list[ContactRow] = []
    if asked:
        try:
            found = find(visit.connection, asked, _EACH, visit.site.actors)
        except QuestionError as error:
            message = str(error)
    if found and found.actors:
        who = found.actors[0]
        contacts = [*visit.asking.contacts(actor=who.actor or who.name, sort="-date", limit=_EACH)]
    context = {"asked": asked, "found": found, "contacts": contacts, "message": message}
    data = {"asked": asked, **(asdict(found) if found else {})}
    title = f"Search: {short(asked, 60)}" if asked else "Search"
    rows = found.contacts if found else ()
    return Answer(title, "search.html", context, rows=rows, data=data, status=400 if message else 200)


PAGE = Page("/search", answer)
