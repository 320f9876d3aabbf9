"""`communique add`: sources into a ledger, and what became of them."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from communique.cli.ledgers import open_ledger
from communique.cli.reading import ALL_READ, NOTHING, SOME_NOT, placed
from communique.schema import Problem
from communique.schema.edtf import check_edtf

if TYPE_CHECKING:
    from collections.abc import Callable

    from communique.record import Added


def run(
    sources: Sequence[str],
    named: Path | None,
    published: str | None,
    model: str | None,
    actors: Path | None,
    columns: str | None = None,
) -> int:
    """Add sources to a ledger, say what became of them, and give the exit status.

    Args:
        sources: files, folders, addresses, or "-".
        named: the ledger, None for the usual one.
        published: the date of documents that give none, as EDTF.
        model: an installed spaCy package, None for the pinned one.
        actors: a folder with tables of actors of the user's own.
        columns: which columns of tables hold what.

    Raises:
        CommuniqueError: nothing can be read or written at all.
    """
    if published is not None:
        check_edtf(published.strip())
    with open_ledger(named, "add", create=True) as ledger:
        from communique.fleet.adding import add

        tally: Counter[str] = Counter()
        with _progress() as advance:
            for item in add(sources, ledger, published=published, model=model, actors=actors, columns=columns):
                _count(item, tally)
                advance(tally)
        read = tally["added"] + tally["reread"] + tally["known"]
        click.echo(f"{ledger.path}: {_summary(tally)}")
        if not read:
            if not tally["unread"]:
                click.echo("communique: no articles in " + ", ".join(sources), err=True)
            return NOTHING
        return SOME_NOT if tally["unread"] else ALL_READ


def _count(item: Added | Problem, tally: Counter[str]) -> None:
    problems = [item] if isinstance(item, Problem) else list(item.problems)
    for problem in problems:
        click.echo(f"communique: {placed(problem)}", err=True)
    if isinstance(item, Problem):
        tally["unread"] += 1
        return
    tally[item.outcome] += 1
    tally["copies"] += item.copy
    tally["contacts"] += item.contacts
    tally["statements"] += item.statements
    tally["positions"] += item.positions


def _summary(tally: Counter[str]) -> str:
    parts = [f"{tally['added']:,} document{'' if tally['added'] == 1 else 's'} added"]
    if tally["copies"]:
        parts.append(f"{tally['copies']:,} of them copies")
    for outcome, words in (("reread", "read again"), ("known", "there already"), ("unread", "not read")):
        if tally[outcome]:
            parts.append(f"{tally[outcome]:,} {words}")
    found = ", ".join(f"{tally[name]:,} {name}" for name in ("contacts", "statements", "positions"))
    return ", ".join(parts) + (f"; in them {found}" if tally["added"] or tally["reread"] else "")


@contextmanager
def _progress() -> Iterator[Callable[[Counter[str]], None]]:
    """A function that shows how far the work is, on standard error where that is a terminal."""
    if not sys.stderr.isatty():
        yield lambda tally: None
        return
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn()
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("reading")

        def advance(tally: Counter[str]) -> None:
            seen = sum(tally[outcome] for outcome in ("added", "reread", "known", "unread"))
            progress.update(task, description=f"reading: {seen:,} documents, {tally['contacts']:,} contacts")

        yield advance
