"""A contact: what each report says of each field, where they disagree, its course, why they are one, corrections."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from communique.errors import LedgerError, QuestionError
from communique.record.asking import ContactRow
from communique.record.asking.views import ContactView, DocumentView, FieldView, ReportView, View
from communique.record.sheets import look_alikes, near_ids
from communique.schema import KINDS, STATUSES
from communique.show.web import addresses
from communique.show.web.decisions import decide
from communique.show.web.quotes import shown
from communique.show.web.rendering import short
from communique.show.web.site import Answer, MissingError, Moved, Page, Visit

FIELDS = tuple("kind status date place party topic initiator level format duration outcome source".split())
SETTABLE = tuple("status date kind place topics initiator level format outcome".split())
"""What a person can set, the commonest first."""
CHOICES = (*STATUSES, *KINDS)

# Where the field of a report and that of a contact, or of a disagreement, have different names.
_OF_CONTACT = {"topic": "topics", "party": "parties"}


@dataclass(frozen=True, slots=True)
class Cell:
    """One value that a report gives, with the address of its words."""

    text: str
    note: str | None
    address: str | None


@dataclass(frozen=True, slots=True)
class Line:
    """A field: what the ledger concludes, and what each report says of it; `disputed` are reports that disagree."""

    name: str
    concluded: str | None
    cells: tuple[tuple[str, tuple[Cell, ...]], ...]
    disputed: frozenset[str]

    @property
    def told(self) -> tuple[Cell, ...]:
        """The different values that reports give, each with the first place of it."""
        first: dict[str, Cell] = {}
        for _, cells in self.cells:
            for cell in cells:
                first.setdefault(cell.text, cell)
        return tuple(first.values())


def answer(visit: Visit) -> Answer | Moved:
    """The contact of an id; one that a contact once had leads to the contact of today, a report to its contact."""
    view = looked_up(visit, visit.parts["id"])
    if not isinstance(view, ContactView) or view.row.id != visit.parts["id"]:
        return Moved(place_of(view))
    context = {
        "view": view,
        "row": view.row,
        "lines": lines_of(view),
        "quotes": {one.key: shown(one.telling, one.source, 420) for one in view.reports},
        "names": names_of(view),
        "alike": alike_of(visit, view.row.id),
        "settable": SETTABLE,
        "choices": CHOICES,
    }
    return Answer(short(view.row.label), "contact.html", context, rows=_rows(view), data=asdict(view))


def act(visit: Visit, sent: Mapping[str, list[Any]]) -> Moved:
    """A correction, then back to the contact, which may have another id by now."""
    made = decide(visit.site, sent)
    return Moved(addresses.contact(visit.parts["id"]) + "#corrections", made)


def looked_up(visit: Visit, id: str) -> View:
    """The record of an id.

    Raises:
        MissingError: there is none; with those whose id is nearly the same.
    """
    try:
        return visit.asking.show(id)
    except (QuestionError, LedgerError) as error:
        if isinstance(error.__cause__, sqlite3.Error):
            raise
        near = [
            (name, addresses.contact(one) if one.startswith("c-") else addresses.document(one))
            for one, name in near_ids(visit.connection, id)
        ]
        raise MissingError(str(error), near) from None


def place_of(view: View) -> str:
    """The address at which a record is looked at."""
    if isinstance(view, ContactView):
        return addresses.contact(view.row.id)
    if isinstance(view, DocumentView):
        return addresses.document(view.source.document)
    if isinstance(view, ReportView):
        if view.contact is not None:
            return addresses.contact(view.contact)
        span = (view.telling.start, view.telling.end) if view.telling else (None, None)
        return addresses.document(view.source.document, *span)
    return addresses.document(view.row.source.document, view.row.start, view.row.end)


def alike_of(visit: Visit, id: str) -> list[ContactRow]:
    """Contacts that may be the same as one, and are told apart."""
    views = (visit.asking.show(other) for other in look_alikes(visit.connection, id))
    return [view.row for view in views if isinstance(view, ContactView)]


def lines_of(view: ContactView) -> list[Line]:
    """The fields that at least one report fills."""
    told = [(report.key, report, _by_name(report)) for report in view.reports]
    found = []
    for name in FIELDS:
        cells = tuple(
            (key, tuple(_cell(report, one, fields) for one in fields.get(name, ()))) for key, report, fields in told
        )
        if any(values for _, values in cells):
            known = _OF_CONTACT.get(name, name)
            found.append(Line(name, _concluded(view.row, known), cells, _disputed(view, known)))
    return found


def names_of(view: ContactView) -> dict[str, str]:
    """What to call each report by: its publisher, with the day where one publisher has several."""
    publishers = [one.source.publisher or one.source.title or one.source.name for one in view.reports]
    return {
        report.key: short(name, 60) + (f", {report.source.published}" if publishers.count(name) > 1 else "")
        for report, name in zip(view.reports, publishers, strict=True)
    }


def _by_name(report: ReportView) -> dict[str, list[FieldView]]:
    found: dict[str, list[FieldView]] = {}
    for field in report.fields:
        found.setdefault(field.name, []).append(field)
    return found


def _disputed(view: ContactView, field: str) -> frozenset[str]:
    """The reports that disagree with another about a field; a near-copy disagrees as its voice does."""
    keys = {key for one in view.disagreements if one.field == field for key in (one.report_a, one.report_b)}
    voices = {one.source.document for one in view.reports if one.key in keys}
    return frozenset(keys | {one.key for one in view.reports if one.copy_of in voices})


def _cell(report: ReportView, one: FieldView, fields: Mapping[str, list[FieldView]]) -> Cell:
    note = one.note
    if one.name == "party":
        role = next((role.value for role in fields.get("role", ()) if role.nth == one.nth), "participant")
        note = ", ".join(part for part in (note, role if role != "participant" else None) if part)
    elif one.name == "date" and note:
        note = f"counted from {note}"
    place = addresses.document(report.source.document, one.quote.start, one.quote.end) if one.quote else None
    return Cell(one.value, note or None, place)


def _concluded(row: ContactRow, name: str) -> str | None:
    if name == "parties":
        return "; ".join(one.name for one in row.parties)
    if name == "topics":
        return "; ".join(row.topics)
    # Duration and source are of a report alone.
    value = getattr(row, name) if name not in ("duration", "source") else None
    return None if value is None else str(value)


def _rows(view: ContactView) -> Iterator[dict[str, Any]]:
    """The table as rows: one a value, with the place of its words."""
    for report in view.reports:
        for one in report.fields:
            yield {
                "contact": view.row.id,
                "report": report.key,
                "document": report.source.document,
                "publisher": report.source.publisher,
                "published": report.source.published,
                "field": one.name,
                "value": one.value,
                "note": one.note,
                "start": one.quote.start if one.quote else None,
                "end": one.quote.end if one.quote else None,
                "words": one.quote.words if one.quote else None,
            }


PAGE = Page("/contact/{id}", answer, act=act)
