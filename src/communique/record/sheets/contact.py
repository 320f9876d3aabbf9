"""A contact with all it rests on: what each report says field by field, its course, its ties, its corrections."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from communique.record.asking.contacts import one_contact
from communique.record.asking.rows import ContactRow, Source
from communique.schema import Span
from communique.schema.reports import Disagreement

FIELDS = tuple("kind status date place party topic initiator level format duration outcome source".split())
"""The fields of a report in the order in which they are looked at."""


@dataclass(frozen=True, slots=True)
class Value:
    """A value of a field and where its words stand; `note` is the side of a party, or what a date was counted from."""

    text: str
    start: int | None
    end: int | None
    note: str | None = None
    role: str | None = None


@dataclass(frozen=True, slots=True)
class Column:
    """What one report says: its values by field, the statuses it passes through, and its sentences."""

    key: str
    source: Source
    copy_of: str | None
    values: dict[str, tuple[Value, ...]]
    history: tuple[Value, ...]
    evidence: tuple[Span, ...]

    @property
    def focus(self) -> tuple[Span, ...]:
        """The words that say status and kind."""
        told = (*self.values.get("status", ()), *self.values.get("kind", ()))
        return tuple(Span(one.start, one.end) for one in told if one.start is not None and one.end is not None)

    @property
    def sentence(self) -> Span | None:
        """The sentence the status rests on, else the first."""
        first = next(iter(self.focus), None)
        covering = (one for one in self.evidence if first is not None and one.covers(first))
        return next(covering, next(iter(self.evidence), first))


@dataclass(frozen=True, slots=True)
class Step:
    """A status of a contact, since when, and the report that gave it."""

    status: str
    at: str | None
    report: str


@dataclass(frozen=True, slots=True)
class Link:
    """Two reports that were found to tell of one contact, and why."""

    a: str
    b: str
    score: float
    why: str


@dataclass(frozen=True, slots=True)
class Correction:
    """What a person said of a contact or one of its reports; `undone` is when it was taken back."""

    id: int
    made: str
    who: str
    why: str | None
    verb: str
    scope: str
    target: str
    other: str | None
    field: str | None
    value: Any
    undone: str | None


@dataclass(frozen=True, slots=True)
class ContactSheet:
    """A contact with all it rests on; `columns` are its reports in order of publication."""

    row: ContactRow
    columns: tuple[Column, ...]
    steps: tuple[Step, ...]
    disagreements: tuple[Disagreement, ...]
    links: tuple[Link, ...]
    corrections: tuple[Correction, ...]

    def column(self, report: str) -> Column | None:
        """The column of a report."""
        return next((one for one in self.columns if one.key == report), None)

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields that at least one report fills."""
        return tuple(name for name in FIELDS if any(one.values.get(name) for one in self.columns))

    def disputed(self, report: str, field: str) -> bool:
        """Whether what a report says of a field disagrees with another."""
        name = "topics" if field == "topic" else field
        return any(name == one.field and report in (one.a, one.b) for one in self.disagreements)


def contact_sheet(connection: sqlite3.Connection, id: str) -> ContactSheet | None:
    """All about the contact of an id, None where there is none."""
    select = one_contact(id)
    found = connection.execute(select.sql(None, 0), select.parameters).fetchone()
    if found is None:
        return None
    columns = columns_of(connection, id)
    keys = json.dumps([column.key for column in columns])
    return ContactSheet(
        select.make(found),
        columns,
        tuple(
            Step(*row)
            for row in connection.execute("SELECT status, at, report FROM step WHERE contact = ? ORDER BY nth", (id,))
        ),
        tuple(
            Disagreement(*row)
            for row in connection.execute(
                "SELECT field, a, b, value_a, value_b, weight, why FROM disagreement WHERE contact = ? ORDER BY nth",
                (id,),
            )
        ),
        tuple(
            Link(*row)
            for row in connection.execute(
                "SELECT a, b, score, why FROM judgement WHERE a IN (SELECT value FROM json_each(?1))"
                " AND b IN (SELECT value FROM json_each(?1)) ORDER BY score DESC, a, b",
                (keys,),
            )
        ),
        corrections_of(connection, [column.key for column in columns]),
    )


def columns_of(connection: sqlite3.Connection, id: str) -> tuple[Column, ...]:
    """What the reports of a contact say, in order of publication."""
    rows = connection.execute(
        "SELECT r.key, r.reading, r.ordinal, nullif(d.voice, d.hash), d.hash, d.title, d.publisher, g.published, d.url"
        " FROM contact_report k JOIN report r ON r.key = k.report"
        " JOIN reading g ON g.id = r.reading AND g.retired IS NULL JOIN document d ON d.hash = r.document"
        " WHERE k.contact = ? ORDER BY g.published IS NULL, g.published, r.key",
        (id,),
    )
    return tuple(
        column(connection, key, reading, ordinal, Source(*source), copy_of)
        for key, reading, ordinal, copy_of, *source in rows.fetchall()
    )


def column(
    connection: sqlite3.Connection, key: str, reading: int, ordinal: int, source: Source, copy_of: str | None
) -> Column:
    """What one report says."""
    told: dict[str, list[Value]] = {}
    roles: dict[int, str] = {}
    rows = connection.execute(
        'SELECT name, nth, value, "start", "end", note FROM field WHERE reading = ? AND ordinal = ? ORDER BY name, nth',
        (reading, ordinal),
    ).fetchall()
    for name, nth, value, *_ in rows:
        if name == "role" and value != "participant":
            roles[nth] = value
    for name, nth, value, start, end, note in rows:
        role = roles.get(nth) if name == "party" else None
        told.setdefault(name, []).append(Value(value, start, end, note, role))
    return Column(
        key,
        source,
        copy_of,
        {name: tuple(told[name]) for name in FIELDS if name in told},
        tuple(told.get("history", ())),
        tuple(_spans(told.get("evidence", ()))),
    )


def corrections_of(connection: sqlite3.Connection, keys: Sequence[str]) -> tuple[Correction, ...]:
    """What was said of some records, the latest first, what was taken back too."""
    rows = connection.execute(
        "SELECT DISTINCT c.id, c.made, c.who, c.why, c.verb, c.scope, c.target, c.other, c.field, c.value, c.undone"
        " FROM anchor a JOIN correction c ON c.id = a.correction"
        " WHERE a.key IN (SELECT value FROM json_each(?)) ORDER BY c.id DESC",
        (json.dumps(list(keys)),),
    )
    return tuple(Correction(*_read(cells)) for cells in rows)


def _read(cells: tuple[Any, ...]) -> tuple[Any, ...]:
    return (*cells[:9], json.loads(cells[9]) if cells[9] is not None else None, cells[10])


def _spans(values: Iterable[Value]) -> Iterable[Span]:
    return (Span(one.start, one.end) for one in values if one.start is not None and one.end is not None)
