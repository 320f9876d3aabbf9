"""Where the nodes of a graph stand: distances on paper as distances along ties, boxes moved apart, the same every time.

Groups of nodes without a tie between them are laid out one by one and set beside each other. The method is stress
majorization (Gansner, Koren, North 2004) from a spiral start; places are rounded to whole units, so that the last bits
of floating-point arithmetic, which differ between machines, do not matter.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from communique.record.merging.components import components

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

_ROUNDS, _STILL = 120, 1e-3
_PUSHES = 160
_GAP, _TOUCH = 6.0, 0.5
_GROUP_GAP = 26.0
_PAGE = 560.0
"""How high a picture may be without being long."""

Size = tuple[float, float]
Place = tuple[float, float]


@lru_cache(maxsize=32)
def arrange(sizes: tuple[Size, ...], ties: tuple[tuple[int, int], ...], across: float) -> tuple[Place, ...]:
    """The middle of each node's box, from (0, 0) on.

    Args:
        sizes: how wide and high the box of each node is, with its lettering; the most important node first.
        ties: pairs of nodes, by their numbers.
        across: how wide the picture may be; it is as high as it must.
    """
    import numpy as np

    places = np.zeros((len(sizes), 2))
    boxes = np.array(sizes, dtype=float).reshape(-1, 2)
    shelves = _Shelves(across)
    groups = sorted(components(range(len(sizes)), ties), key=len, reverse=True)
    for members in groups:
        number = {node: nth for nth, node in enumerate(members)}
        inner = [(number[a], number[b]) for a, b in ties if a in number]
        spread = _spread(boxes[members], inner, across)
        low = (spread - boxes[members] / 2).min(axis=0)
        high = (spread + boxes[members] / 2).max(axis=0)
        places[members] = spread - low + shelves.place(*(high - low))
    return tuple((round(x), round(y)) for x, y in places.tolist())


class _Shelves:
    """Rows of boxes, filled from left to right and from top to bottom."""

    def __init__(self, across: float) -> None:
        self._across = across
        self._x = self._y = self._row = 0.0

    def place(self, wide: float, high: float) -> Place:
        if self._x and self._x + wide > self._across:
            self._x, self._y, self._row = 0.0, self._y + self._row + _GROUP_GAP, 0.0
        spot = self._x, self._y
        self._x += wide + _GROUP_GAP
        self._row = max(self._row, high)
        return spot


def _spread(boxes: Floats, ties: Sequence[tuple[int, int]], across: float) -> Floats:
    import numpy as np

    count = len(boxes)
    if count == 1:
        return np.zeros((1, 2))
    if count == 2:
        apart = (boxes[0, 0] + boxes[1, 0]) / 2 + 24
        return np.array([[0.0, 0.0], [apart, 0.0]])
    places = _turned(_majorized(_distances(count, ties)))
    # The room that the boxes need, loosely filled where the page has it, in the proportion of the page.
    need = float((boxes[:, 0] + _GAP) @ (boxes[:, 1] + _GAP))
    room = max(3.2 * need, min(12 * need, _PAGE * across))
    wide = min(across - boxes[:, 0].max(), np.sqrt(room * 1.8))
    extent = np.maximum(places.max(axis=0) - places.min(axis=0), 1e-6)
    places = places / extent * np.array([wide, max(room / max(wide, 1), 60.0)])
    return _apart(np.round(places), boxes, across)


def _distances(count: int, ties: Sequence[tuple[int, int]]) -> Floats:
    """Lengths of shortest ways; a tie is longer the fewer neighbours its two ends share, so that clusters show."""
    import numpy as np

    near = np.zeros((count, count))
    for a, b in ties:
        near[a, b] = near[b, a] = 1.0
    shared = near @ near
    degree = near.sum(axis=0)
    alone = np.maximum(degree[:, None] + degree[None, :] - 2 * shared - 2, 0.0)
    far = np.where(near > 0, 1.0 + 0.35 * np.sqrt(alone), np.inf)
    np.fill_diagonal(far, 0.0)
    for middle in range(count):
        np.minimum(far, far[:, middle, None] + far[None, middle, :], out=far)
    return far


def _majorized(far: Floats) -> Floats:
    import numpy as np

    count = len(far)
    turn = np.arange(count) * (np.pi * (3 - np.sqrt(5)))
    places = np.sqrt(np.arange(count) + 0.5)[:, None] * np.stack([np.cos(turn), np.sin(turn)], axis=1)
    away = far + np.eye(count)
    weight = 1 / away**2
    np.fill_diagonal(weight, 0.0)
    # The weighted Laplacian is singular along a shift of everything; the constant takes that freedom away.
    solve = np.linalg.inv(np.diag(weight.sum(axis=1)) - weight + 1.0 / count)
    pull = weight * far
    for _ in range(_ROUNDS):
        steps_x = places[:, 0, None] - places[None, :, 0]
        steps_y = places[:, 1, None] - places[None, :, 1]
        ratio = pull / np.maximum(np.sqrt(steps_x * steps_x + steps_y * steps_y), 1e-9)
        moved = solve @ (ratio.sum(axis=1)[:, None] * places - ratio @ places)
        change = np.abs(moved - places).max()
        places = moved
        if change < _STILL:
            break
    centred: Floats = places - places.mean(axis=0)
    return centred


def _turned(places: Floats) -> Floats:
    """Turned so that the longer side lies across the page, the first node to the left of and above the middle."""
    import numpy as np

    (xx, xy), (_, yy) = (places.T @ places).tolist()
    angle = 0.5 * np.arctan2(2 * xy, xx - yy)
    cos, sin = np.cos(angle), np.sin(angle)
    turned: Floats = places @ np.array([[cos, -sin], [sin, cos]])
    turned *= np.where(turned[0] > 0, -1.0, 1.0)
    return turned


def _apart(places: Floats, boxes: Floats, across: float) -> Floats:
    """Boxes that overlap pushed apart along the shorter way, within the width of the page."""
    import numpy as np

    half = boxes / 2 + _GAP / 2
    reach_x = half[:, None, 0] + half[None, :, 0]
    reach_y = half[:, None, 1] + half[None, :, 1]
    left, right = half[:, 0], across - half[:, 0]
    # Two boxes on the same spot part by their order.
    order = np.sign(np.arange(len(places))[:, None] - np.arange(len(places))[None, :])
    places = places - places.min(axis=0) + half.max(axis=0)
    for nth in range(_PUSHES):
        step_x = places[:, None, 0] - places[None, :, 0]
        step_y = places[:, None, 1] - places[None, :, 1]
        over_x, over_y = reach_x - np.abs(step_x), reach_y - np.abs(step_y)
        both = (over_x > _TOUCH) & (over_y > _TOUCH)
        np.fill_diagonal(both, False)
        if not both.any():
            break
        sideways = both & (over_x < over_y)
        upright = both & ~sideways
        side_x = np.where(step_x == 0, order, np.sign(step_x))
        side_y = np.where(step_y == 0, order, np.sign(step_y))
        places[:, 0] += np.where(sideways, over_x * side_x, 0.0).sum(axis=1) / 2
        places[:, 1] += np.where(upright, over_y * side_y, 0.0).sum(axis=1) / 2
        if nth % 40 == 39:
            places[:, 1] *= 1.05
        places[:, 0] = np.clip(places[:, 0], left, np.maximum(left, right))
        places = np.round(places, 1)
    return places
