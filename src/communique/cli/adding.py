"""`communique add`: sources into a ledger, and what became of them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from communique.cli.ledgers import open_ledger
from communique.cli.reading import ALL_READ, NOTHING, SOME_NOT
from communique.cli.tallies import follow, summary
from communique.schema.edtf import check_edtf


def run(
    sources: Sequence[str],
    named: Path | None,
    published: str | None,
    model: str | None,
    actors: Path | None,
    columns: str | None = None,
    jobs: int = 1,
) -> int:
    """Add sources to a ledger, say what became of them, and give the exit status.

    Args:
        sources: files, folders, addresses, or "-".
        named: the ledger, None for the usual one.
        published: the date of documents that give none, as EDTF.
        model: an installed spaCy package, None for the pinned one.
        actors: a folder with tables of actors of the user's own.
        columns: which columns of tables hold what.
        jobs: how many processes read.

    Raises:
        CommuniqueError: nothing can be read or written at all.
    """
    if published is not None:
        check_edtf(published.strip())
    with open_ledger(named, "add", create=True) as ledger:
        from communique.fleet.adding import add
        from communique.intake.counting import count

        items = add(sources, ledger, published=published, model=model, actors=actors, columns=columns, jobs=jobs)
        tally, stopped = follow(items, lambda: count(sources, columns))
        read = tally["added"] + tally["reread"] + tally["known"]
        click.echo(f"{ledger.path}: {summary(tally)}")
        if stopped:
            return stopped
        if not read:
            if not tally["unread"]:
                click.echo("communique: no articles in " + ", ".join(sources), err=True)
            return NOTHING
        return SOME_NOT if tally["unread"] else ALL_READ
