"""Sources into a ledger, one document at a time: never more than a few are held."""

from __future__ import annotations

import sys
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import BinaryIO

from communique.intake import documents
from communique.pipeline import extract
from communique.record import Added, Ledger, current_state
from communique.schema import Document, Problem
from communique.schema.edtf import check_edtf


def add(
    sources: Sequence[str | Path],
    ledger: Ledger,
    *,
    published: str | None = None,
    model: str | None = None,
    actors: Path | None = None,
    stdin: BinaryIO | None = None,
    columns: str | None = None,
) -> Iterator[Added | Problem]:
    """Read sources and store each document as soon as it is read; gives what became of each, as it comes.

    A document that the ledger has from the same state of the software is not read again. What was given is stored,
    whatever comes after: the next run goes on where this one ended.

    Args:
        sources: files, folders, addresses, or "-".
        ledger: open for writing.
        published: EDTF date of documents that carry none.
        model: a spaCy package; None takes the pinned one.
        actors: a folder with tables of the user's own.
        stdin: what "-" reads; standard input where None.
        columns: which columns of tables hold what.

    Raises:
        DateError: `published` is no date.
        LedgerError: the ledger cannot be written.
        LexiconError: a row of `actors` is wrong.
        ModelError: the model is not installed.
        SourceError: `columns` is not of its form.
    """
    found = documents(sources, stdin=stdin or sys.stdin.buffer, columns=columns)
    yield from add_documents(found, ledger, published=published, model=model, actors=actors)


def add_documents(
    items: Iterable[Document | Problem],
    ledger: Ledger,
    *,
    published: str | None = None,
    model: str | None = None,
    actors: Path | None = None,
) -> Iterator[Added | Problem]:
    """The same with documents that are there already, or are fetched one by one.

    Raises:
        CommuniqueError: as `add`.
    """
    given = check_edtf(published.strip()) if published is not None else None
    state = current_state(model, actors)
    waiting: deque[Document] = deque()
    passed: deque[Added | Problem] = deque()
    coming = iter(items)

    def without_reading(item: Document | Problem) -> Added | Problem | None:
        if isinstance(item, Problem):
            ledger.add_problem(item, state=state)
            return item
        return Added("known", "", item.id) if ledger.has(item, given=given, state=state) else None

    def to_read(first: Document) -> Iterator[Document]:
        # The pipeline takes some documents ahead of the one it gives; what needs no reading waits in `passed`.
        for item in chain([first], coming):
            done = without_reading(item) if item is not first else None
            if done is not None:
                passed.append(done)
            elif isinstance(item, Document):
                waiting.append(item)
                yield item

    for item in coming:
        done = without_reading(item)
        if done is not None:
            yield done
        elif isinstance(item, Document):
            # Only now is a model loaded: where nothing is to be read, none is needed.
            for extraction in extract(to_read(item), given, model, actors):
                yield from _drained(passed)
                yield ledger.add(extraction, document=waiting.popleft(), given=given, state=state)
    yield from _drained(passed)


def _drained(items: deque[Added | Problem]) -> Iterator[Added | Problem]:
    while items:
        yield items.popleft()
