"""Corpora as tables: CSV and Parquet, one article a row."""

from __future__ import annotations

import codecs
import csv
import io
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, BinaryIO

from communique.errors import SourceError
from communique.intake.columns import Columns, fields_of
from communique.intake.decoding import decode
from communique.intake.given import Given
from communique.intake.limits import MAX_CHARACTERS, MAX_LINE_BYTES
from communique.intake.records import document_of
from communique.schema import Document, Problem

if TYPE_CHECKING:
    from pyarrow.parquet import ParquetFile

_DELIMITERS = ",;\t|"
_ROWS = 32


def read_csv(given: Given) -> Iterator[Document | Problem]:
    """The articles of a CSV or TSV table whose first row names its columns; a row that is none is a `Problem`.

    Raises:
        SourceError: no column of text, no rows, a line that is too long or none: what follows it is not read.
    """
    lines = _lines(given)
    names, delimiter = _heading(lines, given.columns)
    chosen, doubts = given.columns.choose(names)
    for doubt in doubts:
        yield Problem(doubt, given.source, 1)
    _check_text(chosen, names)
    csv.field_size_limit(2 * MAX_CHARACTERS)
    rows = csv.reader(lines, delimiter=delimiter, strict=True)
    begin = 2
    found = False
    while True:
        try:
            row = next(rows, None)
        except csv.Error as error:
            yield Problem(f"not CSV ({error})", given.source, begin)
            row, found = [], True
        if row is None:
            break
        number, begin = begin, rows.line_num + 2
        if not row:
            continue
        found = True
        try:
            if len(row) > len(names):
                raise SourceError(f"{len(row)} cells for {len(names)} columns; put text with {delimiter!r} in quotes")
            cells = dict(zip(names, row, strict=False))
            yield from document_of(
                fields_of(cells, chosen), f"{given.stem}-{number}", Problem("", given.source, number)
            )
        except SourceError as error:
            yield Problem(str(error), given.source, number)
    if not found:
        raise SourceError("a table without rows")


def read_parquet(given: Given) -> Iterator[Document | Problem]:
    """The articles of a Parquet file, a few rows at a time; a row that is none is a `Problem` with its number.

    Raises:
        SourceError: no Parquet file, no column of text, or damaged: what follows is not read.
    """
    with tempfile.TemporaryFile() as spool:
        table = _opened(_seekable(given.stream, spool))
        names = table.schema_arrow.names
        chosen, doubts = given.columns.choose(names)
        for doubt in doubts:
            yield Problem(doubt, given.source)
        _check_text(chosen, names)
        if not table.metadata.num_rows:
            raise SourceError("a table without rows")
        for number, row in enumerate(_rows(table, sorted(set(chosen.values()))), start=1):
            try:
                where = Problem("", given.source, number)
                yield from document_of(fields_of(row, chosen), f"{given.stem}-{number}", where)
            except SourceError as error:
                yield Problem(str(error), given.source, number)


def _check_text(chosen: Mapping[str, str], names: list[str]) -> None:
    if "text" not in chosen:
        listed = ", ".join(names[:20]) + (", ..." if len(names) > 20 else "")
        raise SourceError(f"no column for the text (there are: {listed}); name it with --columns text=COLUMN")


def _lines(given: Given) -> Iterator[str]:
    """The lines of a table, decoded one by one."""
    head, given = given.peeked()
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):  # as spreadsheets write "Unicode text"
        text = io.TextIOWrapper(given.stream, encoding="utf-16", errors="replace", newline="")
        while wide := text.readline(MAX_LINE_BYTES):
            yield wide
        return
    while line := given.stream.readline(MAX_LINE_BYTES + 1):
        if len(line) > MAX_LINE_BYTES:
            raise SourceError(f"a line of more than {MAX_LINE_BYTES:,} bytes; not read from there on")
        yield decode(line)


def _heading(lines: Iterator[str], columns: Columns) -> tuple[list[str], str]:
    """The names of the columns, and what parts them: of the usual signs the one that gives a column of text."""
    first = next(lines, "")
    if not first.strip():
        raise SourceError("empty")
    try:
        parted = {
            sign: [name.strip() for name in next(csv.reader([first], delimiter=sign), [])] for sign in _DELIMITERS
        }
    except csv.Error as error:
        raise SourceError(f"not CSV ({error})") from None
    best = max(_DELIMITERS, key=lambda sign: len(parted[sign]))  # the first of the best
    for sign in _DELIMITERS:
        try:
            if "text" in columns.choose(parted[sign]).columns:
                return parted[sign], sign
        except SourceError:
            continue  # a column that the user named is not there, parted like this
    return parted[best], best


def _seekable(stream: BinaryIO, spool: BinaryIO) -> BinaryIO:
    """A stream that can be read from its end, as Parquet is: itself, or a copy of what comes through a pipe."""
    if stream.seekable():
        return stream
    shutil.copyfileobj(stream, spool, 1 << 20)
    spool.seek(0)
    return spool


def _opened(stream: BinaryIO) -> ParquetFile:
    from pyarrow import ArrowException
    from pyarrow.parquet import ParquetFile

    try:
        return ParquetFile(stream)
    except (ArrowException, OSError, ValueError) as error:
        raise SourceError(f"a damaged Parquet file, or one that breaks off ({_line(error)})") from None


def _rows(table: ParquetFile, columns: list[str]) -> Iterator[dict[str, object]]:
    from pyarrow import ArrowException

    batches = table.iter_batches(batch_size=_ROWS, columns=columns)
    while True:
        try:
            batch = next(batches, None)
        except (ArrowException, OSError, ValueError) as error:
            raise SourceError(f"a damaged Parquet file ({_line(error)}); not read from there on") from None
        if batch is None:
            return
        for number in range(batch.num_rows):
            yield {name: _value(batch.column(name)[number]) for name in batch.schema.names}


def _value(cell: Any) -> object:
    """What a cell holds; text in another coding than it claims is read as a file in that would be."""
    try:
        value: object = cell.as_py()
    except UnicodeDecodeError:
        return decode(cell.as_buffer().to_pybytes())
    except (ValueError, OverflowError):  # a time that is none
        return f"{cell.type} out of range"
    return value


def _line(error: object) -> str:
    return " ".join(str(error).split())[:120]
