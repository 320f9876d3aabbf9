"""Groups against the groups that people made of the same things."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import NamedTuple, TypeVar

T = TypeVar("T", bound=Hashable)


class Grouping(NamedTuple):
    """B-cubed precision, recall and F1."""

    precision: float
    recall: float
    f1: float


def b_cubed(groups: Iterable[Sequence[T]], gold: Mapping[T, Hashable]) -> Grouping:
    """How well groups fit gold (Bagga, Baldwin 1998): for each thing, how much of its group belongs there, and how much
    of what belongs there is in its group; the mean over all things.

    Args:
        groups: every thing of `gold` in just one group.
        gold: the group that each thing belongs to.

    Raises:
        ValueError: a thing is in no group, in two, or not in `gold`.
    """
    listed = [list(group) for group in groups]
    things = Counter(thing for group in listed for thing in group)
    if things.keys() != gold.keys() or max(things.values(), default=1) > 1:
        raise ValueError("groups and gold must hold the same things, each once")
    sizes = Counter(gold.values())
    precision = recall = 0.0
    for group in listed:
        for name, count in Counter(gold[thing] for thing in group).items():
            precision += count * count / len(group)
            recall += count * count / sizes[name]
    total = max(len(gold), 1)
    precision, recall = precision / total, recall / total
    return Grouping(precision, recall, 2 * precision * recall / (precision + recall) if precision else 0.0)
