"""Words of an article as evidence: cut to a line, the words of interest marked, with the address where they stand."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

from communique.schema import Span
from communique.show.phrases import excerpt
from communique.show.web import addresses

_LINE = 260


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a quotation."""

    text: str
    marked: bool


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of a document; `name` is what to call it by."""

    pieces: tuple[Piece, ...]
    document: str
    start: int
    end: int
    address: str
    name: str
    published: str | None


def quote(
    connection: sqlite3.Connection, document: str, span: Span, focus: Sequence[Span] = (), limit: int = _LINE
) -> Quote | None:
    """The words of a span; None where there is no such document.

    Args:
        connection: to the ledger.
        document: a hash.
        span: of the words, in the raw text.
        focus: words within them to mark; the address leads to the first of these, else to the span.
        limit: about so many characters are shown.
    """
    row = connection.execute(
        "SELECT substr(d.text, ?, ?), coalesce(d.publisher, d.title, d.name), coalesce(g.published, d.published)"
        " FROM document d LEFT JOIN reading g ON g.document = d.hash AND g.retired IS NULL WHERE d.hash = ?",
        (span.start + 1, span.end - span.start, document),
    ).fetchone()
    if row is None:
        return None
    text, name, published = row
    inner = [Span(one.start - span.start, one.end - span.start) for one in focus if span.covers(one)]
    cut = excerpt(text, Span(0, len(text)), inner, limit)
    at = span
    return Quote(
        _pieces(cut.text, cut.focus), document, at.start, at.end, addresses.document(document, *at), name, published
    )


def _pieces(text: str, focus: Sequence[Span]) -> tuple[Piece, ...]:
    pieces = []
    at = 0
    for place in focus:
        pieces += [Piece(text[at : place.start], False), Piece(text[place.start : place.end], True)]
        at = place.end
    pieces.append(Piece(text[at:], False))
    return tuple(piece for piece in pieces if piece.text)
