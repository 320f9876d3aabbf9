"""What reading costs beside bare spaCy: time, memory, the registry, and each stage. Run by `make bench`.

Articles: the five seeds beside the repository where they are there, else five samples; the stages are timed over the
dev articles or all samples. Every limit that does not hold is marked, and the exit status is then 1.
"""

from __future__ import annotations

import importlib
import json
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parents[1]
SEEDS, DEV = ROOT.parent / "shared" / "seeds", ROOT.parent / "shared" / "gold" / "dev.articles.jsonl"
RUNS = 3

BARE = """
import importlib, sys
from pathlib import Path
from communique.read.model import find_model
texts = [Path(name).read_text(encoding="utf-8") for name in sys.argv[1:]]
print(sum(len(doc) for doc in importlib.import_module(find_model()).load().pipe(texts)))
"""
OURS = "from communique.cli import main; import sys; main(['read', *sys.argv[1:], '--format', 'exchange'])"
REGISTRY = """
import time
from functools import cached_property
from communique.lexicon import registry
start = time.perf_counter()
loaded = registry.load_registry()
for name, value in vars(type(loaded)).items():
    if isinstance(value, cached_property):
        getattr(loaded, name)
print(time.perf_counter() - start)
"""

# The stages of the pipeline, by the names they have there.
STAGES = {
    "cleaning": ("clean",),
    "actors, times, places": ("Actors", "find_times", "find_places"),
    "contacts": ("find_contacts", "resolve_contacts"),
    "statements, positions": ("find_statements", "resolve_statements", "find_positions", "resolve_positions"),
}


class Run(NamedTuple):
    """One finished process: wall seconds, peak resident memory in MB, what it printed."""

    seconds: float
    megabytes: float
    printed: str


class Line(NamedTuple):
    """A figure and the most it may be; None where there is no limit."""

    name: str
    value: float
    unit: str
    limit: float | None = None


def process(code: str, *arguments: str) -> Run:
    """Run Python code in a process of its own and measure it."""
    with tempfile.TemporaryFile() as out:
        start = time.perf_counter()
        child = os.posix_spawn(
            sys.executable,
            [sys.executable, "-c", code, *arguments],
            os.environ,
            file_actions=[(os.POSIX_SPAWN_DUP2, out.fileno(), 1)],
        )
        _, status, usage = os.wait4(child, 0)
        seconds = time.perf_counter() - start
        if os.waitstatus_to_exitcode(status):
            sys.exit(f"bench: a measured process failed with status {os.waitstatus_to_exitcode(status)}")
        out.seek(0)
        return Run(seconds, usage.ru_maxrss / 1024, out.read().decode())


def whole_processes() -> Iterator[Line]:
    """Five articles in one process, model load included, beside what spaCy alone needs for them."""
    articles = sorted(map(str, (SEEDS if SEEDS.is_dir() else ROOT / "samples").glob("*.txt")))[:5]
    # Turn about, so that a busy moment of the machine meets both.
    runs = [(process(BARE, *articles), process(OURS, *articles)) for _ in range(RUNS)]
    bare, ours = (min(run.seconds for run in column) for column in zip(*runs, strict=True))
    yield Line("bare spaCy: load and parse five articles", bare, "s")
    yield Line("communique read: the same articles", ours, "s")
    yield Line("ratio", ours / bare, "times", 3.0)
    yield Line("peak memory", max(run.megabytes for _, run in runs), "MB", 1000.0)
    yield Line(
        "registry load, with all its indexes", min(float(process(REGISTRY).printed) for _ in range(RUNS)), "s", 0.5
    )


def stages() -> Iterator[Line]:
    """The time of each stage over many articles, as a share of the time that bare spaCy parses them in."""
    from communique import pipeline
    from communique.intake import documents
    from communique.read import load_model
    from communique.read.model import find_model
    from communique.schema import Document

    spent: dict[str, float] = dict.fromkeys(STAGES, 0.0)

    def timed(stage: str, work: Callable[..., Any]) -> Callable[..., Any]:
        def wrapper(*arguments: Any, **options: Any) -> Any:
            start = time.perf_counter()
            try:
                return work(*arguments, **options)
            finally:
                spent[stage] += time.perf_counter() - start

        return wrapper

    resolver = pipeline.Actors

    def resolved(*arguments: Any) -> Any:
        # Actors resolves all mentions when first asked; that is its own time, not that of who asks.
        actors = resolver(*arguments)
        assert actors.mentions is not None
        return actors

    setattr(pipeline, "Actors", resolved)  # noqa: B010
    for stage, names in STAGES.items():
        for name in names:
            setattr(pipeline, name, timed(stage, getattr(pipeline, name)))
    source = DEV if DEV.is_file() else ROOT / "samples"
    articles = [item for item in documents([str(source)]) if isinstance(item, Document)]
    load_model()
    # What is loaded once a process (registry, places, time rules) has a line of its own or is part of the whole.
    list(pipeline.extract(articles[:1]))
    spent.update(dict.fromkeys(spent, 0.0))
    start = time.perf_counter()
    for _ in pipeline.extract(articles):
        pass
    whole = time.perf_counter() - start
    reading = whole - sum(spent.values())
    # What parsing costs whoever parses with the whole model; ours leaves out what the lexicon knows better.
    bare = importlib.import_module(find_model()).load()
    start = time.perf_counter()
    for _ in bare.pipe(article.text for article in articles):
        pass
    parsing = time.perf_counter() - start
    yield Line(f"bare spaCy: parsing {len(articles)} articles", parsing, "s")
    yield Line("communique: parsing them", reading, "s")
    yield Line("all stages over bare spaCy", whole / parsing, "times", 1.3)
    yield Line("articles a second, all stages", len(articles) / whole, "")
    limits = {"actors, times, places": 15.0, "statements, positions": 25.0}
    for stage, seconds in spent.items():
        yield Line(f"{stage}, of bare parsing", 100 * seconds / parsing, "%", limits.get(stage))


def main() -> int:
    """Print every figure; 1 where a limit does not hold."""
    lines = [*whole_processes(), *stages()]
    broken = [line for line in lines if line.limit is not None and line.value > line.limit]
    for line in lines:
        limit = "" if line.limit is None else f"  (at most {line.limit:g}{', BROKEN' if line in broken else ''})"
        print(f"{line.name:44}{line.value:10.2f} {line.unit}{limit}")
    if "--json" in sys.argv:
        print(json.dumps({line.name: line.value for line in lines}))
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
