"""How many contacts of each group answer a question: what happened and what did not are never one sum."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, replace
from pathlib import Path

from communique.record.asking.contacts import GROUP_OF, WHEN, contact_where
from communique.record.asking.context import Context
from communique.record.asking.question import STATUS_GROUPS, Question

MOST = 10_000
"""Beyond so many, contacts are counted on only where that costs nothing."""

_SELECTIVE = ("actor", "with_", "topic", "place", "text", "disputed")


@dataclass(frozen=True, slots=True)
class Count:
    """A number of contacts; `more` says that there are more than that."""

    number: int
    more: bool = False

    def __str__(self) -> str:
        return f"{self.number:,}{'+' if self.more else ''}"


def tally(connection: sqlite3.Connection, question: Question, actors: Path | None = None) -> dict[str, Count]:
    """The number of contacts by group.

    Raises:
        QuestionError: the question cannot be asked of contacts.
        DateError: a date in it is none.
    """
    question.check("contacts")
    plain = replace(question, sort=None, limit=None, offset=0)
    if replace(plain, status=()) == Question():
        return _all(connection, question.statuses)
    context = Context(connection, actors)
    if any(getattr(question, name) is not None for name in _SELECTIVE):
        where = contact_where(context, question)
        return _summed(
            connection.execute(
                f"SELECT c.status, count(*) FROM contact c WHERE {where.text} GROUP BY c.status", where.parameters
            ).fetchall()
        )
    # Those of a kind or a period can be nearly all: then only the newest are counted.
    where = contact_where(context, question)
    newest = f"SELECT c.status FROM contact c WHERE {where.text} ORDER BY {WHEN} DESC LIMIT {MOST + 1}"
    rows = connection.execute(f"SELECT status, count(*) FROM ({newest}) GROUP BY status", where.parameters).fetchall()
    return _summed(rows, more=sum(number for _, number in rows) > MOST)


def _all(connection: sqlite3.Connection, statuses: tuple[str, ...]) -> dict[str, Count]:
    """All of some statuses, none for any, but what a person called wrong: from indexes alone."""
    rows = connection.execute("SELECT status, count(*) FROM contact GROUP BY status").fetchall()
    wrong = connection.execute("SELECT status, -count(*) FROM contact WHERE verdict = 'wrong' GROUP BY status")
    return _summed([row for row in (*rows, *wrong) if not statuses or row[0] in statuses])


def _summed(rows: list[tuple[str, int]], *, more: bool = False) -> dict[str, Count]:
    found = dict.fromkeys(STATUS_GROUPS, 0)
    for status, number in rows:
        found[GROUP_OF[status]] += number
    return {group: Count(number, more) for group, number in found.items()}
