"""A folder of actor tables as a whole: what is wrong in it, and a row added without breaking it.

A folder holds any of `bodies.csv`, `surfaces.csv`, `offices.csv`, `persons.csv` and `tenures.csv`. A user's own folder
may refer to the rows of the tables that ship with the project, its `base`.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from communique.errors import LexiconError
from communique.lexicon.actor_columns import TABLES, check_row
from communique.lexicon.dates import Days, days

KEYS = {
    "bodies": ("id",),
    "surfaces": ("surface", "body", "start"),
    "offices": ("id",),
    "persons": ("id",),
    "tenures": ("office", "start", "person"),
}
"""The columns by which the rows of a table are told apart, and sorted."""

SINGLE_HOLDER = frozenset(
    {
        "head_of_state",
        "head_of_government",
        "monarch",
        "foreign_minister",
        "defence_minister",
        "minister",
        "chief_of_staff",
        "head",
        "speaker",
    }
)
"""Kinds of office that one person holds at a time; of deputies, envoys, advisers and spokespersons there are many."""

_REFERENCES = (
    ("surfaces", "body", "bodies"),
    ("offices", "body", "bodies"),
    ("tenures", "person", "persons"),
    ("tenures", "office", "offices"),
)
_PRECISION = {4: "year", 7: "month", 10: "day"}
_WIKIDATA = re.compile(r"Q[1-9]\d*|")


@dataclass(frozen=True, slots=True)
class Line:
    """One good row, and where it stands."""

    table: str
    number: int
    cells: dict[str, str]
    path: Path

    def fault(self, text: str) -> str:
        """The message that something is wrong with this row."""
        return f"{self.path}: line {self.number}: {text}"

    @property
    def key(self) -> tuple[str, ...]:
        """What tells the row apart from all others of its table."""
        return tuple(self.cells[column] for column in KEYS[self.table])


def check_tables(folder: Path, base: Path | None = None) -> tuple[str, ...]:
    """Everything that is wrong in a folder of actor tables, one line each: the file, its line, and the rule broken.

    Args:
        folder: the tables to check; those that are not there are taken for empty.
        base: another folder whose rows these may refer to, and whose tenures they must not contradict.
    """
    faults: list[str] = []
    lines = _read(folder, faults)
    under = _read(base, []) if base is not None else []
    for line in lines:
        faults.extend(_row_faults(line))
    faults.extend(_doubles(lines))
    faults.extend(_dangling(lines, under))
    faults.extend(_overlaps(lines, under))
    return tuple(faults)


def add_row(folder: Path, table: str, cells: Mapping[str, str], base: Path | None = None) -> Path:
    """Put a row into its table, sorted, and return the path of the file; columns that are not given are empty.

    Args:
        folder: where the table is, or is to be.
        table: "bodies", "surfaces", "offices", "persons" or "tenures".
        cells: the row by column; `precision` of a tenure is filled in where it is not given.
        base: see :func:`check_tables`.

    Raises:
        LexiconError: the row would break a rule, or the folder was broken before; the files are then as they were.
    """
    path = folder / f"{table}.csv"
    if table not in TABLES:
        raise LexiconError(f"{folder}: there is no table {table!r}; the tables are {', '.join(TABLES)}")
    unknown = sorted(set(cells) - set(TABLES[table]))
    if unknown:
        raise LexiconError(f"{path}: there is no column {unknown[0]!r}; the columns are {', '.join(TABLES[table])}")
    row = {column: cells.get(column, "").strip() for column in TABLES[table]}
    if table == "tenures" and not row["precision"]:
        row["precision"] = precision(row["start"], row["end"])
    before = path.read_bytes() if path.exists() else None
    found: list[str] = []
    rows = [line.cells for line in _read(folder, found) if line.table == table]
    found = found or list(check_tables(folder, base))
    if found:
        raise LexiconError(found[0])
    folder.mkdir(parents=True, exist_ok=True)
    path.write_text(_written(table, [*rows, row]), encoding="utf-8", newline="")
    faults = check_tables(folder, base)
    if faults:
        if before is None:
            path.unlink()
        else:
            path.write_bytes(before)
        raise LexiconError(faults[0])
    return path


def precision(start: str, end: str) -> str:
    """How exactly a tenure is known: "day", "month" or "year", by the rougher of the dates given; "" without any."""
    given = [len(text) for text in (start, end) if text]
    return _PRECISION.get(min(given), "") if given else ""


def _read(folder: Path, faults: list[str]) -> list[Line]:
    """The rows that are good by themselves; the others go to `faults`."""
    found = []
    for table, columns in TABLES.items():
        path = folder / f"{table}.csv"
        if not path.exists():
            continue
        with path.open(encoding="utf-8", newline="") as text:
            reader = csv.reader(text)
            header = tuple(next(reader, []))
            if header != columns:
                faults.append(f"{path}: line 1: columns are {','.join(header)}, must be {','.join(columns)}")
                continue
            for cells in reader:
                try:
                    found.append(Line(table, reader.line_num, check_row(table, cells), path))
                except ValueError as error:
                    faults.append(f"{path}: line {reader.line_num}: {error}")
    return found


def _row_faults(line: Line) -> Iterator[str]:
    cells = line.cells
    dates = [(column, cells.get(column, "")) for column in ("start", "end", "checked")]
    broken = [column for column, text in dates if text and not _is_day(text)]
    for column in broken:
        yield line.fault(f"{column} {cells[column]!r} is no day of the calendar")
    if any(cell != cell.strip() for cell in cells.values()):
        yield line.fault("a cell begins or ends with a space")
    if not _WIKIDATA.fullmatch(cells.get("wikidata", "")):
        yield line.fault(f"wikidata {cells['wikidata']!r} is no Wikidata id")
    if broken:
        return
    for column in ("end", "checked"):
        start, other = days(cells.get("start", "")), days(cells.get(column, ""))
        if start and other and start.first > other.last:
            yield line.fault(f"start {cells['start']} is after {column} {cells[column]}")
    if line.table == "tenures" and cells["precision"] != precision(cells["start"], cells["end"]):
        yield line.fault(f"precision {cells['precision']!r} must be {precision(cells['start'], cells['end'])!r}")


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat((text + "-01-01")[:10])
    except ValueError:
        return False
    return True


def _doubles(lines: Iterable[Line]) -> Iterator[str]:
    seen: dict[tuple[str, tuple[str, ...]], Line] = {}
    for line in lines:
        first = seen.setdefault((line.table, line.key), line)
        if first is not line:
            yield line.fault(f"{' '.join(line.key).strip()} is already in line {first.number}")


def _dangling(lines: Iterable[Line], under: Iterable[Line]) -> Iterator[str]:
    lines = list(lines)
    ids: dict[str, set[str]] = {table: set() for table in TABLES}
    for line in (*under, *lines):
        ids[line.table].add(line.cells.get("id", ""))
    for line in lines:
        for table, column, target in _REFERENCES:
            if line.table == table and line.cells[column] not in ids[target]:
                yield line.fault(f"no row of {target}.csv has the id {line.cells[column]!r}")


def _overlaps(lines: list[Line], under: list[Line]) -> Iterator[str]:
    """Two holders of one office at a time; an open end reaches as far as it was checked."""
    kinds = {line.cells["id"]: line.cells["kind"] for line in (*under, *lines) if line.table == "offices"}
    held: dict[str, list[Line]] = {}
    for line in (*under, *lines):
        if line.table == "tenures" and kinds.get(line.cells["office"]) in SINGLE_HOLDER and _interval(line):
            held.setdefault(line.cells["office"], []).append(line)
    mine = {id(line) for line in lines}
    for office, tenures in held.items():
        tenures.sort(key=lambda line: (_edges(line)[0].last, _edges(line)[1].first))
        for number, earlier in enumerate(tenures):
            for later in tenures[number + 1 :]:
                if id(earlier) not in mine and id(later) not in mine:
                    continue
                if _edges(earlier)[1].first <= _edges(later)[0].last:
                    continue
                if earlier.cells["person"] == later.cells["person"]:
                    continue
                line, other = (later, earlier) if id(later) in mine else (earlier, later)
                yield line.fault(
                    f"{line.cells['person']} cannot hold {office} from {line.cells['start']}: "
                    f"{other.cells['person']} holds it from {other.cells['start']} to "
                    f"{other.cells['end'] or other.cells['checked']} ({other.path.name}, line {other.number})"
                )


def _interval(line: Line) -> bool:
    cells = line.cells
    return all(text and days(text) for text in (cells["start"], cells["end"] or cells["checked"]))


def _edges(line: Line) -> tuple[Days, Days]:
    start, end = days(line.cells["start"]), days(line.cells["end"] or line.cells["checked"])
    assert start is not None
    assert end is not None
    return start, end


def _written(table: str, rows: Iterable[Mapping[str, str]]) -> str:
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, TABLES[table], lineterminator="\n")
    writer.writeheader()
    writer.writerows(sorted(rows, key=lambda row: tuple(row[column] for column in KEYS[table])))
    return out.getvalue()
