"""The records in their own JSON form, nothing left out: JSON lines, or one JSON array."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from communique.schema import to_json

if TYPE_CHECKING:
    from typing import TextIO

    from communique.schema import Extraction


def write_jsonl(extractions: Iterable[Extraction], out: TextIO) -> None:
    """Write one line a document; `communique.schema.from_json` reads a line back without loss."""
    for extraction in extractions:
        out.write(to_json(extraction) + "\n")


def write_json(extractions: Iterable[Extraction], out: TextIO) -> None:
    """Write one JSON array with an element a document, indented for reading."""
    separator = "[\n"
    for extraction in extractions:
        out.write(separator + to_json(extraction, indent=2))
        separator = ",\n"
    out.write("[]\n" if separator == "[\n" else "\n]\n")
