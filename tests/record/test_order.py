"""The same documents make the same ledger: in any order, in any number of runs, by two writers taking turns."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from tellings import LATER, STATE, telling, tellings

from communique.record import Ledger
from communique.schema import Document, Extraction, When

CHAIN = (
    "grain corridor ceasefire sanctions relief prisoners tariffs border inspection treaty summit gas pipeline ".split()
)


def chain() -> list[Extraction]:
    """Reprints of reprints: each loses some words of the one before, and the first and the last are far apart."""
    words = [f"{word}{number}" for number in range(12) for word in CHAIN]
    found = []
    for number, day in enumerate(("2022-05-09", "2022-05-07", None, "2022-05-08", "2022-05-07")):
        one = telling(more=" ".join(words[number * 14 : number * 14 + 100]), published=day)
        document = one.document
        found.append(
            replace(one, document=Document(f"z{number}", document.text, None, f"site {number}", document.published))
        )
    return found


def twins() -> list[Extraction]:
    """One text under two names, and a contact told without a date."""
    one = telling(4, 5, name="twin-b")
    return [
        one,
        replace(one, document=replace(one.document, id="twin-a")),
        telling(0, 1, None, published="2022-05-07", publisher="xinhua", name="undated"),
        telling(0, 1, None, published=None, publisher="ansa", name="nowhere"),
        telling(0, 1, "2022-05-06", status="denied", published="2022-05-08", publisher="tass", name="denial"),
    ]


POOL = [*tellings(30), *chain(), *twins()]


def ledger_of(extractions: list[Extraction]) -> list[str]:
    with Ledger(":memory:") as ledger:
        for extraction in extractions:
            ledger.add(extraction, state=STATE)
        assert ledger.check() == ()
        return list(ledger.dump())


def test_reprints_of_reprints_are_one_voice_and_it_is_the_first_by_date_then_hash() -> None:
    with Ledger(":memory:") as ledger:
        for extraction in chain():
            ledger.add(extraction, state=STATE)
        ((voice, count),) = ledger.connection.execute("SELECT voice, count(*) FROM document GROUP BY 1").fetchall()
        assert count == 5
        early = ledger.connection.execute(
            "SELECT hash FROM document WHERE published = '2022-05-07' ORDER BY hash LIMIT 1"
        ).fetchone()
        assert (voice,) == early
        first, last = chain()[0], chain()[-1]
    with Ledger(":memory:") as ledger:
        ledger.add(first, state=STATE)
        assert not ledger.add(last, state=STATE).copy


@settings(max_examples=25)
@given(st.data())
def test_any_order_and_any_number_of_runs_of_two_writers_give_the_same_ledger(data: st.DataObject) -> None:
    some = data.draw(st.lists(st.sampled_from(range(len(POOL))), min_size=2, max_size=14, unique=True))
    expected = ledger_of([POOL[number] for number in sorted(some)])
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "talks.db"
        writers = [Ledger(path), Ledger(path)]
        try:
            for number in some:
                writer = data.draw(st.integers(0, 1))
                if data.draw(st.booleans()):
                    writers[writer].close()
                    writers[writer] = Ledger(path)
                writers[writer].add(POOL[number], state=STATE)
            assert list(writers[0].dump()) == expected
            assert writers[1].check() == ()
        finally:
            for one in writers:
                one.close()


@settings(max_examples=25)
@given(st.permutations(range(10)), st.sets(st.integers(0, 9), max_size=4))
def test_documents_read_again_in_any_order_give_the_same_ledger(order: list[int], again: set[int]) -> None:
    def better(number: int) -> Extraction:
        old = POOL[number]
        return replace(old, document=replace(old.document, published=When("2022-01-05"))) if number % 2 else old

    def filled(numbers: list[int], repeated: list[int]) -> list[str]:
        with Ledger(":memory:") as ledger:
            for number in numbers:
                ledger.add(POOL[number], state=STATE)
            for number in repeated:
                one = better(number)
                found = ledger.add(one, document=POOL[number].document, state=LATER)
                assert found.outcome == "reread"
            assert ledger.check() == ()
            return list(ledger.dump())

    assert filled(order, sorted(again, reverse=True)) == filled(sorted(order), sorted(again))


def test_a_rebuild_changes_nothing_and_repairs_what_was_tampered_with() -> None:
    with Ledger(":memory:") as ledger:
        for extraction in POOL:
            ledger.add(extraction, state=STATE)
        before = list(ledger.dump())
        changes = ledger.connection.execute("SELECT count(*) FROM change").fetchone()
        ledger.rebuild()
        assert list(ledger.dump()) == before
        assert ledger.connection.execute("SELECT count(*) FROM change").fetchone() == changes
        for sabotage in (
            "DELETE FROM judgement",
            "UPDATE contact SET date = '1999'",
            "DELETE FROM block",
            "UPDATE document SET voice = hash",
            "DELETE FROM band",
            "DELETE FROM contact_report WHERE report IN (SELECT report FROM contact_report LIMIT 3)",
        ):
            ledger.connection.execute(sabotage)
            assert ledger.check() != ()
            ledger.rebuild()
            assert list(ledger.dump()) == before
        assert ledger.check() == ()


def test_what_another_version_concluded_is_concluded_again_before_anything_is_added() -> None:
    with Ledger(":memory:") as ledger:
        for extraction in POOL[:12]:
            ledger.add(extraction, state=STATE)
        expected = ledger_of(POOL[:13])
        ledger.connection.execute("UPDATE concluded SET version = 'older'")
        ledger.connection.execute("DELETE FROM judgement")
        ledger.connection.execute("UPDATE contact SET kind = 'talks'")
        (fault,) = ledger.check()
        assert "another version" in fault
        ledger.add(POOL[12], state=STATE)
        assert list(ledger.dump()) == expected
        assert ledger.check() == ()
