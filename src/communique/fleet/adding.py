"""Sources into a ledger: read by one process or by many, written by this one, and never more than a few held."""

from __future__ import annotations

import sys
from collections import deque
from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import BinaryIO

from communique.fleet.processes import Lost, in_order
from communique.fleet.reading import Reader
from communique.intake import documents
from communique.record import Added, Ledger, State, current_state
from communique.schema import Document, Extraction, Problem
from communique.schema.edtf import check_edtf

# A batch is as large as the parser takes at once, and as two or three long reports.
_DOCUMENTS, _CHARACTERS = 16, 200_000
# ... or so many items, where most need not be read, so that it is seen how far the work is.
_ITEMS = 256

_Item = Document | Added | Problem


def add(
    sources: Sequence[str | Path],
    ledger: Ledger,
    *,
    published: str | None = None,
    model: str | None = None,
    actors: Path | None = None,
    stdin: BinaryIO | None = None,
    columns: str | None = None,
    jobs: int = 1,
) -> Generator[Added | Problem, None, None]:
    """Read sources and store their documents as they are read; gives what became of each, in the order of the sources.

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
        jobs: how many processes read. The ledger is the same with any number; with more than one, a document whose
            reading ends its process (a crash, too little memory) costs itself alone, and is a `Problem`.

    Raises:
        DateError: `published` is no date.
        LedgerError: the ledger cannot be written.
        LexiconError: a row of `actors` is wrong.
        ModelError: the model is not installed.
        SourceError: `columns` is not of its form.
        WorkerError: no process can be started.
    """
    found = documents(sources, stdin=stdin or sys.stdin.buffer, columns=columns)
    yield from add_documents(found, ledger, published=published, model=model, actors=actors, jobs=jobs)


def add_documents(
    items: Iterable[Document | Problem],
    ledger: Ledger,
    *,
    published: str | None = None,
    model: str | None = None,
    actors: Path | None = None,
    jobs: int = 1,
) -> Generator[Added | Problem, None, None]:
    """The same with documents that are there already, or are fetched one by one.

    Raises:
        CommuniqueError: as `add`.
    """
    given = check_edtf(published.strip()) if published is not None else None
    state = current_state(model, actors)
    under_way: deque[list[_Item]] = deque()

    def to_read() -> Iterator[list[Document]]:
        for batch in _batches(_looked_up(items, ledger, given, state)):
            under_way.append(batch)
            yield [item for item in batch if isinstance(item, Document)]

    with closing(in_order(Reader(given, model, actors), to_read(), jobs)) as read:
        for results in read:
            yield from _stored(under_way.popleft(), results, ledger, given, state)


def _looked_up(items: Iterable[Document | Problem], ledger: Ledger, given: str | None, state: State) -> Iterator[_Item]:
    """The items, with what became of documents that need not be read in the place of those."""
    for item in items:
        known = ledger.known(item, given=given, state=state) if isinstance(item, Document) else None
        yield known or item


def _batches(items: Iterable[_Item]) -> Iterator[list[_Item]]:
    batch: list[_Item] = []
    documents = characters = 0
    for item in items:
        batch.append(item)
        if isinstance(item, Document):
            documents, characters = documents + 1, characters + len(item.text)
        if documents == _DOCUMENTS or characters >= _CHARACTERS or len(batch) == _ITEMS:
            yield batch
            batch, documents, characters = [], 0, 0
    if batch:
        yield batch


def _stored(
    batch: Sequence[_Item], results: Sequence[Extraction | Lost], ledger: Ledger, given: str | None, state: State
) -> list[Added | Problem]:
    """Store a batch, all of it or nothing, and give what became of each item."""
    done: list[Added | Problem] = []
    extractions = iter(results)
    with ledger.together():
        for item in batch:
            if isinstance(item, Document):
                result = next(extractions)
                if isinstance(result, Lost):
                    problem = Problem(f"not read, its reading ended the process it ran in ({result.how})", item.id)
                    result = Extraction(item, problems=(problem,))
                done.append(ledger.add(result, document=item, given=given, state=state))
            else:
                if isinstance(item, Problem):
                    ledger.add_problem(item, state=state)
                done.append(item)
    return done
