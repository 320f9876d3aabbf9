"""A document: its raw text with everything marked that was read from it, and the records beside it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from communique.record.asking.views import DocumentView
from communique.record.sheets import Mark, marks_of
from communique.show.web import addresses
from communique.show.web.addresses import PART
from communique.show.web.pages.contact import looked_up, place_of
from communique.show.web.rendering import short
from communique.show.web.segments import segments
from communique.show.web.site import Answer, MissingError, Moved, Page, Visit


def answer(visit: Visit) -> Answer | Moved:
    """The document of a hash; its beginning, or the name of the document, leads there."""
    hash = visit.parts["hash"]
    view = looked_up(visit, hash)
    if not isinstance(view, DocumentView) or view.source.document != hash:
        return Moved(place_of(view))
    part, parts = _part(visit, len(view.text))
    marks = marks_of(visit.connection, hash)
    first = (part - 1) * PART
    context = {
        "view": view,
        "segments": segments(view.text, marks, first, first + PART),
        "ends": _ends(marks),
        "statuses": dict(_statuses(visit, view)),
        "part": part,
        "parts": parts,
        "reading": next((one for one in reversed(view.readings) if one.retired is None), None),
    }
    data = {**asdict(view), "marks": [asdict(mark) for mark in marks]}
    return Answer(short(title_of(view)), "document.html", context, rows=_rows(view, marks), data=data)


def title_of(view: DocumentView) -> str:
    """What to call a document by."""
    return view.source.title or view.source.name


def _part(visit: Visit, length: int) -> tuple[int, int]:
    parts = max(1, -(-length // PART))
    asked = visit.query.get("part", "1")
    if not asked.isascii() or not asked.isdigit() or not 1 <= int(asked[:9]) <= parts:
        raise MissingError(
            f"This text has {parts} part{'s' if parts > 1 else ''}, and none called {short(asked, 20)!r}."
        )
    return int(asked), parts


def _ends(marks: list[Mark]) -> dict[str, str]:
    """Where to go for each record: the first place of its status or content, as an address within the page."""
    first: dict[str, str] = {}
    for mark in marks:
        if mark.field in ("status", "content", "kind"):
            part = mark.start // PART + 1
            place = addresses.anchor(mark.start, mark.end)
            first.setdefault(mark.record, f"?part={part}#{place}" if part > 1 else f"#{place}")
    return first


def _statuses(visit: Visit, view: DocumentView) -> Iterator[tuple[str, str]]:
    rows = visit.connection.execute(
        "SELECT r.key, r.status FROM report r JOIN reading g ON g.id = r.reading AND g.retired IS NULL"
        " WHERE r.document = ?",
        (view.source.document,),
    )
    yield from rows


def _rows(view: DocumentView, marks: list[Mark]) -> Iterator[dict[str, Any]]:
    for mark in marks:
        yield {
            "document": view.source.document,
            **asdict(mark),
            "words": view.text[mark.start : mark.end],
        }


PAGE = Page("/document/{hash}", answer)
