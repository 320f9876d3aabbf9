"""What changed: by the log of the ledger, or by when it was published."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, Literal

from communique.errors import QuestionError
from communique.record.asking import days
from communique.record.asking.contacts import contact_where, source_of
from communique.record.asking.context import SOURCE, Context
from communique.record.asking.question import SORTS, Question
from communique.record.asking.rows import ChangeRow
from communique.record.asking.select import Select, Value, order_by

By = Literal["added", "published"]

_KEYS = {"date": ("x.at", "x.nth", "x.contact")}
_SOURCE = (
    f"(SELECT {SOURCE} FROM report r JOIN reading g ON g.id = r.reading AND g.retired IS NULL "
    "JOIN document d ON d.hash = r.document WHERE r.key = {report} LIMIT 1)"
)
# A line of the log that names no report rests on the one that gave the contact its status.
_LATEST = "(SELECT s.report FROM step s WHERE s.contact = x.contact ORDER BY s.nth DESC LIMIT 1)"
_COLUMNS = (
    "x.at, x.what, x.contact, coalesce(c.label, x.after, x.before), c.status, x.before, x.after, "
    + _SOURCE.format(report=f"coalesce(x.report, {_LATEST})")
)
_LOG = "(SELECT id AS nth, at, contact, what, before, after, report FROM change) x"
# What readers of the articles could know when: the first report, the status in which each later one leaves the contact,
# and the later of two reports that disagree.
_PUBLISHED = (
    "(SELECT 0 AS nth, c.first AS at, c.id AS contact, 'new' AS what, NULL AS before, s.status AS after, s.report "
    "FROM contact c JOIN step s ON s.contact = c.id AND s.nth = (SELECT max(o.nth) FROM step o JOIN step z "
    "ON z.contact = o.contact AND z.report = o.report AND z.nth = 0 WHERE o.contact = c.id) WHERE c.first IS NOT NULL "
    "UNION ALL SELECT s.nth, s.at, s.contact, 'status', p.status, s.status, s.report FROM step s JOIN step p "
    "ON p.contact = s.contact AND p.nth = (SELECT max(nth) FROM step WHERE contact = s.contact AND nth < s.nth "
    "AND report <> s.report) WHERE s.at IS NOT NULL AND p.status <> s.status AND NOT EXISTS "
    "(SELECT 1 FROM step WHERE contact = s.contact AND nth = s.nth + 1 AND report = s.report) "
    "UNION ALL SELECT 1000 + d.nth, max(coalesce(ga.published, ''), coalesce(gb.published, '')), d.contact, "
    "'disagreement', NULL, d.field || ': ' || d.value_a || ' / ' || d.value_b, "
    "CASE WHEN coalesce(gb.published, '') >= coalesce(ga.published, '') THEN d.b ELSE d.a END FROM disagreement d "
    "JOIN report a ON a.key = d.a JOIN reading ga ON ga.id = a.reading AND ga.retired IS NULL "
    "JOIN report b ON b.key = d.b JOIN reading gb ON gb.id = b.reading AND gb.retired IS NULL) x"
)


def changes(context: Context, question: Question, by: By = "added") -> Select[ChangeRow]:
    """What changed, in the order of time.

    Args:
        context: the ledger.
        question: `since` and `until` are about when it changed, all else about the contacts.
        by: "added" for when the ledger took it in, "published" for when it could be read.

    Raises:
        QuestionError: the question cannot be asked of changes.
        DateError: a date in it is none.
    """
    since = None
    if question.since is not None and "T" in question.since and by == "added":
        since, question = _moment(question.since), replace(question, since=None)
    question.check("changes")
    where = contact_where(context, question, dated=False)
    if by == "added":
        first, last = since or question.first_day, question.last_day
        if first is not None:
            where.add("x.at >= ?", first)
        if last is not None:
            where.add("x.at < ?", last + "U")  # behind every "T09:30:00Z" of that day
    else:
        condition, asked = days.published("x.at", question.first_day, question.last_day)
        where.add(condition, *asked)
    # What is gone, or now stands under another id, has no contact to be asked for by.
    source = f"{_LOG if by == 'added' else _PUBLISHED} LEFT JOIN contact c ON c.id = x.contact WHERE {where.text}"
    order = order_by(question.sort or SORTS["changes"][0], _KEYS)
    parameters: tuple[Value, ...] = tuple(where.parameters)
    return Select(ChangeRow, change_row, _COLUMNS, source, parameters, order)


def change_row(cells: tuple[Any, ...]) -> ChangeRow:
    """The row behind the columns of a change."""
    at, what, contact, label, status, before, after, source = cells
    return ChangeRow(at, what, contact, label, status, before, after, source_of(source))


def _moment(text: str) -> str:
    """A time as the ledger writes it; one without a zone is in UTC."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise QuestionError(f"{text!r} is no time: write 2022-02-21 or 2022-02-21T09:30:00Z") from None
    return moment.replace(tzinfo=moment.tzinfo or UTC).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
