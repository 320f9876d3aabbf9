"""`communique watch`: feeds into a ledger, again and again, and what changed by it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import click

from communique.cli.ledgers import open_ledger
from communique.cli.reading import ALL_READ, NOTHING, SOME_NOT, placed
from communique.errors import SourceError
from communique.schema import Problem

if TYPE_CHECKING:
    from communique.fleet.watching import Asked, Round
    from communique.intake.polite import Clock, PoliteWeb
    from communique.record import Added
    from communique.record.news import News


def run(
    feeds: Sequence[str],
    named: Path | None,
    every: timedelta,
    once: bool,
    model: str | None,
    actors: Path | None,
    clock: Clock | None = None,
    web: PoliteWeb | None = None,
) -> int:
    """Watch feeds until stopped, print what changes, and give the exit status.

    Args:
        feeds: their addresses.
        named: the ledger, None for the usual one.
        every: how long to wait before a feed is asked again.
        once: ask every feed once and end.
        model: an installed spaCy package, None for the pinned one.
        actors: a folder with tables of actors of the user's own.
        clock: the time; that of this machine where None.
        web: what is fetched through; made from the clock where None.

    Raises:
        CommuniqueError: an address is none, the ledger cannot be written.
    """
    from communique.intake.polite import PoliteWeb, SystemClock
    from communique.intake.web import is_address

    if wrong := next((feed for feed in feeds if not is_address(feed)), None):
        raise SourceError(f"{wrong}: not the address of a feed (https://...); communique add reads files")
    clock = clock or SystemClock()
    from communique.fleet.watching import watch

    web = web or PoliteWeb(clock)
    well = ill = 0
    with open_ledger(named, "watch", create=True) as ledger:
        try:
            for item in watch(
                *(feeds, ledger), every=every, once=once, web=web, clock=clock, model=model, actors=actors
            ):
                ill += _tell(item)
                well += _counts(item)
        except KeyboardInterrupt:
            click.echo("communique: stopped; what was added is kept", err=True)
    if not well:
        return NOTHING if ill else ALL_READ
    return SOME_NOT if ill else ALL_READ


def _counts(item: Added | Problem | Asked | Round) -> bool:
    from communique.fleet.watching import Asked

    return isinstance(item, Asked) and not item.state.failures


def _tell(item: Added | Problem | Asked | Round) -> int:
    """Print an item, and give how many problems it has."""
    from communique.fleet.watching import Asked, Round

    if isinstance(item, Asked):
        if item.entries:
            click.echo(f"{item.state.url}: {item.entries:,} new")
        return 0
    if isinstance(item, Round):
        for news in item.news:
            click.echo(line_of(news))
        if not item.asked and item.due:
            click.echo(f"nothing is due before {item.due:%Y-%m-%d %H:%M} UTC")
        return 0
    problems = [item] if isinstance(item, Problem) else list(item.problems)
    for problem in problems:
        click.echo(f"communique: {placed(problem)}", err=True)
    return len(problems)


def line_of(news: News) -> str:
    """One change as a line: what kind it is, what it is about, and what it was before."""
    match news.what:
        case "status" | "date":
            return f"{news.what:<12} {news.label} (before: {news.before or 'none'})"
        case "disagreement":
            return f"{news.what:<12} {news.label} ({news.after})"
        case _:
            return f"{news.what:<12} {news.label}"
