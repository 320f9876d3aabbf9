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
    from communique.schema import Extraction

__all__ = ["read"]


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


class _Package(ModuleType):
    """Keeps `communique.read` the function above: importing the room of that name would put the module in its place."""

    def __setattr__(self, name: str, value: object) -> None:
        if not (name == "read" and isinstance(value, ModuleType)):
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Package
