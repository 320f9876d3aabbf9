"""Reported matter and the quotations in it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from communique.schema import Words

if TYPE_CHECKING:
    from spacy.tokens import Token

    from communique.read import Reading
    from communique.schema import Direct


# No quotation reaches further than a paragraph does.
_LONGEST = 5000


def inside(words: Words, ranges: Sequence[Words]) -> bool:
    """Whether a range lies wholly within one of several."""
    return any(r.start <= words.start and words.end <= r.end for r in ranges)


def quotations_near(reading: Reading, start: int, end: int) -> Iterator[Words]:
    """The words of every quotation that may touch `[start, end)`, in text order."""
    first = bisect_left(reading.quotations, start - _LONGEST, key=lambda q: q.words.start)
    last = bisect_left(reading.quotations, end + 1, key=lambda q: q.words.start)
    return (q.words for q in reading.quotations[first:last] if q.words.end > start)


def holds_quotation(reading: Reading, content: tuple[Words, ...]) -> bool:
    """Whether words in quotation marks stand in the matter."""
    return any(
        words.start <= q.start and q.end <= words.end + 1
        for words in content
        for q in quotations_near(reading, words.start, words.end)
    )


def whole(reading: Reading, head: Token, content: tuple[Words, ...]) -> tuple[Words, ...]:
    """The matter with every quotation that it cuts taken whole, over the sentences that the quotation runs on."""
    found = []
    for words in content:
        start, end = words
        for q in quotations_near(reading, words.start, words.end):
            if q.start <= head.i < q.end:
                continue
            if q.start < start < q.end:
                start = q.start
            if q.start < end < q.end:
                end = q.end
        found.append(Words(start, end))
    return tuple(found)


def directness(reading: Reading, content: tuple[Words, ...]) -> Direct:
    """Direct where all stretches stand in quotation marks, mixed where some words do, else indirect."""
    quoted = [
        any(q.start <= w.start and w.end <= q.end + 1 for q in quotations_near(reading, w.start, w.end))
        for w in content
    ]
    if all(quoted):
        return "direct"
    return "mixed" if any(quoted) or holds_quotation(reading, content) else "indirect"
