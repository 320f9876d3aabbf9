"""What an export wrote, and what it left out and why: nothing is left out in silence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable


class Tally:
    """Counts while an export runs; `seen` is called with it whenever something was counted."""

    def __init__(self, seen: Callable[[Tally], None] | None = None) -> None:
        self.written = 0
        self.left_out: Counter[str] = Counter()
        self._seen = seen

    def write(self, number: int = 1) -> None:
        """So many more were written."""
        self.written += number
        if self._seen is not None:
            self._seen(self)

    def leave_out(self, why: str, number: int = 1) -> None:
        """So many more were not, for this reason."""
        self.left_out[why] += number
        if self._seen is not None:
            self._seen(self)
