"""Groups against gold groups."""

from __future__ import annotations

import pytest

from communique.measure import b_cubed

GOLD = {"monday": "a", "tuesday": "a", "wednesday": "b"}


@pytest.mark.parametrize(
    ("groups", "precision", "recall"),
    [
        ([["monday", "tuesday"], ["wednesday"]], 1, 1),
        ([["monday"], ["tuesday"], ["wednesday"]], 1, 2 / 3),
        ([["monday", "tuesday", "wednesday"]], 5 / 9, 1),
        ([["monday", "wednesday"], ["tuesday"]], 2 / 3, 2 / 3),
    ],
)
def test_what_is_wrongly_together_costs_precision_and_what_is_wrongly_apart_recall(
    groups: list[list[str]], precision: float, recall: float
) -> None:
    found = b_cubed(groups, GOLD)
    assert (found.precision, found.recall) == pytest.approx((precision, recall))
    assert found.f1 == pytest.approx(2 * precision * recall / (precision + recall))


@pytest.mark.parametrize("groups", [[["monday"]], [["monday", "monday"], ["tuesday"], ["wednesday"]], [[*GOLD, "x"]]])
def test_groups_of_other_things_are_an_error(groups: list[list[str]]) -> None:
    with pytest.raises(ValueError, match="the same things"):
        b_cubed(groups, GOLD)


def test_nothing_grouped_is_no_score() -> None:
    assert b_cubed([], {}) == (0.0, 0.0, 0.0)
