"""Shells, help pages, and the file of the ledger itself for programs that know nothing of us."""

from __future__ import annotations

import os
import re
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner
from newsroom import newsroom

from communique.cli import main


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_script_for_a_shell_is_one_that_the_shell_takes(shell: str, tmp_path: Path) -> None:
    done = CliRunner().invoke(main, ["completion", shell])
    assert done.exit_code == 0
    assert "_COMMUNIQUE_COMPLETE" in done.stdout
    if shutil.which(shell):
        script = tmp_path / "script"
        script.write_text(done.stdout)
        subprocess.run([shell, "-n", script], check=True)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("communique exp", {"export"}),
        ("communique export gr", {"graphml"}),
        ("communique contacts --undis", {"--undisputed"}),
    ],
)
def test_a_shell_is_told_how_a_word_can_go_on(line: str, expected: set[str]) -> None:
    words = {"_COMMUNIQUE_COMPLETE": "bash_complete", "COMP_WORDS": line, "COMP_CWORD": str(line.count(" "))}
    done = subprocess.run(
        [sys.executable, "-c", "from communique.cli import main; main(prog_name='communique')"],
        capture_output=True, text=True, check=True, env={**os.environ, **words},
    )  # fmt: skip
    assert {found.partition(",")[2] for found in done.stdout.splitlines()} == expected


def commands(group: click.Group, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    for name, command in group.commands.items():
        yield from commands(command, (*path, name)) if isinstance(command, click.Group) else [(*path, name)]


@pytest.mark.parametrize("path", list(commands(main)), ids=" ".join)
def test_the_help_of_every_command_has_an_example_that_it_takes(path: tuple[str, ...]) -> None:
    text = CliRunner().invoke(main, [*path, "--help"], terminal_width=200).output
    described, options = text.partition("\n")[2].split("\nOptions:\n")
    examples = re.findall(rf"communique {' '.join(path)}\b(?! lists| takes)(.*)", described)
    assert examples
    assert {option for example in examples for option in re.findall(r"--[a-z-]+", example)} <= set(
        re.findall(r"--[a-z-]+", options)
    )


def test_any_sqlite_reads_the_ledger_as_it_is(tmp_path: Path) -> None:
    """As Datasette opens it: immutable, read-only, without any function or extension of ours."""
    file = tmp_path / "news.db"
    newsroom(file).close()
    file.chmod(0o444)
    connection = sqlite3.connect(f"{file.as_uri()}?mode=ro&immutable=1", uri=True)
    tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    assert {"contact", "contact_party", "report", "document", "statement", "position", "change"} <= set(tables)
    for name in tables:
        connection.execute(f'SELECT * FROM "{name}" ORDER BY 1').fetchall()
    views = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'view'")]
    for name in views:
        connection.execute(f'SELECT count(*) FROM "{name}"').fetchall()
    # What a person would type there.
    found = connection.execute(
        "SELECT c.status, count(*) FROM contact c JOIN contact_party p ON p.contact = c.id WHERE p.side = 'FRA' "
        "GROUP BY c.status ORDER BY 1"
    ).fetchall()
    assert found == [("cancelled", 1), ("held", 1)]
    # Without the full text of SQLite, the tables of everything else hold all there is.
    plain = [name for name in tables if "_text" not in name]
    assert {"document", "statement", "position"} <= set(plain)
