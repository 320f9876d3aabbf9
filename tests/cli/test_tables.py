"""`communique lexicon`: rows are added where they break no rule, and tables are checked."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner, Result

from communique.cli import main

LEE = ("persons", "id=ann-lee", "name=Ann Lee", "surname=Lee", "gender=female", "side=GBR", "source=hand")


def lexicon(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["lexicon", *map(str, arguments)])


def test_the_tables_of_the_package_are_in_order() -> None:
    result = lexicon("check")
    assert (result.exit_code, result.stderr) == (0, "")
    assert "nothing wrong" in result.stdout


def test_a_row_goes_into_a_folder_of_the_users_own_and_is_read_from_there(tmp_path: Path) -> None:
    mine = tmp_path / "mine"
    assert lexicon("add", *LEE, "--to", mine).exit_code == 0
    assert (mine / "persons.csv").read_text(encoding="utf-8").splitlines()[1].startswith("ann-lee,,Ann Lee,")
    assert "1 persons" in lexicon("check", mine).stdout
    article = tmp_path / "a.txt"
    article.write_text("Ann Lee met Emmanuel Macron in Paris.", encoding="utf-8")
    read = CliRunner().invoke(main, ["read", str(article), "--actors", str(mine)])
    assert "Ann Lee (GBR)" in read.stdout


def test_a_row_that_breaks_a_rule_is_refused_and_the_table_stays_as_it_was(tmp_path: Path) -> None:
    lexicon("add", *LEE, "--to", tmp_path)
    before = (tmp_path / "persons.csv").read_bytes()
    for wrong, words in (
        (LEE, "already"),
        (("persons", "id=x", "nickname=y"), "nickname"),
        (("tenures", "person=ann-lee", "office=no/such", "start=2020", "source=hand"), "no/such"),
        (("persons", "id=x", "name"), "no COLUMN=VALUE"),
    ):
        result = lexicon("add", *wrong, "--to", tmp_path)
        assert (result.exit_code, result.stdout) == (2, "")
        assert words in result.stderr
        assert len(result.stderr.splitlines()) == 1
    assert (tmp_path / "persons.csv").read_bytes() == before
    assert [file.name for file in tmp_path.iterdir()] == ["persons.csv"]


def test_a_wrong_row_is_named_with_its_line(tmp_path: Path) -> None:
    lexicon("add", *LEE, "--to", tmp_path)
    with (tmp_path / "persons.csv").open("a", encoding="utf-8") as table:
        table.write("ann-lee,,Ann Lee,,Lee,female,GBR,hand\n")
    result = lexicon("check", tmp_path)
    assert (result.exit_code, result.stdout) == (1, "")
    assert "persons.csv: line 3" in result.stderr
