"""A ledger filled by several processes: the same as by one, and a document that kills its process costs itself."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from labour import DeadlyReader

import communique
from communique.cli import main
from communique.errors import LexiconError, ModelError
from communique.fleet import adding
from communique.fleet.reading import Reader
from communique.record import Added, Ledger
from communique.schema import Document, Extraction, Problem

ROOT = Path(__file__).resolve().parents[2]
CALL = "Olaf Scholz spoke by phone with Xi Jinping on Friday, his spokesman said."


def rows(path: Path) -> dict[str, list[tuple[Any, ...]]]:
    """Everything in a ledger but the times of writing, and the pages the index of words lies on."""
    connection = sqlite3.connect(path)
    tables = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '%\\_text\\_%' ESCAPE '\\'"
    found = {}
    for (table,) in connection.execute(tables).fetchall():
        columns = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
        asked = ", ".join(f'"{column}"' for column in columns if column not in ("started", "at"))
        found[table] = connection.execute(f"SELECT {asked} FROM {table}").fetchall()
    connection.close()
    return found


def named(items: list[Added | Problem]) -> list[tuple[str, str]]:
    return [(item.outcome, item.name) if isinstance(item, Added) else ("problem", item.message) for item in items]


def corpus(folder: Path) -> Path:
    """Some samples, the same told again, copies under other names, and lines that are none."""
    folder.mkdir()
    with (folder / "b.jsonl").open("w", encoding="utf-8") as lines:
        for number, file in enumerate(sorted((ROOT / "samples").glob("*.txt"))[::2]):
            text = file.read_text(encoding="utf-8")
            (folder / file.name).write_text(text, encoding="utf-8")
            record = {"id": f"{number:02}", "text": f"{text}\n\nNumber {number}.", "published": "2022-05-03"}
            lines.write(json.dumps(record) + "\n" + json.dumps({**record, "id": f"a{number:02}"}) + "\nno JSON\n")
    return folder


def test_the_ledger_and_the_outcomes_are_the_same_with_two_processes(tmp_path: Path) -> None:
    folder = corpus(tmp_path / "corpus")
    done: list[list[Added | Problem]] = []
    for jobs in (1, 2):
        with Ledger(tmp_path / f"{jobs}.db") as ledger:
            done.append(communique.add([folder], ledger, jobs=jobs))
            # What is there is not read again, and told of in its place.
            again = communique.add([folder], ledger, jobs=jobs)
            assert {item.outcome for item in again if isinstance(item, Added)} == {"known"}
            assert [name for _, name in named(again)] == [name for _, name in named(done[-1])]
            assert ledger.check() == ()
    assert done[0] == done[1]
    outcomes = {outcome for outcome, _ in named(done[0])}
    assert outcomes == {"added", "known", "problem"}
    first, second = rows(tmp_path / "1.db"), rows(tmp_path / "2.db")
    assert first.keys() == second.keys()
    for table, content in first.items():
        assert content == second[table], table


def test_a_text_has_the_first_of_its_names_however_far_apart_they_come(tmp_path: Path) -> None:
    def given(count: int) -> list[Document]:
        return [Document("z", CALL), *(Document(f"m{number}", f"{CALL} {number}") for number in range(count))]

    for count in (2, 40):
        with Ledger(tmp_path / f"{count}.db") as ledger:
            list(adding.add_documents([*given(count), Document("a", CALL)], ledger))
            assert ledger.connection.execute("SELECT name FROM document WHERE text = ?", (CALL,)).fetchall() == [("a",)]


def test_documents_that_kill_their_process_are_problems_and_the_others_are_added(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(adding, "Reader", DeadlyReader)
    deadly = {20, 21, 69}
    items = [Document(f"d{n:02}", f"Text {n}{' poison' if n in deadly else ''}") for n in range(70)]
    with Ledger(tmp_path / "talks.db") as ledger:
        done = list(adding.add_documents(items, ledger, jobs=2))
        assert named(done) == [("unread" if n in deadly else "added", f"d{n:02}") for n in range(70)]
        message = "not read, its reading ended the process it ran in (killed by SIGKILL)"
        stored = ledger.connection.execute("SELECT DISTINCT message FROM problem").fetchall()
        assert stored == [(message,)]
        assert [p.message for item in done if isinstance(item, Added) for p in item.problems] == [message] * 3
        # The next run tries them again, and nothing else.
        again = list(adding.add_documents(items, ledger, jobs=2))
        assert named(again) == [("unread" if n in deadly else "known", f"d{n:02}") for n in range(70)]


def test_too_little_memory_for_one_document_costs_that_one(monkeypatch: pytest.MonkeyPatch) -> None:
    def scarce(documents: list[Document], *_: object) -> list[Extraction]:
        if any(document.id == "big" for document in documents):
            raise MemoryError
        return [Extraction(document) for document in documents]

    monkeypatch.setattr("communique.pipeline.extract", scarce)
    read = Reader()([Document("a", "A."), Document("big", "B."), Document("c", "C.")])
    assert [(one.document.id, [p.message for p in one.problems]) for one in read] == [
        ("a", []),
        ("big", ["not read, there was not enough memory"]),
        ("c", []),
    ]


def test_what_is_wrong_for_all_is_one_error_and_no_document(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(CALL, encoding="utf-8")
    (tmp_path / "persons.csv").write_text("nonsense\n", encoding="utf-8")
    with Ledger(tmp_path / "talks.db") as ledger:
        with pytest.raises(ModelError, match="xx_none"):
            communique.add([tmp_path / "a.txt"], ledger, model="xx_none", jobs=2)
        with pytest.raises(LexiconError, match="persons"):
            communique.add([tmp_path / "a.txt"], ledger, actors=tmp_path, jobs=2)
        assert ledger.stats().documents == 0


def test_a_batch_is_stored_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(adding, "Reader", DeadlyReader)
    with Ledger(tmp_path / "talks.db") as ledger:
        store, seen = ledger.add, 0

        def interrupted(*arguments: Any, **options: Any) -> Added:
            nonlocal seen
            seen += 1
            if seen == 20:
                raise KeyboardInterrupt
            return store(*arguments, **options)

        monkeypatch.setattr(ledger, "add", interrupted)
        items = (Document(f"d{number}", f"Text {number}") for number in range(40))
        done: list[object] = []
        with pytest.raises(KeyboardInterrupt):
            done.extend(adding.add_documents(items, ledger))
        assert len(done) == ledger.stats().documents == 16
        monkeypatch.undo()
        assert ledger.add(Extraction(Document("later", "Later."))).outcome == "added"
        assert ledger.check() == ()


@pytest.mark.slow
@pytest.mark.parametrize(("number", "jobs", "status"), [(signal.SIGINT, 2, 130), (signal.SIGTERM, 1, 143)])
def test_a_signal_ends_a_run_and_what_was_finished_is_kept(
    tmp_path: Path, number: signal.Signals, jobs: int, status: int
) -> None:
    text = " ".join(f"{CALL} This was number {{0}}, {part}." for part in range(20))
    source, path = tmp_path / "a.jsonl", tmp_path / "talks.db"
    source.write_text("\n".join(json.dumps({"id": str(n), "text": text.format(n)}) for n in range(4000)))
    arguments = ["add", str(source), "--ledger", str(path), "--jobs", str(jobs)]
    run = subprocess.Popen(
        [sys.executable, "-m", "communique", *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    end = time.monotonic() + 120
    while not path.exists() or not stored(path):
        assert run.poll() is None
        assert time.monotonic() < end
        time.sleep(0.2)
    # As a terminal does, and as those do that end services: to every process at once.
    os.killpg(run.pid, number)
    out, err = run.communicate(timeout=30)
    assert run.returncode == status
    assert err == "communique: stopped; what was finished is kept, and the same command goes on from there\n"
    with Ledger(path, create=False) as ledger:
        assert 16 <= ledger.stats().documents < 4000
        assert out.startswith(f"{path}: {ledger.stats().documents:,} documents added")
        assert ledger.check() == ()


def stored(path: Path) -> int:
    connection = sqlite3.connect(path)
    try:
        count: int = connection.execute("SELECT count(*) FROM document").fetchone()[0]
        return count
    except sqlite3.OperationalError:  # it is just being made
        return 0
    finally:
        connection.close()


def test_a_number_of_processes_that_is_none_is_said_at_once() -> None:
    result = CliRunner().invoke(main, ["add", "a.txt", "--jobs", "0"])
    assert result.exit_code == 2
    assert "0 is not in the range" in result.stderr
