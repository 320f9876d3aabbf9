"""An open ledger: its connection, the transactions written over it, and the runs they belong to."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from communique.record.asking import Asking
from communique.record.database import connect, transaction
from communique.record.reports import Reports
from communique.record.state import State, current_state

if TYPE_CHECKING:
    from typing import Self

    from communique.record.concluding import Concluding


def utc_now() -> str:
    """The time as the ledger writes it: "2022-02-21T09:30:00Z"."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


class Opened(Asking):
    """An open ledger; use it in a `with` statement, or call `close`.

    Every method that writes does so in one transaction: after a crash the ledger holds all of it or nothing. The verbs
    of asking are those of `Asking`.
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
            path: the file, or ":memory:" for a ledger that is gone when it is closed.
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

    @contextmanager
    def together(self) -> Iterator[None]:
        """What is written inside reaches the disk at once: a disk takes a hundred documents as fast as one.

        Where anything is raised that is not caught inside, nothing of it is kept.

        Raises:
            LedgerError: the ledger cannot be written.
        """
        try:
            with transaction(self.connection, self.path):
                yield
        except BaseException:
            self._reports.forget()
            self._runs.clear()
            raise

    @cached_property
    def _state(self) -> State:
        return current_state()

    @cached_property
    def _concluding(self) -> Concluding:
        from communique.record.concluding import Concluding

        return Concluding(self.connection, self._reports)

    def _settle(self, fresh: Sequence[str], forced: Sequence[str], run: int, at: str) -> None:
        """Conclude again what changed; everything, where another version concluded what is there."""
        if not fresh and not forced:
            return
        from communique.record.renewing import is_current, mark_concluded, renew

        if is_current(self.connection):
            self._concluding.settle(fresh, run, at, forced=forced)
            mark_concluded(self.connection)
        else:
            renew(self.connection, self._concluding, run, at)

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
                self._runs.pop(new, None)
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
