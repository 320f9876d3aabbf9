"""Count and fit the wide table of reporting words on the training part of PolNeAR.

python bench/count_attribution.py DOCS.jsonl GOLD.jsonl

Writes `lexicon/data/attribution.csv` (how often a verb was met in a frame outside of other attributions, how often it
reported there, how often a source was named) and the `[weights]` of `lexicon/data/attribution.toml`: a logistic
regression over the features of `find/weighing.py`, with the log-odds of the counted share as one of them, each share
counted without the case at hand. No text of the benchmark is written anywhere.
"""

from __future__ import annotations

import json
import math
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from importlib.resources import files
from pathlib import Path

import numpy as np

from communique.clean import clean
from communique.find.frames import frames
from communique.find.predicates import predicate_frames
from communique.find.weighing import features
from communique.lexicon.speech import PRIOR
from communique.read import Reading, read
from communique.schema import Document

Case = tuple[str, str, bool, bool, tuple[str, ...]]
_STEPS, _RIDGE, _RAREST = 30, 2.0, 30


def spans(value: list[list[int]] | list[int] | None) -> list[list[int]]:
    """One span, several or none, as a list of spans."""
    if not value:
        return []
    return [value] if isinstance(value[0], int) else value  # type: ignore[list-item, return-value]


def cases(reading: Reading, gold: Iterable[dict[str, list[list[int]]]]) -> Iterator[Case]:
    """Word, frame, whether it reports, whether a source is named, and the features, of every frame."""
    cue: dict[int, bool] = {}
    inside: set[int] = set()
    for row in gold:
        for start, end in spans(row["cue"]):
            cue.update(dict.fromkeys(range(start, end), bool(row["source"])))
        for start, end in spans(row["content"]):
            inside.update(range(start, end))
    for token in reading.doc:
        at = reading.clean.origin[token.idx]
        if token.pos_ in ("VERB", "NOUN", "ADJ") and at not in inside and token.lemma_.isalpha():
            found = {
                frame.name: frame for frame in (frames(token) if token.pos_ == "VERB" else predicate_frames(token))
            }
            for name, frame in sorted(found.items()):
                reports = at in cue
                yield token.lemma_.lower(), name, reports, cue.get(at, False), tuple(features(reading, token, frame))


def fit(found: list[Case], seen: Counter[tuple[str, str]], cue: Counter[tuple[str, str]]) -> dict[str, float]:
    """The weights, by Newton's method; features met less than `_RAREST` times get none."""
    frame_seen, frame_cue = Counter(), Counter()  # type: ignore[var-annotated]
    for (_, frame), number in seen.items():
        frame_seen[frame] += number
    for (_, frame), number in cue.items():
        frame_cue[frame] += number
    often = Counter(name for case in found for name in case[4])
    names = ["constant", "share", *sorted(name for name, number in often.items() if number >= _RAREST)]
    column = {name: number for number, name in enumerate(names)}
    matrix = np.zeros((len(found), len(names)))
    target = np.array([case[2] for case in found], dtype=float)
    for number, (lemma, frame, reports, _, own) in enumerate(found):
        prior = frame_cue[frame] / frame_seen[frame]
        share = (cue[lemma, frame] - reports + PRIOR * prior) / (seen[lemma, frame] - 1 + PRIOR)
        matrix[number, 0] = 1
        matrix[number, 1] = math.log(max(share, 1e-4) / max(1 - share, 1e-4))
        for name in own:
            if name in column:
                matrix[number, column[name]] = 1
    weights = np.zeros(len(names))
    for _ in range(_STEPS):
        chance = 1 / (1 + np.exp(-matrix @ weights))
        slope = matrix.T @ (target - chance) - _RIDGE * weights
        curve = (matrix * (chance * (1 - chance))[:, None]).T @ matrix + _RIDGE * np.eye(len(names))
        weights = weights + np.linalg.solve(curve, slope)
    return {name: round(float(weights[column[name]]), 2) for name in names}


def write(found: list[Case], folder: Path) -> None:
    """The two files of the wide table."""
    seen = Counter((case[0], case[1]) for case in found)
    cue = Counter((case[0], case[1]) for case in found if case[2])
    named = Counter((case[0], case[1]) for case in found if case[3])
    rows = [f"{key[0]},{key[1]},{seen[key]},{cue[key]},{named[key]}\n" for key in sorted(seen) if seen[key] > 1]
    (folder / "attribution.csv").write_text("lemma,frame,seen,cue,named\n" + "".join(rows), "utf-8")
    weights = fit(found, seen, cue)
    lines = [f'"{name}" = {value}\n' for name, value in sorted(weights.items())]
    origin = (
        "# Written by bench/count_attribution.py: training part of PolNeAR (Newell, Margolin and Ruths 2018).\n"
        "# A verb in a frame reports where the sum of its rows, with `share` times the log-odds of its share in\n"
        "# attribution.csv and the constant, is above zero.\n[weights]\n"
    )
    (folder / "attribution.toml").write_text(origin + "".join(lines), "utf-8")


def main(argv: list[str]) -> int:
    if len(argv) != 2:
        print(__doc__, file=sys.stderr)
        return 2
    docs, gold = ([json.loads(line) for line in Path(path).read_text("utf-8").splitlines()] for path in argv)
    marked = {row["doc"]: row["attributions"] for row in gold}
    documents = [Document(row["doc"], row["text"]) for row in docs if row["doc"] in marked]
    readings = read((document, clean(document)) for document in documents)
    found = [case for reading in readings for case in cases(reading, marked[reading.document.id])]
    write(found, Path(str(files("communique.lexicon") / "data")))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
