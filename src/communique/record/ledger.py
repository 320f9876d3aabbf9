"""The ledger: one file that keeps what was read, what a person set right, and what follows from both."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Literal

from communique.record.asking import Asking
from communique.record.database import connect, guarded, transaction
from communique.record.documents import Given, store_document, store_problems
from communique.record.readings import store_reading
from communique.record.reports import Reports
from communique.record.state import State, current_state
from communique.record.storable import storable
from communique.schema import Document, Extraction, Problem

if TYPE_CHECKING:
    from typing import Self

    from communique.record.concluding import Concluding

Outcome = Literal["added", "reread", "known", "unread"]


def utc_now() -> str:
    """The time as the ledger writes it: "2022-02-21T09:30:00Z"."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


@dataclass(frozen=True, slots=True)
class Added:
    """What became of one document.

    `outcome` is "added" (new), "reread" (a reading by another state of the software took the place of an older one),
    "known" (nothing to do) or "unread" (`problems` say why). `copy` says that a new document repeats another one's
    words, and so adds no voice.
    """

    outcome: Outcome
    document: str
    name: str
    copy: bool = False
    contacts: int = 0
    statements: int = 0
    positions: int = 0
    problems: tuple[Problem, ...] = ()


class Ledger(Asking):
    """An open ledger; use it in a `with` statement, or call `close`. The verbs of asking are those of `Asking`.

    Every method that writes does so in one transaction: after a crash the ledger holds all of it or nothing.
    """

    def __init__(
        self,
        path: str | Path,
        *,
        create: bool = True,
        read_only: bool = False,
        command: str = "python",
        clock: Callable[[], str] = utc_now,
    ) -> None:
        """Open a ledger.

        Args:
            path: the file.
            create: make it where it is missing.
            read_only: refuse all writing.
            command: what the log of runs calls this use.
            clock: gives the time that rows are marked with.

        Raises:
            LedgerError: no ledger, a newer one, or one that cannot be read or written.
        """
        self.path = Path(path)
        super().__init__(connect(self.path, create=create, read_only=read_only))
        self._command = command
        self._clock = clock
        self._reports = Reports(self.connection)
        self._runs: dict[State, int] = {}
        self._new_runs: set[State] = set()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file; what was written is kept."""
        self.connection.close()

    # ---- adding -----------------------------------------------------------------------------------------------------

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
            if not unread and not known:
                again = self._has_reading(one.hash)
                _, touched = store_reading(self.connection, one.hash, extraction, run, one.given)
            if touched or moved:
                self._concluding.settle([*touched, *moved], run, at)
        name = one.document.id
        copy = (stored.new and stored.voice != one.hash) or bool(stored.moved)
        if unread:
            return Added("unread", one.hash, name, copy, problems=extraction.problems)
        if known:
            return Added("known", one.hash, name)
        counts = len(extraction.contacts), len(extraction.statements), len(extraction.positions)
        return Added("reread" if again else "added", one.hash, name, copy, *counts, extraction.problems)

    def add_problem(self, problem: Problem, *, state: State | None = None) -> None:
        """Store that a source could not be read, so that `communique stats` can say so.

        Raises:
            LedgerError: the ledger cannot be written.
        """
        with self._writing(state or self._state) as run:
            store_problems(self.connection, [problem], run)

    def has(self, document: Document, *, given: str | None = None, state: State | None = None) -> bool:
        """Whether the document is stored and was read by this state of the software, so that reading it adds nothing.

        Raises:
            LedgerError: the ledger cannot be read.
        """
        with guarded(self.path):
            return self._is_read(Given.of(document, given), state or self._state)

    # ---- within -----------------------------------------------------------------------------------------------------

    @cached_property
    def _state(self) -> State:
        return current_state()

    @cached_property
    def _concluding(self) -> Concluding:
        from communique.record.concluding import Concluding

        return Concluding(self.connection, self._reports)

    @contextmanager
    def _writing(self, state: State) -> Iterator[int]:
        """A transaction, and the run it belongs to."""
        try:
            with transaction(self.connection, self.path):
                self._reports.refresh()
                yield self._run(state)
        except BaseException:
            # What was remembered of an undone transaction is not there.
            self._reports.forget()
            for new in self._new_runs:
                del self._runs[new]
            raise
        finally:
            self._new_runs.clear()

    def _run(self, state: State) -> int:
        known = self._runs.get(state)
        if known is not None:
            return known
        cursor = self.connection.execute(
            "INSERT INTO run (started, command, version, lexicon, model) VALUES (?, ?, ?, ?, ?)",
            (self._clock(), self._command, state.version, state.lexicon, state.model),
        )
        run = cursor.lastrowid
        assert run is not None
        self._runs[state] = run
        self._new_runs.add(state)
        return run

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
