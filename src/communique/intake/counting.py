"""How many documents sources hold, where that can be told without reading them as articles."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from communique.errors import SourceError
from communique.intake.columns import USUAL_COLUMNS, parse_columns
from communique.intake.given import Given, Reader
from communique.intake.kinds import JSONL, MAIL, PAGE, TEXT, kind_of
from communique.intake.pdf import read_pdf
from communique.intake.sources import in_order
from communique.intake.tables import read_csv, read_parquet
from communique.intake.unpacking import read_gzip, read_zstd
from communique.intake.word import read_word

_PART = 1 << 20


def count(sources: Sequence[str | Path], columns: str | None = None) -> int | None:
    """The number of documents, a few too many where some turn out to be none; None where only reading tells.

    Addresses, standard input, feeds and web archives are read once, or dear to read.

    Raises:
        SourceError: `columns` is not of its form.
    """
    chosen = parse_columns(columns) if columns is not None else USUAL_COLUMNS
    total = 0
    for source in in_order(sources):
        if isinstance(source, str):
            return None
        if not isinstance(source, Path):
            continue
        try:
            with source.open("rb") as stream:
                found = _count(Given(stream, str(source), source.stem, source.suffix.lower(), chosen))
        except (SourceError, OSError, ValueError):  # it will be a problem, which is one thing to tell of
            found = 1
        if found is None:
            return None
        total += found
    return total


def _count(given: Given) -> int | None:
    head, given = given.peeked()
    read = kind_of(head, given.suffix).read
    if read in (read_gzip, read_zstd):
        return sum(filter(None, (_count(inside) for inside in read(given) if isinstance(inside, Given)))) or None
    counted = _COUNTS.get(read)
    return None if counted is None else counted(given)


def _one(given: Given) -> int:
    return 1


def _lines(given: Given) -> int:
    lines, last = 0, b"\n"
    while part := given.stream.read(_PART):
        lines, last = lines + part.count(b"\n"), part
    return lines + (not last.endswith(b"\n"))


def _items(given: Given) -> int:
    return sum(1 for _ in read_csv(given))


def _rows(given: Given) -> int | None:
    from pyarrow.parquet import ParquetFile

    rows: int | None = ParquetFile(given.stream).metadata.num_rows if given.stream.seekable() else None
    return rows


_COUNTS: dict[Reader, Callable[[Given], int | None]] = {
    **dict.fromkeys((TEXT.read, PAGE.read, MAIL.read, read_pdf, read_word), _one),
    JSONL.read: _lines,
    read_csv: _items,
    read_parquet: _rows,
}
