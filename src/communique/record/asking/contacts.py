"""Questions about contacts, and the conditions on contacts that other tables are asked by too."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from communique.record.asking import days, topics
from communique.record.asking.context import SOURCE, Context
from communique.record.asking.places import find_places
from communique.record.asking.question import SORTS, STATUS_GROUPS, Question
from communique.record.asking.rows import ContactRow, Group, Source, Who
from communique.record.asking.select import Select, Where, order_by
from communique.record.asking.words import fts

# The first day a contact can mean, or its first report where it has no date: what the index `contact_when` is over.
WHEN = "coalesce(c.earliest, c.latest, c.first)"

_KEYS = {
    "date": (WHEN, "c.id"),
    "published": ("c.last", "c.id"),
    "voices": ("c.voices", WHEN, "c.id"),
    "doubt": ("c.doubt", WHEN, "c.id"),
    "disputed": ("c.disputed", WHEN, "c.id"),
}
_PARTIES = (
    "(SELECT json_group_array(json_array(name, side, actor, role)) FROM "
    "(SELECT name, side, actor, role FROM contact_party WHERE contact = c.id ORDER BY nth))"
)
_SOURCE = (
    f"(SELECT {SOURCE} FROM step s JOIN report r ON r.key = s.report JOIN reading g ON g.id = r.reading "
    "AND g.retired IS NULL JOIN document d ON d.hash = r.document WHERE s.contact = c.id ORDER BY s.nth DESC LIMIT 1)"
)
_COLUMNS = (
    "c.id, c.label, c.kind, c.status, c.since, c.date, c.earliest IS NULL AND c.latest IS NULL, c.place, "
    f"{_PARTIES}, c.topics, c.initiator, c.level, c.format, c.outcome, c.documents, c.voices, c.disputed, c.verdict, "
    f"c.doubt, c.first, c.last, {_SOURCE}"
)
# Contacts told by articles with some words: all of them, or whether one is.
_ALL_TOLD_IN = (
    "c.id IN (SELECT k.contact FROM document_text JOIN report r ON r.document = document_text.document "
    "JOIN contact_report k ON k.report = r.key WHERE document_text MATCH ?)"
)
_TOLD_IN = (
    "EXISTS (SELECT 1 FROM contact_report k JOIN report r ON r.key = k.report WHERE k.contact = c.id "
    "AND r.document IN (SELECT document FROM document_text WHERE document_text MATCH ?))"
)
GROUP_OF: dict[str, Group] = {
    status: group  # type: ignore[misc]
    for group, statuses in STATUS_GROUPS.items()
    for status in statuses
}


def contacts(context: Context, question: Question) -> Select[ContactRow]:
    """What answers a question about contacts.

    Raises:
        QuestionError: the question cannot be asked of contacts.
        DateError: a date in it is none.
    """
    question.check("contacts")
    where = contact_where(context, question)
    return select_contacts(where, order_by(question.sort or SORTS["contacts"][0], _KEYS))


def one_contact(id: str) -> Select[ContactRow]:
    """The contact of an id."""
    return select_contacts(Where(["c.id = ?"], [id]), "c.id")


def select_contacts(where: Where, order: str) -> Select[ContactRow]:
    """Contacts under conditions on `contact c`."""
    return Select(ContactRow, contact_row, _COLUMNS, f"contact c WHERE {where.text}", tuple(where.parameters), order)


def these_contacts(ids: Iterable[str]) -> Select[ContactRow]:
    """The contacts of some ids, in the order of their dates."""
    source = "contact c WHERE c.id IN (SELECT value FROM json_each(?))"
    return Select(ContactRow, contact_row, _COLUMNS, source, (json.dumps(list(ids)),), f"{WHEN}, c.id")


def contact_where(context: Context, question: Question, *, dated: bool = True) -> Where:
    """The conditions of a question on `contact c`; without `dated`, since and until are left out.

    Raises:
        QuestionError, DateError: a name, place, text or date in it is none.
    """
    where = Where()
    _parties(context, question, where)
    where.one_of("c.kind", question.kind)
    where.one_of("c.status", question.statuses)
    if dated:
        _days(question, where)
    if question.place is not None:
        places = find_places(context.connection, question.place)
        where.add("c.place IN (SELECT value FROM json_each(?))", json.dumps(places))
    if question.topic is not None:
        condition, parameters = topics.condition("topics", question.topic)
        # Of all contacts the index of topics is looked through; the contacts of an actor are few, and looked at.
        few = _of_actors(question)
        where.add(condition if few else f"c.id IN (SELECT id FROM contact WHERE {condition})", *parameters)
    if question.text is not None:
        where.add(_TOLD_IN if _of_actors(question) else _ALL_TOLD_IN, fts(question.text))
    if question.disputed is not None:
        where.add("c.disputed > 0" if question.disputed else "c.disputed = 0")
    where.verdict("c.verdict", question.verdict)
    return where


def _of_actors(question: Question) -> bool:
    return question.actor is not None or question.with_ is not None


def _parties(context: Context, question: Question, where: Where) -> None:
    asked = [name for name in (question.actor, question.with_) if name is not None]
    if not asked:
        return
    conditions = [context.wanted(name).condition(alias) for name, alias in zip(asked, "pq", strict=False)]
    source = "contact_party p"
    if len(asked) > 1:
        source += " JOIN contact_party q ON q.contact = p.contact AND q.nth <> p.nth"
    text = " AND ".join(condition for condition, _ in conditions)
    where.add(
        f"c.id IN (SELECT p.contact FROM {source} WHERE {text})",
        *(parameter for _, parameters in conditions for parameter in parameters),
    )


def _days(question: Question, where: Where) -> None:
    first, last = question.first_day, question.last_day
    if first is None and last is None:
        return
    own: list[str] = []
    parameters: list[str] = []
    if first is not None:
        own.append("(c.latest IS NULL OR c.latest >= ?)")
        parameters.append(first)
    if last is not None:
        own.append("(c.earliest IS NULL OR c.earliest <= ?)")
        parameters.append(last)
    told_last, one = days.published("c.last", first, None)
    told_first, other = days.published("c.first", None, last)
    told = " AND ".join(condition for condition in (told_last, told_first) if condition)
    where.add(
        f"CASE WHEN coalesce(c.earliest, c.latest) IS NULL THEN {told} ELSE {' AND '.join(own)} END",
        *one,
        *other,
        *parameters,
    )


def contact_row(cells: tuple[Any, ...]) -> ContactRow:
    """The row behind the columns of a contact."""
    (id, label, kind, status, since, date, undated, place, parties, topics_, *more, source) = cells
    initiator, level, format, outcome, documents, voices, disputed, verdict, doubt, first, last = more
    return ContactRow(
        id, label, kind, status, GROUP_OF[status], since, date, bool(undated), place, people(parties),
        tuple(json.loads(topics_)), initiator, level, format, outcome, documents, voices, disputed, verdict, doubt,
        first, last, source_of(source),
    )  # fmt: skip


def people(cell: str | None) -> tuple[Who, ...]:
    """Actors behind a JSON list of [name, side, actor, role]."""
    return tuple(Who(*one) for one in json.loads(cell)) if cell else ()


def source_of(cell: str | None) -> Source | None:
    """The document behind a JSON list of its columns."""
    return Source(*json.loads(cell)) if cell else None
