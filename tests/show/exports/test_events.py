"""Contacts as event data: only what happened is coded as such, and nobody did what nobody says that they did."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path

import jsonschema
import pytest
from exported import exported, hostile
from newsroom import newsroom

from communique.lexicon.registry import load_registry
from communique.record import Ledger
from communique.record.asking import ContactRow, Who
from communique.record.asking.question import STATUS_GROUPS
from communique.schema import KINDS, STATUSES
from communique.show.exports import Tally
from communique.show.exports.cameo import dyads_of
from communique.show.exports.codes import cameo_code, codes, uncoded
from communique.show.exports.coding import events_of
from communique.show.exports.plover import record_of
from communique.show.exports.words import Words

HELD = ("held", "ongoing")


def contact(line: str) -> ContactRow:
    """A contact from a line: kind, status, date; then sides with roles; then who asked for it."""
    head, parties, *by = (part.strip() for part in line.split("|"))
    kind, status, *date = head.split()
    who = []
    for party in parties.split(","):
        name, *role = party.split()
        who.append(Who(name, None if name == "nobody" else name, None, role[0] if role else "participant"))
    group = next(group for group, statuses in STATUS_GROUPS.items() if status in statuses)
    day = date[0] if date else None
    return ContactRow(
        "c-1", line, kind, status, group, "2022-02-01", day, day is None, None, tuple(who), (),  # type: ignore[arg-type]
        by[0].removeprefix("by ") if by else None, None, None, None, 1, 1, 0, None, 0.0, "2022-02-01", "2022-02-01",
        None,
    )  # fmt: skip


def dyads(line: str) -> list[str]:
    events, _ = events_of(contact(line))
    return sorted(
        f"{row['source']} {row['code']} {row['target']} {row['date']}"
        for event in events
        for row in dyads_of(event, Words(None, None))
    )


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("call held 2022-01-05 | FRA, RUS", "FRA 041 RUS 2022-01-05; RUS 041 FRA 2022-01-05"),
        ("meeting held 2022-01-05 | FRA, RUS", "FRA 040 RUS 2022-01-05; RUS 040 FRA 2022-01-05"),
        ("visit held 2022-01-05 | FRA, RUS host", "FRA 042 RUS 2022-01-05; RUS 043 FRA 2022-01-05"),
        (
            "meeting held 2022-01-05 | CHE host, RUS, USA",
            "CHE 043 RUS 2022-01-05; CHE 043 USA 2022-01-05; RUS 042 CHE 2022-01-05; RUS 044 USA 2022-01-05; "
            "USA 042 CHE 2022-01-05; USA 044 RUS 2022-01-05",
        ),
        ("talks ongoing 2022-01-05 | FRA, RUS host", "FRA 046 RUS 2022-01-05; RUS 046 FRA 2022-01-05"),
        (
            "talks held 2023-03-10 | IRN, SAU, CHN mediator",
            "CHN 045 IRN 2023-03-10; CHN 045 SAU 2023-03-10; IRN 046 SAU 2023-03-10; SAU 046 IRN 2023-03-10",
        ),
        ("message held 2022-01-05 | FRA, RUS | by FRA", "FRA 040 RUS 2022-01-05"),
        ("meeting held 2022-01-05 | NATO, RUS", "IGOWSTNAT 040 RUS 2022-01-05; RUS 040 IGOWSTNAT 2022-01-05"),
        # What is said to come is said on the day of the report.
        ("meeting planned 2022-03-20 | FRA, RUS", "FRA 036 RUS 2022-02-01; RUS 036 FRA 2022-02-01"),
        (
            "talks planned | FRA, RUS, TUR mediator",
            "FRA 036 RUS 2022-02-01; RUS 036 FRA 2022-02-01; TUR 039 FRA 2022-02-01; TUR 039 RUS 2022-02-01",
        ),
        ("meeting proposed | FRA, RUS | by FRA", "FRA 036 RUS 2022-02-01"),
        ("talks proposed | RUS, UKR | by UN", "IGOUNO 026 RUS 2022-02-01; IGOUNO 026 UKR 2022-02-01"),
        ("talks proposed | RUS, UKR, TUR mediator | by TUR", "TUR 039 RUS 2022-02-01; TUR 039 UKR 2022-02-01"),
        ("talks proposed | RUS, UKR, TUR mediator | by UN", "IGOUNO 028 RUS 2022-02-01; IGOUNO 028 UKR 2022-02-01"),
        ("meeting refused | RUS, UKR | by UKR", "RUS 125 UKR 2022-02-01"),
        ("talks refused | RUS, TUR mediator | by TUR", "RUS 126 TUR 2022-02-01"),
        # Which of them it was, nobody says.
        ("meeting refused | RUS, UKR", "--- 125 --- 2022-02-01"),
        ("meeting cancelled 2022-03-20 | RUS, UKR", "--- 164 --- 2022-02-01"),
    ],
)
def test_a_contact_as_dyads(line: str, expected: str) -> None:
    assert dyads(line) == expected.split("; ")


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("call held | FRA, RUS", "no day known"),
        ("call held 2022-02 | FRA, RUS", "no day known"),
        ("call held 2022-02-10? | FRA, RUS", "no day known"),
        ("call held 2022-02-10 | FRA, nobody", "a party of no known side"),
        ("call held 2022-02-10 | FRA, FRA", "fewer than two sides"),
        ("meeting proposed | FRA, RUS", "meeting, proposed: nobody is said to have asked for it"),
        ("message held 2022-02-10 | FRA, RUS", "message, held: nobody is said to have asked for it"),
        ("meeting possible 2022-02-10 | FRA, RUS", "possible: nobody has committed to it"),
        ("meeting postponed 2022-02-10 | FRA, RUS", "postponed: put off, not broken off"),
        ("call denied 2022-02-10 | FRA, RUS", "denied: said not to have happened"),
        ("talks held 2022-02-10 | UN mediator, TUR mediator", "only those who mediate are named"),
    ],
)
def test_what_is_not_coded_says_why(line: str, why: str) -> None:
    assert events_of(contact(line)) == ((), why)


@pytest.mark.parametrize("status", [status for status in STATUSES if status not in HELD])
@pytest.mark.parametrize("kind", KINDS)
def test_what_did_not_happen_is_never_coded_as_a_consultation(kind: str, status: str) -> None:
    for roles in ("FRA, RUS", "FRA, RUS host", "FRA, RUS, TUR mediator", "CHE host, RUS, USA"):
        for asker in ("", " | by FRA", " | by RUS", " | by UN", " | by TUR"):
            for event in events_of(contact(f"{kind} {status} 2022-02-10 | {roles}{asker}"))[0]:
                assert not event.code.cameo.startswith("04")
                assert event.code.plover != "CONSULT"
                assert event.code.dated == "reported"


def test_every_status_is_coded_or_says_why_not() -> None:
    assert {status for row in codes() for status in row.status} | set(uncoded()) == set(STATUSES)
    assert not {status for row in codes() for status in row.status} & set(uncoded())


def test_an_interval_has_both_its_days() -> None:
    (event,), _ = events_of(contact("talks held 2022-01-10/2022-01-12 | FRA, RUS"))
    record = record_of(event, Words(None, None), 0)
    assert (record["date"], record["enddate"]) == ("2022-01-10", "2022-01-12")


@pytest.mark.parametrize(
    ("side", "code"),
    [
        ("FRA", "FRA"), ("XKX", "KSV"), ("SUN", "USR"), ("UN", "IGOUNO"), ("EU", "IGOEUREEC"), ("HRW", "NGOHRIHRW"),
        ("G20", "IGO"), ("Quad", "IGO"), ("MSC", "NGO"), ("Atlantis", None),
    ],
)  # fmt: skip
def test_sides_have_the_codes_of_cameo(side: str, code: str | None) -> None:
    assert cameo_code(side, load_registry()) == code


# ---- files -----------------------------------------------------------------------------------------------------------

ACTORS = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["code"],
        "properties": {"code": {"type": "string", "pattern": "^([A-Z]{3,12}|---)$"}, "actor_text": {"type": "string"}},
    },
}
DAY = {"type": "string", "pattern": r"^\d{4}-\d\d-\d\d$"}
MODES = ["visit", "third-party", "multilateral", "phone", "meet", "withdraw"]
PLOVER = {
    "type": "object",
    "required": ["id", "date", "source", "event"],
    "properties": {
        "id": {"type": "string"},
        "date": DAY,
        "enddate": DAY,
        "source": {**ACTORS, "minItems": 1},
        "recipient": ACTORS,
        "event": {"type": "array", "items": {"enum": ["AGREE", "CONSULT", "REJECT", "SANCTION"]}, "minItems": 1},
        "mode": {"type": "array", "items": {"enum": MODES}},
        "context": {"type": "array", "items": {"enum": ["diplomatic", "future"]}},
        "quad_code": {"enum": [1, 2, 3, 4]},
        "text_info": {"required": ["start", "end"]},
    },
}  # fmt: skip


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    with newsroom(tmp_path_factory.mktemp("events") / "news.db") as opened:
        yield opened


def test_plover_records_have_their_fields_and_their_words(ledger: Ledger, tmp_path: Path) -> None:
    records = [json.loads(line) for line in exported(ledger, "plover").splitlines()]
    for record in records:
        jsonschema.validate(record, PLOVER)
    call = next(record for record in records if record["mode"] == ["phone"])
    assert call["date"] == "2022-02-10"
    assert {actor["code"]: actor["actor_text"] for actor in call["source"]} == {
        "FRA": "Emmanuel Macron",
        "RUS": "Vladimir Putin",
    }
    document = ledger.show(ledger.show(call["link"]).row.source.document)  # type: ignore[union-attr]
    start, end = call["text_info"]["start"], call["text_info"]["end"]
    assert document.text[start:end] == call["text"]  # type: ignore[union-attr]
    assert len({record["id"] for record in records}) == len(records)


def test_both_tables_hold_what_the_records_hold(ledger: Ledger) -> None:
    records = [json.loads(line) for line in exported(ledger, "plover").splitlines()]
    rows = list(csv.DictReader(io.StringIO(exported(ledger, "plover-csv").decode(), newline="")))
    assert [row["id"] for row in rows] == [record["id"] for record in records]
    tally = Tally()
    pairs = list(csv.DictReader(io.StringIO(exported(ledger, "cameo", tally=tally).decode(), newline="")))
    assert {row["contact"] for row in pairs} == {record["link"] for record in records}
    assert tally.written == len(pairs)
    cancelled = [row for row in pairs if row["status"] == "cancelled"]
    assert [(row["source"], row["code"], row["target"], row["sides"], row["direction"]) for row in cancelled] == [
        ("---", "164", "---", "FRA; RUS", "unknown")
    ]


def test_hostile_text_is_a_cell_and_no_more(tmp_path: Path) -> None:
    with hostile(tmp_path / "hostile.db") as ledger:
        (record,) = map(json.loads, exported(ledger, "plover").splitlines())
        jsonschema.validate(record, PLOVER)
        assert "url" not in record["cite_info"]
