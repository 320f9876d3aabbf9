"""Records to JSON and back without loss."""

from __future__ import annotations

from functools import cache

from pydantic import TypeAdapter, ValidationError

from communique.errors import ExchangeError
from communique.schema.records import Extraction


@cache
def _adapter() -> TypeAdapter[Extraction]:
    return TypeAdapter(Extraction)


def to_json(extraction: Extraction, *, indent: int | None = None) -> str:
    """The JSON form of one document with its records; `from_json` gives the same records back."""
    return _adapter().dump_json(extraction, indent=indent).decode()


def from_json(text: str) -> Extraction:
    """The records behind a JSON form.

    Raises:
        ExchangeError: the text is no JSON form of an extraction; the message names the first wrong field.
    """
    try:
        return _adapter().validate_json(text)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"]) or "the whole"
        raise ExchangeError(f"not a record: {where}: {first['msg']}") from None
