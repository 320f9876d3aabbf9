"""Merging over real texts: the samples, the seeds, and the readouts of four governments."""

from __future__ import annotations

import gzip
import json
from datetime import date, timedelta
from pathlib import Path

import pytest
from found_reports import found_contacts, reports_of, telling

from communique.intake import documents
from communique.measure import b_cubed
from communique.pipeline import extract
from communique.record.merging import conclude, merged
from communique.schema import Document, Extraction, When
from communique.schema.reports import Report

HERE = Path(__file__).resolve().parent
SAMPLES = HERE.parents[1] / "samples"

# The least that may come out: contacts of readouts.toml with all their releases in one. A change may raise it.
READOUTS_RIGHT = 55


def test_the_samples_are_merged_across_documents() -> None:
    articles = sorted((d for d in documents([str(SAMPLES)]) if isinstance(d, Document)), key=lambda d: d.id)
    reports = reports_of(extract(articles))
    gold = {report.key: report.key for report in reports}
    for contact in found_contacts(HERE / "samples.toml"):
        told = [telling(contact, release, reports) for release in contact["releases"]]
        assert all(told), contact["title"]
        gold |= {report.key: contact["title"] for report in told if report is not None}
    groups = merged(reports)
    found = b_cubed(([report.key for report in group] for group in groups), gold)
    assert found.f1 >= 0.95, found
    called_off = next(group for group in groups if gold[group[0].key] == "Blinken and Lavrov in Geneva, called off")
    assert [step.status for step in conclude(called_off).steps] == ["planned", "cancelled"]


@pytest.mark.gold
def test_the_seeds_together_stay_three_contacts_and_the_july_call(gold_read: dict[str, tuple[Extraction, ...]]) -> None:
    groups = merged(reports_of(gold_read["seeds"]))
    calls: dict[str, Report] = {}
    for other in ("Emomali Rahmon", "Emmanuel Macron", "Charles Michel"):
        held = [
            group
            for group in groups
            if {other, "Vladimir Putin"} <= {party.actor.name for party in conclude(group).parties}
            and conclude(group).status == "held"
            and conclude(group).date != "2021-07-22"
        ]
        assert len(held) == 1, other
        (calls[other],) = held[0]
        assert calls[other].contact.evidence
    assert len({report.document for report in calls.values()}) == 3
    (july,) = (group for group in groups if conclude(group).date == "2021-07-22")
    assert [report.document for report in july] == [calls["Emomali Rahmon"].document]


@pytest.mark.gold
@pytest.mark.slow
def test_contacts_that_several_governments_tell_of_are_one(shared: Path) -> None:
    contacts = found_contacts(HERE / "readouts.toml")
    assert len(contacts) == 60
    reports = reports_of(extract(_releases(shared, {name for contact in contacts for name in contact["releases"]})))
    group_of = {report.key: number for number, group in enumerate(merged(reports)) for report in group}
    right = []
    for contact in contacts:
        told = [telling(contact, release, reports) for release in contact["releases"]]
        groups = {group_of[report.key] for report in told if report is not None}
        right += [contact["title"]] if all(told) and len(groups) == 1 else []
    assert len(right) >= READOUTS_RIGHT, sorted({contact["title"] for contact in contacts} - set(right))


def _releases(shared: Path, wanted: set[str]) -> list[Document]:
    """The releases asked for, and some of those within two days of one, which they could be mixed up with."""
    path = shared / "bench" / "readouts" / "articles.jsonl.gz"
    if not path.is_file():
        pytest.skip("no ../shared/bench/readouts beside the repository")
    rows = [json.loads(line) for line in gzip.decompress(path.read_bytes()).decode().splitlines()]
    days = {date.fromisoformat(row["published"]) for row in rows if row["id"] in wanted}
    near = {day + timedelta(days=by) for day in days for by in range(-2, 3)}
    others = [row["id"] for row in rows if row["id"] not in wanted and date.fromisoformat(row["published"]) in near]
    taken = wanted | set(others[::20])
    return [
        Document(row["id"], row["text"], row["title"], row["publisher"], When(row["published"]), row["url"])
        for row in rows
        if row["id"] in taken
    ]
