"""Records to the JSON that tables hold, and back without loss."""

from __future__ import annotations

from functools import cache
from typing import Any, TypeVar

from pydantic import TypeAdapter

from communique.schema import Contact, Position, Statement

T = TypeVar("T", Contact, Statement, Position)


def encode(record: Contact | Statement | Position) -> str:
    """The JSON form of a record."""
    return _adapters()[type(record)].dump_json(record).decode()


def decode(kind: type[T], text: str) -> T:
    """The record behind a JSON form that `encode` gave."""
    record: T = _adapters()[kind].validate_json(text)
    return record


@cache
def _adapters() -> dict[type, TypeAdapter[Any]]:
    return {kind: TypeAdapter(kind) for kind in (Contact, Statement, Position)}
