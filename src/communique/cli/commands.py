"""The commands and their options; the work itself is imported when a command runs, so that `--help` answers at once."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from communique.errors import CommuniqueError

FORMATS = ("table", "json", "jsonl", "exchange", "markdown")


class _Failure(click.ClickException):
    """An error of ours: one line, and exit status 2, because nothing was read."""

    exit_code = 2

    def show(self, file: Any = None) -> None:
        click.echo(f"communique: {self.format_message()}", err=True)


class _Commands(click.Group):
    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except CommuniqueError as error:
            raise _Failure(str(error)) from error


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="communique", prog_name="communique")
def main() -> None:
    """Read news, press releases and official readouts into a sourced ledger of diplomacy."""


_format = click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    default="table",
    show_default=True,
    help="table and markdown are for reading; jsonl and json hold every field with its span; exchange is one "
    "document a line for other programs.",
)
_folder = click.Path(exists=True, file_okay=False, path_type=Path)
actors_option = click.option(
    "--actors",
    type=_folder,
    metavar="FOLDER",
    help="Tables of actors of your own; their rows go before the registry's.",
)
published_option = click.option(
    "--published", metavar="DATE", help="The date of articles that do not give their own, as EDTF: 2021-08-19, 2021-08."
)
columns_option = click.option(
    "--columns",
    metavar="MAP",
    help="Which columns of tables (keys of JSON lines) hold what, where not the usual ones: text=body,published=day.",
)
model_option = click.option("--model", metavar="PACKAGE", help="An installed spaCy model other than the pinned one.")
jobs_option = click.option(
    "--jobs",
    type=click.IntRange(1, 256),
    default=1,
    show_default=True,
    metavar="N",
    help="In how many processes to read. What comes out is the same; each needs half a gigabyte of memory.",
)


@main.command()
@click.argument("sources", nargs=-1, metavar="SOURCES...")
@published_option
@columns_option
@_format
@actors_option
@model_option
@click.option("--everything", is_flag=True, help="Read articles too that are about no relations between sides.")
@click.pass_context
def read(
    ctx: click.Context,
    sources: tuple[str, ...],
    published: str | None,
    columns: str | None,
    form: str,
    actors: Path | None,
    model: str | None,
    everything: bool,
) -> None:
    """Read articles and print who met, called or refused whom, who said what, and who wants what.

    SOURCES are files (text, HTML, PDF, Word, mail, RSS and Atom, JSON lines, CSV, Parquet, WARC; gzip and Zstandard
    are unpacked), folders, web addresses, or - for standard input. Documents are read and printed in the order of their
    ids, so that the order of SOURCES changes nothing.

    An article belongs here where it is about relations between sides (states, international organisations, armed
    groups) or tells of a contact between two; of any other it is said that it does not.

    The exit status is 0 where all sources were read, 1 where some were not, 2 where none was.

    \b
    Examples:
      communique read article.txt
      communique read press/ --published 2021-08-19 --format markdown
      cat article.html | communique read --format jsonl
    """
    from communique.cli.reading import run

    if not sources:
        if sys.stdin.isatty():
            raise click.UsageError("name files, folders or addresses to read, or - for standard input")
        sources = ("-",)
    ctx.exit(run(sources, published, form, model, actors, columns, everything))


@main.command()
@_format
@model_option
@click.pass_context
def demo(ctx: click.Context, form: str, model: str | None) -> None:
    """Read the articles that come with the package: real events, told from more than one side.

    Example: communique demo --format markdown
    """
    from communique.cli.reading import run, samples

    ctx.exit(run((str(samples()),), None, form, model))


@main.command("eval")
@click.argument("gold", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.argument("system", type=click.Path(exists=True, dir_okay=False, path_type=Path), metavar="SYSTEM|ARTICLES")
@click.option("--errors", is_flag=True, help="Then list what is wrong, grouped by cause, the commonest first.")
@click.option("--examples", default=8, show_default=True, help="How many examples of each cause to print.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON instead of text.")
@model_option
def evaluate(gold: Path, system: Path, errors: bool, examples: int, as_json: bool, model: str | None) -> None:
    """Compare records with gold records, both in the exchange format, one document a line.

    The second file holds either a system's records (the output of `read --format exchange`) or bare articles, which
    are read first. A gold document that the second file lacks counts as read without finding anything.

    Example: communique eval gold.jsonl articles.jsonl --errors
    """
    from communique.cli.measuring import run

    run(gold, system, errors=errors, examples=examples, as_json=as_json, model=model)


@main.group()
def lexicon() -> None:
    """Check the tables of actors, or add rows to them.

    The five tables (bodies, surfaces, offices, persons, tenures) are CSV files; docs/lexicon.md tells their columns. A
    folder of your own may hold any of them; `communique read --actors FOLDER` reads with it.
    """


_own = click.Path(file_okay=False, path_type=Path)


@lexicon.command()
@click.argument("folder", type=_folder, required=False)
@click.pass_context
def check(ctx: click.Context, folder: Path | None) -> None:
    """Say what is wrong in the tables of FOLDER, line by line; without FOLDER, in those of the package.

    The exit status is 0 where nothing is wrong, else 1.

    Example: communique lexicon check my-actors/
    """
    from communique.cli import tables

    ctx.exit(tables.check(folder))


@lexicon.command()
@click.argument("table", type=click.Choice(["bodies", "surfaces", "offices", "persons", "tenures"]))
@click.argument("cells", nargs=-1, required=True, metavar="COLUMN=VALUE...")
@click.option("--to", "folder", type=_own, metavar="FOLDER", help="Your own folder of tables; else the package's.")
def add(table: str, cells: tuple[str, ...], folder: Path | None) -> None:
    """Add a row to TABLE, where it breaks no rule; columns that are not named stay empty.

    Example: communique lexicon add persons id=ann-lee name="Ann Lee" surname=Lee side=GBR source=hand --to my-actors
    """
    from communique.cli import tables

    tables.add(folder, table, cells)
