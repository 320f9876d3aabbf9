"""What a time expression of the text stands for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from communique.schema import When, Words

TimeKind = Literal["date", "time", "duration", "set", "reference"]


@dataclass(frozen=True, slots=True)
class Value:
    """A resolved expression before it has a place in the reading.

    `edtf` is the date or interval, None where nothing can be known or the expression is no date. `unit` is the
    calendar unit that the text names without its modifier: "early next year" written in 2025 is
    `2026-01-01/2026-04-30` with unit `2026`. `clock` is the time of day as TIMEX3 writes it ("TMO", "T10:35").
    `length` is the ISO 8601 period of a duration or set ("PT90M", "P1D", "XXXX-WXX-2"), or the TIMEX3 reference
    ("PRESENT_REF"). `anchor` is the EDTF date it was counted from. `weak` expressions ("the year") count only inside
    larger ones ("the end of the year").
    """

    edtf: str | None
    kind: TimeKind = "date"
    unit: str | None = None
    clock: str | None = None
    length: str | None = None
    anchor: str | None = None
    weak: bool = False


@dataclass(frozen=True, slots=True)
class TimeMention:
    """A time expression, in words of the reading.

    Attributes:
        words: its tokens.
        when: the date or interval with span and anchor; None for durations, sets, references ("now") and for
            expressions whose date cannot be known ("on Wednesday" in an article without a date).
        kind: "time" where a time of day is given, `when` then holds its day.
        head: the token it hangs on: the verb of "met on Friday", the noun of "Friday's summit".
        unit: the EDTF calendar unit the text names without its modifier ("2026" for "early next year").
        clock: the time of day as TIMEX3 writes it ("TMO" for morning, "T10:35"), None where none is given.
        length: the ISO 8601 period of a duration or set, or the TIMEX3 name of a reference.
        parts: the ends of a range that the text names one by one ("Sunday" and "Monday" of "Sunday and Monday").
    """

    words: Words
    when: When | None
    kind: TimeKind
    head: int
    unit: str | None = None
    clock: str | None = None
    length: str | None = None
    parts: tuple[TimeMention, ...] = ()
