"""Answers of a ledger for a person at a terminal, or for a pipe: eighty columns, what happened apart from the rest."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, cast

from rich.table import Table
from rich.text import Text

from communique.record.asking import (
    ActorRow,
    ChangeRow,
    ContactRow,
    DisagreementRow,
    DocumentRow,
    PositionRow,
    StatementRow,
)
from communique.schema import STATUSES
from communique.show.brief_page import people, source_line
from communique.show.phrases import GROUPS, Group, group_of, plain, plural, word
from communique.show.table import drawn

if TYPE_CHECKING:
    from typing import TextIO

    from rich.console import Console

    from communique.record.asking import Results, Source
    from communique.schema import Status

Lines = Sequence[str | Text]
SHORT = 10
"""Letters of an id that a table shows; `communique show` takes them."""


def write_result_table(results: Results[Any], out: TextIO, *, width: int | None = None) -> None:
    """Draw the rows of an answer and say how many there are.

    Args:
        results: what a `Ledger` gives.
        out: a terminal, a pipe or a file; colour goes to terminals only.
        width: columns to fill; None asks the terminal, 80 where there is none.
    """
    rows = list(results)
    if not rows:
        return
    with drawn(out, width) as console:
        _DRAW[results.row](console, rows)
        console.print()
        console.print(Text(_summary(results, rows)))


def _summary(results: Results[Any], rows: Sequence[Any]) -> str:
    noun = _NOUNS[results.row]
    said = plural(len(rows), noun)
    if results.row in (ContactRow, DisagreementRow):
        counts = [sum(group_of(row.status) is group for row in rows) for group in GROUPS]
        took_place, ahead, off = counts
        of = ", of contacts" if results.row is DisagreementRow else ""
        said += f"{of}: {took_place} took place, {ahead} ahead, {off} not taking place"
    if results.total > len(rows):
        first = results.question.offset + 1
        said += f" ({first} to {first + len(rows) - 1} of {results.total})"
    return said


def _contacts(console: Console, rows: Sequence[ContactRow]) -> None:
    first = True
    for group in GROUPS:
        members = [row for row in rows if group_of(cast("Status", row.status)) is group]
        if members:
            if not first:
                console.print()
            first = False
            console.print(Text(group.title.upper(), style=group.style))
            table = _grid((14, 15, 12, None, SHORT))
            for row in members:
                table.add_row(*map(_joined, _contact(row, group)))
            console.print(table)


def _contact(row: ContactRow, group: Group) -> Iterable[Lines]:
    yield [Text(f"{group.mark} {word(row.status)}", style=group.style)]
    if row.date and not row.undated:
        yield row.date.replace("/", " to\n").split("\n")
    else:
        # A day of publication must not pass for a date.
        told = [Text(f"told {row.first}", style="dim")] if row.first else []
        yield [row.date, *told] if row.date else told
    yield [row.kind, *([Text(plain(row.place), style="dim")] if row.place else [])]
    notes = []
    if row.topics:
        notes.append("on " + "; ".join(map(plain, row.topics)))
    if row.voices > 1:
        notes.append(f"{row.voices} sources")
    if row.disputed:
        notes.append(plural(row.disputed, "disagreement"))
    if row.verdict:
        notes.append(f"called {row.verdict}")
    who = [people((party,)) + (f", {party.role}" if party.role != "participant" else "") for party in row.parties]
    lines: list[str | Text] = [*(who or ["not said"])]
    yield lines + [Text(note, style="dim") for note in notes]
    yield [Text(row.id[:SHORT], style="dim")]


def _statements(console: Console, rows: Sequence[StatementRow]) -> None:
    table = _grid((25, None))
    for row in rows:
        who: list[str | Text] = [_named(row.speaker, row.side)]
        who += [Text(f"for {people((one,))}", style="dim") for one in row.behalf]
        who += [Text(f"via {people((one,))}", style="dim") for one in row.via]
        said = plain(row.content)
        told: list[str | Text] = [f"“{said}”" if row.direct == "direct" else said, _cited(row.source, row.key)]
        table.add_row(_joined(who), _joined(told))
    console.print(table)


def _positions(console: Console, rows: Sequence[PositionRow]) -> None:
    table = _grid((25, None))
    for row in rows:
        who: list[str | Text] = [_named(row.holder, row.side), Text(row.act, style="bold")]
        if row.targets:
            who.append(Text(f"towards {people(row.targets)}", style="dim"))
        told: list[str | Text] = [plain(row.content)]
        if row.condition:
            told.append(Text(f"hangs on: {plain(row.condition)}", style="dim"))
        table.add_row(_joined(who), _joined([*told, _cited(row.source, row.key)]))
    console.print(table)


def _documents(console: Console, rows: Sequence[DocumentRow]) -> None:
    table = _grid((10, None, 8, 10, 9, SHORT), ("published", "what", "contacts", "statements", "positions", "id"))
    for row in rows:
        what: list[str | Text] = [plain(row.title or row.name)]
        if row.publisher:
            what.append(Text(plain(row.publisher), style="dim"))
        if row.copy_of:
            what.append(Text(f"copy of {row.copy_of[:SHORT]}", style="dim"))
        if row.problems:
            what.append(Text(plural(row.problems, "problem"), style="red"))
        counts = (str(row.reports), str(row.statements), str(row.positions))
        table.add_row(row.published or "no date", _joined(what), *counts, Text(row.hash[:SHORT], style="dim"))
    console.print(table)


def _actors(console: Console, rows: Sequence[ActorRow]) -> None:
    titles = ("who", "took place", "ahead", "not", "said", "positions", "last")
    table = _grid((None, 10, 5, 4, 5, 9, 10), titles)
    for row in rows:
        counts = (row.happened, row.ahead, row.off, row.statements, row.positions)
        table.add_row(
            _named(row.name, row.side), *("" if count is None else str(count) for count in counts), row.last or ""
        )
    console.print(table)


def _disagreements(console: Console, rows: Sequence[DisagreementRow]) -> None:
    table = _grid((10, None, SHORT))
    for row in rows:
        lines: list[str | Text] = [Text(plain(row.label), style="bold"), plain(row.why)]
        for value, source in ((row.value_a, row.source_a), (row.value_b, row.source_b)):
            told = f" — {source_line(source)}" if source else ""
            lines.append(Text.assemble(plain(value), (told, "dim")))
        table.add_row(row.field, _joined(lines), Text(row.contact[:SHORT], style="dim"))
    console.print(table)


def _changes(console: Console, rows: Sequence[ChangeRow]) -> None:
    table = _grid((20, 12, None, SHORT))
    for row in rows:
        lines: list[str | Text] = [plain(row.label)]
        if row.what in ("status", "date"):
            lines.append(Text(f"{word(row.before or 'none')} → {word(row.after or 'none')}", style="bold"))
        elif row.what == "new" and row.after in STATUSES and row.after != row.status:
            lines.append(Text(f"{word(row.after)} then", style="bold"))
        elif row.what == "new" and row.after not in (None, row.label, row.status):
            lines[0] = plain(row.after or "")
        elif row.what == "disagreement" and row.after:
            lines.append(Text(plain(row.after), style="bold"))
        if row.source:
            lines.append(Text(source_line(row.source), style="dim"))
        when = row.at.replace("T", " ").removesuffix("Z")
        table.add_row(when, row.what, _joined(lines), Text(row.contact[:SHORT], style="dim"))
    console.print(table)


def _grid(widths: Sequence[int | None], titles: Sequence[str] = ()) -> Table:
    """A table without lines; None is the column that takes what the others leave."""
    table = Table(box=None, show_header=bool(titles), padding=(0, 1, 0, 0), pad_edge=False, expand=True)
    for number, width in enumerate(widths):
        # A name too long for its column goes on in the next line; nothing is cut.
        table.add_column(
            titles[number] if titles else "",
            width=width,
            ratio=None if width else 1,
            overflow="fold",
            header_style="dim",
        )
    return table


def _joined(lines: Iterable[str | Text]) -> Text:
    return Text("\n").join(Text(line) if isinstance(line, str) else line for line in lines)


def _named(name: str | None, side: str | None) -> str:
    if name is None:
        return "not said"
    return f"{plain(name)} ({side})" if side and side != name else plain(name)


def _cited(source: Source, id: str) -> Text:
    return Text(f"{source_line(source)} · {id[:SHORT]}", style="dim")


_DRAW: Mapping[type, Callable[[Console, Any], None]] = {
    ContactRow: _contacts,
    StatementRow: _statements,
    PositionRow: _positions,
    DocumentRow: _documents,
    ActorRow: _actors,
    DisagreementRow: _disagreements,
    ChangeRow: _changes,
}
_NOUNS: Mapping[type, str] = {
    ContactRow: "contact",
    StatementRow: "statement",
    PositionRow: "position",
    DocumentRow: "document",
    ActorRow: "actor",
    DisagreementRow: "disagreement",
    ChangeRow: "change",
}
