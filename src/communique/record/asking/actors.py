"""Questions about actors: who is in the ledger, in how many contacts of which group, and who met whom."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from communique.record.asking import days
from communique.record.asking.contacts import contact_where
from communique.record.asking.context import Context
from communique.record.asking.question import SORTS, STATUS_GROUPS, Question
from communique.record.asking.rows import ActorRow
from communique.record.asking.select import Select, Value, Where, order_by

_KEYS = {
    "contacts": ("happened", "ahead", "off", "coalesce(statements, 0)"),
    "name": ("name",),
    "last": ("last",),
}
_TAIL = ("name", "side", "actor")
_COLUMNS = "name, side, actor, happened, ahead, off, statements, positions, first, last"
_IDENTITY = "coalesce(actor, name || '|' || coalesce(side, ''))"


def actors(context: Context, question: Question) -> Select[ActorRow]:
    """What answers a question about actors: those meant by `actor`, and of them those who met `with_`.

    Who only speaks or holds positions counts too, as long as nothing is asked of contacts.

    Raises:
        QuestionError: the question cannot be asked of actors.
        DateError: a date in it is none.
    """
    question.check("actors")
    text, parameters = _parties(context, question)
    speaks = not (question.with_ or question.kind or question.status or question.topic or question.place)
    if speaks:
        for table, name, counts in (("statement", "speaker", "1, 0"), ("position", "holder", "0, 1")):
            said, values = _speakers(context, question, table, name, counts)
            text += f" UNION ALL {said}"
            parameters += values
    sums = (
        "sum(statements) AS statements, sum(positions) AS positions"
        if speaks
        else "NULL AS statements, NULL AS positions"
    )
    grouped = (
        "SELECT min(name) AS name, min(side) AS side, min(actor) AS actor, sum(happened) AS happened, "
        f"sum(ahead) AS ahead, sum(off) AS off, {sums}, min(first) AS first, max(last) AS last "
        f"FROM ({text}) GROUP BY {_IDENTITY}"
    )
    order = order_by(question.sort or SORTS["actors"][0], _KEYS, _TAIL)
    return Select(ActorRow, actor_row, _COLUMNS, f"({grouped})", tuple(parameters), order)


def _parties(context: Context, question: Question) -> tuple[str, list[Value]]:
    where = contact_where(context, replace(question, actor=None, with_=None))
    if question.actor is not None:
        condition, values = context.wanted(question.actor).condition("p")
        where.add(condition, *values)
    if question.with_ is not None:
        condition, values = context.wanted(question.with_).condition("q")
        # Driven by who is met: their contacts are few beside all parties of the ledger.
        where.add(f"p.contact IN (SELECT q.contact FROM contact_party q WHERE {condition})", *values)
        where.add(
            f"EXISTS (SELECT 1 FROM contact_party q WHERE q.contact = p.contact AND q.nth <> p.nth AND {condition})",
            *values,
        )
    counts = ", ".join(
        f"c.status IN ({', '.join(repr(status) for status in statuses)}) AS {group}"
        for group, statuses in STATUS_GROUPS.items()
    )
    return (
        f"SELECT p.name, p.side, p.actor, {counts}, 0 AS statements, 0 AS positions, "
        "coalesce(c.earliest, c.latest, c.first) AS first, coalesce(c.latest, c.earliest, c.last) AS last "
        f"FROM contact_party p JOIN contact c ON c.id = p.contact WHERE {where.text}"
    ), list(where.parameters)


def _speakers(context: Context, question: Question, table: str, name: str, counts: str) -> tuple[str, list[Value]]:
    where = Where()
    where.add(f"g.retired IS NULL AND s.{name} IS NOT NULL")
    if question.actor is not None:
        condition, values = context.wanted(question.actor).condition("s", name)
        where.add(condition, *values)
    condition, asked = days.published("g.published", question.first_day, question.last_day)
    where.add(condition, *asked)
    return (
        f"SELECT s.{name}, s.side, s.actor, 0, 0, 0, {counts}, NULL, NULL "
        f"FROM reading g JOIN {table} s ON s.reading = g.id WHERE {where.text}"
    ), list(where.parameters)


def actor_row(cells: tuple[Any, ...]) -> ActorRow:
    """The row behind the columns of an actor."""
    return ActorRow(*cells)
