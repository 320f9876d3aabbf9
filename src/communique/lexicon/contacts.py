"""Triggers of contacts: the words that may mention one, and where their parties stand."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from communique.lexicon.rows import load_rows
from communique.schema import Kind, Status


@dataclass(frozen=True, slots=True)
class ContactRow:
    """One row of `contacts.toml`; the head of that file says what each key means."""

    kind: Kind
    yes: tuple[str, ...]
    no: tuple[str, ...]
    verbs: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    frames: tuple[str, ...] = ()
    light: tuple[str, ...] = ()
    of: tuple[str, ...] = ()
    host: str = ""
    role: str = ""
    number: str = ""
    not_before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    objects: tuple[str, ...] = ()
    not_objects: tuple[str, ...] = ()
    to_place: bool = False
    status: Status | None = None
    organisation: bool = False
    initiator: str = ""
    topic: str = ""
    person: bool = False
    modal: bool = False
    object: bool = False
    separate: bool = False
    addressed: bool = False
    small_clause: bool = False
    particle: str = ""
    not_of: tuple[str, ...] = ()
    not_after: tuple[str, ...] = ()
    not_with: tuple[str, ...] = ()
    destination: bool = False
    speech: bool = False
    presence: bool = False
    alone: bool = False
    continued: bool = False
    kept: bool = False
    telling: bool = False
    to: tuple[str, ...] = ("to", "in", "into", "at")
    only_to: tuple[str, ...] = ()
    next_round: bool = False
    scope: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FormatRow:
    """Words that say how a contact was held ("by phone"), and the kind that makes of it."""

    words: tuple[str, ...]
    kind: Kind
    yes: tuple[str, ...]
    no: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FactionRow:
    """Words for one side of a country's own conflict."""

    words: tuple[str, ...]
    yes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NegotiationRow:
    """A standing negotiation or format known by its name, and the sides that take part in it."""

    words: tuple[str, ...]
    sides: tuple[str, ...]
    yes: tuple[str, ...]
    bodies: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CueRow:
    """Words around a trigger, under the name of what they do there."""

    name: str
    words: tuple[str, ...]
    yes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ContactLexicon:
    """The rows by the lemma that triggers them."""

    rows: tuple[ContactRow, ...]
    formats: tuple[FormatRow, ...]
    cues: dict[str, frozenset[str]]
    factions: frozenset[str]
    negotiations: tuple[NegotiationRow, ...]
    by_verb: dict[str, tuple[ContactRow, ...]]
    by_noun: dict[str, tuple[ContactRow, ...]]


@cache
def contact_lexicon() -> ContactLexicon:
    """The table of `contacts.toml`, read once.

    Raises:
        LexiconError: a row with an unknown or a missing key.
    """
    rows = load_rows("contacts.toml", "contact", ContactRow)
    factions = load_rows("contacts.toml", "faction", FactionRow)
    return ContactLexicon(
        rows,
        load_rows("contacts.toml", "format", FormatRow),
        {row.name: frozenset(row.words) for row in load_rows("contacts.toml", "cue", CueRow)},
        frozenset(word for row in factions for word in row.words),
        load_rows("contacts.toml", "negotiation", NegotiationRow),
        {verb: tuple(row for row in rows if verb in row.verbs) for verb in sorted({v for r in rows for v in r.verbs})},
        {noun: tuple(row for row in rows if noun in row.nouns) for noun in sorted({n for r in rows for n in r.nouns})},
    )
