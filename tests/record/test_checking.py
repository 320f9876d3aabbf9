"""`check` finds what somebody did to the file behind the ledger's back."""

from __future__ import annotations

from pathlib import Path

import pytest
from tellings import STATE, tellings

from communique.record import Ledger


@pytest.mark.parametrize(
    ("sabotage", "words"),
    [
        ("UPDATE document SET text = replace(text, 'fair', 'free') WHERE id = 1", "not the one that was stored"),
        ("UPDATE document SET url = 'http://example.org' WHERE id = 1", "not the one that was stored"),
        ("UPDATE field SET value = 'x' WHERE name = 'evidence' AND reading = 1", "its fields are not"),
        ("DELETE FROM field WHERE reading = 1 AND name = 'party' AND nth = 1", "its fields are not"),
        ("UPDATE statement SET content = 'We want war' WHERE id = 1", "its words are not"),
        ("UPDATE position SET content = 'war' WHERE id = 1", "its words are not"),
        ("DELETE FROM contact_report WHERE report = (SELECT min(report) FROM contact_report)", "in no contact"),
        ("INSERT INTO contact_report VALUES ('r-none', (SELECT id FROM contact LIMIT 1))", "of no active reading"),
        ("UPDATE contact SET status = 'denied' WHERE id = (SELECT min(id) FROM contact)", "does not follow"),
        ("UPDATE contact_party SET name = 'Nobody'", "does not follow"),
        ("DELETE FROM judgement", "is not there"),
        ("UPDATE document SET voice = hash", "band|voices|follow"),
        ("DELETE FROM run", "names a row of run"),
        ("DROP INDEX report_key", "index report_key: is missing"),
    ],
)
def test_what_was_tampered_with_is_named(sabotage: str, words: str) -> None:
    with Ledger(":memory:") as ledger:
        for extraction in tellings(12):
            ledger.add(extraction, state=STATE)
        assert ledger.check() == ()
        ledger.connection.execute("PRAGMA foreign_keys = OFF")
        ledger.connection.execute(sabotage)
        faults = ledger.check()
        assert all("\n" not in fault for fault in faults)
        assert any(word in fault for fault in faults for word in words.split("|")), faults


def test_a_page_that_the_disk_lost_is_named(tmp_path: Path) -> None:
    path = tmp_path / "talks.db"
    with Ledger(path) as ledger:
        for extraction in tellings(30):
            ledger.add(extraction, state=STATE)
        (root,) = ledger.connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'block_report'").fetchone()
    data = bytearray(path.read_bytes())
    data[(root - 1) * 4096 + 200 : root * 4096] = bytes(4096 - 200)
    path.write_bytes(data)
    with Ledger(path, read_only=True) as ledger:
        faults = ledger.check()
    assert any(fault.startswith("file: ") for fault in faults)
    assert len(faults) < 200
