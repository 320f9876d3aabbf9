"""The command that writes exports; the work itself is imported when it runs."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from communique.cli.asking_options import filters_of_all
from communique.cli.commands import main


class ExportCommand(click.Command):
    """Gets its formats and filters when they are needed, so that `--help` of the program answers at once."""

    _complete = False

    def get_params(self, ctx: click.Context) -> list[click.Parameter]:
        if not self._complete:
            self._complete = True
            from communique.record.asking.question import FILTERS
            from communique.show.exports.formats import FORMATS

            names = [form.name for form in FORMATS]
            self.params.insert(0, click.Argument(["form"], type=click.Choice(names), metavar="FORMAT"))
            table = click.Option(["--table"], type=click.Choice(list(FILTERS)), help="Of csv, jsonl and parquet.")
            self.params += [table, *filters_of_all()]
        return super().get_params(ctx)

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        from communique.show.exports.formats import FORMATS

        with formatter.section("Formats"):
            formatter.write_dl([(form.name, form.about) for form in FORMATS])


@main.command(cls=ExportCommand)
@click.option(
    "--to",
    required=True,
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Where to; a file that is there is replaced when the new one is whole. - is standard output.",
)
@click.option(
    "--nodes",
    type=click.Choice(["actors", "sides"]),
    default="actors",
    show_default=True,
    help="Of a network: persons and bodies, or states and organisations.",
)
@click.option("--unheld", is_flag=True, help="Of a network: join those too whose contacts did not take place.")
def export(form: str, to: Path, **given: Any) -> None:
    """Write a ledger, or what filters leave of it, as a file of another program.

    What was left out and why is said on standard error. The same ledger gives the same bytes.

    \b
    Examples:
      communique export ics --to talks.ics --actor France --since 2022
      communique export parquet --table positions --to positions.parquet
      communique export gexf --nodes sides --to network.gexf
      communique export cameo --to events.csv
    """
    from communique.cli.exporting import run

    run(form, to, **given)
