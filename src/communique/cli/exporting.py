"""`communique export`: a ledger as a file of another program."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from communique.cli.ledgers import open_ledger
from communique.errors import ExportError
from communique.record.asking import Question
from communique.show.exports import Tally, export, export_folder, format_of
from communique.show.exports.request import Request
from communique.show.phrases import plural


def run(form: str, to: Path, ledger: Path | None, *, table: str | None, nodes: str, unheld: bool, **given: Any) -> None:
    """Write an export, and say on standard error what is in it and what was left out.

    Args:
        form: a name of `FORMATS`.
        to: a file, a folder for a format that is one, or "-" for standard output.
        ledger: None for the usual one.
        table, nodes, unheld: choices of a `Request`.
        given: the filters of a `Question`.

    Raises:
        CommuniqueError: there is no such ledger, it cannot be asked this, or the file cannot be written.
    """
    chosen = format_of(form)
    if table is not None and chosen.table is not None:
        raise ExportError(f"{form} has no tables to choose from; csv, jsonl and parquet have")
    asked: Any = table or chosen.table or "contacts"
    question = Question.of(given)  # type: ignore[arg-type]
    question.check(asked)
    with open_ledger(ledger, "export", read_only=True) as opened, _progress(chosen.noun) as seen:
        tally = Tally(seen)
        request = Request(opened, question, asked, nodes, unheld, tally)  # type: ignore[arg-type]
        if chosen.is_folder:
            export_folder(form, request, to)
        elif str(to) == "-":
            if form == "parquet" and sys.stdout.isatty():
                raise click.UsageError("parquet is not for a terminal: name a file with --to")
            export(form, request, sys.stdout.buffer)
            sys.stdout.buffer.flush()
        else:
            export(form, request, to)
    click.echo(f"communique: {to}: {_summary(tally, chosen.noun)}", err=True)


def _summary(tally: Tally, noun: str) -> str:
    said = plural(tally.written, noun)
    if tally.left_out:
        parts = (
            f"{number:,} ({why})" for why, number in sorted(tally.left_out.items(), key=lambda one: (-one[1], one))
        )
        said += "; left out: " + ", ".join(parts)
    return said


@contextmanager
def _progress(noun: str) -> Iterator[Callable[[Tally], None] | None]:
    """A function that shows how far the work is, on standard error where that is a terminal."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn()
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("writing")

        def seen(tally: Tally) -> None:
            if tally.written % 100 == 0:
                progress.update(task, description=f"writing: {tally.written:,} {noun}s")

        yield seen
