"""Documents and records as the exchange format holds them, checked while they are read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import TypeAdapter, ValidationError

from communique.errors import ExchangeError
from communique.schema import Act, Kind, Role, Span, Status


@dataclass(frozen=True, slots=True)
class JudgedDocument:
    """The article that records are about; bare articles may lack everything but id and text."""

    id: str
    text: str
    title: str | None = None
    publisher: str | None = None
    published: str | None = None


@dataclass(frozen=True, slots=True)
class JudgedParty:
    """A name with its side and role."""

    name: str
    side: str | None
    role: Role = "participant"


@dataclass(frozen=True, slots=True)
class JudgedContact:
    """A contact; `date` is EDTF, `evidence` the sentences about it."""

    kind: Kind
    status: Status
    parties: tuple[JudgedParty, ...]
    evidence: tuple[Span, ...]
    date: str | None = None
    place: str | None = None
    topics: tuple[str, ...] = ()
    initiator: str | None = None


@dataclass(frozen=True, slots=True)
class JudgedStatement:
    """A statement; `cue` may be missing where a text has none."""

    speaker: str | None
    side: str | None
    content: tuple[Span, ...]
    direct: bool | Literal["mixed"]
    cue: Span | None = None
    via: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class JudgedPosition:
    """A position; one whose content could not be quoted matches nothing."""

    holder: str | None
    side: str | None
    act: Act
    content: Span | None
    targets: tuple[str, ...] = ()
    condition: Span | None = None


@dataclass(frozen=True, slots=True)
class Judged:
    """One line of a file: a document with its records."""

    document: JudgedDocument
    contacts: tuple[JudgedContact, ...] = ()
    statements: tuple[JudgedStatement, ...] = ()
    positions: tuple[JudgedPosition, ...] = ()


@cache
def _adapter() -> TypeAdapter[Judged]:
    return TypeAdapter(Judged)


def load_exchange(path: Path) -> dict[str, Judged]:
    """The documents of a file in exchange format by id, in the order of the file.

    Raises:
        ExchangeError: a line is not of the format, or no line is there; the message names file and line.
    """
    try:
        with path.open(encoding="utf-8") as lines:
            return parse_exchange(lines, str(path))
    except (OSError, UnicodeDecodeError) as error:
        raise ExchangeError(f"{path}: cannot be read as exchange format: {error}") from None


def parse_exchange(lines: Iterable[str], name: str = "records") -> dict[str, Judged]:
    """The documents of lines in exchange format by id; `name` stands in messages."""
    found = {judged.document.id: judged for judged in _judged(lines, name)}
    if not found:
        raise ExchangeError(f"{name}: holds no documents")
    return found


def _judged(lines: Iterable[str], name: str) -> Iterator[Judged]:
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            yield _adapter().validate_json(line)
        except ValidationError as error:
            first = error.errors()[0]
            where = ".".join(str(part) for part in first["loc"]) or "the line"
            raise ExchangeError(f"{name}:{number}: not in exchange format: {where}: {first['msg']}") from None
