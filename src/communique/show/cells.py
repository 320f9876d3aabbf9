"""Values as cells of a CSV file that is opened in a spreadsheet."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from communique.show.phrases import plain

# A spreadsheet takes a cell that begins so, also in full width, for a formula, and articles are written by strangers.
_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")


def cell(value: Any) -> str | int | float:
    """A value as a cell: lists joined by semicolons, actors with their sides, nothing that runs as a formula."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        return value
    text = _joined(value)
    return f"'{text}" if text.startswith(_FORMULA) else text


def _joined(value: Any) -> str:
    if isinstance(value, list | tuple):
        return "; ".join(map(_joined, value))
    if isinstance(value, Mapping) and "name" in value:
        side = value.get("side")
        return plain(f"{value['name']} ({side})" if side and side != value["name"] else str(value["name"]))
    return plain(str(value))
