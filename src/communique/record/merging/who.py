"""Findings on who took part: sides, persons, bodies."""

from __future__ import annotations

from communique.record.merging import weights as w
from communique.record.merging.features import Features, held_once
from communique.record.merging.weights import Weight


def same_sides(a: Features, b: Features) -> Weight:
    """For equal sides; against where each names a side of its own."""
    common = a.sides & b.sides
    if a.kind == b.kind == "conference":
        return _same_conference(a, b)
    if a.sides == b.sides:
        if len(common) > 3 and not a.persons and not b.persons:
            return w.SAME_MANY_SIDES
        return w.SAME_SIDES if len(common) > 1 else w.SAME_SINGLE_SIDE
    if a.kind == b.kind == "visit" and common:
        return _same_trip(a, b)
    if len(common) < 2:
        return w.NEVER
    if not (a.sides < b.sides or b.sides < a.sides):
        return w.EACH_ITS_OWN_SIDES
    fewer, extra = (a if a.sides < b.sides else b), a.sides ^ b.sides
    if extra <= fewer.home and a.days is not None and a.days == b.days:
        # Kyiv tells of "a meeting with the Presidents of Poland and Lithuania": with whom goes without saying.
        return w.SIDES_AND_ITS_OWN
    if not extra & (a.states | b.states):
        return w.SIDES_AND_A_BODY
    bare = not extra & (a.persons.keys() | b.persons.keys())
    return w.SIDES_AND_A_BARE_STATE if bare and _persons_in_common(a, b) >= 3 else w.SIDES_AND_A_STATE


def _same_conference(a: Features, b: Features) -> Weight:
    """Who attends is told one by one: the body that holds it, or where it is held, tells which it is."""
    common = a.sides & b.sides
    if not common:
        return w.NEVER
    if common - a.states:
        found = w.SAME_BODY_ALONE if a.sides == b.sides else w.SAME_BODY
    elif a.sides == b.sides and len(common) > 1:
        found = w.SAME_ATTENDANCE
    else:
        found = w.SAME_SEAT if a.place is not None and a.place == b.place else w.SHARED_ATTENDANCE
    score = found.score
    if a.level and b.level and a.level != b.level:
        score += w.OTHER_LEVEL.score
    if a.states and b.states and not a.states & b.states and held_once(a) is None:
        score += w.OTHER_ATTENDANCE.score
    return Weight(score, found.why)


def _same_trip(a: Features, b: Features) -> Weight:
    if not (a.sides - a.hosts) & (b.sides - b.hosts):
        return w.NEVER
    if a.hosts and b.hosts:
        return w.SAME_TRAVELLER_AND_HOST if a.hosts & b.hosts else w.OTHER_HOST
    return w.SAME_TRAVELLER_NEAR if a.near(b) else w.SAME_TRAVELLER


def same_persons(a: Features, b: Features) -> Weight:
    """For persons that both name; against where both name persons of a side, and none in common."""
    many = "conference" in (a.kind, b.kind)
    other_person, other_name = (
        (w.OTHER_PERSON_OF_MANY, w.OTHER_NAME_OF_MANY) if many else (w.OTHER_PERSON, w.OTHER_NAME)
    )
    agreed: list[str] = []
    score, named, at_odds = 0.0, 0, False
    for side in sorted(a.persons.keys() & b.persons.keys()):
        mine, theirs = a.persons[side], b.persons[side]
        if mine & theirs or a.spellings[side] & b.spellings[side]:
            agreed.append(side)
            named += max(len(mine & theirs), 1)
            continue
        at_odds = True
        score += other_person if _registered(mine) and _registered(theirs) else other_name
    score += w.COMMON_PERSON * min(len(agreed), 2) + (w.MANY_COMMON_PERSONS if named > 2 else 0.0)
    if not agreed and not many and (a.persons or b.persons):
        score += _strangers(a, b)
    if not agreed or at_odds:
        return Weight(round(score, 4))
    whole = len(agreed) >= 2 or set(agreed) >= a.sides | b.sides
    return Weight(score, "same persons" if whole else "same person")


def _strangers(a: Features, b: Features) -> float:
    """What it says that one names persons and the other names none of them."""
    if a.persons and b.persons:
        return w.CROSSED_PERSONS
    meeting = "meeting" in (a.kind, b.kind) and "talks" not in (a.kind, b.kind)
    return w.PERSONS_OF_A_MEETING if meeting else w.PERSONS_OF_A_DELEGATION


def _registered(names: frozenset[str]) -> bool:
    return all(" " not in name for name in names)


def common_person(a: Features, b: Features) -> bool:
    """Whether both name one person."""
    return _persons_in_common(a, b) > 0


def _persons_in_common(a: Features, b: Features) -> int:
    return sum(len(names & b.persons.get(side, frozenset())) for side, names in a.persons.items())


def same_bodies(a: Features, b: Features) -> Weight:
    """For one body of a side; against two, each of which is something more than their side."""
    conference = a.kind == b.kind == "conference"
    score = 0.0
    for side in sorted(a.sides & b.sides):
        mine, theirs = a.bodies.get(side, frozenset()), b.bodies.get(side, frozenset())
        if mine and theirs:
            fits = mine <= theirs or theirs <= mine
            score += w.OTHER_BODY if not fits else w.SAME_NARROWER_BODY if conference else 0.0
        elif (mine | theirs) - {"leader"} and (a.kind == "conference" or side in a.persons.keys() ^ b.persons.keys()):
            # "The G7 leaders" are the G7; the EU's assembly need not be the EU.
            score += w.BODY_OR_ITS_SIDE
    return Weight(score)
