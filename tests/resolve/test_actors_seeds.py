"""The actors of the five seed articles: every mention with whom it stands for, by its place in the raw text.

`seed_mentions.csv` holds article, start, end and the actors as name/side joined by " + "; "~RUS" is an actor of that
side under the words of the text; an empty cell is a mention that stands for nobody or that the text leaves open.
"""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from communique.clean import clean
from communique.lexicon.registry import load_registry
from communique.read import Reading, read
from communique.resolve.actors import Actors
from communique.schema import Document, Words

SEEDS = Path(__file__).parents[3] / "shared" / "seeds"
TABLE = Path(__file__).with_name("seed_mentions.csv")


def words_at(reading: Reading, start: int, end: int) -> Words | None:
    """The tokens that stand at a raw span."""
    found = [
        token.i
        for token in reading.doc
        if not token.is_space
        and reading.span(Words(token.i, token.i + 1)).start < end
        and start < reading.span(Words(token.i, token.i + 1)).end
    ]
    return Words(found[0], found[-1] + 1) if found else None


def agrees(actors: set[tuple[str, str | None]], expected: str) -> bool:
    wanted = [part for part in expected.split(" + ") if part]
    if len(wanted) != len(actors):
        return False
    return all(
        any(side == part[1:] for _, side in actors) if part.startswith("~") else part in {f"{n}/{s}" for n, s in actors}
        for part in wanted
    )


@pytest.mark.skipif(not SEEDS.exists(), reason="the seed articles are not here")
def test_the_actors_of_the_seeds_are_right_or_empty() -> None:
    """At least 95 of 100 mentions right, none wrong; an empty answer is allowed."""
    rows = list(csv.DictReader(TABLE.open(encoding="utf-8")))
    right, wrong, empty = 0, [], 0
    for name in sorted({row["article"] for row in rows}):
        document = Document(name, (SEEDS / f"{name}.txt").read_text("utf-8"))
        reading = next(read([(document, clean(document))]))
        actors = Actors(reading, load_registry(), reading.clean.published)
        for row in (row for row in rows if row["article"] == name):
            words = words_at(reading, int(row["start"]), int(row["end"]))
            found = {(actor.name, actor.side) for actor in actors.at(words)} if words else set()
            if agrees(found, row["actors"]):
                right += 1
            elif not found:
                empty += 1
            else:
                wrong.append((name[:3], row["start"], row["end"], row["actors"], sorted(found, key=str)))
    assert not wrong
    assert right / len(rows) >= 0.95, f"{right} right, {empty} empty of {len(rows)}"
