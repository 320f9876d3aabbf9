"""What a ledger answers: who is meant, when it was, what is found, in which order, and what is refused."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from newsroom import ENVOY, STATE, Article, newsroom

from communique.errors import CommuniqueError, DateError, ExtraError, QuestionError
from communique.record import Ledger
from communique.record.asking import Asking, Question, Results, days
from communique.record.asking.question import FILTERS, KINDS_OF, SORTS

# The contacts by a word: a call, a meeting in Paris that was called off, one in Munich without a date, the visit of an
# envoy in São Paulo, and two meetings that are ahead.
NAMES = {
    "Emmanuel Macron (FRA), Vladimir Putin (RUS): call": "call",
    "Emmanuel Macron (FRA), Vladimir Putin (RUS): meeting": "paris",
    "Olaf Scholz (DEU), Wang Yi (CHN): meeting": "munich",
    "Kari Exempel, Sergey Lavrov (RUS): visit": "visit",
    "Sergey Lavrov (RUS), Wang Yi (CHN): meeting": "may",
    "Olaf Scholz (DEU), Vladimir Putin (RUS): meeting": "april",
}
TABLES = sorted(FILTERS)


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    with newsroom(tmp_path_factory.mktemp("asking") / "news.db") as opened:
        yield opened


def names(results: Results[Any]) -> str:
    return " ".join(NAMES[row.label.rpartition(",")[0]] for row in results)


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({}, "call munich visit may paris april"),
        ({"actor": "FRA"}, "call paris"),
        ({"actor": "fra"}, "call paris"),
        ({"actor": "France"}, "call paris"),
        ({"actor": "the French"}, "call paris"),
        ({"actor": "Moscow"}, "call visit may paris april"),
        ({"actor": "Macron"}, "call paris"),
        ({"actor": "emmanuel-macron"}, "call paris"),
        ({"actor": "Emmanuel Macron"}, "call paris"),
        ({"actor": "Sergei Lavrov"}, "visit may"),
        ({"actor": "wang-yi"}, "munich may"),
        ({"actor": "Exempel"}, "visit"),
        ({"actor": "kari exempel"}, "visit"),
        ({"actor": "Putin", "with_": "Scholz"}, "april"),
        ({"actor": "Putin", "with_": "Russia"}, ""),
        ({"actor": "Russia", "with_": "China"}, "may"),
        ({"with_": "China"}, "munich may"),
        ({"actor": "Tuvalu"}, ""),
        ({"kind": "call"}, "call"),
        ({"kind": ("call", "visit")}, "call visit"),
        ({"status": "happened"}, "call munich visit"),
        ({"status": "ahead"}, "may april"),
        ({"status": ("planned", "off")}, "may paris"),
        ({"since": "2022-03"}, "visit may paris april"),
        ({"until": "2022-02"}, "call munich visit"),
        ({"since": "2022-02-11", "until": "2022-02-27"}, "munich"),
        ({"since": "2022-03-02", "until": "2022-03-02"}, "visit may"),
        ({"since": "2022-04-30"}, "april"),
        ({"topic": "grain export"}, "call"),
        ({"topic": "sanct*"}, "call"),
        ({"topic": "grain border"}, ""),
        ({"topic": "économie"}, "visit"),
        ({"topic": "economie mondiale"}, "visit"),
        ({"place": "paris"}, "paris"),
        ({"place": "Sao Paulo"}, "visit"),
        ({"place": "Germany"}, "munich"),
        ({"place": "Brazil"}, "visit"),
        ({"text": "ultimatum"}, "call"),
        ({"text": '"grain exports" -ultimatum'}, "call paris"),
        ({"text": "telephone*"}, "call"),
        ({"disputed": True}, "call"),
        ({"disputed": False, "status": "happened"}, "munich visit"),
        ({"verdict": "right"}, ""),
        ({"sort": "-date", "limit": 2}, "april paris"),
        ({"sort": "-date", "limit": 2, "offset": 2}, "may visit"),
        ({"sort": "-voices", "limit": 1}, "paris"),
        ({"limit": 0}, ""),
    ],
    ids=str,
)
def test_contacts_that_answer(ledger: Ledger, asked: dict[str, Any], found: str) -> None:
    results = ledger.contacts(**asked)
    assert names(results) == found
    assert len(results) == len(found.split())


def test_a_contact_without_a_day_goes_by_its_reports_and_says_so(ledger: Ledger) -> None:
    rows = {NAMES[row.label.rpartition(",")[0]]: row for row in ledger.contacts()}
    assert {name for name, row in rows.items() if row.undated} == {"munich", "may"}
    assert (rows["munich"].date, rows["munich"].first) == (None, "2022-02-20")
    assert rows["may"].date == "XXXX-05-05"  # no year is guessed: it is found by March, when it was reported
    assert names(ledger.contacts(since="2022-05", until="2022-05")) == ""


def test_a_contact_tells_by_which_document_it_has_its_status(ledger: Ledger) -> None:
    (paris,) = ledger.contacts(kind="meeting", actor="Macron")
    assert paris.source is not None
    assert (paris.source.publisher, paris.source.published, paris.since) == ("The Wire", "2022-03-18", "2022-03-18")
    assert (paris.documents, paris.voices, paris.group) == (3, 2, "off")


@pytest.mark.parametrize(
    ("verb", "asked", "found"),
    [
        ("statements", {"actor": "Macron"}, ["Europe would not give way"] * 2),
        ("statements", {"actor": "China", "since": "2022-03"}, ["dialogue was the only way out"]),
        ("statements", {"text": "trade -dialogue"}, ["trade must stay open"]),
        ("statements", {"kind": "direct"}, []),
        ("statements", {"sort": "-date", "limit": 1}, ["dialogue was the only way out"]),
        ("positions", {"actor": "Russia"}, ["Russia rejects any ultimatum"]),
        ("positions", {"with_": "Moscow", "until": "2022-02-11"}, ["France demands that Russia withdraw its troops"]),
        ("positions", {"kind": ("reject", "offer")}, ["Russia rejects any ultimatum", "Germany offers talks"]),
        ("positions", {"text": "ultimat*"}, ["Russia rejects any ultimatum"]),
    ],
)
def test_what_was_said_and_wanted(ledger: Ledger, verb: str, asked: dict[str, Any], found: list[str]) -> None:
    assert [row.content for row in getattr(ledger, verb)(**asked)] == found


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({}, "elysee copy kremlin undated yearless far cancelled"),
        ({"actor": "France"}, "elysee copy kremlin cancelled"),
        ({"actor": "Wang Wenbin"}, "cancelled"),
        ({"actor": "Macron", "with_": "Putin", "kind": "meeting"}, "elysee copy cancelled"),
        ({"text": "ultimatum OR troops"}, ""),
        ({"text": "TROOPS"}, "elysee copy"),
        ({"since": "2022-03", "until": "2022-03-02"}, "yearless"),
        ({"sort": "-date", "limit": 1}, "cancelled"),
        ({"topic": "sanctions"}, "elysee copy kremlin"),
    ],
    ids=str,
)
def test_documents_that_answer(ledger: Ledger, asked: dict[str, Any], found: str) -> None:
    results = ledger.documents(**asked)
    assert " ".join(row.name for row in results) == found
    assert len(results) == len(found.split())


def test_actors_are_counted_by_what_happened_and_what_did_not(ledger: Ledger) -> None:
    rows = {row.name: (row.happened, row.ahead, row.off) for row in ledger.actors()}
    assert rows["Vladimir Putin"] == (1, 1, 1)
    assert rows["Sergey Lavrov"] == (1, 1, 0)
    assert rows["Wang Wenbin"] == (0, 0, 0)
    assert [row.name for row in ledger.actors(with_="Macron")] == ["Vladimir Putin"]
    assert [(row.name, row.happened) for row in ledger.actors(actor="Russia", status="happened")] == [
        ("Sergey Lavrov", 1),
        ("Vladimir Putin", 1),
    ]
    said = {row.name: (row.statements, row.positions) for row in ledger.actors()}
    assert (said["Wang Wenbin"], said["Russia"]) == ((1, 0), (0, 1))
    assert {row.statements for row in ledger.actors(kind="call")} == {None}


def test_disagreements_name_both_documents(ledger: Ledger) -> None:
    first, second = ledger.disagreements()
    assert first.weight > second.weight
    assert (first.field, {first.value_a, first.value_b}) == ("initiator", {"FRA", "RUS"})
    assert {first.source_a and first.source_a.name, first.source_b and first.source_b.name} == {"elysee", "kremlin"}
    assert [row.field for row in ledger.disagreements(field="topics")] == ["topics"]
    assert not ledger.disagreements(actor="China")


def test_who_may_be_meant_is_asked_and_not_guessed(ledger: Ledger) -> None:
    with pytest.raises(QuestionError, match=r"wang-wenbin.* or .*wang-yi"):
        ledger.contacts(actor="Wang")
    assert ledger.knows("Wang Yi")
    assert not ledger.knows("Tuvalu")
    assert not ledger.knows("Macrn")


@pytest.mark.parametrize(
    ("verb", "asked", "error", "message"),
    [
        ("contacts", {"kind": "phone"}, QuestionError, "no kind is called 'phone': there are call, meeting"),
        ("contacts", {"status": "done"}, QuestionError, "there are held, .*, happened, ahead, off"),
        ("contacts", {"since": "yesterday"}, DateError, "not a date"),
        ("contacts", {"since": "XXXX-05-05"}, DateError, "with its year"),
        ("contacts", {"since": "2022", "until": "2021"}, QuestionError, "nothing can lie between"),
        ("contacts", {"text": "!? -no"}, QuestionError, "no word to look for"),
        ("contacts", {"topic": "..."}, QuestionError, "no word of a topic"),
        ("contacts", {"place": "?"}, QuestionError, "no name of a place"),
        ("contacts", {"actor": " "}, QuestionError, "no name of an actor"),
        ("contacts", {"sort": "size"}, QuestionError, "there are date, published"),
        ("contacts", {"limit": -1}, QuestionError, "less than 0"),
        ("contacts", {"colour": "red"}, QuestionError, "no filter is called 'colour'"),
        ("statements", {"topic": "grain"}, QuestionError, "statements cannot be asked by topic, only by actor"),
        ("positions", {"kind": "call"}, QuestionError, "there are demand, appeal"),
        ("changes", {"since": "2022-02-30T10:00:00"}, QuestionError, "is no time"),
    ],
)
def test_questions_that_are_refused(
    ledger: Ledger, verb: str, asked: dict[str, Any], error: type[CommuniqueError], message: str
) -> None:
    with pytest.raises(error, match=message):
        getattr(ledger, verb)(**asked)


@given(words=st.text(), which=st.sampled_from(["actor", "with_", "topic", "place", "text"]))
def test_whatever_a_user_types_reaches_sql_as_a_value(ledger: Ledger, words: str, which: str) -> None:
    with suppress(CommuniqueError):
        assert len(list(ledger.contacts(Question(**{which: words})))) <= 6


@given(data=st.data())
def test_pages_together_are_the_whole_in_one_order(ledger: Ledger, data: st.DataObject) -> None:
    table = data.draw(st.sampled_from(TABLES))
    sort = data.draw(st.sampled_from(SORTS[table])).removeprefix("-")
    sort = data.draw(st.sampled_from(["", "-"])) + sort
    kinds = data.draw(st.sets(st.sampled_from(KINDS_OF[table]), max_size=3))
    size = data.draw(st.integers(1, 5))
    ask = getattr(ledger, table)
    whole = list(ask(sort=sort, kind=sorted(kinds)))
    pages = [row for at in range(0, len(whole) + 1, size) for row in ask(sort=sort, kind=kinds, limit=size, offset=at)]
    assert pages == whole
    assert ask(sort=sort, kind=kinds, limit=size).total == len(whole)


def test_a_result_can_be_looked_at_twice_and_is_false_where_nothing_answers(ledger: Ledger) -> None:
    results = ledger.contacts(actor="France")
    assert list(results) == list(results) != []
    assert results
    assert not ledger.contacts(actor="Tuvalu")
    assert repr(ledger.contacts(limit=2)) == "<ContactRows: 2 of 6>"


@pytest.mark.parametrize("table", TABLES)
def test_frames_have_the_same_columns_with_rows_and_without(ledger: Ledger, table: str) -> None:
    ask = getattr(ledger, table)
    full, empty = ask(), ask(limit=0)
    assert full.to_arrow().schema == empty.to_arrow().schema
    assert full.to_arrow().num_rows == len(full) > 0
    assert full.to_polars().columns == list(full.to_pandas().columns) == full.to_arrow().column_names
    assert empty.to_polars().height == 0


def test_frames_hold_what_the_rows_hold(ledger: Ledger) -> None:
    frame = ledger.contacts(kind="visit").to_polars()
    row = frame.row(0, named=True)
    assert (row["date"], row["topics"], row["publisher"]) == (
        "2022-02-28/2022-03-02",
        ["économie mondiale"],
        "<b>The & Wire</b>",
    )
    assert [party["name"] for party in row["parties"]] == ["Kari Exempel", "Sergey Lavrov"]


@pytest.mark.parametrize("name", ["polars", "pandas"])
def test_a_frame_of_a_package_that_is_missing_names_the_extra(
    ledger: Ledger, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, name, None)
    with pytest.raises(ExtraError, match=rf"pip install 'communique\[{name}\]'"):
        getattr(ledger.contacts(), f"to_{name}")()


def test_a_notebook_shows_a_table_in_which_nothing_of_an_article_is_markup(ledger: Ledger) -> None:
    html = ledger.contacts()._repr_html_()
    assert "&lt;b&gt;The &amp; Wire" in html
    assert "<b>" not in html
    assert html.count("<tr>") == 7


def test_what_a_person_called_wrong_is_left_out_unless_asked_for(tmp_path: Path) -> None:
    with newsroom(tmp_path / "corrected.db") as own:
        (visit,) = own.contacts(kind="visit")
        (rejects,) = own.positions(kind="reject")
        own.correct(visit.id, "wrong", who="a reader")
        own.correct(rejects.key, "wrong", who="a reader")
        assert not own.contacts(kind="visit")
        assert names(own.contacts(kind="visit", verdict="wrong")) == "visit"
        assert len(own.contacts(verdict="any")) == 6
        assert not own.positions(kind="reject")
        assert own.positions(kind="reject", verdict="any")
        assert [row.happened for row in own.actors(actor="Lavrov")] == [0]


def test_lists_come_in_the_order_of_an_index(ledger: Ledger) -> None:
    """So the first page of a large ledger needs no sorting of the whole."""
    for results in (
        ledger.contacts(),
        ledger.contacts(sort="-date"),
        ledger.contacts(status="held"),
        ledger.contacts(kind="call", since="2022"),
        ledger.statements(),
        ledger.positions(sort="-date"),
    ):
        sql, parameters = results._select.sql(9, 0), results._select.parameters
        plan = [row[3] for row in ledger.connection.execute(f"EXPLAIN QUERY PLAN {sql}", parameters)]
        assert "USE TEMP B-TREE FOR ORDER BY" not in plan
        assert " USING INDEX " in plan[0]


def test_asking_needs_only_a_connection(ledger: Ledger) -> None:
    assert names(Asking(ledger.connection).contacts(kind="call")) == "call"


def test_a_name_as_written_counts_where_only_one_of_that_name_is_known(tmp_path: Path) -> None:
    with newsroom(tmp_path / "news.db") as own:
        bare = Article("bare", "2022-03-05", "Macron wrote to Kari Exempel on 4 March 2022.")
        bare.contact(bare.document.text, "wrote", "message", "held", ("Macron", "FRA", None), ENVOY,
                     date=("2022-03-04", "4 March 2022"))  # fmt: skip
        own.add(bare.extraction, state=STATE)
        assert [row.kind for row in own.contacts(actor="Macron")] == ["call", "message", "meeting"]
        assert [row.kind for row in own.contacts(actor="emmanuel-macron")] == ["call", "meeting"]


@pytest.mark.parametrize(
    ("published", "first", "last", "lies"),
    [
        ("2022-03-05", "2022-03-05", "2022-03-05", True),
        ("2022-03-05", "2022-03-06", None, False),
        ("2022-03", "2022-03-31", None, True),
        ("2022-03", None, "2022-02-28", False),
        ("2022", "2022-12-31", "2022-12-31", True),
        ("2022-03-XX", "2022-03-15", "2022-03-15", True),
        ("2022-24", "2023-02-28", None, True),
        ("../2022-03", "2022-04-01", None, False),
        ("XXXX-03-05", "2022-03-05", None, False),
        (None, "2022-03-05", None, False),
    ],
)
def test_a_publication_lies_in_a_range_where_it_can(
    ledger: Ledger, published: str | None, first: str | None, last: str | None, lies: bool
) -> None:
    condition, parameters = days.published("d", first, last)
    found = ledger.connection.execute(f"SELECT {condition} FROM (SELECT ? AS d)", (*parameters, published)).fetchone()
    assert bool(found[0]) is lies
