"""The tables of a lake: what was read, as columns for any engine and as records that a ledger can take in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from communique.record.codec import decode, encode
from communique.record.documents import Given
from communique.record.keys import position_keys, report_keys, statement_keys
from communique.record.readings import matter
from communique.record.voices import buckets, runs_of
from communique.schema import Actor, Contact, Document, Extraction, Position, Problem, Statement, When
from communique.schema.edtf import bounds

if TYPE_CHECKING:
    import pyarrow

T = TypeVar("T", Contact, Statement, Position)

READ = ("problems", "positions", "statements", "reports", "documents")
"""The tables that reading fills, a part of each a chunk; that of documents comes last, and says the chunk is there."""
CONCLUDED = ("copies", "judgements", "contacts")
"""The tables that merging fills."""


class Read(NamedTuple):
    """A document as it was given, and what was read out of it."""

    given: Given
    extraction: Extraction


@cache
def schema_of(table: str) -> pyarrow.Schema:
    """The columns of a table."""
    import pyarrow as pa

    text, number, real = pa.string(), pa.int64(), pa.float64()
    who = pa.list_(pa.struct([("name", text), ("side", text), ("actor", text), ("role", text)]))
    step = pa.struct([("status", text), ("at", text), ("report", text)])
    told = [(name, text) for name in ("field", "a", "b", "value_a", "value_b")]
    dispute = pa.struct([*told, ("weight", real), ("why", text)])
    source = [(name, text) for name in ("document", "publisher", "published")]
    columns: dict[str, list[tuple[str, Any]]] = {
        "documents": [
            *((name, text) for name in ("hash", "name", "title", "publisher", "published", "given", "dated", "url")),
            *((name, text) for name in ("earliest", "latest")),
            *((name, number) for name in ("reports", "statements", "positions", "problems")),
            ("outside", pa.bool_()),
            ("buckets", pa.list_(number)),
            ("text", text),
        ],
        "reports": [
            ("key", text),
            *source,
            ("ordinal", number),
            *((name, text) for name in ("kind", "status", "date", "place")),
            ("parties", who),
            ("topics", pa.list_(text)),
            ("record", text),
        ],
        "statements": [
            ("key", text),
            *source,
            ("ordinal", number),
            *((name, text) for name in ("speaker", "side", "actor")),
            *((name, text) for name in ("direct", "tone", "content")),
            ("record", text),
        ],
        "positions": [
            ("key", text),
            *source,
            ("ordinal", number),
            *((name, text) for name in ("holder", "side", "actor", "act")),
            ("targets", who),
            *((name, text) for name in ("content", "condition")),
            ("record", text),
        ],
        "sources": [("key", text), ("path", text), ("size", number), ("changed", number)],
        "problems": [("document", text), ("source", text), ("line", number), ("message", text)],
        "copies": [("document", text), ("voice", text)],
        "judgements": [("a", text), ("b", text), ("score", real), ("why", pa.list_(text))],
        "contacts": [
            *((name, text) for name in ("id", "kind", "status", "since", "date", "earliest", "latest", "place")),
            *((name, text) for name in ("initiator", "level", "format")),
            ("topics", pa.list_(text)),
            *((name, text) for name in ("outcome", "label")),
            *((name, number) for name in ("documents", "voices", "disputed")),
            ("doubt", real),
            *((name, text) for name in ("first", "last")),
            ("parties", who),
            ("reports", pa.list_(text)),
            ("steps", pa.list_(step)),
            ("disagreements", pa.list_(dispute)),
        ],
    }
    return pa.schema(columns[table])


def as_table(table: str, rows: Iterable[Mapping[str, Any]]) -> pyarrow.Table:
    """Rows as a table of the lake."""
    import pyarrow

    return pyarrow.Table.from_pylist([*rows], schema=schema_of(table))


def tables_of(chunk: Sequence[Read]) -> dict[str, pyarrow.Table]:
    """A chunk of what was read, as tables in the order in which they are to be written."""
    rows: dict[str, list[dict[str, Any]]] = {table: [] for table in READ}
    for given, extraction in chunk:
        document = given.document
        rows["documents"].append(_document(given, extraction))
        source = {
            "document": given.hash,
            "publisher": document.publisher,
            "published": extraction.document.published.edtf if extraction.document.published else None,
        }
        rows["reports"] += report_rows(given.hash, extraction, source)
        rows["statements"] += _statements(given.hash, extraction, source)
        rows["positions"] += _positions(given.hash, extraction, source)
        rows["problems"] += [problem_row(one, given.hash) for one in extraction.problems]
    return {table: as_table(table, rows[table]) for table in READ}


def problem_row(problem: Problem, document: str | None = None) -> dict[str, Any]:
    """A problem as a row; without a document where none came of the source."""
    return {"document": document, "source": problem.source, "line": problem.line, "message": problem.message}


def read_of(tables: Mapping[str, pyarrow.Table], chosen: frozenset[str] | None = None) -> Iterator[Read]:
    """What was read, back from the tables of a chunk; of documents named by `chosen` alone, None for all."""
    contacts = _records(tables["reports"], Contact)
    statements = _records(tables["statements"], Statement)
    positions = _records(tables["positions"], Position)
    problems: dict[str, list[Problem]] = defaultdict(list)
    for row in tables["problems"].to_pylist():
        problems[row["document"]].append(Problem(row["message"], row["source"], row["line"]))
    for row in tables["documents"].to_pylist():
        hash_ = row["hash"]
        if chosen is not None and hash_ not in chosen:
            continue
        own = When(row["published"]) if row["published"] is not None else None
        document = Document(row["name"], row["text"], row["title"], row["publisher"], own, row["url"])
        dated = replace(document, published=When(row["dated"]) if row["dated"] is not None else None)
        found = Extraction(
            dated,
            tuple(contacts[hash_]),
            tuple(statements[hash_]),
            tuple(positions[hash_]),
            tuple(problems[hash_]),
            row["outside"],
        )
        yield Read(Given(document, hash_, row["given"]), found)


def people(actors: Iterable[Actor], roles: Iterable[str] | None = None) -> list[dict[str, str | None]]:
    """Actors as a cell."""
    found = [*actors]
    return [
        {"name": one.name, "side": one.side, "actor": one.id, "role": role}
        for one, role in zip(found, roles or [""] * len(found), strict=True)
    ]


def _document(given: Given, extraction: Extraction) -> dict[str, Any]:
    document, dated = given.document, extraction.document.published
    first, last = bounds(dated.edtf) if dated else (None, None)
    return {
        "hash": given.hash,
        "name": document.id,
        "title": document.title,
        "publisher": document.publisher,
        "published": document.published.edtf if document.published else None,
        "given": given.given,
        "dated": dated.edtf if dated else None,
        "url": document.url,
        "earliest": first.isoformat() if first else None,
        "latest": last.isoformat() if last else None,
        "reports": len(extraction.contacts),
        "statements": len(extraction.statements),
        "positions": len(extraction.positions),
        "problems": len(extraction.problems),
        "outside": extraction.outside,
        "buckets": buckets(runs_of(document.text)),
        "text": document.text,
    }


def report_rows(hash_: str, extraction: Extraction, source: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """What a document reports, as rows; `source` has the columns of its document."""

    def columns(one: Contact) -> dict[str, Any]:
        return {
            "kind": one.kind.value,
            "status": one.status.value,
            "date": one.date.edtf if one.date else None,
            "place": one.place.value if one.place else None,
            "parties": people((party.actor for party in one.parties), [party.role.value for party in one.parties]),
            "topics": [topic.value for topic in one.topics],
        }

    return _rows(report_keys(hash_, extraction.contacts), extraction.contacts, columns, source)


def _statements(hash_: str, extraction: Extraction, source: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    def columns(one: Statement) -> dict[str, Any]:
        return {
            "speaker": one.speaker.name if one.speaker else None,
            "side": one.speaker.side if one.speaker else None,
            "actor": one.speaker.id if one.speaker else None,
            "direct": one.direct,
            "tone": one.tone,
            "content": matter(one, extraction.document.text),
        }

    return _rows(statement_keys(hash_, extraction.statements), extraction.statements, columns, source)


def _positions(hash_: str, extraction: Extraction, source: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    text = extraction.document.text

    def columns(one: Position) -> dict[str, Any]:
        return {
            "holder": one.holder.name,
            "side": one.holder.side,
            "actor": one.holder.id,
            "act": one.act.value,
            "targets": people(one.targets),
            "content": one.content.of(text),
            "condition": one.condition.of(text) if one.condition else None,
        }

    return _rows(position_keys(hash_, extraction.positions), extraction.positions, columns, source)


def _rows(
    keys: Sequence[str], records: Sequence[T], columns: Callable[[T], dict[str, Any]], source: Mapping[str, Any]
) -> Iterator[dict[str, Any]]:
    """A row a record: its key, the columns of its document, its own, and the whole of it to be read back."""
    for ordinal, (key, one) in enumerate(zip(keys, records, strict=True)):
        yield {"key": key, **source, "ordinal": ordinal, **columns(one), "record": encode(one)}


def _records(table: pyarrow.Table, kind: Any) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = defaultdict(list)
    for document, record in zip(table["document"].to_pylist(), table["record"].to_pylist(), strict=True):
        found[document].append(decode(kind, record))
    return found
