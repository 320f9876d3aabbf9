"""Reports put together into contacts: the pairs that agree best first, a whole against a whole.

Chains do not glue: before two groups become one, every report of one is weighed against every report of the other, and
the mean must speak for it. Where any two of them cannot be one contact (Monday's call, Wednesday's call), they stay
apart, however many reports lie between.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from heapq import heappop, heappush
from itertools import combinations

from communique.record.merging.components import components
from communique.record.merging.features import Features
from communique.record.merging.judging import looked_at, weigh
from communique.record.merging.weights import NEVER
from communique.record.merging.when import silent
from communique.schema.reports import Decision, Judgement, Report


def cluster(
    reports: Iterable[Report], judgements: Iterable[Judgement] = (), decisions: Iterable[Decision] = ()
) -> tuple[tuple[Report, ...], ...]:
    """Reports grouped by contact.

    Args:
        reports: any reports, in any order; those of one connected component, or of many.
        judgements: what `judge` gave for pairs that met in a block; those between other reports are passed over.
        decisions: what a person said of pairs; it always holds. Where "different" and "same" contradict each other
            ("A is B, B is C, A is not C"), "different" does.

    Returns:
        Groups ordered by the key of their first report, each ordered by key; every report is in just one.
    """
    by_key = {report.key: report for report in reports}
    scores = {(j.a, j.b): j.score for j in judgements if j.a in by_key and j.b in by_key}
    apart = {_pair(d.a, d.b) for d in decisions if not d.same}
    wanted = sorted({_pair(d.a, d.b) for d in decisions if d.same and d.a in by_key and d.b in by_key} - apart)
    found: list[tuple[str, ...]] = []
    for component in components(by_key, [pair for pair, score in scores.items() if score > 0] + wanted):
        if len(component) == 1:
            found.append((component[0],))
            continue
        inside = set(component)
        groups = _decided(component, [pair for pair in wanted if pair[0] in inside], apart)
        found += _Agglomeration(groups, by_key, scores, apart).run()
    return tuple(tuple(by_key[key] for key in group) for group in sorted(found))


def cluster_connected(reports: Iterable[Report]) -> tuple[tuple[Report, ...], ...]:
    """What `cluster` gives for reports that hang together: their judgements are not needed to find that out.

    Args:
        reports: all those of one connected component, in any order.
    """
    by_key = {report.key: report for report in reports}
    if len(by_key) < 2:
        return tuple((report,) for report in by_key.values())
    found = _Agglomeration([[key] for key in sorted(by_key)], by_key, {}, set()).run()
    return tuple(tuple(by_key[key] for key in group) for group in sorted(found))


def _pair(a: str, b: str) -> tuple[str, str]:
    return (a, b) if a < b else (b, a)


def _decided(keys: list[str], same: list[tuple[str, str]], apart: set[tuple[str, str]]) -> list[list[str]]:
    """The groups that a person made, each other report alone."""
    group = {key: [key] for key in keys}
    for a, b in same:
        one, other = group[a], group[b]
        if one is other or any(_pair(x, y) in apart for x in one for y in other):
            continue
        joined = sorted(one + other)
        for key in joined:
            group[key] = joined
    return [members for key, members in group.items() if members[0] == key]


_Offer = tuple[float, str, str, int, int]
# The scores over all pairs of two groups that have a say: their sum and number; None where they must stay apart.
_Sum = tuple[float, int] | None


@dataclass(slots=True)
class _Agglomeration:
    """The groups of one component while they grow; groups are named by their smallest key."""

    groups: list[list[str]]
    reports: dict[str, Report]
    scores: dict[tuple[str, str], float]
    apart: set[tuple[str, str]]
    known: dict[str, Features] = field(default_factory=dict)

    def run(self) -> list[tuple[str, ...]]:
        """Join the two groups that agree best, again and again, until none agree."""
        groups = {members[0]: members for members in self.groups}
        sums: dict[str, dict[str, _Sum]] = {name: {} for name in groups}
        queue: list[_Offer] = []
        for a, b in combinations(sorted(groups), 2):
            sums[a][b] = sums[b][a] = found = self._sum(groups[a], groups[b])
            _offer(queue, found, a, groups[a], b, groups[b])
        while queue:
            _, a, b, size_a, size_b = heappop(queue)
            if a not in groups or b not in groups or (size_a, size_b) != (len(groups[a]), len(groups[b])):
                continue
            groups[a] = sorted(groups[a] + groups.pop(b))
            gone = sums.pop(b)
            for other in sorted(groups.keys() - {a}):
                sum_a, sum_b = sums[a][other], gone[other]
                joined = (
                    None if sum_a is None or sum_b is None else (round(sum_a[0] + sum_b[0], 4), sum_a[1] + sum_b[1])
                )
                sums[a][other] = sums[other][a] = joined
                del sums[other][b]
                one, two = sorted((a, other))
                _offer(queue, joined, one, groups[one], two, groups[two])
            del sums[a][b]
        return [tuple(members) for members in groups.values()]

    def _sum(self, one: list[str], other: list[str]) -> _Sum:
        total, count = 0.0, 0
        for x in one:
            for y in other:
                score = self._say(*_pair(x, y))
                if score is None:
                    continue
                if score <= NEVER.score:
                    return None
                total += score
                count += 1
        return round(total, 4), count

    def _say(self, a: str, b: str) -> float | None:
        """What a pair says of the two groups; None where it has no say."""
        if (a, b) in self.apart:
            return NEVER.score
        score = self.scores.get((a, b))
        if score is not None and score > 0:
            return score
        first, second = looked_at(self.reports[a], self.known), looked_at(self.reports[b], self.known)
        if score is None:
            score = weigh(first, second)[0]
        return None if NEVER.score < score <= 0 and silent(first, second) else score


def _offer(queue: list[_Offer], found: _Sum, a: str, one: list[str], b: str, other: list[str]) -> None:
    if found is not None and found[0] > 0:
        heappush(queue, (-found[0] / found[1], a, b, len(one), len(other)))
