"""A concluded contact as rows, and what the ledger held of it before."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from communique.record.amending import Verdict
from communique.schema.edtf import bounds
from communique.schema.reports import Conclusion

_CHILDREN = ("contact_report", "contact_party", "step", "disagreement")


@dataclass(frozen=True, slots=True)
class Summary:
    """What the log of changes compares of a contact."""

    id: str
    status: str
    date: str | None
    label: str
    reports: frozenset[str]
    disagreements: frozenset[tuple[str, str, str]]


def label(conclusion: Conclusion) -> str:
    """One line for people: "Emmanuel Macron (FRA), Vladimir Putin (RUS): call, held 2021-08-19"."""
    names = []
    for party in conclusion.parties:
        actor = party.actor
        names.append(f"{actor.name} ({actor.side})" if actor.side and actor.side != actor.name else actor.name)
    when = f" {conclusion.date}" if conclusion.date else ""
    who = ", ".join(names) or "unnamed"
    return f"{who}: {conclusion.kind}, {conclusion.status.replace('_', ' ')}{when}"


def contact_row(one: Conclusion) -> dict[str, Any]:
    """The columns of a contact that are its own; what it has several of (parties, reports) is not among them."""
    earliest, latest = bounds(one.date) if one.date else (None, None)
    last = one.steps[-1] if one.steps else None
    dated = [report.published for report in one.reports if report.published]
    return {
        "id": one.id,
        "kind": one.kind,
        "status": one.status,
        "since": last.at if last is not None and last.status == one.status else None,
        "date": one.date,
        "earliest": earliest.isoformat() if earliest else None,
        "latest": latest.isoformat() if latest else None,
        "place": one.place,
        "initiator": one.initiator,
        "level": one.level,
        "format": one.format,
        "topics": one.topics,
        "outcome": one.outcome,
        "label": label(one),
        "documents": len({report.document for report in one.reports}),
        "voices": len({report.voice for report in one.reports}),
        "disputed": len(one.disagreements),
        "doubt": one.doubt,
        "first": dated[0] if dated else None,
        "last": dated[-1] if dated else None,
    }


def store_contact(connection: sqlite3.Connection, one: Conclusion, verdict: Verdict | None) -> None:
    """Write a contact and all that hangs on it, in the place of what stood under its id."""
    remove_contacts(connection, [one.id])
    row = contact_row(one) | {"topics": json.dumps(one.topics, ensure_ascii=False), "verdict": verdict}
    marks = ", ".join("?" * len(row))
    connection.execute(f"INSERT INTO contact ({', '.join(row)}) VALUES ({marks})", tuple(row.values()))
    connection.executemany(
        "INSERT OR REPLACE INTO contact_report VALUES (?, ?)", [(report.key, one.id) for report in one.reports]
    )
    connection.executemany(
        "INSERT INTO contact_party VALUES (?, ?, ?, ?, ?, ?)",
        [
            (one.id, nth, party.actor.name, party.actor.side, party.actor.id, party.role)
            for nth, party in enumerate(one.parties)
        ],
    )
    connection.executemany(
        "INSERT INTO step VALUES (?, ?, ?, ?, ?)",
        [(one.id, nth, step.status, step.at, step.report) for nth, step in enumerate(one.steps)],
    )
    connection.executemany(
        "INSERT INTO disagreement VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (one.id, nth, two.field, two.a, two.b, two.value_a, two.value_b, two.weight, two.why)
            for nth, two in enumerate(one.disagreements)
        ],
    )


def remove_contacts(connection: sqlite3.Connection, ids: Iterable[str]) -> None:
    """Delete contacts and all that hangs on them."""
    rows = [(id_,) for id_ in ids]
    for table in _CHILDREN:
        connection.executemany(f"DELETE FROM {table} WHERE contact = ?", rows)
    connection.executemany("DELETE FROM contact WHERE id = ?", rows)


def summary(one: Conclusion) -> Summary:
    """What the log compares of a new conclusion."""
    return Summary(
        one.id,
        one.status,
        one.date,
        label(one),
        frozenset(report.key for report in one.reports),
        frozenset((two.field, two.value_a, two.value_b) for two in one.disagreements),
    )


def stored_summary(connection: sqlite3.Connection, id_: str) -> Summary | None:
    """What the ledger holds of a contact, None where it has none of that id."""
    row = connection.execute("SELECT status, date, label FROM contact WHERE id = ?", (id_,)).fetchone()
    if row is None:
        return None
    reports = connection.execute("SELECT report FROM contact_report WHERE contact = ?", (id_,))
    disputed = connection.execute("SELECT field, value_a, value_b FROM disagreement WHERE contact = ?", (id_,))
    status, date, text = row
    return Summary(id_, status, date, text, frozenset(key for (key,) in reports), frozenset(disputed.fetchall()))
