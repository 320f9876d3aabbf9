"""Adding to a ledger: a document with what was read out of it, whole or not at all."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from communique.record.anchors import move_anchors
from communique.record.corrections import amend_row
from communique.record.database import guarded
from communique.record.documents import Given, store_document, store_problems
from communique.record.opened import Opened
from communique.record.readings import store_reading
from communique.record.state import State
from communique.record.storable import storable
from communique.schema import Document, Extraction, Problem

Outcome = Literal["added", "reread", "known", "unread"]


@dataclass(frozen=True, slots=True)
class Added:
    """What became of one document.

    `outcome` is "added" (new), "reread" (a reading by another state of the software took the place of an older one),
    "known" (nothing to do) or "unread" (`problems` say why). `copy` says that a new document repeats another one's
    words, and so adds no voice; `outside` that it is about no relations between sides, and so has no records.
    """

    outcome: Outcome
    document: str
    name: str
    copy: bool = False
    contacts: int = 0
    statements: int = 0
    positions: int = 0
    problems: tuple[Problem, ...] = ()
    outside: bool = False


class Adding(Opened):
    """The part of a ledger that takes in what was read."""

    def add(
        self,
        extraction: Extraction,
        *,
        document: Document | None = None,
        given: str | None = None,
        state: State | None = None,
    ) -> Added:
        """Store what was read out of one document, and conclude again what it touches.

        Args:
            extraction: for example what `communique.read` gives.
            document: the document as it was before reading, where the reading took its date from the text or the user.
            given: the date that the user named for it, where its metadata has none.
            state: the software that read it; that of this process where None.

        Raises:
            LedgerError: the ledger cannot be written; it is as it was before.
        """
        extraction = storable(extraction)
        one = Given.of(document or extraction.document, given)
        state = state or self._state
        # A fault in reading is no reading: what an older one found stays.
        unread = bool(extraction.problems) and not (
            extraction.contacts or extraction.statements or extraction.positions
        )
        with self._writing(state) as run:
            at = self._clock()
            stored = store_document(self.connection, one, run)
            store_problems(self.connection, extraction.problems, run, one.hash)
            moved = self._reports.of_documents(stored.moved)
            known = self._is_read(one, state)
            touched: list[str] = []
            forced: list[str] = []
            if not unread and not known:
                again = self._has_reading(one.hash)
                touched = store_reading(self.connection, one.hash, extraction, run, one.given)
                anchored = move_anchors(self.connection, one.hash) if again else []
                for key in anchored:
                    if key[0] in "sp":
                        amend_row(self.connection, key)
                forced = [key for key in anchored if key[0] == "r"]
            self._settle([*touched, *moved], forced, run, at)
        name = one.document.id
        copy = (stored.new and stored.voice != one.hash) or bool(stored.moved)
        if unread:
            return Added("unread", one.hash, name, copy, problems=extraction.problems)
        if known:
            return Added("known", one.hash, name)
        counts = len(extraction.contacts), len(extraction.statements), len(extraction.positions)
        return Added(
            "reread" if again else "added", one.hash, name, copy, *counts, extraction.problems, extraction.outside
        )

    def add_problem(self, problem: Problem, *, state: State | None = None) -> None:
        """Store that a source could not be read, so that `communique stats` can say so.

        Raises:
            LedgerError: the ledger cannot be written.
        """
        with self._writing(state or self._state) as run:
            store_problems(self.connection, [problem], run)

    def known(self, document: Document, *, given: str | None = None, state: State | None = None) -> Added | None:
        """What became of a document that is stored and was read by this state of the software; else None.

        Reading it would add nothing. Only its name is stored, where it is the first of those that its text goes by.

        Raises:
            LedgerError: the ledger cannot be read or written.
        """
        one, state = Given.of(document, given), state or self._state
        with guarded(self.path):
            if not self._is_read(one, state):
                return None
            (name,) = self.connection.execute("SELECT name FROM document WHERE hash = ?", (one.hash,)).fetchone()
        if one.document.id < name:
            with self._writing(state) as run:
                store_document(self.connection, one, run)
        return Added("known", one.hash, one.document.id)

    def _is_read(self, one: Given, state: State) -> bool:
        row = self.connection.execute(
            "SELECT 1 FROM reading g JOIN run r ON r.id = g.run WHERE g.document = ? AND g.retired IS NULL"
            " AND g.given IS ? AND r.version = ? AND r.lexicon = ? AND r.model = ?",
            (one.hash, one.given, state.version, state.lexicon, state.model),
        ).fetchone()
        return row is not None

    def _has_reading(self, hash_: str) -> bool:
        row = self.connection.execute("SELECT 1 FROM reading WHERE document = ? LIMIT 1", (hash_,)).fetchone()
        return row is not None
