"""Contacts found by reading, and the reports of the releases that tell of them."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from communique.schema import TOOK_PLACE, Extraction
from communique.schema.edtf import bounds, overlap
from communique.schema.reports import Report


def found_contacts(path: Path) -> list[dict[str, Any]]:
    """The contacts of a TOML file, as it gives them."""
    found: list[dict[str, Any]] = tomllib.loads(path.read_text(encoding="utf-8"))["contact"]
    return found


def reports_of(extractions: Iterable[Extraction]) -> list[Report]:
    """A report for each contact of each document; every document is a voice of its own."""
    reports = []
    for extraction in extractions:
        document = extraction.document
        for ordinal, contact in enumerate(extraction.contacts):
            told = f"{document.id} {ordinal} {contact.kind} {contact.evidence}"
            key = "r-" + hashlib.sha256(told.encode()).hexdigest()[:16]
            published = document.published.edtf if document.published else None
            reports.append(Report(key, document.id, document.id, published, document.publisher, ordinal, contact))
    return reports


def telling(contact: dict[str, Any], document: str, reports: Sequence[Report]) -> Report | None:
    """The report of a document that tells of a contact: of its sides and one of its kinds, and of those the one that
    fits its names and date best. None where extraction found none."""
    fits = [
        report
        for report in reports
        if report.document == document
        and set(contact["sides"]) <= {party.actor.side for party in report.contact.parties}
        and report.contact.kind.value in contact["kinds"]
    ]

    def rank(report: Report) -> tuple[int, int, bool, int, int]:
        named = " ".join(party.actor.name for party in report.contact.parties)
        unnamed = sum(name not in named for name in contact.get("names", ()))
        took = report.contact.status.value in TOOK_PLACE
        more = {party.actor.side for party in report.contact.parties} - set(contact["sides"])
        return unnamed, _distance(report, contact["date"]), not took, len(more), report.ordinal

    return min(fits, key=rank, default=None)


def _distance(report: Report, gold: str) -> int:
    """0 for a date that fits, 1 for none, 2 for one that says too little, 3 for another date."""
    date = report.contact.date
    if date is None:
        return 1
    if not overlap(date.edtf, gold):
        return 3
    first, last = bounds(date.edtf)
    return 0 if first is not None and last is not None and (last - first).days <= 31 else 2
