"""What a question gives back: rows that are fetched when they are looked at, and can go to other tools."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from itertools import islice
from typing import TYPE_CHECKING, Generic, TypeVar

from communique.record.asking.context import Context
from communique.record.asking.frames import as_arrow, as_pandas, as_polars, flat, names_of
from communique.record.asking.question import Question
from communique.record.asking.select import Select
from communique.record.database import guarded

if TYPE_CHECKING:
    import pandas
    import polars
    import pyarrow

Row = TypeVar("Row")
_SHOWN = 20


class Results(Generic[Row]):
    """The rows that answer a question, in a stable order.

    Each iteration asks the ledger anew and streams; `len` counts the rows of this page, `total` those of all pages.
    """

    def __init__(self, context: Context, select: Select[Row], question: Question) -> None:
        self._context = context
        self._select = select
        self._total: int | None = None
        self.question = question

    @property
    def row(self) -> type[Row]:
        """The type of the rows."""
        return self._select.row

    @property
    def total(self) -> int:
        """How many rows there are without limit and offset; counted once."""
        if self._total is None:
            with guarded(self._context.path):
                counted = self._context.connection.execute(self._select.count_sql(), self._select.parameters)
                self._total = int(counted.fetchone()[0])
        return self._total

    def __iter__(self) -> Iterator[Row]:
        sql = self._select.sql(self.question.limit, self.question.offset)
        with guarded(self._context.path):
            for cells in self._context.connection.execute(sql, self._select.parameters):
                yield self._select.make(cells)

    def __len__(self) -> int:
        left = max(self.total - self.question.offset, 0)
        return left if self.question.limit is None else min(left, self.question.limit)

    def __bool__(self) -> bool:
        return next(iter(self), None) is not None

    def to_arrow(self) -> pyarrow.Table:
        """The rows as an Arrow table, its types the same however many rows there are."""
        return as_arrow(self.row, self)

    def to_polars(self) -> polars.DataFrame:
        """The rows as a Polars frame.

        Raises:
            ExtraError: polars is not installed.
        """
        return as_polars(self.to_arrow())

    def to_pandas(self) -> pandas.DataFrame:
        """The rows as a pandas frame.

        Raises:
            ExtraError: pandas is not installed.
        """
        return as_pandas(self.to_arrow())

    def __repr__(self) -> str:
        return f"<{self.row.__name__}s: {len(self)} of {self.total}>"

    def _repr_html_(self) -> str:
        names = names_of(self.row)
        head = "".join(f"<th>{escape(name)}</th>" for name in names)
        body = "".join(
            "<tr>" + "".join(f"<td>{escape(_cell(value))}</td>" for value in flat(row).values()) + "</tr>"
            for row in islice(self, _SHOWN)
        )
        more = len(self) - _SHOWN
        note = f"<p>and {more} more</p>" if more > 0 else ""
        return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{note}"


def _cell(value: object) -> str:
    if isinstance(value, list):
        return "; ".join(_cell(one) for one in value)
    if isinstance(value, dict):
        return f"{value['name']} ({value['side']})" if value["side"] else str(value["name"])
    return "" if value is None else str(value)
