"""Where a mentioned contact takes place: the places of its own clause."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from communique.read import Reading
from communique.resolve.contacts.holders import holders_of, is_verb
from communique.resolve.places import PlaceMention
from communique.schema import ContactDraft, Kind, Sourced

if TYPE_CHECKING:
    from spacy.tokens import Token

_WITHIN = frozenset({"in", "at", "near", "inside", "on"})
# A call has no place: "spoke by telephone about the attack in Ankara".
NOWHERE: frozenset[Kind] = frozenset({"call", "message", "channel"})
# Further from the contact than this what a date may hang on is told of, not done ("told reporters in Paris after").
_FARTHEST = 3
_FINENESS = {"venue": 0, "city": 1, "virtual": 1, "country": 2, "region": 6}


def place_of(draft: ContactDraft, reading: Reading, places: Sequence[PlaceMention]) -> Sourced[str] | None:
    """The place of the draft's clause, nearest first and a city before a country; None where it gives none.

    What somebody travels to is the place of the trip and of what is done there: "flew to Geneva to meet Lavrov".
    """
    if draft.kind in NOWHERE:
        return None
    holders = {index: rank for index, rank in holders_of(draft, reading).items() if rank <= _FARTHEST}
    best: tuple[int, int, PlaceMention] | None = None
    for place in places:
        if not len(place.words) or reading.sentence_of(place.words.start) != draft.sentence:
            continue
        rank = _rank(place, draft, reading, holders)
        if rank is None:
            continue
        key = (2 * rank + _FINENESS[place.kind], abs(place.words.start - draft.trigger.start), place)
        if best is None or key[:2] < best[:2]:
            best = key
    return Sourced(best[2].name, reading.span(best[2].words)) if best is not None else None


def named_after(draft: ContactDraft, places: Sequence[PlaceMention]) -> bool:
    """Whether the event has its name from a place: "the Sochi conference"."""
    return any(place.relation == "event" and place.head == draft.trigger.start for place in places)


def _rank(place: PlaceMention, draft: ContactDraft, reading: Reading, holders: dict[int, int]) -> int | None:
    if place.relation == "event":
        return 0 if place.head == draft.trigger.start else None
    if place.relation in ("to", "visit"):
        rank = holders.get(place.head)
        # "Was invited to Paris": the place of what may come of it.
        return None if rank is None else rank if draft.kind == "visit" else rank + 1
    if place.relation not in (*_WITHIN, "here"):
        return None
    own = _relative(place, reading, holders)
    return own if own is not None else _above(reading.doc[place.head], draft, holders)


def _above(head: Token, draft: ContactDraft, holders: dict[int, int]) -> int | None:
    """Walk from what a place hangs on to the contact: "met the French president in Paris", "at the residence in Minsk",
    but not "discussed the situation in Afghanistan" nor "challenges that Kyiv faces in the Black Sea"."""
    parties = {index for party in draft.parties for index in range(*party.words)}
    current, steps = head, 0
    while current.i not in holders and steps < 6:
        steps += 1
        if is_verb(current) or current.head.i == current.i:
            return None
        if _is_matter(current, draft):
            return None
        if current.pos_ == "ADP" and current.lower_ not in _WITHIN | {"of", "between", "with", "from", "for"}:
            return None
        staying = current.dep_ == "pobj" and current.head.lower_ in _WITHIN - {"on"}
        lasting = current.ent_type_ in ("DATE", "TIME")
        round_of = current.head.lower_ == "of" and current.head.head.i == draft.trigger.start
        if current.pos_ == "NOUN" and current.i not in parties and not (staying or lasting or round_of):
            return None
        current = current.head
    rank = holders.get(current.i)
    return None if rank is None else rank + (1 if steps else 0)


def _is_matter(noun: Token, draft: ContactDraft) -> bool:
    """ "The Summit on Peace in Ukraine": what the contact is on is where nothing takes place."""
    led = noun.dep_ == "pobj" and noun.head.lower_ == "on" and noun.head.head.i == draft.trigger.start
    return led and noun.ent_type_ not in ("DATE", "TIME", "GPE", "LOC", "FAC")


def _relative(place: PlaceMention, reading: Reading, holders: dict[int, int]) -> int | None:
    """ "Then to France, where he dined with Macron": the place that a clause hangs on."""
    for index in range(*place.words):
        for child in reading.doc[index].children:
            if child.dep_ == "relcl" and child.i in holders and any(c.lower_ == "where" for c in child.children):
                return 0
    return None
