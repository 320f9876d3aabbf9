"""A cleaned document after parsing: words, sentences, quotations, and the way back to the raw text."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from communique.clean import BlockKind, CleanText
from communique.lexicon.registry import Registry, load_registry
from communique.read.columns import Columns, columns
from communique.read.entities import apply, entities
from communique.read.forms import forms_of
from communique.read.headlines import parser_text
from communique.read.model import load_model
from communique.read.quotes import Quotation, find_quotations
from communique.read.sentences import sentence_starts
from communique.schema import Document, Span, Words

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc
    from spacy.tokens import Span as TokenSpan


@dataclass(frozen=True, slots=True)
class Reading:
    """A parsed document.

    `doc` is spaCy's parse of `clean.text`, `columns` the same as lists, `text` what it parsed (the same, headlines
    written like sentences, letter for letter in the same place); `sentences` are token ranges in order, `kinds` the
    kind of block each sentence stands in. `quotations` are the stretches between quotation marks, outermost and nested.
    """

    document: Document
    clean: CleanText
    doc: Doc
    columns: Columns
    text: str
    sentences: tuple[Words, ...]
    kinds: tuple[BlockKind, ...]
    blocks: tuple[int, ...]
    quotations: tuple[Quotation, ...]

    def span(self, words: Words) -> Span:
        """The raw span of a non-empty token range, blanks at either end left out."""
        offsets, last = self.columns.offsets, words.end - 1
        return self.clean.to_raw(offsets[words.start], offsets[last] + len(self.columns.texts[last]))

    def closed(self, words: Words) -> Words:
        """The range with the mark behind it that closes a quotation opened inside: the letter "very nice"."""
        texts = [token.text for token in self.tokens(words)]
        if texts.count('"') % 2 == 0 and texts.count("“") <= texts.count("”"):
            return words
        for close in range(words.end, min(words.end + 2, len(self.doc))):
            if self.doc[close].text in ('"', "”", "''"):
                return Words(words.start, close + 1)
            if self.doc[close].text not in (".", ",", "!", "?"):
                break
        return words

    def tokens(self, words: Words) -> TokenSpan:
        """The spaCy span of a token range."""
        return self.doc[words.start : words.end]

    def sentence_of(self, token: int) -> int:
        """The index of the sentence that holds a token."""
        return bisect_right(self.sentences, (token, len(self.doc) + 1)) - 1

    def quotation_at(self, token: int) -> Quotation | None:
        """The innermost quotation that holds a token, None outside of all."""
        inside = [q for q in self.quotations if q.words.start <= token < q.words.end]
        return min(inside, key=lambda q: q.words.end - q.words.start) if inside else None


def read(
    pairs: Iterable[tuple[Document, CleanText]], model: str | None = None, registry: Registry | None = None
) -> Iterator[Reading]:
    """Parse cleaned documents, in order.

    Args:
        pairs: each document with its clean text.
        model: a spaCy package; None takes the pinned one.
        registry: whose names are labelled; None takes the one that ships with the project.
    """
    nlp = load_model(model)
    registry, forms = registry or load_registry(), forms_of(nlp)
    prepared = ((_prepare(nlp, clean), (document, clean)) for document, clean in pairs)
    for doc, context in nlp.pipe(prepared, as_tuples=True, batch_size=16, disable=forms.replaced(nlp)):
        document, clean = context
        forms.write(doc)
        made = columns(doc)
        apply(doc, entities(doc, made, registry))
        yield _reading(document, clean, doc, made)


def _prepare(nlp: Language, clean: CleanText) -> Doc:
    doc = nlp.make_doc(parser_text(clean.text, clean.breaks))
    if not len(doc):
        return doc
    lengths = doc.to_array(["LENGTH", "SPACY"]).sum(axis=1)
    offsets = np.concatenate(([0], np.cumsum(lengths)[:-1]))
    starts = sentence_starts(clean.text, (offset for offset, _ in clean.breaks))
    first = np.searchsorted(offsets, starts)
    # All at once: a token that is told where it stands looks through the whole text first. White space between blocks
    # belongs to the sentence before it.
    marks = np.full(len(doc), -1, dtype="int64")
    marks[[0, *first[first < len(doc)].tolist()]] = 1
    table: Any = marks.astype("uint64")
    doc.from_array(["SENT_START"], table)
    return doc


def _reading(document: Document, clean: CleanText, doc: Doc, made: Columns) -> Reading:
    sentences: list[Words] = []
    kinds: list[BlockKind] = []
    blocks: list[int] = []
    offsets = [offset for offset, _ in clean.breaks]
    for sentence in doc.sents:
        start, end = sentence.start, sentence.end
        while end > start and doc[end - 1].is_space:
            end -= 1
        while start < end and doc[start].is_space:
            start += 1
        if start == end:
            continue
        block = max(0, bisect_right(offsets, doc[start].idx) - 1)
        sentences.append(Words(start, end))
        kinds.append(clean.breaks[block][1])
        blocks.append(block)
    quotations = find_quotations(made, clean, offsets)
    return Reading(document, clean, doc, made, doc.text, tuple(sentences), tuple(kinds), tuple(blocks), quotations)
