"""The parse of a reading as plain lists, so that rules over many tokens cost little."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from communique.lexicon.names import pieces
from communique.schema import Words

if TYPE_CHECKING:
    from communique.read import Reading

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
OBJECTS = frozenset({"dobj", "dative", "pobj", "attr", "oprd", "obj", "iobj"})


class Parse:
    """Texts, tags, heads and labels of the tokens of a reading, by index; nothing here is ever changed."""

    def __init__(self, reading: Reading) -> None:
        doc = reading.doc
        self.reading = reading
        self.size = len(doc)
        columns = reading.columns
        self.texts = columns.texts
        self.lower = [text.lower() for text in self.texts]
        self.pos = columns.pos
        self.tag = columns.tags
        self.dep = columns.deps
        self.spaced = columns.spaced
        self.label = [""] * self.size
        # Heads come as distances, below zero as unsigned numbers.
        distances = doc.to_array("HEAD").astype("int64").tolist()
        self.head = [token + distance for token, distance in enumerate(distances)]
        self.entities: dict[int, Words] = {}
        for entity in doc.ents:
            for token in range(entity.start, entity.end):
                self.label[token] = entity.label_
                self.entities[token] = Words(entity.start, entity.end)
        self.sentence = [-1] * self.size
        for number, words in enumerate(reading.sentences):
            for token in range(words.start, words.end):
                self.sentence[token] = number
        self.quotation = [-1] * self.size
        for number, quotation in enumerate(reading.quotations):
            for token in range(quotation.words.start, quotation.words.end):
                self.quotation[token] = number

    @cached_property
    def children(self) -> list[list[int]]:
        """The dependents of each token, in text order."""
        found: list[list[int]] = [[] for _ in range(self.size)]
        for token, head in enumerate(self.head):
            if head != token:
                found[head].append(token)
        return found

    @cached_property
    def flat(self) -> list[tuple[str, int]]:
        """Every folded piece of the text with its token; punctuation that parts names is an empty piece.

        A hyphen inside a word parts pieces and nothing else ("Jong-un", "US-Russian"); one between blanks parts names.
        """
        found: list[tuple[str, int]] = []
        for token, text in enumerate(self.texts):
            here = pieces(text)
            if here:
                found += ((piece, token) for piece in here)
            elif text not in ("-", "–", "‑") or self.spaced[token] or (token and self.spaced[token - 1]):
                found.append(("", token))
        return found

    def text(self, words: Words) -> str:
        """The words of a token range as they stand in the clean text, blanks folded."""
        return " ".join(self.reading.doc[words.start : words.end].text.split())

    def capital(self, token: int) -> bool:
        """Whether a token starts with an upper-case letter."""
        return self.texts[token][:1].isupper()

    def shouted(self, token: int) -> bool:
        """Whether a token stands in a sentence without lower-case letters, where case says nothing."""
        return self.sentence[token] in self._shouting

    @cached_property
    def _shouting(self) -> frozenset[int]:
        return frozenset(
            number
            for number, words in enumerate(self.reading.sentences)
            if not any(char.islower() for char in self.text(words))
        )

    def inside(self, words: Words) -> int:
        """The syntactic head of a token range: the first token whose head lies outside, content words before others."""
        outside = [
            t for t in range(words.start, words.end) if not words.start <= self.head[t] < words.end or self.head[t] == t
        ]
        for token in outside:
            if self.pos[token] in ("NOUN", "PROPN", "PRON", "ADJ", "NUM"):
                return token
        return outside[0] if outside else words.end - 1

    def subject_of(self, verb: int) -> int | None:
        """The subject of a verb, or of the verb it is joined to ("Putin came and said"), None where there is none."""
        for _ in range(4):
            for child in self.children[verb]:
                if self.dep[child] in SUBJECTS:
                    return child
            if self.dep[verb] not in ("conj", "xcomp", "advcl", "aux") or self.head[verb] == verb:
                return None
            verb = self.head[verb]
        return None

    def clause(self, token: int) -> int:
        """The verb that governs a token (the token itself where it is the root)."""
        for _ in range(40):
            if self.pos[token] in ("VERB", "AUX") or self.head[token] == token:
                return token
            token = self.head[token]
        return token
