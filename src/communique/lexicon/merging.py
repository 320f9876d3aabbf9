"""Words that matter where reports are compared: those that say nothing of a topic, and those that name no person."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal

from communique.lexicon.names import pieces
from communique.lexicon.rows import load_rows

MergingUse = Literal["empty", "body", "seat", "alike", "well", "ill"]


@dataclass(frozen=True, slots=True)
class MergingRow:
    """One row of `merging.toml`; the head of that file says what each key means."""

    use: MergingUse
    words: tuple[str, ...]
    yes: tuple[str, ...]
    no: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MergingLexicon:
    """The rows, and the words of each use."""

    rows: tuple[MergingRow, ...]
    empty: frozenset[str]
    bodies: frozenset[str]
    seats: frozenset[str]


@cache
def merging_lexicon() -> MergingLexicon:
    """The table of `merging.toml`, read once.

    Raises:
        LexiconError: a row with an unknown or a missing key.
    """
    rows = load_rows("merging.toml", "merging", MergingRow)

    def words(use: MergingUse) -> frozenset[str]:
        return frozenset(piece for row in rows if row.use == use for word in row.words for piece in pieces(word))

    seats = frozenset(" ".join(pieces(word)) for row in rows if row.use == "seat" for word in row.words)
    return MergingLexicon(rows, words("empty"), words("body"), seats)
