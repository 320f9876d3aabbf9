"""Counting what answers a question: over time, by kind or side, and between whom."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Literal, NamedTuple

from communique.record.asking.columns import (
    EVER,
    GROUPS,
    NEVER,
    ContactColumns,
    contact_columns,
    day_number,
    position_columns,
    statement_columns,
)
from communique.record.asking.contacts import contact_where
from communique.record.asking.context import Context
from communique.record.asking.question import VERDICTS, Question
from communique.record.asking.rows import StanceRow, TallyRow, TieRow, Unit, Who
from communique.record.asking.words import fts
from communique.schema import ACTS, KINDS, STATUSES

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Ints = NDArray[np.int32]
    Bools = NDArray[np.bool_]

Lanes = Literal["kind", "side"]
Ends = Literal["actor", "side"]


class Ties(NamedTuple):
    """Who met whom: the ties among the actors with most contacts held, and how many actors there are in all."""

    rows: tuple[TieRow, ...]
    actors: int


@dataclass(frozen=True)
class Overview:
    """The contacts that answer a question, to be counted. Every count keeps the three groups apart."""

    columns: ContactColumns
    chosen: Ints

    @property
    def groups(self) -> dict[str, int]:
        """How many there are of each group."""
        import numpy as np

        counts = np.bincount(self.columns.group[self.chosen], minlength=len(GROUPS)).tolist()
        return dict(zip(GROUPS, counts, strict=True))

    @property
    def total(self) -> int:
        """How many there are of all groups, to know how much there is to show; no count of what happened."""
        return len(self.chosen)

    def days(self) -> list[date]:
        """The first days of those with a date, each day once for every twentieth contact on it, and at least once."""
        import numpy as np

        first, last = self.columns.first[self.chosen], self.columns.last[self.chosen]
        known = np.sort(np.where(first == NEVER, last, first)[self.columns.dated[self.chosen]])
        step = max(len(known) // 400, 1)
        few = np.concatenate([known[::step], known[-1:]]) if len(known) else known
        return [date.fromordinal(day + 719163) for day in few.tolist()]

    def tally(self, unit: Unit, by: Lanes = "kind") -> list[TallyRow]:
        """Counts by lane and unit of time, in order.

        An interval counts on its first day. A date that is no interval counts where all it can mean is in one unit.
        A contact of several sides is in the lane of each.
        """
        import numpy as np

        columns, chosen = self.columns, self.chosen
        first, last = columns.first[chosen], columns.last[chosen]
        starts, ends = _floored(first, unit), _floored(last, unit)
        placed = columns.dated[chosen] & (first != NEVER) & ((starts == ends) | columns.spans[chosen])
        when = np.where(placed, starts, NEVER)
        if by == "kind":
            rows, lanes, words = np.arange(len(chosen)), columns.kind[chosen], list(KINDS)
        else:
            rows, lanes, words = self._sides()
        cells = np.stack([lanes, when[rows], columns.group[chosen][rows]], axis=1)
        return _tallied(cells, words)

    def ties(self, by: Ends = "actor", most: int | None = None) -> Ties:
        """How often two actors, or two sides, met; a contact counts once for each two of its parties.

        Args:
            by: "side" takes all actors of a side for one.
            most: only the ties among so many actors, those with most contacts held.
        """
        import numpy as np

        columns = self.columns
        numbers = columns.parties.side if by == "side" else columns.parties.one
        mine = np.zeros(len(columns.ids), bool)
        mine[self.chosen] = True
        kept = mine[columns.of] & (numbers >= 0)
        # Each actor once a contact: two ministers of one side are one side there.
        pairs = np.unique(columns.of[kept].astype(np.int64) << 32 | numbers[kept])
        contact, actor = (pairs >> 32).astype(np.int32), (pairs & 0xFFFFFFFF).astype(np.int32)
        left, right = _pairs(contact)
        if not len(left):
            return Ties((), 0)
        one, other = np.minimum(actor[left], actor[right]), np.maximum(actor[left], actor[right])
        group = columns.group[contact[left]]
        there = np.unique(np.concatenate([one, other]))
        if most is not None and len(there) > most:
            top = self._foremost(one, other, group, there, by)[:most]
            among = np.isin(one, top) & np.isin(other, top)
            one, other, group = one[among], other[among], group[among]
        key = one.astype(np.int64) << 32 | other
        keys, nth = np.unique(key, return_inverse=True)
        counts = np.bincount(nth * 3 + group, minlength=3 * len(keys)).reshape(-1, 3).tolist()
        rows = []
        for pair, (happened, ahead, off) in zip(keys.tolist(), counts, strict=True):
            ends = sorted((self._who(pair >> 32, by), self._who(pair & 0xFFFFFFFF, by)), key=_order)
            rows.append(TieRow(ends[0], ends[1], happened, ahead, off))
        rows.sort(key=lambda row: (-row.happened, -row.ahead, -row.off, _order(row.a), _order(row.b)))
        return Ties(tuple(rows), len(there))

    def _foremost(self, one: Ints, other: Ints, group: Ints, there: Ints, by: Ends) -> list[int]:
        import numpy as np

        both = np.concatenate([one, other])
        held = np.bincount(both[np.concatenate([group, group]) == 0], minlength=int(there[-1]) + 1)
        every = np.bincount(both, minlength=int(there[-1]) + 1)
        ranked = sorted(there.tolist(), key=lambda n: (-held[n], -every[n], _order(self._who(n, by))))
        return ranked

    def _who(self, number: int, by: Ends) -> Who:
        if by == "actor":
            return self.columns.parties.known[number]
        side = self.columns.parties.sides.words[number]
        return Who(side, side, side)

    def _sides(self) -> tuple[Ints, Ints, list[str]]:
        """Each side of each chosen contact once: the row among the chosen, and the side."""
        import numpy as np

        columns = self.columns
        row = np.full(len(columns.ids), -1, np.int32)
        row[self.chosen] = np.arange(len(self.chosen), dtype=np.int32)
        rows, sides = row[columns.of], columns.parties.side
        kept = (rows >= 0) & (sides >= 0)
        pairs = np.unique(rows[kept].astype(np.int64) << 32 | sides[kept])
        return (
            (pairs >> 32).astype(np.int32),
            (pairs & 0xFFFFFFFF).astype(np.int32),
            columns.parties.sides.words,
        )


def overview(context: Context, question: Question) -> Overview:
    """The contacts that answer a question.

    Raises:
        QuestionError: the question cannot be asked of contacts.
        DateError: a date in it is none.
    """
    import numpy as np

    question.check("contacts")
    columns = contact_columns(context.connection)
    kept = _in_range(columns, question)
    if question.kind:
        kept &= np.isin(columns.kind, [KINDS.index(kind) for kind in question.kind])  # type: ignore[arg-type]
    if question.status:
        kept &= np.isin(columns.status, [STATUSES.index(status) for status in question.statuses])  # type: ignore[arg-type]
    if question.disputed is not None:
        kept &= columns.disputed == question.disputed
    if question.verdict in (None, "open"):
        kept &= columns.verdict == 0 if question.verdict else columns.verdict != 2
    elif question.verdict != "any":
        kept &= columns.verdict == 1 + VERDICTS.index(question.verdict or "")
    kept &= _met(context, columns, question)
    if question.topic is not None or question.place is not None or question.text is not None:
        where = contact_where(context, Question(topic=question.topic, place=question.place, text=question.text,
                                                verdict="any"))  # fmt: skip
        told = context.connection.execute(f"SELECT c.id FROM contact c WHERE {where.text}", where.parameters)
        among = np.zeros(len(columns.ids), bool)
        among[[number for (id,) in told if (number := columns.numbers.get(id)) is not None]] = True
        kept &= among
    return Overview(columns, np.flatnonzero(kept).astype(np.int32))


def _in_range(columns: ContactColumns, question: Question) -> Bools:
    import numpy as np

    since, until = question.first_day, question.last_day
    low, high = day_number(since, NEVER), day_number(until, EVER)
    kept = np.ones(len(columns.ids), bool)
    if since is None and until is None:
        return kept
    first = np.where(columns.dated, columns.first, columns.told_first)
    last = np.where(columns.dated, columns.last, columns.told_last)
    # Of a contact without a date whose reports have none either, no range can be told.
    unknown = ~columns.dated & (
        ((columns.told_last == EVER) & (since is not None)) | ((columns.told_first == NEVER) & (until is not None))
    )
    return (last >= low) & (first <= high) & ~unknown


def _met(context: Context, columns: ContactColumns, question: Question) -> Bools:
    import numpy as np

    asked = [context.wanted(name) for name in (question.actor, question.with_) if name is not None]
    if not asked:
        return np.ones(len(columns.ids), bool)
    count = len(columns.ids)
    parts = [columns.parties.meets(wanted) for wanted in asked]
    counts = [np.bincount(columns.of[part], minlength=count) for part in parts]
    if len(parts) == 1:
        return counts[0] > 0
    # Two that are both asked for must be two: one party that is meant by both is not enough.
    both = np.bincount(columns.of[parts[0] & parts[1]], minlength=count)
    return (counts[0] > 0) & (counts[1] > 0) & (counts[0] + counts[1] - both >= 2)


def _floored(days: Ints, unit: Unit) -> Ints:
    import numpy as np

    if unit == "day":
        return days
    if unit == "week":
        # 1970-01-01 was a Thursday; weeks begin on Monday.
        return (days + 3) // 7 * 7 - 3
    open_ = (days == NEVER) | (days == EVER)
    months = np.where(open_, 0, days).astype("M8[D]").astype("M8[M]").astype(np.int64)
    step = {"month": 1, "quarter": 3, "year": 12}[unit]
    floored = (months // step * step).astype("M8[M]").astype("M8[D]").astype(np.int32)
    return np.where(open_, days, floored)


def _pairs(contact: Ints) -> tuple[Ints, Ints]:
    """Each two rows of the same contact; the rows of a contact stand together."""
    import numpy as np

    lefts, rights = [np.zeros(0, np.int64)], [np.zeros(0, np.int64)]
    apart = 1
    while True:
        left = np.flatnonzero(contact[:-apart] == contact[apart:]) if apart < len(contact) else lefts[0]
        if not len(left):
            break
        lefts.append(left)
        rights.append(left + apart)
        apart += 1
    return np.concatenate(lefts), np.concatenate(rights)  # type: ignore[return-value]


def _tallied(cells: NDArray[np.int64], words: list[str]) -> list[TallyRow]:
    """Rows of (lane, day, group) counted."""
    import numpy as np

    if not len(cells):
        return []
    key = (cells[:, 0].astype(np.int64) << 32) | (cells[:, 1].astype(np.int64) - NEVER)
    keys, nth = np.unique(key, return_inverse=True)
    counts = np.bincount(nth * 3 + cells[:, 2], minlength=3 * len(keys)).reshape(-1, 3).tolist()
    return [
        TallyRow(
            words[one >> 32],
            None if (day := (one & 0xFFFFFFFF) + NEVER) == NEVER else date.fromordinal(day + 719163).isoformat(),
            *groups,
        )
        for one, groups in zip(keys.tolist(), counts, strict=True)
    ]


def _order(who: Who) -> tuple[str, str, str]:
    return who.name, who.side or "", who.actor or ""
