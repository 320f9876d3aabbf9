"""The commands that keep a ledger; the work itself is imported when a command runs."""

from __future__ import annotations

import sys
from datetime import timedelta
from pathlib import Path

import click

from communique.cli.commands import actors_option, columns_option, jobs_option, main, model_option, published_option
from communique.cli.intervals import interval
from communique.cli.ledgers import ledger_option


@main.command()
@click.argument("sources", nargs=-1, metavar="SOURCES...")
@ledger_option
@published_option
@columns_option
@actors_option
@model_option
@jobs_option
@click.pass_context
def add(
    ctx: click.Context,
    sources: tuple[str, ...],
    ledger: Path | None,
    published: str | None,
    columns: str | None,
    actors: Path | None,
    model: str | None,
    jobs: int,
) -> None:
    """Read articles and keep in a ledger who met, called or refused whom, who said what, and who wants what.

    SOURCES are those that communique read takes. What the ledger has is not read again, unless
    the software or its lexicon changed since. A run that was stopped goes on when it is started again.

    The exit status is 0 where all sources were read, 1 where some were not, 2 where none was.

    \b
    Examples:
      communique add press/ corpus.jsonl --ledger talks.db
      communique add archive.jsonl.gz --jobs 4
    """
    from communique.cli import adding

    if not sources:
        if sys.stdin.isatty():
            raise click.UsageError("name files, folders or addresses to read, or - for standard input")
        sources = ("-",)
    ctx.exit(adding.run(sources, ledger, published, model, actors, columns, jobs))


@main.command()
@click.argument("record", metavar="ID")
@click.argument("verb", type=click.Choice(["right", "wrong", "set", "same", "different", "actor"]))
@click.argument("words", nargs=-1, metavar="[FIELD VALUE | ID | NAME ACTOR]")
@ledger_option
@click.option("--why", metavar="TEXT", help="A reason, for those who read it later.")
@click.option("--who", metavar="NAME", help="Who says so; else the user of this machine.")
@actors_option
def correct(
    record: str,
    verb: str,
    words: tuple[str, ...],
    ledger: Path | None,
    why: str | None,
    who: str | None,
    actors: Path | None,
) -> None:
    """Say what is so; it holds through every re-reading and rebuild, until it is taken back.

    \b
    communique correct ID right
    communique correct ID wrong --why "a film, not a call"
    communique correct ID set date 2021-08-19     kind, status, date, place, topics, initiator, level, format, outcome
    communique correct ID same ID                 both tell of one contact
    communique correct ID different ID            they do not
    communique correct ID actor "Wang" wang-yi    who is meant: an id of the registry, or "NAME|SIDE"

    ID is that of a contact (c-...), report (r-...), statement (s-...) or position (p-...), or the beginning of one.
    Topics are separated by semicolons; an empty VALUE empties the field.
    """
    from communique.cli import correcting

    correcting.correct(record, verb, words, ledger, who=who, why=why, actors=actors)


@main.command()
@click.argument("numbers", nargs=-1, required=True, type=int, metavar="NUMBER...")
@ledger_option
@click.option("--who", metavar="NAME", help="Who takes it back; else the user of this machine.")
def undo(numbers: tuple[int, ...], ledger: Path | None, who: str | None) -> None:
    """Take corrections back, by the numbers that `communique corrections` lists.

    Example: communique undo 3 4 --ledger talks.db
    """
    from communique.cli import correcting

    correcting.undo(numbers, ledger, who)


@main.command()
@ledger_option
@click.option(
    "--export",
    "gold",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Write the documents that were corrected, with their records as corrected, in the exchange format.",
)
def corrections(ledger: Path | None, gold: Path | None) -> None:
    """List what was corrected, by whom and when, or export it as gold.

    Example: communique corrections --export gold.jsonl
    """
    from communique.cli import correcting

    correcting.export(ledger, gold) if gold else correcting.show(ledger)


@main.command()
@ledger_option
def rebuild(ledger: Path | None) -> None:
    """Conclude all contacts again from the reports and the corrections.

    Example: communique rebuild --ledger talks.db
    """
    from communique.cli import tending

    tending.rebuild(ledger)


@main.command()
@ledger_option
@click.pass_context
def check(ctx: click.Context, ledger: Path | None) -> None:
    """Say whether the ledger is sound: its file, every span, and that all contacts follow from the reports.

    Nothing is changed. The exit status is 0 where nothing is wrong, else 1.

    Example: communique check --ledger talks.db
    """
    from communique.cli import tending

    ctx.exit(tending.check(ledger))


@main.command()
@ledger_option
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True)
def stats(ledger: Path | None, form: str) -> None:
    """Say how much is in the ledger.

    Example: communique stats --format json
    """
    from communique.cli import tending

    tending.stats(ledger, form)


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

    Example: communique watch https://news.example/diplomacy.xml --every 1h --ledger talks.db
    """
    from communique.cli import watching

    ctx.exit(watching.run(feeds, ledger, every, once, model, actors))
