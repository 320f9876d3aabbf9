"""The rows of a table as CSV, JSON lines or Parquet, row by row: a million rows take no more memory than a thousand."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, BinaryIO, TextIO

from communique.record.asking import Results
from communique.show.cells import cell
from communique.show.exports.request import Request


def write_csv(request: Request, out: BinaryIO) -> None:
    """A header and a row a line; lists are joined by semicolons, and no cell can be taken for a formula."""
    from communique.record.asking.frames import flat, names_of

    results = rows_of(request)
    with as_text(out) as text:
        writer = csv.writer(text, lineterminator="\r\n")
        writer.writerow(names_of(results.row))
        for row in results:
            writer.writerow([cell(value) for value in flat(row).values()])
            request.tally.write()


def write_jsonl(request: Request, out: BinaryIO) -> None:
    """One row a line, as JSON."""
    from communique.record.asking.frames import as_json

    with as_text(out) as text:
        for row in rows_of(request):
            text.write(as_json(row) + "\n")
            request.tally.write()


def write_parquet(request: Request, out: BinaryIO) -> None:
    """A Parquet file; the same rows give the same columns and types, also when there are none."""
    import pyarrow.parquet

    from communique.record.asking.frames import arrow_batches, arrow_schema

    results = rows_of(request)
    with pyarrow.parquet.ParquetWriter(out, arrow_schema(results.row), compression="zstd") as writer:
        for batch in arrow_batches(results.row, results):
            writer.write_batch(batch)
            request.tally.write(batch.num_rows)


def rows_of(request: Request) -> Results[Any]:
    """The rows that the request asks for."""
    asked: Results[Any] = getattr(request.ledger, request.table)(request.question)
    return asked


@contextmanager
def as_text(out: BinaryIO) -> Iterator[TextIO]:
    """A stream of UTF-8 over one of bytes, which stays open."""
    text = io.TextIOWrapper(out, encoding="utf-8", newline="", write_through=False)
    try:
        yield text
        text.flush()
    finally:
        text.detach()
