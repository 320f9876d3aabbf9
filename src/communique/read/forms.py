"""Parts of speech, morphology and lemmas, looked up once a word form instead of once a token.

The rules of the model that set them look at a token's text, tag and label alone, with a handful that look at a
neighbour ("let's", "there's"). Their answer is kept by what they look at; only what was not seen before, and what may
hang on a neighbour, is put to them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

_RULES = ("attribute_ruler", "lemmatizer")
_ASKED = ("TAG", "ORTH", "DEP")
_SET = ("POS", "MORPH", "LEMMA")
# The kept answers are let go at this many, so that a run over millions of articles stays within its memory.
_KEPT = 300_000


class Forms:
    """The rules of one model and their answers so far.

    The answers are those that the model itself would give, so that what is kept changes speed and nothing else.
    """

    def __init__(self, nlp: Language) -> None:
        self._rules = [nlp.get_pipe(name) for name in self.replaced(nlp)]
        self._answers: dict[tuple[int, int, int], tuple[int, int, int]] = {}
        self._openers: set[str] = set()
        self._opening: list[re.Pattern[str]] = []
        self._labels: set[str] = set()
        for pattern in _patterns(nlp):
            if len(pattern) > 1:
                self._note(pattern[0])

    @staticmethod
    def replaced(nlp: Language) -> list[str]:
        """The components of a model that need not run where forms are set here."""
        return [name for name in _RULES if name in nlp.component_names]

    def write(self, doc: Doc) -> None:
        """Set parts of speech, morphology and lemmas of a tagged and parsed text."""
        if not len(doc) or not self._rules:
            return
        keys = [tuple(row) for row in doc.to_array(list(_ASKED)).tolist()]
        if len(self._answers) > _KEPT:
            self._answers.clear()
        # The answers name words by number, and in a memory zone the model soon forgets which word that was.
        answers = self._answers
        fresh = {} if doc.vocab.in_memory_zone else answers  # type: ignore[attr-defined]
        near = set(self._near(doc))
        own = self._own(doc, near)
        for token, key in enumerate(keys):
            if key not in answers and key not in fresh and token not in near:
                fresh[key] = self._ask(doc, token, token + 1)[0]
        values = [own.get(token) or answers.get(key) or fresh[key] for token, key in enumerate(keys)]
        self._forget()
        table: Any = np.array(values, dtype="uint64")
        doc.from_array(list(_SET), table)

    def _forget(self) -> None:
        # The lemmatizer keeps every form it was ever asked for; the answers here make that needless.
        for rule in self._rules:
            kept = getattr(rule, "cache", None)
            if isinstance(kept, dict):
                kept.clear()

    def _own(self, doc: Doc, near: set[int]) -> dict[int, tuple[int, int, int]]:
        """The answers for tokens that may hang on a neighbour."""
        found: dict[int, tuple[int, int, int]] = {}
        for token in sorted(near):
            start = max(0, token - 1)
            end = min(len(doc), token + 2)
            found[token] = self._ask(doc, start, end)[token - start]
        return found

    def _near(self, doc: Doc) -> Iterator[int]:
        for token in list(doc)[:-1]:
            lower = token.lower_
            if lower in self._openers or token.dep_ in self._labels or any(p.search(lower) for p in self._opening):
                yield token.i
                yield token.i + 1

    def _ask(self, doc: Doc, start: int, end: int) -> list[tuple[int, int, int]]:
        """What the model's rules set on a stretch of tokens."""
        from spacy.tokens import Doc as NewDoc

        stretch = doc[start:end]
        asked = NewDoc(
            doc.vocab,
            words=[token.text for token in stretch],
            spaces=[bool(token.whitespace_) for token in stretch],
            tags=[token.tag_ for token in stretch],
            deps=[token.dep_ for token in stretch],
            heads=list(range(end - start)),
        )
        for rule in self._rules:
            asked = rule(asked)
        return [(row[0], row[1], row[2]) for row in asked.to_array(list(_SET)).tolist()]

    def _note(self, first: dict[str, Any]) -> None:
        lower, label = first.get("LOWER"), first.get("DEP")
        if isinstance(lower, str):
            self._openers.add(lower)
        elif isinstance(lower, dict) and "REGEX" in lower:
            self._opening.append(re.compile(lower["REGEX"]))
        elif isinstance(label, str):
            self._labels.add(label)
        else:
            # A rule of another model that cannot be narrowed: every token is asked about beside its neighbours.
            self._opening.append(re.compile(""))


@cache
def forms_of(nlp: Language) -> Forms:
    """The forms of a model, whose answers so far serve every later reading by it."""
    return Forms(nlp)


def _patterns(nlp: Language) -> Iterator[list[dict[str, Any]]]:
    if "attribute_ruler" in nlp.component_names:
        for row in getattr(nlp.get_pipe("attribute_ruler"), "patterns", ()):
            yield from row["patterns"]
