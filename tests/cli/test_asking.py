"""The commands that ask a ledger: what is printed, where, and with which exit status."""

from __future__ import annotations

import csv
import io
import json
import shlex
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from newsroom import newsroom

from communique.cli import main
from communique.cli.asking_options import options
from communique.record.asking.question import FILTERS

TABLES = sorted(FILTERS)
Run = Callable[..., Result]


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("asking") / "news.db"
    newsroom(file).close()
    return file


@pytest.fixture
def run(path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setenv("COMMUNIQUE_LEDGER", str(path))
    return lambda *arguments: CliRunner().invoke(main, arguments)


def test_a_table_keeps_apart_what_happened_and_what_did_not(run: Run) -> None:
    done = run("contacts")
    assert (done.exit_code, done.stderr) == (0, "")
    took_place, rest = done.stdout.split("AHEAD, NOT YET HELD")
    ahead, off = rest.split("NOT TAKING PLACE")
    assert [part.count("● ") + part.count("○ ") + part.count("× ") for part in (took_place, ahead, off)] == [3, 2, 1]
    assert "6 contacts: 3 took place, 2 ahead, 1 not taking place" in off
    assert "told 2022-02-20" in took_place


@pytest.mark.parametrize("table", TABLES)
def test_tables_fit_eighty_columns_where_nobody_says_how_wide(run: Run, table: str) -> None:
    lines = run(table).stdout.splitlines()
    assert len(lines) > 3
    assert max(map(len, lines)) <= 80


@pytest.mark.parametrize("form", ["table", "json", "jsonl", "csv"])
@pytest.mark.parametrize("table", TABLES)
def test_nothing_found_is_said_and_is_no_error(run: Run, table: str, form: str) -> None:
    done = run(table, "--actor", "Tuvalu", "--format", form)
    assert done.exit_code == 0
    assert done.stderr == f"communique: no {table} match; the ledger names nobody called 'Tuvalu'\n"
    assert done.stdout.splitlines()[1:] == []
    assert done.stdout in ("", "[]\n") or form == "csv"


def test_a_page_says_how_many_there_are(run: Run) -> None:
    assert (
        "2 contacts: 1 took place, 1 ahead, 0 not taking place (3 to 4 of 6)"
        in run("contacts", "--limit", "2", "--offset", "2").stdout
    )


def test_filters_may_be_repeated_and_combined(run: Run) -> None:
    done = run("contacts", "--kind", "call", "--kind", "visit", "--since", "2022-02-20", "--format", "jsonl")
    assert [json.loads(line)["kind"] for line in done.stdout.splitlines()] == ["visit"]


@pytest.mark.parametrize("table", TABLES)
def test_json_and_json_lines_hold_the_same_rows(run: Run, table: str) -> None:
    array = json.loads(run(table, "--format", "json").stdout)
    assert [json.loads(line) for line in run(table, "--format", "jsonl").stdout.splitlines()] == array != []


@pytest.mark.parametrize("table", TABLES)
def test_the_same_question_gives_the_same_bytes(run: Run, table: str) -> None:
    for form in ("table", "jsonl", "csv", "parquet"):
        assert run(table, "--format", form).stdout_bytes == run(table, "--format", form).stdout_bytes != b""


def test_no_cell_of_a_sheet_runs_as_a_formula(run: Run) -> None:
    rows = list(csv.DictReader(io.StringIO(run("contacts", "--format", "csv").stdout)))
    assert len(rows) == 6
    (munich,) = (row for row in rows if row["place"] == "Munich")
    assert munich["publisher"] == "'=cmd()|' /C calc'!A0"
    assert munich["parties"] == "Olaf Scholz (DEU); Wang Yi (CHN)"
    assert (munich["undated"], munich["date"]) == ("yes", "")
    for row in rows:
        assert not any(cell.startswith(("=", "+", "-", "@")) for cell in row.values())


def test_parquet_is_read_back_by_another_program(run: Run, tmp_path: Path) -> None:
    import duckdb

    file = tmp_path / "contacts.parquet"
    file.write_bytes(run("contacts", "--format", "parquet").stdout_bytes)
    query = f"SELECT \"group\", count(*), list(parties[1].name) FROM '{file}' GROUP BY 1 ORDER BY 1"
    found = duckdb.sql(query).fetchall()
    assert [(group, count) for group, count, _ in found] == [("ahead", 2), ("happened", 3), ("off", 1)]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("contacts", "--actor", "Wang"), "wang-wenbin"),
        (("contacts", "--since", "someday"), "not a date"),
        (("contacts", "--sort", "size"), "no sort is called 'size'"),
        (("contacts", "--kind", "phone"), "phone"),
        (("statements", "--topic", "grain"), "--topic"),
        (("show", "c-ffffffffffff"), "no such contact"),
        (("brief", "--on", "someday"), "not a date"),
        (("contacts", "--ledger", "missing.db"), "communique add"),
    ],
)
def test_what_cannot_be_answered_is_an_error(run: Run, arguments: tuple[str, ...], message: str) -> None:
    done = run(*arguments)
    assert (done.exit_code, done.stdout) == (2, "")
    assert message in done.stderr


def test_asking_makes_no_ledger_and_changes_none(run: Run, path: Path, tmp_path: Path) -> None:
    before = path.read_bytes()
    for table in TABLES:
        run(table)
    run("brief")
    assert path.read_bytes() == before
    run("contacts", "--ledger", str(tmp_path / "new.db"))
    assert not (tmp_path / "new.db").exists()


def test_show_prints_evidence_steps_and_reasons(run: Run) -> None:
    (row,) = json.loads(run("contacts", "--actor", "Macron", "--kind", "meeting", "--format", "json").stdout)
    text = run("show", row["id"][:8]).stdout
    assert "2022-02-11  planned — Élysée, 2022-02-11" in text
    assert "2022-03-18  cancelled — The Wire, 2022-03-18" in text
    assert "“The two will meet in Paris on 20 March 2022.”" in text
    assert "3 REPORTS, 2 INDEPENDENT SOURCES" in text
    assert "WHY THESE ARE ONE CONTACT" in text
    assert max(map(len, text.splitlines())) <= 80
    shown = json.loads(run("show", row["id"], "--format", "json").stdout)
    assert (shown["type"], shown["row"]["id"], len(shown["reports"])) == ("contact", row["id"], 3)


@pytest.mark.parametrize("table", ["statements", "positions", "documents"])
def test_show_takes_the_ids_that_the_tables_print(run: Run, table: str) -> None:
    for row in json.loads(run(table, "--format", "json").stdout):
        id = row.get("key") or row["hash"]
        done = run("show", id[:10])
        assert (done.exit_code, done.stderr) == (0, "")
        assert id[:10] in done.stdout


def test_changes_are_listed_by_the_log_or_by_publication(run: Run) -> None:
    assert run("changes", "--since", "2022-04-02").stderr == "communique: no changes match\n"
    text = run("changes", "--by", "published", "--since", "2022-03-18").stdout
    assert "planned → cancelled" in text
    assert "3 changes" in text  # what came out in March may have come out on the 18th
    assert "planned then" in run("changes", "--by", "published", "--until", "2022-02-11").stdout


def test_every_filter_of_a_table_is_an_option_with_a_word_of_help() -> None:
    for table in TABLES:
        made = {option.name: option for option in options(table)}  # type: ignore[arg-type]
        assert set(FILTERS[table]) | {"sort", "limit", "offset", "form", "ledger"} == set(made)  # type: ignore[index]
        assert all(option.help for option in made.values())  # type: ignore[attr-defined]


@pytest.mark.parametrize("command", [*TABLES, "show", "brief"])
def test_the_example_in_the_help_runs(run: Run, command: str) -> None:
    helped = run(command, "--help")
    assert helped.exit_code == 0
    example = " ".join(helped.stdout.split("Example: communique ")[1].split("Options:")[0].split())
    if command == "show":
        (row,) = json.loads(run("contacts", "--kind", "call", "--format", "json").stdout)
        example = f"show {row['id']}"
    done = run(*shlex.split(example.split(" > ")[0]))
    assert done.exit_code == 0


def test_help_answers_without_loading_the_ledger() -> None:
    code = (
        "import sys; from communique.cli import main\n"
        "try: main(['--help'])\n"
        "except SystemExit: pass\n"
        "print([m for m in ('pydantic', 'pyarrow', 'rich', 'sqlite3') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"
