"""EDTF dates in SQL: functions that tell the first and last day a value can mean, and ranges asked for."""

from __future__ import annotations

import sqlite3
from functools import lru_cache

from communique.errors import DateError
from communique.schema.edtf import Bounds, bounds

_DAY = "-".join("[0-9]" * digits for digits in (4, 2, 2))


def teach(connection: sqlite3.Connection) -> None:
    """Give a connection `first_day(edtf)` and `last_day(edtf)`: ISO dates, NULL where there is none."""
    connection.create_function("first_day", 1, first_day, deterministic=True)
    connection.create_function("last_day", 1, last_day, deterministic=True)


@lru_cache(maxsize=4096)
def first_day(edtf: str | None) -> str | None:
    """The first day a value can mean; None for no date, an open end or an unknown year."""
    day = _bounds(edtf).earliest
    return day.isoformat() if day else None


@lru_cache(maxsize=4096)
def last_day(edtf: str | None) -> str | None:
    """The last day a value can mean; None for no date, an open end or an unknown year."""
    day = _bounds(edtf).latest
    return day.isoformat() if day else None


def is_day(column: str) -> str:
    """A condition that a column holds a plain day."""
    return f"{column} GLOB '{_DAY}'"


def published(column: str, first: str | None, last: str | None) -> tuple[str, tuple[str, ...]]:
    """A condition that a date of publication in `column` can lie in a range of ISO dates, with its parameters.

    Nearly all are plain days, which compare as text; only the others cost a call of a function.
    """
    conditions: list[str] = []
    parameters: list[str] = []
    plain = is_day(column)
    if first is not None:
        conditions.append(f"CASE WHEN {plain} THEN {column} ELSE last_day({column}) END >= ?")
        parameters.append(first)
    if last is not None:
        conditions.append(f"CASE WHEN {plain} THEN {column} ELSE first_day({column}) END <= ?")
        parameters.append(last)
    return " AND ".join(conditions), tuple(parameters)


def _bounds(edtf: str | None) -> Bounds:
    if edtf is None:
        return Bounds(None, None)
    try:
        return bounds(edtf)
    except DateError:
        return Bounds(None, None)
