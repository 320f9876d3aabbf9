"""Statements beside and inside each other: hands, nested phrases, quotations that go on."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from communique.find.matter import directness, inside
from communique.find.quoting import Quoted
from communique.find.sources import Attribution
from communique.schema import StatementDraft, Words

if TYPE_CHECKING:
    from communique.read import Reading


def passed_on(drafts: list[StatementDraft], source: Attribution) -> bool:
    """Whether a set phrase names the hand that another statement came through: "Peskov said, according to TASS"."""
    for number, draft in enumerate(drafts):
        cue = draft.cue
        if any(w.start <= cue.start and cue.end <= w.end for w in source.content) and draft.speaker is not None:
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
    return [d for d in drafts if (d.cue, d.content) not in slim or not any(within(d, other) for other in drafts)]


def handed_on(drafts: list[StatementDraft]) -> list[StatementDraft]:
    """A statement that is nothing but another one handed on becomes a hand of that one.

    "Interfax quoted local media as saying that Moscow stresses the need for talks": Moscow, through local media,
    through Interfax; "TASS adds: the talks are over, Peskov said": Peskov, through TASS.
    """
    kept = list(drafts)
    for outer in drafts:
        if outer.speaker is None or len(outer.content) != 1:
            continue
        start, end = outer.content[0]
        for number, inner in enumerate(kept):
            if inner is outer or inner.speaker is None or not within(inner, outer):
                continue
            leads = bool(outer.via) and min(inner.cue.start, inner.speaker.start) <= start + 1
            closes = inner.content[0].start <= start + 1 and inner.cue.end >= end - 5 and outer.direct == "indirect"
            if leads or (closes and len(inner.content) == 1):
                kept[number] = replace(inner, via=(*inner.via, outer.speaker, *outer.via))
                kept = [draft for draft in kept if draft is not outer]
                break
    return kept


def within(draft: StatementDraft, other: StatementDraft) -> bool:
    """Whether a phrase and its matter stand inside what somebody else is reported to have said."""
    places = (draft.cue, *draft.content)
    return other is not draft and all(inside(words, list(other.content)) for words in places)


def join(reading: Reading, drafts: list[StatementDraft], entry: Quoted) -> None:
    """A quotation without a word of its own goes on with what was reported in the sentence before, or up to it."""
    first = entry.contents[0]
    if any(inside(first, list(draft.content)) for draft in drafts):
        return
    number = reading.sentence_of(first.start)
    best: tuple[int, int] | None = None
    for index, draft in enumerate(drafts):
        ends = max(draft.cue.end, *(words.end for words in draft.content))
        near = reading.sentence_of(ends - 1)
        if ends <= first.start and number - 1 <= near <= number and (best is None or ends > best[0]):
            best = (ends, index)
    if best is not None:
        draft = drafts[best[1]]
        content = (*draft.content, *entry.contents)
        drafts[best[1]] = replace(draft, content=content, direct=directness(reading, content))
