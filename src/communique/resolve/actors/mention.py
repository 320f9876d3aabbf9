"""What a stretch of the text stands for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from communique.schema import Actor, Words

Form = Literal["name", "nominal", "pronoun", "adjective", "metonym"]


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that stand for actors; `head` is their syntactic head, `form` how they name them.

    A mention of form "adjective" is a demonym or a name used attributively ("US-Russian talks", "the French side") and
    gives the state. More than one actor: "the two presidents", "they".
    """

    words: Words
    head: int
    actors: tuple[Actor, ...]
    form: Form
