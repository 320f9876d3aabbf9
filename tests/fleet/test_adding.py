"""Sources into a ledger: one after the other, each as soon as it is read."""

from __future__ import annotations

import io
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

import communique
from communique.errors import DateError, LexiconError, ModelError
from communique.fleet import adding
from communique.record import Added
from communique.schema import Document, Problem

CALL = "Olaf Scholz spoke by phone with Xi Jinping on Friday, his spokesman said."


def corpus(path: Path, count: int) -> Path:
    lines = [
        json.dumps({"id": f"d{number:03}", "text": f"{CALL} Number {number}.", "published": "2022-05-07"})
        for number in range(count)
    ]
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def outcomes(items: list[Added | Problem]) -> Counter[str]:
    return Counter(item.outcome if isinstance(item, Added) else "problem" for item in items)


def test_files_and_texts_are_added_from_python(tmp_path: Path) -> None:
    file = corpus(tmp_path / "a.jsonl", 3)
    with communique.Ledger(tmp_path / "talks.db") as ledger:
        assert outcomes(communique.add([file], ledger)) == {"added": 3}
        assert outcomes(communique.add([file], ledger)) == {"known": 3}
        added = ledger.add(
            communique.read("Emmanuel Macron called Vladimir Putin on Thursday.", published="2021-08-20")
        )
        assert (added.outcome, added.contacts) == ("added", 1)
        assert ledger.stats().contacts == 2
        runs = ledger.connection.execute("SELECT DISTINCT command, version, model FROM run").fetchall()
        ((command, version, model),) = runs
        assert command == "python"
        assert version.startswith("0.")
        assert "spacy 3." in model


def test_a_document_of_another_date_in_the_users_mouth_is_read_again(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text(CALL, encoding="utf-8")
    with communique.Ledger(tmp_path / "talks.db") as ledger:
        assert outcomes(communique.add([file], ledger)) == {"added": 1}
        assert outcomes(communique.add([file], ledger, published="2022-05-07")) == {"reread": 1}
        assert outcomes(communique.add([file], ledger, published=" 2022-05-07 ")) == {"known": 1}
        assert ledger.connection.execute("SELECT date FROM contact").fetchall() == [("2022-05-06",)]
        assert ledger.check() == ()


def test_documents_are_stored_while_others_wait_to_be_read(tmp_path: Path) -> None:
    given = 0

    def endless() -> Iterator[Document]:
        nonlocal given
        while True:
            given += 1
            yield Document(f"d{given}", f"{CALL} Number {given}.")

    with communique.Ledger(tmp_path / "talks.db") as ledger:
        items = adding.add_documents(endless(), ledger)
        for number in range(1, 41):
            next(items)
            assert number <= ledger.stats().documents < number + 40
            assert given <= number + 40


def test_what_cannot_be_read_is_stored_once_with_its_reason_and_the_rest_is_added(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").touch()
    corpus(tmp_path / "a.jsonl", 2)
    with (tmp_path / "a.jsonl").open("a", encoding="utf-8") as lines:
        lines.write("\nnot JSON\n")
    with communique.Ledger(tmp_path / "talks.db") as ledger:
        for _ in range(2):
            items = communique.add([tmp_path], ledger)
            assert outcomes(items)["problem"] >= 2
        rows = ledger.connection.execute("SELECT source, line FROM problem ORDER BY source").fetchall()
        assert [(Path(source).name, line) for source, line in rows if "talks" not in source] == [
            ("a.jsonl", 3),
            ("empty.txt", None),
        ]


def test_standard_input_is_a_source(tmp_path: Path) -> None:
    with communique.Ledger(tmp_path / "talks.db") as ledger:
        items = list(adding.add(["-"], ledger, stdin=io.BytesIO(CALL.encode())))
        assert outcomes(items) == {"added": 1}


def test_what_cannot_be_meant_leaves_the_ledger_empty(tmp_path: Path) -> None:
    file = corpus(tmp_path / "a.jsonl", 1)
    (tmp_path / "persons.csv").write_text("nonsense\n", encoding="utf-8")
    with communique.Ledger(tmp_path / "talks.db") as ledger:
        with pytest.raises(DateError):
            communique.add([file], ledger, published="2022-02-30")
        with pytest.raises(ModelError):
            communique.add([file], ledger, model="xx_none")
        with pytest.raises(LexiconError):
            communique.add([file], ledger, actors=tmp_path)
        assert ledger.stats().documents == 0


def test_a_change_of_the_users_own_tables_is_a_reason_to_read_again(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("Aino Virtanen met Emmanuel Macron in Paris.", encoding="utf-8")
    tables = tmp_path / "tables"
    tables.mkdir()
    header = "id,wikidata,name,aliases,surname,gender,side,source"
    with communique.Ledger(tmp_path / "talks.db") as ledger:
        assert outcomes(communique.add([file], ledger)) == {"added": 1}
        (tables / "persons.csv").write_text(
            f"{header}\naino-virtanen,,Aino Virtanen,,Virtanen,female,FIN,hand\n", encoding="utf-8"
        )
        assert outcomes(communique.add([file], ledger, actors=tables)) == {"reread": 1}
        assert outcomes(communique.add([file], ledger, actors=tables)) == {"known": 1}
        assert ledger.connection.execute("SELECT count(*) FROM contact_party WHERE side = 'FIN'").fetchone() == (1,)
