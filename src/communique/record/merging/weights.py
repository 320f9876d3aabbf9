"""The table of weights: what each finding about two reports says for one contact, or against, and its words for people.

A pair starts below zero (`PRIOR`): two reports tell of two contacts until enough speaks for one. Weights are added; a
pair with `NEVER` in it is never put together by weighing, whatever else speaks for it. The findings are made in `who`,
`when` and `what`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from communique.schema import Kind


class Weight(NamedTuple):
    """What a finding is worth, and the words for it where it speaks for one contact."""

    score: float
    why: str = ""


PRIOR = -2.4
NEVER = Weight(-6.0)
NOTHING = Weight(0.0)

# ---- sides -------------------------------------------------------------------------------
SAME_SIDES = Weight(1.0, "same sides")
SAME_MANY_SIDES = Weight(1.6, "same sides")  # four or more, and no persons: a format
SAME_SINGLE_SIDE = Weight(0.5, "same sides")
SIDES_AND_ITS_OWN = Weight(0.5, "sides in common")  # the other names the publisher's own side too, on the same day
SIDES_AND_A_BODY = Weight(0.3, "sides in common")
SIDES_AND_A_STATE = Weight(-1.8)  # a bilateral beside a meeting of three
SIDES_AND_A_BARE_STATE = Weight(-0.8)  # three persons in common, and a state that one names beside them
EACH_ITS_OWN_SIDES = Weight(-1.5)
# of a visit
SAME_TRAVELLER_AND_HOST = Weight(0.8, "same traveller and host")
SAME_TRAVELLER_NEAR = Weight(0.5, "same traveller")
SAME_TRAVELLER = Weight(-0.5)
OTHER_HOST = Weight(-2.5)
# of a conference, whose attendance is told one by one
SAME_BODY_ALONE = Weight(1.5, "conference of the same body")
SAME_BODY = Weight(1.1, "conference of the same body")
SAME_ATTENDANCE = Weight(1.0, "same sides")
SAME_SEAT = Weight(0.6, "conference in the same place")
SHARED_ATTENDANCE = Weight(0.2, "sides in common")
OTHER_LEVEL = Weight(-1.5)  # leaders, ministers
OTHER_ATTENDANCE = Weight(-1.0)  # each names states, none in common

# ---- persons and bodies -------------------------------------------------------------------------------
COMMON_PERSON = 0.6  # for each of two sides
MANY_COMMON_PERSONS = 0.3  # on top, for three or more
OTHER_PERSON = -3.0  # of one side: president and minister
OTHER_NAME = -0.8  # of one side, where one is not known to the registry
OTHER_PERSON_OF_MANY = -0.4  # the same two at a conference
OTHER_NAME_OF_MANY = -0.2
CROSSED_PERSONS = -1.0  # "Yermak and Russia", "Ukraine and Lavrov"
PERSONS_OF_A_MEETING = -1.1  # "Yermak met Taylor", "Ukraine and the United States met"
PERSONS_OF_A_DELEGATION = -0.3  # the same of talks
SAME_NARROWER_BODY = 0.3  # "the G7 leaders", "the leaders of the G7"
OTHER_BODY = -1.5  # "UN Environment Assembly", "UN Human Rights Council"
BODY_OR_ITS_SIDE = -0.3

# ---- kind -------------------------------------------------------------------------------
SAME_KIND: Mapping[Kind, Weight] = {
    "call": Weight(0.5, "both calls"),
    "meeting": Weight(0.5, "both meetings"),
    "visit": Weight(0.5, "both visits"),
    "conference": Weight(0.5, "both conferences"),
    "talks": Weight(0.5, "both talks"),
    "message": Weight(0.5, "both messages"),
    "channel": Weight(0.5, "both channels"),
    "contact": Weight(0.5),
}
BOTH_BY_PHONE = Weight(0.5, "both by phone")
# Two words for one thing; kinds that stand in no row are never one ("phoned", "wrote").
MAY_BE_ONE: Mapping[frozenset[Kind], Weight] = {
    frozenset({"call", "contact"}): Weight(0.3),
    frozenset({"call", "talks"}): Weight(0.1),
    frozenset({"meeting", "contact"}): Weight(0.2),
    frozenset({"meeting", "talks"}): Weight(0.3),
    frozenset({"talks", "contact"}): Weight(0.1),
    frozenset({"meeting", "conference"}): Weight(-0.2),
    frozenset({"talks", "conference"}): Weight(-0.2),
    frozenset({"call", "conference"}): Weight(-0.4),
    frozenset({"contact", "conference"}): Weight(-0.6),
}
MEETING_BY_VIDEO = Weight(-0.3)  # a "virtual meeting" for one, a "videoconference" for the other
TALKS_TO_COME = Weight(-0.3)  # "they will meet", "they are to start talks"

# ---- date -------------------------------------------------------------------------------
SAME_DAY = (Weight(1.5, "same day"), Weight(1.35, "same day"), Weight(1.2, "same day"))  # by how many the release dates
SAME_DAYS = ((8, Weight(1.0, "dates fit")), (31, Weight(0.6, "dates fit")), (100, Weight(0.1)))  # up to so many days
SAME_YEARS = Weight(-0.4)
SAME_SEASON = Weight(1.0, "same season")  # of a conference known by body and place
NEXT_DAY = Weight(-2.6)
NEXT_DAY_OF_MANY = Weight(-0.2)  # what lasts is told by its first day, and by its second
THIRD_DAY_OF_MANY = Weight(-1.0)
RELEASED_NEXT_DAY = Weight(-0.3)  # said to be of the night before
RELEASED_DAY_BEFORE = Weight(-1.2)
RELEASED_TWO_DAYS_OFF = Weight(-2.6)
# where one gives no day: from its publication to the day of the other, up to so many days
TOLD_ON_THE_DAY = Weight(0.4, "told on the day")
TOLD_A_DAY_OFF = Weight(0.4, "told a day from it")
LOOKS_AHEAD = ((7, Weight(0.1)), (45, Weight(-0.3)))
LOOKS_BACK = ((3, Weight(0.1)), (7, Weight(-0.5)), (14, Weight(-1.0)))  # who telephone weekly always talked lately
LOOKS_BACK_AT_THE_PLACE = ((3, Weight(0.2)), (7, Weight(0.0)), (14, Weight(-0.8)))
LOOKS_ELSEWHERE = Weight(-2.0)
NEVER_SAID_WHEN = Weight(-0.5)
SOME_TIME = Weight(-0.8)  # no day, beside a month or a year
# where neither does: from publication to publication
TOLD_TOGETHER = (Weight(0.4, "told on the same day"), Weight(0.4, "told a day apart"))
TOLD_APART = ((3, Weight(0.0)), (7, Weight(-0.8)))

# ---- place, topics -------------------------------------------------------------------------------
SAME_PLACE = Weight(0.4, "same place")
SAME_USUAL_PLACE = Weight(0.1, "same place")  # of a conference where bodies meet all the time
PLACE_WITHIN = Weight(0.2, "places fit")
VENUE_OF_THE_COUNTRY = Weight(-0.1)
UNKNOWN_PLACE = Weight(-0.2)
OTHER_CITY = Weight(-1.0)
OTHER_COUNTRY = Weight(-2.5)
SAME_TOPICS = Weight(0.5, "same topics")  # for all words of the shorter; a share of them for a share

# ---- course -------------------------------------------------------------------------------
SAME_STATUS = Weight(0.2)
PLANNED_THEN_HELD = Weight(0.1, "planned, then held")
ANNOUNCED_THEN_OFF = Weight(0.1, "announced, then off")
PLANNED_SOME_TIME = Weight(-0.4)
HELD_BEFORE_PLANNED = Weight(-2.0)
OFFERED_TWICE = Weight(-0.7)  # "ready to meet", without a date
CONFERENCE_OFFERED = Weight(-0.2)
OFFERED_THEN_HELD = Weight(-0.3)
OFFERED_BY_OTHERS = Weight(-1.0)
PROCESS_AND_SESSION = Weight(-0.8)
HELD_OR_NOT = Weight(-0.4)  # of one day: held for one, denied for the other
HELD_AND_ANOTHER_NOT = Weight(-1.5)
OFF_BEFORE_ANNOUNCED = Weight(-0.3)

# ---- voice -------------------------------------------------------------------------------
REPRINT = Weight(1.0, "one is a reprint")
