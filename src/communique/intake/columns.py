"""Which column of a table, or key of a JSON record, holds which field of a document."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from communique.errors import SourceError

USUAL = {
    "text": ("body", "content", "article", "article_text", "full_text", "maintext"),
    "id": ("document_id", "doc_id", "article_id"),
    "title": ("headline",),
    "publisher": ("source", "outlet", "source_name", "source_domain", "domain"),
    "published": (
        *("date", "publication_date", "published_date", "published_at"),
        *("date_published", "date_publish", "pub_date", "pubdate"),
    ),
    "url": ("link", "source_url", "article_url"),
}
"""The fields of a document, and what else their columns are often called; the field's own name goes before these."""


class Chosen(NamedTuple):
    """Field to column, and for each field with more than one candidate a line that says so."""

    columns: Mapping[str, str]
    doubts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Columns:
    """The user's own words on it: pairs of field and column; the usual names hold for the other fields."""

    named: tuple[tuple[str, str], ...] = ()

    def choose(self, names: Iterable[str], sparse: bool = False) -> Chosen:
        """The column of each field among the columns there are; a field with two candidates has none.

        Args:
            names: the columns there are.
            sparse: whether a column without a value may be left out, as a key of a JSON record is.

        Raises:
            SourceError: a column that the user named is not there.
        """
        there = {name.strip().lower(): name for name in reversed([str(name) for name in names])}
        chosen: dict[str, str] = {}
        doubts: list[str] = []
        named = dict(self.named)
        taken = {column.lower() for column in named.values()}
        for field, others in USUAL.items():
            if field in named:
                if column := named[field]:
                    chosen[field] = there.get(column.lower(), column) if sparse else _present(column, there)
                continue
            own = [field] if field in there and field not in taken else []
            candidates = own or [name for name in others if name in there and name not in taken]
            if len(candidates) == 1:
                chosen[field] = there[candidates[0]]
            elif candidates:
                listed = " and ".join(repr(there[name]) for name in candidates)
                doubts.append(f"{listed} can both be the {field}; say which with --columns {field}={candidates[0]}")
        return Chosen(chosen, tuple(doubts))


USUAL_COLUMNS = Columns()
"""Where the user says nothing."""


def parse_columns(text: str) -> Columns:
    """The pairs in "text=body,published=date"; "title=" leaves a field empty.

    Raises:
        SourceError: not of this form, or no field of that name; the message is one line.
    """
    named: dict[str, str] = {}
    for part in text.split(","):
        field, sign, column = (piece.strip() for piece in part.partition("="))
        if not sign or field not in USUAL:
            raise SourceError(f"--columns: {part.strip()!r} is not FIELD=COLUMN with a field of {', '.join(USUAL)}")
        if field in named:
            raise SourceError(f"--columns: {field} is named twice")
        named[field] = column
    return Columns(tuple(sorted(named.items())))


def fields_of(record: Mapping[str, object], columns: Mapping[str, str]) -> dict[str, object]:
    """A record's values under the names of the fields; days and times as ISO 8601, what is no value left out."""
    fields: dict[str, object] = {}
    for field, column in columns.items():
        value = record.get(column)
        if isinstance(value, datetime.date):  # a time too
            value = value.isoformat()[:10]
        if field != column.strip().lower() and isinstance(value, (dict, list)):
            continue  # {"source": {"name": ...}} names a publisher in a way of its own
        fields[field] = value
    return fields


def _present(column: str, there: Mapping[str, str]) -> str:
    if (name := there.get(column.lower())) is None:
        listed = ", ".join(list(there.values())[::-1][:20])
        raise SourceError(f"no column {column!r} (there are: {listed})")
    return name
