"""How many documents there are is told before they are read, where that is cheap."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pyarrow as pa
import pytest
from pyarrow import parquet

from communique.intake import documents
from communique.intake.counting import count

ARTICLE = {"text": "Xi phoned\nPutin.", "published": "2025-03-03"}
LINES = "\n".join(json.dumps({"id": str(number), **ARTICLE}) for number in range(7)).encode()


def kinds(folder: Path) -> list[Path]:
    (folder / "a.txt").write_text("Xi phoned Putin.")
    (folder / "b.html").write_text("<p>Xi phoned Putin.</p>")
    (folder / "c.jsonl").write_bytes(LINES)
    (folder / "d.jsonl.gz").write_bytes(gzip.compress(LINES + b"\n"))
    (folder / "e.csv").write_text('id,text\n1,"Xi phoned\nPutin."\n2,Xi phoned Putin.\n')
    parquet.write_table(pa.Table.from_pylist([ARTICLE] * 5), folder / "f.parquet")
    (folder / "g.txt.gz").write_bytes(gzip.compress(b"Xi phoned Putin."))
    return sorted(folder.iterdir())


def test_files_are_counted_as_they_will_be_read(tmp_path: Path) -> None:
    for file in kinds(tmp_path):
        assert count([file]) == len(list(documents([file]))), file.name
    assert count([tmp_path, tmp_path / "c.jsonl"]) == len(list(documents([tmp_path])))
    assert count([]) == 0


def test_other_columns_are_counted_too(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("body\nXi phoned Putin.\n")
    assert count([tmp_path / "a.csv"], "text=body") == 1


@pytest.mark.parametrize("source", ["-", "https://news.example/", "feed.rss", "crawl.warc", "feeds.tar.rss.gz"])
def test_what_only_reading_tells_is_not_known(tmp_path: Path, source: str) -> None:
    if "." in source and "/" not in source:
        data = b"WARC/1.0\r\n" if "warc" in source else b'<rss version="2.0"><channel></channel></rss>'
        (tmp_path / source).write_bytes(gzip.compress(data) if source.endswith("gz") else data)
        source = str(tmp_path / source)
    (tmp_path / "a.txt").write_text("Xi phoned Putin.")
    assert count([tmp_path / "a.txt", source]) is None


def test_what_cannot_be_read_is_one_thing_to_tell_of(tmp_path: Path) -> None:
    (tmp_path / "broken.jsonl.gz").write_bytes(gzip.compress(LINES)[:40])
    (tmp_path / "empty.txt").touch()
    for name in ("broken.jsonl.gz", "empty.txt", "missing.txt"):
        assert count([tmp_path / name]) == 1
