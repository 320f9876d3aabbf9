"""`communique scale` and `communique import`: into a lake, and out of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import click

from communique.cli.ledgers import open_ledger
from communique.cli.reading import ALL_READ, NOTHING, SOME_NOT, placed
from communique.cli.tallies import count, summary
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
    from communique.fleet import lake as lakes

    tally: Counter[str] = Counter()
    told = lakes.scale(
        sources,
        lake,
        published=published,
        model=model,
        actors=actors,
        columns=columns,
        workers=workers,
        address=address,
    )
    for item in told:
        if isinstance(item, lakes.Scaled):
            tally["known"] = item.known
            click.echo(f"{lake}: {summary(tally)}")
            click.echo(f"{lake}: {item.reports:,} reports of {item.contacts:,} contacts, {item.copies:,} copies")
            continue
        for problem in [item] if isinstance(item, Problem) else item.problems:
            click.echo(f"communique: {placed(problem)}", err=True)
            tally["unread"] += 1
        if not isinstance(item, Problem):
            tally["added"] += item.documents
            for name in ("contacts", "statements", "positions"):
                tally[name] += getattr(item, name)
    if not tally["added"] and not tally["known"]:
        return NOTHING
    return SOME_NOT if tally["unread"] else ALL_READ


def bring(lake: str, ledger: Path | None, since: str | None, until: str | None, actor: str | None) -> int:
    """Take a slice of a lake into a ledger, say what came in, and give the exit status.

    Raises:
        CommuniqueError: the lake cannot be read, or the ledger not written.
    """
    from communique.fleet.lake import bring

    with open_ledger(ledger, "import", create=True) as opened:
        tally: Counter[str] = Counter()
        for item in bring(lake, opened, since=since, until=until, actor=actor):
            count(item, tally)
        click.echo(f"{opened.path}: {summary(tally)}")
    if not any(tally[outcome] for outcome in ("added", "reread", "known")):
        return NOTHING
    return ALL_READ
