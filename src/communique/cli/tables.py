"""`communique lexicon`: check tables of actors and add rows to them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from communique.errors import LexiconError
from communique.lexicon.actor_rows import add_row, check_tables
from communique.lexicon.registry import DATA
from communique.lexicon.registry_rows import load_tables


def check(folder: Path | None) -> int:
    """Print what is wrong in the tables of a folder, None for those of the package; 0 where nothing is, else 1."""
    where, base = _layers(folder)
    faults = check_tables(where, base)
    for fault in faults:
        click.echo(f"communique: {fault}", err=True)
    if not faults:
        tables = load_tables(where)
        counts = {name: len(getattr(tables, name)) for name in ("bodies", "surfaces", "offices", "persons", "tenures")}
        click.echo(f"{where}: " + ", ".join(f"{count} {name}" for name, count in counts.items()) + ", nothing wrong")
    return 1 if faults else 0


def add(folder: Path | None, table: str, cells: Sequence[str]) -> None:
    """Add a row given as COLUMN=VALUE words to a table, and say where it went.

    Raises:
        LexiconError: a word is no COLUMN=VALUE, or the row would break a rule; the table is then as it was.
    """
    row: dict[str, str] = {}
    for cell in cells:
        column, equals, value = cell.partition("=")
        if not equals or column in row:
            raise LexiconError(f"{cell!r} is {'a second value' if equals else 'no COLUMN=VALUE'}: write name='Ann Lee'")
        row[column] = value
    where, base = _layers(folder)
    click.echo(f"added to {add_row(where, table, row, base)}")


def _layers(folder: Path | None) -> tuple[Path, Path | None]:
    """The folder meant and the tables under it: a user's rows may name those of the package."""
    if folder is None or folder.resolve() == DATA.resolve():
        return DATA, None
    return folder, DATA
