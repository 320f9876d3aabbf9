"""The records: what is read, and what is read out of it. Frozen, slotted, without behaviour beyond their own shape."""

from __future__ import annotations

from dataclasses import dataclass

from communique.schema.span import Sourced, Span
from communique.schema.vocabulary import Act, Direct, Kind, Role, Status, Tone


@dataclass(frozen=True, slots=True)
class When:
    """A date or interval as EDTF (ISO 8601-2), with the words it was read from and what it was counted from.

    `edtf` is never a guess: a year that the text cannot give is written `XXXX`. `anchor` is the EDTF date that a
    relative expression was resolved against ("on Wednesday" against the article's date), None for absolute ones.
    """

    edtf: str
    span: Span | None = None
    anchor: str | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """One article as it was given. `text` is raw and never changed; all spans of all records count in it."""

    id: str
    text: str
    title: str | None = None
    publisher: str | None = None
    published: When | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Actor:
    """Who a mention stands for.

    `name` is the canonical name where the registry knows it, else the name as written. `side` is the ISO 3166-1
    alpha-3 code or the short name of an international organisation; None where nothing places the actor. `id` is the
    registry's id. Where several candidates were left, `id` is None, `candidates` keeps them all and `note` says why.
    """

    name: str
    side: str | None
    span: Span | None = None
    id: str | None = None
    candidates: tuple[str, ...] = ()
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Party:
    """An actor taking part in a contact, and as what."""

    actor: Actor
    role: Sourced[Role]


@dataclass(frozen=True, slots=True)
class Contact:
    """One exchange between sides as one article tells it.

    `status` is the latest in the article; `history` holds every status the article passes through, in reading order.
    `evidence` lists the sentences about it, in reading order. `source` is who the article has it from.
    """

    kind: Sourced[Kind]
    status: Sourced[Status]
    parties: tuple[Party, ...]
    evidence: tuple[Span, ...]
    date: When | None = None
    place: Sourced[str] | None = None
    topics: tuple[Sourced[str], ...] = ()
    initiator: Sourced[str] | None = None
    source: Actor | None = None
    level: Sourced[str] | None = None
    format: Sourced[str] | None = None
    duration: Sourced[str] | None = None
    outcome: Sourced[str] | None = None
    history: tuple[Sourced[Status], ...] = ()


@dataclass(frozen=True, slots=True)
class Statement:
    """What a speaker is reported to have said: one record per reporting phrase.

    `content` holds one span per stretch of reported matter, without the cue. `behalf` is for whom the speaker speaks
    (spokesperson, then president, then state). `via` is every hand it passed through, nearest the speaker first.
    """

    speaker: Actor | None
    cue: Span
    content: tuple[Span, ...]
    direct: Direct
    behalf: tuple[Actor, ...] = ()
    via: tuple[Actor, ...] = ()
    tone: Tone = "neutral"


@dataclass(frozen=True, slots=True)
class Position:
    """What a side wants, offers, refuses or holds; `act` carries the stance word, `targets` whom it is about."""

    holder: Actor
    act: Sourced[Act]
    content: Span
    targets: tuple[Actor, ...] = ()
    condition: Span | None = None


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that could not be read, with its place; nothing is dropped in silence."""

    message: str
    source: str | None = None
    line: int | None = None
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that was read out of one document.

    `outside` says that its text is not about relations between sides, and so has no records.
    """

    document: Document
    contacts: tuple[Contact, ...] = ()
    statements: tuple[Statement, ...] = ()
    positions: tuple[Position, ...] = ()
    problems: tuple[Problem, ...] = ()
    outside: bool = False
