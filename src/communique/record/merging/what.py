"""Findings on what it was: kind, place, topics, course of statuses, and whose words it is told in."""

from __future__ import annotations

from communique.record.merging import weights as w
from communique.record.merging.features import Features, held_once
from communique.record.merging.weights import Weight
from communique.record.merging.who import common_person


def same_kind(a: Features, b: Features) -> Weight:
    """For one kind, a little for kinds that may mean the same ("spoke with" and "phoned"), never for others."""
    if a.kind == b.kind:
        by_phone = a.kind == "call" and all(x.format and "phone" in x.format for x in (a, b))
        return w.BOTH_BY_PHONE if by_phone else w.SAME_KIND[a.kind]
    if {a.kind, b.kind} == {"call", "meeting"}:
        remote = any(x.format and ("video" in x.format or "virtual" in x.format) for x in (a, b))
        return w.MEETING_BY_VIDEO if remote else w.NEVER
    if "conference" in (a.kind, b.kind) and a.sides != b.sides:
        # What two hold on the margins of a conference is beside it.
        return w.NEVER
    if "talks" in (a.kind, b.kind) and "took" not in (a.stage, b.stage):
        return w.TALKS_TO_COME
    return w.MAY_BE_ONE.get(frozenset({a.kind, b.kind}), w.NEVER)


def same_place(a: Features, b: Features) -> Weight:
    """For one place, or a city and its country; against two cities, and more against two countries."""
    if a.place is None or b.place is None or "call" in (a.kind, b.kind):
        return w.NOTHING
    if a.place == b.place:
        return w.SAME_PLACE if a.kind != "conference" or held_once(a) else w.SAME_USUAL_PLACE
    if a.near(b):
        return w.PLACE_WITHIN
    if a.spot is None or b.spot is None:
        return w.UNKNOWN_PLACE
    if set(a.spot.countries) & set(b.spot.countries):
        return w.VENUE_OF_THE_COUNTRY if "venue" in (a.spot.kind, b.spot.kind) else w.OTHER_CITY
    return w.OTHER_COUNTRY


def same_topics(a: Features, b: Features) -> Weight:
    """For words in common of what was talked about; nothing against others: each capital tells its own."""
    common = a.topics & b.topics
    if not common:
        return w.NOTHING
    share = len(common) / min(len(a.topics), len(b.topics))
    return Weight(round(w.SAME_TOPICS.score * share, 3), w.SAME_TOPICS.why)


def same_course(a: Features, b: Features) -> Weight:
    """What the statuses allow: planned, then held is one course; held, then planned again is another contact."""
    exact = a.days is not None and b.days is not None and a.days.gap(b.days) == 0
    if not exact and {a.status, b.status} & {"proposed", "possible"}:
        return w.CONFERENCE_OFFERED if "conference" in (a.kind, b.kind) else w.OFFERED_TWICE
    if a.stage == b.stage:
        return _within_stage(a, b, exact)
    stages = {a.stage, b.stage}
    if stages == {"ahead", "took"}:
        ahead, took = (a, b) if a.stage == "ahead" else (b, a)
        return _ahead_then_took(ahead, took, exact)
    if stages == {"took", "off"}:
        return w.HELD_OR_NOT if exact else w.HELD_AND_ANOTHER_NOT
    early = min((a, b), key=lambda one: (one.published or 0, one.stage))
    return w.ANNOUNCED_THEN_OFF if early.stage == "ahead" else w.OFF_BEFORE_ANNOUNCED


def _within_stage(a: Features, b: Features, exact: bool) -> Weight:
    if "ongoing" in (a.status, b.status) and a.status != b.status and "talks" in (a.kind, b.kind) and not exact:
        return w.PROCESS_AND_SESSION
    return w.SAME_STATUS if a.status == b.status or a.stage != "ahead" else w.NOTHING


def _ahead_then_took(ahead: Features, took: Features, exact: bool) -> Weight:
    if ahead.status in ("proposed", "possible"):
        return w.OFFERED_THEN_HELD if common_person(ahead, took) else w.OFFERED_BY_OTHERS
    later = (ahead.published or 0) > (took.published or 0)
    if later and not (exact and ahead.dated == "said"):
        return w.HELD_BEFORE_PLANNED
    return w.PLANNED_THEN_HELD if exact or _on_the_day(ahead, took) else w.PLANNED_SOME_TIME


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
        return w.NEVER
    return w.REPRINT if a.voice == b.voice else w.NOTHING
