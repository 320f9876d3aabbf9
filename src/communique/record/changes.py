"""The log of what changed: contacts that are new, took another status or date, met, parted or went."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from communique.record.contacts import Summary


@dataclass(frozen=True, slots=True)
class Change:
    """One line of the log; `what` is new, status, date, report, merged, split, disagreement or gone."""

    contact: str
    what: str
    before: str | None = None
    after: str | None = None
    report: str | None = None


def compare(before: Mapping[str, Summary], after: Mapping[str, Summary]) -> Iterator[Change]:
    """What changed from some contacts to those that took their place, by id."""
    home = {key: old.id for old in before.values() for key in old.reports}
    homes = {key: new.id for new in after.values() for key in new.reports}
    heirs = {old.id: _heir(old, after, homes) for old in before.values()}
    for new in sorted(after.values(), key=lambda one: one.id):
        shares = sorted({home[key] for key in new.reports if key in home})
        parents = [id_ for id_ in shares if heirs[id_] == new.id]
        parent = new.id if new.id in parents else _largest(parents, before, new)
        if parent is None:
            if shares:
                yield Change(new.id, "split", before=shares[0], after=new.label)
            else:
                yield Change(new.id, "new", after=new.label)
            continue
        for other in parents:
            if other not in (parent, new.id):
                yield Change(new.id, "merged", before=other, after=new.label)
        old = before[parent]
        if old.status != new.status:
            yield Change(new.id, "status", old.status, new.status)
        if old.date != new.date:
            yield Change(new.id, "date", old.date, new.date)
        for key in sorted(new.reports - home.keys()):
            yield Change(new.id, "report", report=key)
        for field, a, b in sorted(new.disagreements - old.disagreements):
            yield Change(new.id, "disagreement", after=f"{field}: {a} / {b}")
    for old in sorted(before.values(), key=lambda one: one.id):
        if heirs[old.id] is None:
            yield Change(old.id, "gone", before=old.label)


def store_changes(connection: sqlite3.Connection, changes: Iterable[Change], run: int, at: str) -> None:
    """Write lines of the log."""
    connection.executemany(
        "INSERT INTO change (run, at, contact, what, before, after, report) VALUES (?, ?, ?, ?, ?, ?, ?)",
        [(run, at, one.contact, one.what, one.before, one.after, one.report) for one in changes],
    )


def store_former(connection: sqlite3.Connection, before: Mapping[str, Summary], after: Mapping[str, Summary]) -> None:
    """Keep the ids that went, each with the contacts that hold its reports now."""
    for id_ in sorted(after.keys() - before.keys()):
        connection.execute("DELETE FROM former WHERE id = ?", (id_,))
    homes = {key: new.id for new in after.values() for key in new.reports}
    for old in sorted(before.keys() - after.keys()):
        now = sorted({homes[key] for key in before[old].reports if key in homes})
        ids = [old, *(id_ for (id_,) in connection.execute("SELECT id FROM former WHERE contact = ?", (old,)))]
        connection.execute("DELETE FROM former WHERE contact = ?", (old,))
        connection.executemany("INSERT OR IGNORE INTO former VALUES (?, ?)", [(id_, new) for id_ in ids for new in now])


def _heir(old: Summary, after: Mapping[str, Summary], homes: Mapping[str, str]) -> str | None:
    """The contact that goes on where an old one stood: of its id, else the one with most of its reports."""
    if old.id in after:
        return old.id
    shares = Counter(homes[key] for key in old.reports if key in homes)
    return min(shares, key=lambda id_: (-shares[id_], id_)) if shares else None


def _largest(parents: list[str], before: Mapping[str, Summary], new: Summary) -> str | None:
    return min(parents, key=lambda id_: (-len(before[id_].reports & new.reports), id_)) if parents else None
