"""How much faster two processes add than one, and what a long queue costs in memory: `python bench/jobs.py [COUNT]`.

First the same 600 articles are added by one and by two processes, turn about, three times each: the seconds on the
clock, and those that all processes together were at work, which other work on the machine changes less. Then COUNT
articles (10,000) are added by two, and the memory of the writer and of the readers is printed for every thousand: the
mean of what is held after each batch, and the most. With `--memory`, this part alone.

The articles are those of ../shared/bench/stream and of the dev gold where they are there, else the samples. When all
have had their turn they come again, later and with one word in eight changed, so that none is a reprint, and with names
nobody has, so that words that were never seen keep coming as in real news.

Fails where two processes are less than 1.7 times as fast, where the mean rises by more than a tenth after the first
2,000 articles, or the most above 2.5 GB in all.
"""

from __future__ import annotations

import json
import multiprocessing
import os
import random
import re
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import count, islice
from pathlib import Path
from typing import NamedTuple

from communique.fleet.adding import add_documents
from communique.intake import documents
from communique.record import Ledger
from communique.schema import Document, When

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
SOURCES = (SHARED / "bench" / "stream" / "articles.jsonl.gz", SHARED / "gold" / "dev.articles.jsonl")
COUNT, TIMED, RUNS, STEP, SETTLED = 10_000, 600, 3, 1_000, 2_000
FASTER, RISE, MOST = 1.7, 1.1, 2_500
SYLLABLES = "ba den kor lim mar nov pet ral sen tov ulm ven wes yar zil ono eck iri ada hu".split()
WORD, NAME = re.compile(r"\b\w+\b"), re.compile(r"\b[A-Z][a-z]{4,}\b")


def articles() -> Iterator[Document]:
    """Articles without end, no two nearly alike; the same each time."""
    sources = [str(source) for source in SOURCES if source.is_file()] or [str(ROOT / "samples")]
    first = [item for item in documents(sources) if isinstance(item, Document)]
    # Cut off from the order of the files, so that a stretch of the queue is like every other.
    random.Random(1).shuffle(first)
    words = [word for article in first for word in WORD.findall(article.text)]
    for turn in count():
        for nth, article in enumerate(first):
            yield article if not turn else changed(article, turn, random.Random(turn * len(first) + nth), words)


def changed(article: Document, turn: int, dice: random.Random, words: list[str]) -> Document:
    """The article as it might be told of something else, years later."""

    def name(found: re.Match[str]) -> str:
        made = "".join(dice.choice(SYLLABLES) for _ in range(4)).capitalize()
        return made if dice.random() < 0.05 else found.group()

    text = WORD.sub(lambda found: dice.choice(words) if dice.random() < 0.125 else found.group(), article.text)
    day = article.published and article.published.edtf
    if day and len(day) == 10:
        later = date.fromisoformat(day) + timedelta(days=37 * turn)
        return replace(article, id=f"{article.id}-{turn}", text=NAME.sub(name, text), published=When(str(later)))
    return replace(article, id=f"{article.id}-{turn}", text=NAME.sub(name, text))


class Run(NamedTuple):
    """Seconds on the clock, and of all processes together."""

    clock: float
    work: float


def timed(source: Path, jobs: int) -> Run:
    """`communique add` in a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        arguments = ["add", str(source), "--jobs", str(jobs), "--ledger", f"{folder}/talks.db"]
        start = time.perf_counter()
        quiet = [(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)]
        child = os.posix_spawn(
            sys.executable, [sys.executable, "-m", "communique", *arguments], os.environ, file_actions=quiet
        )
        _, status, usage = os.wait4(child, 0)
        if os.waitstatus_to_exitcode(status):
            sys.exit(f"bench: communique add ended with status {os.waitstatus_to_exitcode(status)}")
        return Run(time.perf_counter() - start, usage.ru_utime + usage.ru_stime)


def speed() -> bool:
    """Print how much faster two processes are; whether that is enough."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "articles.jsonl")
        with source.open("w", encoding="utf-8") as lines:
            for article in islice(articles(), TIMED):
                day = article.published and article.published.edtf
                lines.write(json.dumps({"id": article.id, "text": article.text, "published": day}) + "\n")
        runs = [(timed(source, 1), timed(source, 2)) for _ in range(RUNS)]
    one, two = ([run[nth] for run in runs] for nth in (0, 1))
    ratio = min(run.clock for run in one) / min(run.clock for run in two)
    for name, column in (("one process", one), ("two processes", two)):
        clock, work = min(run.clock for run in column), min(run.work for run in column)
        print(f"{name + ', ' + str(TIMED) + ' articles':44}{clock:8.1f} s on the clock, {work:.1f} s of work")
    fine = ratio >= FASTER
    print(f"{'two over one':44}{ratio:8.2f} times  (at least {FASTER:g}{'' if fine else ', BROKEN'})")
    return fine


def resident(process: int) -> float:
    """The memory of a process in MB; 0 where it just ended."""
    try:
        found = re.search(r"VmRSS:\s+(\d+)", Path(f"/proc/{process}/status").read_text())
    except OSError:
        return 0.0
    return int(found[1]) / 1024 if found else 0.0


class Stretch(NamedTuple):
    """A thousand articles or so: how many were done at its end, and MB of all processes, on average and at most."""

    done: int
    mean: float
    most: float


def memory(total: int) -> bool:
    """Print the memory of the writer and of the readers as a queue goes by; whether it stays flat."""
    print(
        f"{'articles':>10}{'a second':>10}{'writer':>9}{'readers':>9}{'in all':>9}{'most':>9}  MB, mean of each stretch"
    )
    stretches: list[Stretch] = []
    with tempfile.TemporaryDirectory() as folder, Ledger(Path(folder, "talks.db")) as ledger:
        seen: list[tuple[float, float]] = []
        start = time.perf_counter()
        for done, _ in enumerate(add_documents(islice(articles(), total), ledger, jobs=2), start=1):
            if done % 16 == 0 or done == total:
                theirs = sum(resident(child.pid or 0) for child in multiprocessing.active_children())
                seen.append((resident(os.getpid()), theirs))
            if done % STEP == 0 or done == total:
                rate = (done - (stretches[-1].done if stretches else 0)) / (time.perf_counter() - start)
                own, readers = (sum(column) / len(seen) for column in zip(*seen, strict=True))
                stretches.append(Stretch(done, own + readers, max(map(sum, seen))))
                figures = f"{own:9,.0f}{readers:9,.0f}{own + readers:9,.0f}{stretches[-1].most:9,.0f}"
                print(f"{done:10,}{rate:10.1f}{figures}", flush=True)
                seen = []
                start = time.perf_counter()
    settled = max((one.mean for one in stretches if one.done <= SETTLED), default=stretches[0].mean)
    later = max((one.mean for one in stretches if one.done > SETTLED), default=settled)
    most = max(one.most for one in stretches)
    flat, fits = later <= RISE * settled, most <= MOST
    print(f"{'after the first ' + format(SETTLED, ',') + ' over before':44}{later / settled:8.2f} times", end="")
    print(f"  (at most {RISE:g}{'' if flat else ', BROKEN'})")
    print(f"{'the most in all':44}{most:8,.0f} MB  (at most {MOST:,}{'' if fits else ', BROKEN'})")
    return flat and fits


def main(argv: list[str]) -> int:
    """Print both; 1 where a limit does not hold."""
    fine = speed() if "--memory" not in argv else True
    numbers = [int(word) for word in argv if word.isdigit()]
    return 0 if memory(numbers[0] if numbers else COUNT) and fine else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
