"""The marks for what happened (filled), what is ahead (outlined) and what does not come about (crossed)."""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree.ElementTree import Element

from communique.show.pictures import svg

GROUPS = ("happened", "ahead", "off")
WORDS = {"happened": "took place", "ahead": "ahead, not yet held", "off": "not taking place"}


def draw_mark(
    parent: Element, left: float, right: float, y: float, radius: float, group: str, vague: bool = False
) -> None:
    """One contact, from its first to its last day: a disc, or a bar with round ends, pale where it is `vague`."""
    if right - left <= 2 * radius + 1:
        svg.disc(parent, (left + right) / 2, y, radius - (group != "happened") * 0.5, group)
    else:
        svg.box(parent, left, y - radius, right - left, 2 * radius, f"{group} vague" if vague else group, radius)
    if group == "off":
        middle, arm = (left + right) / 2, radius - 1.5
        svg.path(parent, _cross(middle - arm, y - arm, middle + arm, y + arm), "cross")


def draw_bar(
    parent: Element, x: float, across: float, zero: float, heights: Sequence[float], look: str = "happened"
) -> None:
    """Counts of the three groups: what happened upwards of `zero`, what is ahead below it, and below that the rest.

    `look` is the class of what happened.
    """
    happened, ahead, off = (max(height, 1.5) if height else 0.0 for height in heights)
    if happened:
        svg.box(parent, x, zero - happened, across, happened, look)
    if ahead:
        svg.box(parent, x + 0.5, zero + 1, max(across - 1, 1), ahead, "ahead")
    if off:
        top = zero + 1 + ahead
        svg.box(parent, x + 0.5, top, max(across - 1, 1), off, "off")
        pieces = max(round(off / max(across, 4)), 1)
        size = off / pieces
        steps = " ".join(
            _cross(x + 0.5, top + nth * size, x + across - 0.5, top + (nth + 1) * size) for nth in range(pieces)
        )
        svg.path(parent, steps, "cross")


def _cross(left: float, top: float, right: float, bottom: float) -> str:
    l, t, r, b = (svg.number(value) for value in (left, top, right, bottom))  # noqa: E741
    return f"M{l} {t}L{r} {b}M{l} {b}L{r} {t}"
