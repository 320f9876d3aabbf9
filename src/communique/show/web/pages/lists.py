"""Statements, documents, disagreements and changes as plain lists, by the filters of the command line."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from communique.record.asking.frames import names_of
from communique.record.asking.question import Question, Table
from communique.record.asking.results import Results
from communique.show.web.questions import asked, pager
from communique.show.web.site import Answer, Page, Visit

Ask = Callable[[Visit, Question], Results[Any]]


@dataclass(frozen=True, slots=True)
class _List:
    """A table of the ledger: its title, its order where the address names none, and how it is asked."""

    table: Table
    title: str
    sort: str
    ask: Ask


_LISTS = (
    _List("statements", "Statements", "-date", lambda visit, question: visit.asking.statements(question)),
    _List("documents", "Documents", "-date", lambda visit, question: visit.asking.documents(question)),
    _List("disagreements", "Disagreements", "-weight", lambda visit, question: visit.asking.disagreements(question)),
    _List("changes", "Changes", "-date", lambda visit, question: visit.asking.changes(question)),
)


def _answer(one: _List, visit: Visit) -> Answer:
    question = asked(visit, one.table, sort=one.sort)
    results = one.ask(visit, question.question)
    columns = names_of(results.row)
    if visit.form != "html":
        return Answer(one.title, "list.html", rows=results, columns=columns)
    rows = [*results]
    more = len(rows) == question.question.limit
    context = {
        "asked": question,
        "table": one.table,
        "rows": rows,
        "pager": pager(visit, question, len(rows), more=more),
    }
    return Answer(one.title, "list.html", context)


PAGES = tuple(Page(f"/{one.table}", partial(_answer, one)) for one in _LISTS)
