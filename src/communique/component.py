"""Communique as a component of a spaCy pipeline: `nlp.add_pipe("communique")`, then `doc._.contacts`.

It reads the text of each `Doc` with its own pipeline, so that it gives the same behind a blank model as behind a large
one, and leaves the tokens, entities and tensors of the `Doc` as they are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache
from itertools import islice
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

from communique.errors import DateError
from communique.pipeline import extract
from communique.schema import Document, Extraction, When, from_json, to_json
from communique.schema.edtf import check_edtf

# What was read stands in the `Doc` as text, so that it goes through `to_bytes`, `DocBin` and other processes with it.
_KEY = "communique"
_NAME = "communique"


class Reader:
    """Reads every `Doc` that passes; `published` is the EDTF date of those that have none of their own."""

    def __init__(self, published: str | None, model: str | None, actors: Path | None) -> None:
        self._published = published
        self._model = model
        self._actors = actors

    def __call__(self, doc: Doc) -> Doc:
        """Read one `Doc`.

        Raises:
            DateError: `doc._.published` is no date.
        """
        return next(self.pipe([doc]))

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 64) -> Iterator[Doc]:
        """Read many, in the order in which they come."""
        coming = iter(stream)
        while docs := list(islice(coming, batch_size)):
            documents = [_document(doc, str(number)) for number, doc in enumerate(docs)]
            found = extract(documents, self._published, self._model, self._actors)
            for doc, extraction in zip(docs, found, strict=True):
                # The text is that of the `Doc`.
                kept = replace(extraction, document=replace(extraction.document, text=""))
                doc.user_data[_KEY] = to_json(kept)
                yield doc


@Language.factory(
    _NAME,
    default_config={"published": None, "model": None, "actors": None},
    assigns=["doc._.contacts", "doc._.statements", "doc._.positions", "doc._.extraction"],
)
def create(nlp: Language, name: str, published: str | None, model: str | None, actors: str | None) -> Reader:
    """The component, as spaCy makes it.

    Args:
        nlp, name: the pipeline and what it is called there.
        published: EDTF date of texts that neither give one nor have `doc._.published`.
        model: an installed spaCy package to parse with; None for the pinned one.
        actors: a folder with tables of actors of the user's own.

    Raises:
        DateError: `published` is no date.
    """
    if published is not None:
        check_edtf(published)
    for attribute, getter in _GETTERS.items():
        if not Doc.has_extension(attribute):
            Doc.set_extension(attribute, getter=getter)
    if not Doc.has_extension("published"):
        Doc.set_extension("published", default=None)
    return Reader(published, model, Path(actors) if actors else None)


def extraction_of(doc: Doc) -> Extraction:
    """All that was read out of a `Doc`; every span counts in `doc.text`. Empty where the component did not run."""
    stored = doc.user_data.get(_KEY)
    if stored is None:
        return Extraction(Document("doc", doc.text))
    extraction = _decoded(stored)
    return replace(extraction, document=replace(extraction.document, text=doc.text))


_GETTERS = {
    "extraction": extraction_of,
    "contacts": lambda doc: extraction_of(doc).contacts,
    "statements": lambda doc: extraction_of(doc).statements,
    "positions": lambda doc: extraction_of(doc).positions,
}


def _document(doc: Doc, id: str) -> Document:
    given = doc._.published
    if given is None:
        return Document(id, doc.text)
    if not isinstance(given, str):
        raise DateError(f"doc._.published is {given!r}: write an EDTF date as text, for example '2021-08-19'")
    return Document(id, doc.text, published=When(check_edtf(given)))


@lru_cache(maxsize=64)
def _decoded(stored: str) -> Extraction:
    return from_json(stored)
