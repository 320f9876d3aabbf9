"""How long pages take on a ledger of 100,000 contacts, made up row by row: `python bench/pages.py [FOLDER]`.

Prints the median and the worst of each address, visited in the process without a network, and fails where the median of
one is over the limit. The ledger is that of bench/asking.py with records that can be looked at; it is kept in FOLDER,
where one is named.
"""

from __future__ import annotations

import sqlite3
import sys
import tempfile
import time
import warnings
from collections.abc import Iterator
from pathlib import Path
from statistics import median

import asking

from communique.record.codec import encode
from communique.record.database import APPLICATION, VERSION
from communique.schema import Actor, Contact, Party, Position, Sourced, Span, Statement, When
from communique.show.web import create_app

LIMIT, TIMES = 0.15, 15
_WORDS = Span(0, 6)


def make(path: Path) -> None:
    """The ledger of bench/asking.py, with a record behind each report, statement and position, and a log of changes."""
    connection = asking.make(path)
    connection.execute(f"PRAGMA application_id = {APPLICATION}")
    connection.execute(f"PRAGMA user_version = {VERSION}")
    who = Actor("Emmanuel Macron", "FRA", _WORDS, "emmanuel-macron")
    party = Party(who, Sourced("participant", _WORDS))
    contact = Contact(Sourced("call", _WORDS), Sourced("held", _WORDS), (party, party), (Span(0, 60),), When("2022"))
    records = {
        "report": contact,
        "statement": Statement(who, _WORDS, (Span(7, 60),), "indirect"),
        "position": Position(who, Sourced("demand", _WORDS), Span(7, 60)),
    }
    for table, record in records.items():
        connection.execute(f"UPDATE {table} SET record = ?", (encode(record),))
    for number, (name, value) in enumerate({"kind": "call", "status": "held", "place": "Paris"}.items()):
        connection.execute(
            "INSERT INTO field SELECT reading, ordinal, ?, 0, ?, 0, ?, NULL FROM report", (name, value, 5 + number)
        )
    connection.execute(
        "INSERT INTO field SELECT reading, ordinal, 'evidence', 0, 'made up', 0, 60, NULL FROM report",
    )
    connection.execute(
        "INSERT INTO change (run, at, contact, what, after)"
        " SELECT 1, date('2025-01-01', '+' || (rowid % 300) || ' days') || 'T00:00:00Z', contact, 'new', name"
        " FROM (SELECT row_number() OVER () AS rowid, contact, name FROM contact_party WHERE nth = 0)"
    )
    connection.commit()
    connection.execute("PRAGMA journal_mode = WAL")
    connection.close()


def addresses(path: Path) -> Iterator[str]:
    """The main addresses, of records that the ledger has."""
    connection = sqlite3.connect(path)
    (contact,) = connection.execute("SELECT id FROM contact ORDER BY voices DESC, id LIMIT 1").fetchone()
    (document,) = connection.execute("SELECT hash FROM document LIMIT 1").fetchone()
    connection.close()
    yield from ("/", "/contacts", "/contacts?actor=France&with=Russia", "/contacts?status=ahead")
    yield from (f"/contact/{contact}", f"/document/{document}", "/review", "/search?q=Macron", "/search?q=ceasefire")
    yield from ("/actor/emmanuel-macron", "/pair?a=FRA&b=RUS", "/timeline", "/network", "/calendar", "/positions")
    yield from ("/statements?actor=France", "/disagreements", "/changes")


def measure(path: Path) -> bool:
    """Print how long each address takes; whether each median stays under the limit."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from starlette.testclient import TestClient
    fine = True
    with TestClient(create_app(path), base_url="http://127.0.0.1") as client:
        print(f"{'address':60} {'bytes':>8} {'median':>9} {'worst':>9}")
        for address in addresses(path):
            spent = []
            for _ in range(TIMES):
                start = time.perf_counter()
                answer = client.get(address)
                spent.append(time.perf_counter() - start)
                assert answer.status_code == 200, answer.text
            fine &= median(spent) < LIMIT
            shown = f"{median(spent) * 1000:6.1f} ms {max(spent) * 1000:6.1f} ms"
            print(f"{address[:60]:60} {len(answer.content):8} {shown}")
    return fine


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(sys.argv[1] if len(sys.argv) > 1 else folder) / "pages.db"
        if not path.exists():
            make(path)
        sys.exit(0 if measure(path) else 1)


if __name__ == "__main__":
    main()
