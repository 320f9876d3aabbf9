"""Questions to a relative clause that hangs on a contact: what it says of it, and what only goes on there."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token


def happens_there(verb: Token) -> bool:
    """Whether a relative clause tells what goes on at the contact ("at which", "where"), not what becomes of it."""
    return any(
        (child.tag_ == "WRB" and child.lower_ in ("where", "when"))
        or (child.lower_ in ("in", "during", "at") and any(grand.lower_ == "which" for grand in child.children))
        for child in verb.children
        if child.i < verb.i
    )


def is_subject_clause(verb: Token) -> bool:
    """Whether the relative pronoun is the subject: "the talks that started"."""
    return any(child.dep_ in ("nsubj", "nsubjpass") and child.tag_ in ("WDT", "WP") for child in verb.children)


def is_led_by_which(verb: Token) -> bool:
    """Whether "which" is the subject: "the summit of world leaders, which begins"."""
    return any(child.dep_ in ("nsubj", "nsubjpass") and child.lower_ == "which" for child in verb.children)


def has_object(verb: Token) -> bool:
    """Whether the clause has an object of its own besides its pronoun."""
    # "the conference that the EU will host": the tagger takes "that" for a conjunction.
    return any(
        child.dep_ == "dobj" and child.tag_ not in ("WDT", "WP") and not (child.lower_ == "that" and child.i < verb.i)
        for child in verb.children
    )
