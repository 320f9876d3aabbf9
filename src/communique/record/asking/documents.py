"""Questions about documents: which were read, and what was found in them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from communique.record.asking import days
from communique.record.asking.contacts import contact_where
from communique.record.asking.context import Context
from communique.record.asking.question import SORTS, Question
from communique.record.asking.rows import DocumentRow
from communique.record.asking.select import Select, Where, order_by
from communique.record.asking.words import fts

_PUBLISHED = "coalesce(g.published, d.published)"
_KEYS = {"date": (_PUBLISHED, "d.hash"), "publisher": ("d.publisher", _PUBLISHED, "d.hash")}
_COLUMNS = (
    f"d.hash, d.name, d.title, d.publisher, {_PUBLISHED}, d.url, nullif(d.voice, d.hash), "
    "(SELECT count(*) FROM report r WHERE r.reading = g.id), "
    "(SELECT count(*) FROM statement s WHERE s.reading = g.id), "
    "(SELECT count(*) FROM position s WHERE s.reading = g.id), "
    "(SELECT count(*) FROM problem o WHERE o.document = d.hash)"
)
_SOURCE = "document d LEFT JOIN reading g ON g.document = d.hash AND g.retired IS NULL"


def documents(context: Context, question: Question) -> Select[DocumentRow]:
    """What answers a question about documents: by actor, all that name one; else by the contacts they report.

    Raises:
        QuestionError: the question cannot be asked of documents.
        DateError: a date in it is none.
    """
    question.check("documents")
    where = Where()
    by_contact = replace(question, since=None, until=None, text=None)
    if question.with_ or question.kind or question.status or question.topic or question.place:
        told = contact_where(context, replace(by_contact, verdict="any"))
        where.add(
            "d.hash IN (SELECT r.document FROM contact c JOIN contact_report k ON k.contact = c.id "
            f"JOIN report r ON r.key = k.report WHERE {told.text})",
            *told.parameters,
        )
    elif question.actor is not None:
        _naming(context, question.actor, where)
    condition, asked = days.published(_PUBLISHED, question.first_day, question.last_day)
    where.add(condition, *asked)
    if question.text is not None:
        where.add(
            "d.hash IN (SELECT document FROM document_text WHERE document_text MATCH ?)",
            fts(question.text),
        )
    order = order_by(question.sort or SORTS["documents"][0], _KEYS)
    source = f"{_SOURCE} WHERE {where.text}"
    return Select(DocumentRow, document_row, _COLUMNS, source, tuple(where.parameters), order)


def these_documents(ids: str) -> Select[DocumentRow]:
    """The documents of a JSON list of row numbers, the last added first."""
    source = f"{_SOURCE} WHERE d.id IN (SELECT value FROM json_each(?))"
    return Select(DocumentRow, document_row, _COLUMNS, source, (ids,), "d.id DESC")


def _naming(context: Context, actor: str, where: Where) -> None:
    wanted = context.wanted(actor)
    party, names = wanted.condition("p")
    speaker, speakers = wanted.condition("s", "speaker")
    holder, holders = wanted.condition("s", "holder")
    active = "JOIN reading a ON a.id = s.reading AND a.retired IS NULL"
    where.add(
        "d.hash IN (SELECT r.document FROM contact_party p JOIN contact_report k ON k.contact = p.contact "
        f"JOIN report r ON r.key = k.report WHERE {party} "
        f"UNION SELECT s.document FROM statement s {active} WHERE {speaker} "
        f"UNION SELECT s.document FROM position s {active} WHERE {holder})",
        *names,
        *speakers,
        *holders,
    )


def document_row(cells: tuple[Any, ...]) -> DocumentRow:
    """The row behind the columns of a document."""
    return DocumentRow(*cells)
