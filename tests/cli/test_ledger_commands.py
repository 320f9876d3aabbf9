"""`communique add`, `correct`, `rebuild` and the others: what they print, and their exit status."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from tellings import STATE, tellings

from communique.cli import main
from communique.measure import parse_exchange
from communique.record import Ledger

CALL = "Olaf Scholz spoke by phone with Xi Jinping on Friday, his spokesman said."


def communique(*arguments: str | Path, given: str | None = None) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments], input=given)


@pytest.fixture
def ledger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A ledger of twelve documents, which the environment names."""
    path = tmp_path / "talks.db"
    with Ledger(path) as opened:
        for extraction in tellings(12):
            opened.add(extraction, state=STATE)
    monkeypatch.setenv("COMMUNIQUE_LEDGER", str(path))
    return path


def test_add_says_what_became_of_the_sources_and_with_which_ledger(tmp_path: Path) -> None:
    folder, path = tmp_path / "articles", tmp_path / "talks.db"
    folder.mkdir()
    (folder / "call.txt").write_text(CALL, encoding="utf-8")
    (folder / "again.txt").write_text(CALL, encoding="utf-8")
    (folder / "visit.txt").write_text("Emmanuel Macron will visit Berlin on Monday.", encoding="utf-8")
    result = communique("add", folder, "--ledger", path, "--published", "2022-05-07")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.startswith(f"{path}: 2 documents added, 1 there already; in them 2 contacts, ")
    result = communique("add", folder, "--ledger", path, "--published", "2022-05-07")
    assert (result.exit_code, result.stdout) == (0, f"{path}: 0 documents added, 3 there already\n")
    (folder / "empty.txt").touch()
    result = communique("add", folder, "--ledger", path, "--published", "2022-05-07")
    assert (result.exit_code, result.stdout) == (1, f"{path}: 0 documents added, 3 there already, 1 not read\n")
    assert "empty.txt" in result.stderr
    assert "1 problems" in communique("stats", "--ledger", path).stdout


def test_add_without_anything_to_read_has_status_two(tmp_path: Path) -> None:
    path = tmp_path / "talks.db"
    result = communique("add", tmp_path / "nowhere.txt", "--ledger", path)
    assert result.exit_code == 2
    assert len(result.stderr.splitlines()) == 1
    result = communique("add", "-", "--ledger", path, "--published", "never", given=CALL)
    assert (result.exit_code, result.stdout) == (2, "")
    assert len(result.stderr.splitlines()) == 1


def test_the_ledger_is_the_one_named_else_that_of_the_environment_else_the_usual_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name, arguments, value in (
        ("communique.db", (), ""),
        ("theirs.db", (), "theirs.db"),
        ("named.db", ("--ledger", "named.db"), "theirs.db"),
    ):
        monkeypatch.setenv("COMMUNIQUE_LEDGER", value)
        result = communique("add", "-", *arguments, given=CALL)
        assert result.stdout.startswith(f"{name}: 1 document added")
        assert (tmp_path / name).is_file()


def test_a_correction_is_stored_listed_exported_and_taken_back(ledger: Path, tmp_path: Path) -> None:
    with Ledger(ledger) as opened:
        contact, key = opened.connection.execute("SELECT contact, report FROM contact_report").fetchone()
    assert "communique undo 1 " in communique("correct", contact, "wrong", "--why", "a film", "--who", "Ann").stdout
    assert communique("correct", key, "set", "topics", "gas; grain").exit_code == 0
    assert communique("correct", key, "set", "place", "").exit_code == 0
    listed = communique("corrections").stdout.splitlines()
    assert len(listed) == 3
    assert "Ann: " in listed[0]
    assert listed[0].endswith("wrong (of its contact), because: a film")
    assert listed[1].endswith(f"{key} set topics gas; grain")
    assert listed[2].endswith(f"{key} set place (empty)")
    assert communique("undo", "1", "3").exit_code == 0
    assert communique("corrections").stdout.splitlines()[0].partition("[taken back by ")[2]
    gold = tmp_path / "gold.jsonl"
    result = communique("corrections", "--export", gold)
    assert result.stdout == f"{gold}: 1 corrected documents of {ledger}\n"
    (judged,) = parse_exchange(gold.read_text(encoding="utf-8").splitlines()).values()
    assert judged.contacts[0].topics == ("gas", "grain")
    assert communique("check").exit_code == 0


@pytest.mark.parametrize(
    "arguments",
    [
        ("correct", "c-none", "right"),
        ("correct", "x", "right"),
        ("undo", "7"),
        ("corrections", "--export", "nowhere/gold.jsonl"),
        ("stats", "--ledger", "none.db"),
        ("check", "--ledger", "none.db"),
        ("rebuild", "--ledger", "none.db"),
        ("correct", "c-1", "right", "--ledger", "none.db"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_line(ledger: Path, arguments: tuple[str, ...]) -> None:
    before = ledger.read_bytes()
    result = communique(*arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("communique: ")
    assert len(result.stderr.splitlines()) == 1
    assert ledger.read_bytes() == before


@pytest.mark.parametrize(
    "words", [("right", "x"), ("same",), ("set", "date"), ("set", "date", "2021", "2022"), ("actor", "Wang")]
)
def test_too_few_or_too_many_words_are_a_matter_of_usage(ledger: Path, words: tuple[str, ...]) -> None:
    result = communique("correct", "c-1", *words)
    assert result.exit_code == 2
    assert "behind it" in result.stderr


def test_rebuild_check_and_stats_say_what_is_there(ledger: Path) -> None:
    assert communique("rebuild").stdout == f"{ledger}: 4 contacts from 12 reports, nothing changed\n"
    assert communique("check").stdout == f"{ledger}: nothing wrong\n"
    figures = json.loads(communique("stats", "--format", "json").stdout)
    assert (figures["documents"], figures["voices"], figures["contacts"]) == (12, 11, 4)
    assert figures["statuses"] == [["held", 4]]
    assert "12 documents in 11 voices, published 2022-01-01 to 2022-01-09" in communique("stats").stdout
    with Ledger(ledger) as opened:
        opened.connection.execute("UPDATE contact SET status = 'denied'")
    result = communique("check")
    assert (result.exit_code, result.stdout) == (1, "")
    assert all(line.startswith(f"communique: {ledger}: ") for line in result.stderr.splitlines())
    assert communique("rebuild").stdout == f"{ledger}: 4 contacts from 12 reports, conclusions changed\n"
    assert communique("check").exit_code == 0
