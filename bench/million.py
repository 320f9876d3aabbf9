"""What merging costs when there is much of it: 100,000 generated reports, then 1,000,000.

python bench/million.py [REPORTS] [--lake]     # exit status 1 where a report costs more than 1.5 times as much

The reports are those of `generated.py`: more of them are a longer stream, not a denser one. They are merged in memory,
by one process; with --lake they are written as a lake (docs/scale.md) and merged as `communique scale` merges it, on
Ray, by two processes of this machine. What counts is work, so that what else the machine does changes little.
"""

from __future__ import annotations

import os
import resource
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import merging
from generated import Told, articles

from communique.fleet.lake.grouping import Merger
from communique.fleet.lake.places import place_of
from communique.fleet.lake.running import ray_running
from communique.fleet.lake.shapes import as_table, report_rows
from communique.measure import b_cubed
from communique.record.keys import document_hash

MOST_GROWTH, WORKERS = 1.5, 2
PART = 1_000


def fill(folder: str, count: int) -> dict[str, int]:
    """Write so many reports as a lake; gives the truth by the key of the report."""
    lake = place_of(folder)
    coming = articles(count)
    truth: dict[str, int] = {}
    number = 0
    while chunk := list(islice(coming, PART)):
        rows = [row for told in chunk for row in _rows(told)]
        truth.update(zip((row["key"] for row in rows), (one for told in chunk for one in told.truth), strict=True))
        lake.at("reports", f"{number:06}.parquet").write_table(as_table("reports", rows))
        # Each article is a voice of its own: no bucket that another is in.
        lake.at("documents", f"{number:06}.parquet").write_table(
            as_table("documents", [{"hash": row["document"], "buckets": []} for row in rows])
        )
        number += 1
    return truth


def _rows(told: Told) -> Iterator[dict[str, object]]:
    document = told.extraction.document
    hash_ = document_hash(document)
    published = document.published.edtf if document.published else None
    source = {"document": hash_, "publisher": document.publisher, "published": published}
    yield from report_rows(hash_, told.extraction, source)


@dataclass
class Spent:
    """What this process and all below it took: seconds by the clock and of work, and the most memory at once."""

    clock: float = 0.0
    work: float = 0.0
    memory: int = 0


def in_lake(count: int) -> float:
    """Merge so many reports on Ray; gives the seconds of work, the start of Ray and its processes included."""
    with tempfile.TemporaryDirectory() as folder:
        truth = fill(folder, count)
        merger = Merger(place_of(folder), "bench")
        with watched() as spent, ray_running(WORKERS):
            merger.run(WORKERS)
        parts = (merger.lake.at("contacts", f"{part}.parquet") for part in merger.lake.at("contacts").parts())
        groups = [group for part in parts for group in part.read_table(["reports"])["reports"].to_pylist()]
    found = b_cubed(groups, truth)
    print(
        f"{count:9,} reports  {len(groups):8,} contacts  {spent.clock:7.1f} s by the clock  "
        f"{spent.work:7.1f} s of work  {1e6 * spent.work / count:5.0f} µs a report  "
        f"{spent.memory / 2**30:.1f} GB  B-cubed {found.f1:.3f}",
        flush=True,
    )
    return spent.work


@contextmanager
def watched() -> Iterator[Spent]:
    """What is spent within, looked at several times a second."""
    spent, over, start = Spent(), threading.Event(), time.monotonic()
    work: dict[int, float] = {}
    before = time.process_time()

    def look() -> None:
        while not over.wait(0.2):
            memory = 0
            for process in _below():
                with suppress(OSError, KeyError, IndexError):
                    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
                    work[process] = (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
                    memory += _own(process)
            spent.memory = max(spent.memory, memory)

    thread = threading.Thread(target=look, daemon=True)
    thread.start()
    try:
        yield spent
    finally:
        over.set()
        thread.join()
        work[os.getpid()] = time.process_time() - before
        spent.clock, spent.work = time.monotonic() - start, sum(work.values())


def _below() -> set[int]:
    parents: dict[int, int] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            with suppress(OSError):
                parents[int(entry.name)] = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
    found = {os.getpid()}
    while more := {one for one, parent in parents.items() if parent in found} - found:
        found |= more
    return found


def _own(process: int) -> int:
    """Bytes of a process's own, without what it shares with others."""
    told = dict(line.split(":", 1) for line in Path(f"/proc/{process}/status").read_text().splitlines())
    return 1024 * int(told["RssAnon"].split()[0])


def in_memory(count: int) -> float:
    """Merge so many reports in this process; gives the seconds of work."""
    seconds = merging.measure(count)
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    print(f"{count:9,} reports  {1e6 * seconds / count:5.0f} µs a report  {most:.1f} GB at most", flush=True)
    return seconds


def main() -> int:
    """Measure a tenth and the whole; 1 where a report costs too much more."""
    words = [word for word in sys.argv[1:] if word != "--lake"]
    count = int(words[0]) if words else 1_000_000
    measure = in_lake if "--lake" in sys.argv else in_memory
    growth = 1 / measure(count // 10) * measure(count) / 10
    broken = growth > MOST_GROWTH
    print(f"a report takes {growth:.2f} times as much work (at most {MOST_GROWTH}{', BROKEN' if broken else ''})")
    return int(broken)


if __name__ == "__main__":
    sys.exit(main())
