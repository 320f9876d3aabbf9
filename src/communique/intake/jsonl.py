"""JSON lines: one article a line, as `{"id", "title", "publisher", "published", "url", "text"}`."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import BinaryIO

from communique.errors import SourceError
from communique.intake.columns import USUAL_COLUMNS, Columns, fields_of
from communique.intake.decoding import decode
from communique.intake.limits import MAX_LINE_BYTES
from communique.intake.records import document_of
from communique.schema import Document, Problem


def read_jsonl(
    stream: BinaryIO, source: str, stem: str, columns: Columns = USUAL_COLUMNS
) -> Iterator[Document | Problem]:
    """The articles of a JSONL stream; a line that is none is a `Problem` with its number, and the next is read.

    A line may also hold its article under `document`, as the exchange format does. A record without an id gets the
    stem with the number of its line. Keys may have the other usual names, or those that `columns` gives.
    """
    found = False
    doubted: set[str] = set()
    for number, line in _lines(stream):
        found = True
        where = Problem("", source, number)
        try:
            record = _record(line)
            chosen, doubts = columns.choose(record, sparse=True)
            for doubt in sorted({*doubts} - doubted):
                doubted.add(doubt)
                yield Problem(doubt, source, number)
            yield from document_of(fields_of(record, chosen), f"{stem}-{number}", where)
        except SourceError as error:
            yield Problem(str(error), source, number)
    if not found:
        yield Problem("empty", source)


def _lines(stream: BinaryIO) -> Iterator[tuple[int, bytes | None]]:
    """The lines that are not blank, with their numbers; None for one beyond the limit, whose rest is passed over."""
    number = 0
    while line := stream.readline(MAX_LINE_BYTES + 1):
        number += 1
        if len(line) > MAX_LINE_BYTES:
            while line and not line.endswith(b"\n"):
                line = stream.readline(MAX_LINE_BYTES)
            yield number, None
        elif line.strip():
            yield number, line


def _record(line: bytes | None) -> dict[str, object]:
    if line is None:
        raise SourceError(f"a line of more than {MAX_LINE_BYTES:,} bytes")
    try:
        record = json.loads(decode(line).rstrip())
    except (ValueError, RecursionError) as error:
        reason = f" (column {error.colno}: {error.msg})" if isinstance(error, json.JSONDecodeError) else ""
        raise SourceError(f"not JSON{reason}") from None
    if isinstance(record, dict) and isinstance(record.get("document"), dict):
        record = record["document"]
    if not isinstance(record, dict):
        raise SourceError("not a JSON object")
    return record
