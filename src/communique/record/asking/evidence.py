"""Quotations of the raw text, and what people decided of a record."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence

from communique.record.asking.views import CorrectionView, Quote
from communique.schema import Contact, Span, words_of

_CORRECTIONS = (
    "SELECT id, made, who, why, verb, scope, target, other, field, value, undone, undoer FROM correction WHERE id IN "
    "(SELECT correction FROM anchor WHERE key IN (SELECT value FROM json_each(?1))) "
    "OR target IN (SELECT value FROM json_each(?1)) ORDER BY id"
)


def text_of(connection: sqlite3.Connection, document: str) -> str:
    """The raw text of a document."""
    (text,) = connection.execute("SELECT text FROM document WHERE hash = ?", (document,)).fetchone()
    return str(text)


def quote(text: str, span: Span, focus: Iterable[Span] = ()) -> Quote:
    """The words of a span; places of `focus` within it are counted from its start."""
    start, end = span
    inner = tuple(Span(one.start - start, one.end - start) for one in sorted(set(focus)) if span.covers(one))
    return Quote(text[start:end], start, end, inner)


def quoted(text: str, start: int | None, end: int | None) -> Quote | None:
    """The words between two places, None where there are none."""
    return None if start is None or end is None else quote(text, Span(start, end))


def telling(text: str, contact: Contact) -> Quote | None:
    """The sentence that the status of a contact rests on, the words that say status and kind in focus."""
    sentence, focus = words_of(contact)
    return None if sentence is None else quote(text, sentence, focus)


def corrections_of(connection: sqlite3.Connection, keys: Sequence[str]) -> tuple[CorrectionView, ...]:
    """What people decided of some records, those taken back too, in the order in which it was decided."""
    rows = connection.execute(_CORRECTIONS, (json.dumps(list(keys)),))
    return tuple(CorrectionView(*row) for row in rows)
