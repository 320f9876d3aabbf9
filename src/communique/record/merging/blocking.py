"""Under which keys reports meet, so that not every report is weighed against every other.

Two reports that may tell of one contact name two sides in common and lie near in time. A key is a pair of sides and
three days; a report has the keys of every three days that its date touches, a day to each side included, so that
neighbours over a border share one. What has no date lies where it was published.
"""

from __future__ import annotations

from collections.abc import MutableMapping
from itertools import combinations

from communique.record.merging.features import Days, Features, Stage, held_once
from communique.record.merging.judging import looked_at
from communique.schema.reports import Report

WIDTH = 3
# "In 2021" meets nothing by its date: who compares it with all contacts of a year finds many, and two are no answer.
LONGEST = 45
# Undated reports meet what lies this many days before and after their publication.
REACH: dict[Stage, tuple[int, int]] = {"took": (7, 1), "ahead": (1, 14), "off": (7, 7)}
# Conferences known by body and place meet by quarters of a year, undated ones those of half a year around.
QUARTER, SEASON = 91, 200
# Pairs of more sides than these are left out; the sides themselves then stand for the report.
MOST_SIDES = 4


def blocks(report: Report, known: MutableMapping[str, Features] | None = None) -> frozenset[str]:
    """The keys under which a report meets others that may tell of the same contact.

    Args:
        report: any report.
        known: features by key of report, as `judge` takes them.

    Returns:
        Keys such as "FRA+RUS@246123"; empty for a report without a date and a publication, which meets none.
    """
    told = looked_at(report, known)
    return frozenset([f"{who}@{when}" for who in _who(told) for when in _when(told)] + _season(told))


def first_day(block: str) -> int:
    """Where the key of a block lies in time: as an ordinal of the calendar; the same for all that share it."""
    who, _, when = block.rpartition("@")
    return int(when) * (QUARTER if "@" in who else WIDTH)


def _season(told: Features) -> list[str]:
    """Keys of a quarter of a year: "the NATO summit in Madrid" is told of for months before and after."""
    found = held_once(told)
    if found is None:
        return []
    bodies, place = found
    if told.days is not None and told.days.length <= LONGEST:
        reach = told.days
    elif told.published is not None:
        reach = Days(told.published - SEASON, told.published + SEASON)
    else:
        return []
    quarters = range(reach.first // QUARTER, reach.last // QUARTER + 1)
    return [f"{body}@{place}@{quarter}" for body in sorted(bodies) for quarter in quarters]


def _who(told: Features) -> list[str]:
    sides = sorted(told.sides)
    pairs = [f"{a}+{b}" for a, b in combinations(sides, 2)] if len(sides) <= MOST_SIDES else []
    if told.kind == "conference" or len(sides) > MOST_SIDES:
        # Who attends is told one by one: bodies and the place stand for what all of them name.
        pairs += [f"{side}+" for side in sides if side not in told.states]
        pairs += [f"{told.place}+"] if told.place else []
    if told.kind == "visit":
        # "Macron will travel to Kyiv" and "his trip to Ukraine and Moldova": the traveller stands for it.
        pairs += [f"{side}+visit" for side in sorted(told.sides - told.hosts) or sides]
    if len(sides) > MOST_SIDES:
        pairs += [f"{side}+many" for side in sides]
    return pairs


def _when(told: Features) -> range:
    days = told.days
    if days is not None and days.length <= LONGEST:
        reach = Days(days.first - 1, days.last + 1)
    elif told.published is not None:
        back, on = REACH[told.stage]
        reach = Days(told.published - back, told.published + on)
    else:
        return range(0)
    return range(reach.first // WIDTH, reach.last // WIDTH + 1)
