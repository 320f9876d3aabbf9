"""The commands that ask a ledger; the work itself is imported when a command runs."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from communique.cli.asking_options import AskingCommand
from communique.cli.commands import main
from communique.cli.ledgers import ledger_option


def _answer(table: str, given: dict[str, Any]) -> None:
    from communique.cli.answering import answer

    answer(table, **given)


@main.command(cls=AskingCommand)
def contacts(**given: Any) -> None:
    """List contacts: who talked, will talk, may talk or will not talk to whom.

    What took place, what is ahead and what is off stand apart. A contact without a date goes by when it was reported.

    Example: communique contacts --actor France --with Russia --since 2022-01 --status happened
    """
    _answer("contacts", given)


@main.command(cls=AskingCommand)
def statements(**given: Any) -> None:
    """List statements: who said what, through whom.

    Example: communique statements --actor Lavrov --text "grain deal" --sort -date --limit 20
    """
    _answer("statements", given)


@main.command(cls=AskingCommand)
def positions(**given: Any) -> None:
    """List positions: who demands, offers, refuses or holds what.

    Example: communique positions --actor Ukraine --with Russia --kind demand
    """
    _answer("positions", given)


@main.command(cls=AskingCommand)
def actors(**given: Any) -> None:
    """List actors, with their contacts that took place, are ahead, and are off.

    Example: communique actors --with Macron --since 2022 --kind call
    """
    _answer("actors", given)


@main.command(cls=AskingCommand)
def documents(**given: Any) -> None:
    """List documents, and how much was found in each.

    Example: communique documents --actor China --since 2023-02 --until 2023-06
    """
    _answer("documents", given)


@main.command(cls=AskingCommand)
def disagreements(**given: Any) -> None:
    """List where two reports of one contact cannot both be true, the weightiest first.

    Example: communique disagreements --actor USA --field status
    """
    _answer("disagreements", given)


@main.command(cls=AskingCommand)
@click.option(
    "--by",
    type=click.Choice(["added", "published"]),
    default="added",
    show_default=True,
    help="When the ledger took it in, or when it was published.",
)
def changes(by: str, **given: Any) -> None:
    """List what changed: contacts that are new, took another status or date, met, parted or went; new disagreements.

    Example: communique changes --since 2023-02-01 --by published
    """
    from communique.cli.answering import answer

    answer("changes", by=by, **given)


@main.command()
@click.argument("id")
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True, help="json has it all."
)
@ledger_option
def show(id: str, form: str, ledger: Path | None) -> None:
    """Show one record with its evidence, its history, and why it stands as it does.

    ID is that of a contact (also one it once had), report, statement, position or document, its first letters where no
    other begins so, or the name of a document.

    Example: communique show c-713d7ef6
    """
    from communique.cli.answering import show as run

    run(id, form, ledger)


@main.command()
@click.option("--actor", metavar="NAME", help="Whom it is about: RUS, Russia, Putin; without it, all.")
@click.option("--since", metavar="DATE", help="First day; without it, 30 days before the last.")
@click.option(
    "--on", metavar="DATE", help="Last day, behind which lies what is ahead; without it, that of the latest document."
)
@click.option(
    "--limit", type=click.IntRange(min=0), default=25, show_default=True, metavar="N", help="Lines in each part."
)
@click.option(
    "--format", "form", type=click.Choice(["markdown", "html"]), default="markdown", show_default=True,
    help="html is one file, without anything outside it.",
)  # fmt: skip
@ledger_option
def brief(actor: str | None, since: str | None, on: str | None, limit: int, form: str, ledger: Path | None) -> None:
    """Write a page to send on: what is ahead, what was held, demands and refusals, where reports disagree.

    Every line has its source. Nothing in it depends on today's date.

    Example: communique brief --actor Ukraine --since 2022-02 --format html > ukraine.html
    """
    from communique.cli.answering import brief as run

    run(actor, since, on, limit, form, ledger)
