"""What adding to a ledger costs as it grows, on made-up reports: `python bench/adding.py [COUNT]`.

Adds COUNT documents (20,000) to an empty ledger, then twice as many to another, each with one report, a statement and a
position, and compares the time of this process's own work, for merging alone and for all of it. The reports lie on as
many days as there are reports for, as the news of two years are twice those of one; three of a contact on the average,
between sides of which a few are in most of the news. Fails where twice the reports take more than 2.3 times as long.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from itertools import accumulate, islice
from pathlib import Path
from typing import Any

from communique.record import Ledger, State
from communique.record.concluding import Concluding
from communique.schema import (
    Actor,
    Contact,
    Document,
    Extraction,
    Kind,
    Party,
    Position,
    Sourced,
    Span,
    Statement,
    Status,
    When,
)

COUNT, STEP, LIMIT = 20_000, 100, 2.3
A_DAY, SIDES, VOCABULARY = 60, 120, 5_000
STATE = State("bench", "bench", "bench")
_VERBS: dict[Kind, str] = {
    "call": "spoke by phone with",
    "meeting": "met",
    "visit": "visited",
    "talks": "held talks with",
}
_STATUSES: tuple[Status, ...] = ("held", "held", "held", "planned", "proposed", "cancelled")


def documents(count: int) -> Iterator[Extraction]:
    """Made-up documents with their records, in the order in which they came out; the same for the same number."""
    dice = random.Random(6)
    shares = list(accumulate(1 / (rank + 2) for rank in range(SIDES)))
    events: list[tuple[int, int, Kind, date]] = []
    for number in range(count):
        today = date(2015, 1, 1) + timedelta(days=number // A_DAY)
        recent = [event for event in events[-2 * A_DAY :] if (today - event[3]).days <= 2]
        if recent and dice.random() < 0.66:
            event = dice.choice(recent)
        else:
            a, b = dice.choices(range(SIDES), cum_weights=shares, k=2)
            event = a, b if b != a else (a + 1) % SIDES, dice.choice(tuple(_VERBS)), today
            events.append(event)
        yield _telling(number, event, today, dice)


def _telling(number: int, event: tuple[int, int, Kind, date], today: date, dice: random.Random) -> Extraction:
    a, b, kind, day = event
    one, other, publisher = f"Person {a}", f"Person {b}", f"Agency {dice.randrange(40)}"
    when = day.isoformat()
    first = f"{one} {_VERBS[kind]} {other} on {when}."
    words = " ".join(f"w{dice.randrange(VOCABULARY)}" for _ in range(120))
    text = f"{first} {one} said: “We want peace.” {words}"

    def span(part: str) -> Span:
        start = text.index(part)
        return Span(start, start + len(part))

    speaker = Actor(one, f"S{a:02}", span(one), f"person-{a}")
    partner = Actor(other, f"S{b:02}", span(other), f"person-{b}")
    contact = Contact(
        Sourced(kind, span(_VERBS[kind])),
        Sourced(dice.choice(_STATUSES), span(_VERBS[kind])),
        tuple(Party(actor, Sourced("participant", None)) for actor in (speaker, partner)),
        (span(first),),
        When(when, span(when)),
        topics=(Sourced(f"topic {dice.randrange(200)}", span("peace")),),
    )
    statement = Statement(speaker, span(f"{one} said"), (span("We want peace"),), "direct")
    position = Position(speaker, Sourced("demand", span("want")), span("peace"), (partner,))
    published = When(max(today, day).isoformat())
    document = Document(f"{number:06}", text, None, publisher, published)
    return Extraction(document, (contact,), (statement,), (position,))


class Growing:
    """A ledger that generated documents are added to, and the seconds of this process's own work that took."""

    def __init__(self, path: Path, count: int) -> None:
        """
        Args:
            path: where the ledger is made.
            count: how many documents there are to add.
        """
        self.adding = self.merging = self.wall = 0.0
        self.count = count
        self._ledger = Ledger(path)
        self._left = documents(count)

    def add(self, count: int) -> None:
        """Add the next so many documents."""
        for extraction in islice(self._left, count):
            began, at = time.perf_counter(), time.process_time()
            with timed_merging() as merging:
                self._ledger.add(extraction, state=STATE)
            self.adding += time.process_time() - at
            self.wall += time.perf_counter() - began
            self.merging += sum(merging)

    def close(self) -> None:
        """Print what it took, also by the wall clock, which waits for the disk and for other processes."""
        figures = self._ledger.stats()
        self._ledger.close()
        print(
            f"{self.count:,} documents: {self.adding:.1f} s of work, {self.merging:.1f} s of that merging,"
            f" {self.wall:.1f} s by the clock; {figures.contacts:,} contacts, {figures.voices:,} voices,"
            f" {figures.bytes / 1e6:.0f} MB"
        )


@contextmanager
def timed_merging() -> Iterator[list[float]]:
    """Collects the time of every call that weighs reports and concludes contacts."""
    times: list[float] = []
    settle = Concluding.settle

    def timed(*arguments: Any, **options: Any) -> None:
        at = time.process_time()
        settle(*arguments, **options)
        times.append(time.process_time() - at)

    Concluding.settle = timed  # type: ignore[method-assign]
    try:
        yield times
    finally:
        Concluding.settle = settle  # type: ignore[method-assign]


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else COUNT
    with tempfile.TemporaryDirectory() as folder:
        warm = Growing(Path(folder) / "warm.db", 200)
        once, twice = Growing(Path(folder) / "once.db", count), Growing(Path(folder) / "twice.db", 2 * count)
        warm.add(warm.count)
        # Side by side, since a machine that slows down for a minute must not be taken for a ledger that does.
        for _ in range(0, count, STEP):
            once.add(STEP)
            twice.add(2 * STEP)
        for ledger in (warm, once, twice):
            ledger.close()
    adding, merging = twice.adding / once.adding, twice.merging / once.merging
    print(f"twice the reports: merging {merging:.2f} times as long, all of adding {adding:.2f} (limit {LIMIT})")
    sys.exit(0 if max(adding, merging) <= LIMIT else 1)


if __name__ == "__main__":
    main()
