"""`communique read`: what comes out, in which order, with which exit status."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from communique.cli import main
from communique.schema import from_json

CALL = "Olaf Scholz spoke by phone with Xi Jinping on Friday, his spokesman said."
VISIT = "Emmanuel Macron will visit Berlin on Monday, the Élysée announced."


def communique(*arguments: str | Path, given: str | bytes | None = None) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments], input=given)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "call.txt").write_text(CALL, encoding="utf-8")
    (tmp_path / "visit.txt").write_text(VISIT, encoding="utf-8")
    return tmp_path


def test_files_are_read_into_one_line_each_in_the_order_of_their_ids(folder: Path) -> None:
    files = [folder / "visit.txt", folder / "call.txt"]
    result = communique("read", *files, "--format", "exchange", "--published", "2022-05-07")
    assert result.exit_code == 0
    documents = [json.loads(line)["document"] for line in result.stdout.splitlines()]
    assert [(one["id"], one["text"], one["published"]) for one in documents] == [
        ("call", CALL, "2022-05-07"),
        ("visit", VISIT, "2022-05-07"),
    ]


def test_the_order_of_the_sources_changes_no_byte(folder: Path) -> None:
    names = [folder / "visit.txt", folder / "call.txt", folder / "third.txt"]
    names[2].write_text("Joe Biden met Emmanuel Macron in Rome.", encoding="utf-8")
    for form in ("table", "json", "jsonl", "exchange", "markdown"):
        outputs = {
            communique("read", *order, "--format", form).stdout_bytes for order in (names, names[::-1], [folder])
        }
        assert len(outputs) == 1
        assert outputs != {b""}


def test_the_json_lines_hold_the_records_without_loss(folder: Path) -> None:
    lines = communique("read", folder, "--format", "jsonl").stdout.splitlines()
    array = json.loads(communique("read", folder, "--format", "json").stdout)
    assert [from_json(line) for line in lines] == [from_json(json.dumps(one)) for one in array]


def test_actors_of_the_user_are_known_beside_those_of_the_registry(tmp_path: Path) -> None:
    tables = tmp_path / "actors"
    tables.mkdir()
    header = "id,wikidata,name,aliases,surname,gender,side,source"
    row = "aino-virtanen,,Aino Virtanen,,Virtanen,female,FIN,hand"
    (tables / "persons.csv").write_text(f"{header}\n{row}\n", encoding="utf-8")
    article = tmp_path / "a.txt"
    article.write_text("Aino Virtanen met Emmanuel Macron in Paris.", encoding="utf-8")
    result = communique("read", article, "--actors", tables, "--format", "exchange")
    parties = json.loads(result.stdout)["contacts"][0]["parties"]
    assert sorted((party["name"], party["side"]) for party in parties) == [
        ("Aino Virtanen", "FIN"),
        ("Emmanuel Macron", "FRA"),
    ]
    wrong = tmp_path / "wrong"
    wrong.mkdir()
    (wrong / "persons.csv").write_text(f"{header}\n{row},too much\n", encoding="utf-8")
    broken = communique("read", article, "--actors", wrong)
    assert (broken.exit_code, broken.stdout) == (2, "")
    assert "persons.csv: line 2" in broken.stderr


def test_standard_input_is_read_where_no_source_is_named() -> None:
    for arguments in ([], ["-"]):
        result = communique("read", *arguments, "--format", "exchange", given=CALL)
        assert (result.exit_code, json.loads(result.stdout)["document"]["text"]) == (0, CALL)


def test_what_cannot_be_read_is_named_in_one_line_and_the_rest_is_still_read(folder: Path) -> None:
    (folder / "empty.txt").touch()
    (folder / "binary.txt").write_bytes(bytes(range(256)) * 20)
    (folder / "bad.jsonl").write_text(json.dumps({"id": "good", "text": CALL}) + "\nnot JSON\n", encoding="utf-8")
    result = communique("read", folder, "--format", "exchange")
    assert result.exit_code == 1
    assert [json.loads(line)["document"]["id"] for line in result.stdout.splitlines()] == ["call", "good", "visit"]
    errors = result.stderr.splitlines()
    assert len(errors) == 3
    for name in ("empty.txt", "binary.txt", "bad.jsonl:2"):
        assert any(name in line for line in errors)
    assert all(line.startswith("communique: ") for line in errors)


def test_latin_1_text_and_broken_html_are_read(tmp_path: Path) -> None:
    (tmp_path / "latin.txt").write_bytes("Élysée: Macron a reçu Scholz, says the Élysée.".encode("latin-1"))
    (tmp_path / "broken.html").write_text(f"<html><body><p>{CALL}<p><b>{VISIT}<div>", encoding="utf-8")
    result = communique("read", tmp_path, "--format", "exchange")
    assert result.exit_code == 0
    texts = [json.loads(line)["document"]["text"] for line in result.stdout.splitlines()]
    assert CALL in texts[0]
    assert texts[1].startswith("Élysée")


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda folder: folder / "nowhere.txt", "nowhere.txt"),
        (lambda folder: folder, "article"),
        (lambda folder: (folder / "empty.txt").touch() or folder / "empty.txt", "empty.txt"),
    ],
    ids=["missing file", "folder without articles", "empty file"],
)
def test_where_nothing_can_be_read_the_status_is_two_and_the_output_empty(make, words: str, tmp_path: Path) -> None:
    result = communique("read", make(tmp_path))
    assert (result.exit_code, result.stdout) == (2, "")
    assert len(result.stderr.splitlines()) == 1
    assert words in result.stderr


def test_a_date_that_is_none_is_an_error_of_one_line(folder: Path) -> None:
    result = communique("read", folder, "--published", "2021-02-30")
    assert (result.exit_code, result.stdout) == (2, "")
    assert len(result.stderr.splitlines()) == 1
    assert "2021-02-30" in result.stderr


def test_a_model_that_is_not_installed_is_an_error_of_one_line(folder: Path) -> None:
    result = communique("read", folder, "--model", "xx_no_such_model")
    assert (result.exit_code, result.stdout) == (2, "")
    assert len(result.stderr.splitlines()) == 1
    assert "xx_no_such_model" in result.stderr


@pytest.mark.slow
def test_a_line_of_fifty_megabytes_does_not_stop_the_others(folder: Path) -> None:
    (folder / "wide.txt").write_text("talks " * (50 * 2**20 // 6), encoding="utf-8")
    result = communique("read", folder, "--format", "exchange")
    assert result.exit_code in (0, 1)
    assert {"call", "visit"} <= {json.loads(line)["document"]["id"] for line in result.stdout.splitlines()}


def test_the_demo_reads_the_samples() -> None:
    result = communique("demo", "--format", "exchange")
    assert (result.exit_code, result.stderr) == (0, "")
    documents = [json.loads(line)["document"]["id"] for line in result.stdout.splitlines()]
    assert len(documents) >= 12
    assert documents == sorted(documents)
    assert {"2021-06-16-geneva-host", "2021-06-16-geneva-kremlin", "2023-03-10-riyadh-tehran"} <= set(documents)


def test_a_closed_pipe_ends_the_program_without_a_word(folder: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    command = [sys.executable, "-m", "communique", "read", str(folder), "--format", "jsonl"]
    done = subprocess.run(command, stdout=writing, stderr=subprocess.PIPE, check=False)
    os.close(writing)
    assert (done.returncode, done.stderr) == (1, b"")


def test_progress_is_shown_on_a_terminal_for_more_than_a_few_documents(tmp_path: Path) -> None:
    for number in range(6):
        (tmp_path / f"{number}.txt").write_text(CALL, encoding="utf-8")
    command = [sys.executable, "-m", "communique", "read", str(tmp_path), "--format", "jsonl"]
    quiet = subprocess.run(command, capture_output=True, check=True)
    assert quiet.stderr == b""
    terminal, ours = os.openpty()
    drawn: list[bytes] = []
    # A terminal that nobody reads is full after 4 kB, and who draws on it waits.
    watching = threading.Thread(target=lambda: drawn.extend(iter(lambda: _drawn_on(terminal), b"")))
    watching.start()
    shown = subprocess.run(
        command, stdout=subprocess.PIPE, stderr=ours, check=True, env={**os.environ, "TERM": "xterm"}
    )
    os.close(ours)
    watching.join()
    os.close(terminal)
    assert b"reading" in b"".join(drawn)
    assert shown.stdout == quiet.stdout


def _drawn_on(terminal: int) -> bytes:
    """What was drawn since it was last asked; nothing once all who drew are gone."""
    try:
        return os.read(terminal, 100_000)
    except OSError:
        return b""


def test_the_module_runs_and_names_its_version() -> None:
    command = [sys.executable, "-m", "communique", "--version"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout.startswith("communique, version ")
