"""How long questions take on a ledger of 100,000 contacts, made up row by row: `python bench/asking.py [FOLDER]`.

Prints the median and the worst of each question, for its first page of a hundred rows and for the count of all, and
fails where a median is over the limit. The ledger is kept in FOLDER, where one is named.
"""

from __future__ import annotations

import json
import random
import sqlite3
import sys
import tempfile
import time
from datetime import date, timedelta
from importlib.resources import files
from itertools import accumulate
from pathlib import Path
from statistics import median

from communique.lexicon.registry import load_registry
from communique.record.asking import Asking, Filters
from communique.schema import ACTS, KINDS, STATUSES, TONES

CONTACTS, DOCUMENTS, SPEECHES, PAGE, LIMIT, TIMES = 100_000, 60_000, 3, 100, 0.05, 15
_START = date(2005, 1, 1)
_DAYS = 20 * 365
_WORDS = (
    "ceasefire grain corridor sanctions border gas transit prisoners exchange nuclear deal tariffs fisheries visas "
    "elections drones aid pipeline summit inspection missiles climate debt migration loans rail ports water dam treaty"
).split()
_CITIES = ("Paris", "Geneva", "Moscow", "Beijing", "Washington", "Berlin", "Ankara", "Vienna", "Doha", "New York")

CONTACT_QUESTIONS: dict[str, Filters] = {
    "all": {},
    "newest first": {"sort": "-date"},
    "a country": {"actor": "France"},
    "a small country": {"actor": "Tajikistan"},
    "a person": {"actor": "Macron"},
    "nobody": {"actor": "Macrn"},
    "two countries": {"actor": "France", "with_": "Russia"},
    "a person and a country": {"actor": "Macron", "with_": "Russia"},
    "a country, held calls": {"actor": "USA", "kind": "call", "status": "held"},
    "a kind": {"kind": "visit"},
    "what is ahead": {"status": "ahead", "sort": "-date"},
    "a month": {"since": "2014-03", "until": "2014-03"},
    "since a year": {"since": "2021"},
    "a country in a year": {"actor": "Germany", "since": "2020", "until": "2020"},
    "a topic": {"topic": "grain corridor"},
    "a topic of a country": {"topic": "sanctions", "actor": "Iran"},
    "a place": {"place": "Geneva"},
    "a country as place": {"place": "France", "since": "2020"},
    "words": {"text": "sanctions gas"},
    "words of two countries": {"text": "prisoners", "actor": "UKR", "with_": "RUS"},
    "disputed, newest first": {"disputed": True, "sort": "-date"},
}
OTHER_QUESTIONS: dict[str, tuple[str, Filters]] = {
    "statements of a country": ("statements", {"actor": "France", "since": "2020"}),
    "statements of a person": ("statements", {"actor": "Macron"}),
    "statements, words": ("statements", {"text": "grain -gas"}),
    "demands of a country": ("positions", {"actor": "Russia", "kind": "demand", "sort": "-date"}),
    "rejections towards": ("positions", {"with_": "Israel", "kind": "reject"}),
    "documents of a month": ("documents", {"since": "2014-03", "until": "2014-03"}),
    "documents, words": ("documents", {"text": "sanctions gas"}),
    "whom a person met": ("actors", {"with_": "Macron"}),
    "whom a country met in a year": ("actors", {"with_": "France", "since": "2020", "until": "2020"}),
    "disagreements of a country": ("disagreements", {"actor": "France"}),
}


def make(path: Path, contacts: int = CONTACTS, documents: int = DOCUMENTS) -> sqlite3.Connection:
    """A ledger of made-up rows; the same for the same numbers."""
    dice = random.Random(6)
    registry = load_registry()
    states = [body for body in registry.tables.bodies if body.kind == "state"]
    dice.shuffle(states)
    # A few countries are in most of the news.
    known = [registry.bodies[code] for code in ("USA", "RUS", "CHN", "FRA", "DEU", "UKR", "IRN", "ISR")]
    weights = [8.0 / (1 + rank) for rank in range(len(known) + len(states))]
    bodies = known + states
    persons: dict[str, list[tuple[str, str]]] = {}
    for person in registry.tables.persons:
        persons.setdefault(person.side, []).append((person.name.partition(" (")[0], person.id))

    def actor(side: str, name: str) -> tuple[str, str, str]:
        people = persons.get(side)
        if not people or dice.random() < 0.3:
            return name, side, side
        chosen = people[min(int(dice.expovariate(0.5)), len(people) - 1)]
        if side == "FRA" and dice.random() < 0.3:
            chosen = ("Emmanuel Macron", "emmanuel-macron")
        return chosen[0], side, chosen[1]

    # As in a language, a few words are everywhere and most are rare; those asked for are in one text of forty or so.
    vocabulary = [f"w{rank}" for rank in range(100)] + _WORDS + [f"w{rank}" for rank in range(100, 20_000)]
    shares = list(accumulate(1 / (rank + 3) for rank in range(len(vocabulary))))

    def words(count: int) -> str:
        return " ".join(dice.choices(vocabulary, cum_weights=shares, k=count))

    def topic() -> str:
        return " ".join(dice.choices(_WORDS, k=2))

    def day() -> str:
        return (_START + timedelta(days=dice.randrange(_DAYS))).isoformat()

    path.parent.mkdir(parents=True, exist_ok=True)
    connection = sqlite3.connect(path)
    connection.executescript((files("communique.record") / "schema.sql").read_text("utf-8"))
    connection.execute("INSERT INTO run VALUES (1, '2026-01-01T00:00:00Z', 'add', '0', '0', '0')")
    hashes = [f"{number:064x}" for number in range(documents)]
    dates = sorted(day() for _ in range(documents))
    many = connection.executemany
    texts = [words(90) for _ in range(documents)]
    many(
        "INSERT INTO document (hash, name, title, publisher, published, url, text, voice, run) "
        "VALUES (?1, ?2, ?3, 'Bench News', ?4, 'https://example.org/' || ?2, ?5, ?1, 1)",
        [(hash, f"d{n}", words(6), dates[n], texts[n]) for n, hash in enumerate(hashes)],
    )
    many("INSERT INTO document_text (rowid, title, text, document) VALUES (?, '', ?, ?)",
         [(n + 1, texts[n], hash) for n, hash in enumerate(hashes)])  # fmt: skip
    many("INSERT INTO reading (id, document, run, published) VALUES (?, ?, 1, ?)",
         [(n + 1, hash, dates[n]) for n, hash in enumerate(hashes)])  # fmt: skip
    speeches = []
    stances = []
    for number in range(documents * SPEECHES):
        at = number // SPEECHES
        body = dice.choices(bodies, weights)[0]
        name, side, id = actor(body.side, body.name)
        speeches.append((f"s-{number:016x}", at + 1, hashes[at], number % SPEECHES, name, side, id, "indirect",
                         dice.choice(TONES), 1, 5, words(12), '{"behalf": [], "via": []}'))  # fmt: skip
        if number % 2:
            stances.append((f"p-{number:016x}", at + 1, hashes[at], number % SPEECHES, name, side, id,
                            dice.choice(ACTS), 1, 5, words(12), "{}"))  # fmt: skip
    many("INSERT INTO statement (key, reading, document, ordinal, speaker, side, actor, direct, tone, start, \"end\", "
         "content, record) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", speeches)  # fmt: skip
    connection.execute("INSERT INTO statement_text (rowid, content) SELECT id, content FROM statement")
    many("INSERT INTO position (key, reading, document, ordinal, holder, side, actor, act, start, \"end\", content, "
         "record) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", stances)  # fmt: skip
    targets = dice.choices(bodies, weights, k=len(stances))
    many("INSERT INTO target (position, nth, name, side, actor) VALUES (?, 0, ?, ?, ?)",
         [(n + 1, body.name, body.side, body.id) for n, body in enumerate(targets)])  # fmt: skip
    _contacts(connection, dice, contacts, hashes, dates, lambda: actor(*_body(dice.choices(bodies, weights)[0])), topic)
    connection.commit()
    return connection


def _body(body: object) -> tuple[str, str]:
    return body.side, body.name  # type: ignore[attr-defined]


def _contacts(connection, dice, contacts, hashes, dates, actor, topic) -> None:  # type: ignore[no-untyped-def]
    rows, parties, reports, links, steps, disagreements = [], [], [], [], [], []
    for number in range(contacts):
        id = f"c-{dice.getrandbits(64):016x}"
        kind, status = dice.choice(KINDS), dice.choices(STATUSES, (60, 2, 20, 5, 4, 2, 2, 1, 3, 1))[0]
        told = sorted(dice.randrange(len(hashes)) for _ in range(1 + (dice.random() < 0.3)))
        first, last = dates[told[0]], dates[told[-1]]
        when = None if dice.random() < 0.3 else first
        until = (date.fromisoformat(first) + timedelta(days=dice.choice((0, 0, 0, 1, 3, 30)))).isoformat()
        place = dice.choice(_CITIES) if dice.random() < 0.4 else None
        topics = json.dumps([topic() for _ in range(dice.choice((0, 1, 1, 2)))])
        there = list({actor() for _ in range(2)})
        label = f"{', '.join(one[0] for one in there)}: {kind}, {status} {when or ''}"
        disputed = int(dice.random() < 0.03)
        rows.append((id, kind, status, first, when, when, when and until, place, topics, label, len(told), len(told),
                     disputed, dice.random(), first, last))  # fmt: skip
        parties += [(id, nth, name, side, actor_id) for nth, (name, side, actor_id) in enumerate(there)]
        keys = [f"r-{number:012x}{nth:04x}" for nth in range(len(told))]
        reports += [(key, at + 1, hashes[at], 1000 + number, kind, status, when, place)
                    for key, at in zip(keys, told, strict=True)]  # fmt: skip
        links += [(key, id) for key in keys]
        steps.append((id, status, first, keys[0]))
        if disputed:
            disagreements.append((id, keys[0], keys[-1], dice.random()))
    many = connection.executemany
    many(
        "INSERT INTO report (key, reading, document, ordinal, kind, status, date, place, record) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, '{}') ON CONFLICT DO NOTHING",
        reports,
    )
    many(
        "INSERT INTO contact (id, kind, status, since, date, earliest, latest, place, topics, label, documents, "
        "voices, disputed, doubt, first, last) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        rows,
    )
    many("INSERT INTO contact_party VALUES (?, ?, ?, ?, ?, 'participant')", parties)
    many("INSERT INTO contact_report VALUES (?, ?)", links)
    many("INSERT INTO step VALUES (?, 0, ?, ?, ?)", steps)
    many("INSERT INTO disagreement VALUES (?, 0, 'date', ?, ?, '1', '2', ?, 'two dates')", disagreements)


def measure(connection: sqlite3.Connection) -> bool:
    """Print how long each question takes; whether every question about contacts stays under the limit."""
    ledger = Asking(connection)
    contacts = {name: ("contacts", filters) for name, filters in CONTACT_QUESTIONS.items()}
    print(f"{'question':44} {'rows':>8} {'median':>9} {'worst':>9} {'count':>9}")
    fine = True
    medians = []
    for name, (verb, filters) in {**contacts, **OTHER_QUESTIONS}.items():
        page: Filters = {**filters, "limit": PAGE}
        spent, counted = [], []
        for _ in range(TIMES):
            start = time.perf_counter()
            found = [*iter(getattr(ledger, verb)(**page))]
            spent.append(time.perf_counter() - start)
            start = time.perf_counter()
            total = getattr(ledger, verb)(**page).total
            counted.append(time.perf_counter() - start)
        assert bool(found) == bool(total)
        if verb == "contacts":
            fine &= median(spent) < LIMIT
            medians.append(median(spent))
        print(
            f"{verb + ': ' + name:44} {total:8} {median(spent) * 1000:6.1f} ms {max(spent) * 1000:6.1f} ms "
            f"{median(counted) * 1000:6.1f} ms"
        )
    print(
        f"median over the questions about contacts: {median(medians) * 1000:.1f} ms (limit {LIMIT * 1000:.0f} ms each)"
    )
    return fine


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(sys.argv[1] if len(sys.argv) > 1 else folder) / "asking.db"
        start = time.perf_counter()
        connection = sqlite3.connect(path) if path.exists() else make(path)
        (contacts,) = connection.execute("SELECT count(*) FROM contact").fetchone()
        print(f"{contacts} contacts, {path.stat().st_size / 1e6:.0f} MB, {time.perf_counter() - start:.0f} s to make")
        sys.exit(0 if measure(connection) else 1)


if __name__ == "__main__":
    main()
