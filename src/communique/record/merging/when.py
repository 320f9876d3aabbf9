"""Findings on when: days that fit, days apart, and publications where there is no day."""

from __future__ import annotations

from communique.record.merging import weights as w
from communique.record.merging.features import Features, held_once
from communique.record.merging.weights import Weight

# A conference known by body and place is told of this many days before and after, and its days are told this far apart.
SEASON, STRETCH = 200, 7


def same_date(a: Features, b: Features) -> Weight:
    """For dates that can be one, the more the finer; far below zero for dates that cannot."""
    if held_once(a) is not None and held_once(a) == held_once(b) and _one_season(a, b):
        return w.SAME_SEASON
    if a.days is None or b.days is None:
        return _undated(a, b)
    gap = a.days.gap(b.days)
    if gap:
        return _apart(a, b, gap)
    longest = max(a.days.length, b.days.length)
    if longest == 1:
        return w.SAME_DAY[(a.dated, b.dated).count("release")]
    return _up_to(longest, w.SAME_DAYS, w.SAME_YEARS)


def _apart(a: Features, b: Features, gap: int) -> Weight:
    """Dates with days between them."""
    if a.kind == b.kind and a.kind in ("conference", "visit") and gap <= 2:
        return w.NEXT_DAY_OF_MANY if gap == 1 else w.THIRD_DAY_OF_MANY
    if gap == 1 and {a.dated, b.dated} == {"said", "release"}:
        said, release = (a, b) if a.dated == "said" else (b, a)
        assert said.days is not None
        assert release.days is not None
        return w.RELEASED_NEXT_DAY if release.days.first > said.days.first else w.RELEASED_DAY_BEFORE
    if gap == 1:
        return w.NEXT_DAY
    return w.RELEASED_TWO_DAYS_OFF if gap == 2 and "release" in (a.dated, b.dated) else w.NEVER


def _undated(a: Features, b: Features) -> Weight:
    """One has no date, or both: what is near is the publication of one to the day or the publication of the other."""
    if a.published is None or b.published is None:
        return w.NEVER_SAID_WHEN
    if a.days is None and b.days is None:
        apart = abs(a.published - b.published)
        return w.TOLD_TOGETHER[apart] if apart <= 1 else _up_to(apart, w.TOLD_APART, w.LOOKS_ELSEWHERE)
    dated, other = (a, b) if b.days is None else (b, a)
    assert dated.days is not None
    assert other.published is not None
    if dated.days.length > 31:
        return w.SOME_TIME
    ahead, behind = dated.days.first - other.published, other.published - dated.days.last
    if max(ahead, behind) <= 1:
        return w.TOLD_ON_THE_DAY if max(ahead, behind) <= 0 else w.TOLD_A_DAY_OFF
    if other.stage == "ahead":
        # "Will visit soon" says nothing of what is past.
        return w.LOOKS_ELSEWHERE if behind > 1 else _up_to(ahead, w.LOOKS_AHEAD, w.LOOKS_ELSEWHERE)
    if other.stage == "took" and ahead > 1:
        return w.LOOKS_ELSEWHERE
    rows = w.LOOKS_BACK_AT_THE_PLACE if a.kind == b.kind == "visit" or a.near(b) else w.LOOKS_BACK
    return _up_to(max(ahead, behind), rows, w.LOOKS_ELSEWHERE)


def _up_to(days: int, rows: tuple[tuple[int, Weight], ...], beyond: Weight) -> Weight:
    return next((weight for limit, weight in rows if days <= limit), beyond)


def _one_season(a: Features, b: Features) -> bool:
    """Whether the dates lie near, or what has no date is told within the season."""
    if a.days is not None and b.days is not None:
        return a.days.gap(b.days) <= STRETCH
    if held_before_due(a, b):
        return False
    one, other = (x.days.first if x.days is not None else x.published for x in (a, b))
    return one is not None and other is not None and abs(one - other) <= SEASON


def held_before_due(a: Features, b: Features) -> bool:
    """Whether one is told of as held before the day the other is announced for."""
    if {a.stage, b.stage} != {"took", "ahead"}:
        return False
    took, ahead = (a, b) if a.stage == "took" else (b, a)
    told, due = took.published, ahead.days.first if ahead.days is not None else ahead.published
    return told is not None and due is not None and told < due


def silent(a: Features, b: Features) -> bool:
    """Whether two reports say nothing of each other: one gives no day, and looks back from far.

    "Their meeting in Rome", told half a year on, is no evidence against any account of the day itself; what it belongs
    to, others decide.
    """
    vague = [x.days is None or x.days.length > 31 for x in (a, b)]
    if held_before_due(a, b):
        return False
    if a.published is None or b.published is None:
        return any(vague)
    if all(vague):
        return abs(a.published - b.published) > 3
    if not any(vague):
        return False
    open_, dated = (a, b) if vague[0] else (b, a)
    assert dated.days is not None
    assert open_.published is not None
    return open_.stage == "took" and open_.published - dated.days.last > 7
