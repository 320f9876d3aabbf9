"""Merging many reports at once, in memory: who meets in a block is judged, and what is judged is put together."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import combinations

from communique.record.merging.blocking import blocks, first_day
from communique.record.merging.clustering import cluster
from communique.record.merging.features import Features
from communique.record.merging.judging import judge
from communique.schema.reports import Decision, Judgement, Report

# Blocks are gone through in the order of time: what is remembered of a report is needed for some weeks, not for ever.
_KNOWN = 50_000


def judgements(reports: Iterable[Report], chosen: Callable[[str], bool] | None = None) -> list[Judgement]:
    """What speaks for one contact among the pairs that share a block.

    A pair is judged once, in the first block that both share: where blocks are divided among many, each by `chosen`,
    all of them together find what one would find alone.

    Args:
        reports: in any order.
        chosen: says of the key of a block whether it is to be looked into; None for all of them.
    """
    known: dict[str, Features] = {}
    under: dict[str, frozenset[str]] = {}
    meeting: dict[str, list[Report]] = {}
    for report in reports:
        if report.key in under:
            continue
        if len(known) > _KNOWN:
            known.clear()
        under[report.key] = blocks(report, known)
        for block in under[report.key]:
            if chosen is None or chosen(block):
                meeting.setdefault(block, []).append(report)
    found: list[Judgement] = []
    for block in sorted(meeting, key=lambda block: (first_day(block), block)):
        if len(known) > _KNOWN:
            known.clear()
        for a, b in combinations(sorted(meeting[block], key=lambda report: report.key), 2):
            if min(under[a.key] & under[b.key]) == block:
                judgement = judge(a, b, known)
                if judgement is not None and judgement.score > 0:
                    found.append(judgement)
    return found


def merged(reports: Iterable[Report], decisions: Iterable[Decision] = ()) -> tuple[tuple[Report, ...], ...]:
    """Groups of reports, one a contact."""
    reports = list(reports)
    return cluster(reports, judgements(reports), decisions)
