"""Site furniture: what a page puts around an article, as patterns with examples.

A row of `data/furniture.toml` has

- `id`: its name;
- `where`: `line` (the pattern covers a whole line), `start` or `end` (a piece of the line's start or end), `inside` (a
  piece anywhere in the line);
- `kind`: `furniture` (passed over) or `caption` (kept as a caption; for `start` and `end`, the rest of the line is);
- `pattern`: a regular expression over the repaired text (straight apostrophes); of a group `cut`, that part counts;
- `yes`: lines it applies to; `no`: lines it must leave alone. They run as tests.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal, get_args

from communique.errors import LexiconError
from communique.lexicon.rows import load_rows

Where = Literal["line", "start", "end", "inside"]
FurnitureKind = Literal["furniture", "caption"]


@dataclass(frozen=True, slots=True)
class FurnitureRow:
    """One pattern of site furniture; `find` says where in a line it applies."""

    id: str
    where: Where
    kind: FurnitureKind
    pattern: re.Pattern[str]
    yes: tuple[str, ...]
    no: tuple[str, ...]

    def find(self, line: str) -> list[tuple[int, int]]:
        """The ranges of `line` (without blanks at its ends) that the row covers, in order."""
        match self.where:
            case "line":
                found = self.pattern.fullmatch(line) if len(line) <= _LONGEST_LINE else None
            case "start":
                found = self.pattern.match(line)
            case "end":
                found = self.pattern.search(line, max(0, len(line) - _LONGEST_END))
            case "inside":
                return [_cut(match) for match in self.pattern.finditer(line) if match.end() > match.start()]
        return [_cut(found)] if found and found.end() > found.start() else []


_LONGEST_LINE, _LONGEST_END = 1000, 500
"""Characters; what is longer is a paragraph, and no pattern has to look all through it."""


def _cut(match: re.Match[str]) -> tuple[int, int]:
    return match.span("cut" if "cut" in match.re.groupindex else 0)


@cache
def load_furniture() -> tuple[FurnitureRow, ...]:
    """The rows of `data/furniture.toml`, in file order.

    Raises:
        LexiconError: a row lacks a key, has one too many, a bad value, a pattern that is none or a name used before.
    """
    rows = tuple(_checked(raw) for raw in load_rows(_FILE, "furniture", _RawRow))
    seen: set[str] = set()
    for row in rows:
        if row.id in seen:
            raise LexiconError(f"{_FILE}: two rows are called {row.id!r}")
        seen.add(row.id)
    return rows


_FILE = "furniture.toml"


@dataclass(frozen=True, slots=True)
class _RawRow:
    id: str
    where: str
    pattern: str
    yes: tuple[str, ...]
    no: tuple[str, ...] = ()
    kind: str = "furniture"


def _checked(raw: _RawRow) -> FurnitureRow:
    where, kind = _WHERE.get(raw.where), _KINDS.get(raw.kind)
    if where is None or kind is None:
        raise LexiconError(f"{_FILE}: row {raw.id!r}: bad value of 'where' or 'kind'")
    if not raw.yes:
        raise LexiconError(f"{_FILE}: row {raw.id!r} has no example")
    try:
        pattern = re.compile(rf"(?:{raw.pattern})\Z" if where == "end" else raw.pattern)
    except re.error as error:
        raise LexiconError(f"{_FILE}: row {raw.id!r}: bad pattern: {error}") from None
    return FurnitureRow(raw.id, where, kind, pattern, raw.yes, raw.no)


_WHERE: dict[str, Where] = {where: where for where in get_args(Where)}
_KINDS: dict[str, FurnitureKind] = {kind: kind for kind in get_args(FurnitureKind)}
