"""Reporting words as a table: which word, what it may govern, and how it colours what it reports."""

from __future__ import annotations

import csv
import math
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Any, get_args

from communique.errors import LexiconError
from communique.schema import Tone

FRAMES = frozenset({"clause", "quote", "around", "object", "passive", "infinitive", "gerund", "as", "small"})
_FILE = "speech.toml"
_SPEAKS = 0.5
_KEYS = {
    "verb": {"lemmas", "frames", "quoted", "who", "besides", "tone", "yes", "no"},
    "noun": {"lemmas", "frames", "tone", "yes", "no"},
    "document": {"lemmas", "tone", "yes", "no"},
    "phrase": {"verbs", "nouns", "frames", "tone", "yes", "no"},
    "state": {"words", "tone", "yes", "no"},
    "setting": {"words", "event", "tone", "yes", "no"},
    "closing": {"forms", "tone", "yes", "no"},
    "onward": {"lemmas", "tone", "yes", "no"},
    "mouthpiece": {"words", "tone", "yes", "no"},
    "medium": {"words", "tone", "yes", "no"},
    "label": {"titles", "questions", "pointers", "tone", "yes", "no"},
    "source": {"words", "tone", "yes", "no"},
}


@dataclass(frozen=True, slots=True)
class Cue:
    """What one row says of one word in one frame.

    `quoted`: the matter must hold a quotation. `nameless`: the word's subject is not who reports ("it seems").
    `somebody`: the subject must be a name, a person or a body. `clause`: the noun of a phrase must govern a clause.
    `besides`: the nouns of which the word says something else ("recalled its ambassador").
    """

    tone: Tone
    quoted: bool = False
    nameless: bool = False
    somebody: bool = False
    clause: bool = False
    besides: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence of a row and whether it holds a statement reported by one of `words` (by any word where empty)."""

    row: str
    words: tuple[str, ...]
    sentence: str
    holds: bool


@dataclass(frozen=True, slots=True)
class Wide:
    """Shares by verb and frame, the weights of what stands around, and the log-odds above which a verb reports."""

    shares: dict[tuple[str, str], float]
    weights: dict[str, float]
    bar: float

    def reports(self, lemma: str, frame: str, features: Iterable[str]) -> bool:
        """Whether a verb reports in a frame, among words of these features."""
        share = min(max(self.shares.get((lemma, frame), 0.0), 1e-4), 1 - 1e-4)
        odds = self.weights["constant"] + self.weights["share"] * math.log(share / (1 - share))
        return odds + sum(self.weights.get(feature, 0.0) for feature in features) > self.bar


@dataclass(frozen=True, slots=True)
class Speech:
    """The table. `verbs` and `nouns` are indexed by lemma and frame, `phrases` by verb and noun, `states`
    by the word itself. `settings` are where words are spoken or written, `events` these and the meetings where they
    are; `onward` are verbs whose participles go on with the same speaker ("adding").

    `wide` tells a table that takes beliefs, intentions and what was not said for reports too (`load_attribution`).
    """

    verbs: dict[tuple[str, str], Cue]
    nouns: dict[tuple[str, str], Cue]
    phrases: dict[tuple[str, str], Cue]
    documents: frozenset[str]
    sources: tuple[tuple[str, ...], ...]
    states: dict[str, Cue]
    settings: frozenset[str]
    events: frozenset[str]
    onward: frozenset[str]
    closing: tuple[str, ...]
    spokesmen: frozenset[str]
    media: frozenset[str]
    titles: frozenset[str]
    questions: frozenset[str]
    pointers: frozenset[str]
    examples: tuple[Example, ...]
    wide: Wide | None = None

    def verb(self, lemma: str, frame: str) -> Cue | None:
        """The entry of a verb in a frame ("clause", "prep:of"), None where it reports nothing there."""
        return self.verbs.get((lemma, frame))

    def speaks(self, lemma: str) -> bool:
        """Whether a verb can stand beside a quotation or report a clause at all."""
        return (lemma, "quote") in self.verbs or (lemma, "clause") in self.verbs


@cache
def load_speech() -> Speech:
    """The table of reporting words.

    Raises:
        LexiconError: a row has an unknown key, frame or tone, or lacks its examples.
    """
    data = tomllib.loads((files("communique.lexicon") / "data" / _FILE).read_text("utf-8"))
    verbs: dict[tuple[str, str], Cue] = {}
    nouns: dict[tuple[str, str], Cue] = {}
    phrases: dict[tuple[str, str], Cue] = {}
    documents: set[str] = set()
    sources: list[tuple[str, ...]] = []
    states: dict[str, Cue] = {}
    settings: set[str] = set()
    events: set[str] = set()
    onward: set[str] = set()
    closing: list[str] = []
    spokesmen: set[str] = set()
    media: set[str] = set()
    titles: set[str] = set()
    questions: set[str] = set()
    pointers: set[str] = set()
    examples: list[Example] = []
    for kind, rows in data.items():
        if kind not in _KEYS:
            raise LexiconError(f"{_FILE}: unknown kind of row {kind!r}, expected one of {', '.join(sorted(_KEYS))}")
        for number, row in enumerate(rows, 1):
            name = f"{_FILE}: {kind} row {number}"
            tone = _check(name, kind, row)
            words: list[str] = []
            if kind in ("verb", "noun"):
                words = row["lemmas"]
                index = verbs if kind == "verb" else nouns
                somebody, besides = row.get("who") == "somebody", frozenset(row.get("besides", ()))
                for frame, quoted in _frames(name, row):
                    for lemma in words:
                        entry = index.get((lemma, frame))
                        # What one row takes without quotation marks, another row does not take back.
                        if entry is None or (entry.quoted and not quoted):
                            index[lemma, frame] = Cue(tone, quoted, somebody=somebody, besides=besides)
            elif kind == "document":
                words = row["lemmas"]
                documents.update(words)
            elif kind == "phrase":
                words = row["verbs"]
                for verb in words:
                    for noun in row["nouns"]:
                        phrases.setdefault((verb, noun), Cue(tone, clause=row.get("frames") == ["clause"]))
            elif kind == "state":
                words = row["words"]
                states.update(dict.fromkeys(words, Cue(tone)))
            elif kind == "setting":
                (events if row.get("event") else settings).update(row["words"])
            elif kind == "onward":
                words = row["lemmas"]
                onward.update(words)
            elif kind == "closing":
                words = row["forms"]
                closing += words
            elif kind == "mouthpiece":
                spokesmen.update(row["words"])
            elif kind == "medium":
                media.update(row["words"])
            elif kind == "label":
                titles.update(row["titles"])
                questions.update(row["questions"])
                pointers.update(row["pointers"])
            else:
                words = [phrase.split()[0] for phrase in row["words"]]
                sources += [tuple(phrase.split()) for phrase in row["words"]]
            examples += [Example(name, tuple(words), sentence, True) for sentence in row["yes"]]
            examples += [Example(name, tuple(words), sentence, False) for sentence in row["no"]]
    return Speech(
        verbs,
        nouns,
        phrases,
        frozenset(documents),
        tuple(sources),
        states,
        frozenset(settings),
        frozenset(settings | events),
        frozenset(onward),
        tuple(closing),
        frozenset(spokesmen),
        frozenset(media),
        frozenset(titles),
        frozenset(questions),
        frozenset(pointers),
        tuple(examples),
    )


def _check(name: str, kind: str, row: dict[str, Any]) -> Tone:
    unknown = set(row) - _KEYS[kind]
    if unknown:
        raise LexiconError(f"{name}: unknown key {', '.join(sorted(unknown))}")
    if not row.get("yes") or not row.get("no"):
        raise LexiconError(f"{name}: needs at least one sentence in yes and one in no")
    if row.get("who", "somebody") != "somebody":
        raise LexiconError(f"{name}: who can only be 'somebody'")
    tone: Tone = row["tone"]
    if tone not in get_args(Tone):
        raise LexiconError(f"{name}: unknown tone {tone!r}, expected one of {', '.join(get_args(Tone))}")
    return tone


def _frames(name: str, row: dict[str, Any]) -> list[tuple[str, bool]]:
    found = [(frame, False) for frame in row["frames"]] + [(frame, True) for frame in row.get("quoted", ())]
    for frame, _ in found:
        if frame not in FRAMES and not frame.startswith(("prep:", "pair:")):
            raise LexiconError(f"{name}: unknown frame {frame!r}")
    return found


PRIOR = 2.0
"""How many cases the share of a frame as a whole weighs against the cases of one verb."""


@cache
def load_attribution(least: float = 0.5) -> Speech:
    """The table widened to all that PolNeAR calls an attribution: beliefs, intentions, stances, what was left unsaid.

    `data/attribution.csv` holds how often a verb was met in a frame, how often it reported there, and how often then
    a source was named; `data/attribution.toml` what the words around add. Both are counted on the training part of
    PolNeAR (Newell, Margolin and Ruths 2018) by `bench/count_attribution.py`.

    Args:
        least: the probability from which a verb in a frame is taken to report.
    """
    data = files("communique.lexicon") / "data"
    rows = list(csv.DictReader((data / "attribution.csv").read_text("utf-8").splitlines()))
    frames: dict[str, tuple[int, int]] = {}
    for row in rows:
        total, hits = frames.get(row["frame"], (0, 0))
        frames[row["frame"]] = (total + int(row["seen"]), hits + int(row["cue"]))
    table = load_speech()
    verbs: dict[tuple[str, str], Cue] = {}
    shares: dict[tuple[str, str], float] = {}
    for row in rows:
        lemma, frame, seen, cue = row["lemma"], row["frame"], int(row["seen"]), int(row["cue"])
        total, hits = frames[frame]
        share = (cue + PRIOR * hits / total) / (seen + PRIOR)
        if cue:
            shares[lemma, frame] = share
            verbs[lemma, frame] = Cue("neutral", nameless=2 * int(row["named"]) < cue)
            if frame == "clause" and share >= _SPEAKS:
                verbs.setdefault((lemma, "quote"), Cue("neutral"))
    for key, entry in table.verbs.items():
        if key[1] in ("quote", "around"):
            verbs.setdefault(key, entry)
    weights = tomllib.loads((data / "attribution.toml").read_text("utf-8"))["weights"]
    return replace(table, verbs=verbs, wide=Wide(shares, weights, math.log(least / (1 - least))))
