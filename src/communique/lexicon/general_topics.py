"""Words so general that a topic which ends in one names no issue: "the situation", "further steps"."""

from __future__ import annotations

from importlib.resources import files

GENERAL_TOPICS: frozenset[str] = frozenset(
    line
    for line in (files("communique.lexicon") / "data" / "general_topics.txt").read_text("utf-8").split("\n")
    if line and not line.startswith("#")
)
"""Nouns in lower case, singular and plural each for itself."""
