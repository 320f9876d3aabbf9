"""The verbs of asking, for a ledger to have."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import TypeVar, Unpack

from communique.record.asking.actors import actors
from communique.record.asking.briefing import Briefing, brief
from communique.record.asking.changes import By, changes
from communique.record.asking.contacts import contacts
from communique.record.asking.context import Context
from communique.record.asking.disagreements import disagreements
from communique.record.asking.documents import documents
from communique.record.asking.identity import Identity, Speaker, identify, speakers_for
from communique.record.asking.naming import is_there
from communique.record.asking.overview import Overview, overview
from communique.record.asking.question import Filters, Question
from communique.record.asking.results import Results
from communique.record.asking.rows import (
    ActorRow,
    ChangeRow,
    ContactRow,
    DisagreementRow,
    DocumentRow,
    PositionRow,
    StatementRow,
)
from communique.record.asking.select import Select
from communique.record.asking.showing import show
from communique.record.asking.stances import Sayings, Stances, issues, sayings, stances
from communique.record.asking.statements import positions, statements
from communique.record.asking.views import View
from communique.record.database import guarded

Row = TypeVar("Row")


class Asking:
    """Asks a ledger. Every verb takes a `Question`, or its fields as keywords, and raises as `Question.check` does.

    >>> ledger.contacts(actor="France", with_="Russia", since="2021-08", status="held")  # doctest: +SKIP
    """

    def __init__(self, connection: sqlite3.Connection, actors: Path | None = None) -> None:
        """Ask over an open connection; `actors` is a folder with tables of actors of the user's own."""
        self.connection = connection
        self._context = Context(connection, actors)

    def contacts(self, question: Question | None = None, /, **filters: Unpack[Filters]) -> Results[ContactRow]:
        """Contacts, by default in the order of their dates."""
        asked = question or Question.of(filters)
        return self._results(contacts(self._context, asked), asked)

    def statements(self, question: Question | None = None, /, **filters: Unpack[Filters]) -> Results[StatementRow]:
        """Statements, by default in the order of publication."""
        asked = question or Question.of(filters)
        return self._results(statements(self._context, asked), asked)

    def positions(self, question: Question | None = None, /, **filters: Unpack[Filters]) -> Results[PositionRow]:
        """Positions, by default in the order of publication."""
        asked = question or Question.of(filters)
        return self._results(positions(self._context, asked), asked)

    def actors(self, question: Question | None = None, /, **filters: Unpack[Filters]) -> Results[ActorRow]:
        """Actors, by default those with most contacts that happened first."""
        asked = question or Question.of(filters)
        return self._results(actors(self._context, asked), asked)

    def documents(self, question: Question | None = None, /, **filters: Unpack[Filters]) -> Results[DocumentRow]:
        """Documents, by default in the order of publication."""
        asked = question or Question.of(filters)
        return self._results(documents(self._context, asked), asked)

    def disagreements(
        self, question: Question | None = None, /, **filters: Unpack[Filters]
    ) -> Results[DisagreementRow]:
        """Disagreements, by default those most worth a reader's time first."""
        asked = question or Question.of(filters)
        return self._results(disagreements(self._context, asked), asked)

    def changes(
        self, question: Question | None = None, /, *, by: By = "added", **filters: Unpack[Filters]
    ) -> Results[ChangeRow]:
        """What changed since a day or time, in the order in which it did; `by` publication, or by the ledger's log."""
        asked = question or Question.of(filters)
        return self._results(changes(self._context, asked, by), asked)

    def show(self, id: str) -> View:
        """One record with its evidence and history, by id, former id, beginning of an id, or name of a document.

        Raises:
            LedgerError, QuestionError: the ledger has none or several of that name.
        """
        with guarded(self._context.path):
            return show(self._context, id)

    def brief(
        self, actor: str | None = None, *, since: str | None = None, on: str | None = None, limit: int | None = 25
    ) -> Briefing:
        """What there is to tell of a period: `communique.show.write_brief` makes a page of it.

        Args:
            actor: whom it is about; None for all.
            since: its first day, as EDTF; 30 days before the last where None.
            on: its last day, behind which lies what is ahead; that of the latest document where None.
            limit: lines in each part; None for all.

        Raises:
            QuestionError: the ledger has no dated document to count from, or the actor is none.
            DateError: a date is none.
        """
        with guarded(self._context.path):
            return brief(self._context, actor, since, on, limit)

    def knows(self, actor: str) -> bool:
        """Whether any contact, statement or position of the ledger names this actor.

        Raises:
            QuestionError: the word is empty, or stands for several actors that the ledger names.
        """
        with guarded(self._context.path):
            return is_there(self._context.connection, self._context.wanted(actor))

    def identify(self, actor: str) -> Identity:
        """The actor that a word stands for; the ledger need not know it.

        Raises:
            QuestionError: the word is empty, or stands for several actors that the ledger knows.
        """
        with guarded(self._context.path):
            return identify(self._context, actor)

    def speakers_for(self, one: Identity, most: int = 8) -> list[Speaker]:
        """Who speaks for an actor: for a side all of that side, for an actor those who say that they do."""
        with guarded(self._context.path):
            return speakers_for(self._context, one, most)

    def overview(self, question: Question | None = None, /, **filters: Unpack[Filters]) -> Overview:
        """Contacts to be counted over time, by kind or side, and between whom; sort, limit and offset mean nothing."""
        with guarded(self._context.path):
            return overview(self._context, question or Question.of(filters))

    def stances(self, question: Question | None = None, /, **filters: Unpack[Filters]) -> Stances:
        """Positions to be counted by side, act and issue, and over time."""
        with guarded(self._context.path):
            return stances(self._context, question or Question.of(filters))

    def sayings(self, question: Question | None = None, /, **filters: Unpack[Filters]) -> Sayings:
        """Statements to be counted over time; asked by actor, since, until and verdict."""
        with guarded(self._context.path):
            return sayings(self._context, question or Question.of(filters))

    def prepare(self) -> None:
        """Load what is counted in memory; without it, the first who counts waits for that."""
        self.overview().sides()
        self.sayings()
        self.stances()
        self.issues()

    def issues(self, most: int = 10) -> tuple[str, ...]:
        """What positions are most often about, of the topics that contacts had."""
        with guarded(self._context.path):
            return issues(self._context, most)

    def _results(self, select: Select[Row], question: Question) -> Results[Row]:
        return Results(self._context, select, question)
