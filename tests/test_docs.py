"""What the readme and the docs show is what comes out."""

from __future__ import annotations

import doctest
import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from communique.cli import main

ROOT = Path(__file__).resolve().parents[1]
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]
_BLOCK = re.compile(r"^```python\n(.*?)^```$", re.M | re.S)
# A file that the examples of a page work on: its name stands behind the language of the block.
_FILE = re.compile(r"^```\w+ (\S+)\n(.*?)^```$", re.M | re.S)
_LINK = re.compile(r"\]\((?!https?://)([^)#]+)")


@pytest.mark.parametrize(
    "page", [page for page in PAGES if ">>>" in page.read_text(encoding="utf-8")], ids=lambda p: p.name
)
def test_the_examples_give_what_the_page_says(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = page.read_text(encoding="utf-8")
    monkeypatch.chdir(_with_files(text, tmp_path))
    examples = "\n".join(block.group(1) for block in _BLOCK.finditer(text))
    test = doctest.DocTestParser().get_doctest(examples, {}, page.name, str(page), 0)
    said: list[str] = []
    results = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS).run(test, out=said.append)
    assert results.attempted
    assert results.failed == 0, "".join(said)


@pytest.mark.parametrize("page", [page for page in PAGES if "```console" in page.read_text()], ids=lambda p: p.name)
def test_the_commands_print_what_the_page_says(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = page.read_text(encoding="utf-8")
    monkeypatch.chdir(_with_files(text, tmp_path))
    monkeypatch.delenv("COMMUNIQUE_LEDGER", raising=False)
    blocks = re.findall(r"^```console\n(.*?)^```$", text, re.M | re.S)
    ran = [found for block in blocks for found in re.findall(r"^\$ communique (.*)\n((?:(?!\$ ).*\n)*)", block, re.M)]
    assert len(ran) == "".join(blocks).count("$ ") > 0
    for command, printed in ran:
        assert CliRunner().invoke(main, shlex.split(command)).output == printed


def _with_files(text: str, folder: Path) -> Path:
    """The folder, with the files that the page shows."""
    for name, content in _FILE.findall(text):
        (folder / name).write_text(content, encoding="utf-8")
    return folder


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_what_a_page_links_to_is_there(page: Path) -> None:
    for target in _LINK.findall(page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), target


def test_the_commands_of_the_readme_are_those_of_the_program() -> None:
    used = set(re.findall(r"^(?:cat \S+ \| )?communique (\w+)", (ROOT / "README.md").read_text(encoding="utf-8"), re.M))
    assert used
    assert used <= set(main.commands)
