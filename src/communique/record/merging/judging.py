"""Two reports weighed against each other by a table of small judgements."""

from __future__ import annotations

from collections.abc import Callable, MutableMapping

from communique.record.merging.features import Features, features
from communique.record.merging.weights import NEVER, PRIOR, Weight
from communique.record.merging.what import same_course, same_kind, same_place, same_topics, same_voice
from communique.record.merging.when import same_date
from communique.record.merging.who import same_bodies, same_persons, same_sides
from communique.schema.reports import Judgement, Report

# Each looks at one thing; `weights` says what its findings are worth. The cheap ones that rule most pairs out go first.
EVIDENCE: tuple[Callable[[Features, Features], Weight], ...] = (
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
        if found.score <= NEVER.score:
            return NEVER.score, ()
        total += found.score
        if found.why and found.score > 0:
            why.append(found.why)
    return round(total, 4), tuple(why)


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
    return None if score <= NEVER.score else Judgement(a.key, b.key, score, why)


def looked_at(report: Report, known: MutableMapping[str, Features] | None) -> Features:
    """The features of a report, from `known` where they are there."""
    if known is None:
        return features(report)
    found = known.get(report.key)
    if found is None:
        found = known[report.key] = features(report)
    return found
