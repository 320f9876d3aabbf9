"""From one day of a contact to all of them: "two days of talks ended on Thursday" were held Wednesday and Thursday."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal

from communique.resolve.contacts.holders import has_role
from communique.resolve.times import TimeMention
from communique.resolve.times.arithmetic import shift_days
from communique.schema import ContactDraft

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

Side = Literal["begin", "end", "whole"]

_FROM = frozenset({"from", "starting", "beginning"})
_ORDINALS = {"first": 1, "opening": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5}
_LAST = frozenset({"final", "last", "closing", "concluding"})
# Longer ones are rounded: "thirty days of talks".
_LONGEST = 21


def days_of(draft: ContactDraft, doc: Doc, times: Sequence[TimeMention]) -> int | None:
    """How many days the draft's words say it lasts ("a two-day visit", "three days of talks", "after two days")."""
    trigger, clause = doc[draft.trigger.start], doc[draft.clause]
    for mention in times:
        if mention.kind != "duration" or mention.length is None:
            continue
        match = re.fullmatch(r"P(\d+)D", mention.length)
        if match is None or not 1 < int(match[1]) <= _LONGEST:
            continue
        own = trigger.head.lower_ == "of" and mention.words.start <= trigger.head.head.i < mention.words.end
        before = doc[mention.words.start - 1].lower_ if mention.words.start else ""
        told = mention.head == clause.i and (before in ("after", "for") or clause.lemma_ == "last")
        after = doc[mention.words.end].lower_ if mention.words.end < len(doc) else ""
        if mention.head == trigger.i or own or (told and after not in ("after", "before", "of", "since")):
            return int(match[1])
    return None


def side_of(mention: TimeMention, holder: Token, draft: ContactDraft, doc: Doc) -> Side:
    """Whether a date is the first or the last day of the contact, or all of it."""
    first = doc[mention.words.start]
    before = doc[max(0, mention.words.start - 1)]
    if first.lower_ in _FROM or before.lower_ in _FROM:
        return "begin"
    if has_role(holder, "begin"):
        return "begin"
    if has_role(holder, "end"):
        return "end"
    if draft.kind == "visit" and holder.lemma_.lower() in (
        "arrive",
        "land",
        "fly",
        "travel",
        "leave",
        "depart",
        "head",
    ):
        return "begin"
    return "whole"


def numbered_day(draft: ContactDraft, doc: Doc) -> int | None:
    """Which of its days a phrase names: 1 for "the opening day of the talks", -1 for "the final day of the trip"."""
    day = doc[draft.trigger.start]
    while day.head.i != day.i and day.pos_ not in ("VERB", "AUX") and day.lemma_.lower() != "day":
        day = day.head
    for child in day.children if day.lemma_.lower() == "day" else ():
        if child.lower_ in _LAST:
            return -1
        if child.lower_ in _ORDINALS:
            return _ORDINALS[child.lower_]
    return None


def stretched(edtf: str, days: int | None, side: Side, number: int | None) -> str:
    """All days of a contact, from one of its days, how many it lasts, and which of them the one is."""
    if len(edtf) != 10:
        return edtf
    offset = number - 1 if number is not None and number > 0 else None
    if number == -1 or (offset is None and side == "end"):
        offset = days - 1 if days is not None else None
    elif offset is None and side == "begin":
        offset = 0
    if days is None or offset is None or offset >= days:
        return edtf
    start, end = shift_days(edtf, -offset), shift_days(edtf, days - 1 - offset)
    return f"{start}/{end}" if start and end else edtf
