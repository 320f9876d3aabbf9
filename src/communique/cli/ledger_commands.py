"""The commands that keep a ledger; the work itself is imported when a command runs."""

from __future__ import annotations

import sys
from datetime import timedelta
from pathlib import Path

import click

from communique.cli.commands import actors_option, columns_option, main, model_option, published_option
from communique.cli.intervals import interval
from communique.cli.ledgers import ledger_option


@main.command()
@click.argument("sources", nargs=-1, metavar="SOURCES...")
@ledger_option
@published_option
@columns_option
@actors_option
@model_option
@click.pass_context
def add(
    ctx: click.Context,
    sources: tuple[str, ...],
    ledger: Path | None,
    published: str | None,
    columns: str | None,
    actors: Path | None,
    model: str | None,
) -> None:
    """Read articles and keep in a ledger who met, called or refused whom, who said what, and who wants what.

    SOURCES are those that communique read takes. What the ledger has is not read again, unless
    the software or its lexicon changed since. A run that was stopped goes on when it is started again.

    The exit status is 0 where all sources were read, 1 where some were not, 2 where none was.
    """
    from communique.cli import adding

    if not sources:
        if sys.stdin.isatty():
            raise click.UsageError("name files, folders or addresses to read, or - for standard input")
        sources = ("-",)
    ctx.exit(adding.run(sources, ledger, published, model, actors, columns))


@main.command()
@click.argument("feeds", nargs=-1, required=True, metavar="FEEDS...")
@ledger_option
@click.option(
    "--every",
    callback=interval,
    default="15m",
    metavar="LENGTH",
    show_default=True,
    help="How often to ask: 90s, 15m, 2h, 1d.",
)
@click.option("--once", is_flag=True, help="Ask every feed once and end; those excepted that failed and are to rest.")
@actors_option
@model_option
@click.pass_context
def watch(
    ctx: click.Context,
    feeds: tuple[str, ...],
    ledger: Path | None,
    every: timedelta,
    once: bool,
    actors: Path | None,
    model: str | None,
) -> None:
    """Ask RSS and Atom feeds for what is new, add it to a ledger, and print what changed by it, until stopped.

    FEEDS are web addresses. The page of each new entry is read where the server's robots.txt allows it, else what the
    feed itself gives. One server is asked for one page at a time, with a pause; a feed that fails is asked after twice
    the time, and so on up to a day.

    With --once, the exit status is 0 where all went well, 1 where something did not, 2 where no feed could be read.
    """
    from communique.cli import watching

    ctx.exit(watching.run(feeds, ledger, every, once, model, actors))
