"""What counting gives: over time, between two actors, of sides and acts. The three groups never stand in one sum."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from communique.record.asking.rows import Who

Unit = Literal["day", "week", "month", "quarter", "year"]


@dataclass(frozen=True, slots=True)
class TallyRow:
    """How many contacts of each group a lane has in one unit of time, which begins on `day` (an ISO date).

    `day` is None for those of no single unit: without a date, or with one that is wider than the unit. Statements and
    positions all count as `happened`: they were made.
    """

    lane: str
    day: str | None
    happened: int
    ahead: int
    off: int


@dataclass(frozen=True, slots=True)
class TieRow:
    """How many contacts of each group two actors share."""

    a: Who
    b: Who
    happened: int
    ahead: int
    off: int


@dataclass(frozen=True, slots=True)
class StanceRow:
    """How many positions of an act a side has; `issue` are the words they hold, None where none were asked for.

    `side` is None for all holders that no side is known of.
    """

    side: str | None
    issue: str | None
    act: str
    positions: int
