"""Every place in a text that a record was read from."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass
from typing import Literal

Layer = Literal["contact", "statement", "position"]


@dataclass(frozen=True, slots=True)
class Mark:
    """Words `[start, end)` that a record of a layer was read from, and as which field of it."""

    layer: Layer
    record: str
    field: str
    start: int
    end: int


def marks_of(connection: sqlite3.Connection, document: str) -> list[Mark]:
    """The places of all that was read in a document, in the order of the text."""
    (reading,) = connection.execute(
        "SELECT id FROM reading WHERE document = ? AND retired IS NULL", (document,)
    ).fetchone() or (None,)
    fields = connection.execute(
        'SELECT r.key, f.name, f."start", f."end" FROM report r JOIN field f ON f.reading = r.reading'
        ' AND f.ordinal = r.ordinal WHERE r.reading = ? AND f."start" IS NOT NULL',
        (reading,),
    )
    found = [Mark("contact", key, name, start, end) for key, name, start, end in fields]
    for key, record in connection.execute("SELECT key, record FROM statement WHERE reading = ?", (reading,)):
        told = json.loads(record)
        found.append(Mark("statement", key, "cue", *told["cue"]))
        found += [Mark("statement", key, "content", *span) for span in told["content"]]
    for key, record in connection.execute("SELECT key, record FROM position WHERE reading = ?", (reading,)):
        told = json.loads(record)
        spans = {"content": told["content"], "act": told["act"]["span"], "condition": told["condition"]}
        found += [Mark("position", key, name, *span) for name, span in spans.items() if span is not None]
    return sorted(found, key=lambda one: (one.start, -one.end, one.layer, one.record, one.field))
