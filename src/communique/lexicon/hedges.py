"""What sets the status of a contact, as a table."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from communique.lexicon.rows import load_rows
from communique.schema import Status


@dataclass(frozen=True, slots=True)
class HedgeRow:
    """One row of `hedges.toml`; the head of that file says what each key means."""

    words: tuple[str, ...]
    slots: tuple[str, ...]
    status: Status
    yes: tuple[str, ...]
    negated: Status | None = None
    voided: Status | None = None
    weak: bool = False
    alone: bool = False
    hypothetical: bool = False
    past: Status | None = None
    no: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class HedgeLexicon:
    """The rows by slot and word."""

    rows: tuple[HedgeRow, ...]
    by_slot: dict[tuple[str, str], HedgeRow]

    def look_up(self, slot: str, keys: tuple[str, ...]) -> tuple[str, HedgeRow] | None:
        """The first of the keys that has a row in the slot, longest keys first."""
        for key in sorted(keys, key=len, reverse=True):
            row = self.by_slot.get((slot, key))
            if row is not None:
                return key, row
        return None

    def is_modifier(self, word: str) -> bool:
        """Whether a word stands in the table as a modifier ("planned talks")."""
        return ("modifier", word) in self.by_slot


@cache
def hedge_lexicon() -> HedgeLexicon:
    """The table of `hedges.toml`, read once.

    Raises:
        LexiconError: a row with an unknown or a missing key.
    """
    rows = load_rows("hedges.toml", "hedge", HedgeRow)
    by_slot: dict[tuple[str, str], HedgeRow] = {}
    for row in rows:
        for slot in row.slots:
            for word in row.words:
                by_slot.setdefault((slot, word), row)
    return HedgeLexicon(rows, by_slot)
