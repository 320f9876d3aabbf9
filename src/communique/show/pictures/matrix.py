"""Counts in a square of rows and columns, each cell the darker the more it counts, and leading to what it counts."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from communique.show.pictures import svg
from communique.show.pictures.lettering import cut
from communique.show.pictures.svg import Drawing, Picture

_WIDE, _GUTTER, _TOTAL, _TOP, _ROW = 1180.0, 150.0, 56.0, 24.0, 24.0
_SHADES = (1, 2, 4, 8, 16, 32, 64, 128)
"""From how many on a cell is a shade darker; the style sheet has the shades, s1 to s8."""


def draw_matrix(
    cells: Mapping[tuple[str, str], int],
    rows: Sequence[str],
    columns: Sequence[str],
    *,
    to: Callable[[str, str | None], str | None],
    names: Mapping[str, str],
    title: str,
) -> Picture:
    """A matrix.

    Args:
        cells: counts by row and column.
        rows, columns: in the order to draw them.
        to: where the cell of a row and column leads; the name of a row with None for its column.
        names: what rows and columns are called; themselves where they are not in it.
        title: what is counted.
    """
    across = min((_WIDE - _GUTTER - _TOTAL) / max(len(columns), 1), 140.0)
    right = _GUTTER + across * len(columns)
    bottom = _TOP + _ROW * len(rows)
    drawing = Drawing("matrix", (right + _TOTAL, bottom + 4), title, _told(cells, rows, columns, names))
    root = drawing.root
    for nth, column in enumerate(columns):
        name = names.get(column, column)
        head = svg.group(root, tip=name)
        svg.words(head, _GUTTER + across * (nth + 0.5), 15, cut(name, across - 8), "head", "middle")
    for nth, row in enumerate(rows):
        top = _TOP + _ROW * nth
        svg.line(root, 0, top, right + _TOTAL, top, "grid")
        name = names.get(row, row)
        lane = svg.link(root, to(row, None), "lane", name)
        svg.words(lane, 0, top + 16, cut(name, _GUTTER - 12))
        for at, column in enumerate(columns):
            count = cells.get((row, column), 0)
            if count:
                tip = f"{name}, {names.get(column, column)}: {count:,}"
                cell = svg.link(root, to(row, column), "cell", tip)
                shade = sum(count >= least for least in _SHADES)
                svg.box(cell, _GUTTER + across * at + 1, top + 1.5, across - 2, _ROW - 3, f"shade s{shade}", 2)
                svg.words(cell, _GUTTER + across * (at + 0.5), top + 16, f"{count:,}", "number", "middle")
        total = sum(cells.get((row, column), 0) for column in columns)
        svg.words(root, right + _TOTAL, top + 16, f"{total:,}", "count", "end")
    return Picture(drawing.text())


def _told(
    cells: Mapping[tuple[str, str], int], rows: Sequence[str], columns: Sequence[str], names: Mapping[str, str]
) -> str:
    drawn = [(cells.get((row, column), 0), row, column) for row in rows for column in columns]
    most = sorted((one for one in drawn if one[0]), key=lambda one: (-one[0], one[1:]))[:5]
    listed = "; ".join(f"{names.get(row, row)}, {names.get(column, column)}: {count:,}" for count, row, column in most)
    return f"{len(rows)} rows and {len(columns)} columns. The highest counts: {listed}." if listed else "It is empty."
