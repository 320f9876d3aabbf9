"""Names beside their nodes: each at the first of its places where it lies over nothing, or left out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

_CELL = 64


class Box(NamedTuple):
    """A rectangle of the picture."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box) -> bool:
        """Whether both share some of the picture."""
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )


class Label(NamedTuple):
    """Where a name stands: its box, the `x` of its anchor and its base line."""

    box: Box
    x: float
    base: float
    anchor: str


def place_labels(
    nodes: Sequence[tuple[float, float, float]], widths: Sequence[float], high: float, frame: Box
) -> list[Label | None]:
    """A place for the name of each node, or None; no name lies over another one, over a node, or outside the frame.

    Args:
        nodes: the middle and radius of each; the most important first, which chooses first.
        widths: how wide each name is.
        high: how high a line is.
        frame: the picture.
    """
    taken: dict[tuple[int, int], list[Box]] = {}
    discs = [Box(x - radius, y - radius, x + radius, y + radius) for x, y, radius in nodes]
    for disc in discs:
        _take(taken, disc)
    placed: list[Label | None] = []
    for node, wide, own in zip(nodes, widths, discs, strict=True):
        chosen = next((one for one in _choices(*node, wide, high) if _is_free(taken, one.box, own, frame)), None)
        if chosen is not None:
            _take(taken, chosen.box)
        placed.append(chosen)
    return placed


def _choices(x: float, y: float, radius: float, wide: float, high: float) -> list[Label]:
    """To the right, to the left, below, above; each far enough from its own node."""
    gap = radius + 3
    base = y + high * 0.32
    top, middle = y - high / 2, wide / 2
    return [
        Label(Box(x + gap, top, x + gap + wide, top + high), x + gap, base, "start"),
        Label(Box(x - gap - wide, top, x - gap, top + high), x - gap, base, "end"),
        Label(Box(x - middle, y + gap, x + middle, y + gap + high), x, y + gap + high * 0.82, "middle"),
        Label(Box(x - middle, y - gap - high, x + middle, y - gap), x, y - gap - high * 0.18, "middle"),
    ]


def _cells(box: Box) -> list[tuple[int, int]]:
    return [
        (across, down)
        for across in range(int(box.left // _CELL), int(box.right // _CELL) + 1)
        for down in range(int(box.top // _CELL), int(box.bottom // _CELL) + 1)
    ]


def _take(taken: dict[tuple[int, int], list[Box]], box: Box) -> None:
    for cell in _cells(box):
        taken.setdefault(cell, []).append(box)


def _is_free(taken: dict[tuple[int, int], list[Box]], box: Box, own: Box, frame: Box) -> bool:
    inside = frame.left <= box.left and frame.top <= box.top and box.right <= frame.right and box.bottom <= frame.bottom
    return inside and not any(
        other is not own and box.meets(other) for cell in _cells(box) for other in taken.get(cell, ())
    )
