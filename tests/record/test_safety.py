"""Killed, full, read-only, shared: whatever happens, what was finished is there and nothing is there by half."""

from __future__ import annotations

import multiprocessing
import os
import random
import resource
import shutil
import signal
import sqlite3
import tempfile
import time
from collections.abc import Sequence
from multiprocessing.connection import Connection
from multiprocessing.synchronize import Event
from pathlib import Path

import pytest
from click.testing import CliRunner
from tellings import STATE, telling, tellings

from communique.cli import main
from communique.errors import LedgerError
from communique.record import Ledger, database
from communique.schema import Extraction

# Forked, so that a process begins to add at once and is killed in the middle of that, not while it imports.
FORK = multiprocessing.get_context("fork")


def add_all(path: Path, extractions: Sequence[Extraction], told: Connection | None = None) -> None:
    """Add documents as `communique add` does: those that are there are passed over."""
    with Ledger(path) as ledger:
        for extraction in extractions:
            if not ledger.known(extraction.document, state=STATE):
                ledger.add(extraction, state=STATE)
            if told is not None:
                told.send_bytes(extraction.document.id.encode())


def undisturbed(path: Path, extractions: Sequence[Extraction]) -> list[str]:
    add_all(path, extractions)
    with Ledger(path) as ledger:
        return list(ledger.dump())


def finished_by(reading: Connection) -> list[str]:
    names = []
    while reading.poll():
        try:
            names.append(reading.recv_bytes().decode())
        except EOFError:
            break
    return names


def halves(path: Path) -> list[str]:
    """Documents without a reading, reports without a contact, and what points nowhere."""
    with Ledger(path, create=False) as ledger:
        return [
            str(row)
            for query in (
                "SELECT hash FROM document EXCEPT SELECT document FROM reading",
                "SELECT document FROM reading EXCEPT SELECT document FROM report",
                "SELECT key FROM report EXCEPT SELECT report FROM contact_report",
                "SELECT id FROM contact EXCEPT SELECT contact FROM contact_party",
                "SELECT key FROM report EXCEPT SELECT report FROM block",
                "PRAGMA foreign_key_check",
            )
            for row in ledger.connection.execute(query)
        ]


def test_killed_at_fifty_moments_while_adding_two_hundred_documents(tmp_path: Path) -> None:
    extractions = tellings(200)
    began = time.monotonic()
    expected = undisturbed(tmp_path / "undisturbed.db", extractions)
    a_while = (time.monotonic() - began) / 20
    chance = random.Random(7)
    kills, ledgers, halfway = 0, 0, 0
    while kills < 50:
        ledgers += 1
        path = tmp_path / f"killed-{ledgers}.db"
        ended = False
        while not ended:
            reading, told = FORK.Pipe(duplex=False)
            process = FORK.Process(target=add_all, args=(path, extractions, told))
            process.start()
            told.close()
            reading.poll(30)
            time.sleep(chance.uniform(0, a_while))
            assert process.pid is not None
            os.kill(process.pid, signal.SIGKILL)
            process.join()
            ended = process.exitcode == 0
            kills += not ended
            names = finished_by(reading)
            with Ledger(path, create=False) as ledger:
                there = {name for (name,) in ledger.connection.execute("SELECT name FROM document")}
                # A copy has the name of its own file, so that every document told of is there by name.
                assert set(names) <= there
                halfway += len(there) < len(extractions)
            assert halves(path) == []
        with Ledger(path) as ledger:
            assert list(ledger.dump()) == expected
    assert halfway >= 25


def test_two_processes_that_add_at_once_end_with_the_ledger_of_one_after_the_other(tmp_path: Path) -> None:
    extractions = tellings(90)
    expected = undisturbed(tmp_path / "one.db", extractions)
    path = tmp_path / "two.db"
    # Each has some of its own, and some are given by both; neither has made the file.
    processes = [
        FORK.Process(target=add_all, args=(path, part)) for part in (extractions[:60], list(reversed(extractions[30:])))
    ]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    assert [process.exitcode for process in processes] == [0, 0]
    with Ledger(path) as ledger:
        assert list(ledger.dump()) == expected
        assert ledger.check() == ()


def add_when(path: Path, go: Event) -> None:
    go.wait(30)
    add_all(path, tellings(3))


def test_a_ledger_that_another_process_is_just_making_is_no_foreign_database(tmp_path: Path, monkeypatch) -> None:
    path, go = tmp_path / "talks.db", FORK.Event()
    process = FORK.Process(target=add_when, args=(path, go))
    process.start()

    def slowly(connection: sqlite3.Connection) -> tuple[int, int]:
        (application,) = connection.execute("PRAGMA application_id").fetchone()
        if not go.is_set():
            go.set()
            time.sleep(0.5)
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        return application, version

    monkeypatch.setattr(database, "_marks", slowly)
    with Ledger(path) as ledger:
        process.join()
        assert process.exitcode == 0
        assert ledger.stats().documents == 3


def test_another_process_that_writes_for_long_is_waited_for_and_then_named(tmp_path: Path, monkeypatch) -> None:
    path = tmp_path / "talks.db"
    add_all(path, tellings(3))
    monkeypatch.setattr(database, "WAIT", 0.05)
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with Ledger(path) as ledger:
        before = ledger.fingerprint()  # reading goes on meanwhile
        with pytest.raises(LedgerError, match=r"talks\.db: another process"):
            ledger.add(telling(4, 5), state=STATE)
        other.execute("ROLLBACK")
        assert ledger.fingerprint() == before
        assert ledger.add(telling(4, 5), state=STATE).outcome == "added"
    other.close()


def test_a_full_disk_is_an_error_and_what_was_finished_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "talks.db"
    with Ledger(path) as ledger:
        ledger.add(telling(), state=STATE)
        before = ledger.fingerprint()
        (pages,) = ledger.connection.execute("PRAGMA page_count").fetchone()
        ledger.connection.execute(f"PRAGMA max_page_count = {pages + 2}")
        with pytest.raises(LedgerError, match="disk is full"):
            ledger.add(telling(2, 3, more="grain " * 20_000), state=STATE)
        assert ledger.fingerprint() == before
        assert ledger.check() == ()
        ledger.connection.execute("PRAGMA max_page_count = 1000000")
        # What the failed transaction remembered is forgotten: the run, the reports.
        assert ledger.add(telling(2, 3, more="grain " * 20_000), state=STATE).outcome == "added"
        assert ledger.check() == ()


def limited(path: Path, said: Connection) -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (700_000, 700_000))
    done = 0
    try:
        with Ledger(path) as ledger:
            for extraction in tellings(400):
                ledger.add(extraction, state=STATE)
                done += 1
    except LedgerError as error:
        said.send((done, str(error)))
        return
    said.send((done, ""))


def test_a_file_that_may_not_grow_is_an_error_and_what_was_finished_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "talks.db"
    heard, said = FORK.Pipe(duplex=False)
    process = FORK.Process(target=limited, args=(path, said))
    process.start()
    assert heard.poll(60)
    done, message = heard.recv()
    process.join()
    assert 0 < done < 400
    assert message.startswith(f"{path}: the disk")
    assert "\n" not in message
    with Ledger(path) as ledger:
        assert ledger.stats().documents == done
        assert ledger.check() == ()


def as_nobody(commands: Sequence[Sequence[str]], said: Connection) -> None:
    """Run commands as a user who may write nothing: root may write everything."""
    if os.geteuid() == 0:
        os.setgid(65534)
        os.setuid(65534)
    for command in commands:
        done = CliRunner().invoke(main, command)
        said.send((done.exit_code, done.stdout, done.stderr))


def test_a_read_only_ledger_can_be_asked_and_says_so_when_it_is_to_be_written() -> None:
    folder = Path(tempfile.mkdtemp(prefix="read-only-"))
    try:
        path = folder / "talks.db"
        add_all(path, tellings(6))
        asking = [(command, "--ledger", str(path)) for command in ("stats", "check", "corrections")]
        writing = [
            (*command, "--ledger", str(path))
            for command in (("rebuild",), ("correct", "c-", "right"), ("add", "x.txt"))
        ]
        for command in asking:  # and so import what the other user may have no way to
            assert CliRunner().invoke(main, command).exit_code == 0
        before = path.read_bytes()
        path.chmod(0o444)
        folder.chmod(0o555)
        heard, said = FORK.Pipe(duplex=False)
        process = FORK.Process(target=as_nobody, args=([*asking, *writing], said))
        process.start()
        process.join()
        answers = [heard.recv() for _ in (*asking, *writing)]
        assert [code for code, _, _ in answers] == [0, 0, 0, 2, 2, 2]
        assert "6 documents" in answers[0][1]
        assert {error for _, _, error in answers[3:]} == {f"communique: {path}: read-only; nothing was changed\n"}
        assert path.read_bytes() == before
        assert list(folder.iterdir()) == [path]
    finally:
        folder.chmod(0o755)
        shutil.rmtree(folder)


def test_a_ledger_opened_for_reading_refuses_to_be_written(tmp_path: Path) -> None:
    path = tmp_path / "talks.db"
    add_all(path, tellings(3))
    with Ledger(path, read_only=True) as ledger:
        with pytest.raises(LedgerError, match="read-only"):
            ledger.add(telling(4, 5), state=STATE)
        assert ledger.stats().documents == 3


def plain(path: Path) -> None:
    path.write_text("No ledger, but a text that somebody wrote.\n" * 40, encoding="utf-8")


def short(path: Path) -> None:
    path.write_text("notes", encoding="utf-8")


def foreign(path: Path) -> None:
    other = sqlite3.connect(path)
    other.execute("CREATE TABLE recipe (name TEXT)")
    other.commit()
    other.close()


def newer(path: Path) -> None:
    add_all(path, tellings(3))
    other = sqlite3.connect(path)
    other.execute(f"PRAGMA user_version = {database.VERSION + 1}")
    other.close()


def torn(path: Path) -> None:
    add_all(path, tellings(3))
    data = bytearray(path.read_bytes())
    data[100:4096] = os.urandom(3996)
    path.write_bytes(data)


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (plain, "not a ledger"),
        (short, "not a ledger"),
        (foreign, "no ledger of communique"),
        (newer, "update communique"),
        (torn, "damaged"),
        (lambda path: path.mkdir(), "a folder"),
    ],
    ids=["text", "short text", "other database", "newer schema", "damaged", "folder"],
)
def test_what_is_no_ledger_of_ours_is_refused_in_one_line_and_left_alone(make, words: str, tmp_path: Path) -> None:
    path = tmp_path / "talks.db"
    make(path)
    before = path.read_bytes() if path.is_file() else b""
    for read_only in (False, True):
        with pytest.raises(LedgerError, match=words) as raised:
            Ledger(path, read_only=read_only)
        assert str(raised.value).startswith(str(path))
        assert "\n" not in str(raised.value)
    assert (path.read_bytes() if path.is_file() else b"") == before


def test_a_ledger_is_made_only_where_one_may_be_made(tmp_path: Path) -> None:
    for options in ({"create": False}, {"read_only": True}):
        with pytest.raises(LedgerError, match="no ledger"):
            Ledger(tmp_path / "talks.db", **options)  # type: ignore[arg-type]
    with pytest.raises(LedgerError, match="there is no folder"):
        Ledger(tmp_path / "nowhere" / "talks.db")
    assert list(tmp_path.iterdir()) == []
    (tmp_path / "empty.db").touch()
    with Ledger(tmp_path / "empty.db") as ledger:
        assert ledger.stats().documents == 0


def test_an_older_ledger_is_brought_up_to_date_step_by_step_each_whole_or_not_at_all(
    tmp_path: Path, monkeypatch
) -> None:
    path = tmp_path / "talks.db"
    before = undisturbed(path, tellings(6))
    steps = {
        database.VERSION + 1: "ALTER TABLE run ADD COLUMN host TEXT; -- where it ran\nCREATE INDEX one ON run (host);",
        database.VERSION + 2: "CREATE TABLE extra (id INTEGER PRIMARY KEY) STRICT;\nCREATE TABLE run (id);",
    }
    monkeypatch.setattr(database, "_migration", steps.__getitem__)
    monkeypatch.setattr(database, "VERSION", database.VERSION + 2)
    with pytest.raises(LedgerError, match="older communique"):
        Ledger(path, read_only=True)
    with pytest.raises(LedgerError, match="table run already exists"):
        Ledger(path)
    connection = sqlite3.connect(path)
    assert connection.execute("PRAGMA user_version").fetchone() == (database.VERSION - 1,)
    assert connection.execute("SELECT count(*) FROM sqlite_master WHERE name IN ('one', 'extra')").fetchone() == (1,)
    connection.close()
    steps[database.VERSION] = "CREATE TABLE extra (id INTEGER PRIMARY KEY) STRICT;"
    with Ledger(path) as ledger:
        assert list(ledger.dump()) == before
        assert ledger.connection.execute("PRAGMA user_version").fetchone() == (database.VERSION,)


def test_a_new_ledger_has_strict_tables_foreign_keys_and_a_write_ahead_log(tmp_path: Path) -> None:
    with Ledger(tmp_path / "talks.db") as ledger:
        ask = ledger.connection.execute
        assert ask("PRAGMA journal_mode").fetchone() == ("wal",)
        assert ask("PRAGMA foreign_keys").fetchone() == (1,)
        assert ask("PRAGMA synchronous").fetchone() == (2,)
        plain = ask("SELECT name FROM pragma_table_list WHERE type = 'table' AND NOT strict").fetchall()
        assert {name for (name,) in plain} <= {"sqlite_schema", "sqlite_temp_schema", "sqlite_sequence"}
