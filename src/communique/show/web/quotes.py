"""Words of an article as evidence: cut to a line, the words of interest marked, with the address where they stand."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

from communique.record.asking import Source, views
from communique.schema import Span
from communique.show.phrases import excerpt
from communique.show.web import addresses

LINE = 260
"""About so many characters of a quotation are shown."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a quotation."""

    text: str
    marked: bool


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of a document; `name` is what to call it by."""

    pieces: tuple[Piece, ...]
    address: str
    name: str
    published: str | None


def shown(told: views.Quote | None, source: Source | None, limit: int = LINE) -> Quote | None:
    """Words of a view, ready for a page; None where there are none."""
    if told is None or source is None:
        return None
    # What was read from a word of a megabyte is cut like any other.
    focus = [Span(one.start, min(one.end, one.start + limit)) for one in told.focus]
    cut = excerpt(told.words, Span(0, len(told.words)), focus, limit)
    return Quote(
        _pieces(cut.text, cut.focus),
        addresses.document(source.document, told.start, told.end),
        source.publisher or source.title or source.name,
        source.published,
    )


def quote(
    connection: sqlite3.Connection, source: Source, span: Span, focus: Sequence[Span] = (), limit: int = LINE
) -> Quote | None:
    """The words of a span; None where there is no such document.

    Args:
        connection: to the ledger.
        source: the document.
        span: of the words, in the raw text.
        focus: words within them to mark.
        limit: about so many characters are shown.
    """
    row = connection.execute(
        "SELECT substr(text, ?, ?) FROM document WHERE hash = ?",
        (span.start + 1, span.end - span.start, source.document),
    ).fetchone()
    if row is None:
        return None
    inner = tuple(Span(one.start - span.start, one.end - span.start) for one in focus if span.covers(one))
    return shown(views.Quote(row[0], span.start, span.end, inner), source, limit)


def _pieces(text: str, focus: Sequence[Span]) -> tuple[Piece, ...]:
    pieces = []
    at = 0
    for place in focus:
        pieces += [Piece(text[at : place.start], False), Piece(text[place.start : place.end], True)]
        at = place.end
    pieces.append(Piece(text[at:], False))
    return tuple(piece for piece in pieces if piece.text)
