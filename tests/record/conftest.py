from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from communique.record import Ledger

Open = Callable[..., Ledger]


@pytest.fixture
def open_ledger(tmp_path: Path) -> Iterator[Open]:
    """Opens ledgers by name, with a clock that stands still."""
    opened: list[Ledger] = []

    def open_(name: str = "talks.db", **options: object) -> Ledger:
        ledger = Ledger(tmp_path / name, clock=lambda: "2022-06-01T00:00:00Z", **options)  # type: ignore[arg-type]
        opened.append(ledger)
        return ledger

    yield open_
    for ledger in opened:
        ledger.close()
