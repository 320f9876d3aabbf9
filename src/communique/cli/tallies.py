"""What became of documents, counted, and told in one line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Generator
from contextlib import closing
from typing import TYPE_CHECKING

import click

from communique.cli.progress import progress
from communique.cli.reading import placed
from communique.cli.stopping import STOPPED, status, stoppable
from communique.schema import Problem

if TYPE_CHECKING:
    from communique.record import Added

_OUTCOMES = ("added", "reread", "known", "unread")


def follow(items: Generator[Added | Problem, None, None], total: Callable[[], int | None]) -> tuple[Counter[str], int]:
    """Tell what becomes of documents while it comes, until they end or the run is stopped.

    Args:
        items: closed when it is over.
        total: how many there will be, as `progress` asks for it.

    Returns:
        The tally, and the exit status of a run that was stopped, 0 of one that was not.
    """
    tally: Counter[str] = Counter()
    try:
        with stoppable(), progress(total) as advance, closing(items):
            for item in items:
                _tell(item, tally)
                advance(sum(tally[one] for one in _OUTCOMES), f"{tally['contacts']:,} contacts")
    except KeyboardInterrupt as stop:
        click.echo(STOPPED, err=True)
        return tally, status(stop)
    return tally, 0


def _tell(item: Added | Problem, tally: Counter[str]) -> None:
    """Count what became of one document, and tell its problems on standard error."""
    problems = [item] if isinstance(item, Problem) else list(item.problems)
    for problem in problems:
        click.echo(f"communique: {placed(problem)}", err=True)
    if isinstance(item, Problem):
        tally["unread"] += 1
        return
    tally[item.outcome] += 1
    tally["copies"] += item.copy
    tally["outside"] += item.outside
    tally["contacts"] += item.contacts
    tally["statements"] += item.statements
    tally["positions"] += item.positions


def summary(tally: Counter[str]) -> str:
    """The line that tells all of it."""
    parts = [f"{tally['added']:,} document{'' if tally['added'] == 1 else 's'} added"]
    if tally["copies"]:
        parts.append(f"{tally['copies']:,} of them copies")
    for outcome, words in (
        ("outside", "about no relations between sides"),
        ("reread", "read again"),
        ("known", "there already"),
        ("unread", "not read"),
    ):
        if tally[outcome]:
            parts.append(f"{tally[outcome]:,} {words}")
    found = ", ".join(f"{tally[name]:,} {name}" for name in ("contacts", "statements", "positions"))
    return ", ".join(parts) + (f"; in them {found}" if tally["added"] or tally["reread"] else "")
