"""Reported matter and the quotations in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from communique.schema import Words

if TYPE_CHECKING:
    from spacy.tokens import Token

    from communique.read import Reading
    from communique.schema import Direct


def inside(words: Words, ranges: list[Words]) -> bool:
    return any(r.start <= words.start and words.end <= r.end for r in ranges)


def holds_quotation(reading: Reading, content: tuple[Words, ...]) -> bool:
    return any(
        words.start <= q.words.start and q.words.end <= words.end + 1 for words in content for q in reading.quotations
    )


def whole(reading: Reading, head: Token, content: tuple[Words, ...]) -> tuple[Words, ...]:
    """The matter with every quotation that it cuts taken whole, over the sentences that the quotation runs on."""
    whole = []
    for words in content:
        start, end = words
        for quotation in reading.quotations:
            q = quotation.words
            if q.start <= head.i < q.end:
                continue
            if q.start < start < q.end:
                start = q.start
            if q.start < end < q.end:
                end = q.end
        whole.append(Words(start, end))
    return tuple(whole)


def directness(reading: Reading, content: tuple[Words, ...]) -> Direct:
    within = [any(q.words.start <= w.start and w.end <= q.words.end + 1 for q in reading.quotations) for w in content]
    if all(within):
        return "direct"
    return "mixed" if any(within) or holds_quotation(reading, content) else "indirect"
