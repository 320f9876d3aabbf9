"""Draw docs/terminal.svg: what `communique read` prints for two of the samples, as a terminal shows it.

Run by `make picture`. The output is real; only the window around it is drawn.
"""

from __future__ import annotations

import html
import io
import os
import re
from pathlib import Path

from rich._export_format import CONSOLE_SVG_FORMAT
from rich.console import Console
from rich.text import Text

import communique
from communique.show import write_table

ROOT = Path(__file__).resolve().parents[1]
SHOWN = ("2022-02-22-blinken-cancels", "2023-06-19-blinken-in-beijing")
WIDTH, LINES = 100, 64
_CELL = 12.2  # the width of a character in rich's pictures
_RUN = re.compile(
    r'(?P<head><text class="[^"]*") x="(?P<x>[^"]*)" (?P<middle>y="[^"]*") textLength="[^"]*" (?P<tail>[^>]*)>'
    r"(?P<words>[^<]*)</text>"
)


def main() -> None:
    """Read the articles, draw their table in colour, cut it to a screen and save it."""
    os.environ.update(TERM="xterm-256color", COLORTERM="truecolor")
    read = [
        communique.read((ROOT / "samples" / f"{name}.txt").read_text(encoding="utf-8"), id=f"{name}.txt")
        for name in SHOWN
    ]
    drawn = io.StringIO()
    write_table(read, drawn, width=WIDTH, color=True)
    lines = drawn.getvalue().splitlines()
    console = Console(record=True, width=WIDTH, file=io.StringIO(), force_terminal=True, color_system="truecolor")
    console.print(Text.from_ansi("\n".join(lines[:LINES]) + ("\n…" if len(lines) > LINES else "")))
    # No font from the network: the reader's own monospaced one will do.
    form = re.sub(r"@font-face \{\{.*?\}\}\s*", "", CONSOLE_SVG_FORMAT, flags=re.DOTALL)
    form = form.replace("Fira Code, monospace;", "Menlo, Consolas, 'DejaVu Sans Mono', monospace;")
    title = f"communique read {' '.join(f'samples/{name}.txt' for name in SHOWN)}"
    picture = console.export_svg(title=title, code_format=form, unique_id="communique")
    (ROOT / "docs" / "terminal.svg").write_text(_RUN.sub(_placed, picture), encoding="utf-8")


def _placed(run: re.Match[str]) -> str:
    """A run of text as one element a group of words, each with its own place: some viewers fold blanks."""
    words = html.unescape(run["words"]).replace("\xa0", " ")
    return "".join(
        f'{run["head"]} x="{float(run["x"]) + _CELL * group.start():g}" {run["middle"]} '
        f'textLength="{_CELL * len(group.group()):g}" {run["tail"]}>{html.escape(group.group(), quote=False)}</text>'
        for group in re.finditer(r"\S+(?: \S+)*", words)
    )


if __name__ == "__main__":
    main()
