"""What hangs together."""

from __future__ import annotations

import networkx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.record.merging.components import components


@pytest.mark.parametrize(
    ("nodes", "ties", "groups"),
    [
        ("", [], []),
        ("ba", [], [["a"], ["b"]]),
        ("abcd", [("d", "b"), ("a", "c")], [["a", "c"], ["b", "d"]]),
        ("abcd", [("c", "d"), ("b", "c"), ("d", "a")], [["a", "b", "c", "d"]]),
    ],
)
def test_ties_make_groups(nodes: str, ties: list[tuple[str, str]], groups: list[list[str]]) -> None:
    assert components(nodes, ties) == groups


@given(st.lists(st.tuples(st.integers(0, 20), st.integers(0, 20))), st.randoms())
def test_as_another_library_groups_them_whatever_the_order(ties: list[tuple[int, int]], dice: object) -> None:
    graph = networkx.Graph(ties)
    graph.add_nodes_from(range(21))
    expected = sorted(sorted(group) for group in networkx.connected_components(graph))
    shuffled = list(ties)
    dice.shuffle(shuffled)  # type: ignore[attr-defined]
    assert components(range(21), ties) == components(range(20, -1, -1), shuffled) == expected
