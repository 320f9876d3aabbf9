"""A statement or a position with the words it was read from."""

from __future__ import annotations

from communique.record.asking.context import Context
from communique.record.asking.evidence import corrections_of, quote, text_of
from communique.record.asking.statements import one_position, one_statement
from communique.record.asking.views import PositionView, StatementView
from communique.record.codec import decode
from communique.schema import Position, Statement

# The active reading of a key, else the latest that had it.
_RECORD = (
    "SELECT s.id, g.retired IS NOT NULL, s.record, s.document FROM {table} s JOIN reading g ON g.id = s.reading "
    "WHERE s.key = ? ORDER BY g.retired IS NOT NULL, g.id DESC"
)


def statement_view(context: Context, key: str) -> StatementView:
    """A statement, its cue and each stretch of what was said."""
    connection = context.connection
    id, retired, record, document = connection.execute(_RECORD.format(table="statement"), (key,)).fetchone()
    select = one_statement(id)
    row = select.make(connection.execute(select.sql(None, 0), select.parameters).fetchone())
    told, text = decode(Statement, record), text_of(connection, document)
    stretches = tuple(quote(text, span) for span in told.content)
    return StatementView(row, bool(retired), quote(text, told.cue), stretches, corrections_of(connection, [key]))


def position_view(context: Context, key: str) -> PositionView:
    """A position, the word of its stance, what it is about, and its condition."""
    connection = context.connection
    id, retired, record, document = connection.execute(_RECORD.format(table="position"), (key,)).fetchone()
    select = one_position(id)
    row = select.make(connection.execute(select.sql(None, 0), select.parameters).fetchone())
    told, text = decode(Position, record), text_of(connection, document)
    return PositionView(
        row,
        bool(retired),
        quote(text, told.act.span) if told.act.span else None,
        quote(text, told.content),
        quote(text, told.condition) if told.condition else None,
        corrections_of(connection, [key]),
    )
