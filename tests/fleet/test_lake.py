"""A lake on Ray: the contacts of `add`, whatever dies on the way, and back into a ledger."""

from __future__ import annotations

import contextlib
import gzip
import json
import os
import re
import shlex
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from lakes import in_lake, in_ledger, rows_of

from communique.cli import main
from communique.errors import ExtraError, LakeError, QuestionError
from communique.fleet.adding import add
from communique.fleet.lake import Scaled, bring, scale
from communique.fleet.lake.chunks import UNDERWAY, Tally
from communique.fleet.lake.places import place_of
from communique.fleet.lake.running import ray_running
from communique.fleet.lake.scaling import state_of
from communique.intake import documents
from communique.record import Ledger
from communique.record.content import CONCLUDED, READ, fingerprint
from communique.schema import Document, Problem

pytestmark = pytest.mark.slow
ROOT = Path(__file__).resolve().parents[2]
WORKERS = 2


@pytest.fixture(scope="module")
def ray() -> Iterator[None]:
    """Ray on this machine, once for all of these tests."""
    with ray_running(WORKERS):
        yield


@pytest.fixture(scope="module")
def articles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The samples, each printed again by an agency on the next day, one of them three times; and what is no article."""
    folder = tmp_path_factory.mktemp("articles")
    found = [item for item in documents([ROOT / "samples"]) if isinstance(item, Document)]
    rows: list[dict[str, Any]] = []
    for number, one in enumerate(found):
        (folder / f"{one.id}.txt").write_text(one.text, encoding="utf-8")
        for copy in range(3 if number == 3 else 1):
            day = one.published.edtf if one.published and len(one.published.edtf) == 10 else "2022-02-22"
            words = f"{one.text} Read more on our site." if copy else one.text
            rows.append({"id": f"{one.id}-{copy}", "text": words, "published": day, "publisher": f"Agency {copy}"})
    lines = "\n".join(json.dumps(row) for row in [*rows, *rows[:2]])
    (folder / "corpus.jsonl").write_text(f"{lines}\nno JSON\n", encoding="utf-8")
    (folder / "packed.jsonl.gz").write_bytes(gzip.compress(lines.encode()))
    return folder


@pytest.fixture(scope="module")
def ledger(articles: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What `communique add` makes of the articles."""
    path = tmp_path_factory.mktemp("ledger") / "talks.db"
    with Ledger(path) as opened:
        assert sum(not isinstance(item, Problem) for item in add([articles], opened)) > 40
    return path


@pytest.fixture(scope="module")
def page(ray: None, articles: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which the commands of the page were run over the articles."""
    folder = tmp_path_factory.mktemp("page")
    (folder / "articles").symlink_to(articles)
    (folder / "corpus.jsonl").symlink_to(articles / "corpus.jsonl")
    commands = [
        line.removeprefix("communique ")
        for block in blocks_of("sh")
        for line in block.splitlines()
        if line.startswith("communique ")
    ]
    assert len(commands) >= 3
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        patch.delenv("COMMUNIQUE_LEDGER", raising=False)
        for command in commands:
            result = CliRunner().invoke(main, shlex.split(command))
            assert result.exit_code == int(command.startswith("scale")), (command, result.output)
    return folder


def blocks_of(language: str) -> list[str]:
    text = (ROOT / "docs" / "scale.md").read_text(encoding="utf-8")
    return re.findall(rf"^```{language}\n(.*?)^```$", text, re.M | re.S)


@pytest.fixture(scope="module")
def lake(page: Path) -> str:
    """The lake of the page."""
    return f"file://{page}/lake"


def test_the_contacts_copies_and_judgements_are_those_of_adding(lake: str, ledger: Path) -> None:
    found, wanted = in_lake(lake), in_ledger(ledger)
    assert len(wanted["copies"]) > 20
    assert any(contact["disputed"] for contact in wanted["contacts"])
    for table in ("copies", "judgements", "contacts"):
        assert found[table] == wanted[table], table


def test_what_a_lake_has_is_not_read_again_and_a_worker_that_is_killed_costs_nothing(
    ray: None, articles: Path, ledger: Path, lake: str, tmp_path: Path
) -> None:
    """A run that is stopped, and one over a source that grew with a death in it, fill the lake that one run fills."""
    some, other = sorted(articles.glob("*.txt"))[:8], tmp_path / "growing.jsonl"
    lines = (articles / "corpus.jsonl").read_text(encoding="utf-8").splitlines()
    other.write_text("\n".join(lines[:5]), encoding="utf-8")
    folder = str(tmp_path / "lake")
    first = scale([*map(str, some), str(other)], folder, workers=WORKERS, size=4)
    assert isinstance(next(first), Tally)
    first.close()
    before = {row["hash"] for row in rows_of(folder, "documents")}
    kept = parts(folder)
    other.write_text("\n".join(lines), encoding="utf-8")
    killed: set[int] = set()
    read = 0
    for item in scale([*map(str, articles.glob("*.txt")), str(other)], folder, workers=WORKERS, size=2):
        if isinstance(item, Tally):
            read += item.documents
            killed = killed or kill_readers(place_of(folder).at(UNDERWAY).path)
    assert killed
    hashes = [row["hash"] for row in rows_of(folder, "documents")]
    assert len(hashes) == len(set(hashes)) == len(before) + read
    assert kept <= parts(folder)
    assert in_lake(folder) == in_lake(lake) == in_ledger(ledger)
    assert {row["message"] for row in rows_of(folder, "problems")} == {NOT_JSON}


NOT_JSON = "not JSON (column 1: Expecting value)"


def parts(folder: str) -> set[str]:
    return set(place_of(folder).at("documents").parts())


def kill_readers(underway: str) -> set[int]:
    """End the processes that are reading a chunk at this moment."""
    until = time.monotonic() + 30
    while time.monotonic() < until:
        for note in Path(underway).glob("*.json"):
            try:
                process = json.loads(note.read_text())["process"]
                os.kill(process, signal.SIGKILL)
                return {process}
            except (OSError, ValueError):
                continue
    return set()


def test_a_slice_of_a_lake_is_a_ledger_of_its_own(lake: str, ledger: Path, articles: Path, tmp_path: Path) -> None:
    with Ledger(tmp_path / "all.db") as whole, Ledger(ledger) as read:
        assert {item.outcome for item in bring(lake, whole) if not isinstance(item, Problem)} == {"added"}
        for table in CONTENT:
            assert fingerprint(whole.connection, [table]) == fingerprint(read.connection, [table]), table
        assert whole.check() == ()
        # The same state read both: nothing is left to add.
        assert {item.outcome for item in add([articles], whole) if not isinstance(item, Problem)} == {"known"}
    with Ledger(tmp_path / "slice.db") as slice_:
        items = [*bring(lake, slice_, since="2021-06", until="2021-06-16", actor="Putin")]
        days = slice_.connection.execute("SELECT DISTINCT published FROM reading").fetchall()
        assert items
        assert {day for (day,) in days} == {"2021-06-16"}
        assert "Vladimir Putin" in {row[0] for row in slice_.connection.execute("SELECT name FROM contact_party")}
        assert [*bring(lake, slice_, since="1990", until="1991")] == []
        with pytest.raises(QuestionError, match="names no 'Nobody Anywhere'"):
            next(bring(lake, slice_, actor="Nobody Anywhere"))
        with pytest.raises(QuestionError, match="nothing can lie between"):
            next(bring(lake, slice_, since="2022", until="2021"))
        with pytest.raises(LakeError, match="no lake"):
            next(bring(str(articles), slice_))


CONTENT = [*READ.keys() - {"problem"}, *CONCLUDED]
"""Every table of a ledger but for the problems, which name their files."""


def test_another_state_of_the_software_needs_another_folder(
    lake: str, articles: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = state_of(place_of(lake))
    with pytest.raises(LakeError, match="was read with another --published"):
        next(scale([str(articles)], lake, published="2022-05-07"))
    with pytest.raises(LakeError, match="not empty, and no lake"):
        next(scale([str(articles)], str(articles)))
    assert state_of(place_of(lake)) == before
    assert not (articles / "lake.json").exists()


def test_without_ray_one_line_says_how_to_come_to_it(
    articles: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    with pytest.raises(ExtraError, match=r"pip install 'communique\[ray\]'"):
        next(scale([str(articles)], str(tmp_path / "lake")))
    assert not (tmp_path / "lake").exists()


def test_a_killed_run_goes_on_and_says_nothing_but_what_it_did(articles: Path, lake: str, tmp_path: Path) -> None:
    """The command itself, with a Ray of its own, killed in the middle without a word and started again."""
    folder = tmp_path / "lake"
    command = [sys.executable, "-m", "communique", "scale", str(articles), "--to", str(folder), "--workers", "1"]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("RAY_")}
    environment["WHOSE"] = str(folder)
    # The first in chunks of four, to be killed between two of them.
    call = f"from communique.fleet.lake import scale; [*scale([{str(articles)!r}], {str(folder)!r}, workers=1, size=4)]"
    nowhere = subprocess.DEVNULL
    first = subprocess.Popen([sys.executable, "-c", call], env=environment, stdout=nowhere, stderr=nowhere)
    until = time.monotonic() + 120
    while not list((folder / "documents").glob("*.parquet")) and time.monotonic() < until and first.poll() is None:
        time.sleep(0.05)
    first.kill()
    first.wait()
    before = {file: file.stat().st_mtime_ns for file in (folder / "documents").glob("*.parquet")}
    assert before
    second = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert {file: file.stat().st_mtime_ns for file in before} == before
    assert in_lake(str(folder)) == in_lake(lake)
    assert {re.sub(r":\d+:", ":", line) for line in second.stderr.splitlines()} <= {
        f"communique: {articles}/corpus.jsonl: {NOT_JSON}"
    }
    lines = second.stdout.splitlines()
    assert len(lines) == 2
    assert re.fullmatch(rf"{folder}: \d+ documents added, \d+ there already(, 1 not read)?; in them .*", lines[0])
    assert re.fullmatch(rf"{folder}: \d+ reports of \d+ contacts, \d+ copies", lines[1])
    # Nothing is left of the Ray of the run that was killed; it sees by itself that nobody is there, in a few seconds.
    until = time.monotonic() + 30
    while (left := [line for line in processes() if str(folder) in line]) and time.monotonic() < until:
        time.sleep(0.2)
    assert not left


def processes() -> list[str]:
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            with contextlib.suppress(OSError):
                found.append((entry / "environ").read_bytes().decode(errors="replace"))
    return found


def test_what_is_there_is_told_without_starting_ray(lake: str, page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(page)
    monkeypatch.setattr("communique.fleet.lake.scaling.ray_running", None)
    (done,) = scale(["articles/", "corpus.jsonl"], "lake/")
    assert isinstance(done, Scaled)
    assert (done.read, done.known) == (0, len(rows_of(lake, "documents")))


def test_the_queries_of_the_page_find_something(page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    duckdb = pytest.importorskip("duckdb")
    monkeypatch.chdir(page)
    queries = blocks_of("sql")
    assert len(queries) >= 6
    for query in queries:
        assert duckdb.sql(query).fetchall(), query
