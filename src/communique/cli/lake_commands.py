"""The commands of a lake: what is past one machine, and the way back into a ledger."""

from __future__ import annotations

from pathlib import Path

import click

from communique.cli.commands import actors_option, columns_option, main, model_option, published_option
from communique.cli.ledgers import ledger_option


@main.command()
@click.argument("sources", nargs=-1, required=True, metavar="SOURCES...")
@click.option("--to", "lake", required=True, metavar="FOLDER", help="The lake: a folder here or in an object store.")
@click.option("--workers", type=click.IntRange(min=1), metavar="N", help="Processes that read; else one a processor.")
@click.option("--address", metavar="ADDRESS", help="A Ray cluster to join; without it Ray runs on this machine alone.")
@published_option
@columns_option
@actors_option
@model_option
@click.pass_context
def scale(
    ctx: click.Context,
    sources: tuple[str, ...],
    lake: str,
    workers: int | None,
    address: str | None,
    published: str | None,
    columns: str | None,
    actors: Path | None,
    model: str | None,
) -> None:
    """Read more articles than one process can, on Ray, into Parquet files that any engine asks: a lake.

    SOURCES are files and folders as communique read takes them, here or in an object store (s3://, gs://), and web
    addresses. What the lake has is not read again; a run that was stopped goes on when it is started again. Needs
    pip install 'communique[ray]'.

    The exit status is 0 where all sources were read, 1 where some were not, 2 where none was.

    \b
    Examples:
      communique scale corpus/ --to lake/
      communique scale s3://news/2024/ --to s3://talks/lake --address auto
    """
    from communique.cli import lakes

    ctx.exit(lakes.scale(sources, lake, workers, address, published, columns, actors, model))


@main.command("import")
@click.argument("lake", metavar="LAKE")
@ledger_option
@click.option("--since", metavar="DATE", help="First day of publication: 2021, 2021-08-19.")
@click.option("--until", metavar="DATE", help="Last day.")
@click.option("--actor", metavar="NAME", help="Only articles that name this person, state or body: Putin, RUS.")
@click.pass_context
def import_(
    ctx: click.Context, lake: str, ledger: Path | None, since: str | None, until: str | None, actor: str | None
) -> None:
    """Take articles of a lake, with what was read in them, into a ledger, without reading them again.

    Example: communique import lake/ --since 2021 --actor Ukraine --ledger ukraine.db
    """
    from communique.cli import lakes

    ctx.exit(lakes.bring(lake, ledger, since, until, actor))
