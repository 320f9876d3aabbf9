"""The stages as one short list: documents in, records out. The only place where all rooms meet."""

from __future__ import annotations

import traceback
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path

from communique.clean import CleanText, clean
from communique.errors import CommuniqueError
from communique.find.contacts import find_contacts
from communique.find.positions import find_positions
from communique.find.raised import find_raised
from communique.find.statements import find_statements
from communique.lexicon.registry import Registry, load_registry
from communique.lexicon.scope import Scope, load_scope
from communique.read import Reading, read
from communique.read.scope import Outlook, excerpt, outlook
from communique.resolve.actors import Actors
from communique.resolve.actors.publisher import side_of
from communique.resolve.contacts import resolve_contacts
from communique.resolve.places import find_places
from communique.resolve.positions import resolve_positions
from communique.resolve.statements import resolve_statements, speakers_in
from communique.resolve.times import find_times
from communique.schema import Document, Extraction, Problem, When
from communique.schema.edtf import check_edtf

# Documents taken ahead of the one that is given: enough that those which are parsed fill the model's batches.
_AHEAD = 64


def extract(
    documents: Iterable[Document],
    published: str | None = None,
    model: str | None = None,
    actors: Path | None = None,
    *,
    everything: bool = False,
    screen: bool = True,
) -> Iterator[Extraction]:
    """The records of each document, in the order given; a document that cannot be read has a problem and no records.

    A document that is not about relations between sides (`communique.read.scope`) has no records either and is marked
    as `outside`, unless it tells of a contact between two or is the release of a state or an organisation.

    Args:
        documents: what to read.
        published: EDTF date for documents that carry none; a document's own wins over it.
        model: a spaCy package to parse with; None takes the pinned one.
        actors: a folder with tables of the user's own, which go before those of the registry.
        everything: read every document, whatever it is about; then none is outside.
        screen: whether what belongs outside is told before it is parsed; without it the same is told afterwards, at
            the cost of a parse, to measure what the screen loses.

    Raises:
        DateError: `published` is no date.
        LexiconError: a row of `actors` is wrong.
        ModelError: no spaCy model is installed.
    """
    given = None if published is None else When(check_edtf(published))
    registry = load_registry(actors)
    coming = iter(documents)
    while ahead := list(islice(coming, _AHEAD)):
        cleaned = [(document, clean(document)) for document in ahead]
        outlooks = [
            _outlook(document, text, registry, None if everything else load_scope(actors)) for document, text in cleaned
        ]
        wanted = [True] * len(cleaned)
        if screen:
            telling = _telling(cleaned, outlooks, model, registry, given)
            wanted = [one.related or number in telling for number, one in enumerate(outlooks)]
        readings = read((pair for pair, chosen in zip(cleaned, wanted, strict=True) if chosen), model, registry)
        for (document, text), one, chosen in zip(cleaned, outlooks, wanted, strict=True):
            extraction = _safely(next(readings), registry, given) if chosen else None
            if extraction is not None and (one.related or extraction.problems or _tells(extraction, text, one)):
                yield extraction
            else:
                yield Extraction(_dated(document, document.published or text.published or given), outside=True)


def _outlook(document: Document, text: CleanText, registry: Registry, scope: Scope | None) -> Outlook:
    """What a document promises; releases of a state or an organisation are its word to others, whatever they say."""
    if scope is None or side_of(document, registry) is not None:
        return Outlook(True)
    return outlook(document, text, scope)


def _telling(
    cleaned: Sequence[tuple[Document, CleanText]],
    outlooks: Sequence[Outlook],
    model: str | None,
    registry: Registry,
    given: When | None,
) -> set[int]:
    """The numbers of the documents that are not about relations between sides and yet tell of a contact between two."""
    asked = [number for number, one in enumerate(outlooks) if not one.related and one.passages]
    excerpts = ((cleaned[n][0], excerpt(cleaned[n][1], outlooks[n].context)) for n in asked)
    found = set()
    for number, reading in zip(asked, read(excerpts, model, registry), strict=True):
        extraction = _safely(reading, registry, given)
        if extraction.problems or _tells(extraction, cleaned[number][1], outlooks[number]):
            found.add(number)
    return found


def _tells(extraction: Extraction, text: CleanText, one: Outlook) -> bool:
    """Whether a contact between two sides stands in a passage that may tell of one."""
    spans = [text.to_raw(start, end) for start, end in one.passages]
    return any(
        len({party.actor.side for party in contact.parties if party.actor.side}) > 1
        and any(span.overlaps(place) for span in spans for place in contact.evidence)
        for contact in extraction.contacts
    )


def _safely(reading: Reading, registry: Registry, given: When | None) -> Extraction:
    try:
        return records(reading, registry, given)
    except CommuniqueError:
        raise
    except Exception as error:  # a fault of ours in one article must not cost the user the other thousand
        return Extraction(reading.document, problems=(_fault(reading, error),))


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
        positions=resolve_positions(reading, actors, positions, speakers_in(reading, actors, statements)),
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
