"""Records for a person at a terminal: who, what, status, when, where, said by whom, and the words it rests on."""

from __future__ import annotations

import io
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from rich.console import Console
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from communique.schema import words_of
from communique.show.phrases import (
    GROUPS,
    OUTSIDE,
    OUTSIDE_SHORT,
    Excerpt,
    Group,
    excerpt,
    group_of,
    grouped,
    headline,
    named,
    party_lines,
    plain,
    plural,
    word,
)

if TYPE_CHECKING:
    from typing import TextIO

    from communique.schema import Contact, Extraction, Position, Statement

_NARROWEST, _WIDEST, _PIPED = 60, 120, 80


def write_table(
    extractions: Iterable[Extraction], out: TextIO, *, width: int | None = None, color: bool | None = None
) -> None:
    """Draw the records of each document, contacts that took place apart from those that did not.

    Args:
        extractions: what was read, in the order to show.
        out: a terminal, a pipe or a file; colour goes to terminals only, unless `color` says otherwise.
        width: columns to fill; None asks the terminal, 80 where there is none.
    """
    console = console_for(out, width, color)
    count = outside = 0
    totals = [0] * (len(GROUPS) + 2)
    for extraction in extractions:
        if count:
            console.print()
        _draw(console, extraction)
        count += 1
        outside += extraction.outside
        for contact in extraction.contacts:
            totals[GROUPS.index(group_of(contact.status.value))] += 1
        totals[-2] += len(extraction.statements)
        totals[-1] += len(extraction.positions)
    if not count:
        return
    took_place, ahead, off, statements, positions = totals
    contacts = f"{plural(took_place + ahead + off, 'contact')} ({took_place} took place, {ahead} ahead, {off} not)"
    console.print()
    console.print(
        Text(
            f"{plural(count, 'document')}{f', {outside} {OUTSIDE_SHORT}' if outside else ''}: {contacts}, "
            f"{plural(statements, 'statement')}, {plural(positions, 'position')}"
        )
    )


@contextmanager
def drawn(out: TextIO, width: int | None) -> Iterator[Console]:
    """A console whose lines end where their words do; to a terminal it writes at once, to all else when it is done."""
    if out.isatty():
        yield console_for(out, width)
        return
    buffer = io.StringIO()
    yield console_for(buffer, width)
    out.write("\n".join(line.rstrip() for line in buffer.getvalue().split("\n")))


def console_for(out: TextIO, width: int | None, color: bool | None = None) -> Console:
    """A console that draws to a stream: as wide as the terminal within reason, 80 columns where there is none."""
    terminal = out.isatty()
    if width is None and not terminal:
        columns = os.environ.get("COLUMNS", "")
        width = int(columns) if columns.isdecimal() and int(columns) else _PIPED
    console = Console(
        file=out,
        width=width,
        force_terminal=color if color is not None else None,
        highlight=False,
        markup=False,
        emoji=False,
        soft_wrap=False,
    )
    console.width = max(_NARROWEST, min(console.width, _WIDEST))
    return console


def _draw(console: Console, extraction: Extraction) -> None:
    document = extraction.document
    console.print(Rule(style="dim"))
    title = headline(document)
    if title:
        console.print(Text(title, style="bold"))
    published = document.published.edtf if document.published else "date not known"
    facts = [plain(document.id), *([plain(document.publisher)] if document.publisher else []), published]
    console.print(Text(" · ".join(facts), style="dim" if title else "bold"))
    text = document.text
    if extraction.contacts:
        console.print()
        console.print(_contact_row("status", "what", ["who"], ["when, where"], "said by", style="dim"))
    for group, contacts in grouped(extraction.contacts):
        _heading(console, group.title, group.style)
        for contact in contacts:
            _draw_contact(console, contact, group, text)
    if extraction.statements:
        _heading(console, "Said")
        for statement in extraction.statements:
            _draw_statement(console, statement, text)
    if extraction.positions:
        _heading(console, "Positions")
        for position in extraction.positions:
            _draw_position(console, position, text)
    for problem in extraction.problems:
        console.print(Text(f"! {plain(problem.message)}", style="red"))
    if extraction.outside:
        console.print(Text(OUTSIDE, style="dim"))
    elif not (extraction.contacts or extraction.statements or extraction.positions or extraction.problems):
        console.print(Text("no contacts, statements or positions", style="dim"))


def _heading(console: Console, title: str, style: str = "bold") -> None:
    console.print()
    console.print(Text(title.upper(), style=style))


def _contact_row(status: str, what: str, who: list[str], when: list[str], source: str, *, style: str) -> Table:
    row = Table.grid(padding=(0, 1), expand=True)
    row.add_column(width=14, style=style)
    row.add_column(width=10)
    # A name too long for its column goes on in the next line; nothing is cut.
    row.add_column(ratio=5, overflow="fold")
    row.add_column(ratio=3, overflow="fold")
    row.add_column(ratio=3, overflow="fold")
    muted = "dim" if style == "dim" else ""
    row.add_row(
        Text(status),
        Text(what, style=muted),
        Text("\n".join(who), style=muted),
        Text("\n".join(when), style=muted),
        Text(source, style=muted),
    )
    return row


def _draw_contact(console: Console, contact: Contact, group: Group, text: str) -> None:
    when = [contact.date.edtf.replace("/", " to ")] if contact.date else []
    if contact.place:
        when.append(plain(contact.place.value))
    console.print(
        _contact_row(
            f"{group.mark} {word(contact.status.value)}",
            contact.kind.value,
            party_lines(contact) or ["not said"],
            when,
            named(contact.source) if contact.source else "",
            style=group.style,
        )
    )
    notes = []
    if contact.topics:
        notes.append("on " + "; ".join(plain(topic.value) for topic in contact.topics))
    if contact.initiator:
        notes.append(f"asked for by {plain(contact.initiator.value)}")
    for label, field in (
        ("level", contact.level),
        ("format", contact.format),
        ("lasted", contact.duration),
        ("outcome", contact.outcome),
    ):
        if field:
            notes.append(f"{label}: {plain(field.value)}")
    earlier = dict.fromkeys(word(step.value) for step in contact.history if step.value != contact.status.value)
    if earlier:
        notes.append("before: " + ", ".join(earlier))
    if notes:
        console.print(Padding(Text(" · ".join(notes)), (0, 0, 0, 15)))
    rests_on, focus = words_of(contact)
    if rests_on:
        console.print(Padding(_quoted(excerpt(text, rests_on, focus)), (0, 0, 0, 15)))


def _quoted(words: Excerpt) -> Text:
    line = Text(f"“{words.text}”", style="italic dim")
    for place in words.focus:
        line.stylize("not dim underline", place.start + 1, place.end + 1)
    return line


def _two_columns(left: Text, right: Text) -> Table:
    row = Table.grid(padding=(0, 1), expand=True)
    row.add_column(width=25, overflow="fold")
    row.add_column(ratio=1, overflow="fold")
    row.add_row(left, right)
    return row


def _draw_statement(console: Console, statement: Statement, text: str) -> None:
    who = Text(named(statement.speaker))
    for actor in statement.behalf:
        who.append(f"\nfor {named(actor)}", style="dim")
    for actor in statement.via:
        who.append(f"\nvia {named(actor)}", style="dim")
    said = " … ".join(excerpt(text, span).text for span in statement.content)
    words = Text(f"“{said}”" if statement.direct == "direct" else said)
    words.append(f"  [{plain(statement.cue.of(text))}]", style="dim")
    console.print(_two_columns(who, words))


def _draw_position(console: Console, position: Position, text: str) -> None:
    who = Text(named(position.holder))
    targets = ", ".join(dict.fromkeys(target.side or plain(target.name) for target in position.targets))
    if targets:
        who.append(f"\ntowards {targets}", style="dim")
    words = Text(position.act.value, style="bold")
    words.append(f": {excerpt(text, position.content).text}", style="not bold")
    if position.condition:
        words.append(f"\nhangs on: {excerpt(text, position.condition).text}", style="not bold dim")
    console.print(_two_columns(who, words))
