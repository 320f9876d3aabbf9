"""What merging costs, and how well it does, over generated articles: 20,000 reports, then twice as many.

python bench/merging.py [REPORTS]     # exit status 1 where the time grows by more than 2.3
"""

from __future__ import annotations

import sys
import time
from itertools import combinations

from generated import articles

from communique.measure import b_cubed
from communique.record.merging import Features, blocks, cluster, conclude, judge
from communique.schema.reports import Judgement, Report

MOST_GROWTH = 2.3


def measure(count: int) -> float:
    """Merge so many reports, print what it took, and give the seconds."""
    told = [pair for article in articles(count) for pair in article.reports()]
    reports, gold = [report for report, _ in told], {report.key: truth for report, truth in told}
    start = time.process_time()
    judgements = _judged(reports)
    judging = time.process_time() - start
    groups = cluster(reports, judgements)
    for group in groups:
        conclude(group)
    seconds = time.process_time() - start
    found = b_cubed(([report.key for report in group] for group in groups), gold)
    print(
        f"{count:8} reports  {len(groups):7} contacts  {judging:6.1f} s to judge  {seconds:6.1f} s in all  "
        f"B-cubed {found.precision:.3f} / {found.recall:.3f} / {found.f1:.3f}"
    )
    return seconds


def _judged(reports: list[Report]) -> list[Judgement]:
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


def main() -> int:
    """Measure once and with twice as many; 1 where the time grows too fast."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    growth = measure(2 * count) / measure(count)
    broken = growth > MOST_GROWTH
    print(f"twice the reports take {growth:.2f} times as long (at most {MOST_GROWTH}{', BROKEN' if broken else ''})")
    return int(broken)


if __name__ == "__main__":
    sys.exit(main())
