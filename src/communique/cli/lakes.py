"""`communique scale` and `communique import`: into a lake, and out of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import click

from communique.cli.ledgers import open_ledger
from communique.cli.progress import progress
from communique.cli.reading import ALL_READ, NOTHING, SOME_NOT, placed
from communique.cli.stopping import STOPPED, status, stoppable
from communique.cli.tallies import follow, summary
from communique.schema import Problem


def scale(
    sources: Sequence[str],
    lake: str,
    workers: int | None,
    address: str | None,
    published: str | None,
    columns: str | None,
    actors: Path | None,
    model: str | None,
) -> int:
    """Fill a lake, say what became of the sources, and give the exit status.

    Raises:
        CommuniqueError: nothing can be read or written at all.
    """
    from communique.fleet.lake import Scaled
    from communique.fleet.lake import scale as scale_

    tally: Counter[str] = Counter()
    items = scale_(
        sources,
        lake,
        published=published,
        model=model,
        columns=columns,
        address=address,
        actors=actors,
        workers=workers,
    )
    try:
        with stoppable(), progress(lambda: _count(sources, columns)) as advance, closing(items):
            for item in items:
                if isinstance(item, Scaled):
                    tally["known"] = item.known
                    click.echo(f"{lake}: {summary(tally)}")
                    click.echo(
                        f"{lake}: {item.reports:,} reports of {item.contacts:,} contacts, {item.copies:,} copies"
                    )
                    continue
                for problem in [item] if isinstance(item, Problem) else item.problems:
                    click.echo(f"communique: {placed(problem)}", err=True)
                    tally["unread"] += 1
                if not isinstance(item, Problem):
                    tally["added"] += item.documents
                    for name in ("outside", "contacts", "statements", "positions"):
                        tally[name] += getattr(item, name)
                    advance(tally["added"], f"{tally['contacts']:,} contacts")
    except KeyboardInterrupt as stop:
        click.echo(STOPPED, err=True)
        return status(stop)
    if not tally["added"] and not tally["known"]:
        return NOTHING
    return SOME_NOT if tally["unread"] else ALL_READ


def _count(sources: Sequence[str], columns: str | None) -> int | None:
    """How many documents there are; None in object stores, where only reading tells."""
    from communique.intake.counting import count

    return None if any("://" in source for source in sources) else count(sources, columns)


def bring(lake: str, ledger: Path | None, since: str | None, until: str | None, actor: str | None) -> int:
    """Take a slice of a lake into a ledger, say what came in, and give the exit status.

    Raises:
        CommuniqueError: the lake cannot be read, or the ledger not written.
    """
    from communique.fleet.lake import bring

    with open_ledger(ledger, "import", create=True) as opened:
        tally, stopped = follow(bring(lake, opened, since=since, until=until, actor=actor), lambda: None)
        click.echo(f"{opened.path}: {summary(tally)}")
    if stopped:
        return stopped
    return ALL_READ if any(tally[outcome] for outcome in ("added", "reread", "known")) else NOTHING
