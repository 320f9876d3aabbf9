"""The words and names that tell a broken word from a compound."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def load_words() -> frozenset[str]:
    """Lower-case English words and names of four letters or more."""
    text = (files("communique.lexicon") / "data" / "words.txt").read_text("utf-8")
    return frozenset(line for line in text.split("\n") if line and not line.startswith("#"))
