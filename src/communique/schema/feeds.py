"""What is remembered of a feed that is watched."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class FeedState:
    """What is to be remembered of a feed between two requests.

    Args:
        url: its address.
        etag: the mark of what it gave last, to be sent back to it.
        modified: when that was changed, in the server's words, to be sent back likewise.
        due: when to ask again.
        failures: how often in a row it failed.
        last_error: why, the last time; None where it did not fail.
        seen: the keys of the entries that it lists and that were read.
        waiting: the keys of entries whose pages are to be tried again, with how often they were tried.
    """

    url: str
    etag: str | None = None
    modified: str | None = None
    due: datetime | None = None
    failures: int = 0
    last_error: str | None = None
    seen: tuple[str, ...] = ()
    waiting: tuple[tuple[str, int], ...] = ()
