"""An export is there whole or not at all, and never in the place of the ledger."""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from newsroom import STATE, articles, newsroom

from communique.cli import main
from communique.errors import ExportError, QuestionError
from communique.record import Ledger
from communique.record.asking import Question
from communique.show.exports import FORMATS, export, export_folder
from communique.show.exports.request import Request


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with newsroom(tmp_path / "news.db") as opened:
        yield opened


def files(folder: Path) -> set[str]:
    return {file.name for file in folder.iterdir() if not file.name.startswith("news.db")}


def test_a_failure_leaves_what_was_there_and_no_half_file(ledger: Ledger, tmp_path: Path) -> None:
    file = tmp_path / "out.csv"
    file.write_text("before")
    with pytest.raises(QuestionError):
        export("csv", Request(ledger, Question(kind=("nonsense",))), file)
    assert file.read_text() == "before"
    assert files(tmp_path) == {"out.csv"}


def test_a_fault_in_the_middle_leaves_what_was_there(ledger: Ledger, tmp_path: Path) -> None:
    ledger.close()
    file = tmp_path / "out.csv"
    with sqlite3.connect(tmp_path / "news.db") as connection:
        connection.execute("UPDATE contact SET topics = 'broken' WHERE id = (SELECT max(id) FROM contact)")
    with Ledger(tmp_path / "news.db") as broken, pytest.raises(Exception, match="Expecting value"):
        export("csv", Request(broken), file)
    assert files(tmp_path) == set()


def test_a_file_takes_the_place_of_the_old_one_and_a_link_stays_a_link(ledger: Ledger, tmp_path: Path) -> None:
    real, link = tmp_path / "real.jsonl", tmp_path / "link.jsonl"
    real.write_text("before")
    link.symlink_to(real)
    export("jsonl", Request(ledger), link)
    assert link.is_symlink()
    assert len(real.read_text(encoding="utf-8").splitlines()) == 6
    assert files(tmp_path) == {"real.jsonl", "link.jsonl"}


@pytest.mark.parametrize("name", ["news.db", "news.db-wal", "link.db"])
def test_the_ledger_is_never_written_over(ledger: Ledger, tmp_path: Path, name: str) -> None:
    (tmp_path / "link.db").symlink_to(tmp_path / "news.db")
    with pytest.raises(ExportError, match="the ledger itself"):
        export("csv", Request(ledger), tmp_path / name)
    assert ledger.check() == ()


def test_what_is_added_meanwhile_is_not_in_it(tmp_path: Path) -> None:
    """All of an export is of one state of the ledger, though another process writes."""
    first, *rest = articles()
    with Ledger(tmp_path / "news.db") as writer:
        writer.add(first.extraction, state=STATE)
        with Ledger(tmp_path / "news.db", read_only=True) as reader:
            seen: list[int] = []

            class Meanwhile(list[int]):
                def write(self, data: bytes) -> int:
                    if not seen:
                        for article in rest:
                            writer.add(article.extraction, state=STATE)
                        seen.append(1)
                    self.append(len(data))
                    return len(data)

            out = Meanwhile()
            request = Request(reader)
            export("graphml", request, out)  # type: ignore[arg-type]
            assert seen
            assert request.tally.written == 1
            after = Request(reader)
            export("graphml", after, Meanwhile())  # type: ignore[arg-type]
            assert after.tally.written > 1


@pytest.mark.parametrize("to", ["missing/out.csv", "."])
def test_a_place_that_cannot_be_written_is_said_in_one_line(ledger: Ledger, tmp_path: Path, to: str) -> None:
    with pytest.raises(ExportError) as raised:
        export("csv", Request(ledger), tmp_path / to)
    assert "\n" not in str(raised.value)


def test_a_file_is_no_folder_and_a_folder_no_file(ledger: Ledger, tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="is a file"):
        export_folder("csv", Request(ledger), tmp_path / "new")
    with pytest.raises(ExportError, match="is a folder"):
        export("html", Request(ledger), tmp_path / "new")
    with pytest.raises(ExportError, match="there are csv, jsonl"):
        export("pdf", Request(ledger), tmp_path / "new")


# ---- the command -----------------------------------------------------------------------------------------------------


def run(ledger: Ledger, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["export", *arguments, "--ledger", str(ledger.path)])


def test_the_command_says_what_it_wrote_and_what_it_left_out(ledger: Ledger, tmp_path: Path) -> None:
    done = run(ledger, "ics", "--to", str(tmp_path / "out.ics"))
    assert (done.exit_code, done.stdout) == (0, "")
    assert done.stderr == f"communique: {tmp_path / 'out.ics'}: 3 contacts; left out: 3 (no day known)\n"
    assert (tmp_path / "out.ics").read_bytes().startswith(b"BEGIN:VCALENDAR")


def test_a_minus_is_standard_output(ledger: Ledger) -> None:
    done = run(ledger, "csv", "--to", "-", "--table", "positions", "--kind", "demand")
    assert len(done.stdout.splitlines()) == 3


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("pdf", "--to", "x"), "is not one of"),
        (("ics", "--to", "x", "--table", "positions"), "has no tables to choose from"),
        (("csv", "--to", "x", "--table", "statements", "--topic", "grain"), "statements cannot be asked by topic"),
        (("csv", "--to", "x", "--kind", "demand"), "no kind is called 'demand'"),
        (("csv", "--to", "x", "--since", "soon"), "not a date"),
    ],
)
def test_what_cannot_be_asked_is_said_in_one_line(ledger: Ledger, arguments: tuple[str, ...], said: str) -> None:
    done = run(ledger, *arguments)
    assert done.exit_code == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert not Path("x").exists()


def test_the_help_names_every_format_and_gives_examples() -> None:
    text = CliRunner().invoke(main, ["export", "--help"]).output
    assert "Examples:" in text
    assert all(f"  {form.name} " in text for form in FORMATS)


def test_help_of_the_program_loads_no_format() -> None:
    import subprocess

    code = (
        "import sys\nfrom communique.cli import main\n"
        "try: main(['--help'])\nexcept SystemExit: pass\n"
        "print([m for m in ('icalendar', 'sqlite3', 'pydantic', 'rich', 'mcp') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.stdout.splitlines()[-1] == "[]"
