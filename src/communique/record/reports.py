"""The active reports as merging sees them: what the articles say, with what a person set right in them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from communique.record.amending import amended, amendments
from communique.record.codec import decode
from communique.schema import Contact
from communique.schema.reports import Report

_KEPT = 5_000

_REPORT = (
    "SELECT r.document, d.voice, g.published, d.publisher, r.ordinal, r.record FROM report r"
    " JOIN reading g ON g.id = r.reading AND g.retired IS NULL JOIN document d ON d.hash = r.document"
    " WHERE r.key = ?"
)


class Reports:
    """Active reports by key; the latest asked for are kept until another process or a correction changes them."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._kept: dict[str, Report] = {}
        self._version = -1

    def refresh(self) -> None:
        """Forget all where another process wrote since; call it at the start of a transaction."""
        (version,) = self._connection.execute("PRAGMA data_version").fetchone()
        if version != self._version:
            self._version = version
            self._kept.clear()

    def forget(self, keys: Iterable[str] | None = None) -> None:
        """Forget reports that changed, None for all."""
        if keys is None:
            self._kept.clear()
            return
        for key in keys:
            self._kept.pop(key, None)

    def get(self, key: str) -> Report | None:
        """The active report of a key, None where no active reading has it."""
        known = self._kept.get(key)
        if known is not None:
            return known
        row = self._connection.execute(_REPORT, (key,)).fetchone()
        if row is None:
            return None
        document, voice, published, publisher, ordinal, record = row
        contact = amended(decode(Contact, record), amendments(self._connection, key))
        report = Report(key, document, voice, published, publisher, ordinal, contact)
        if len(self._kept) >= _KEPT:
            del self._kept[next(iter(self._kept))]
        self._kept[key] = report
        return report

    def of_documents(self, hashes: Iterable[str]) -> list[str]:
        """The keys of all active reports of some documents."""
        found: list[str] = []
        for hash_ in hashes:
            rows = self._connection.execute(
                "SELECT r.key FROM report r JOIN reading g ON g.id = r.reading AND g.retired IS NULL"
                " WHERE r.document = ?",
                (hash_,),
            )
            found += (key for (key,) in rows)
        return found
