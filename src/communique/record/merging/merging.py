"""Merging many reports at once, in memory: who meets in a block is judged, and what is judged is put together."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations

from communique.record.merging.blocking import blocks
from communique.record.merging.clustering import cluster
from communique.record.merging.features import Features
from communique.record.merging.judging import judge
from communique.schema.reports import Decision, Judgement, Report


def judgements(reports: Iterable[Report]) -> list[Judgement]:
    """The judgement of every pair that shares a block."""
    known: dict[str, Features] = {}
    meeting: dict[str, list[Report]] = {}
    for report in reports:
        for block in blocks(report):
            meeting.setdefault(block, []).append(report)
    pairs = {
        (a.key, b.key): (a, b)
        for members in meeting.values()
        for a, b in combinations(sorted(members, key=lambda report: report.key), 2)
    }
    found = (judge(a, b, known) for a, b in pairs.values())
    return [judgement for judgement in found if judgement is not None]


def merged(reports: Iterable[Report], decisions: Iterable[Decision] = ()) -> tuple[tuple[Report, ...], ...]:
    """Groups of reports, one a contact."""
    reports = list(reports)
    return cluster(reports, judgements(reports), decisions)
