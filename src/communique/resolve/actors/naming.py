"""How an actor is called: canonical names for those the registry knows, the words of the text for others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from communique.lexicon.registry_rows import Body, Person
from communique.resolve.actors.figure import Figure
from communique.schema import Actor, Words

if TYPE_CHECKING:
    from communique.read import Reading

# Parts of a state whose canonical names ("Ministry of Foreign Affairs of Russia") nobody writes: they keep the words of
# the text ("Russian Foreign Ministry"); the id tells that both are one.
_AS_WRITTEN = frozenset({"government", "ministry", "parliament", "military", "embassy"})


def body_actor(reading: Reading, words: Words, body: Body, state: Body | None, text: str) -> Actor:
    """The actor of a body named by some words; `state` is the body of its side."""
    name = body.name.partition(" (")[0]
    if body.kind in _AS_WRITTEN and state is not None and name.endswith(f" of {state.name}"):
        name = text
    return Actor(name, body.side, reading.span(words), body.id)


def figure_actor(reading: Reading, words: Words, figure: Figure) -> Actor:
    """The actor of a figure named or meant by some words."""
    return Actor(
        figure.name,
        figure.side,
        reading.span(words),
        figure.person.id if figure.person else None,
        figure.candidates,
        figure.note,
    )


def person_actor(reading: Reading, words: Words, person: Person, side: str | None) -> Actor:
    """The actor of a person whom the registry, not the text, names."""
    return Actor(person.name, side or person.side, reading.span(words), person.id)


def as_written(reading: Reading, words: Words) -> str:
    """The words of a nominal as a name: blanks folded, a capital of the sentence start lowered, no quotation marks."""
    text = " ".join(reading.doc[words.start : words.end].text.split()).strip("\"“”'‘’ -–—")
    first = text.partition(" ")[0]
    if first in ("The", "A", "An", "His", "Her", "Its", "Their", "Our", "My", "Some", "Two", "Several", "Many", "Both"):
        text = first.lower() + text[len(first) :]
    return text
