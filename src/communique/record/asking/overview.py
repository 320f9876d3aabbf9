"""Counting what answers a question: over time, by kind or side, and between whom."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from communique.record.asking.columns import (
    EVER,
    GROUPS,
    NEVER,
    ContactColumns,
    contact_columns,
    day_number,
)
from communique.record.asking.contacts import contact_where, these_contacts
from communique.record.asking.context import Context
from communique.record.asking.counts import TallyRow, TieRow, Unit
from communique.record.asking.question import VERDICTS, Question
from communique.record.asking.results import Results
from communique.record.asking.rows import ContactRow, Who
from communique.schema import KINDS, STATUSES

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Ints = NDArray[Any]
    Bools = NDArray[Any]

Lanes = Literal["kind", "side"]
Ends = Literal["actor", "side"]


class Ties(NamedTuple):
    """Who met whom; and how many actors, and ties among those chosen, there are in all."""

    rows: tuple[TieRow, ...]
    actors: int
    ties: int


@dataclass(frozen=True)
class Overview:
    """The contacts that answer a question, to be counted. Every count keeps the three groups apart."""

    context: Context
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

    def latest(self, most: int) -> list[ContactRow]:
        """The contacts with the latest dates, or first reports where they have none, the last first."""
        import numpy as np

        columns = self.columns
        first, last, told = (column[self.chosen] for column in (columns.first, columns.last, columns.told_first))
        when = np.where(first != NEVER, first, np.where(last != EVER, last, told))
        ids = [columns.ids[number] for number in self.chosen[np.argsort(when, kind="stable")[::-1][:most]].tolist()]
        select = these_contacts(ids)
        found = {row.id: row for row in Results(self.context, select, Question())}
        return [found[id] for id in ids if id in found]

    def sides(self) -> dict[str, int]:
        """The sides, the one with most contacts that happened first, each with how many of those it has."""
        import numpy as np

        there, mine = self.columns.sides_there, self._mine()
        words = self.columns.parties.sides.words
        who = there.who[mine[there.contact]]
        held = there.who[mine[there.contact] & (self.columns.group[there.contact] == 0)]
        every = np.bincount(who, minlength=len(words)).tolist()
        happened = np.bincount(held, minlength=len(words)).tolist()
        ranked = sorted((n for n in range(len(words)) if every[n]), key=lambda n: (-happened[n], -every[n], words[n]))
        return {words[n]: happened[n] for n in ranked}

    def tally(self, unit: Unit, by: Lanes = "kind", lanes: Collection[str] | None = None) -> list[TallyRow]:
        """Counts by lane and unit of time, in order.

        An interval counts on its first day. A date that is no interval counts where all it can mean is in one unit.

        Args:
            unit: of time.
            by: what a lane is; a contact of several sides is in the lane of each.
            lanes: only these; None for all.
        """
        import numpy as np

        columns = self.columns
        first, last = columns.first[self.chosen], columns.last[self.chosen]
        starts = floored(first, unit)
        placed = columns.dated[self.chosen] & (first != NEVER)
        placed &= (starts == floored(last, unit)) | columns.spans[self.chosen]
        when = np.full(len(columns.ids), NEVER)
        when[self.chosen] = np.where(placed, starts, NEVER)
        if by == "kind":
            words: Sequence[str] = KINDS
            contact, lane = self.chosen, columns.kind[self.chosen]
        else:
            words = columns.parties.sides.words
            there = columns.sides_there
            mine = self._mine()[there.contact]
            contact, lane = there.contact[mine], there.who[mine]
        if lanes is not None:
            mine = np.isin(lane, [nth for nth, word in enumerate(words) if word in lanes])
            contact, lane = contact[mine], lane[mine]
        found = tallied(np.stack([lane, when[contact], columns.group[contact]], axis=1), words)
        return found if by == "kind" else sorted(found, key=lambda row: (row.lane, row.day or ""))

    def ties(self, by: Ends = "actor", actors: int | None = None, ties: int | None = None) -> Ties:
        """How often two actors, or two sides, met; a contact counts once for each two of its parties.

        Args:
            by: "side" takes all actors of a side for one.
            actors: only the ties among so many actors, those with most contacts held.
            ties: only so many of these ties, the strongest, but at least the strongest of each actor.
        """
        import numpy as np

        columns = self.columns
        there = columns.sides_there if by == "side" else columns.actors_there
        mine = self._mine()[there.contact[there.left]]
        left, right = there.left[mine], there.right[mine]
        one, other, group = there.who[left], there.who[right], columns.group[there.contact[left]]
        every = np.bincount(np.concatenate([one, other]))
        met = int((every > 0).sum())
        if actors is not None and met > actors:
            held = np.bincount(np.concatenate([one[group == 0], other[group == 0]]), minlength=len(every))
            top = np.lexsort((-every, -held))[:actors]
            among = np.isin(one, top) & np.isin(other, top)
            one, other, group = one[among], other[among], group[among]
        keys, nth = np.unique(one << 32 | other, return_inverse=True)
        counts = np.bincount(nth * 3 + group, minlength=3 * len(keys)).reshape(-1, 3)
        order = np.lexsort((keys, -counts[:, 2], -counts[:, 1], -counts[:, 0]))
        keys, counts = keys[order], counts[order]
        shown = np.arange(len(keys))
        if ties is not None and len(keys) > ties:
            # Where an actor is met for the first time is its strongest tie.
            ends = np.stack([keys >> 32, keys & 0xFFFFFFFF], axis=1).ravel()
            _, firsts = np.unique(ends, return_index=True)
            shown = np.union1d(shown[:ties], firsts // 2)
        rows = []
        for key, (happened, ahead, off) in zip(keys[shown].tolist(), counts[shown].tolist(), strict=True):
            a, b = sorted((self._who(key >> 32, by), self._who(key & 0xFFFFFFFF, by)), key=_order)
            rows.append(TieRow(a, b, happened, ahead, off))
        rows.sort(key=lambda row: (-row.happened, -row.ahead, -row.off, _order(row.a), _order(row.b)))
        return Ties(tuple(rows), met, len(keys))

    def _mine(self) -> Bools:
        import numpy as np

        mine: Bools = np.zeros(len(self.columns.ids), bool)
        mine[self.chosen] = True
        return mine

    def _who(self, number: int, by: Ends) -> Who:
        if by == "actor":
            return self.columns.parties.known[number]
        side = self.columns.parties.sides.words[number]
        return Who(side, side, side)


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
        kept &= np.isin(columns.kind, [KINDS.index(kind) for kind in question.kind])
    if question.status:
        kept &= np.isin(columns.status, [STATUSES.index(status) for status in question.statuses])
    if question.disputed is not None:
        kept &= columns.disputed == question.disputed
    kept &= judged(columns.verdict, question.verdict)
    kept &= _met(context, columns, question)
    if question.topic is not None or question.place is not None or question.text is not None:
        where = contact_where(context, Question(topic=question.topic, place=question.place, text=question.text,
                                                verdict="any"))  # fmt: skip
        told = context.connection.execute(f"SELECT c.id FROM contact c WHERE {where.text}", where.parameters)
        among = np.zeros(len(columns.ids), bool)
        among[[number for (id,) in told if (number := columns.numbers.get(id)) is not None]] = True
        kept &= among
    return Overview(context, columns, np.flatnonzero(kept).astype(np.int32))


def judged(verdicts: Ints, asked: str | None) -> Bools:
    """Which rows have the verdict asked for; where none is, all that no person called wrong."""
    found: Bools = verdicts != VERDICTS.index("wrong") + 1
    if asked == "any":
        found = verdicts >= 0
    elif asked is not None:
        found = verdicts == (0 if asked == "open" else VERDICTS.index(asked) + 1)
    return found


def _in_range(columns: ContactColumns, question: Question) -> Bools:
    import numpy as np

    since, until = question.first_day, question.last_day
    low, high = day_number(since, NEVER), day_number(until, EVER)
    if since is None and until is None:
        return np.ones(len(columns.ids), bool)
    first = np.where(columns.dated, columns.first, columns.told_first)
    last = np.where(columns.dated, columns.last, columns.told_last)
    # Of a contact without a date whose reports have none either, no range can be told.
    unknown = ~columns.dated & (
        ((columns.told_last == EVER) & (since is not None)) | ((columns.told_first == NEVER) & (until is not None))
    )
    found: Bools = (last >= low) & (first <= high) & ~unknown
    return found


def _met(context: Context, columns: ContactColumns, question: Question) -> Bools:
    import numpy as np

    asked = [context.wanted(name) for name in (question.actor, question.with_) if name is not None]
    if not asked:
        return np.ones(len(columns.ids), bool)
    count = len(columns.ids)
    parts = [columns.parties.meets(wanted) for wanted in asked]
    counts = [np.bincount(columns.of[part], minlength=count) for part in parts]
    if len(parts) == 1:
        return np.asarray(counts[0] > 0)
    # Two that are both asked for must be two: one party that is meant by both is not enough.
    both = np.bincount(columns.of[parts[0] & parts[1]], minlength=count)
    return np.asarray((counts[0] > 0) & (counts[1] > 0) & (counts[0] + counts[1] - both >= 2))


def floored(days: Ints, unit: Unit) -> Ints:
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


def tallied(cells: Ints, words: Sequence[str]) -> list[TallyRow]:
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
