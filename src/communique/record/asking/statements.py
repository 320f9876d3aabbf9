"""Questions about statements and positions: who said, demanded, offered or refused what, in which document."""

from __future__ import annotations

import json
from typing import Any

from communique.record.asking import days
from communique.record.asking.contacts import people
from communique.record.asking.context import SOURCE, Context
from communique.record.asking.question import SORTS, Question
from communique.record.asking.rows import PositionRow, Source, StatementRow, Who
from communique.record.asking.select import Select, Where, order_by
from communique.record.asking.words import fts
from communique.schema import DIRECTS

_STATEMENT_KEYS = {
    "date": ("g.published", "g.document", "s.ordinal"),
    "speaker": ("s.speaker", "g.published", "g.document", "s.ordinal"),
}
_POSITION_KEYS = {
    "date": ("g.published", "g.document", "s.ordinal"),
    "holder": ("s.holder", "g.published", "g.document", "s.ordinal"),
}
# Behind an active reading come its document and, in reading order, what was read; the index `reading_published` and
# the ordinals give the order by date without sorting.
_JOINED = "reading g JOIN document d ON d.hash = g.document JOIN {table} s ON s.reading = g.id"
_STATEMENT = (
    "s.key, s.speaker, s.side, s.actor, s.record -> '$.behalf', s.record -> '$.via', s.direct, s.tone, s.content, "
    f's."start", s."end", s.verdict, {SOURCE}'
)
_TARGETS = (
    "(SELECT json_group_array(json_array(name, side, actor)) FROM "
    "(SELECT name, side, actor FROM target WHERE position = s.id ORDER BY nth))"
)
_POSITION = (
    f's.key, s.holder, s.side, s.actor, s.act, {_TARGETS}, s.content, s.condition, s."start", s."end", '
    f"s.verdict, {SOURCE}"
)

_THESE = "s.id IN (SELECT value FROM json_each(?))"


def statements(context: Context, question: Question) -> Select[StatementRow]:
    """What answers a question about statements.

    Raises:
        QuestionError: the question cannot be asked of statements.
        DateError: a date in it is none.
    """
    question.check("statements")
    where = _where(context, question, "speaker")
    where.one_of("s.direct", tuple(kind for kind in question.kind if kind in DIRECTS))
    where.one_of("s.tone", tuple(kind for kind in question.kind if kind not in DIRECTS))
    if question.text is not None:
        where.add("s.id IN (SELECT rowid FROM statement_text WHERE statement_text MATCH ?)", fts(question.text))
    return _statements(where, order_by(question.sort or SORTS["statements"][0], _STATEMENT_KEYS))


def positions(context: Context, question: Question) -> Select[PositionRow]:
    """What answers a question about positions.

    Raises:
        QuestionError: the question cannot be asked of positions.
        DateError: a date in it is none.
    """
    question.check("positions")
    where = _where(context, question, "holder")
    where.one_of("s.act", question.kind)
    if question.with_ is not None:
        condition, parameters = context.wanted(question.with_).condition("t")
        where.add(f"s.id IN (SELECT t.position FROM target t WHERE {condition})", *parameters)
    if question.text is not None:
        where.add("s.id IN (SELECT rowid FROM position_text WHERE position_text MATCH ?)", fts(question.text))
    return select_positions(where, order_by(question.sort or SORTS["positions"][0], _POSITION_KEYS))


def one_statement(id: int) -> Select[StatementRow]:
    """The statement of a row, retired or not."""
    return _statements(Where(["s.id = ?"], [id]), "s.id")


def one_position(id: int) -> Select[PositionRow]:
    """The position of a row, retired or not."""
    return select_positions(Where(["s.id = ?"], [id]), "s.id")


def statements_of(document: str) -> Select[StatementRow]:
    """The statements of a document, in reading order."""
    return _statements(Where(["g.retired IS NULL", "g.document = ?"], [document]), "s.ordinal")


def positions_of(document: str) -> Select[PositionRow]:
    """The positions of a document, in reading order."""
    return select_positions(Where(["g.retired IS NULL", "g.document = ?"], [document]), "s.ordinal")


def these_statements(rows: str) -> Select[StatementRow]:
    """The active statements of a JSON list of row numbers, the last added first."""
    return _statements(Where(["g.retired IS NULL", _THESE], [rows]), "s.id DESC")


def these_positions(rows: str) -> Select[PositionRow]:
    """The active positions of a JSON list of row numbers, the last added first."""
    return select_positions(Where(["g.retired IS NULL", _THESE], [rows]), "s.id DESC")


def _statements(where: Where, order: str) -> Select[StatementRow]:
    source = f"{_JOINED.format(table='statement')} WHERE {where.text}"
    return Select(StatementRow, statement_row, _STATEMENT, source, tuple(where.parameters), order)


def select_positions(where: Where, order: str) -> Select[PositionRow]:
    """Positions under conditions on `position s`, its `reading g` and `document d`."""
    source = f"{_JOINED.format(table='position')} WHERE {where.text}"
    return Select(PositionRow, position_row, _POSITION, source, tuple(where.parameters), order)


def _where(context: Context, question: Question, name: str) -> Where:
    where = Where()
    where.add("g.retired IS NULL")
    where.verdict("s.verdict", question.verdict)
    if question.actor is not None:
        condition, parameters = context.wanted(question.actor).condition("s", name)
        where.add(condition, *parameters)
    condition, days_asked = days.published("g.published", question.first_day, question.last_day)
    where.add(condition, *days_asked)
    return where


def statement_row(cells: tuple[Any, ...]) -> StatementRow:
    """The row behind the columns of a statement."""
    key, speaker, side, actor, behalf, via, direct, tone, content, start, end, verdict, source = cells
    return StatementRow(
        key, speaker, side, actor, _actors(behalf), _actors(via), direct, tone, content, start, end, verdict,
        Source(*json.loads(source)),
    )  # fmt: skip


def position_row(cells: tuple[Any, ...]) -> PositionRow:
    """The row behind the columns of a position."""
    key, holder, side, actor, act, targets, content, condition, start, end, verdict, source = cells
    return PositionRow(
        key,
        holder,
        side,
        actor,
        act,
        people(targets),
        content,
        condition,
        start,
        end,
        verdict,
        Source(*json.loads(source)),
    )


def _actors(cell: str | None) -> tuple[Who, ...]:
    """Actors as the JSON form of a record has them."""
    return tuple(Who(one["name"], one["side"], one["id"]) for one in json.loads(cell)) if cell else ()
