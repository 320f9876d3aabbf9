"""Words that tell which date of a sentence is that of a contact, and whether it is its first or last day."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal

from communique.lexicon.rows import load_rows

DatingRole = Literal["begin", "end", "going", "telling", "event", "staging", "moving", "readout"]


@dataclass(frozen=True, slots=True)
class DatingRow:
    """One row of `dating.toml`; the head of that file says what each key means."""

    role: DatingRole
    words: tuple[str, ...]
    yes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DatingLexicon:
    """The rows, and the words of each role."""

    rows: tuple[DatingRow, ...]
    by_role: dict[DatingRole, frozenset[str]]


@cache
def dating_lexicon() -> DatingLexicon:
    """The table of `dating.toml`, read once.

    Raises:
        LexiconError: a row with an unknown or a missing key.
    """
    rows = load_rows("dating.toml", "dating", DatingRow)
    roles: tuple[DatingRole, ...] = ("begin", "end", "going", "telling", "event", "staging", "moving", "readout")
    return DatingLexicon(rows, {role: frozenset(w for r in rows if r.role == role for w in r.words) for role in roles})
