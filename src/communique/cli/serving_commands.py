"""The command that shows a ledger in a browser; the work itself is imported when it runs."""

from __future__ import annotations

from pathlib import Path

import click

from communique.cli.commands import actors_option, main
from communique.cli.ledgers import ledger_option


@main.command()
@ledger_option
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen at; 0.0.0.0 for all.")
@click.option("--port", default=8765, show_default=True, type=click.IntRange(0, 65535), help="0 takes any free one.")
@click.option("--read-only", is_flag=True, help="Refuse every change: for showing a ledger to others.")
@click.option(
    "--password",
    metavar="WORD",
    help="What visitors must give, under any user name; better in the variable COMMUNIQUE_PASSWORD, which no list of "
    "processes shows.",
)
@click.option("--name", "names", multiple=True, metavar="HOST", help="A further host name the pages are asked for by.")
@actors_option
def serve(
    ledger: Path | None,
    host: str,
    port: int,
    read_only: bool,
    password: str | None,
    names: tuple[str, ...],
    actors: Path | None,
) -> None:
    """Show a ledger in a browser: what changed, contacts, articles with their records marked, and a queue for review.

    The pages are for this machine alone, unless --host says otherwise. Other processes may add to the ledger
    meanwhile.

    Example: communique serve --ledger talks.db --read-only
    """
    from communique.cli import serving

    if password == "":
        raise click.UsageError("an empty password keeps nobody out")
    serving.serve(ledger, host, port, names, read_only=read_only, password=password, actors=actors)
