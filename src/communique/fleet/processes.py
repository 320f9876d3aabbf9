"""A function put to work in several processes: batches go in, results come out in the same order.

A process that dies takes one item with it: the items that it had in hand are tried again one by one, and the one that
ends its process again is `Lost`.
"""

from __future__ import annotations

import ctypes
import os
import pickle
import signal
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import islice
from multiprocessing import get_context, resource_tracker
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from queue import SimpleQueue
from types import TracebackType
from typing import Any, Generic, TypeVar, cast

from communique.errors import WorkerError

T = TypeVar("T")
R = TypeVar("R")

Work = Callable[[Sequence[T]], Sequence[R]]
"""Takes a batch, gives one result an item in their order; it must be possible to pickle it."""

# A process has the next batch at hand when it is done with one.
_IN_HAND = 2
# So many batches a process are under way at once: those in hand, and those that wait for a slow one before them.
_WINDOW = 4
# A process that took so many items is replaced: a parser keeps a little of all it saw, and what is little for an hour
# is much for a week. To start one costs as much time as a hundred documents.
_LIFE = 5_000
# Processes that die before they have started to work, one after the other, before it is given up.
_STILLBORN = 3


@dataclass(frozen=True, slots=True)
class Lost:
    """What is given for an item whose process died; `how` is for a person: "killed by SIGSEGV"."""

    how: str


@dataclass(slots=True)
class _Batch(Generic[R]):
    """Results as they come in; `open` is how many are missing."""

    results: list[R | Lost | None]
    open: int


@dataclass(slots=True)
class _Task(Generic[T, R]):
    """Items that are worked on together, and where in which batch their results go."""

    items: Sequence[T]
    batch: _Batch[R]
    at: int

    def close(self, results: Sequence[R | Lost]) -> None:
        self.batch.results[self.at : self.at + len(results)] = results
        self.batch.open -= len(results)

    def alone(self) -> list[_Task[T, R]]:
        return [_Task([item], self.batch, self.at + nth) for nth, item in enumerate(self.items)]


@dataclass(slots=True)
class _Worker(Generic[T, R]):
    """A process, our end of the line to it, and what it has in hand, which it works off in turn.

    `left` is how many items it will yet take, or less than none.
    """

    process: BaseProcess
    line: Connection
    left: int
    hand: deque[_Task[T, R]] = field(default_factory=deque)
    awake: bool = False


def in_order(work: Work[T, R], batches: Iterable[Sequence[T]], jobs: int) -> Generator[list[R | Lost], None, None]:
    """The results of each batch, in the order of the batches.

    Only as many batches are taken ahead as keep the processes busy. They are started when there is work for them, and
    ended with the generator, whatever ends it. With one job all is done in this process.

    Args:
        work: what is done; what it raises ends everything, and is raised here.
        batches: what it is done to; an empty one gives no results and costs nothing.
        jobs: how many processes.

    Raises:
        WorkerError: no process can be started.
    """
    if jobs == 1:
        for batch in batches:
            yield list(work(batch)) if batch else []
        return
    with _Crew(work, jobs) as crew:
        coming, under_way = iter(batches), deque[_Batch[R]]()
        while True:
            for batch in islice(coming, _WINDOW * jobs - len(under_way)):
                under_way.append(crew.take(batch))
                crew.listen(0)
            if not under_way:
                return
            while under_way[0].open:
                crew.listen(None)
            yield cast("list[R | Lost]", under_way.popleft().results)


class _Crew(Generic[T, R]):
    """The processes at work; nothing here waits for one of them but `listen`."""

    def __init__(self, work: Work[T, R], jobs: int) -> None:
        self._work = work
        self._jobs = jobs
        self._workers: list[_Worker[T, R]] = []
        self._waiting: deque[_Task[T, R]] = deque()
        self._stillborn = 0

    def __enter__(self) -> _Crew[T, R]:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for worker in self._workers:
            worker.process.terminate()
        for worker in self._workers:
            worker.process.join()
            worker.line.close()

    def take(self, items: Sequence[T]) -> _Batch[R]:
        """Enter a batch for work."""
        batch: _Batch[R] = _Batch([None] * len(items), len(items))
        if items:
            self._waiting.append(_Task(items, batch, 0))
            self._hand_out()
        return batch

    def listen(self, timeout: float | None) -> None:
        """Take in what is done, and hand out what waits.

        Args:
            timeout: how many seconds to wait for something to be done; None for as long as it takes.
        """
        lines = {worker.line: worker for worker in self._workers}
        for line in wait(list(lines), timeout):
            self._hear(lines[line])  # type: ignore[index]
        self._hand_out()

    def _hear(self, worker: _Worker[T, R]) -> None:
        try:
            # A message that breaks off is the end of it like none at all.
            done, said = worker.line.recv()
        except (EOFError, OSError, pickle.UnpicklingError):
            self._bury(worker)
            return
        if not worker.awake:
            worker.awake, self._stillborn = True, 0
        elif done:
            worker.hand.popleft().close(said)
            if worker.left <= 0 and not worker.hand:
                self._retire(worker)
        else:
            raise said

    def _retire(self, worker: _Worker[T, R]) -> None:
        self._workers.remove(worker)
        worker.line.close()
        worker.process.join()

    def _bury(self, worker: _Worker[T, R]) -> None:
        self._workers.remove(worker)
        worker.line.close()
        worker.process.join()
        how = _how(worker.process.exitcode)
        hand = list(worker.hand)
        if not worker.awake:
            self._stillborn += 1
            if self._stillborn == _STILLBORN:
                raise WorkerError(
                    f"the processes of --jobs cannot be started ({how}); a Python script must call this below"
                    " `if __name__ == '__main__':`"
                )
        elif hand:
            task = hand.pop(0)
            if len(task.items) == 1:
                task.close([Lost(how)])
            else:
                hand[:0] = task.alone()
        self._waiting.extendleft(reversed(hand))

    def _hand_out(self) -> None:
        while self._waiting:
            taking = (one for one in self._workers if one.left > 0)
            worker = min(taking, key=lambda one: len(one.hand), default=None)
            if (worker is None or worker.hand) and len(self._workers) < self._jobs:
                worker = self._start()
            if worker is None or len(worker.hand) == _IN_HAND:
                return
            task = self._waiting.popleft()
            worker.hand.append(task)
            worker.left -= len(task.items)
            try:
                worker.line.send(task.items)
            except OSError:  # it is dead, which is heard on its line
                return

    def _start(self) -> _Worker[T, R]:
        # A new interpreter: a copy of this one would hold its open ledger, its locks and its threads.
        context = get_context("spawn")
        ours, theirs = context.Pipe()
        process = context.Process(target=_serve, args=(theirs, self._work), daemon=True)
        try:
            with _deaf():
                process.start()
        except OSError as error:
            raise WorkerError(f"the processes of --jobs cannot be started ({error.strerror})") from error
        theirs.close()
        worker: _Worker[T, R] = _Worker(process, ours, _LIFE)
        self._workers.append(worker)
        return worker


@contextmanager
def _deaf() -> Iterator[None]:
    """A process started inside does not hear Ctrl-C, which a terminal sends to all: it is for us to settle."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    # The first start would start this one too, which opens our ears again.
    resource_tracker.ensure_running()
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _how(status: int | None) -> str:
    if status is None or status >= 0:
        return f"it ended with status {status}"
    try:
        return f"killed by {signal.Signals(-status).name}"
    except ValueError:
        return f"killed by signal {-status}"


def _serve(line: Connection, work: Work[Any, Any]) -> None:
    """The life of a process: batches from the line, results into it, until the line is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # Processes share the processor already; threads of the small matrices of a model would only be in each other's way.
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    tasks: SimpleQueue[Any] = SimpleQueue()
    threading.Thread(target=_receive, args=(line, tasks), daemon=True).start()
    line.send((True, None))
    give_back = _giver_back()
    while True:
        said: tuple[bool, object]
        try:
            said = True, work(tasks.get())
        except Exception as error:
            said = False, error
        try:
            line.send(said)
        except OSError:  # nobody is there to hear it
            return
        del said
        give_back()


def _giver_back() -> Callable[[], object]:
    """Gives memory that is free back to the system.

    The C library of most Linux systems keeps what it has once got for later, and the holes between what stays add up
    over hours; it has a call that lets go of them, in a thousandth of the time of a batch. Others need none.
    """
    try:
        trim = ctypes.CDLL(None).malloc_trim
    except (OSError, AttributeError, TypeError):
        return lambda: None
    return lambda: trim(0)


def _receive(line: Connection, tasks: SimpleQueue[Any]) -> None:
    # In a thread of its own, so that who sends need not wait until the batch before is done.
    while True:
        try:
            tasks.put(line.recv())
        except (EOFError, OSError):  # nobody is there to work for
            os._exit(0)
