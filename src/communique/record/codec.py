"""Records to the JSON that tables hold, and back without loss."""

from __future__ import annotations

from functools import cache
from typing import TypeVar

from pydantic import TypeAdapter

T = TypeVar("T")


@cache
def _adapter(kind: type[T]) -> TypeAdapter[T]:
    return TypeAdapter(kind)


def encode(record: object) -> str:
    """The JSON form of a contact, statement or position."""
    return _adapter(type(record)).dump_json(record).decode()


def decode(kind: type[T], text: str) -> T:
    """The record behind a JSON form that `encode` gave."""
    return _adapter(kind).validate_json(text)
