"""Rows as columns: the flat names and Arrow types of each row type, and the frames other tools read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict, fields, is_dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, get_args, get_type_hints

from pydantic import TypeAdapter

from communique.errors import ExtraError
from communique.record.asking.rows import Source, Who

if TYPE_CHECKING:
    import pandas
    import polars
    import pyarrow

_SCALARS = {"str": "string", "int": "int64", "float": "float64", "bool": "bool_"}
_BATCH = 10_000


def names_of(row: Any) -> tuple[str, ...]:
    """The flat column names of a row type: those of `source` stand for themselves, of `source_a` with an "_a"."""
    return tuple(name for name, _, _ in _columns(row))


def flat(row: Any) -> dict[str, Any]:
    """A row as one dictionary without a source inside; actors are dictionaries in a list."""
    found: dict[str, Any] = {}
    kind: Any = type(row)
    for name, field, part in _columns(kind):
        value = getattr(row, field)
        if part is not None:
            value = getattr(value, part) if value is not None else None
        found[name] = [_plain(one) for one in value] if isinstance(value, tuple) else value
    return found


def as_json(record: Any) -> str:
    """A row or view as one line of JSON, nothing left out."""
    kind: Any = type(record)
    return _adapter(kind).dump_json(record).decode()


@cache
def _adapter(kind: Any) -> TypeAdapter[Any]:
    return TypeAdapter(kind)


def as_arrow(row: Any, rows: Iterable[Any]) -> pyarrow.Table:
    """An Arrow table of rows of one type."""
    import pyarrow

    return pyarrow.Table.from_batches(arrow_batches(row, rows), schema=arrow_schema(row))


def arrow_schema(row: Any) -> pyarrow.Schema:
    """The columns of a row type with their Arrow types."""
    import pyarrow

    return pyarrow.schema([(name, _arrow_type(row, field, part)) for name, field, part in _columns(row)])


def arrow_batches(row: Any, rows: Iterable[Any]) -> Iterator[pyarrow.RecordBatch]:
    """Rows of one type as batches that fit into memory; at least one, which may be empty."""
    import pyarrow

    schema = arrow_schema(row)
    waiting: list[dict[str, Any]] = []
    for one in rows:
        waiting.append(flat(one))
        if len(waiting) == _BATCH:
            yield pyarrow.RecordBatch.from_pylist(waiting, schema=schema)
            waiting = []
    yield pyarrow.RecordBatch.from_pylist(waiting, schema=schema)


def as_polars(table: pyarrow.Table) -> polars.DataFrame:
    """A Polars frame of an Arrow table.

    Raises:
        ExtraError: polars is not installed.
    """
    try:
        import polars
    except ImportError:
        raise ExtraError("polars is not installed: pip install 'communique[polars]'") from None
    frame = polars.from_arrow(table)
    assert isinstance(frame, polars.DataFrame)
    return frame


def as_pandas(table: pyarrow.Table) -> pandas.DataFrame:
    """A pandas frame of an Arrow table.

    Raises:
        ExtraError: pandas is not installed.
    """
    try:
        import pandas  # noqa: F401
    except ImportError:
        raise ExtraError("pandas is not installed: pip install 'communique[pandas]'") from None
    frame: pandas.DataFrame = table.to_pandas()
    return frame


@cache
def _columns(row: Any) -> tuple[tuple[str, str, str | None], ...]:
    """For each flat column: its name, the field it is from, and the part of that field where it is a source."""
    found: list[tuple[str, str, str | None]] = []
    for field in fields(row):
        if field.name.partition("_")[0] == "source" and _inner(_hints(row)[field.name]) is Source:
            tail = field.name.removeprefix("source")
            found += [(part.name + tail, field.name, part.name) for part in fields(Source)]
        else:
            found.append((field.name, field.name, None))
    return tuple(found)


@cache
def _hints(row: Any) -> dict[str, Any]:
    return get_type_hints(row)


def _inner(hint: Any) -> Any:
    """The type behind `T | None`."""
    left = [one for one in get_args(hint) if one is not type(None)]
    return left[0] if type(None) in get_args(hint) and len(left) == 1 else hint


def _arrow_type(row: Any, field: str, part: str | None) -> pyarrow.DataType:
    import pyarrow

    if part is not None:
        return pyarrow.string()
    hint = _inner(_hints(row)[field])
    if getattr(hint, "__origin__", None) is tuple:
        inner = get_args(hint)[0]
        if inner is Who:
            return pyarrow.list_(pyarrow.struct([(one.name, pyarrow.string()) for one in fields(Who)]))
        return pyarrow.list_(pyarrow.string())
    name = hint.__name__ if isinstance(hint, type) else "str"
    kind: pyarrow.DataType = getattr(pyarrow, _SCALARS[name])()
    return kind


def _plain(value: Any) -> Any:
    return asdict(value) if is_dataclass(value) and not isinstance(value, type) else value
