"""How a contact went, in the words of those who tell of it: a constructive round, a deadlock."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from communique.lexicon.merging import MergingUse, merging_lexicon
from communique.record.merging.telling import Texts
from communique.schema.reports import Report

# "No progress", "a lack of results"
_NOT = re.compile(r"\b(?:no|not|never|without|lack of|little|n't|any)\W+(?:\w+\W+){0,2}$", re.IGNORECASE)
_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Outcome:
    """Whether a report says that it went well, and its words."""

    well: bool
    words: str


def how_it_went(report: Report, texts: Texts) -> Outcome | None:
    """What the sentences of a report say of how its contact went; None where they say nothing, or both."""
    text = texts(report.document)
    found: list[Outcome] = []
    for span in report.contact.evidence if text is not None else ():
        sentence = span.of(text or "")
        for well in (True, False):
            for match in _words("well" if well else "ill").finditer(sentence):
                negated = _NOT.search(sentence[: match.start()]) is not None
                found.append(Outcome(well != negated, _shown(sentence, match.start())))
    return found[0] if len({one.well for one in found}) == 1 else None


def _shown(sentence: str, start: int) -> str:
    """The words from which it is read, cut at a word."""
    words = " ".join(sentence[start:].split()).rstrip(".")
    return words if len(words) <= _SHOWN else words[: words.rindex(" ", 0, _SHOWN)] + " …"


@lru_cache(maxsize=2)
def _words(use: MergingUse) -> re.Pattern[str]:
    said = sorted(word for row in merging_lexicon().rows if row.use == use for word in row.words)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, said))})\b", re.IGNORECASE)
