"""What a person says holds: against what was read, through re-readings and rebuilds, until it is taken back."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from tellings import LATER, STATE, telling, tellings

from communique.errors import LedgerError
from communique.record import Ledger
from communique.schema import Extraction, Party, Sourced, Span


@pytest.fixture
def ledger() -> Any:
    with Ledger(":memory:") as opened:
        for extraction in tellings(12):
            opened.add(extraction, state=STATE)
        yield opened


def one(ledger: Ledger, query: str, *values: object) -> Any:
    ((value,),) = ledger.connection.execute(query, values).fetchall()
    return value


def contact_of(ledger: Ledger, report: str) -> str:
    return one(ledger, "SELECT contact FROM contact_report WHERE report = ?", report)  # type: ignore[no-any-return]


def reports_of(ledger: Ledger, name: str) -> list[str]:
    rows = ledger.connection.execute(
        "SELECT r.key FROM report r JOIN reading g ON g.id = r.reading AND g.retired IS NULL"
        " JOIN document d ON d.hash = r.document WHERE d.name = ? ORDER BY r.ordinal",
        (name,),
    )
    return [key for (key,) in rows]


def conclusions(ledger: Ledger) -> list[str]:
    from communique.record.content import CONCLUDED, dump

    return list(dump(ledger.connection, [name for name in CONCLUDED if name != "anchor"]))


CASES: list[tuple[str, dict[str, Any], str, Any]] = [
    ("right", {}, "SELECT verdict FROM contact WHERE id = ?", "right"),
    ("wrong", {}, "SELECT verdict FROM contact WHERE id = ?", "wrong"),
    ("set", {"field": "kind", "value": "talks"}, "SELECT kind FROM contact WHERE id = ?", "talks"),
    ("set", {"field": "status", "value": "cancelled"}, "SELECT status FROM contact WHERE id = ?", "cancelled"),
    ("set", {"field": "date", "value": "2023-01"}, "SELECT latest FROM contact WHERE id = ?", "2023-01-31"),
    ("set", {"field": "date", "value": None}, "SELECT date FROM contact WHERE id = ?", None),
    ("set", {"field": "place", "value": "Minsk"}, "SELECT place FROM contact WHERE id = ?", "Minsk"),
    ("set", {"field": "topics", "value": ["gas"]}, "SELECT topics FROM contact WHERE id = ?", '["gas"]'),
    (
        "actor",
        {"field": "Xi Jinping", "value": "Li Qiang|CHN"},
        "SELECT name FROM contact_party WHERE contact = ? AND side = 'CHN'",
        "Li Qiang",
    ),
    (
        "actor",
        {"field": "Xi Jinping", "value": "wang-yi"},
        "SELECT group_concat(actor) FROM contact_party WHERE contact = ? AND side = 'CHN'",
        "wang-yi",
    ),
]


@pytest.mark.parametrize(("verb", "options", "query", "expected"), CASES)
def test_a_word_about_a_contact_holds_and_is_undone_without_a_trace(
    ledger: Ledger, verb: Any, options: dict[str, Any], query: str, expected: Any
) -> None:
    before = conclusions(ledger)
    key = reports_of(ledger, "00000")[0]
    numbers = ledger.correct(contact_of(ledger, key), verb, who="Ann", why="I was there", **options)
    contact = contact_of(ledger, key)
    assert one(ledger, query, contact) == expected
    assert ledger.check() == ()
    with_word = ledger.fingerprint()
    ledger.rebuild()
    assert ledger.fingerprint() == with_word
    for number in numbers:
        ledger.undo(number, who="Ben")
    assert conclusions(ledger) == before
    kept = ledger.corrections()
    assert {(c.who, c.why, c.undoer) for c in kept} == {("Ann", "I was there", "Ben")}
    with pytest.raises(LedgerError, match="taken back"):
        ledger.undo(numbers[0])


def test_two_contacts_are_said_to_be_one_and_one_to_be_two(ledger: Ledger) -> None:
    before = conclusions(ledger)
    first, third = reports_of(ledger, "00000")[0], reports_of(ledger, "00003")[0]
    assert contact_of(ledger, first) != contact_of(ledger, third)
    together = ledger.correct(contact_of(ledger, first), "same", other=contact_of(ledger, third))
    assert len({contact_of(ledger, reports_of(ledger, f"0000{number}")[0]) for number in range(6)}) == 1
    assert ledger.check() == ()
    for number in together:
        ledger.undo(number)
    assert conclusions(ledger) == before
    apart = ledger.correct(first, "different", other=contact_of(ledger, first))
    second = reports_of(ledger, "00001")[0]
    assert contact_of(ledger, first) != contact_of(ledger, second) == contact_of(ledger, reports_of(ledger, "00002")[0])
    assert ledger.check() == ()
    # Of two words on one pair the later holds.
    ledger.correct(first, "same", other=second)
    assert ledger.check() == ()
    for correction in ledger.corrections():
        if correction.undone is None:
            ledger.undo(correction.id)
    assert len(apart) == 2
    assert conclusions(ledger) == before


def test_a_report_that_is_called_wrong_stands_alone(ledger: Ledger) -> None:
    first, second = reports_of(ledger, "00000")[0], reports_of(ledger, "00001")[0]
    assert contact_of(ledger, first) == contact_of(ledger, second)
    (number,) = ledger.correct(first, "wrong")
    alone = contact_of(ledger, first)
    assert alone != contact_of(ledger, second)
    assert one(ledger, "SELECT verdict FROM contact WHERE id = ?", alone) == "wrong"
    assert one(ledger, "SELECT verdict FROM contact WHERE id = ?", contact_of(ledger, second)) is None
    assert ledger.check() == ()
    ledger.undo(number)
    assert contact_of(ledger, first) == contact_of(ledger, second)


def test_statements_and_positions_are_corrected_in_their_columns_and_kept_as_read(ledger: Ledger) -> None:
    before = list(ledger.dump())
    statement, position = (
        one(ledger, f"SELECT min(key) FROM {table} WHERE side = 'DEU'") for table in ("statement", "position")
    )
    ledger.correct(statement, "actor", field="Olaf Scholz", value="Steffen Hebestreit|DEU")
    ledger.correct(statement, "right")
    ledger.correct(position, "set", field="act", value="appeal")
    ledger.correct(position, "wrong")
    assert ledger.connection.execute(
        "SELECT speaker, side, actor, verdict FROM statement WHERE key = ?", (statement,)
    ).fetchall() == [("Steffen Hebestreit", "DEU", None, "right")]
    assert ledger.connection.execute("SELECT act, verdict FROM position WHERE key = ?", (position,)).fetchall() == [
        ("appeal", "wrong")
    ]
    assert "Olaf Scholz" in one(ledger, "SELECT record FROM statement WHERE key = ?", statement)
    assert ledger.check() == ()
    for number in (1, 2, 3, 4):
        ledger.undo(number)
    assert [line for line in ledger.dump() if not line.startswith(("correction", "anchor"))] == before


def read_again(old: Extraction, **changes: Any) -> Extraction:
    """What better software might read: the trigger elsewhere, so that the report is another by its key."""
    (contact,) = old.contacts
    kind = Sourced(contact.kind.value, Span(0, 5))
    return replace(old, contacts=(replace(contact, kind=kind, **changes),))


def test_corrections_go_over_to_the_newer_reading_that_tells_the_same(ledger: Ledger) -> None:
    old = tellings(12)[0]
    key = reports_of(ledger, "00000")[0]
    ledger.correct(contact_of(ledger, key), "set", field="place", value="Minsk")
    ledger.correct(key, "set", field="date", value="2022-01-02")
    ledger.correct(key, "same", other=reports_of(ledger, "00006")[0])
    ledger.add(read_again(old), state=LATER)
    (new,) = reports_of(ledger, "00000")
    assert new != key
    contact = contact_of(ledger, new)
    assert one(ledger, "SELECT place FROM contact WHERE id = ?", contact) == "Minsk"
    assert contact == contact_of(ledger, reports_of(ledger, "00006")[0])
    assert {c.anchor for c in ledger.corrections()} == {new}
    assert ledger.check() == ()
    # And back again, where a third reading finds what the first did.
    ledger.add(old, state=STATE)
    assert {c.anchor for c in ledger.corrections()} == {key}
    assert ledger.check() == ()


def test_a_correction_does_not_go_over_to_what_stood_beside_it_or_is_of_other_sides(ledger: Ledger) -> None:
    old = tellings(12)[3]
    (contact,) = old.contacts
    beside = replace(contact, kind=Sourced("visit", contact.kind.span))
    ledger.add(replace(old, contacts=(contact, beside)), state=LATER)
    key, other = reports_of(ledger, "00003")
    ledger.correct(key, "wrong")
    ledger.add(replace(old, contacts=(beside,)), state=STATE)
    assert reports_of(ledger, "00003") == [other]
    (correction,) = ledger.corrections()
    assert correction.anchor is None
    assert one(ledger, "SELECT verdict FROM contact WHERE id = ?", contact_of(ledger, other)) is None
    strangers = tuple(
        Party(replace(party.actor, name=name, side=name), party.role)
        for party, name in zip(contact.parties, ("EST", "LVA"), strict=True)
    )
    ledger.add(read_again(old, parties=strangers), state=LATER)
    assert ledger.corrections()[0].anchor is None
    assert ledger.check() == ()
    # It was not forgotten: a reading that has it again has it corrected.
    ledger.add(replace(old, contacts=(contact, beside)), state=STATE)
    assert ledger.corrections()[0].anchor == key
    assert one(ledger, "SELECT verdict FROM contact WHERE id = ?", contact_of(ledger, key)) == "wrong"


def test_old_ids_and_beginnings_of_ids_still_name_their_contact(ledger: Ledger) -> None:
    first, third = reports_of(ledger, "00000")[0], reports_of(ledger, "00003")[0]
    ids = {contact_of(ledger, first), contact_of(ledger, third)}
    ledger.correct(contact_of(ledger, first), "same", other=contact_of(ledger, third))
    (gone,) = ids - {contact_of(ledger, first)}
    ledger.correct(gone, "right")
    assert one(ledger, "SELECT verdict FROM contact WHERE id = ?", contact_of(ledger, third)) == "right"
    ledger.correct(contact_of(ledger, first)[:12], "wrong")
    assert one(ledger, "SELECT verdict FROM contact WHERE id = ?", contact_of(ledger, third)) == "wrong"


@pytest.mark.parametrize(
    ("arguments", "options", "words"),
    [
        (("x", "right"), {}, "is no id"),
        (("c-zzzz", "right"), {}, "no such contact"),
        (("r-", "right"), {}, "write more of it"),
        (("CONTACT", "set"), {"field": "parties", "value": "x"}, "one can set"),
        (("CONTACT", "set"), {"field": "kind", "value": "chat"}, "no kind"),
        (("CONTACT", "set"), {"field": "status", "value": None}, "no status"),
        (("CONTACT", "set"), {"field": "date", "value": "2022-02-30"}, "no day 30"),
        (("CONTACT", "set"), {"field": "topics", "value": "gas"}, "list"),
        (("CONTACT", "same"), {}, "name a second"),
        (("CONTACT", "same"), {"other": "CONTACT"}, "one and the same"),
        (("CONTACT", "same"), {"other": "STATEMENT"}, "only contacts and reports"),
        (("CONTACT", "actor"), {"field": "Nobody", "value": "A|FRA"}, "names no 'Nobody' but"),
        (("CONTACT", "actor"), {"field": "Xi Jinping", "value": "no-such-id"}, "no actor of the registry"),
        (("STATEMENT", "set"), {"field": "tone", "value": "neutral"}, "nothing can be set"),
        (("CONTACT", "maybe"), {}, "is no correction"),
    ],
)
def test_what_cannot_be_meant_is_refused_in_one_line_and_changes_nothing(
    ledger: Ledger, arguments: Any, options: dict[str, Any], words: str
) -> None:
    ids = {
        "CONTACT": contact_of(ledger, reports_of(ledger, "00000")[0]),
        "STATEMENT": one(ledger, "SELECT min(key) FROM statement"),
    }
    before = ledger.fingerprint()
    record, verb = (ids.get(word, word) for word in arguments)
    options = {name: ids.get(value, value) if isinstance(value, str) else value for name, value in options.items()}
    with pytest.raises(LedgerError, match=words) as raised:
        ledger.correct(record, verb, **options)
    assert "\n" not in str(raised.value)
    assert ledger.fingerprint() == before


def test_the_corrected_documents_come_out_as_a_person_set_them_right(ledger: Ledger) -> None:
    first, second = (reports_of(ledger, name)[0] for name in ("00000", "00001"))
    ledger.correct(first, "set", field="place", value="Minsk")
    ledger.correct(second, "wrong")
    position = one(
        ledger,
        "SELECT p.key FROM position p JOIN document d ON d.hash = p.document WHERE d.name = '00000'",
    )
    ledger.correct(position, "wrong")
    gold = {extraction.document.id: extraction for extraction in ledger.corrected()}
    assert sorted(gold) == ["00000", "00001"]
    (contact,) = gold["00000"].contacts
    assert contact.place == Sourced("Minsk", None)
    assert contact.evidence == tellings(1)[0].contacts[0].evidence
    assert gold["00000"].positions == ()
    assert gold["00000"].document.text == tellings(1)[0].document.text
    assert gold["00001"].contacts == ()
    ledger.undo(1)
    ledger.undo(2)
    ledger.undo(3)
    assert list(ledger.corrected()) == []


def test_a_word_about_a_contact_that_grows_still_holds(ledger: Ledger) -> None:
    ledger.add(telling(4, 5, "2023-01-05", published="2023-01-06"), state=STATE)
    (key,) = reports_of(ledger, "a")
    ledger.correct(contact_of(ledger, key), "set", field="date", value="2023-01-04")
    more = "The leaders also went over the state of the talks."
    ledger.add(telling(4, 5, "2023-01-05", published="2023-01-05", publisher="kyodo", name="k", more=more), state=STATE)
    contact = contact_of(ledger, key)
    assert one(ledger, "SELECT documents FROM contact WHERE id = ?", contact) == 2
    assert one(ledger, "SELECT date FROM contact WHERE id = ?", contact) == "2023-01-04"
    assert ledger.check() == ()
