"""Questions about disagreements: two reports of one contact that cannot both be true."""

from __future__ import annotations

from typing import Any

from communique.record.asking.contacts import GROUP_OF, WHEN, contact_where, source_of
from communique.record.asking.context import SOURCE, Context
from communique.record.asking.question import SORTS, Question
from communique.record.asking.rows import DisagreementRow
from communique.record.asking.select import Select, Where, order_by

_KEYS = {"weight": ("x.weight",), "date": (WHEN,)}
_TAIL = ("x.contact", "x.nth")


def _source(report: str) -> str:
    return (
        f"(SELECT {SOURCE} FROM report r JOIN reading g ON g.id = r.reading AND g.retired IS NULL "
        f"JOIN document d ON d.hash = r.document WHERE r.key = x.{report} LIMIT 1)"
    )


_COLUMNS = (
    "c.id, c.label, c.kind, c.status, c.date, x.field, x.value_a, x.value_b, x.weight, x.why, x.a, x.b, "
    f"{_source('a')}, {_source('b')}"
)


def disagreements(context: Context, question: Question) -> Select[DisagreementRow]:
    """What answers a question about disagreements; all but `field` asks for the contacts they are of.

    Raises:
        QuestionError: the question cannot be asked of disagreements.
        DateError: a date in it is none.
    """
    question.check("disagreements")
    where = contact_where(context, question)
    if question.field is not None:
        where.add("x.field = ?", question.field)
    return select_disagreements(where, order_by(question.sort or SORTS["disagreements"][0], _KEYS, _TAIL))


def of_contact(id: str) -> Select[DisagreementRow]:
    """The disagreements of a contact, as they were found: the weightiest first."""
    return select_disagreements(Where(["c.id = ?"], [id]), "x.nth")


def select_disagreements(where: Where, order: str = "x.weight DESC, x.contact, x.nth") -> Select[DisagreementRow]:
    """Disagreements under conditions on `disagreement x` and its `contact c`."""
    source = f"disagreement x JOIN contact c ON c.id = x.contact WHERE {where.text}"
    return Select(DisagreementRow, disagreement_row, _COLUMNS, source, tuple(where.parameters), order)


def disagreement_row(cells: tuple[Any, ...]) -> DisagreementRow:
    """The row behind the columns of a disagreement."""
    contact, label, kind, status, date, field, value_a, value_b, weight, why, a, b, source_a, source_b = cells
    return DisagreementRow(
        contact, label, kind, status, GROUP_OF[status], date, field, value_a, value_b, weight, why, a, b,
        source_of(source_a), source_of(source_b),
    )  # fmt: skip
