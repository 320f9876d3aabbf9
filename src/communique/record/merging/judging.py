"""Two reports weighed against each other by a table of small judgements.

Each judgement looks at one thing and gives a weight, and where it speaks for one contact a phrase for people. The
weights are added to `PRIOR`, below zero: two reports tell of two contacts until enough speaks for one.
"""

from __future__ import annotations

from collections.abc import Callable, MutableMapping
from typing import NamedTuple

from communique.record.merging.features import Features, features
from communique.schema import Kind
from communique.schema.reports import Judgement, Report

PRIOR = -2.4
NEVER = -6.0
"""Two reports with this between them are never put together by weighing, whatever else speaks for it."""


class Weight(NamedTuple):
    """What a judgement found: a number, and the words for it."""

    score: float
    why: str = ""


Evidence = Callable[[Features, Features], Weight]
NOTHING = Weight(0.0)


def same_sides(a: Features, b: Features) -> Weight:
    """For equal sides; against where each names a side of its own."""
    if a.sides == b.sides:
        return Weight(1.0, "same sides")
    common = a.sides & b.sides
    if a.kind == b.kind == "conference":
        if common - a.states or (a.place and a.place == b.place):
            return Weight(0.6, "same conference" if common - a.states else "conference in the same place")
        return Weight(0.2, "sides in common") if len(common) > 1 else Weight(NEVER)
    if a.kind == b.kind == "visit" and common:
        return _travellers(a, b)
    if len(common) < 2:
        return Weight(NEVER)
    extra = a.sides ^ b.sides
    if a.sides < b.sides or b.sides < a.sides:
        # "Putin and the EU's Michel" beside "Putin, Michel": bodies come and go, states are told.
        return Weight(-0.8) if extra & (a.states | b.states) else Weight(0.3, "sides in common")
    return Weight(-1.5)


def _travellers(a: Features, b: Features) -> Weight:
    mine, theirs = a.sides - a.hosts, b.sides - b.hosts
    if not mine & theirs:
        return Weight(NEVER)
    if a.hosts and b.hosts:
        return Weight(0.8, "same traveller and host") if a.hosts & b.hosts else Weight(-2.5)
    return Weight(0.5, "same traveller") if _near(a, b) else Weight(-0.5)


def _near(a: Features, b: Features) -> bool:
    return a.place is not None and (a.place == b.place or _one_inside(a, b))


def same_persons(a: Features, b: Features) -> Weight:
    """For persons that both name; against where both name persons of a side, and none in common."""
    agreed, against, unsure = [], 0, 0
    for side in sorted(a.persons.keys() & b.persons.keys()):
        mine, theirs = a.persons[side], b.persons[side]
        if mine & theirs:
            agreed.append(side)
        elif _registered(mine) and _registered(theirs):
            against += 1
        elif not a.surnames & b.surnames:
            unsure += 1
        else:
            agreed.append(side)
    large = "conference" in (a.kind, b.kind)
    against_weight = -0.4 if large else -3.0
    score = 0.6 * min(len(agreed), 2) + against_weight * against - (0.2 if large else 0.8) * unsure
    if not agreed or against or unsure:
        return Weight(score)
    whole = len(agreed) >= 2 or set(agreed) >= a.sides | b.sides
    return Weight(score, "same persons" if whole else "same person")


def _registered(names: frozenset[str]) -> bool:
    return any("-" in name for name in names)


_KINDS: dict[frozenset[Kind], float] = {
    frozenset({"call", "contact"}): 0.3,
    frozenset({"call", "talks"}): 0.1,
    frozenset({"meeting", "contact"}): 0.2,
    frozenset({"meeting", "talks"}): 0.3,
    frozenset({"meeting", "conference"}): -0.4,
    frozenset({"talks", "contact"}): 0.1,
    frozenset({"talks", "conference"}): -0.2,
    frozenset({"contact", "conference"}): -0.6,
    frozenset({"call", "conference"}): -0.4,
}
_BOTH: dict[Kind, str] = {
    "call": "both calls",
    "meeting": "both meetings",
    "visit": "both visits",
    "conference": "both conferences",
    "talks": "both talks",
    "message": "both messages",
    "channel": "both channels",
    "contact": "",
}


def same_kind(a: Features, b: Features) -> Weight:
    """For one kind, a little for kinds that may mean the same ("spoke with" and "phoned"), never for others."""
    if a.kind == b.kind:
        by_phone = a.kind == "call" and all(x.format and "phone" in x.format for x in (a, b))
        return Weight(0.5, "both by phone" if by_phone else _BOTH[a.kind])
    if {a.kind, b.kind} == {"call", "meeting"}:
        # A "virtual meeting" for one is a "videoconference" for the other.
        remote = any(x.format and ("video" in x.format or "virtual" in x.format) for x in (a, b))
        return Weight(-0.3) if remote else Weight(NEVER)
    score = _KINDS.get(frozenset({a.kind, b.kind}))
    return Weight(NEVER) if score is None else Weight(score)


def same_date(a: Features, b: Features) -> Weight:
    """For dates that can be one, the more the finer; far below zero for dates that cannot."""
    if a.days is None or b.days is None:
        return _undated(a, b)
    gap = a.days.gap(b.days)
    loose = "release" in (a.dated, b.dated)
    if gap:
        if gap == 1:
            return Weight(-0.6 if loose else -2.6)
        return Weight(-2.6 if gap == 2 and loose else NEVER)
    longest = max(a.days.length, b.days.length)
    if longest == 1:
        return Weight(1.5, "same day")
    if longest <= 8:
        return Weight(1.0, "dates fit")
    if longest <= 31:
        return Weight(0.6, "dates fit")
    return Weight(0.1 if longest <= 100 else -0.4)


def _undated(a: Features, b: Features) -> Weight:
    """One has no date: what is near is its publication to the date of the other, or to its publication."""
    if a.published is None or b.published is None:
        return Weight(-0.5)
    if a.days is None and b.days is None:
        apart = abs(a.published - b.published)
        if apart <= 1:
            return Weight(0.4, "told on the same day" if apart == 0 else "told a day apart")
        return Weight(0.0 if apart <= 3 else -0.8 if apart <= 7 else -2.0)
    dated, other = (a, b) if b.days is None else (b, a)
    assert dated.days is not None
    assert other.published is not None
    apart = max(dated.days.first - other.published, other.published - dated.days.last, 0)
    if dated.days.length > 31:
        return Weight(-0.8)
    if apart <= 1:
        return Weight(0.4, "told on the day" if apart == 0 else "told a day from it")
    return Weight(0.0 if apart <= 3 else -0.8 if apart <= 7 else -2.0)


def same_place(a: Features, b: Features) -> Weight:
    """For one place, or a city and its country; against two cities, and more against two countries."""
    if a.place is None or b.place is None or "call" in (a.kind, b.kind):
        return NOTHING
    if a.place == b.place:
        return Weight(0.4, "same place")
    if _one_inside(a, b):
        return Weight(0.2, "places fit")
    if a.spot is None or b.spot is None:
        return Weight(-0.2)
    if set(a.spot.countries) & set(b.spot.countries):
        return Weight(-0.1 if "venue" in (a.spot.kind, b.spot.kind) else -1.0)
    return Weight(-2.5)


def _one_inside(a: Features, b: Features) -> bool:
    if a.spot is None or b.spot is None or "country" not in (a.spot.kind, b.spot.kind):
        return False
    return bool(set(a.spot.countries) & set(b.spot.countries))


def same_topics(a: Features, b: Features) -> Weight:
    """For words in common of what was talked about; nothing against others: each capital tells its own."""
    common = a.topics & b.topics
    if not common:
        return NOTHING
    share = len(common) / min(len(a.topics), len(b.topics))
    return Weight(round(0.5 * share, 3), "same topics")


def same_course(a: Features, b: Features) -> Weight:
    """What the statuses allow: planned, then held is one course; held, then planned again is another contact."""
    if a.stage == b.stage:
        if a.status == b.status or a.stage != "ahead":
            return Weight(0.2)
        return NOTHING
    early, late = sorted((a, b), key=lambda one: (one.published or 0, one.stage))
    stages = {a.stage, b.stage}
    exact = a.days is not None and b.days is not None and a.days.gap(b.days) == 0
    if stages == {"ahead", "took"}:
        ahead, took = (a, b) if a.stage == "ahead" else (b, a)
        if ahead.status in ("proposed", "possible"):
            return Weight(-0.8 if not exact else -0.3)
        if ahead is late and ahead.published != took.published and not (exact and ahead.dated == "said"):
            return Weight(-2.0)
        return Weight(0.1, "planned, then held") if exact else Weight(-0.3)
    if stages == {"took", "off"}:
        return Weight(-0.4) if exact else Weight(-1.5)
    return Weight(0.1, "announced, then off") if early.stage == "ahead" else Weight(-0.3)


def same_voice(a: Features, b: Features) -> Weight:
    """For the same passage of a reprint; never for two contacts that one article tells apart."""
    if a.document == b.document:
        return Weight(NEVER)
    if a.voice == b.voice:
        return Weight(1.0, "one is a reprint")
    return NOTHING


EVIDENCE: tuple[Evidence, ...] = (
    same_sides,
    same_persons,
    same_kind,
    same_date,
    same_place,
    same_topics,
    same_course,
    same_voice,
)


def weigh(a: Features, b: Features) -> tuple[float, tuple[str, ...]]:
    """The sum of all judgements, and the words of those that speak for one contact; the same for (b, a)."""
    total, why = PRIOR, []
    for evidence in EVIDENCE:
        found = evidence(a, b)
        total += found.score
        if found.score <= NEVER:
            return NEVER, ()
        if found.why and found.score > 0:
            why.append(found.why)
    return round(total, 4), tuple(why)


def judge(a: Report, b: Report, known: MutableMapping[str, Features] | None = None) -> Judgement | None:
    """Two reports weighed against each other.

    Args:
        a: one report.
        b: another; the order of the two changes nothing.
        known: features by key of report, filled as needed; pass one mapping for many pairs, so that each report is
            looked at once.

    Returns:
        What speaks for one contact, or None where nothing can (other sides, other kind, other day, one document).
        A score of 0 or less is against it.
    """
    if a.key == b.key:
        return None
    if b.key < a.key:
        a, b = b, a
    score, why = weigh(looked_at(a, known), looked_at(b, known))
    return None if score <= NEVER else Judgement(a.key, b.key, score, why)


def looked_at(report: Report, known: MutableMapping[str, Features] | None) -> Features:
    """The features of a report, from `known` where they are there."""
    if known is None:
        return features(report)
    found = known.get(report.key)
    if found is None:
        found = known[report.key] = features(report)
    return found
