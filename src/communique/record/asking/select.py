"""A SELECT in its parts, so that it can be run, counted and cut into pages; values never stand in the text of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from communique.errors import QuestionError

Row = TypeVar("Row")
Value = str | int | float | None


@dataclass(slots=True)
class Where:
    """Conditions that must all hold, collected one by one with their parameters."""

    conditions: list[str] = field(default_factory=list)
    parameters: list[Value] = field(default_factory=list)

    def add(self, condition: str, *parameters: Value) -> None:
        """One more condition; an empty one is none."""
        if condition:
            self.conditions.append(condition)
            self.parameters.extend(parameters)

    def one_of(self, column: str, values: tuple[str, ...]) -> None:
        """A column that must be one of these; no values are no condition."""
        if values:
            self.add(f"{column} IN ({', '.join('?' * len(values))})", *values)

    def verdict(self, column: str, asked: str | None) -> None:
        """A person's verdict: the one asked for, "open" for none, "any"; not asked for, all but "wrong"."""
        if asked is None:
            self.add(f"{column} IS NOT 'wrong'")
        elif asked == "open":
            self.add(f"{column} IS NULL")
        elif asked != "any":
            self.add(f"{column} = ?", asked)

    @property
    def text(self) -> str:
        """What stands behind WHERE."""
        return " AND ".join(f"({condition})" for condition in self.conditions) or "1"


@dataclass(frozen=True, slots=True)
class Select(Generic[Row]):
    """What to select from where in which order, and the row to make of each tuple.

    `source` is all behind FROM, with a question mark for each of `parameters`; `columns` and `order` have none.
    """

    row: type[Row]
    make: Callable[[tuple[Any, ...]], Row]
    columns: str
    source: str
    parameters: tuple[Value, ...]
    order: str

    def sql(self, limit: int | None, offset: int) -> str:
        """The whole statement for one page."""
        page = "" if limit is None and not offset else f" LIMIT {-1 if limit is None else limit:d} OFFSET {offset:d}"
        return f"SELECT {self.columns} FROM {self.source} ORDER BY {self.order}{page}"

    def count_sql(self) -> str:
        """A statement that counts the rows of all pages; it takes the same parameters."""
        return f"SELECT count(*) FROM {self.source}"


def order_by(sort: str, keys: Mapping[str, tuple[str, ...]], tail: tuple[str, ...] = ()) -> str:
    """The ORDER BY of a sort: its columns upwards, or all of them downwards behind a minus; `tail` always upwards.

    Raises:
        QuestionError: no key of that name.
    """
    name = sort.removeprefix("-")
    if name not in keys:
        raise QuestionError(f"no order is called {name!r}: there are {', '.join(keys)}")
    direction = " DESC" if sort.startswith("-") else ""
    return ", ".join([column + direction for column in keys[name]] + list(tail))
