"""Feeds watched: asked when they are due, what is new in them read and added, what changed told."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from communique.fleet.adding import add_documents
from communique.intake.feeds import fetch_entry, poll, settle
from communique.intake.polite import Clock, PoliteWeb
from communique.record import Added, Ledger
from communique.record.feeds import feed_state, store_feed
from communique.record.news import News, changes_after, last_change
from communique.schema import Document, FeedState, Problem


@dataclass(frozen=True, slots=True)
class Asked:
    """A feed was asked and what is new in it added; `entries` is how many entries were new, `state` what is next."""

    state: FeedState
    entries: int


@dataclass(frozen=True, slots=True)
class Round:
    """All feeds that were due were asked: how many, what changed in the ledger, and when the next is due."""

    asked: int
    news: tuple[News, ...]
    due: datetime | None


def watch(
    feeds: Sequence[str],
    ledger: Ledger,
    *,
    every: timedelta,
    once: bool,
    web: PoliteWeb,
    clock: Clock,
    model: str | None = None,
    actors: Path | None = None,
) -> Iterator[Added | Problem | Asked | Round]:
    """Ask feeds whenever they are due, until stopped; gives what becomes of everything, as it comes.

    What is remembered of a feed is stored when all that was new in it is in the ledger: what a stopped run had not
    added is fetched again by the next.

    Args:
        feeds: addresses.
        ledger: open for writing.
        every: how long to wait before a feed is asked again that did not fail.
        once: ask every feed once, those excepted that failed and are not due yet.
        web: what pages and feeds are fetched through.
        clock: the time, and waiting for it.
        model: a spaCy package; None takes the pinned one.
        actors: a folder with tables of the user's own.

    Raises:
        CommuniqueError: the ledger cannot be written, the model is missing, a row of `actors` is wrong.
    """
    addresses = sorted(set(feeds))
    while True:
        last = last_change(ledger)
        asked = 0
        for address in addresses:
            state = feed_state(ledger, address)
            if state.due is not None and state.due > clock.now() and (state.failures or not once):
                continue
            asked += 1
            yield from _ask(state, ledger, every, web, clock, model, actors)
        due = min((at for address in addresses if (at := feed_state(ledger, address).due) is not None), default=None)
        yield Round(asked, tuple(changes_after(ledger, last)), due)
        if once or due is None:
            return
        while (wait := (due - clock.now()).total_seconds()) > 0:
            clock.sleep(min(wait, 60.0))


def _ask(
    state: FeedState,
    ledger: Ledger,
    every: timedelta,
    web: PoliteWeb,
    clock: Clock,
    model: str | None,
    actors: Path | None,
) -> Iterator[Added | Problem | Asked]:
    polled = poll(state, web, clock.now(), every)
    read: list[str] = []
    later: list[str] = []

    def fetched() -> Iterator[Document | Problem]:
        if polled.problem is not None:
            yield polled.problem
        for key, entry in polled.entries.items():
            found = fetch_entry(entry, polled.state, key, web, clock.now())
            (later if found.later else read).append(key)
            yield from found.items

    yield from add_documents(fetched(), ledger, model=model, actors=actors)
    following = settle(polled.state, read, later, clock.now(), every)
    store_feed(ledger, following)
    yield Asked(following, len(polled.entries))
