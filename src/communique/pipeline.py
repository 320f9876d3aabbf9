"""The stages as one short list: documents in, records out. The only place where all rooms meet."""

from __future__ import annotations

import traceback
from collections.abc import Iterable, Iterator
from pathlib import Path

from communique.clean import clean
from communique.errors import CommuniqueError
from communique.find.contacts import find_contacts
from communique.find.positions import find_positions
from communique.find.raised import find_raised
from communique.find.statements import find_statements
from communique.lexicon.registry import Registry, load_registry
from communique.read import Reading, read
from communique.resolve.actors import Actors
from communique.resolve.contacts import resolve_contacts
from communique.resolve.places import find_places
from communique.resolve.positions import resolve_positions
from communique.resolve.statements import resolve_statements
from communique.resolve.times import find_times
from communique.schema import Document, Extraction, Problem, When
from communique.schema.edtf import check_edtf


def extract(
    documents: Iterable[Document], published: str | None = None, model: str | None = None, actors: Path | None = None
) -> Iterator[Extraction]:
    """The records of each document, in the order given; a document that cannot be read has a problem and no records.

    Args:
        documents: what to read; a document's own date of publication wins over `published`.
        published: EDTF date for documents that carry none.
        model: a spaCy package to parse with; None takes the pinned one.
        actors: a folder with tables of the user's own, which go before those of the registry.

    Raises:
        DateError: `published` is no date.
        LexiconError: a row of `actors` is wrong.
        ModelError: no spaCy model is installed.
    """
    given = None if published is None else When(check_edtf(published))
    registry = load_registry(actors)
    pairs = ((document, clean(document)) for document in documents)
    for reading in read(pairs, model, registry):
        try:
            yield records(reading, registry, given)
        except CommuniqueError:
            raise
        except Exception as error:  # a fault of ours in one article must not cost the user the other thousand
            yield Extraction(reading.document, problems=(_fault(reading, error),))


def records(reading: Reading, registry: Registry, given: When | None = None) -> Extraction:
    """The records of one reading: its date, then drafts, then who, when and where they really are."""
    published = reading.document.published or reading.clean.published or given
    actors = Actors(reading, registry, published)
    statements = find_statements(reading)
    positions = find_positions(reading, statements)
    contacts = find_contacts(reading)
    times, places = find_times(reading, published), find_places(reading)
    said = resolve_statements(reading, actors, statements)
    # Only an official's own release is a readout of one contact from its first line to its last.
    raised = find_raised(reading) if actors.side_of_document is not None else ()
    return Extraction(
        document=_dated(reading.document, published),
        contacts=resolve_contacts(reading, registry, actors, times, places, contacts, published, said, raised),
        statements=said,
        positions=resolve_positions(reading, actors, positions),
    )


def _fault(reading: Reading, error: Exception) -> Problem:
    last = traceback.extract_tb(error.__traceback__)[-1]
    where = f"{Path(last.filename).name}:{last.lineno}"
    return Problem(
        f"not read, a fault in communique ({type(error).__name__} at {where}); please report it", reading.document.id
    )


def _dated(document: Document, published: When | None) -> Document:
    if published is None or document.published == published:
        return document
    return Document(document.id, document.text, document.title, document.publisher, published, document.url)
