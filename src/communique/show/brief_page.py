"""A brief as sections of items, before it is written as Markdown or HTML: every item with its source and its words."""

from __future__ import annotations

import shlex
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from communique.schema import Span
from communique.show.phrases import excerpt, plain, plural, word

if TYPE_CHECKING:
    from communique.record.asking import ContactRow, DisagreementRow, PositionRow, Source, Who
    from communique.record.asking.briefing import Briefing, Part, Told
    from communique.record.asking.views import Quote

Row = TypeVar("Row")
_LONGEST = 320


@dataclass(frozen=True, slots=True)
class Words:
    """Quoted words, what to call their source, and its address where it is one of the web."""

    quote: str
    source: str
    url: str | None


@dataclass(frozen=True, slots=True)
class Item:
    """One line of the brief: when, what, further facts, what it rests on, and the id under which the ledger has it."""

    when: str
    what: str
    facts: tuple[str, ...]
    words: tuple[Words, ...]
    id: str


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the brief; `more` are the items that are not shown, `command` shows them all."""

    title: str
    note: str
    items: tuple[Item, ...]
    more: int
    command: str


@dataclass(frozen=True, slots=True)
class Page:
    """The whole brief; `scope` says what it was drawn from."""

    title: str
    scope: tuple[str, ...]
    sections: tuple[Section, ...]


def page(briefing: Briefing) -> Page:
    """The brief in the order in which it is read: what is ahead, what was held, what is off, positions, differences."""
    one = briefing
    who = f" --actor {shlex.quote(plain(one.actor))}" if one.actor else ""
    period = f"{who} --since {one.since} --until {one.on}"

    def section(title: str, note: str, part: Part[Row], item: Callable[[Told[Row]], Item], command: str) -> Section:
        items = tuple(map(item, part.told))
        return Section(title, note, items, part.total - len(items), f"communique {command}")

    demands, refusals, offers = (
        f"positions{''.join(f' --kind {act}' for act in acts)}{period}"
        for acts in (("demand", "appeal", "condition"), ("reject",), ("offer", "commit"))
    )
    addressed = "published in the period, those addressed to somebody first."
    return Page(
        f"Diplomatic brief: {one.actor or 'all actors'}, {one.since} to {one.on}",
        _scope(one),
        (
            section("Calendar", f"Announced, proposed or possible, on {one.on} or later.", one.calendar, _contact,
                    f"contacts{who} --status ahead --since {one.on}"),
            section("Ahead, no day given", "Reported in the period.", one.pending, _contact,
                    f"contacts{who} --status ahead"),
            section("Day past, no report of it", "Announced for a day of the period; nothing in the ledger says that "
                    "it took place.", one.overdue, _contact, f"contacts{period} --status ahead"),
            section("Held", "Took place in the period, or is taking place.", one.held, _contact,
                    f"contacts{period} --status happened"),
            section("Not taking place", "Refused, denied, cancelled, put off or not planned; reported in the period.",
                    one.off, _contact, f"contacts{who} --status off"),
            section("Demands", f"Demands, appeals and conditions; {addressed}", one.demands, _position, demands),
            section("Refusals", addressed.capitalize(), one.refusals, _position, refusals),
            section("Offers and commitments", addressed.capitalize(), one.offers, _position, offers),
            section("Where reports disagree", "About contacts reported in the period; the weightiest first.",
                    one.disagreements, _disagreement, f"disagreements{who}"),
        ),
    )  # fmt: skip


def _scope(one: Briefing) -> tuple[str, ...]:
    naming = f" that name {plain(one.actor)}" if one.actor else ""
    lines = [f"Drawn from {plural(one.documents, 'document')}{naming}, published {one.since} to {one.on}."]
    if not one.named:
        lines.append(f"{one.on} is the date of the latest document in the ledger.")
    elif one.on < one.latest:
        lines.append(f"The ledger goes on to {one.latest}: a status may rest on a later report.")
    elif one.on > one.latest:
        lines.append(f"The latest document in the ledger is of {one.latest}.")
    lines.append("What took place and what did not stand apart; dates are as the sources give them, and not guessed.")
    return tuple(lines)


def _contact(told: Told[ContactRow]) -> Item:
    row = told.row
    when = row.date.replace("/", " to ") if row.date else "no date given"
    if row.undated and row.first:
        # Such a contact stands in the brief because of when it was reported, and that must not pass for its date.
        when += f", reported {row.first}" + (f" to {row.last}" if row.last != row.first else "")
    facts = []
    if row.topics:
        facts.append("on " + "; ".join(map(plain, row.topics)))
    if row.initiator:
        facts.append(f"asked for by {plain(row.initiator)}")
    if row.since and row.status not in ("held", "ongoing"):
        facts.append(f"{word(row.status)} since {row.since}")
    if row.voices > 1:
        facts.append(f"told by {row.voices} independent sources")
    if row.disputed:
        facts.append("reports disagree")
    if row.verdict == "right":
        facts.append("confirmed by a reader")
    place = f", {plain(row.place)}" if row.place else ""
    what = f"{people(row.parties)}: {row.kind}, {word(row.status)}{place}"
    words = (_words(row.source, told.quotes[0]),) if row.source else ()
    return Item(when, what, tuple(facts), words, row.id)


def _position(told: Told[PositionRow]) -> Item:
    row = told.row
    towards = f", towards {people(row.targets)}" if row.targets else ""
    facts = (f"on condition: “{plain(row.condition)}”",) if row.condition else ()
    what = f"{_named(row.holder, row.side)}: {row.act}{towards}"
    return Item(row.source.published or "no date", what, facts, (_words(row.source, told.quotes[0]),), row.key)


def _disagreement(told: Told[DisagreementRow]) -> Item:
    row = told.row
    both = zip((row.source_a, row.source_b), told.quotes, strict=True)
    words = tuple(_words(source, quote) for source, quote in both if source is not None)
    what = f"{plain(row.label)} — {row.field}: {plain(row.value_a)} / {plain(row.value_b)}"
    return Item(row.date or "no date given", what, (plain(row.why),), words, row.contact)


def people(parties: tuple[Who, ...]) -> str:
    """Actors in one line, each with its side."""
    return ", ".join(_named(one.name, one.side) for one in parties) or "not said"


def _named(name: str, side: str | None) -> str:
    name = plain(name)
    return name if side is None or side == name else f"{name} ({side})"


def source_line(source: Source) -> str:
    """What to call a document: publisher, date, title; the name it was given by where it has neither."""
    facts = [source.publisher or "", source.published or "undated", f"“{plain(source.title)}”" if source.title else ""]
    if not source.publisher and not source.title:
        facts.insert(0, source.name)
    return ", ".join(plain(fact) for fact in facts if fact)


def web_address(url: str | None) -> str | None:
    """The address where it is one of the web, so that no other scheme becomes a link."""
    return url if url is not None and url.startswith(("https://", "http://")) else None


def _words(source: Source, quote: Quote | None) -> Words:
    text = ""
    if quote is not None:
        text = excerpt(quote.words, Span(0, len(quote.words)), quote.focus, _LONGEST).text
    return Words(text, source_line(source), web_address(source.url))
