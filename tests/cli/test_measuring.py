"""`communique eval`: records or bare articles against gold."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from communique.cli import main

TEXT = "Joe Biden met Emmanuel Macron in Rome on Friday."
DOCUMENT = {"id": "a", "title": None, "publisher": None, "published": "2021-10-30", "text": TEXT}
MET = {
    "kind": "meeting",
    "status": "held",
    "parties": [{"name": "Joe Biden", "side": "USA"}, {"name": "Emmanuel Macron", "side": "FRA"}],
    "date": "2021-10-29",
    "evidence": [[0, len(TEXT)]],
}


def evaluate(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["eval", *map(str, arguments)])


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    path = tmp_path / "gold.jsonl"
    line = {"document": DOCUMENT, "contacts": [MET], "statements": [], "positions": []}
    path.write_text(json.dumps(line) + "\n", encoding="utf-8")
    return path


def test_gold_against_itself_is_right_throughout(gold: Path) -> None:
    result = evaluate(gold, gold, "--json")
    figures = json.loads(result.stdout)
    assert result.exit_code == 0
    assert figures["contacts"]["exact"] == {"p": 1.0, "r": 1.0, "f1": 1.0, "gold": 1, "system": 1}


def test_bare_articles_are_read_first(gold: Path, tmp_path: Path) -> None:
    articles = tmp_path / "articles.jsonl"
    articles.write_text(json.dumps(DOCUMENT) + "\n", encoding="utf-8")
    figures = json.loads(evaluate(gold, articles, "--json").stdout)
    assert figures["contacts"]["exact"]["f1"] == 1
    assert figures["contacts"]["date"] == 1


def test_the_errors_come_with_their_causes(gold: Path, tmp_path: Path) -> None:
    articles = tmp_path / "articles.jsonl"
    articles.write_text(json.dumps({**DOCUMENT, "text": "It rained in Rome."}) + "\n", encoding="utf-8")
    text = evaluate(gold, articles, "--errors").stdout
    assert "contacts: 1 wrong" in text
    assert "     1  missed: no trigger found in its sentences" in text
    findings = json.loads(evaluate(gold, articles, "--errors", "--json").stdout)["errors"]
    assert [(finding["record"], finding["document"]) for finding in findings] == [("contact", "a")]


def test_a_file_that_is_no_gold_is_named_with_its_line(gold: Path, tmp_path: Path) -> None:
    broken = tmp_path / "broken.jsonl"
    broken.write_text(gold.read_text(encoding="utf-8") + '{"document": 3}\n', encoding="utf-8")
    result = evaluate(broken, gold)
    assert (result.exit_code, result.stdout) == (2, "")
    assert f"{broken}:2: not in exchange format" in result.stderr
