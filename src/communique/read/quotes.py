"""Quotations: the stretches between quotation marks, over sentences and paragraphs."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from communique.clean import CleanText
from communique.schema import Words

if TYPE_CHECKING:
    from communique.read.columns import Columns

_DOUBLE = frozenset('"“”„«»‟')
_SINGLE = frozenset("'‘’‚‹›")
_BRACKETS = frozenset("([{—–-/")
_STOPS = frozenset(",.;:!?…")


@dataclass(frozen=True, slots=True)
class Quotation:
    """The words between two quotation marks, the marks left out.

    `closed` is False where the closing mark is missing and the quotation ends with its paragraph; `continued` is True
    where the next paragraph opens with a mark of its own and goes on with the same speech. `nested` tells a quotation
    that stands inside another, `single` one between single marks.
    """

    words: Words
    closed: bool = True
    continued: bool = False
    nested: bool = False
    single: bool = False


@dataclass(frozen=True, slots=True)
class _Stretch:
    start: int
    end: int
    closed: bool
    continued: bool
    nested: bool = False
    single: bool = False


def find_quotations(made: Columns, clean: CleanText, block_offsets: list[int]) -> tuple[Quotation, ...]:
    """All quotations of a parsed text, in the order of their first word; an outer one comes before those inside it.

    Marks pair within one block. Curly marks say what they are, yet machine-made texts close with the wrong one
    ('operations, “Peskov said'), so what stands around a mark counts as much as its shape. A quotation over several
    paragraphs opens each of them with a mark and closes only the last: each paragraph is one quotation, `continued`.
    """
    text = clean.text
    limits = [*block_offsets, len(text)] if block_offsets else [0, len(text)]
    stretches: list[_Stretch] = []
    pending = False
    for index in range(len(limits) - 1):
        start, end = limits[index], limits[index + 1]
        while end > start and text[end - 1].isspace():
            end -= 1
        following = limits[index + 1]
        goes_on = following < len(text) and text[following] in '"“„«'
        found = list(_in_block(text, start, end, pending, goes_on))
        pending = bool(found) and not found[-1].closed
        stretches += found
        stretches += _single(clean, start, end, found)
    offsets, texts = made.offsets, made.texts
    quotations = {}
    for stretch in stretches:
        words = Words(_token_from(made, stretch.start), bisect_left(offsets, stretch.end))
        while words.end > words.start and texts[words.end - 1].isspace():
            words = Words(words.start, words.end - 1)
        if words.end > words.start:
            quotations[words] = Quotation(words, stretch.closed, stretch.continued, stretch.nested, stretch.single)
    return tuple(quotations[words] for words in sorted(quotations, key=lambda words: (words.start, -words.end)))


def _in_block(text: str, start: int, end: int, pending: bool, goes_on: bool) -> Iterator[_Stretch]:
    """The stretches between double marks in `text[start:end]`.

    `pending`: the block before left a quotation open; `goes_on`: the next block starts with an opening mark.
    """
    opened: list[int] = []
    closed_any = False
    at = start
    while at < end:
        width = _mark(text, at, end)
        if not width:
            at += 1
            continue
        after = at + width
        role = _role(text, start, end, at, after, bool(opened))
        if role == "open":
            # A second opening mark after a full stop goes on with the same speech ('... politically. "The seating
            # order ...'): paragraphs of the original run together.
            if opened and (text[at] == '"' or _after_sentence(text, start, at)):
                yield _Stretch(opened.pop(), _back(text, at), False, True, bool(opened))
            opened.append(after)
        elif opened:
            begin = opened.pop()
            closed_any = True
            if at > begin:
                yield _Stretch(begin, at, True, False, bool(opened))
        elif pending and not closed_any:
            # Opened in an earlier paragraph and closed here, this paragraph without a mark of its own.
            closed_any = True
            yield _Stretch(start, at, True, False)
        at = after
    if opened and opened[0] < end:
        yield _Stretch(opened[0], end, False, goes_on)


def _mark(text: str, at: int, end: int) -> int:
    """The width of the double mark at an offset, 0 where there is none; two single marks make a double one."""
    if text[at] in _DOUBLE:
        return 1
    return 2 if text[at : at + 2] in ("''", "``", "’’", "‘‘") and at + 1 < end else 0


def _role(text: str, start: int, end: int, at: int, following: int, inside: bool) -> Literal["open", "close"]:
    before = text[at - 1] if at > start else " "
    after = text[following] if following < end else " "
    mark = text[at]
    opens = (before.isspace() or before in _BRACKETS or before in "'‘") and not after.isspace()
    closes = not before.isspace() and (after.isspace() or after in _STOPS or after in ")]—–-'’")
    if mark in "“„«‟":
        # 'operations, “Peskov said': an opening mark right after a stop, inside a quotation, closes it.
        if not inside:
            return "open"
        return "close" if (not opens and (before in _STOPS or closes)) or _closes_late(text, start, end, at) else "open"
    if mark in "”»":
        return "open" if not inside and opens and not closes else "close"
    if opens and not closes:
        return "open"
    return "close" if closes or inside else "open"


def _closes_late(text: str, start: int, end: int, at: int) -> bool:
    """Whether an opening mark set off by a blank must be the closing one, since no other mark is left in the block."""
    before = text[start:at].rstrip()
    return (
        before[-1:] in (",", ".", "!", "?")
        and before != text[start:at]
        and not any(c in _DOUBLE for c in text[at + 1 : end])
        and text[at + 1 : at + 2].isupper()
        and text[:at].rstrip()[-1:] == ","
    )


def _after_sentence(text: str, start: int, at: int) -> bool:
    before = text[start:at].rstrip()
    return bool(before) and before[-1] in ".!?…"


def _back(text: str, at: int) -> int:
    while at and text[at - 1].isspace():
        at -= 1
    return at


def _single(clean: CleanText, start: int, end: int, doubles: list[_Stretch]) -> Iterator[_Stretch]:
    """The stretches between single marks; the raw text tells ‘ from an apostrophe where the clean text does not."""
    text, raw, origin = clean.text, clean.raw, clean.origin
    at = start
    while at < end:
        doubled = text[at : at + 2] in ("''", "’’") or text[at - 1 : at + 1] == "''"
        if doubled or text[at] not in _SINGLE or not _opens_single(text, raw, origin, start, end, at):
            at += 1
            continue
        close = _closing_single(text, start, end, at)
        if close is None:
            at += 1
            continue
        around = [d for d in doubles if d.start <= at and close <= d.end]
        crossing = any(at < d.start <= close < d.end or d.start <= at < d.end < close for d in doubles)
        if not crossing:
            yield _Stretch(at + 1, close, True, False, bool(around), True)
        at = close + 1


def _opens_single(text: str, raw: str, origin: object, start: int, end: int, at: int) -> bool:
    before = text[at - 1] if at > start else " "
    after = text[at + 1] if at + 1 < end else " "
    if not after.isalnum() and after not in '[("“':
        return False
    # "'90s", "'em": an apostrophe that stands for what is left out.
    if after.isdigit() or text[at + 1 : at + 4].lower() in ("em ", "til", "tis"):
        return False
    return before.isspace() or before in _BRACKETS or before in '"“' or text[at] == "‘"


def _closing_single(text: str, start: int, end: int, at: int) -> int | None:
    candidate: int | None = None
    for close in range(at + 2, min(end, at + 600)):
        if text[close] not in "'’":
            continue
        before = text[close - 1]
        after = text[close + 1] if close + 1 < end else " "
        if before.isspace() or after.isalnum():
            continue
        if before in "sS" and after.isspace():
            # "the parties' talks": a possessive unless nothing better follows.
            candidate = close if candidate is None else candidate
            continue
        return close
    return candidate


def _token_from(made: Columns, at: int) -> int:
    """The first token that starts at or after `at`, or the one that reaches beyond it ('a”phase' is one token)."""
    offsets = made.offsets
    index = bisect_right(offsets, at) - 1
    if index >= 0 and offsets[index] < at < offsets[index] + len(made.texts[index]):
        return index
    return bisect_left(offsets, at)
