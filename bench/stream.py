"""General news as they come, most of them about no diplomacy: throughput beside bare spaCy, and what the screen loses.

`python bench/stream.py [SOURCE] [--all | --articles N]`; SOURCE is anything `communique read` takes (the stream beside
the repository where it is there). Both sides take the same articles turn about, a batch at a time, in one process with
the same number of threads; times are of the processor, so that a busy machine falls on both alike. What the screen
loses is counted over a part of the articles and over the dev articles: what a run without it finds and the usual run
does not.
"""

from __future__ import annotations

import argparse
import importlib
import sys
import time
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from communique.intake import documents
from communique.pipeline import extract
from communique.read.model import find_model
from communique.schema import Document, Extraction

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
STREAM, DEV = SHARED / "bench" / "stream" / "articles.jsonl.gz", SHARED / "gold" / "dev.articles.jsonl"
FASTER, LOST = 4.0, 1.0
ARTICLES, BATCH, COMPARED = 400, 100, 120


class Share(NamedTuple):
    """Records found without the screen, and how many of them are not found with it."""

    found: int
    lost: int

    @property
    def percent(self) -> float:
        return 100 * self.lost / self.found if self.found else 0.0


def spread(articles: Sequence[Document], number: int) -> list[Document]:
    """So many articles from all over a corpus."""
    step = max(1, len(articles) // number)
    return list(articles[::step][:number])


def race(articles: Sequence[Document]) -> tuple[float, float, list[Extraction]]:
    """Seconds of bare spaCy, seconds of the whole pipeline, and what it found."""
    bare = importlib.import_module(find_model()).load()
    list(bare.pipe(article.text for article in articles[:5]))
    list(extract(articles[:5], everything=True))
    spent = [0.0, 0.0]
    found: list[Extraction] = []
    coming = iter(articles)
    while batch := list(islice(coming, BATCH)):
        start = time.process_time()
        for _ in bare.pipe(article.text for article in batch):
            pass
        middle = time.process_time()
        found += extract(batch)
        spent[0] += middle - start
        spent[1] += time.process_time() - middle
    return spent[0], spent[1], found


def lost(articles: Sequence[Document]) -> Share:
    """What the screen costs in records over some articles."""
    found = missed = 0
    for without, usual in zip(extract(articles, screen=False), extract(articles), strict=True):
        for name in ("contacts", "statements", "positions"):
            there = getattr(usual, name)
            found += len(getattr(without, name))
            missed += sum(record not in there for record in getattr(without, name))
    return Share(found, missed)


def report(articles: Sequence[Document]) -> Iterator[tuple[str, float, str, bool]]:
    """Each figure: name, value, unit, whether its limit holds."""
    bare, ours, found = race(articles)
    letters = sum(len(article.text) for article in articles)
    inside = [one for one in found if not one.outside]
    yield f"general news: articles ({letters / 1e6:.1f} million letters)", len(articles), "", True
    yield "about relations between sides", 100 * len(inside) / len(found), "%", True
    yield "bare spaCy: articles a second", len(articles) / bare, "", True
    yield "communique: articles a second", len(articles) / ours, "", True
    yield f"throughput over bare spaCy (at least {FASTER:g})", bare / ours, "times", bare / ours >= FASTER
    share = lost(spread(articles, COMPARED))
    yield f"lost to the screen, of {share.found} records of general news", share.percent, "%", share.percent <= LOST
    if DEV.is_file():
        share = lost([item for item in documents([str(DEV)]) if isinstance(item, Document)])
        yield f"lost to the screen, of {share.found} records of dev", share.percent, "%", share.percent <= LOST


def main() -> int:
    """Print every figure; 1 where a limit does not hold."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("source", nargs="?", default=str(STREAM))
    parser.add_argument("--all", action="store_true")
    parser.add_argument("--articles", type=int, default=ARTICLES)
    given = parser.parse_args()
    if not Path(given.source).exists():
        print(f"{given.source} is not there: name a corpus of general news")
        return 0
    articles = [item for item in documents([given.source]) if isinstance(item, Document)]
    broken = 0
    for name, value, unit, holds in report(articles if given.all else spread(articles, given.articles)):
        broken += not holds
        print(f"{name:62}{value:10.2f} {unit}{'' if holds else '  BROKEN'}", flush=True)
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
