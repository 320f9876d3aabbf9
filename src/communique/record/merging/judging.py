"""Two reports weighed against each other by a table of small judgements.

Each judgement looks at one thing and gives a weight, and where it speaks for one contact a phrase for people. The
weights are added to `PRIOR`, below zero: two reports tell of two contacts until enough speaks for one.
"""

from __future__ import annotations

from collections.abc import Callable, MutableMapping
from typing import NamedTuple

from communique.record.merging.features import Features, features, held_once
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
    common = a.sides & b.sides
    if a.kind == b.kind == "conference":
        return _conference(a, b)
    if a.sides == b.sides:
        return Weight(1.0 if len(common) > 1 else 0.5, "same sides")
    if a.kind == b.kind == "visit" and common:
        return _travellers(a, b)
    if len(common) < 2:
        return Weight(NEVER)
    extra = a.sides ^ b.sides
    if a.sides < b.sides or b.sides < a.sides:
        fewer = a if a.sides < b.sides else b
        if extra <= fewer.home and a.days is not None and a.days == b.days:
            # Kyiv tells of "a meeting with the Presidents of Poland and Lithuania": with whom goes without saying.
            return Weight(0.5, "sides in common")
        # "Putin and the EU's Michel" beside "Putin, Michel": bodies come and go, states are told.
        return Weight(-1.8) if extra & (a.states | b.states) else Weight(0.3, "sides in common")
    return Weight(-1.5)


def _conference(a: Features, b: Features) -> Weight:
    """Who attends is told one by one: the body that holds it, or where it is held, tells which it is."""
    score = -1.5 if a.level and b.level and a.level != b.level else 0.0
    if a.states and b.states and not a.states & b.states and held_once(a) is None:
        score -= 1.0
    if (a.sides & b.sides) - a.states:
        return Weight(score + (1.5 if a.sides == b.sides else 1.1), "conference of the same body")
    if a.sides == b.sides and len(a.sides) > 1:
        return Weight(score + 1.0, "same sides")
    if a.place is not None and a.place == b.place and a.sides & b.sides:
        return Weight(score + 0.6, "conference in the same place")
    return Weight(score + 0.2, "sides in common") if a.sides & b.sides else Weight(NEVER)


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
    agreed, against, unsure, count = [], 0, 0, 0
    for side in sorted(a.persons.keys() & b.persons.keys()):
        mine, theirs = a.persons[side], b.persons[side]
        if mine & theirs or a.surnames[side] & b.surnames[side]:
            agreed.append(side)
            count += max(len(mine & theirs), 1)
        elif _registered(mine) and _registered(theirs):
            against += 1
        else:
            unsure += 1
    large = "conference" in (a.kind, b.kind)
    score = 0.6 * min(len(agreed), 2) + (0.3 if count > 2 else 0.0)
    score -= (0.4 if large else 3.0) * against + (0.2 if large else 0.8) * unsure
    if not agreed and not large and (a.persons or b.persons):
        score -= _strangers(a, b)
    if not agreed or against or unsure:
        return Weight(round(score, 4))
    whole = len(agreed) >= 2 or set(agreed) >= a.sides | b.sides
    return Weight(score, "same persons" if whole else "same person")


def _strangers(a: Features, b: Features) -> float:
    """What it speaks against one contact that no person is named by both, though one names some."""
    if a.persons and b.persons:
        # "Yermak and Russia", "Ukraine and Lavrov": what both have in common is the two states.
        return 1.0
    # Delegations hold talks; two persons of two states meet, and others of the same states meet that day too.
    return 1.1 if "meeting" in (a.kind, b.kind) and "talks" not in (a.kind, b.kind) else 0.3


def same_bodies(a: Features, b: Features) -> Weight:
    """For one body of a side ("the G7 leaders"); against two ("UN Environment Assembly", "UN Human Rights Council")."""
    score = 0.0
    for side in sorted(a.sides & b.sides):
        mine, theirs = a.bodies.get(side, frozenset()), b.bodies.get(side, frozenset())
        if mine and theirs and (mine <= theirs or theirs <= mine):
            score += 0.3 if a.kind == b.kind == "conference" else 0.0
        elif mine and theirs:
            # Both are of the United Nations; each is something more.
            score -= 1.5
        elif (mine or theirs) and (a.kind == "conference" or side in a.persons.keys() ^ b.persons.keys()):
            # "The G7 leaders" may be the G7; the EU's assembly need not be the EU.
            score -= 0.3 if (mine | theirs) - {"leader"} else 0.0
    return Weight(score)


def _registered(names: frozenset[str]) -> bool:
    return all(" " not in name for name in names)


_KINDS: dict[frozenset[Kind], float] = {
    frozenset({"call", "contact"}): 0.3,
    frozenset({"call", "talks"}): 0.1,
    frozenset({"meeting", "contact"}): 0.2,
    frozenset({"meeting", "talks"}): 0.3,
    frozenset({"meeting", "conference"}): -0.2,
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
    if "conference" in (a.kind, b.kind) and a.sides != b.sides:
        # What two hold on the margins of a conference is beside it.
        return Weight(NEVER)
    if "talks" in (a.kind, b.kind) and "took" not in (a.stage, b.stage):
        # "They will meet", "they are to start talks".
        return Weight(-0.3)
    score = _KINDS.get(frozenset({a.kind, b.kind}))
    return Weight(NEVER) if score is None else Weight(score)


def same_date(a: Features, b: Features) -> Weight:
    """For dates that can be one, the more the finer; far below zero for dates that cannot."""
    if held_once(a) is not None and held_once(a) == held_once(b) and _one_season(a, b):
        return Weight(1.0, "same season")
    if a.days is None or b.days is None:
        return _undated(a, b)
    gap = a.days.gap(b.days)
    if gap:
        return _apart(a, b, gap)
    longest = max(a.days.length, b.days.length)
    if longest == 1:
        # An undated readout is dated by its release, a day late at times.
        return Weight(1.5 - 0.15 * (a.dated, b.dated).count("release"), "same day")
    if longest <= 8:
        return Weight(1.0, "dates fit")
    if longest <= 31:
        return Weight(0.6, "dates fit")
    return Weight(0.1 if longest <= 100 else -0.4)


def _apart(a: Features, b: Features, gap: int) -> Weight:
    """Dates with days between them."""
    if a.kind == b.kind and a.kind in ("conference", "visit") and gap <= 2:
        # What lasts for days is told by its first and by its second.
        return Weight(-0.2 if gap == 1 else -1.0)
    if gap == 1 and {a.dated, b.dated} == {"said", "release"}:
        said, release = (a, b) if a.dated == "said" else (b, a)
        assert said.days is not None
        assert release.days is not None
        # What was said late at night is out on the day after.
        return Weight(-0.3 if release.days.first > said.days.first else -1.2)
    if gap == 1:
        return Weight(-2.6)
    return Weight(-2.6 if gap == 2 and "release" in (a.dated, b.dated) else NEVER)


def _undated(a: Features, b: Features) -> Weight:
    """One has no date, or both: what is near is the publication of one to the day or the publication of the other."""
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
    if dated.days.length > 31:
        return Weight(-0.8)
    ahead = dated.days.first - other.published
    behind = other.published - dated.days.last
    if max(ahead, behind) <= 1:
        return Weight(0.4, "told on the day" if max(ahead, behind) <= 0 else "told a day from it")
    if other.stage == "ahead":
        # "Will visit soon" looks ahead; of what is past it says nothing.
        return Weight(-2.0 if behind > 1 else 0.1 if ahead <= 7 else -0.3 if ahead <= 45 else -2.0)
    if other.stage == "took" and ahead > 1:
        return Weight(-2.0)
    apart = max(ahead, behind)
    if a.kind == b.kind == "visit" or _near(a, b):
        return Weight(0.2 if apart <= 3 else 0.0 if apart <= 7 else -0.8 if apart <= 14 else -2.0)
    # Two who telephone every week talked lately whenever one writes of it.
    return Weight(0.1 if apart <= 3 else -0.5 if apart <= 7 else -1.0 if apart <= 14 else -2.0)


def _one_season(a: Features, b: Features) -> bool:
    """Whether the dates lie within a week, or what has no date is told within half a year."""
    if a.days is not None and b.days is not None:
        return a.days.gap(b.days) <= 7
    if a.stage != b.stage and _before(a, b):
        return False
    one, other = (x.days.first if x.days is not None else x.published for x in (a, b))
    return one is not None and other is not None and abs(one - other) <= 200


def same_place(a: Features, b: Features) -> Weight:
    """For one place, or a city and its country; against two cities, and more against two countries."""
    if a.place is None or b.place is None or "call" in (a.kind, b.kind):
        return NOTHING
    if a.place == b.place:
        return Weight(0.4 if a.kind != "conference" or held_once(a) else 0.1, "same place")
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
    exact = a.days is not None and b.days is not None and a.days.gap(b.days) == 0
    if not exact and {a.status, b.status} & {"proposed", "possible"}:
        # "Ready to meet", told twice, need not be one meeting.
        return Weight(-0.2 if "conference" in (a.kind, b.kind) else -0.7)
    if a.stage == b.stage:
        return _within_stage(a, b, exact)
    early, late = sorted((a, b), key=lambda one: (one.published or 0, one.stage))
    stages = {a.stage, b.stage}
    if stages == {"ahead", "took"}:
        ahead, took = (a, b) if a.stage == "ahead" else (b, a)
        if ahead.status in ("proposed", "possible"):
            return Weight(-0.3 if _common_person(a, b) else -1.0)
        if ahead is late and ahead.published != took.published and not (exact and ahead.dated == "said"):
            return Weight(-2.0)
        return Weight(0.1, "planned, then held") if exact or _on_the_day(ahead, took) else Weight(-0.4)
    if stages == {"took", "off"}:
        return Weight(-0.4) if exact else Weight(-1.5)
    return Weight(0.1, "announced, then off") if early.stage == "ahead" else Weight(-0.3)


def _common_person(a: Features, b: Features) -> bool:
    return any(names & b.persons.get(side, frozenset()) for side, names in a.persons.items())


def _within_stage(a: Features, b: Features, exact: bool) -> Weight:
    if "ongoing" in (a.status, b.status) and a.status != b.status and "talks" in (a.kind, b.kind) and not exact:
        # A negotiating process, and a session of it.
        return Weight(-0.8)
    return Weight(0.2 if a.status == b.status or a.stage != "ahead" else 0.0)


def _on_the_day(ahead: Features, took: Features) -> bool:
    """ "It's good to have you here, I look forward to our meeting", said where it was held."""
    if took.days is None:
        # Announced for these days, told of as held within them or on the day after.
        days, told = ahead.days, took.published
        return days is not None and told is not None and days.first <= told <= days.last + 1
    if ahead.published is None or ahead.kind not in ("meeting", "call", "visit"):
        return False
    return 0 <= took.days.first - ahead.published <= 1


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
    same_bodies,
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


def _before(a: Features, b: Features) -> bool:
    """Whether one is told of as held before the other is still announced."""
    took, ahead = (a, b) if a.stage == "took" else (b, a)
    told, due = took.published, ahead.days.first if ahead.days is not None else ahead.published
    return took.stage == "took" and told is not None and due is not None and told < due


def silent(a: Features, b: Features) -> bool:
    """Whether two reports say nothing of each other: one gives no day, and looks back from far.

    "Their meeting in Rome", told half a year on, is no evidence against any account of the day itself; what it belongs
    to, others decide.
    """
    vague = [x.days is None or x.days.length > 31 for x in (a, b)]
    if a.stage != b.stage and _before(a, b):
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
