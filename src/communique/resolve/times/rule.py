"""One row of the grammar: a pattern and what it means."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from communique.resolve.times.context import Context
from communique.resolve.times.mention import Value

Meaning = Callable[[re.Match[str], Context], Value | None]


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern over the clean text and the function that gives a match its value; None means "no time after all"."""

    pattern: re.Pattern[str]
    meaning: Meaning


def rule(pattern: str, meaning: Meaning) -> Rule:
    """A rule whose pattern starts and ends at word boundaries and does not mind case."""
    return Rule(re.compile(rf"(?<![\w.]){pattern}(?!\w)", re.IGNORECASE), meaning)
