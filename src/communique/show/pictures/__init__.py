"""Pictures of a ledger as SVG text: rows in, one picture out; nothing here asks the ledger or knows of pages."""

from __future__ import annotations

from communique.show.pictures.matrix import draw_matrix
from communique.show.pictures.months import draw_months
from communique.show.pictures.network import draw_network
from communique.show.pictures.svg import Picture
from communique.show.pictures.timeline import draw_bars, draw_marks

__all__ = ["Picture", "draw_bars", "draw_marks", "draw_matrix", "draw_months", "draw_network"]
