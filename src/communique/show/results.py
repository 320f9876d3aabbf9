"""Answers of a ledger to a stream: a table for people, JSON, CSV for spreadsheets, Parquet for other programs."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, BinaryIO, TextIO

from communique.show.cells import cell
from communique.show.result_tables import write_result_table

if TYPE_CHECKING:
    from communique.record.asking import Results


def write_results(results: Results[Any], form: str, out: TextIO) -> None:
    """Write the rows of an answer.

    Args:
        results: what a `Ledger` gives.
        form: one of `FORMS`; "parquet" goes to the bytes beneath `out`.
        out: an open text stream.
    """
    if form == "parquet":
        write_parquet(results, out.buffer)
        return
    _WRITERS[form](results, out)


def write_json(results: Results[Any], out: TextIO) -> None:
    """One JSON array, a row a line."""
    separator = "[\n"
    for line in _lines(results):
        out.write(separator + line)
        separator = ",\n"
    out.write("[]\n" if separator == "[\n" else "\n]\n")


def write_jsonl(results: Results[Any], out: TextIO) -> None:
    """One row a line, as JSON."""
    for line in _lines(results):
        out.write(line + "\n")


def write_csv(results: Results[Any], out: TextIO) -> None:
    """A header and a row a line; lists are joined by semicolons, and no cell can be taken for a formula."""
    from communique.record.asking.frames import flat, names_of

    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(names_of(results.row))
    for row in results:
        writer.writerow([cell(value) for value in flat(row).values()])


def write_parquet(results: Results[Any], out: BinaryIO) -> None:
    """A Parquet file; the same rows give the same columns and types, also when there are none."""
    import pyarrow.parquet

    pyarrow.parquet.write_table(results.to_arrow(), out, compression="zstd")


_WRITERS: Mapping[str, Callable[[Results[Any], TextIO], None]] = {
    "table": write_result_table,
    "json": write_json,
    "jsonl": write_jsonl,
    "csv": write_csv,
}
FORMS = (*_WRITERS, "parquet")
"""The formats of `write_results`."""


def _lines(results: Results[Any]) -> Iterator[str]:
    from communique.record.asking.frames import as_json

    return map(as_json, results)
