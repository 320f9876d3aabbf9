"""Quotations: the stretches between quotation marks, over sentences and paragraphs."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from communique.clean import CleanText
from communique.schema import Words

if TYPE_CHECKING:
    from spacy.tokens import Doc

_OPENING, _CLOSING, _EITHER = frozenset("“„«"), frozenset("”»"), frozenset('"')


@dataclass(frozen=True, slots=True)
class Quotation:
    """The words between two quotation marks, the marks left out.

    `closed` is False where the closing mark is missing and the quotation ends with its paragraph; `continued` is True
    where the next paragraph opens with a mark of its own and goes on with the same speech.
    """

    words: Words
    closed: bool = True
    continued: bool = False


def find_quotations(doc: Doc, clean: CleanText, block_offsets: list[int]) -> tuple[Quotation, ...]:
    """All quotations of a parsed text, in the order of their first word.

    A straight mark opens where white space or an opening bracket stands before it and a character follows; a curly
    one says so itself, but machine-made texts close with the wrong one ('operations, “Peskov said'), so that an
    opening mark met inside an open quotation, after a comma or full stop, closes it.
    """
    found: list[Quotation] = []
    opened: int | None = None
    opened_block = -1
    text = clean.text
    for token in doc:
        mark = token.text
        if mark not in ('"', "“", "”", "„", "«", "»", "''", "``"):
            if token.is_space:
                continue
            block = bisect_right(block_offsets, token.idx) - 1
            if opened is not None and block != opened_block:
                if token.i > opened:
                    found.append(Quotation(Words(opened, _trim(doc, opened, token.i)), closed=False))
                opened = None
            continue
        block = bisect_right(block_offsets, token.idx) - 1
        if opened is not None and block != opened_block:
            found.append(Quotation(Words(opened, _trim(doc, opened, token.i)), closed=False, continued=_opens(text, token.idx)))
            opened = None
        if opened is None:
            if mark in _CLOSING and not _opens(text, token.idx):
                continue
            opened, opened_block = token.i + 1, block
        else:
            if token.i > opened:
                found.append(Quotation(Words(opened, token.i)))
            opened = None
    if opened is not None and opened < len(doc):
        found.append(Quotation(Words(opened, _trim(doc, opened, len(doc))), closed=False))
    return tuple(q for q in found if q.words.end > q.words.start)


def _opens(text: str, offset: int) -> bool:
    before = text[offset - 1] if offset else " "
    after = text[offset + 1] if offset + 1 < len(text) else " "
    return (before.isspace() or before in "([—–-") and not after.isspace()


def _trim(doc: Doc, start: int, end: int) -> int:
    while end > start and doc[end - 1].is_space:
        end -= 1
    return end
