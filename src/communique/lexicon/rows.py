"""TOML files of the lexicon as checked rows: an unknown or missing key is an error with file and row."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import MISSING, Field, fields
from importlib.resources import files
from typing import Any, ClassVar, Protocol, TypeVar

from communique.errors import LexiconError


class Row(Protocol):
    """Any frozen dataclass whose fields are the keys of a row."""

    __dataclass_fields__: ClassVar[dict[str, Field[Any]]]


R = TypeVar("R", bound=Row)


def load_rows(file: str, table: str, row_type: type[R]) -> tuple[R, ...]:
    """The rows `[[table]]` of a data file, lists as tuples.

    Raises:
        LexiconError: a key that the row type lacks, one that it needs and the row lacks, or broken TOML.
    """
    found = []
    for number, row in enumerate(_tables(file).get(table, ()), 1):
        found.append(_checked(file, table, number, row, row_type))
    return tuple(found)


def _tables(file: str) -> dict[str, Any]:
    text = (files("communique.lexicon") / "data" / file).read_text("utf-8")
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise LexiconError(f"{file}: {error}") from None


def _checked(file: str, table: str, number: int, row: Mapping[str, Any], row_type: type[R]) -> R:
    known = {field.name: field for field in fields(row_type)}
    unknown = sorted(set(row) - set(known))
    if unknown:
        raise LexiconError(f"{file}: [[{table}]] row {number}: unknown key {unknown[0]!r}")
    missing = [
        name
        for name, field in known.items()
        if field.default is MISSING and field.default_factory is MISSING and name not in row
    ]
    if missing:
        raise LexiconError(f"{file}: [[{table}]] row {number}: key {missing[0]!r} is missing")
    return row_type(**{key: tuple(value) if isinstance(value, list) else value for key, value in row.items()})
