"""Each export is read back by a program that people read such files with."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

import duckdb
import feedparser
import icalendar
import jsonschema
import networkx
import pyarrow.parquet
import pytest
from exported import exported, hostile
from newsroom import newsroom

from communique.record import Ledger
from communique.record.asking.question import FILTERS
from communique.show.exports import FORMATS, Tally

TABLES = sorted(FILTERS)


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    with newsroom(tmp_path_factory.mktemp("exports") / "news.db") as opened:
        yield opened


@pytest.fixture(scope="module")
def attacked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    with hostile(tmp_path_factory.mktemp("exports") / "hostile.db") as opened:
        yield opened


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    with Ledger(tmp_path_factory.mktemp("exports") / "empty.db") as opened:
        yield opened


FILES = [form.name for form in FORMATS if not form.is_folder]


@pytest.mark.parametrize("form", FILES)
def test_the_same_ledger_gives_the_same_bytes(ledger: Ledger, form: str) -> None:
    first = exported(ledger, form)
    assert first == exported(ledger, form)
    assert len(first) > 100


# ---- tables ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("table", TABLES)
def test_csv_json_lines_and_parquet_hold_the_same_rows(ledger: Ledger, table: str, tmp_path: Path) -> None:
    lines = [json.loads(line) for line in exported(ledger, "jsonl", table=table).splitlines()]
    rows = list(csv.DictReader(io.StringIO(exported(ledger, "csv", table=table).decode(), newline="")))
    columns = pyarrow.parquet.read_table(io.BytesIO(exported(ledger, "parquet", table=table)))
    assert len(lines) == len(rows) == columns.num_rows == len(list(getattr(ledger, table)()))
    assert list(rows[0]) == columns.column_names


def test_duckdb_counts_contacts_by_group_in_the_parquet_file(ledger: Ledger, tmp_path: Path) -> None:
    file = tmp_path / "contacts.parquet"
    file.write_bytes(exported(ledger, "parquet"))
    counted = duckdb.sql(f"SELECT \"group\", count(*) FROM '{file}' GROUP BY 1 ORDER BY 1").fetchall()
    assert counted == [("ahead", 2), ("happened", 3), ("off", 1)]


def test_filters_leave_out_what_they_would_on_the_command_line(ledger: Ledger) -> None:
    found = [json.loads(line)["kind"] for line in exported(ledger, "jsonl", actor="Lavrov").splitlines()]
    assert sorted(found) == ["meeting", "visit"]


def test_no_cell_is_a_formula_and_no_text_breaks_a_row(attacked: Ledger) -> None:
    for form, table in [("csv", name) for name in TABLES] + [("cameo", "contacts"), ("plover-csv", "contacts")]:
        rows = list(csv.reader(io.StringIO(exported(attacked, form, table=table).decode(), newline="")))
        assert len({len(row) for row in rows}) == 1, form
        assert not [one for row in rows for one in row if one.startswith(("=", "+", "@")) or re.match("-[^-]", one)]
        assert not [one for row in rows for one in row if re.search("[\x00\x0b\u202e\r\n]", one)]


# ---- calendar --------------------------------------------------------------------------------------------------------


def events(ledger: Ledger, **asked: Any) -> list[Any]:
    return list(icalendar.Calendar.from_ical(exported(ledger, "ics", **asked)).walk("VEVENT"))


def test_the_calendar_holds_contacts_with_days_and_says_which_were_held(ledger: Ledger) -> None:
    tally = Tally()
    found = {str(event["summary"]): event for event in events(ledger, tally=tally)}
    assert {name: str(event["status"]) for name, event in found.items()} == {
        "Held: Emmanuel Macron (FRA), Vladimir Putin (RUS): call": "CONFIRMED",
        "Held: Kari Exempel, Sergey Lavrov (RUS): visit": "CONFIRMED",
        "Cancelled: Emmanuel Macron (FRA), Vladimir Putin (RUS): meeting": "CANCELLED",
    }
    visit = found["Held: Kari Exempel, Sergey Lavrov (RUS): visit"]
    # Three days, so the end, which no longer belongs to it, is the fourth.
    assert (visit["dtstart"].dt, visit["dtend"].dt) == (date(2022, 2, 28), date(2022, 3, 3))
    assert visit["location"] == "São Paulo"
    # "5 May" of no year, "April" and a meeting without a date are no days.
    assert dict(tally.left_out) == {"no day known": 3}
    assert tally.written == 3


def test_the_calendar_knows_ids_and_the_time_of_the_ledger_alone(ledger: Ledger) -> None:
    ids = {row.id for row in ledger.contacts()}
    for event in events(ledger):
        assert str(event["uid"]) in ids
        assert event["dtstamp"].dt == datetime(2022, 4, 1, 12, tzinfo=UTC)


def test_what_is_planned_is_tentative(tmp_path: Path) -> None:
    from newsroom import MACRON, PUTIN, STATE, Article

    text = "They will meet on 20 March 2022. They may meet on 21 March 2022. He refused to come on 22 March 2022."
    article = Article("one", "2022-02-11", text)
    article.contact(text, "will meet", "meeting", "planned", MACRON, PUTIN, date=("2022-03-20", "20 March 2022"))
    article.contact(text, "may meet", "talks", "possible", MACRON, PUTIN, date=("2022-03-21", "21 March 2022"))
    article.contact(text, "refused", "visit", "refused", MACRON, PUTIN, date=("2022-03-22", "22 March 2022"))
    with Ledger(tmp_path / "one.db") as ledger:
        ledger.add(article.extraction, state=STATE)
        tally = Tally()
        found = events(ledger, tally=tally)
        assert [(str(one["summary"]).split(":")[0], str(one["status"])) for one in found] == [
            ("Planned", "TENTATIVE"),
            ("Possible", "TENTATIVE"),
        ]
        assert dict(tally.left_out) == {"refused": 1}


def test_no_text_of_an_article_is_a_line_of_the_calendar(attacked: Ledger) -> None:
    raw = exported(attacked, "ics")
    (event,) = icalendar.Calendar.from_ical(raw).walk("VEVENT")
    assert "url" not in event
    assert "attendee" not in event
    assert raw.count(b"\r\nEND:VEVENT\r\n") == 1
    assert max(map(len, raw.split(b"\r\n"))) <= 75


# ---- network ---------------------------------------------------------------------------------------------------------


def network(ledger: Ledger, form: str, **asked: Any) -> Any:
    raw = io.BytesIO(exported(ledger, form, **asked))
    return networkx.read_graphml(raw) if form == "graphml" else networkx.read_gexf(raw)


@pytest.mark.parametrize("form", ["graphml", "gexf"])
def test_the_weight_of_an_edge_counts_what_was_held_and_nothing_else(ledger: Ledger, form: str) -> None:
    graph = network(ledger, form)
    assert graph.nodes["emmanuel-macron"]["side"] == "FRA"
    edge = graph.edges["emmanuel-macron", "vladimir-putin"]
    assert {name: edge[name] for name in ("weight", "held", "ahead", "off")} == {
        "weight": 1, "held": 1, "ahead": 0, "off": 1,
    }  # fmt: skip
    # Lavrov and Wang Yi are to meet, which joins nobody yet.
    assert not graph.has_edge("sergey-lavrov", "wang-yi")
    assert graph.number_of_edges() == 3


@pytest.mark.parametrize("form", ["graphml", "gexf"])
def test_those_who_have_not_met_are_joined_where_that_is_asked_for(ledger: Ledger, form: str) -> None:
    graph = network(ledger, form, unheld=True)
    edge = graph.edges["sergey-lavrov", "wang-yi"]
    assert (edge["weight"], edge["ahead"]) == (0, 1)
    assert graph.number_of_edges() == 5


@pytest.mark.parametrize("form", ["graphml", "gexf"])
def test_sides_are_nodes_and_who_has_none_is_counted(ledger: Ledger, form: str) -> None:
    tally = Tally()
    graph = network(ledger, form, nodes="sides", tally=tally)
    assert sorted(graph.edges) == [("CHN", "DEU"), ("FRA", "RUS")]
    assert tally.left_out["party without a side"] == 1


@pytest.mark.parametrize("form", ["graphml", "gexf"])
def test_hostile_names_and_no_names_make_a_file_that_can_be_read(attacked: Ledger, empty: Ledger, form: str) -> None:
    graph = network(attacked, form)
    assert graph.number_of_edges() == 1
    assert all("<script>" in data["label"] for _, data in graph.nodes(data=True))
    assert network(empty, form).number_of_nodes() == 0


# ---- feed ------------------------------------------------------------------------------------------------------------


def test_the_feed_lists_every_change_the_latest_first(ledger: Ledger) -> None:
    feed = feedparser.parse(exported(ledger, "atom"))
    assert not feed.bozo
    changes = list(ledger.changes())
    assert len(feed.entries) == len(changes)
    assert len({entry.id for entry in feed.entries}) == len(changes)
    assert [entry.updated for entry in feed.entries] == sorted((row.at for row in changes), reverse=True)
    assert feed.feed.updated == "2022-04-01T12:00:00Z"
    assert all(entry.content[0].value for entry in feed.entries)
    assert not [link for entry in feed.entries for link in entry.get("links", ()) if "javascript" in link.href]


def test_a_change_keeps_its_id_when_the_ledger_grows(ledger: Ledger, tmp_path: Path) -> None:
    from newsroom import STATE, articles

    with Ledger(tmp_path / "grown.db", clock=lambda: "2022-04-01T12:00:00Z") as grown:
        ids: list[set[str]] = []
        for article in articles():
            grown.add(article.extraction, state=STATE)
            ids.append({entry.id for entry in feedparser.parse(exported(grown, "atom")).entries})
        assert all(earlier < later for earlier, later in pairwise(ids))


def test_hostile_titles_make_a_feed_that_can_be_read(attacked: Ledger) -> None:
    feed = feedparser.parse(exported(attacked, "atom"))
    assert not feed.bozo
    assert "\u202e" not in feed.entries[0].title
    assert not feed.entries[0].get("links")


# ---- sources ---------------------------------------------------------------------------------------------------------

CSL = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["id", "type"],
        "additionalProperties": False,
        "properties": {
            "id": {"type": "string"},
            "type": {"enum": ["webpage", "document"]},
            "title": {"type": "string"},
            "publisher": {"type": "string"},
            "container-title": {"type": "string"},
            "URL": {"type": "string", "pattern": "^https?://\\S+$"},
            "note": {"type": "string"},
            "issued": {
                "type": "object",
                "additionalProperties": False,
                "properties": {
                    "literal": {"type": "string"},
                    "date-parts": {
                        "type": "array",
                        "minItems": 1,
                        "maxItems": 2,
                        "items": {"type": "array", "minItems": 1, "maxItems": 3, "items": {"type": "integer"}},
                    },
                },
            },
        },
    },
}


def test_sources_are_csl_items(ledger: Ledger, attacked: Ledger, empty: Ledger) -> None:
    items = json.loads(exported(ledger, "csl"))
    jsonschema.validate(items, CSL)
    jsonschema.validate(json.loads(exported(attacked, "csl")), CSL)
    assert json.loads(exported(empty, "csl")) == []
    by_name = {item["note"]: item for item in items}
    assert by_name["yearless"]["issued"] == {"date-parts": [[2022, 3]]}
    assert by_name["far"]["container-title"] == "<b>The & Wire</b>"
    assert "URL" not in by_name["cancelled"]  # "javascript:" is no address


def test_the_exchange_format_holds_the_documents_as_corrected(tmp_path: Path) -> None:
    from communique.measure import load_exchange

    with newsroom(tmp_path / "news.db") as ledger:
        file = tmp_path / "all.jsonl"
        file.write_bytes(exported(ledger, "exchange"))
        before = list(load_exchange(file).values())
        assert (len(before), sum(len(one.contacts) for one in before)) == (7, 10)
        call = next(row for row in ledger.contacts() if row.kind == "visit")
        ledger.correct(call.id, "wrong")
        file.write_bytes(exported(ledger, "exchange"))
        assert sum(len(one.contacts) for one in load_exchange(file).values()) == 9
