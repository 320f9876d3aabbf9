"""Counting positions and statements: which side takes which act, on which issue, and how many over time."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from communique.errors import QuestionError
from communique.record.asking.columns import (
    EVER,
    NEVER,
    PositionColumns,
    StatementColumns,
    day_number,
    kept,
    position_columns,
    statement_columns,
)
from communique.record.asking.context import Context
from communique.record.asking.counts import StanceRow, TallyRow, Unit
from communique.record.asking.overview import floored, judged, tallied
from communique.record.asking.question import Question
from communique.record.asking.results import Results
from communique.record.asking.rows import PositionRow, StatementRow
from communique.record.asking.statements import these_positions, these_statements
from communique.record.asking.words import fts
from communique.schema import ACTS

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Ints = NDArray[Any]
    Bools = NDArray[Any]

_TOPICS = 60
_LEADING = re.compile(
    r"(?:(?:the|an?|this|that|these|those|its|their|his|her|our|your|my|all|any|some|other|various|several|both|such|"
    r"further|current|recent|ongoing|possible|new|common|mutual|topical|future|continued|concrete)\s+)+"
)


@dataclass(frozen=True)
class Stances:
    """The positions that answer a question, to be counted."""

    context: Context
    columns: PositionColumns
    chosen: Bools

    @property
    def total(self) -> int:
        """How many there are."""
        return int(self.chosen.sum())

    def by_act(self, issues: Sequence[str] = ()) -> list[StanceRow]:
        """Counts by side and act; where issues are given, by each of them too, a position under every issue it names.

        Raises:
            QuestionError: an issue holds no word.
        """
        if not issues:
            return self._counted(self.chosen, None)
        return [row for issue in issues for row in self._counted(self.chosen & self._naming(issue), issue)]

    def tally(self, unit: Unit, lane: str = "positions") -> list[TallyRow]:
        """Counts over time, by publication, in one lane."""
        return _over_time(self.columns.first[self.chosen], self.columns.last[self.chosen], unit, lane)

    def latest(self, most: int) -> list[PositionRow]:
        """The positions published last, the last first."""
        ids = _last(self.columns.number, self.columns.first, self.chosen, most)
        rows = Results(self.context, these_positions(json.dumps(ids)), Question())
        return sorted(iter(rows), key=lambda row: row.source.published or "", reverse=True)

    def _naming(self, issue: str) -> Bools:
        import numpy as np

        found = self.context.connection.execute(
            "SELECT rowid FROM position_text WHERE position_text MATCH ?", (fts(issue),)
        )
        flags = np.zeros(int(self.columns.number.max(initial=0)) + 1, bool)
        ids = np.fromiter((id for (id,) in found), np.int64)
        flags[ids[ids < len(flags)]] = True  # the words of retired readings are found too
        named: Bools = flags[self.columns.number]
        return named

    def _counted(self, chosen: Bools, issue: str | None) -> list[StanceRow]:
        import numpy as np

        sides, acts = self.columns.holders.side[chosen], self.columns.act[chosen]
        keys, counts = np.unique(sides.astype(np.int64) * len(ACTS) + acts, return_counts=True)
        words: list[str | None] = [*self.columns.holders.sides.words, None]  # number -1 is no side
        rows = [
            StanceRow(words[key // len(ACTS)], issue, ACTS[key % len(ACTS)], count)
            for key, count in zip(keys.tolist(), counts.tolist(), strict=True)
        ]
        return sorted(rows, key=lambda row: (row.side is None, row.side or "", ACTS.index(row.act)))


def stances(context: Context, question: Question) -> Stances:
    """The positions that answer a question.

    Raises:
        QuestionError: the question cannot be asked of positions.
        DateError: a date in it is none.
    """
    import numpy as np

    question.check("positions")
    columns = position_columns(context.connection)
    mine = judged(columns.verdict, question.verdict) & _published(columns.first, columns.last, question)
    if question.kind:
        mine &= np.isin(columns.act, [ACTS.index(act) for act in question.kind])
    if question.actor is not None:
        mine &= columns.holders.meets(context.wanted(question.actor))
    if question.with_ is not None:
        aimed = columns.of[columns.targets.meets(context.wanted(question.with_))]
        mine &= np.bincount(aimed, minlength=len(mine)) > 0
    found = Stances(context, columns, mine)
    if question.text is not None:
        return Stances(context, columns, mine & found._naming(question.text))
    return found


@dataclass(frozen=True)
class Sayings:
    """The statements that answer a question, to be counted; asked by actor, since and until."""

    context: Context
    columns: StatementColumns
    chosen: Bools

    def tally(self, unit: Unit, lane: str = "statements") -> list[TallyRow]:
        """Counts over time, by publication, in one lane."""
        return _over_time(self.columns.first[self.chosen], self.columns.last[self.chosen], unit, lane)

    def latest(self, most: int) -> list[StatementRow]:
        """The statements published last, the last first."""
        ids = _last(self.columns.number, self.columns.first, self.chosen, most)
        rows = Results(self.context, these_statements(json.dumps(ids)), Question())
        return sorted(iter(rows), key=lambda row: row.source.published or "", reverse=True)


def sayings(context: Context, question: Question) -> Sayings:
    """The statements that answer a question.

    Raises:
        QuestionError: the question cannot be asked of statements, or is more than can be counted.
        DateError: a date in it is none.
    """
    question.check("statements")
    if question.kind or question.text is not None:
        raise QuestionError("statements are counted by actor, since, until and verdict only")
    columns = statement_columns(context.connection)
    mine = judged(columns.verdict, question.verdict) & _published(columns.first, columns.last, question)
    if question.actor is not None:
        mine &= columns.speakers.meets(context.wanted(question.actor))
    return Sayings(context, columns, mine)


def issues(context: Context, most: int = 10) -> tuple[str, ...]:
    """What positions are most often about: of the commonest topics of contacts, those that most positions name.

    Names of actors are left out, and words so general that they are no issue ("the situation").
    """
    return kept(context.connection, f"issues {most} {context.actors}", lambda: _issues(context, most))


def _issues(context: Context, most: int) -> tuple[str, ...]:
    from communique.lexicon.general_topics import GENERAL_TOPICS
    from communique.lexicon.names import pieces
    from communique.lexicon.registry import load_registry

    names = load_registry(context.actors).names
    counts: dict[str, int] = {}
    told = context.connection.execute("SELECT topics, count(*) FROM contact WHERE topics <> '[]' GROUP BY topics")
    for topics, count in told:
        for topic in json.loads(topics):
            plain = _LEADING.sub("", str(topic).lower().strip(), count=1)
            words = pieces(plain)
            if words and len(words) <= 3 and words not in names and words[-1] not in GENERAL_TOPICS:
                counts[plain] = counts.get(plain, 0) + count
    common = sorted(counts, key=lambda topic: (-counts[topic], topic))[:_TOPICS]
    query = "SELECT count(*) FROM position_text WHERE position_text MATCH ?"
    named = {topic: context.connection.execute(query, (fts(f'"{topic}"'),)).fetchone()[0] for topic in common}
    ranked = sorted((topic for topic in common if named[topic]), key=lambda topic: (-named[topic], topic))
    return tuple(ranked[:most])


def _last(numbers: Ints, first: Ints, chosen: Bools, most: int) -> list[int]:
    import numpy as np

    found = np.flatnonzero(chosen)
    last: list[int] = numbers[found[np.argsort(first[found], kind="stable")[::-1][:most]]].tolist()
    return last


def _published(first: Ints, last: Ints, question: Question) -> Bools:
    import numpy as np

    since, until = question.first_day, question.last_day
    mine = np.ones(len(first), bool)
    if since is not None:
        mine &= (last >= day_number(since, NEVER)) & (last != EVER)
    if until is not None:
        mine &= (first <= day_number(until, EVER)) & (first != NEVER)
    return mine


def _over_time(first: Ints, last: Ints, unit: Unit, lane: str) -> list[TallyRow]:
    import numpy as np

    starts = floored(first, unit)
    when = np.where((first != NEVER) & (starts == floored(last, unit)), starts, NEVER)
    none = np.zeros(len(when), np.int32)
    return tallied(np.stack([none, when, none], axis=1), [lane])
