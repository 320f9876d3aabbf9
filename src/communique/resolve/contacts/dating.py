"""When and where a mentioned contact takes place: the expressions of its own clause, not of the report about it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from communique.read import Reading
from communique.resolve.places import PlaceMention
from communique.resolve.times import TimeMention
from communique.schema import ContactDraft, Sourced, When
from communique.schema.edtf import is_edtf

if TYPE_CHECKING:
    from spacy.tokens import Token


_BOUNDS = frozenset({"since", "until", "till", "before", "after"})


def date_of(draft: ContactDraft, reading: Reading, times: Sequence[TimeMention]) -> When | None:
    """The date of the draft's clause, None where its clause gives none."""
    trigger, clause = reading.doc[draft.trigger.start], reading.doc[draft.clause]
    best: tuple[int, int, When] | None = None
    for mention in times:
        if mention.when is None or mention.kind not in ("date", "time"):
            continue
        if reading.sentence_of(mention.words.start) != draft.sentence:
            continue
        first = mention.words.start
        if {reading.doc[first].lower_, reading.doc[max(0, first - 1)].lower_} & _BOUNDS:
            # "their first talks since March" took place at another time.
            continue
        head = reading.doc[mention.head]
        if _dates_the_hedge(head, draft, trigger):
            continue
        rank = _rank(head, trigger, clause)
        if rank is None:
            continue
        key = (rank, abs(mention.words.start - trigger.i), _calendar(mention, mention.when))
        if best is None or key[:2] < best[:2]:
            best = key
    return best[2] if best is not None else None


def _calendar(mention: TimeMention, when: When) -> When:
    """ "At the end of the month", "in early September": the month is what is known for sure."""
    return When(mention.unit, when.span, when.anchor) if mention.unit is not None and is_edtf(mention.unit) else when


def _dates_the_hedge(head: Token, draft: ContactDraft, trigger: Token) -> bool:
    """ "India on Monday called off talks due on 25 August": Monday is the day of the calling off."""
    status = draft.status
    hedged = bool(status.hedge) and status.status not in ("held", "ongoing") and not status.weak
    return hedged and head.i == status.words.start != trigger.i and status.status not in ("planned", "possible")


def _rank(head: Token, trigger: Token, clause: Token) -> int | None:
    """How closely a time expression's head belongs to the contact: 0 its own word, 1 its clause, None elsewhere."""
    if head.i == trigger.i:
        return 0
    inside = {token.i for token in trigger.subtree}
    if head.i in inside:
        return 0 if _clause(head).i in (trigger.i, clause.i) or _clause(head).i in inside else None
    if head.i == clause.i:
        return 1
    above = _clause(head)
    if above.i == clause.i:
        return 2
    # "agreed to meet on Monday": the date may hang on the hedge above where the contact's verb is its complement.
    if clause.dep_ in ("xcomp", "acl") and head.i == clause.head.i and head.i < clause.i:
        return 4 if head.lemma_ in ("expect", "schedule", "due", "set", "plan", "be") else None
    return None


def _clause(token: Token) -> Token:
    current = token
    while current.head.i != current.i and current.pos_ not in ("VERB", "AUX"):
        current = current.head
    return current


def place_of(draft: ContactDraft, reading: Reading, places: Sequence[PlaceMention]) -> Sourced[str] | None:
    """The place of the draft's clause, nearest first."""
    trigger = reading.doc[draft.trigger.start]
    inside = {token.i for token in reading.doc[draft.clause].subtree} | {token.i for token in trigger.subtree}
    best: tuple[int, PlaceMention] | None = None
    for place in places:
        if reading.sentence_of(place.words.start) != draft.sentence or place.words.start not in inside:
            continue
        if place.relation not in ("in", "at", "near", "to", "on") or (place.relation == "to" and draft.kind != "visit"):
            continue
        distance = abs(place.words.start - trigger.i)
        if best is None or distance < best[0]:
            best = (distance, place)
    if best is None:
        return None
    return Sourced(best[1].name, reading.span(best[1].words))
