"""Questions to a ledger of the bundled samples, read for real."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pytest

import communique
from communique.record.asking.views import ContactView, DocumentView
from communique.show import write_brief
from communique.show.record_page import write_view

SAMPLES = Path(__file__).resolve().parents[2] / "samples"


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[communique.Ledger]:
    with communique.Ledger(tmp_path_factory.mktemp("samples") / "samples.db") as opened:
        communique.add([SAMPLES], opened)
        yield opened


def test_each_contact_is_found_by_each_of_its_parties_its_place_and_its_day(ledger: communique.Ledger) -> None:
    contacts = list(ledger.contacts())
    assert len(contacts) > 60
    for row in contacts:
        for party in row.parties:
            assert row in list(ledger.contacts(actor=party.actor or party.name)), (row.label, party)
            if party.side in ("USA", "RUS", "CHN", "UKR"):
                assert row in list(ledger.contacts(actor=party.side, kind=row.kind, status=row.group))
        if row.place:
            assert row in list(ledger.contacts(place=row.place))
        when = row.first if row.undated else row.date
        if when and "/" not in when:
            assert row in list(ledger.contacts(since=when, until=when))
        for topic in row.topics:
            assert row in list(ledger.contacts(topic=topic))


def test_two_parties_are_found_together_in_either_order(ledger: communique.Ledger) -> None:
    for one, other in (("Biden", "Xi"), ("Blinken", "China"), ("Zelensky", "Putin"), ("USA", "Russia")):
        found = [row.id for row in ledger.contacts(actor=one, with_=other)]
        assert found == [row.id for row in ledger.contacts(actor=other, with_=one)] != []


def test_every_record_is_shown_with_words_that_stand_in_its_article(ledger: communique.Ledger) -> None:
    texts = {}
    for document in ledger.documents():
        view = ledger.show(document.hash)
        assert isinstance(view, DocumentView)
        texts[document.hash] = view.text
    for row in ledger.contacts():
        shown = ledger.show(row.id)
        assert isinstance(shown, ContactView)
        assert shown.reports
        assert {step.report for step in shown.steps} <= {report.key for report in shown.reports}
        assert shown.steps[-1].status == row.status
        for report in shown.reports:
            text = texts[report.source.document]
            assert report.telling is not None
            for quote in (report.telling, *report.evidence, *(part.quote for part in report.fields)):
                assert quote is None or text[quote.start : quote.end] == quote.words
        write_view(shown, io.StringIO())
    for said in (*ledger.statements(), *ledger.positions()):
        write_view(ledger.show(said.key), io.StringIO())


def test_sums_of_actors_are_the_lists_of_their_contacts(ledger: communique.Ledger) -> None:
    for actor in ledger.actors(limit=25):
        if actor.actor is None:
            continue
        for group in ("happened", "ahead", "off"):
            asked = ledger.contacts(actor=actor.actor, status=group)
            own = [row for row in asked if any(party.actor == actor.actor for party in row.parties)]
            assert getattr(actor, group) == len(own), (actor, group)


def test_a_brief_of_all_years_tells_each_contact_once_in_the_part_of_its_status(ledger: communique.Ledger) -> None:
    told = ledger.brief(since="1900", limit=None)
    parts = {name: getattr(told, name) for name in ("calendar", "pending", "overdue", "held", "off")}
    seen = [one.row.id for part in parts.values() for one in part.told]
    assert sorted(seen) == sorted(row.id for row in ledger.contacts())
    assert {one.row.group for one in parts["held"].told} == {"happened"}
    assert all(part.total == len(part.told) for part in parts.values())
    for form in ("markdown", "html"):
        out = io.StringIO()
        write_brief(told, out, form)  # type: ignore[arg-type]
        assert out.getvalue().count("“") > len(seen)


def test_the_log_tells_of_every_contact(ledger: communique.Ledger) -> None:
    assert {row.id for row in ledger.contacts()} <= {row.contact for row in ledger.changes()}
    assert {row.id for row in ledger.contacts()} == {
        row.contact for row in ledger.changes(by="published") if row.what == "new"
    }
