"""What the writers for readers share: groups of statuses, names with their sides, and excerpts of the raw text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from communique.clean.headings import headline_of
from communique.schema import AHEAD, TOOK_PLACE, Span

if TYPE_CHECKING:
    from communique.schema import Actor, Contact, Document, Status


class Group(NamedTuple):
    """Contacts that are shown together: a title, the mark before each, and a style of rich."""

    title: str
    mark: str
    style: str


TOOK_PLACE_GROUP = Group("Took place", "●", "bold green")
AHEAD_GROUP = Group("Ahead, not yet held", "○", "bold yellow")
OFF_GROUP = Group("Not taking place", "×", "bold red")
GROUPS = (TOOK_PLACE_GROUP, AHEAD_GROUP, OFF_GROUP)

OUTSIDE_SHORT = "about no relations between sides"
OUTSIDE = f"{OUTSIDE_SHORT}: no records"
"""What is said of a document outside the scope of a ledger (`communique.read.scope`)."""


def group_of(status: Status) -> Group:
    """The group a status is shown in: what happened is never among what did not."""
    if status in TOOK_PLACE:
        return TOOK_PLACE_GROUP
    return AHEAD_GROUP if status in AHEAD else OFF_GROUP


def grouped(contacts: Iterable[Contact]) -> list[tuple[Group, list[Contact]]]:
    """Contacts by group, groups in the order of `GROUPS`, empty ones left out, each in its old order."""
    contacts = list(contacts)
    sorted_out = [(group, [c for c in contacts if group_of(c.status.value) is group]) for group in GROUPS]
    return [(group, members) for group, members in sorted_out if members]


def headline(document: Document) -> str:
    """What to call a document: its title, else a first line that stands alone as a headline does, else nothing."""
    return plain(document.title or headline_of(document.text) or "")


def word(value: str) -> str:
    """A key of a vocabulary as people write it: "not_planned" is "not planned"."""
    return value.replace("_", " ")


def named(actor: Actor | None) -> str:
    """An actor with its side: "Emmanuel Macron (FRA)", "NATO", "a US official (USA)"; "not said" for None."""
    if actor is None:
        return "not said"
    name = plain(actor.name)
    if actor.side is None or actor.side == name:
        return name + (" (which?)" if actor.candidates else "")
    return f"{name} ({actor.side})"


def party_lines(contact: Contact) -> list[str]:
    """One line a party; hosts and mediators say that they are."""
    return [
        named(party.actor) + ("" if party.role.value == "participant" else f", {party.role.value}")
        for party in contact.parties
    ]


def plural(count: int, noun: str) -> str:
    """A count with its noun: "1 contact", "2 contacts"."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


_BLANKS = re.compile(r"\s+")
# Escape sequences in an article must not reach a terminal, and a bidi override must not turn a line around.
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff]")


def plain(text: str) -> str:
    """Text on one line: blanks folded, control characters gone."""
    return _BLANKS.sub(" ", _UNPRINTABLE.sub("", text)).strip()


class Excerpt(NamedTuple):
    """Words of an article on one line, and where in them the words of interest stand."""

    text: str
    focus: tuple[Span, ...]


def excerpt(text: str, span: Span, focus: Sequence[Span] = (), limit: int = 200) -> Excerpt:
    """The words of a span on one line, cut to about `limit` characters around the first focus, with dots where cut."""
    focus = sorted(place for place in focus if span.covers(place))
    start, end = _window(text, span, focus[0] if focus else Span(span.start, span.start), limit)
    marks = sorted({start, end, *(edge for place in focus for edge in place if start <= edge <= end)})
    line = "" if start == span.start else "… "
    places: list[Span] = []
    for left, right in pairwise(marks):
        piece = _BLANKS.sub(" ", _UNPRINTABLE.sub("", text[left:right]))
        if line.endswith(" ") or not line:
            piece = piece.lstrip()
        if any(place.start <= left and right <= place.end for place in focus):
            places.append(Span(len(line), len(line) + len(piece.rstrip())))
        line += piece
    line = line.rstrip() + ("" if end == span.end else " …")
    return Excerpt(line, tuple(place for place in places if place.end > place.start))


def _window(text: str, span: Span, first: Span, limit: int) -> tuple[int, int]:
    if span.end - span.start <= limit:
        return span
    start = span.start
    if first.end - span.start > limit * 3 // 4:
        # Cut at a blank, so that no word is halved.
        blank = _BLANKS.search(text, max(span.start, first.start - limit // 3), first.start)
        start = blank.end() if blank else first.start
    end = min(span.end, max(first.end, start + limit))
    if end < span.end:
        last = max(text.rfind(blank, first.end, end) for blank in " \n\t")
        end = last if last > start else end
    return start, end
