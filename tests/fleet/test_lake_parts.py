"""The parts of a lake that need no Ray: places, sources, chunks, groups and what hangs together."""

from __future__ import annotations

import gzip
import json
import multiprocessing
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lakes import read_into, rows_of
from merging_set import merging_set

from communique.errors import LakeError
from communique.fleet.lake import chunks, merging
from communique.fleet.lake.chunks import LEFT_ALONE, UNDERWAY, Chunk, End, Settings, chunks_of, read_chunk
from communique.fleet.lake.joining import components, lookup_of
from communique.fleet.lake.places import place_of
from communique.fleet.lake.shapes import read_of
from communique.fleet.lake.sources import Source, Stack, read_source, sources_of, stacked
from communique.intake import documents
from communique.intake.columns import USUAL_COLUMNS
from communique.pipeline import extract
from communique.record.codec import encode
from communique.record.documents import Given
from communique.record.merging import conclude, judgements, merged
from communique.schema import Document, Extraction, Problem
from communique.schema.reports import Report

REPORTS, _ = merging_set()
CALL = "Olaf Scholz spoke by phone with Xi Jinping on Friday, his spokesman said."


def corpus(count: int) -> bytes:
    rows = (
        {"id": f"d{number:03}", "text": f"{CALL} Number {number}.", "published": "2022-05-07"}
        for number in range(count)
    )
    return "\n".join(map(json.dumps, rows)).encode()


# ---- places and sources ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["", "file://", "memory://"])
def test_a_place_is_written_whole_listed_and_removed_wherever_it_is(kind: str, tmp_path: Path) -> None:
    place = place_of(f"memory://{uuid4()}" if kind == "memory://" else f"{kind}{tmp_path}/lake")
    assert place.files() == []
    place.at("a", "one.json").write(b"1")
    place.at("a", "one.json").write(b"12")
    place.at("b", ".hidden").write(b"3")
    assert [found.path.rpartition("/")[2] for found in place.files()] == ["one.json"]
    assert place.at("a").parts() == ["one"]
    info = place.at("a", "one.json").info()
    assert info is not None
    assert info.size == 2
    place.at("a", "one.json").move(place.at("c", "two.json"))
    assert place.at("c", "two.json").read() == b"12"
    place.at("c").remove()
    place.at("c").remove()
    assert place.at("c", "two.json").info() is None


def test_what_a_killed_process_left_half_written_is_no_file(tmp_path: Path) -> None:
    place = place_of(str(tmp_path))
    place.at("documents", "whole.parquet").write(b"1")
    (tmp_path / "documents" / "other.parquet.half").write_bytes(b"1")
    assert place.at("documents").parts() == ["whole"]


def test_an_address_that_nothing_opens_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(LakeError, match="nowhere://there: cannot be opened"):
        place_of("nowhere://there")
    file = tmp_path / "file"
    file.write_text("no folder")
    with pytest.raises(LakeError, match="file"):
        place_of(str(file)).at("documents", "one.parquet").write(b"1")


@pytest.mark.parametrize("kind", ["", "file://", "memory://"])
def test_articles_are_read_alike_wherever_they_lie(kind: str, tmp_path: Path) -> None:
    samples = Path(__file__).resolve().parents[2] / "samples"
    root = f"memory://{uuid4()}" if kind == "memory://" else f"{kind}{tmp_path}/articles"
    place = place_of(root)
    for file in samples.iterdir():
        place.at(file.name).write(file.read_bytes())
    place.at("deep", "packed.jsonl.gz").write(gzip.compress(corpus(3)))
    found = [item for source in sources_of([root]) for item in read_source(source, USUAL_COLUMNS)]  # type: ignore[arg-type]
    texts = {item.text for item in documents([samples]) if isinstance(item, Document)}
    assert {item.text for item in found if isinstance(item, Document)} == texts | {
        f"{CALL} Number {number}." for number in range(3)
    }
    assert not [item for item in found if isinstance(item, Problem)]


def test_what_cannot_be_read_is_a_problem_with_its_place(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "broken.parquet").write_bytes(b"PAR1 and nothing")
    found = sources_of(["-", f"{tmp_path}/gone", f"{tmp_path}/empty", f"{tmp_path}/broken.parquet", "nowhere://there"])
    problems = [one for one in found if isinstance(one, Problem)]
    assert {problem.source for problem in problems} == {"-", f"{tmp_path}/gone", f"{tmp_path}/empty", "nowhere://there"}
    (source,) = [one for one in found if isinstance(one, Source)]
    (problem,) = read_source(source, USUAL_COLUMNS)
    assert isinstance(problem, Problem)
    assert "Parquet" in problem.message


def test_small_files_are_stacked_and_large_ones_are_not() -> None:
    small = [Source("a", f"a/{number}", 10) for number in range(100)]
    large = [Source("a", f"b/{number}", 5_000_000) for number in range(2)]
    stacks = [*stacked([*small, *large])]
    assert [len(stack.sources) for stack in stacks] == [64, 36, 1, 1]
    assert len({stack.key for stack in stacks}) == 4


# ---- chunks ---------------------------------------------------------------------------------------------------------


def cut(path: Path, **options: Any) -> list[Chunk | End]:
    return [*chunks_of(Stack((Source(str(path), str(path)),)), USUAL_COLUMNS, None, **options)]


def test_documents_are_cut_into_chunks_without_those_that_are_known(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(corpus(10) + b"\n" + corpus(2) + b"\nno JSON\n")
    *parts, end = cut(path, size=4)
    assert [len(part.documents) for part in parts if isinstance(part, Chunk)] == [4, 4, 2]
    assert isinstance(end, End)
    assert (end.chunks, len(end.problems)) == (3, 1)
    known = [Given.of(document).hash for part in parts if isinstance(part, Chunk) for document in part.documents[:3]]
    *rest, _ = cut(path, size=4, known=lookup_of(known))
    assert [document.id for part in rest if isinstance(part, Chunk) for document in part.documents] == ["d003", "d007"]


def test_what_was_read_comes_back_from_the_tables_as_it_was(tmp_path: Path) -> None:
    samples = Path(__file__).resolve().parents[2] / "samples"
    lake = place_of(str(tmp_path / "lake"))
    read_into(lake, [samples], size=5)
    articles = [item for item in documents([samples]) if isinstance(item, Document)]
    wanted = {Given.of(one).hash: found for one, found in zip(articles, extract(articles), strict=True)}
    names = ("problems", "positions", "statements", "reports", "documents")
    found = 0
    for part in lake.at("documents").parts():
        tables = {
            name: lake.at(name, f"{part}.parquet").read_table()
            for name in names
            if lake.at(name, f"{part}.parquet").info()
        }
        tables.setdefault("problems", pa.table({name: [] for name in ("document", "source", "line", "message")}))
        for one, extraction in read_of(tables):
            assert Given.of(one.document, one.given).hash == one.hash
            assert extraction.outside == wanted[one.hash].outside
            assert extraction.contacts == wanted[one.hash].contacts
            assert extraction.statements == wanted[one.hash].statements
            assert extraction.positions == wanted[one.hash].positions
            found += 1
    assert found == len(articles)


def _deadly(documents: Iterable[Document], *rest: object) -> Iterator[Extraction]:
    for document in documents:
        if "Number 2." in document.text:
            os._exit(9)
        yield Extraction(document)


def _read_deadly(lake: str, chunk: Chunk) -> None:
    chunks.extract = _deadly  # type: ignore[assignment]
    read_chunk(chunk, place_of(lake), Settings())


def test_a_document_that_ends_whoever_reads_it_is_passed_over_and_the_others_are_read(tmp_path: Path) -> None:
    path, lake = tmp_path / "a.jsonl", str(tmp_path / "lake")
    path.write_bytes(corpus(4))
    chunk, _ = cut(path)
    assert isinstance(chunk, Chunk)
    forked = multiprocessing.get_context("fork")
    ended = []
    while not ended or ended[-1] == 9:
        process = forked.Process(target=_read_deadly, args=(lake, chunk))
        process.start()
        process.join()
        ended.append(process.exitcode)
    assert ended == [9, 9, 9, 0]
    assert [row["name"] for row in rows_of(lake, "documents")] == ["d000", "d001", "d002", "d003"]
    assert [(row["source"], row["message"]) for row in rows_of(lake, "problems")] == [("d002", LEFT_ALONE)]
    assert place_of(lake).at(UNDERWAY).files() == []


# ---- what hangs together, and groups --------------------------------------------------------------------------------


@given(st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), max_size=60))
def test_everyone_finds_the_smallest_name_that_it_hangs_together_with(pairs: list[tuple[int, int]]) -> None:
    names = [(f"n{a:02}", f"n{b:02}") for a, b in pairs]
    found = components([a for a, _ in names], [b for _, b in names])
    leader = {name: name for pair in names for name in pair}
    for _ in names:
        for a, b in names:
            leader[a] = leader[b] = min(leader[a], leader[b])
    assert dict(zip(leader, found.get(list(leader)), strict=True)) == leader
    assert found.get(["n99"]) == [None]
    assert "n99" not in found


def test_a_long_chain_hangs_together() -> None:
    names = [f"n{number:05}" for number in range(20_000)]
    shuffled = sorted(range(19_999), key=lambda number: number * 7919 % 20_000)
    found = components([names[at] for at in shuffled], [names[at + 1] for at in shuffled])
    assert set(found.get(names)) == {"n00000"}


def rows(reports: Iterable[Report]) -> pa.Table:
    columns = ("key", "document", "publisher", "published", "ordinal")
    told = [{name: getattr(one, name) for name in columns} | {"record": encode(one.contact)} for one in reports]
    return pa.Table.from_pylist(told)


VOICES = lookup_of([one.document for one in REPORTS], [one.voice for one in REPORTS])


@given(st.integers(1, 9), st.integers(1, 3), st.randoms())
@settings(max_examples=8)
def test_reports_in_any_number_of_groups_are_merged_as_in_one(groups: int, shares: int, random: Any) -> None:
    """Reports in any order, in chunks, to the groups of their blocks and from there to those of their components."""
    shuffled = [*REPORTS]
    random.shuffle(shuffled)
    parts = [merging.voiced(rows(shuffled[at : at + 25]), VOICES) for at in range(0, len(shuffled), 25)]
    division = merging.Division(groups, shares)
    table = pa.concat_tables([merging.placed(part, division, frozenset()) for part in parts])
    judged = pa.concat_tables([merging.judged(group, division) for group in grouped(table)])
    alone = judgements(REPORTS)
    assert {(row["a"], row["b"], row["score"]) for row in judged.to_pylist()} == {(j.a, j.b, j.score) for j in alone}
    assert judged.num_rows == len(alone)
    leaders = components(judged["a"].to_pylist(), judged["b"].to_pylist())
    none = pa.table({"hash": pa.array([], pa.string()), "text": pa.array([], pa.string())})
    table = pa.concat_tables([merging.worded(merging.led(part, leaders, groups), none) for part in parts])
    found = [row for group in grouped(table) for row in merging.concluded(group).to_pylist()]
    wanted = {one.id: one for one in map(conclude, merged(REPORTS))}
    assert sorted(row["id"] for row in found) == sorted(wanted)
    for row in found:
        one = wanted[row["id"]]
        assert (row["status"], row["date"], tuple(row["topics"])) == (one.status, one.date, one.topics)
        assert row["reports"] == [report.key for report in one.reports]
        assert [party["name"] for party in row["parties"]] == [party.actor.name for party in one.parties]


def grouped(table: pa.Table) -> list[pa.Table]:
    groups = sorted(set(table["group"].to_pylist()))
    return [table.filter(pa.compute.equal(table["group"], group)) for group in groups]


@given(st.integers(1, 7))
@settings(max_examples=5)
def test_copies_are_found_over_any_number_of_groups(groups: int) -> None:
    words = [f"word{number}" for number in range(60)]
    other = " ".join(reversed(words))
    texts = [" ".join([*words[:at], "changed", *words[at:]]) for at in (0, 20, 60)] + [other, f"{other} again", "alone"]
    days = ["2022-05-07", "2022-05-08", "2022-09-01", None, "2022-05-06", None]
    from communique.record.voices import buckets, runs_of, voices_of

    told = [
        {"hash": f"{number:064x}", "published": day, "text": text, "buckets": buckets(runs_of(text))}
        for number, (text, day) in enumerate(zip(texts, days, strict=True))
    ]
    table = pa.Table.from_pylist(told)
    pairs = pa.concat_tables([merging.neighbours(group) for group in grouped(merging.bands(table, groups))])
    leaders = components(pairs["a"].to_pylist(), pairs["b"].to_pylist())
    found = [
        row for group in grouped(merging.texts(table, leaders, groups)) for row in merging.copies(group).to_pylist()
    ]
    wanted = voices_of((row["hash"], row["published"], row["text"]) for row in told)
    assert {row["document"]: row["voice"] for row in found} == {one: of for one, of in wanted.items() if one != of}
    assert len(found) == 2
