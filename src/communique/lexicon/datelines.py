"""The names that make up datelines: cities, what only looks like one, and news agencies."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from communique.errors import LexiconError


@dataclass(frozen=True, slots=True)
class DatelineNames:
    """Names folded by `fold`; `examples` are the rows that run as tests."""

    places: frozenset[str]
    not_places: frozenset[str]
    agencies: frozenset[str]
    examples: tuple[dict[str, str | bool], ...]


def fold(name: str) -> str:
    """A name without case, full stops and blanks, as the tables are compared."""
    return re.sub(r"[\s.]", "", name).casefold()


@cache
def load_dateline_names() -> DatelineNames:
    """The tables of `data/datelines.toml`.

    Raises:
        LexiconError: a table is missing or unknown.
    """
    tables = tomllib.loads((files("communique.lexicon") / "data" / "datelines.toml").read_text("utf-8"))
    if wrong := sorted(set(tables) ^ {"places", "not_places", "agencies", "example"}):
        raise LexiconError(f"datelines.toml: unknown or missing table {wrong[0]!r}")
    places, not_places, agencies = (
        frozenset(fold(name) for name in tables[table]["names"]) for table in ("places", "not_places", "agencies")
    )
    return DatelineNames(places, not_places, agencies, tuple(tables["example"]))
