"""One record with its evidence, what changed, and the data of a brief."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

import pytest
from newsroom import MACRON, PUTIN, STATE, Article, articles, newsroom

from communique.errors import DateError, LedgerError, QuestionError
from communique.record import Ledger, State
from communique.record.asking.views import (
    ContactView,
    DocumentView,
    PositionView,
    Quote,
    ReportView,
    StatementView,
)


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    with newsroom(tmp_path_factory.mktemp("showing") / "news.db") as opened:
        yield opened


def quotes_in(value: Any) -> Iterator[Quote]:
    """Every quotation anywhere in a view."""
    if isinstance(value, Quote):
        yield value
    elif is_dataclass(value):
        for field in fields(value):
            yield from quotes_in(getattr(value, field.name))
    elif isinstance(value, tuple):
        for one in value:
            yield from quotes_in(one)


def paris(ledger: Ledger) -> ContactView:
    (row,) = ledger.contacts(actor="Macron", kind="meeting")
    view = ledger.show(row.id)
    assert isinstance(view, ContactView)
    return view


def test_a_contact_shows_its_course_its_reports_and_why_they_are_one(ledger: Ledger) -> None:
    view = paris(ledger)
    assert [(step.status, step.at, step.source and step.source.name) for step in view.steps] == [
        ("planned", "2022-02-11", "elysee"),
        ("cancelled", "2022-03-18", "cancelled"),
    ]
    assert [(report.source.name, report.status) for report in view.reports] == [
        ("elysee", "planned"),
        ("copy", "planned"),
        ("cancelled", "cancelled"),
    ]
    assert view.reports[1].copy_of == view.reports[0].source.document
    assert {key for one in view.judgements for key in (one.a, one.b)} <= {report.key for report in view.reports}
    assert all("same" in one.why for one in view.judgements)


def test_every_quotation_stands_in_the_raw_text(ledger: Ledger) -> None:
    texts = {article.document.id: article.document.text for article in articles()}
    seen = 0
    for document in ledger.documents():
        view = ledger.show(document.hash)
        assert isinstance(view, DocumentView)
        assert view.text == texts[document.name]
        for told in view.reports:
            report = ledger.show(told.key)
            assert isinstance(report, ReportView)
            assert report.contact == told.contact
            for quote in quotes_in(report):
                assert view.text[quote.start : quote.end] == quote.words
                assert all(0 <= place.start < place.end <= len(quote.words) for place in quote.focus)
                seen += 1
        for row in (*view.statements, *view.positions):
            for quote in quotes_in(ledger.show(row.key)):
                assert view.text[quote.start : quote.end] == quote.words
                seen += 1
    assert seen > 50


def test_each_field_of_a_report_has_the_words_it_was_read_from(ledger: Ledger) -> None:
    report = paris(ledger).reports[0]
    words = {part.name: part.quote and part.quote.words for part in report.fields}
    assert (words["kind"], words["date"], words["place"]) == ("will meet", "20 March 2022", "Paris")
    assert report.telling is not None
    assert report.telling.words == "The two will meet in Paris on 20 March 2022."
    (place,) = report.telling.focus
    assert report.telling.words[place.start : place.end] == "will meet"


def test_statements_and_positions_show_their_words_and_conditions(ledger: Ledger) -> None:
    (said,) = ledger.statements(actor="Wang Yi")
    view = ledger.show(said.key)
    assert isinstance(view, StatementView)
    assert (view.cue.words, [one.words for one in view.content]) == ("Wang Yi said", ["trade must stay open"])
    assert [one.name for one in view.row.via] == ["Reuters"]
    (offer,) = ledger.positions(kind="offer")
    position = ledger.show(offer.key)
    assert isinstance(position, PositionView)
    assert position.condition is not None
    assert (position.content.words, position.condition.words) == ("Germany offers talks", "if the blockade ends")


@pytest.mark.parametrize("length", [6, 18])
def test_the_beginning_of_an_id_is_enough_and_an_old_id_is_still_known(tmp_path: Path, length: int) -> None:
    with newsroom(tmp_path / "news.db") as own:
        id = paris(own).row.id
        assert own.show(id[:length]) == own.show(id)
        before = Article(
            "earlier",
            "2022-02-01",
            "Emmanuel Macron and Vladimir Putin will meet in Paris on 20 March 2022, it is said.",
        )
        before.contact(before.document.text, "will meet", "meeting", "planned", MACRON, PUTIN,
                       date=("2022-03-20", "20 March 2022"), place="Paris")  # fmt: skip
        own.add(before.extraction, state=STATE)
        now = own.show(id[:length])
        assert isinstance(now, ContactView)
        assert now.row.id != id
        assert now.former == (id,)
        assert len(now.reports) == 4


def test_a_reading_that_was_retired_is_still_shown(tmp_path: Path) -> None:
    with newsroom(tmp_path / "news.db") as own:
        (row,) = own.statements(actor="Wang Wenbin")
        cancelled = next(article for article in articles() if article.document.id == "cancelled")
        cancelled.statements.clear()
        own.add(cancelled.extraction, state=State("2", "lexicon", "model"))
        assert not own.statements(actor="Wang Wenbin")
        view = own.show(row.key)
        assert isinstance(view, StatementView)
        assert view.retired
        document = own.show("cancelled")
        assert isinstance(document, DocumentView)
        assert [(reading.version, reading.retired) for reading in document.readings] == [
            ("1", document.readings[1].id),
            ("2", None),
        ]


def test_corrections_stand_beside_what_they_are_about(tmp_path: Path) -> None:
    with newsroom(tmp_path / "news.db") as own:
        id = paris(own).row.id
        (number,) = own.correct(id, "set", field="place", value="Versailles", who="Ann", why="seen there")
        view = own.show(id)
        assert isinstance(view, ContactView)
        assert view.row.place == "Versailles"
        assert [(one.who, one.why, one.field, one.undone) for one in view.corrections] == [
            ("Ann", "seen there", "place", None)
        ]
        own.undo(number, who="Bob")
        view = own.show(id)
        assert isinstance(view, ContactView)
        assert (view.row.place, view.corrections[0].undoer) == ("Paris", "Bob")


def test_what_nothing_or_several_are_called_is_an_error(ledger: Ledger) -> None:
    with pytest.raises(LedgerError, match="write more of it"):
        ledger.show("c-")
    with pytest.raises(LedgerError, match="no such contact"):
        ledger.show("c-0000000000000000")
    with pytest.raises(QuestionError, match="nothing in the ledger is called 'nobody'"):
        ledger.show("nobody")
    assert isinstance(ledger.show("krem"), DocumentView)


# ---- what changed ---------------------------------------------------------------------------------------------------


def test_the_log_tells_what_the_ledger_took_in(tmp_path: Path) -> None:
    now = ["2022-04-01T12:00:00Z"]
    with Ledger(tmp_path / "news.db", clock=lambda: now[0]) as own:
        *first, last = articles()[:4]
        for article in first:
            own.add(article.extraction, state=STATE)
        now[0] = "2022-04-02T08:00:00Z"
        own.add(last.extraction, state=STATE)
        assert {row.what for row in own.changes(until="2022-04-01")} == {"new", "report", "disagreement"}
        for since in ("2022-04-02", "2022-04-02T08:00:00Z", "2022-04-02T10:00:00+02:00"):
            found = [(row.what, row.before, row.after) for row in own.changes(since=since)]
            assert found == [("status", "planned", "cancelled"), ("report", None, None)]
        assert not own.changes(since="2022-04-02T08:00:01")
        assert not own.changes(since="2022-04-02", actor="China")
        assert {row.source and row.source.name for row in own.changes(since="2022-04-02")} == {"cancelled"}


def test_by_publication_each_change_stands_at_the_day_it_could_be_read(ledger: Ledger) -> None:
    found = [(row.at, row.what, row.after) for row in ledger.changes(by="published", since="2022-03")]
    assert found == [
        ("2022-03", "new", "possible"),
        ("2022-03", "new", "planned"),
        ("2022-03-03", "new", "held"),
        ("2022-03-18", "status", "cancelled"),
    ]
    told = {row.what: row.source and row.source.name for row in ledger.changes(by="published", until="2022-02-12")}
    assert told == {"new": "elysee", "disagreement": "kremlin"}


# ---- the brief ------------------------------------------------------------------------------------------------------


def lines(part: Any) -> list[str]:
    return [getattr(told.row, "label", None) or told.row.content for told in part.told]


def test_a_brief_of_a_day_keeps_what_is_ahead_from_what_was_held(ledger: Ledger) -> None:
    told = ledger.brief(since="2022-02", on="2022-03-25")
    assert (told.since, told.on, told.named, told.latest, told.documents) == (
        "2022-02-01", "2022-03-25", True, "2022-03-18", 7,
    )  # fmt: skip
    assert lines(told.calendar) == ["Olaf Scholz (DEU), Vladimir Putin (RUS): meeting, possible 2022-04"]
    assert lines(told.pending) == ["Sergey Lavrov (RUS), Wang Yi (CHN): meeting, planned XXXX-05-05"]
    assert lines(told.overdue) == []
    assert [line.split(":")[1].split(",")[0] for line in lines(told.held)] == [" visit", " meeting", " call"]
    assert lines(told.off) == ["Emmanuel Macron (FRA), Vladimir Putin (RUS): meeting, cancelled 2022-03-20"]
    assert [told.row.field for told in told.disagreements.told] == ["initiator", "topics"]
    groups = {"calendar": "ahead", "pending": "ahead", "overdue": "ahead", "held": "happened", "off": "off"}
    for name, group in groups.items():
        assert {told.row.group for told in getattr(told, name).told} <= {group}


def test_a_brief_says_each_position_once_though_copies_repeat_it(ledger: Ledger) -> None:
    told = ledger.brief(since="2022-02", on="2022-03-25")
    assert lines(told.demands) == ["France demands that Russia withdraw its troops"]
    assert lines(told.refusals) == ["Russia rejects any ultimatum"]
    assert lines(told.offers) == ["Germany offers talks"]


def test_every_line_of_a_brief_has_its_words(ledger: Ledger) -> None:
    told = ledger.brief(since="2022-02", on="2022-03-25")
    parts = [getattr(told, field.name) for field in fields(told) if hasattr(getattr(told, field.name), "told")]
    every = [one for part in parts for one in part.told]
    assert len(every) == 11
    assert all(quote is not None and quote.words for one in every for quote in one.quotes)
    (first, _) = told.disagreements.told
    assert {"at his own request", "at the request of Moscow"} == {
        quote.words[place.start : place.end] for quote in first.quotes if quote for place in quote.focus
    }


def test_without_a_day_the_brief_is_of_the_latest_document_not_of_today(ledger: Ledger) -> None:
    told = ledger.brief("Russia")
    assert (told.since, told.on, told.named) == ("2022-02-16", "2022-03-18", False)
    assert told.documents == 3
    assert lines(told.overdue) == []
    assert ledger.brief("Russia") == told


def test_what_was_announced_for_a_day_that_is_past_is_not_held(tmp_path: Path) -> None:
    with newsroom(tmp_path / "news.db") as own:
        told = own.brief(since="2022-04", on="2022-05-31")
        assert lines(told.overdue) == ["Olaf Scholz (DEU), Vladimir Putin (RUS): meeting, possible 2022-04"]
        assert lines(told.held) == lines(told.calendar) == []


def test_a_brief_that_is_cut_knows_how_much_is_left(ledger: Ledger) -> None:
    told = ledger.brief(since="2022-02", on="2022-03-25", limit=1)
    assert (len(told.held.told), told.held.total) == (1, 3)


def test_a_brief_without_a_day_to_count_from_is_refused(tmp_path: Path, ledger: Ledger) -> None:
    with Ledger(tmp_path / "empty.db") as empty, pytest.raises(QuestionError, match="name the day of the brief"):
        empty.brief()
    with pytest.raises(QuestionError, match="after"):
        ledger.brief(since="2022-03", on="2022-02")
    with pytest.raises(DateError):
        ledger.brief(on="tomorrow")
