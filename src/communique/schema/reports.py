"""What a ledger concludes from: reports, judgements between two of them, and the contacts computed from both."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from communique.schema.records import Actor, Contact
from communique.schema.vocabulary import Kind, Role, Status

Verb = Literal["right", "wrong", "set", "same", "different", "actor"]


@dataclass(frozen=True, slots=True)
class Report:
    """What one article says of one contact.

    `key` is a hash of the document and of where and what it tells, the same in every ledger. `voice` is the hash of the
    document that speaks for all near-copies of this one. `published` is the EDTF date the article was read at.
    """

    key: str
    document: str
    voice: str
    published: str | None
    publisher: str | None
    ordinal: int
    contact: Contact


@dataclass(frozen=True, slots=True)
class Judgement:
    """Two reports weighed against each other, `a < b`; above 0 they tell of one contact, and `why` says what for."""

    a: str
    b: str
    score: float
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Decision:
    """A person's word that two reports do, or do not, tell of one contact."""

    a: str
    b: str
    same: bool


@dataclass(frozen=True, slots=True)
class Step:
    """A status of a contact, since when (EDTF, None where the report has no date), and the report that gave it."""

    status: Status
    at: str | None
    report: str


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Two reports of one contact that cannot both be true; `weight` (0 to 1) is what it is worth to a reader."""

    field: str
    a: str
    b: str
    value_a: str
    value_b: str
    weight: float
    why: str


@dataclass(frozen=True, slots=True)
class Participant:
    """An actor of a concluded contact; `actor.span` is None, the reports hold the spans."""

    actor: Actor
    role: Role


@dataclass(frozen=True, slots=True)
class Conclusion:
    """One contact as concluded from its reports, which stand in order of publication, then key.

    `id` is "c-" and a hash of the first report's key, the same in every ledger. `doubt` runs from 0 (sure) to 1.
    """

    id: str
    kind: Kind
    status: Status
    parties: tuple[Participant, ...]
    reports: tuple[Report, ...]
    steps: tuple[Step, ...]
    disagreements: tuple[Disagreement, ...] = ()
    date: str | None = None
    place: str | None = None
    topics: tuple[str, ...] = ()
    initiator: str | None = None
    level: str | None = None
    format: str | None = None
    outcome: str | None = None
    doubt: float = 0.0
