"""The commands that keep a ledger; the work itself is imported when a command runs."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from communique.cli.commands import actors_option, main, model_option, published_option
from communique.cli.ledgers import ledger_option


@main.command()
@click.argument("sources", nargs=-1, metavar="SOURCES...")
@ledger_option
@published_option
@actors_option
@model_option
@click.pass_context
def add(
    ctx: click.Context,
    sources: tuple[str, ...],
    ledger: Path | None,
    published: str | None,
    actors: Path | None,
    model: str | None,
) -> None:
    """Read articles and keep in a ledger who met, called or refused whom, who said what, and who wants what.

    SOURCES are files, folders, web addresses, or - for standard input. What the ledger has is not read again, unless
    the software or its lexicon changed since. A run that was stopped goes on when it is started again.

    The exit status is 0 where all sources were read, 1 where some were not, 2 where none was.
    """
    from communique.cli import adding

    if not sources:
        if sys.stdin.isatty():
            raise click.UsageError("name files, folders or addresses to read, or - for standard input")
        sources = ("-",)
    ctx.exit(adding.run(sources, ledger, published, model, actors))
