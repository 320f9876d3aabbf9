"""The columns of the actor tables, and what may stand in a cell of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import get_args

from communique.lexicon.registry_rows import BodyKind, OfficeKind, Use

TABLES: dict[str, tuple[str, ...]] = {
    "bodies": (
        "id", "kind", "name", "side", "aliases", "acronyms", "demonyms", "adjectives", "start", "end", "source",
    ),
    "surfaces": ("surface", "body", "use", "start", "end", "source"),
    "offices": ("id", "body", "kind", "titles", "source"),
    "persons": ("id", "wikidata", "name", "aliases", "surname", "gender", "side", "source"),
    "tenures": ("person", "office", "start", "end", "precision", "source", "checked"),
}  # fmt: skip
"""The columns of each table, in their order."""

_NEEDED = frozenset({"id", "name", "kind", "source", "surface", "body", "use", "person", "office"})
_WORDS: dict[tuple[str, str], tuple[str, ...]] = {
    ("bodies", "kind"): get_args(BodyKind),
    ("offices", "kind"): get_args(OfficeKind),
    ("surfaces", "use"): get_args(Use),
    ("persons", "gender"): ("", "male", "female"),
}
_DATES = ("start", "end", "checked")
_DATE = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?|")


def check_row(table: str, cells: Sequence[str]) -> dict[str, str]:
    """The cells of one row by column.

    Raises:
        ValueError: a cell is missing, a required one empty, a date none, or a word outside its vocabulary.
    """
    columns = TABLES[table]
    if len(cells) != len(columns):
        raise ValueError(f"{len(cells)} cells, must be {len(columns)}: {','.join(columns)}")
    row = dict(zip(columns, cells, strict=True))
    for column, cell in row.items():
        if not cell and column in _NEEDED:
            raise ValueError(f"{column} is empty")
        if column in _DATES and not _DATE.fullmatch(cell):
            raise ValueError(f"{column} {cell!r} is no ISO date")
        allowed = _WORDS.get((table, column))
        if allowed is not None and cell not in allowed:
            raise ValueError(f"{column} {cell!r} is none of {', '.join(word or 'empty' for word in allowed)}")
    return row
