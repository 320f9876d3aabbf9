"""Counts in rows and columns."""

from __future__ import annotations

from pictured import links, looks, texts, tree

from communique.show.pictures import draw_matrix

CELLS = {("FRA", "demand"): 3, ("RUS", "offer"): 130, ("RUS", "demand"): 1}


def draw(cells=CELLS, rows=("RUS", "FRA"), columns=("demand", "offer")):
    return draw_matrix(
        cells, rows, columns, names={"RUS": "Russia"}, title="Positions",
        to=lambda row, column: f"/positions?actor={row}&kind={column or ''}",
    )  # fmt: skip


def test_cells_show_and_lead_to_what_they_count():
    root = tree(draw())
    assert texts(root) == ["demand", "offer", "Russia", "1", "130", "131", "FRA", "3", "3"]
    assert links(root)[:3] == [
        "/positions?actor=RUS&kind=", "/positions?actor=RUS&kind=demand", "/positions?actor=RUS&kind=offer",
    ]  # fmt: skip


def test_the_more_the_darker():
    assert looks(tree(draw()), "rect") == ["shade s1", "shade s8", "shade s2"]


def test_an_empty_cell_is_empty():
    assert len(looks(tree(draw({("FRA", "demand"): 2})), "rect")) == 1


def test_an_empty_matrix_is_a_picture():
    assert "It is empty." in draw({}, (), ()).svg
