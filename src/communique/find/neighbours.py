"""Statements beside and inside each other: hands, nested phrases, quotations that go on."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from communique.find.matter import directness, inside
from communique.find.quoting import Quoted
from communique.find.sources import Attribution
from communique.schema import StatementDraft, Words

if TYPE_CHECKING:
    from communique.read import Reading


# A statement stands inside, or goes on from, one that is at most so many statements away.
_REACH = 40
# How far behind a statement the marks of what goes on from it may open, and the words that join it.
_GAP = 7
_JOINING = frozenset({"and", "but", "or", "yet"})


def near(drafts: Sequence[StatementDraft], at: int) -> range:
    """The numbers of the drafts around a token; `drafts` are in the order of their cues."""
    middle = bisect_left(drafts, at, key=lambda draft: draft.cue.start)
    return range(max(0, middle - _REACH), min(len(drafts), middle + _REACH))


def passed_on(drafts: list[StatementDraft], source: Attribution) -> bool:
    """Whether a set phrase names the hand that another statement came through: "Peskov said, according to TASS"."""
    for number in near(drafts, source.cue.start):
        draft = drafts[number]
        if draft.speaker is None or not inside(draft.cue, source.content):
            continue
        content = tuple(
            Words(w.start, min(w.end, source.cue.start)) if w.start < source.cue.start < w.end else w
            for w in draft.content
        )
        drafts[number] = replace(draft, via=(*draft.via, source.speaker), content=content)
        return True
    return False


def unnested(drafts: list[StatementDraft], narrow: list[StatementDraft]) -> list[StatementDraft]:
    """Without the phrases that report a mere noun inside what somebody else is reported to have said."""
    slim = {(draft.cue, draft.content) for draft in narrow}
    return [
        draft
        for draft in drafts
        if (draft.cue, draft.content) not in slim
        or not any(within(draft, drafts[number]) for number in near(drafts, draft.cue.start))
    ]


def handed_on(drafts: list[StatementDraft]) -> list[StatementDraft]:
    """A statement that is nothing but another one handed on becomes a hand of that one.

    "Interfax quoted local media as saying that Moscow stresses the need for talks": Moscow, through local media,
    through Interfax; "TASS adds: the talks are over, Peskov said": Peskov, through TASS.
    """
    kept = list(drafts)
    dropped: set[int] = set()
    for position, outer in enumerate(drafts):
        if outer.speaker is None or len(outer.content) != 1:
            continue
        start, end = outer.content[0]
        for number in near(drafts, outer.cue.start):
            inner = kept[number]
            if number == position or number in dropped or inner.speaker is None or not within(inner, outer):
                continue
            leads = bool(outer.via) and min(inner.cue.start, inner.speaker.start) <= start + 1
            closes = inner.content[0].start <= start + 1 and inner.cue.end >= end - 5 and outer.direct == "indirect"
            if leads or (closes and len(inner.content) == 1):
                kept[number] = replace(inner, via=(*inner.via, outer.speaker, *outer.via))
                dropped.add(position)
                break
    return [draft for number, draft in enumerate(kept) if number not in dropped]


def within(draft: StatementDraft, other: StatementDraft) -> bool:
    """Whether a phrase and its matter stand inside what somebody else is reported to have said."""
    places = (draft.cue, *draft.content)
    return other is not draft and all(inside(words, other.content) for words in places)


def join(reading: Reading, drafts: list[StatementDraft], entry: Quoted) -> None:
    """A quotation without a word of its own goes on with what was reported in the sentence before, or up to it.

    In one paragraph a sentence may stand between: '"It is hard," he said. He gave no date. "We shall see."'
    """
    first = entry.contents[0]
    around = near(drafts, first.start)
    if any(inside(first, drafts[index].content) for index in around):
        return
    number = reading.sentence_of(first.start)
    best: tuple[int, int] | None = None
    for index in around:
        draft = drafts[index]
        ends = max(draft.cue.end, *(words.end for words in draft.content))
        sentence = reading.sentence_of(ends - 1)
        same = reading.blocks[sentence] == reading.blocks[number]
        close = number - (2 if same else 1) <= sentence <= number
        if ends <= first.start and close and (best is None or ends > best[0]):
            best = (ends, index)
    if best is not None:
        draft = drafts[best[1]]
        content = (*draft.content, *entry.contents)
        drafts[best[1]] = replace(draft, content=content, direct=directness(reading, content))


def also(reading: Reading, drafts: list[StatementDraft]) -> list[StatementDraft]:
    """Every statement with the quotation that goes on from it behind "and": 'said it was “a start”, but “not enough”'.

    An auxiliary may stand before the marks: 'said the pastor had left and was “released on humanitarian grounds”'.
    """
    taken = {token for draft in drafts for words in draft.content for token in range(words.start, words.end)}
    taken |= {token for draft in drafts for token in range(draft.cue.start, draft.cue.end)}
    found = []
    for draft in drafts:
        end = draft.content[-1].end if draft.content else 0
        more = _behind_and(reading, end) if draft.cue.start < end and draft.speaker is not None else None
        if more is not None and more.end - more.start > 2 and taken.isdisjoint(range(more.start, more.end)):
            content = (*draft.content, more)
            draft = replace(draft, content=content, direct=directness(reading, content))
        found.append(draft)
    return found


def _behind_and(reading: Reading, end: int) -> Words | None:
    doc = reading.doc
    limit = min(len(doc), end + _GAP, reading.sentences[reading.sentence_of(end - 1)].end) if end else 0
    at = end
    while at < limit and doc[at].is_punct:
        at += 1
    if at >= limit or doc[at].lower_ not in _JOINING:
        return None
    start = at + 1
    while at < limit and not doc[at].is_quote:
        if at >= start and doc[at].pos_ not in ("AUX", "PART", "ADV", "SCONJ"):
            return None
        at += 1
    quotation = reading.quotation_at(at + 1) if at + 1 < limit + 1 else None
    return None if quotation is None or quotation.words.start != at + 1 else quotation.words
