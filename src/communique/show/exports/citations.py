"""The documents as CSL-JSON: what Zotero, pandoc and other citation processors read. What is not known stays out."""

from __future__ import annotations

import json
from typing import Any, BinaryIO

from communique.errors import DateError
from communique.record.asking import DocumentRow
from communique.schema.edtf import Interval, Moment, parse_edtf
from communique.show.exports.markup import web_address
from communique.show.exports.request import Request
from communique.show.exports.tables import as_text
from communique.show.phrases import plain


def write_csl(request: Request, out: BinaryIO) -> None:
    """A JSON array with an item a document; a document is a "webpage" where it has an address, else a "document"."""
    separator = "[\n"
    with as_text(out) as text:
        for row in request.ledger.documents(request.question):
            text.write(separator + json.dumps(item_of(row), ensure_ascii=False))
            separator = ",\n"
            request.tally.write()
        text.write("[]\n" if separator == "[\n" else "\n]\n")


def item_of(row: DocumentRow) -> dict[str, Any]:
    """One item: its id is the hash of the document, by which the ledger shows it."""
    address = web_address(row.url)
    item: dict[str, Any] = {"id": row.hash, "type": "webpage" if address else "document"}
    if row.title:
        item["title"] = plain(row.title)
    if row.publisher:
        item["container-title" if address else "publisher"] = plain(row.publisher)
    if issued := _issued(row.published):
        item["issued"] = issued
    if address:
        item["URL"] = address
    item["note"] = plain(row.name)
    return item


def _issued(edtf: str | None) -> dict[str, Any] | None:
    if edtf is None:
        return None
    try:
        value = parse_edtf(edtf)
    except DateError:
        return {"literal": plain(edtf)}
    moments = (value.start, value.end) if isinstance(value, Interval) else (value,)
    parts = [_parts(moment) for moment in moments]
    if not all(parts) or any(mark in edtf for mark in "?~%X"):
        return {"literal": edtf}
    return {"date-parts": parts}


def _parts(moment: Moment | None) -> list[int]:
    """Year, month and day as far as they are known; empty for an open end, a season or a decade."""
    if moment is None or not moment.year.isdigit() or (moment.month is not None and moment.month > 12):
        return []
    return [part for part in (int(moment.year), moment.month, moment.day) if part is not None]
