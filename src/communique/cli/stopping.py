"""Ctrl-C and the signal that services are ended by: both end a run alike, and what it finished is kept."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

STOPPED = "communique: stopped; what was finished is kept, and the same command goes on from there"


class Stopped(KeyboardInterrupt):
    """SIGTERM came."""


def status(stop: KeyboardInterrupt) -> int:
    """The exit status by which a shell knows what ended a program: 128 and the number of the signal."""
    return 128 + (signal.SIGTERM if isinstance(stop, Stopped) else signal.SIGINT)


@contextmanager
def stoppable() -> Iterator[None]:
    """Inside, SIGTERM is raised as `Stopped`, as Ctrl-C is as `KeyboardInterrupt`."""
    if threading.current_thread() is not threading.main_thread():  # only that one hears signals
        yield
        return

    def stop(number: int, frame: FrameType | None) -> None:
        raise Stopped

    before = signal.signal(signal.SIGTERM, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
