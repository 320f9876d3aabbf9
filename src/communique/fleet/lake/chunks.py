"""Sources cut into chunks of documents, and chunks read: what Ray's tasks and actors do, without a word of Ray.

A chunk is named by what is in it. Its tables are written under that name, that of documents last: a chunk that has
one was read, and is not read again.
"""

from __future__ import annotations

import json
import os
import pickle
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple

from communique.fleet.lake.places import Place
from communique.fleet.lake.shapes import READ, Read, tables_of
from communique.fleet.lake.sources import Stack, read_source
from communique.intake.columns import Columns
from communique.pipeline import extract
from communique.record.documents import Given
from communique.record.storable import storable
from communique.schema import Document, Extraction, Problem

CHUNK = 128
"""Documents of a chunk: what is lost where a machine is."""
_CHARACTERS = 2_000_000
"""... or this much text, where they are long."""
LEFT_ALONE = "ended the process that read it, twice; passed over"

UNDERWAY = "_underway"


@dataclass(frozen=True, slots=True)
class Settings:
    """What everything in a lake is read with: the user's date, the model, and tables of actors of the user's own."""

    published: str | None = None
    model: str | None = None
    actors: Path | None = None


class Chunk(NamedTuple):
    """Some documents of a stack of sources, in their order."""

    stack: str
    name: str
    documents: tuple[Document, ...]


class End(NamedTuple):
    """All of a stack was cut, into so many chunks; what in it could not be read. Its chunks may still be read."""

    stack: str
    chunks: int
    problems: tuple[Problem, ...]


class Tally(NamedTuple):
    """What came of a chunk; `outside` counts documents about no relations between sides."""

    stack: str
    documents: int
    outside: int
    contacts: int
    statements: int
    positions: int
    problems: tuple[Problem, ...]


def chunks_of(
    stack: Stack, columns: Columns, given: str | None, known: Container[str] = frozenset(), size: int = CHUNK
) -> Iterator[Chunk | End]:
    """The documents of some sources in chunks, those left out that are known or come a second time; then the end.

    Args:
        stack: its sources are read from their start.
        columns: which columns of tables hold what.
        given: the user's date for documents that have none.
        known: hashes of documents that were read before, which are in the lake.
        size: documents of a chunk.
    """
    problems: list[Problem] = []
    count = 0
    seen: set[bytes] = set()
    waiting: list[tuple[str, Document]] = []
    length = 0
    for item in chain.from_iterable(read_source(source, columns) for source in stack.sources):
        if isinstance(item, Problem):
            problems.append(item)
            continue
        hash_ = Given.of(item, given).hash
        if bytes.fromhex(hash_) in seen or hash_ in known:
            continue
        seen.add(bytes.fromhex(hash_))
        waiting.append((hash_, item))
        length += len(item.text)
        if len(waiting) == size or length > _CHARACTERS:
            yield _chunk(stack.key, waiting)
            waiting, length, count = [], 0, count + 1
    if waiting:
        yield _chunk(stack.key, waiting)
        count += 1
    yield End(stack.key, count, tuple(problems))


def _chunk(stack: str, items: list[tuple[str, Document]]) -> Chunk:
    name = sha256(json.dumps([(hash_, document.id) for hash_, document in items]).encode()).hexdigest()[:16]
    return Chunk(stack, name, tuple(document for _, document in items))


def packed(one: object) -> bytes:
    """A source, a chunk, or what came of it, on its way from one process to another."""
    return pickle.dumps(one, pickle.HIGHEST_PROTOCOL)


def unpacked(data: bytes) -> Any:
    """What `packed` packed."""
    return pickle.loads(data)


def read_chunk(chunk: Chunk, lake: Place, settings: Settings) -> Tally:
    """Read a chunk and write its tables.

    A note says beside the lake that a chunk is being read: where a process died over it before, its documents are read
    one by one, each with a note of its own, and one over which two processes died is passed over with a `Problem`.
    """
    note = lake.at(UNDERWAY, f"{chunk.name}.json")
    before = _noted(note)
    died = before["died"] + 1 if before else 0
    _note(note, died, None, before)
    found = _one_by_one(chunk, note, before, died, settings) if died else _extracted(chunk.documents, settings)
    reads = [Read(Given.of(document, settings.published), storable(one)) for document, one in found]
    tables = tables_of(reads)
    for table in READ:
        if table == "documents" or tables[table].num_rows:
            lake.at(table, f"{chunk.name}.parquet").write_table(tables[table])
    note.remove()
    reports, statements, positions = (tables[table].num_rows for table in ("reports", "statements", "positions"))
    problems = tuple(problem for _, one in reads for problem in one.problems)
    outside = sum(one.outside for _, one in reads)
    return Tally(chunk.stack, len(reads), outside, reports, statements, positions, problems)


def _extracted(documents: Iterable[Document], settings: Settings) -> Iterator[tuple[Document, Extraction]]:
    given = tuple(documents)
    found = extract(given, settings.published, settings.model, settings.actors)
    return zip(given, found, strict=True)


def _one_by_one(
    chunk: Chunk, note: Place, before: dict[str, Any] | None, died: int, settings: Settings
) -> Iterator[tuple[Document, Extraction]]:
    """The documents of a chunk over which a process died: whatever it was, it costs one document at most."""
    fatal: dict[str, int] = dict(before["fatal"]) if before else {}
    if before and before["at"] is not None:
        fatal[before["at"]] = fatal.get(before["at"], 0) + 1
    for number, document in enumerate(chunk.documents):
        if fatal.get(str(number), 0) > 1:
            yield document, Extraction(document, problems=(Problem(LEFT_ALONE, document.id),))
            continue
        _note(note, died, str(number), {"fatal": fatal})
        yield from _extracted([document], settings)
    _note(note, died, None, {"fatal": fatal})


def _noted(note: Place) -> dict[str, Any] | None:
    if note.info() is None:
        return None
    noted: dict[str, Any] = json.loads(note.read())
    return noted


def _note(note: Place, died: int, at: str | None, before: dict[str, Any] | None) -> None:
    fatal = before["fatal"] if before else {}
    note.write(json.dumps({"died": died, "at": at, "fatal": fatal, "process": os.getpid()}).encode())
