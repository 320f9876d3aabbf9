"""Words whose full stop ends no sentence."""

from __future__ import annotations

from importlib.resources import files

ABBREVIATIONS: frozenset[str] = frozenset(
    line
    for line in (files("communique.lexicon") / "data" / "abbreviations.txt").read_text("utf-8").split("\n")
    if line and not line.startswith("#")
)
"""Lower-case abbreviations with their full stop: "gen.", "u.s."."""
