"""Feeds that are watched, as the ledger remembers them."""

from __future__ import annotations

import json
from datetime import UTC, datetime

from communique.record.database import guarded, transaction
from communique.record.ledger import Ledger
from communique.schema import FeedState

_TIME = "%Y-%m-%dT%H:%M:%SZ"

_TABLE = """
CREATE TABLE IF NOT EXISTS feed (
    url        TEXT PRIMARY KEY,
    etag       TEXT,                     -- as the server gave them, to be sent back to it
    modified   TEXT,
    due        TEXT,                     -- when to ask again
    failures   INTEGER NOT NULL,         -- in a row
    last_error TEXT,
    seen       TEXT NOT NULL,            -- JSON list: keys of the entries that it lists and that were read
    waiting    TEXT NOT NULL             -- JSON list of [key, tries]: entries whose pages are to be tried again
) STRICT, WITHOUT ROWID
"""


def feed_state(ledger: Ledger, url: str) -> FeedState:
    """What is remembered of a feed; of a new one nothing but its address.

    Raises:
        LedgerError: the ledger cannot be read.
    """
    with guarded(ledger.path):
        ledger.connection.execute(_TABLE)
        row = ledger.connection.execute(
            "SELECT etag, modified, due, failures, last_error, seen, waiting FROM feed WHERE url = ?", (url,)
        ).fetchone()
    if row is None:
        return FeedState(url)
    etag, modified, due, failures, last_error, seen, waiting = row
    return FeedState(
        *(url, etag, modified),
        due=datetime.strptime(due, _TIME).replace(tzinfo=UTC) if due else None,
        failures=failures,
        last_error=last_error,
        seen=tuple(json.loads(seen)),
        waiting=tuple((key, tries) for key, tries in json.loads(waiting)),
    )


def store_feed(ledger: Ledger, state: FeedState) -> None:
    """Remember a feed's state in the place of an older one.

    Raises:
        LedgerError: the ledger cannot be written.
    """
    with transaction(ledger.connection, ledger.path):
        ledger.connection.execute(
            "INSERT OR REPLACE INTO feed (url, etag, modified, due, failures, last_error, seen, waiting)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (
                *(state.url, state.etag, state.modified),
                state.due.strftime(_TIME) if state.due else None,
                *(state.failures, state.last_error),
                *(json.dumps(state.seen), json.dumps(state.waiting)),
            ),
        )
