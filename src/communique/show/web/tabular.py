"""An answer as JSON or CSV: what other programs get at the address of a page."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, is_dataclass
from tempfile import SpooledTemporaryFile
from typing import IO, Any

from communique.record.asking.frames import flat
from communique.show.cells import cell
from communique.show.web.site import Answer

TYPES = {"json": "application/json", "csv": "text/csv; charset=utf-8"}
_IN_MEMORY = 4 << 20
_CHUNK = 1 << 16


def written(answer: Answer, form: str) -> Iterator[bytes]:
    """The bytes of an answer in a form. All is written before the first is given, so that an error is no half file."""
    file: IO[bytes] = SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115 (`_chunks` closes it)
    text = io.TextIOWrapper(file, encoding="utf-8", newline="")
    if form == "csv":
        _write_csv(text, answer)
    else:
        _write_json(text, answer)
    text.flush()
    text.detach()
    file.seek(0)
    return _chunks(file)


def plain_row(row: Any) -> Mapping[str, Any]:
    """A row as one flat mapping."""
    if isinstance(row, Mapping):
        return row
    return flat(row)


def plain_value(value: Any) -> Any:
    """What JSON cannot write by itself."""
    if is_dataclass(value) and not isinstance(value, type):
        return asdict(value)
    if isinstance(value, set | frozenset):
        return sorted(value)
    if isinstance(value, Iterable):
        return list(value)
    raise TypeError(f"{type(value).__name__} is no JSON")


def _chunks(file: IO[bytes]) -> Iterator[bytes]:
    with file:
        while chunk := file.read(_CHUNK):
            yield chunk


def _write_json(to: IO[str], answer: Answer) -> None:
    if answer.data is not None:
        json.dump(answer.data, to, ensure_ascii=False, default=plain_value, indent=1)
        to.write("\n")
        return
    to.write("[")
    for number, row in enumerate(answer.rows):
        to.write(",\n" if number else "\n")
        json.dump(plain_row(row), to, ensure_ascii=False, default=plain_value)
    to.write("\n]\n")


def _write_csv(to: IO[str], answer: Answer) -> None:
    writer = csv.writer(to, lineterminator="\r\n")
    columns = answer.columns
    if columns:
        writer.writerow(columns)
    for row in map(plain_row, answer.rows):
        if not columns:
            columns = tuple(row)
            writer.writerow(columns)
        writer.writerow([cell(row.get(name)) for name in columns])
