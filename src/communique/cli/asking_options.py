"""The options by which the tables of a ledger are asked, each command with those that mean something to it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, cast

import click

from communique.cli.ledgers import ledger_option

if TYPE_CHECKING:
    from communique.record.asking.question import Table

_Option = Callable[[Any], Any]
FORMATS = ("table", "json", "jsonl", "csv", "parquet")


class AskingCommand(click.Command):
    """A command of the name of a table; it gets its options when they are needed, so that `--help` answers at once."""

    _complete = False

    def get_params(self, ctx: click.Context) -> list[click.Parameter]:
        if not self._complete and self.name is not None:
            self._complete = True
            self.params[:0] = options(cast("Table", self.name))
        return super().get_params(ctx)


def options(table: Table) -> Sequence[click.Parameter]:
    """The filters, orders and formats of a table."""
    from communique.record.asking.question import KINDS_OF, SORTS

    sorts = ", ".join(word.removeprefix("-") for word in SORTS[table])
    page = (
        click.option("--sort", metavar="KEY", help=f"{sorts}; with a minus before it the other way round."),
        click.option("--limit", type=click.IntRange(min=0), metavar="N", help="At most so many."),
        click.option("--offset", type=click.IntRange(min=0), default=0, metavar="N", help="Pass over the first N."),
        click.option(
            "--format",
            "form",
            type=click.Choice(FORMATS),
            default="table",
            show_default=True,
            help="table is for reading, csv for spreadsheets.",
        ),
        ledger_option,
    )
    return _parameters((*_filters(table, KINDS_OF[table]), *page))


def filters_of_all() -> Sequence[click.Parameter]:
    """The filters of contacts, for a command that asks now this table, now that one; `kind` takes the words of all."""
    from communique.record.asking.question import KINDS_OF

    kinds = tuple(dict.fromkeys(kind for kinds in KINDS_OF.values() for kind in kinds))
    return _parameters((*_filters("contacts", kinds), ledger_option))


def _filters(table: Table, kinds: Sequence[str]) -> Sequence[_Option]:
    from communique.record.asking.question import FIELDS, FILTERS, STATUS_GROUPS, VERDICTS
    from communique.schema import STATUSES

    text = _TEXT.get(table, "Words of the articles")
    filters: dict[str, _Option] = {
        "actor": click.option("--actor", metavar="NAME", help=f"{_ACTOR.get(table, 'Who takes part')}: Putin, RUS."),
        "with_": click.option("--with", "with_", metavar="NAME", help=_WITH.get(table, "Who else takes part.")),
        "kind": click.option("--kind", multiple=True, type=click.Choice(kinds), help="May be repeated."),
        "status": click.option(
            "--status",
            multiple=True,
            type=click.Choice((*STATUS_GROUPS, *STATUSES)),
            help="May be repeated; the first three are groups.",
        ),
        "since": click.option("--since", metavar="DATE", help=f"{_SINCE.get(table, 'First day')}: 2021, 2021-08-19."),
        "until": click.option("--until", metavar="DATE", help="Last day."),
        "topic": click.option("--topic", metavar="WORDS", help="Words of a topic; sanction* for a beginning."),
        "place": click.option("--place", metavar="NAME", help="A place, or a country with the cities in it."),
        "text": click.option("--text", metavar="WORDS", help=f'{text}: all of them; "a phrase", begin*, -without.'),
        "disputed": click.option(
            "--disputed/--undisputed", default=None, help="Only those on which reports disagree, or do not."
        ),
        "verdict": click.option(
            "--verdict", type=click.Choice(VERDICTS), help="A reader's; without it all but those called wrong."
        ),
        "field": click.option("--field", type=click.Choice(FIELDS), help="What the reports disagree on."),
    }
    return [option for name, option in filters.items() if name in FILTERS[table]]


def _parameters(decorators: Sequence[_Option]) -> Sequence[click.Parameter]:
    def bearer() -> None: ...

    for decorate in reversed(decorators):
        decorate(bearer)
    bearing: Any = bearer
    return list(reversed(bearing.__click_params__))


_ACTOR = {
    "statements": "Who speaks",
    "positions": "Who holds it",
    "actors": "Whom to list",
    "documents": "Whom they name",
}
_WITH = {"positions": "Whom it is about.", "actors": "Only those who were in contact with this one."}
_SINCE = {
    "statements": "First day of publication",
    "positions": "First day of publication",
    "documents": "First day of publication",
    "changes": "First day of the change, or a time",
}
_TEXT = {"statements": "Words of what was said", "positions": "Words of what is held", "documents": "Words of the text"}
