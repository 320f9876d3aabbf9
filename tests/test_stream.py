"""What the screen loses, over the development articles beside the repository; `bench/stream.py` measures speed too."""

from __future__ import annotations

from pathlib import Path

import pytest

from communique.intake import documents
from communique.pipeline import extract
from communique.schema import Document

SHARED = Path(__file__).resolve().parents[2] / "shared"
DEV = SHARED / "gold" / "dev.articles.jsonl"
STREAM = SHARED / "bench" / "stream" / "articles.jsonl.gz"


@pytest.mark.slow
@pytest.mark.parametrize(("source", "every"), [(DEV, 4), (STREAM, 80)], ids=["dev", "stream"])
def test_the_screen_loses_at_most_one_record_in_a_hundred(source: Path, every: int) -> None:
    if not source.is_file():
        pytest.skip("no articles beside the repository")
    articles = [item for item in documents([str(source)]) if isinstance(item, Document)][::every]
    found = lost = 0
    for without, usual in zip(extract(articles, screen=False), extract(articles), strict=True):
        for name in ("contacts", "statements", "positions"):
            found += len(getattr(without, name))
            lost += sum(record not in getattr(usual, name) for record in getattr(without, name))
    assert found > 50
    assert lost <= 0.01 * found
