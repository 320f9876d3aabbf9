"""Documents read a batch at a time, so that neither their number nor a fault in one of them weighs on the others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from communique.errors import CommuniqueError
from communique.schema import Document, Extraction, Problem


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads batches of documents; it can be sent to another process, which loads the model when it first reads.

    Args:
        published: EDTF date of documents that carry none.
        model: a spaCy package; None takes the pinned one.
        actors: a folder with tables of the user's own.
    """

    published: str | None = None
    model: str | None = None
    actors: Path | None = None

    def __call__(self, documents: Sequence[Document]) -> list[Extraction]:
        """One extraction a document, in their order; one that cannot be read has a problem and no records.

        Raises:
            CommuniqueError: nothing can be read: the model is missing, `published` is no date, a row is wrong.
        """
        if not documents:
            return []
        # Here, so that a process that only hands out documents loads no parser.
        from communique.pipeline import extract
        from communique.read.model import passing_words

        try:
            with passing_words(self.model):
                return list(extract(documents, self.published, self.model, self.actors))
        except CommuniqueError:
            raise
        except Exception as error:
            if len(documents) == 1:
                return [Extraction(documents[0], problems=(_fault(documents[0], error),))]
        return [extraction for document in documents for extraction in self([document])]


def _fault(document: Document, error: Exception) -> Problem:
    if isinstance(error, MemoryError):
        return Problem("not read, there was not enough memory", document.id)
    return Problem(f"not read, a fault in communique ({type(error).__name__}); please report it", document.id)
