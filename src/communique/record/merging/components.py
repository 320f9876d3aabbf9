"""What hangs together: the connected components of a graph."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

Node = TypeVar("Node", str, int)


def components(nodes: Iterable[Node], ties: Iterable[tuple[Node, Node]]) -> list[list[Node]]:
    """Nodes grouped so that every tie lies within a group: union-find with path halving, after Tarjan.

    Args:
        nodes: all of them; a node without a tie is a group by itself.
        ties: pairs of these nodes, in any order.

    Returns:
        Groups ordered by their first node, each in order.
    """
    above = {node: node for node in nodes}

    def root(node: Node) -> Node:
        while above[node] != node:
            above[node] = above[above[node]]
            node = above[node]
        return node

    for a, b in ties:
        first, second = sorted((root(a), root(b)))
        above[second] = first
    groups: dict[Node, list[Node]] = {}
    for node in sorted(above):
        groups.setdefault(root(node), []).append(node)
    return list(groups.values())
