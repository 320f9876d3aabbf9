"""One record of a ledger for a person: its evidence quoted, its history, and why it stands as it does."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any

from rich.padding import Padding
from rich.text import Text

from communique.record.asking.views import (
    ContactView,
    CorrectionView,
    DocumentView,
    FieldView,
    PositionView,
    Quote,
    ReportView,
    StatementView,
    View,
)
from communique.schema import Span
from communique.show.brief_page import people, source_line, web_address
from communique.show.phrases import excerpt, group_of, plain, plural, word
from communique.show.result_tables import SHORT
from communique.show.table import drawn

if TYPE_CHECKING:
    from typing import TextIO

    from rich.console import Console

    from communique.record.asking import Source


def write_view(view: View, out: TextIO, form: str = "text", *, width: int | None = None) -> None:
    """Write one record.

    Args:
        view: what `Ledger.show` gives.
        out: an open text stream.
        form: "text" or "json"; the latter leaves nothing out.
        width: columns of the text; None asks the terminal, 80 where there is none.
    """
    if form == "json":
        from communique.record.asking.frames import as_json

        data = {"type": type(view).__name__.removesuffix("View").lower(), **json.loads(as_json(view))}
        out.write(json.dumps(data, ensure_ascii=False, indent=2) + "\n")
        return
    with drawn(out, width) as console:
        _WRITERS[type(view)](console, view)


def _contact(console: Console, view: ContactView) -> None:
    row = view.row
    group = group_of(row.status)  # type: ignore[arg-type]
    console.print(Text.assemble((f"{group.mark} ", group.style), (plain(row.label), "bold")))
    _fact(console, group.title.lower())
    _fact(console, row.id + (f", once {', '.join(view.former)}" if view.former else ""))
    when = row.date or "no date given"
    if row.undated and row.first:
        when += f"; reported {row.first}" + (f" to {row.last}" if row.last != row.first else "")
    _fact(console, "; ".join(fact for fact in (when, plain(row.place or "")) if fact))
    for name, value in (
        ("on", "; ".join(row.topics)), ("asked for by", row.initiator), ("level", row.level), ("format", row.format),
        ("outcome", row.outcome),
    ):  # fmt: skip
        if value:
            _fact(console, f"{name} {plain(value)}")
    if row.verdict:
        _fact(console, f"a reader called it {row.verdict}")
    if view.steps:
        _heading(console, "Status")
        for step in view.steps:
            told = f" — {source_line(step.source)}" if step.source else ""
            _line(console, f"{step.at or 'no date':10}  {word(step.status)}{told} · {step.report[:SHORT]}")
    if view.disagreements:
        _heading(console, "Where reports disagree")
        for two in view.disagreements:
            _line(console, f"{two.field}: {plain(two.why)}")
            for value, key in ((two.value_a, two.report_a), (two.value_b, two.report_b)):
                _line(console, f"  {plain(value)} · {key[:SHORT]}")
    _heading(console, f"{plural(len(view.reports), 'report')}, {plural(row.voices, 'independent source')}")
    for report in view.reports:
        console.print()
        _report(console, report)
    if view.judgements:
        _heading(console, "Why these are one contact")
        for one in view.judgements:
            _line(console, f"{one.a[:SHORT]} and {one.b[:SHORT]}: {plain(one.why)} ({one.score:.1f})")
    _corrections(console, view.corrections)


def _report(console: Console, view: ReportView) -> None:
    _source(console, view.source, view.key)
    if view.retired:
        _fact(console, "retired: a newer reading of the document took its place")
    if view.copy_of:
        _fact(console, f"a copy of {view.copy_of[:SHORT]}, and no voice of its own")
    for part in view.fields:
        if part.name in ("role", "history") and part.value in ("participant", view.status):
            continue
        _line(console, f"{part.name:10} {_value(part)}" + (f" “{plain(part.quote.words)}”" if part.quote else ""))
    for sentence in view.evidence:
        focus = view.telling.focus if view.telling and view.telling.start == sentence.start else ()
        _quote(console, Quote(sentence.words, sentence.start, sentence.end, focus))


def _value(part: FieldView) -> str:
    value = plain(word(part.value))
    if not part.note or part.note == part.value:
        return value
    return f"{value} ({'counted from ' if part.name == 'date' else ''}{plain(part.note)})"


def _report_alone(console: Console, view: ReportView) -> None:
    _report(console, view)
    if view.contact:
        _line(console, f"in the contact {view.contact}")
    _corrections(console, view.corrections)


def _statement(console: Console, view: StatementView) -> None:
    row = view.row
    speaker = f"{plain(row.speaker)} ({row.side})" if row.speaker and row.side else plain(row.speaker or "not said")
    console.print(Text(f"{speaker}: {row.direct}, {row.tone}", style="bold"))
    if row.behalf:
        _fact(console, f"for {people(row.behalf)}")
    if row.via:
        _fact(console, f"via {people(row.via)}")
    _said(console, view, (view.cue, *view.content))


def _position(console: Console, view: PositionView) -> None:
    row = view.row
    towards = f" towards {people(row.targets)}" if row.targets else ""
    holder = f"{plain(row.holder)} ({row.side})" if row.side and row.side != row.holder else plain(row.holder)
    console.print(Text(f"{holder}: {row.act}{towards}", style="bold"))
    if view.condition:
        _fact(console, f"on condition: “{plain(view.condition.words)}”")
    _said(console, view, [one for one in (view.act, view.content) if one is not None])


def _said(console: Console, view: StatementView | PositionView, quotes: Iterable[Quote]) -> None:
    if view.row.verdict:
        _fact(console, f"a reader called it {view.row.verdict}")
    if view.retired:
        _fact(console, "retired: a newer reading of the document took its place")
    for one in quotes:
        _quote(console, one)
    _source(console, view.row.source, view.row.key)
    _corrections(console, view.corrections)


def _document(console: Console, view: DocumentView) -> None:
    _source(console, view.source, view.source.document)
    if view.copy_of:
        _fact(console, f"a copy of {view.copy_of[:SHORT]}, and no voice of its own")
    if view.copies:
        _fact(console, "copied by " + ", ".join(one[:SHORT] for one in view.copies))
    for reading in view.readings:
        state = f"retired by reading {reading.retired}" if reading.retired else "active"
        _fact(console, f"read {reading.read}, communique {reading.version}, {reading.model}: {state}")
    if view.reports:
        _heading(console, "Contacts")
        for told in view.reports:
            _line(console, f"{plain(told.label)} · {(told.contact or told.key)[:SHORT]}")
            if told.telling:
                _quote(console, told.telling)
    if view.statements:
        _heading(console, "Said")
        for said in view.statements:
            _line(console, f"{plain(said.speaker or 'not said')}: {plain(said.content)} · {said.key[:SHORT]}")
    if view.positions:
        _heading(console, "Positions")
        for held in view.positions:
            _line(console, f"{plain(held.holder)}, {held.act}: {plain(held.content)} · {held.key[:SHORT]}")
    if view.problems:
        _heading(console, "Not read")
        for message in view.problems:
            _line(console, plain(message))


def _corrections(console: Console, corrections: tuple[CorrectionView, ...]) -> None:
    if not corrections:
        return
    _heading(console, "Corrections")
    for one in corrections:
        what = " ".join(part for part in (one.verb, one.field, one.value, one.other and one.other[:SHORT]) if part)
        why = f": {plain(one.why)}" if one.why else ""
        back = f" (taken back {one.undone} by {plain(one.undoer or 'somebody')})" if one.undone else ""
        _line(console, f"{one.id}  {one.made}  {plain(one.who)}  {plain(what)} of {one.target[:SHORT]}{why}{back}")


def _source(console: Console, source: Source, id: str) -> None:
    console.print(Text(f"{source_line(source)} · {id[:SHORT]}", style="bold"))
    if address := web_address(source.url):
        _fact(console, plain(address))


def _heading(console: Console, title: str) -> None:
    console.print()
    console.print(Text(title.upper(), style="bold"))


def _fact(console: Console, text: str) -> None:
    console.print(Padding(Text(text, style="dim"), (0, 0, 0, 2)))


def _line(console: Console, text: str) -> None:
    console.print(Padding(Text(text), (0, 0, 0, 2)))


def _quote(console: Console, quote: Quote) -> None:
    words = excerpt(quote.words, Span(0, len(quote.words)), quote.focus, 1000)
    line = Text(f"“{words.text}”", style="italic")
    for place in words.focus:
        line.stylize("underline", place.start + 1, place.end + 1)
    console.print(Padding(line, (0, 0, 0, 4)))


_WRITERS: Mapping[type, Callable[[Console, Any], None]] = {
    ContactView: _contact,
    ReportView: _report_alone,
    StatementView: _statement,
    PositionView: _position,
    DocumentView: _document,
}
