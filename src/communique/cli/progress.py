"""How far a long run is, on standard error where that is a terminal: documents, how fast, and how long it will take."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Thread
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console

Advance = Callable[[int, str], None]
"""Takes how many documents are done, and words to show beside."""


@contextmanager
def progress(count: Callable[[], int | None], console: Console | None = None) -> Iterator[Advance]:
    """A function that shows how far the work is; it shows nothing where standard error is no terminal.

    Args:
        count: how many documents there are in all, None where that is not known; it is asked beside the work.
        console: where to show it, for tests.
    """
    if console is None and not sys.stderr.isatty():
        yield lambda done, words: None
        return
    from rich import progress as bars
    from rich.console import Console

    shown = bars.Progress(
        bars.SpinnerColumn(),
        bars.TextColumn("{task.description}"),
        bars.BarColumn(bar_width=24),
        bars.TimeElapsedColumn(),
        bars.TextColumn("left"),
        bars.TimeRemainingColumn(compact=True),
        console=console or Console(stderr=True),
        transient=True,
    )
    with shown:
        shown.add_task("reading", total=None)
        (task,) = shown.tasks
        Thread(target=lambda: shown.update(task.id, total=count()), daemon=True).start()

        def advance(done: int, words: str) -> None:
            # What was there already goes by in no time; the total may have counted what turned out to be nothing.
            total = None if task.total is None else max(task.total, done)
            of = "" if total is None else f" of {total:,.0f}"
            rate = "" if not task.speed else f", {task.speed:,.1f} a second"
            shown.update(task.id, completed=done, total=total, description=f"{done:,}{of} documents{rate}, {words}")

        yield advance
