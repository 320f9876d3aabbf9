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
_ASKED = ("ORTH", "TAG", "DEP")
_SET = ("POS", "MORPH", "LEMMA")
# The kept answers are let go at this many, so that a run over millions of articles stays within its memory.
_KEPT = 60_000
# Word, tag and label of a token are numbers of 64 bits; odd factors make one of them that is as good as unique.
_FACTORS = (1, 0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F)

_Answer = tuple[int, int, int]


class Forms:
    """The rules of one model and their answers so far.

    The answers are those that the model itself would give, so that what is kept changes speed and nothing else.
    """

    def __init__(self, nlp: Language) -> None:
        self._rules = [nlp.get_pipe(name) for name in self.replaced(nlp)]
        self._strings = nlp.vocab.strings
        self._answers: dict[int, _Answer] = {}
        self._distinct: dict[_Answer, _Answer] = {}
        self._leads: set[int] = set()
        self._beside: dict[tuple[int, ...], _Answer] = {}
        self._lemmas: dict[int, str] = {}
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
        if len(self._answers) + len(self._beside) > _KEPT:
            self._forget()
        asked: Any = doc.to_array(list(_ASKED))
        keys: list[int] = (asked * np.array(_FACTORS, dtype="uint64")).sum(axis=1, dtype="uint64").tolist()
        answers = self._answers
        values = [answers.get(key) or self._learn(doc, token, key) for token, key in enumerate(keys)]
        for token in self._near(keys):
            values[token] = self._own(doc, keys, token)
        for lemma in {answer[2] for answer in values}:
            # The vocabulary may have let go of the word since the answer was kept.
            if lemma not in self._strings:  # type: ignore[operator]
                self._strings.add(self._lemmas[lemma])
        table: Any = np.array(values, dtype="uint64")
        doc.from_array(list(_SET), table)

    def _forget(self) -> None:
        self._answers.clear()
        self._distinct.clear()
        self._leads.clear()
        self._beside.clear()
        self._lemmas.clear()

    def _learn(self, doc: Doc, token: int, key: int) -> _Answer:
        """The answer for a token by itself, from now on kept."""
        answer = self._answers[key] = self._ask(doc, token, token + 1)[0]
        if self._opens(doc[token].dep_, doc[token].lower_):
            self._leads.add(key)
        return answer

    def _near(self, keys: list[int]) -> set[int]:
        """The tokens that may open a rule over several, and those behind them."""
        found: set[int] = set()
        for token, key in enumerate(keys[:-1]):
            if key in self._leads:
                found.update((token, token + 1))
        return found

    def _own(self, doc: Doc, keys: list[int], token: int) -> _Answer:
        """The answer for a token that may hang on a neighbour."""
        start, end = max(0, token - 1), min(len(keys), token + 2)
        # Where it stands among them tells the first and the last of a text from one with a neighbour on both sides.
        around = (token - start, *keys[start:end])
        answer = self._beside.get(around)
        if answer is None:
            answer = self._beside[around] = self._ask(doc, start, end)[token - start]
        return answer

    def _opens(self, label: str, lower: str) -> bool:
        return lower in self._openers or label in self._labels or any(p.search(lower) for p in self._opening)

    def _ask(self, doc: Doc, start: int, end: int) -> list[_Answer]:
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
        for rule in self._rules:
            # The lemmatizer keeps every form it was ever asked for, as is done here.
            own = getattr(rule, "cache", None)
            if isinstance(own, dict):
                own.clear()
        found = [(row[0], row[1], row[2]) for row in asked.to_array(list(_SET)).tolist()]
        self._lemmas |= {lemma: self._strings[lemma] for _, _, lemma in found}
        return [self._distinct.setdefault(answer, answer) for answer in found]

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
