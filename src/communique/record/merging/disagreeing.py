"""Where two reports of one contact cannot both be true, or tell it so differently that a reader should know."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence, Set
from itertools import combinations
from typing import NamedTuple

from communique.record.merging.accounts import left_out
from communique.record.merging.features import (
    Features,
    between_capitals,
    features,
    is_person,
    person_key,
    short_name,
    side_of,
)
from communique.record.merging.outcomes import how_it_went
from communique.record.merging.telling import Texts
from communique.schema import TOOK_PLACE
from communique.schema.reports import Disagreement, Report


class _Pair(NamedTuple):
    """Two reports of different voices with their features, the one published first first."""

    a: Report
    b: Report
    fa: Features
    fb: Features


class _Difference(NamedTuple):
    value_a: str
    value_b: str
    weight: float
    why: str


_Look = Callable[[_Pair], _Difference | None]


def disagreements_of(reports: Sequence[Report], texts: Texts | None = None) -> tuple[Disagreement, ...]:
    """The disagreements between the reports of one contact, the weightiest first.

    Args:
        reports: in order of publication.
        texts: the texts of their documents, to tell what a capital leaves out from what it tells in other words.

    Returns:
        One for each field and pair of values, between the earliest reports that give them; what one capital leaves out
        is told once for each two capitals, where it weighs most.
    """
    seen = _unlike(reports)
    found: dict[tuple[str, str, str], Disagreement] = {}
    for (a, fa), (b, fb) in combinations(seen, 2):
        if a.voice == b.voice:
            continue
        for field, difference in _differences(_Pair(a, b, fa, fb), texts):
            values = (difference.value_a, difference.value_b)
            if field in ("parties", "outcome"):
                values = ("+".join(sorted(fa.account)), "+".join(sorted(fb.account)))
            one, other = sorted(values)
            known = found.get((field, one, other))
            if known is None or known.weight < difference.weight:
                found[(field, one, other)] = Disagreement(field, a.key, b.key, *difference)
    told = [*found.values(), *left_out(seen, texts)]
    return tuple(sorted(told, key=lambda d: (-d.weight, d.field, d.a, d.b, d.value_a, d.value_b)))


def _unlike(reports: Sequence[Report]) -> list[tuple[Report, Features]]:
    """The reports without those that tell in all fields what two other voices told before: a hundred agencies write of
    one summit, and two of them differ no more than the first two."""
    voices: dict[tuple[object, ...], set[str]] = {}
    kept = []
    for report in reports:
        told, contact = features(report), report.contact
        said = (
            (told.kind, told.status, told.dated, told.published, told.place, told.home, told.account),
            contact.date and contact.date.edtf,
            contact.initiator and contact.initiator.value,
            tuple(topic.value for topic in contact.topics),
            tuple((party.actor.name, party.actor.side) for party in contact.parties),
        )
        known = voices.setdefault(said, set())
        if len(known) < 2 and report.voice not in known:
            known.add(report.voice)
            kept.append((report, told))
    return kept


def _differences(pair: _Pair, texts: Texts | None) -> Iterator[tuple[str, _Difference]]:
    outcome = _outcome(pair, texts)
    if outcome is not None:
        yield "outcome", outcome
    for field, look in _LOOKS:
        difference = look(pair)
        if difference is not None:
            yield field, difference


def _status(pair: _Pair) -> _Difference | None:
    """Held for one, denied for the other; planned for one, no such plans for the other."""
    one, other = pair.fa.status, pair.fb.status
    capitals = between_capitals(pair.fa, pair.fb)
    stages = {pair.fa.stage, pair.fb.stage}
    if stages == {"took", "off"}:
        took, off = (pair.fa, pair.fb) if pair.fa.stage == "took" else (pair.fb, pair.fa)
        if off.status == "denied" or (off.published or 0) >= (took.published or 0):
            return _Difference(
                one, other, 1.0 if capitals else 0.8, f"{_word(one)} for one, {_word(other)} for the other"
            )
        return None
    if stages == {"ahead", "off"}:
        ahead, off = (pair.fa, pair.fb) if pair.fa.stage == "ahead" else (pair.fb, pair.fa)
        if off.status in ("denied", "not_planned", "refused") and ahead.status == "planned" and _told_together(pair, 3):
            return _Difference(
                one, other, 0.9 if capitals else 0.6, f"{_word(one)} for one, {_word(other)} for the other"
            )
    return None


def _word(status: str) -> str:
    return status.replace("_", " ")


def _told_together(pair: _Pair, days: int) -> bool:
    a, b = pair.fa.published, pair.fb.published
    return a is not None and b is not None and abs(a - b) <= days


def _date(pair: _Pair) -> _Difference | None:
    """Two days for one contact that took place, or two days announced at the same time."""
    a, b = pair.a.contact.date, pair.b.contact.date
    if a is None or b is None or pair.fa.days is None or pair.fb.days is None or not pair.fa.days.gap(pair.fb.days):
        return None
    if pair.fa.stage != pair.fb.stage or pair.fa.stage == "off" or pair.fa.kind in ("visit", "conference"):
        # What lasts for days is told by any of them.
        return None
    said = pair.fa.dated == pair.fb.dated == "said"
    if not said and not _released_before(pair.fa, pair.fb) and not _released_before(pair.fb, pair.fa):
        # What took place at night is released the next day.
        return None
    capitals = between_capitals(pair.fa, pair.fb)
    return _Difference(a.edtf, b.edtf, (0.8 if said else 0.4) + (0.1 if capitals else 0.0), "two dates for one contact")


def _released_before(one: Features, other: Features) -> bool:
    """Whether one told of it as held before the day that the other gives."""
    if one.dated != "release" or other.dated != "said" or one.days is None or other.days is None:
        return False
    return one.days.last < other.days.first


def _initiator(pair: _Pair) -> _Difference | None:
    """Each says that another asked for it."""
    a, b = pair.a.contact.initiator, pair.b.contact.initiator
    if a is None or b is None or a.value == b.value:
        return None
    return _Difference(
        a.value, b.value, 0.9 if between_capitals(pair.fa, pair.fb) else 0.6, "two sides are said to have asked for it"
    )


def _place(pair: _Pair) -> _Difference | None:
    """Two places that are not one inside the other."""
    a, b = pair.fa, pair.fb
    if a.place is None or b.place is None or a.place == b.place or "call" in (a.kind, b.kind):
        return None
    if a.stage != b.stage:
        # Announced for one city, held in another: the plan changed, nobody contradicts.
        return None
    if a.spot is None or b.spot is None or a.kind in ("visit", "conference") or b.kind in ("visit", "conference"):
        return None
    one, other = pair.a.contact.place, pair.b.contact.place
    assert one is not None
    assert other is not None
    if not set(a.spot.countries) & set(b.spot.countries):
        return _Difference(one.value, other.value, 0.7, "places in two countries")
    if a.spot.kind == b.spot.kind == "city":
        return _Difference(one.value, other.value, 0.5, "two cities")
    return None


def _outcome(pair: _Pair, texts: Texts | None) -> _Difference | None:
    """It went well for one capital ("a constructive round") and came to nothing for the other ("the futility of")."""
    took = {pair.fa.status, pair.fb.status} <= TOOK_PLACE
    homes = bool(pair.fa.home and pair.fb.home and not pair.fa.home & pair.fb.home)
    if texts is None or not took or not homes:
        return None
    one, other = how_it_went(pair.a, texts), how_it_went(pair.b, texts)
    if one is None or other is None or one.well == other.well:
        return None
    return _Difference(one.words, other.words, 0.8, "it went well for one, came to nothing for the other")


def _parties(pair: _Pair) -> _Difference | None:
    """Persons of a side that only one of two capitals names, where the other names somebody of that side too."""
    a, b = pair.fa, pair.fb
    if (
        not between_capitals(pair.fa, pair.fb)
        or not {a.status, b.status} <= TOOK_PLACE
        or {a.kind, b.kind} & {"conference", "visit"}
    ):
        return None
    both = a.persons.keys() & b.persons.keys()
    one, other = (_named_only(pair.a, b, both), _named_only(pair.b, a, both))
    if not one and not other:
        return None
    return _Difference(
        "; ".join(one) or "nobody more", "; ".join(other) or "nobody more", 0.3, "only one names them as taking part"
    )


def _named_only(report: Report, other: Features, sides: Set[str]) -> list[str]:
    return [
        party.actor.name
        for party in report.contact.parties
        if is_person(party.actor)
        and (side := side_of(party.actor)) in sides
        and person_key(party.actor) not in other.persons[side]
        and short_name(party.actor) not in other.spellings[side]
    ]


_LOOKS: tuple[tuple[str, _Look], ...] = (
    ("status", _status),
    ("date", _date),
    ("initiator", _initiator),
    ("place", _place),
    ("parties", _parties),
)
