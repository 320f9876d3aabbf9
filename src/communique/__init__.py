"""Communique reads news, press releases and official readouts into a sourced ledger of diplomacy.

>>> import communique
>>> extraction = communique.read("Emmanuel Macron called Vladimir Putin on Thursday.", published="2021-08-20")
>>> extraction.contacts[0].kind.value
'call'
"""

from __future__ import annotations

import sys
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from communique.record import Added, Ledger
    from communique.schema import Extraction, Problem

__all__ = ["Ledger", "add", "read"]


def read(
    text: str,
    *,
    published: str | None = None,
    id: str = "text",
    title: str | None = None,
    publisher: str | None = None,
    url: str | None = None,
    model: str | None = None,
) -> Extraction:
    """The contacts, statements and positions of one article.

    Args:
        text: the article, raw; every span of the result counts in it.
        published: its date as EDTF ("2021-08-19"); None looks for one in the text and else resolves no relative date.
        id: what the document is called in the result.
        title, publisher, url: what else is known about the article.
        model: an installed spaCy package; None takes the pinned one, which is loaded once a process.

    Raises:
        DateError: `published` is no date.
        ModelError: the model is not installed.
    """
    # Imported here, so that `import communique` does not load spaCy.
    from communique.pipeline import extract
    from communique.schema import Document, When
    from communique.schema.edtf import check_edtf

    date = When(check_edtf(published)) if published is not None else None
    document = Document(id, text, title, publisher, date, url)
    (extraction,) = extract([document], model=model)
    return extraction


def add(
    sources: Sequence[str | Path],
    ledger: Ledger,
    *,
    published: str | None = None,
    model: str | None = None,
    actors: Path | None = None,
    columns: str | None = None,
    jobs: int = 1,
) -> list[Added | Problem]:
    """Read files, folders or web addresses into a ledger, as they are read; gives what became of each.

    >>> with communique.Ledger("talks.db") as ledger:          # doctest: +SKIP
    ...     communique.add(["articles"], ledger)
    ...     ledger.add(communique.read("Xi phoned Putin.", published="2025-03-03"))

    Args:
        sources: what to read.
        ledger: open for writing.
        published: EDTF date of documents that carry none.
        model: an installed spaCy package; None takes the pinned one.
        actors: a folder with tables of actors of your own.
        columns: which columns of tables hold what, where not the usual ones: "text=body,published=day".
        jobs: how many processes read. With more than one, a script must call this below `if __name__ == "__main__":`,
            as with everything that starts processes.

    Raises:
        DateError: `published` is no date.
        LedgerError: the ledger cannot be written.
        LexiconError: a row of `actors` is wrong.
        ModelError: the model is not installed.
        SourceError: `columns` is not of its form.
        WorkerError: no process can be started.
    """
    from communique.fleet.adding import add

    return list(add(sources, ledger, published=published, model=model, actors=actors, columns=columns, jobs=jobs))


def __getattr__(name: str) -> object:
    # `communique.Ledger` without loading SQLite and pydantic for those who only read.
    if name == "Ledger":
        from communique.record import Ledger

        return Ledger
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


class _Package(ModuleType):
    """Keeps `communique.read` the function above: importing the room of that name would put the module in its place."""

    def __setattr__(self, name: str, value: object) -> None:
        if not (name == "read" and isinstance(value, ModuleType)):
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Package
