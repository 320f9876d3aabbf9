"""A parse as plain lists: spaCy makes a new object of every token that is looked at, lists cost nothing to go over."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from spacy.tokens import Doc

_ASKED = ("ORTH", "TAG", "POS", "DEP", "LENGTH", "SPACY")


@dataclass(frozen=True, slots=True)
class Columns:
    """The tokens of a text by index; `offsets` are where they begin in it, `spaced` whether a blank follows."""

    texts: list[str]
    tags: list[str]
    pos: list[str]
    deps: list[str]
    offsets: list[int]
    spaced: list[bool]


def columns(doc: Doc) -> Columns:
    """The columns of a parsed text."""
    if not len(doc):
        return Columns([], [], [], [], [], [])
    table = doc.to_array(list(_ASKED))
    strings = doc.vocab.strings
    known = {key: strings[key] for key in np.unique(table[:, :4]).tolist()}
    words = [[known[key] for key in column] for column in table[:, :4].T.tolist()]
    lengths = table[:, 4] + table[:, 5]
    offsets = np.concatenate(([0], np.cumsum(lengths)[:-1])).astype("int64").tolist()
    return Columns(words[0], words[1], words[2], words[3], offsets, [bool(one) for one in table[:, 5].tolist()])
