"""Lakes for tests: what is in one, and what a ledger of the same articles holds."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from communique.fleet.lake.chunks import End, Settings, chunks_of, read_chunk
from communique.fleet.lake.places import Place, place_of
from communique.fleet.lake.shapes import CONCLUDED, schema_of
from communique.fleet.lake.sources import Source, Stack, sources_of
from communique.intake.columns import USUAL_COLUMNS
from communique.record import Ledger

_CHILDREN = {
    "parties": "SELECT name, side, actor, role FROM contact_party WHERE contact = ? ORDER BY nth",
    "steps": "SELECT status, at, report FROM step WHERE contact = ? ORDER BY nth",
    "disagreements": "SELECT field, a, b, value_a, value_b, weight, why FROM disagreement WHERE contact = ?"
    " ORDER BY nth",
}


def in_ledger(path: Path) -> dict[str, list[Any]]:
    """What a ledger concludes, in the shape of a lake's tables."""
    with Ledger(path) as ledger:
        rows = ledger.connection.execute
        contacts = []
        names = [one[0] for one in rows("SELECT * FROM contact LIMIT 0").description]
        for row in rows("SELECT * FROM contact ORDER BY id").fetchall():
            contact = dict(zip(names, row, strict=True))
            del contact["verdict"]
            contact["topics"] = json.loads(contact["topics"])
            for name, query in _CHILDREN.items():
                found = rows(query, (contact["id"],))
                keys = [one[0] for one in found.description]
                contact[name] = [dict(zip(keys, cells, strict=True)) for cells in found]
            reports = rows("SELECT report FROM contact_report WHERE contact = ?", (contact["id"],)).fetchall()
            contact["reports"] = sorted(key for (key,) in reports)
            contacts.append(contact)
        judged = rows("SELECT a, b, score, why FROM judgement ORDER BY a, b").fetchall()
        return {
            "contacts": contacts,
            "judgements": [
                {"a": a, "b": b, "score": score, "why": why.split("; ") if why else []} for a, b, score, why in judged
            ],
            "copies": [
                {"document": document, "voice": voice}
                for document, voice in rows("SELECT hash, voice FROM document WHERE voice <> hash ORDER BY hash")
            ],
        }


def in_lake(folder: str) -> dict[str, list[Any]]:
    """What a lake concludes."""
    found = {table: rows_of(folder, table) for table in CONCLUDED}
    for contact in found["contacts"]:
        contact["reports"] = sorted(contact["reports"])
    return {
        "contacts": sorted(found["contacts"], key=lambda row: row["id"]),
        "judgements": sorted(found["judgements"], key=lambda row: (row["a"], row["b"])),
        "copies": sorted(found["copies"], key=lambda row: row["document"]),
    }


def rows_of(folder: str, table: str) -> list[dict[str, Any]]:
    """All rows of a table of a lake."""
    place = place_of(folder)
    parts = [place.at(table, f"{part}.parquet").read_table() for part in place.at(table).parts()]
    assert all(part.schema.equals(schema_of(table)) for part in parts)
    return [row for part in parts for row in part.to_pylist()]


def read_into(lake: Place, sources: Sequence[str | Path], settings: Settings | None = None, size: int = 128) -> None:
    """Fill the tables that reading fills, in this process and without Ray."""
    stack = Stack(tuple(one for one in sources_of([str(one) for one in sources]) if isinstance(one, Source)))
    settings = settings or Settings()
    for chunk in chunks_of(stack, USUAL_COLUMNS, settings.published, size=size):
        if not isinstance(chunk, End):
            read_chunk(chunk, lake, settings)
