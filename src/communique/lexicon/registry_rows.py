"""The tables of the registry as typed rows; a row that breaks a rule is an error that names file and line."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TypeVar, cast, get_args

from communique.errors import LexiconError

BodyKind = Literal[
    "state", "territory", "government", "presidency", "ministry", "parliament", "agency", "military",
    "spokesperson_office", "organisation", "bloc", "group", "party", "news_agency", "media", "embassy",
    "institute",
]  # fmt: skip
OfficeKind = Literal[
    "head_of_state", "head_of_government", "deputy_head", "foreign_minister", "defence_minister", "minister",
    "deputy_minister", "spokesperson", "envoy", "ambassador", "adviser", "chief_of_staff", "head", "monarch", "speaker",
]  # fmt: skip
Use = Literal["metonym", "name"]
Gender = Literal["male", "female", ""]

_DATE = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?|")


@dataclass(frozen=True, slots=True)
class Body:
    """A state, organisation or part of one; `start` and `end` bound the time it existed (ISO dates, "" is open)."""

    id: str
    kind: BodyKind
    name: str
    side: str
    aliases: tuple[str, ...] = ()
    acronyms: tuple[str, ...] = ()
    demonyms: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    start: str = ""
    end: str = ""


@dataclass(frozen=True, slots=True)
class Surface:
    """A string that stands for a body without being its name; a metonym only where it acts or is addressed."""

    surface: str
    body: str
    use: Use
    start: str = ""
    end: str = ""


@dataclass(frozen=True, slots=True)
class Office:
    """A post in a body; `titles` are the words news use for its holder ("president", "leader")."""

    id: str
    body: str
    kind: OfficeKind
    titles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Person:
    """`name` is the encyclopedia title, `surnames` the forms used alone; `side` is whom they are known to stand for."""

    id: str
    wikidata: str
    name: str
    aliases: tuple[str, ...]
    surnames: tuple[str, ...]
    gender: Gender
    side: str


@dataclass(frozen=True, slots=True)
class Tenure:
    """Who held an office from when to when; an open `end` reaches no further than the day it was `checked`."""

    person: str
    office: str
    start: str
    end: str
    checked: str


Row = TypeVar("Row")
Cells = dict[str, str]


def _list(cell: str) -> tuple[str, ...]:
    return tuple(part for part in map(str.strip, cell.split("|")) if part) if cell else ()


def _body(row: Cells) -> Body:
    return Body(
        row["id"],
        cast("BodyKind", _one_of(row["kind"], _BODY_KINDS, "kind")),
        row["name"],
        row["side"],
        _list(row["aliases"]),
        _list(row["acronyms"]),
        _list(row["demonyms"]),
        _list(row["adjectives"]),
        row["start"],
        row["end"],
    )


def _surface(row: Cells) -> Surface:
    use = cast("Use", _one_of(row["use"], ("metonym", "name"), "use"))
    return Surface(row["surface"], row["body"], use, row["start"], row["end"])


def _office(row: Cells) -> Office:
    kind = cast("OfficeKind", _one_of(row["kind"], _OFFICE_KINDS, "kind"))
    return Office(row["id"], row["body"], kind, _list(row["titles"]))


def _person(row: Cells) -> Person:
    gender = _GENDERS.get(row["gender"].lower())
    if gender is None:
        raise ValueError(f"gender {row['gender']!r} is none of male, female or empty")
    surnames = _list(row["surname"])
    return Person(row["id"], row["wikidata"], row["name"], _list(row["aliases"]), surnames, gender, row["side"])


def _tenure(row: Cells) -> Tenure:
    return Tenure(row["person"], row["office"], row["start"], row["end"], row["checked"])


_BODY_KINDS, _OFFICE_KINDS = get_args(BodyKind), get_args(OfficeKind)
_GENDERS: dict[str, Gender] = {"": "", "m": "male", "male": "male", "f": "female", "female": "female"}

_COLUMNS = {
    "bodies": "id kind name side aliases acronyms demonyms adjectives start end source",
    "surfaces": "surface body use start end source",
    "offices": "id body kind titles source",
    "persons": "id wikidata name aliases surname gender side source",
    "tenures": "person office start end precision source checked",
}
_DATES = ("start", "end", "checked")
_MAY_BE_EMPTY = frozenset(
    "aliases acronyms demonyms adjectives start end wikidata surname gender side titles precision checked".split()
)


def _one_of(value: str, allowed: tuple[str, ...], column: str) -> str:
    if value not in allowed:
        raise ValueError(f"{column} {value!r} is none of {', '.join(allowed)}")
    return value


TABLES: dict[str, tuple[str, ...]] = {table: tuple(columns.split()) for table, columns in _COLUMNS.items()}
"""The columns of each table, in their order."""


def _checked(table: str, cells: list[str]) -> Cells:
    columns = TABLES[table]
    if len(cells) != len(columns):
        raise ValueError(f"{len(cells)} cells, must be {len(columns)}: {','.join(columns)}")
    row = dict(zip(columns, cells, strict=True))
    for column in columns:
        if not row[column] and column not in _MAY_BE_EMPTY:
            raise ValueError(f"{column} is empty")
        if column in _DATES and not _DATE.fullmatch(row[column]):
            raise ValueError(f"{column} {row[column]!r} is no ISO date")
    return row


_MAKERS: dict[str, Callable[[Cells], object]] = {
    "bodies": _body,
    "surfaces": _surface,
    "offices": _office,
    "persons": _person,
    "tenures": _tenure,
}


def check_row(table: str, cells: list[str]) -> Cells:
    """The cells of one row by column.

    Raises:
        ValueError: a cell is missing, a required one empty, a date none, or a word outside its vocabulary.
    """
    row = _checked(table, cells)
    _MAKERS[table](row)
    return row


def _rows(folder: Path, table: str, make: Callable[[Cells], Row]) -> Iterator[Row]:
    path = folder / f"{table}.csv"
    if not path.exists():
        return
    with path.open(encoding="utf-8", newline="") as lines:
        reader = csv.reader(lines)
        header = next(reader, [])
        if tuple(header) != TABLES[table]:
            raise LexiconError(f"{path}: line 1: columns are {','.join(header)}, must be {','.join(TABLES[table])}")
        for cells in reader:
            try:
                yield make(_checked(table, cells))
            except ValueError as error:
                raise LexiconError(f"{path}: line {reader.line_num}: {error}") from None


@dataclass(frozen=True, slots=True)
class Tables:
    """All rows of one folder of tables, in the order of the files."""

    bodies: tuple[Body, ...]
    surfaces: tuple[Surface, ...]
    offices: tuple[Office, ...]
    persons: tuple[Person, ...]
    tenures: tuple[Tenure, ...]


def load_tables(folder: Path) -> Tables:
    """The five tables of a folder; a table that is not there is empty.

    Raises:
        LexiconError: a row has an empty required cell, a date that is none, or a word outside its vocabulary.
    """
    return Tables(
        tuple(_rows(folder, "bodies", _body)),
        tuple(_rows(folder, "surfaces", _surface)),
        tuple(_rows(folder, "offices", _office)),
        tuple(_rows(folder, "persons", _person)),
        tuple(_rows(folder, "tenures", _tenure)),
    )
