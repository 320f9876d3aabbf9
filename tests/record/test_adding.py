"""What a ledger keeps of the documents that are added to it."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from extractions import EXTRACTION, TEXT, extractions
from hypothesis import given, settings
from hypothesis import strategies as st
from tellings import LATER, STATE, telling, tellings

from communique.record import Ledger
from communique.schema import Contact, Document, Extraction, Problem, Sourced, Span, When


def rows(ledger: Ledger, query: str, *values: object) -> list[tuple[Any, ...]]:
    return ledger.connection.execute(query, values).fetchall()


def one(ledger: Ledger, query: str, *values: object) -> Any:
    ((value,),) = rows(ledger, query, *values)
    return value


def test_every_record_of_a_document_is_there_with_its_words(open_ledger) -> None:
    ledger = open_ledger()
    added = ledger.add(EXTRACTION, state=STATE)
    assert (added.outcome, added.contacts, added.statements, added.positions) == ("added", 2, 1, 1)
    assert one(ledger, "SELECT text FROM document") == TEXT
    fields = rows(ledger, 'SELECT name, value, "start", "end", note FROM field WHERE ordinal = 0 ORDER BY name, nth')
    at = TEXT.index("Friday")
    assert ("date", "2022-05-06", at - 3, at + 6, "2022-05-07") in fields
    assert ("party", "Xi Jinping", TEXT.index("Xi"), TEXT.index("Xi") + 10, "CHN") in fields
    assert ("initiator", "DEU", None, None, None) in fields
    evidence = [(value, TEXT[start:end]) for name, value, start, end, _ in fields if name == "evidence"]
    assert evidence
    assert all(value == words for value, words in evidence)
    assert rows(ledger, "SELECT speaker, side, tone, content FROM statement") == [
        ("Olaf Scholz", "DEU", "demanding", "We want fair trade")
    ]
    assert rows(ledger, "SELECT name, side FROM target ORDER BY nth") == [
        ("Xi Jinping", "CHN"),
        ("somebody", None),
        ("China", "CHN"),
    ]
    assert ledger.check() == ()


def test_a_document_is_one_however_often_and_under_whatever_name_it_comes(open_ledger) -> None:
    ledger = open_ledger()
    first = telling(name="b")
    assert ledger.add(first, state=STATE).outcome == "added"
    before = ledger.fingerprint()
    assert ledger.add(first, state=STATE).outcome == "known"
    assert ledger.fingerprint() == before
    assert ledger.known(first.document, state=STATE)
    assert not ledger.known(first.document, state=LATER)
    other = replace(first, document=replace(first.document, id="a"))
    assert ledger.add(other, state=STATE).outcome == "known"
    assert rows(ledger, "SELECT name FROM document") == [("a",)]
    changed = replace(first, document=replace(first.document, publisher="tass"))
    assert ledger.add(changed, state=STATE).outcome == "added"
    assert one(ledger, "SELECT count(*) FROM document") == 2


def test_a_date_read_in_the_text_or_named_by_the_user_is_no_part_of_a_document(open_ledger) -> None:
    ledger = open_ledger()
    bare = telling(published=None)
    dated = replace(bare, document=replace(bare.document, published=When("2022-05-07", Span(0, 4))))
    assert ledger.add(dated, state=STATE).outcome == "added"
    assert ledger.add(dated, document=bare.document, state=STATE).outcome == "known"
    assert rows(ledger, "SELECT published FROM document") == [(None,)]
    assert rows(ledger, "SELECT published, given FROM reading") == [("2022-05-07", None)]
    # Another date in the user's mouth is another reading.
    named = replace(bare, document=replace(bare.document, published=When("2022-05-08")))
    assert ledger.add(named, document=bare.document, given="2022-05-08", state=STATE).outcome == "reread"
    assert ledger.known(bare.document, given="2022-05-08", state=STATE)
    assert not ledger.known(bare.document, state=STATE)
    assert rows(ledger, "SELECT published, given, retired FROM reading") == [
        ("2022-05-07", None, 2),
        ("2022-05-08", "2022-05-08", None),
    ]


def test_a_newer_reading_retires_the_older_one_visibly(open_ledger) -> None:
    ledger = open_ledger()
    old = telling(status="planned")
    ledger.add(old, state=STATE)
    (contact,) = old.contacts
    better = replace(old, contacts=(replace(contact, status=Sourced("held", contact.status.span)),), positions=())
    assert ledger.add(better, state=LATER).outcome == "reread"
    assert rows(ledger, "SELECT g.id, u.version, g.retired FROM reading g JOIN run u ON u.id = g.run") == [
        (1, "1", 2),
        (2, "2", None),
    ]
    assert rows(ledger, "SELECT reading, status FROM report ORDER BY reading") == [(1, "planned"), (2, "held")]
    assert one(ledger, "SELECT count(*) FROM position") == 1
    assert rows(ledger, "SELECT status FROM contact") == [("held",)]
    assert rows(ledger, "SELECT what, before, after FROM change ORDER BY id")[-1] == ("status", "planned", "held")
    assert ledger.check() == ()


def test_a_reading_that_finds_nothing_more_takes_the_contact_away_and_says_so(open_ledger) -> None:
    ledger = open_ledger()
    ledger.add(telling(), state=STATE)
    ledger.add(replace(telling(), contacts=()), state=LATER)
    assert one(ledger, "SELECT count(*) FROM contact") == 0
    assert one(ledger, "SELECT count(*) FROM report") == 1
    assert [what for (what,) in rows(ledger, "SELECT what FROM change ORDER BY id")] == ["new", "gone"]
    assert ledger.check() == ()


def test_a_fault_in_reading_keeps_what_an_older_reading_found(open_ledger) -> None:
    ledger = open_ledger()
    ledger.add(telling(), state=STATE)
    fault = Problem("not read, a fault", "a")
    for _ in range(2):
        assert ledger.add(Extraction(telling().document, problems=(fault,)), state=LATER).outcome == "unread"
    assert one(ledger, "SELECT count(*) FROM reading") == 1
    assert one(ledger, "SELECT count(*) FROM contact") == 1
    assert rows(ledger, "SELECT source, message FROM problem") == [("a", "not read, a fault")]
    ledger.add_problem(Problem("no such file", "x.txt", 3), state=STATE)
    assert rows(ledger, "SELECT source, line, document FROM problem WHERE line = 3") == [("x.txt", 3, None)]


def test_what_two_documents_tell_of_one_contact_is_one_contact_with_two_reports(open_ledger) -> None:
    ledger = open_ledger()
    ledger.add(telling(status="planned", published="2022-05-05"), state=STATE)
    ledger.add(telling(publisher="xinhua", more="The two leaders discussed Ukraine at some length."), state=STATE)
    ledger.add(telling(2, 3, publisher="tass"), state=STATE)
    assert rows(ledger, "SELECT documents, voices, status, date, earliest, latest FROM contact ORDER BY documents") == [
        (1, 1, "held", "2022-05-06", "2022-05-06", "2022-05-06"),
        (2, 2, "held", "2022-05-06", "2022-05-06", "2022-05-06"),
    ]
    assert rows(
        ledger, "SELECT s.status, s.at FROM step s JOIN contact c ON c.id = s.contact WHERE c.documents = 2"
    ) == [
        ("planned", "2022-05-05"),
        ("held", "2022-05-07"),
    ]
    assert [what for (what,) in rows(ledger, "SELECT what FROM change ORDER BY id")] == [
        "new",
        "status",
        "report",
        "new",
    ]
    assert ledger.check() == ()


def test_a_reprint_is_a_document_and_no_second_voice(open_ledger) -> None:
    ledger = open_ledger()
    words = (
        "They also went through the state of the grain deal, the gas talks and the prisoners held on both sides. " * 3
    )
    first = telling(more=words)
    text = first.document.text + " Read more on our site."
    reprint = replace(first, document=Document("b", text, "Leaders talk", "a site", When("2022-05-08")))
    other = telling(publisher="xinhua", more="Beijing called the exchange frank, and asked Berlin to think again.")
    assert not ledger.add(first, state=STATE).copy
    assert ledger.add(reprint, state=STATE).copy
    assert not ledger.add(other, state=STATE).copy
    assert one(ledger, "SELECT count(DISTINCT voice) FROM document") == 2
    assert rows(ledger, "SELECT documents, voices FROM contact") == [(3, 2)]


def test_words_are_found_in_documents_and_statements(open_ledger) -> None:
    ledger = open_ledger()
    ledger.add(telling(more="The ceasefire held."), state=STATE)
    ledger.add(telling(2, 3, more="No word of Élysée sources."), state=STATE)
    find = (
        "SELECT d.name, d.text FROM document_text t JOIN document d ON d.hash = t.document WHERE document_text MATCH ?"
    )
    (found,) = rows(ledger, find, "ceasefire")
    assert "ceasefire held" in found[1]
    assert len(rows(ledger, find, "elysee")) == 1
    assert rows(ledger, find, "armistice") == []
    said = "SELECT s.speaker FROM statement_text t JOIN statement s ON s.id = t.rowid WHERE statement_text MATCH ?"
    assert len(rows(ledger, said, "fair AND trade")) == 2
    assert "[ceasefire]" in one(
        ledger,
        "SELECT snippet(document_text, 1, '[', ']', '...', 5) FROM document_text WHERE document_text MATCH 'ceasefire'",
    )


@pytest.mark.parametrize(
    "dirt",
    ["\0 a NUL \0", "half a \ud83d pair", "\x01\x0b\x1b[31m", "\ufeff\u202eback", "e\u0301 \U0001f91d", "a'b\"c;--"],
    ids=["nul", "surrogate", "controls", "direction", "beyond the plane", "quotes"],
)
def test_odd_characters_are_kept_and_every_span_stays_where_it_is(open_ledger, dirt: str) -> None:
    ledger = open_ledger()
    extraction = telling(more=f"{dirt} ceasefire")
    dirty = Sourced(dirt, extraction.contacts[0].kind.span)
    extraction = replace(extraction, contacts=(replace(extraction.contacts[0], place=dirty),))
    ledger.add(extraction, state=STATE)
    kept = one(ledger, "SELECT text FROM document")
    assert kept == extraction.document.text.replace("\ud83d", "\ufffd")
    assert len(kept) == len(extraction.document.text)
    assert one(ledger, "SELECT place FROM report") == dirt.replace("\ud83d", "\ufffd")
    assert rows(ledger, "SELECT document FROM document_text WHERE document_text MATCH 'ceasefire'")
    assert ledger.add(extraction, state=STATE).outcome == "known"
    assert ledger.check() == ()


def test_a_text_of_fifty_megabytes_on_one_line_is_a_document_like_another(open_ledger) -> None:
    ledger = open_ledger()
    wide = telling(more="talks " * (50 * 2**20 // 6))
    endless = telling(2, 3, more="x" * (50 * 2**20))
    for extraction in (wide, endless):
        assert ledger.add(extraction, state=STATE).outcome == "added"
        assert ledger.add(extraction, state=STATE).outcome == "known"
    assert [size for (size,) in rows(ledger, "SELECT length(text) > 50000000 FROM document")] == [1, 1]
    assert one(ledger, "SELECT count(*) FROM contact") == 2


@settings(max_examples=40)
@given(st.lists(extractions(), max_size=4))
def test_any_records_are_stored_and_read_back_as_they_were(given: list[Extraction]) -> None:
    from communique.record.codec import decode

    with Ledger(":memory:") as ledger:
        for extraction in given:
            # Keys need a place to stand on, and dates with a span are read from the text: as `read` gives them.
            ledger.add(extraction, state=STATE)
        stored = {
            record
            for (record,) in ledger.connection.execute(
                "SELECT record FROM report r JOIN reading g ON g.id = r.reading AND g.retired IS NULL"
            )
        }
        assert {decode(Contact, record) for record in stored} <= {
            contact for extraction in given for contact in extraction.contacts
        }
        assert ledger.check() == ()


def test_a_generated_ledger_holds_what_was_generated(open_ledger) -> None:
    ledger = open_ledger()
    for extraction in tellings(60):
        ledger.add(extraction, state=STATE)
    figures = ledger.stats()
    assert (figures.documents, figures.voices, figures.reports, figures.contacts) == (60, 54, 60, 20)
    assert json.loads(one(ledger, "SELECT topics FROM contact LIMIT 1")) == ["fair trade"]
    assert ledger.check() == ()
