"""One group of rows at a time, wherever it is: copies found, reports judged, contacts concluded. Not a word of Ray.

How rows are divided into groups changes nothing: all of them together give what one group of everything gives.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, NamedTuple
from zlib import crc32

from communique.fleet.lake.joining import Lookup
from communique.fleet.lake.shapes import as_table, people
from communique.record.codec import decode
from communique.record.contacts import contact_row
from communique.record.merging import blocks, cluster_connected, conclude, first_day, judgements
from communique.record.merging.features import home_of
from communique.record.voices import voices_of
from communique.schema import Contact
from communique.schema.reports import Conclusion, Report

if TYPE_CHECKING:
    import pyarrow

_DAYS = 30
"""Blocks of a month are in one group, or in few: most reports then lie in one group alone."""

REPORT = ("key", "document", "publisher", "published", "ordinal", "record")
"""The columns that make a report, its voice aside."""


def group_of(name: str, groups: int) -> int:
    """In which of so many groups a name is, on every machine."""
    return crc32(name.encode()) % groups


class Division(NamedTuple):
    """Blocks divided into so many groups, those of one month into so many of them."""

    groups: int
    shares: int

    def of(self, block: str) -> int:
        """In which group a block is."""
        return group_of(f"{first_day(block) // _DAYS}/{group_of(block, self.shares)}", self.groups)


# ---- copies ---------------------------------------------------------------------------------------------------------


def bands(documents: pyarrow.Table, groups: int) -> pyarrow.Table:
    """A row for every bucket of every document, with the group of the bucket."""
    import pyarrow as pa
    import pyarrow.compute as pc

    column = documents["buckets"].combine_chunks()
    buckets = pc.list_flatten(column)
    hashes = documents["hash"].combine_chunks().take(pc.list_parent_indices(column))
    group = pc.bit_wise_and(buckets, pa.scalar((1 << 31) - 1))
    group = pc.subtract(group, pc.multiply(pc.divide(group, groups), groups))
    return pa.table({"group": group, "bucket": buckets, "document": hashes})


def neighbours(rows: pyarrow.Table) -> pyarrow.Table:
    """Of each bucket of a group, its documents as a chain of pairs: who is in one bucket is worth comparing."""
    import pyarrow as pa
    import pyarrow.compute as pc

    rows = rows.sort_by([("bucket", "ascending"), ("document", "ascending")])
    bucket, document = rows["bucket"].combine_chunks(), rows["document"].combine_chunks()
    count = max(len(rows) - 1, 0)
    one, other = document.slice(0, count), document.slice(1)
    same = pc.equal(bucket.slice(0, count), bucket.slice(1))
    pairs = pa.table({"a": one, "b": other}).filter(same)
    return pairs.group_by(["a", "b"]).aggregate([])


def texts(documents: pyarrow.Table, leaders: Lookup, groups: int) -> pyarrow.Table:
    """The texts of documents that may be copies, each with what it hangs together with and the group of that."""
    import pyarrow as pa

    leader = pa.array(leaders.get(documents["hash"].to_pylist()), pa.string())
    rows = documents.append_column("leader", leader).filter(leader.is_valid())
    group = [group_of(one, groups) for one in rows["leader"].to_pylist()]
    return rows.append_column("group", pa.array(group, pa.int64()))


def copies(rows: pyarrow.Table) -> pyarrow.Table:
    """The documents of a group that another speaks for."""
    hanging: dict[str, list[tuple[str, str | None, str]]] = defaultdict(list)
    columns = (rows[name].to_pylist() for name in ("leader", "hash", "published", "text"))
    for leader, hash_, published, text in zip(*columns, strict=True):
        hanging[leader].append((hash_, published, text))
    found = (pair for leader in sorted(hanging) for pair in voices_of(hanging[leader]).items())
    return as_table("copies", [{"document": one, "voice": voice} for one, voice in sorted(found) if one != voice])


# ---- reports --------------------------------------------------------------------------------------------------------


def voiced(reports: pyarrow.Table, voices: Lookup) -> pyarrow.Table:
    """Reports with the voice of their document."""
    import pyarrow as pa

    own = reports["document"].to_pylist()
    found = [voice or document for voice, document in zip(voices.get(own), own, strict=True)]
    return reports.append_column("voice", pa.array(found, pa.string()))


def placed(reports: pyarrow.Table, division: Division, done: frozenset[int]) -> pyarrow.Table:
    """Reports in every group in which they have a block, but for the groups that are done."""
    import pyarrow as pa

    rows, groups = [], []
    for number, report in enumerate(reports_of(reports)):
        for group in sorted({division.of(block) for block in blocks(report)} - done):
            rows.append(number)
            groups.append(group)
    return reports.take(pa.array(rows, pa.int64())).append_column("group", pa.array(groups, pa.int64()))


def judged(rows: pyarrow.Table, division: Division) -> pyarrow.Table:
    """What speaks for one contact among the pairs that meet in the blocks of a group."""
    group = rows["group"][0].as_py()
    found = judgements(reports_of(rows), lambda block: division.of(block) == group)
    found.sort(key=lambda one: (one.a, one.b))
    return as_table("judgements", ({"a": one.a, "b": one.b, "score": one.score, "why": list(one.why)} for one in found))


def led(reports: pyarrow.Table, leaders: Lookup, groups: int) -> pyarrow.Table:
    """Reports, each with what it hangs together with (itself, where that is nothing) and the group of that."""
    import pyarrow as pa

    own = reports["key"].to_pylist()
    found = [leader or key for leader, key in zip(leaders.get(own), own, strict=True)]
    reports = reports.append_column("leader", pa.array(found, pa.string()))
    return reports.append_column("group", pa.array([group_of(one, groups) for one in found], pa.int64()))


def worded(reports: pyarrow.Table, documents: pyarrow.Table) -> pyarrow.Table:
    """Reports with the texts of their documents, as far as conclusions ask for them: those that tell for a country."""
    import pyarrow as pa

    texts = dict(zip(documents["hash"].to_pylist(), documents["text"].to_pylist(), strict=True))
    told = zip(reports["document"].to_pylist(), reports["publisher"].to_pylist(), strict=True)
    found = [texts.get(document) if home_of(publisher) else None for document, publisher in told]
    return reports.append_column("text", pa.array(found, pa.string()))


def concluded(rows: pyarrow.Table) -> pyarrow.Table:
    """The contacts of a group; all that hangs together with a report of it is in it."""
    texts = dict(zip(rows["document"].to_pylist(), rows["text"].to_pylist(), strict=True))
    hanging: dict[str, list[Report]] = defaultdict(list)
    for leader, report in zip(rows["leader"].to_pylist(), reports_of(rows), strict=True):
        hanging[leader].append(report)
    groups = (group for leader in sorted(hanging) for group in cluster_connected(hanging[leader]))
    found = [conclude(group, texts.get) for group in groups]
    return as_table("contacts", (_row(one) for one in sorted(found, key=lambda one: one.id)))


def reports_of(rows: pyarrow.Table) -> Iterator[Report]:
    """The reports that rows hold; without a voice, each document is its own."""
    columns = [rows[name].to_pylist() for name in REPORT]
    voices: Iterable[str] = rows["voice"].to_pylist() if "voice" in rows.column_names else columns[1]
    for key, document, publisher, published, ordinal, record, voice in zip(*columns, voices, strict=True):
        yield Report(key, document, voice, published, publisher, ordinal, decode(Contact, record))


def _row(one: Conclusion) -> dict[str, Any]:
    parties = people((party.actor for party in one.parties), [party.role for party in one.parties])
    disputes = [
        {name: getattr(two, name) for name in ("field", "a", "b", "value_a", "value_b", "weight", "why")}
        for two in one.disagreements
    ]
    return contact_row(one) | {
        "parties": parties,
        "reports": [report.key for report in one.reports],
        "steps": [{"status": step.status, "at": step.at, "report": step.report} for step in one.steps],
        "disagreements": disputes,
    }
