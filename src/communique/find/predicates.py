"""The frames of nouns and adjectives that can report: "his plan to resign", "they are afraid that the road is mined".

Only the wide table of PolNeAR asks for them; the project's own nouns need a clause and somebody who said it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from communique.find.frames import Frame
from communique.find.grammar import trimmed

if TYPE_CHECKING:
    from spacy.tokens import Token

_CLAUSES = ("acl", "ccomp", "xcomp", "csubj")


def predicate_frames(word: Token) -> Iterator[Frame]:
    """The frames of a noun or a predicative adjective: "noun:clause", "noun:infinitive", "adj:of" ..."""
    kind = "noun" if word.pos_ == "NOUN" else "adj"
    children = list(word.children)
    if kind == "adj":
        if word.dep_ not in ("acomp", "attr", "oprd"):
            return
        children += [child for child in word.head.children if child.dep_ in _CLAUSES]
    for child in children:
        if child.i < word.i:
            continue
        start = child.left_edge.i
        if child.dep_ in _CLAUSES and child.pos_ in ("VERB", "AUX"):
            marks = {c.lower_ for c in child.children if c.dep_ in ("mark", "aux", "advmod") and c.i < child.i}
            name = (
                "clause" if marks & {"that", "whether", "if", "how", "why"} else "infinitive" if "to" in marks else ""
            )
            start += word.doc[start].lower_ == "that"
        elif child.dep_ == "prep":
            name, start = child.lower_, child.i + 1
        else:
            continue
        words = trimmed(word.doc, max(start, word.i + 1), child.right_edge.i + 1)
        if name and words is not None:
            yield Frame(f"{kind}:{name}", (words,))
