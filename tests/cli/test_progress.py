"""How far a run is, on a terminal; nothing elsewhere."""

from __future__ import annotations

import io
import time

import pytest
from rich.console import Console

from communique.cli.progress import progress


def shown(total: int | None, steps: int) -> str:
    out = io.StringIO()
    console = Console(file=out, force_terminal=True, width=160, color_system=None)
    with progress(lambda: total, console) as advance:
        for step in range(1, steps + 1):
            advance(16 * step, f"{step} contacts")
            time.sleep(0.15)
    return out.getvalue()


def test_the_total_the_rate_and_the_time_left_are_shown() -> None:
    out = shown(16_000, 6)
    assert "96 of 16,000 documents, 1" in out
    assert " a second, 6 contacts" in out
    left = out.rpartition(" left ")[2].split()[0]
    minutes, _, seconds = left.partition(":")
    # 980 steps of 0.15 seconds
    assert 60 <= 60 * int(minutes) + int(seconds) <= 600


def test_without_a_total_there_is_no_time_left_and_more_than_counted_is_no_fault() -> None:
    assert "32 documents" in shown(None, 2)
    assert "48 of 48 documents" in shown(20, 3)


def test_where_no_terminal_is_nothing_is_counted_or_shown(capsys: pytest.CaptureFixture[str]) -> None:
    with progress(lambda: pytest.fail("counted")) as advance:
        advance(16, "a contact")
    assert capsys.readouterr() == ("", "")
