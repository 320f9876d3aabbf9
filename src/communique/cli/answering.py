"""What the asking commands do: a question to the ledger, the answer to standard output."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from communique.cli.ledgers import open_ledger
from communique.cli.reading import utf8_output


def answer(table: str, *, form: str, ledger: Path | None, **given: Any) -> None:
    """Print the rows of a table that answer a question; nothing found is said on standard error, and is no error.

    Raises:
        CommuniqueError: there is no such ledger, or it cannot be asked this.
    """
    from communique.show.results import write_results

    with open_ledger(ledger, table, read_only=True) as opened:
        results = getattr(opened, table)(**given)
        if form == "parquet" and sys.stdout.isatty():
            raise click.UsageError(f"parquet is not for a terminal: communique {table} ... --format parquet > FILE")
        write_results(results, form, utf8_output())
        if not results:
            unknown = [name for name in (given.get("actor"), given.get("with_")) if name and not opened.knows(name)]
            why = f"; the ledger names nobody called {' or '.join(map(repr, unknown))}" if unknown else ""
            click.echo(f"communique: no {table} match{why}", err=True)


def show(id: str, form: str, ledger: Path | None) -> None:
    """Print one record.

    Raises:
        CommuniqueError: there is no such ledger, or no such record in it.
    """
    from communique.show.record_page import write_view

    with open_ledger(ledger, "show", read_only=True) as opened:
        write_view(opened.show(id), utf8_output(), form)


def brief(actor: str | None, since: str | None, on: str | None, limit: int, form: str, ledger: Path | None) -> None:
    """Print a brief.

    Raises:
        CommuniqueError: there is no such ledger, or it cannot be asked this.
    """
    from communique.show.brief import write_brief

    with open_ledger(ledger, "brief", read_only=True) as opened:
        write_brief(opened.brief(actor, since=since, on=on, limit=limit), utf8_output(), form)  # type: ignore[arg-type]
