"""Work in several processes: results in order, a death costs one item, and nothing is left running."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from labour import Unborn, deadly, doubled, whose

from communique.errors import SourceError, WorkerError
from communique.fleet import processes
from communique.fleet.processes import Lost, in_order

SUPPORT = Path(__file__).resolve().parents[1] / "support"


@pytest.fixture(autouse=True)
def nobody_is_left() -> Iterator[None]:
    yield
    assert multiprocessing.active_children() == []


def test_results_come_in_the_order_of_the_batches_however_long_each_takes() -> None:
    batches = [[1, 2, 3], [], [4], [5, 6], [], [7], [8]]
    wanted = [[2, 4, 6], [], [8], [10, 12], [], [14], [16]]
    assert list(in_order(doubled, batches, 3)) == list(in_order(doubled, batches, 1)) == wanted


@pytest.mark.parametrize("batches", [[], [[], []]])
def test_no_process_is_started_for_nothing(batches: list[list[int]], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(multiprocessing.Process, "start", None)
    assert list(in_order(doubled, batches, 2)) == batches


@pytest.mark.parametrize(
    ("word", "how"),
    [("SIGKILL", "killed by SIGKILL"), ("SIGSEGV", "killed by SIGSEGV"), ("exit", "it ended with status 3")],
)
def test_what_kills_its_process_is_lost_and_what_was_beside_it_is_not(word: str, how: str) -> None:
    batches = [["a", "b"], ["c", word, "d"], ["e"], ["f", "g"]]
    assert list(in_order(deadly, batches, 2)) == [["A", "B"], ["C", Lost(how), "D"], ["E"], ["F", "G"]]


def test_two_deaths_in_a_row_and_one_in_the_last_batch_cost_three_items() -> None:
    lost = Lost("killed by SIGKILL")
    batches = [["SIGKILL", "SIGKILL", "a"], ["b"], ["c"], ["SIGKILL"]]
    assert list(in_order(deadly, batches, 2)) == [[lost, lost, "A"], ["B"], ["C"], [lost]]


def test_a_process_is_replaced_after_its_time_and_nothing_is_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "_LIFE", 4)
    found = [pair for results in in_order(whose, [[number, number] for number in range(20)], 2) for pair in results]
    assert [number for number, _ in found] == [number for number in range(20) for _ in range(2)]
    # Those that were in hand when its time was over are done by it, too.
    assert all(4 <= many <= 6 for many in list(Counter(process for _, process in found).values())[:-2])


def test_what_the_work_raises_is_raised_here() -> None:
    results = in_order(deadly, [["a"], ["wrong"], ["b"]], 2)
    with pytest.raises(SourceError, match="nothing of this can be read"):
        list(results)


def test_processes_that_cannot_start_are_given_up_in_one_line() -> None:
    with pytest.raises(WorkerError, match=r"^the processes of --jobs cannot be started \(it ended with status 4\)"):
        list(in_order(Unborn(), [[1], [2]], 2))


def test_only_a_few_batches_are_taken_ahead() -> None:
    given = 0

    def endless() -> Iterator[list[int]]:
        nonlocal given
        for given in count(1):
            yield [10 * given] * 3

    results = in_order(doubled, endless(), 2)
    for number in range(1, 30):
        assert next(results) == [20 * number] * 3
        assert given <= number + 8
    results.close()


def test_large_batches_pass_both_ways_at_once() -> None:
    batches = [[str(number) * 1_000_000] * 3 for number in range(6)]
    assert list(in_order(deadly, batches, 2)) == batches


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="looks for processes where Linux lists them")
def test_processes_end_when_the_one_they_work_for_is_killed() -> None:
    code = (
        "from itertools import count; from labour import doubled; from communique.fleet.processes import in_order\n"
        "for result in in_order(doubled, ([number] for number in count(4)), 2):\n"
        "    print(*result, flush=True)\n"
    )
    path = os.pathsep.join([str(SUPPORT), *sys.path])
    master = subprocess.Popen(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, env={**os.environ, "PYTHONPATH": path}
    )
    assert master.stdout is not None
    assert [master.stdout.readline() for _ in range(40)][:2] == [b"8\n", b"10\n"]
    workers = [
        int(pid)
        for pid in Path(f"/proc/{master.pid}/task/{master.pid}/children").read_text().split()
        if b"spawn_main" in Path(f"/proc/{pid}/cmdline").read_bytes()
    ]
    assert len(workers) == 2
    master.send_signal(signal.SIGKILL)
    master.communicate()
    end = time.monotonic() + 20
    while any(_runs(pid) for pid in workers):
        assert time.monotonic() < end
        time.sleep(0.05)


def _runs(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"  # dead, and nobody has asked how
