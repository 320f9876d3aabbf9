"""Text as SQLite and JSON can hold it: half a surrogate pair is no character, and becomes U+FFFD, one for one."""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar, cast

T = TypeVar("T")

_LONE = re.compile("[\ud800-\udfff]")


def storable(record: T) -> T:
    """The record, with every lone surrogate in every text of it replaced; spans stay where they are."""
    return cast(T, _cleaned(record))


def _cleaned(value: Any) -> Any:
    if isinstance(value, str):
        return value if value.isascii() else _LONE.sub("\ufffd", value)
    if type(value) is tuple:
        return tuple(map(_cleaned, value))
    if is_dataclass(value) and not isinstance(value, type):
        changed = {}
        for field in fields(value):
            old = getattr(value, field.name)
            new = _cleaned(old)
            if new is not old and new != old:
                changed[field.name] = new
        return replace(value, **changed) if changed else value
    return value
