"""What merging costs, and how well it does, over generated articles: 20,000 reports, then twice as many.

python bench/merging.py [REPORTS]     # exit status 1 where the time grows by more than 2.3
"""

from __future__ import annotations

import sys
import time

from generated import articles

from communique.measure import b_cubed
from communique.record.merging import cluster, conclude, judgements

MOST_GROWTH = 2.3


def measure(count: int) -> float:
    """Merge so many reports, print what it took, and give the seconds."""
    told = [pair for article in articles(count) for pair in article.reports()]
    reports, gold = [report for report, _ in told], {report.key: truth for report, truth in told}
    start = time.process_time()
    judged = judgements(reports)
    judging = time.process_time() - start
    groups = cluster(reports, judged)
    for group in groups:
        conclude(group)
    seconds = time.process_time() - start
    found = b_cubed(([report.key for report in group] for group in groups), gold)
    print(
        f"{count:8} reports  {len(groups):7} contacts  {judging:6.1f} s to judge  {seconds:6.1f} s in all  "
        f"B-cubed {found.precision:.3f} / {found.recall:.3f} / {found.f1:.3f}"
    )
    return seconds


def main() -> int:
    """Measure once and with twice as many; 1 where the time grows too fast."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    growth = measure(2 * count) / measure(count)
    broken = growth > MOST_GROWTH
    print(f"twice the reports take {growth:.2f} times as long (at most {MOST_GROWTH}{', BROKEN' if broken else ''})")
    return int(broken)


if __name__ == "__main__":
    sys.exit(main())
