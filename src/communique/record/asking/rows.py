"""What a question is answered with: one frozen row a contact, statement, position, actor, document, disagreement."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Group = Literal["happened", "ahead", "off"]


@dataclass(frozen=True, slots=True)
class Source:
    """The document a row rests on: its hash, the name it was given by, and what it says of itself."""

    document: str
    name: str
    title: str | None
    publisher: str | None
    published: str | None
    url: str | None


@dataclass(frozen=True, slots=True)
class Who:
    """An actor of a row: name, side, registry id, and as what it takes part ("" where that means nothing)."""

    name: str
    side: str | None
    actor: str | None
    role: str = ""


@dataclass(frozen=True, slots=True)
class ContactRow:
    """A contact as concluded. `source` is the document of the report that gave it its status.

    `group` tells what happened from what may and from what did not. `undated` says that no date with its year is
    known: ranges and order then go by `first` and `last`, when its first and latest report were published.
    """

    id: str
    label: str
    kind: str
    status: str
    group: Group
    since: str | None
    date: str | None
    undated: bool
    place: str | None
    parties: tuple[Who, ...]
    topics: tuple[str, ...]
    initiator: str | None
    level: str | None
    format: str | None
    outcome: str | None
    documents: int
    voices: int
    disputed: int
    verdict: str | None
    doubt: float
    first: str | None
    last: str | None
    source: Source | None


@dataclass(frozen=True, slots=True)
class StatementRow:
    """A reported statement; `start` and `end` are those of the cue in the raw text, `verdict` is a person's."""

    key: str
    speaker: str | None
    side: str | None
    actor: str | None
    behalf: tuple[Who, ...]
    via: tuple[Who, ...]
    direct: str
    tone: str
    content: str
    start: int
    end: int
    verdict: str | None
    source: Source


@dataclass(frozen=True, slots=True)
class PositionRow:
    """A position; `start` and `end` are those of its content in the raw text, `verdict` is a person's."""

    key: str
    holder: str
    side: str | None
    actor: str | None
    act: str
    targets: tuple[Who, ...]
    content: str
    condition: str | None
    start: int
    end: int
    verdict: str | None
    source: Source


@dataclass(frozen=True, slots=True)
class ActorRow:
    """Who is in the ledger. Contacts are counted by group, never in one sum.

    `statements` and `positions` are None where the question was about contacts only. `first` and `last` are the
    earliest and latest day of its contacts, or of publication where they have none.
    """

    name: str
    side: str | None
    actor: str | None
    happened: int
    ahead: int
    off: int
    statements: int | None
    positions: int | None
    first: str | None
    last: str | None


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A document and what was read in it; `copy_of` is the hash of the document it is a near-copy of."""

    hash: str
    name: str
    title: str | None
    publisher: str | None
    published: str | None
    url: str | None
    copy_of: str | None
    reports: int
    statements: int
    positions: int
    problems: int


@dataclass(frozen=True, slots=True)
class DisagreementRow:
    """Two reports of one contact that cannot both be true, each with its document."""

    contact: str
    label: str
    kind: str
    status: str
    group: Group
    date: str | None
    field: str
    value_a: str
    value_b: str
    weight: float
    why: str
    report_a: str
    report_b: str
    source_a: Source | None
    source_b: Source | None


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """Something that changed, and when: a time in UTC where the log of the ledger says so, else EDTF of publication.

    `what` is new, status, date, report, merged, split, disagreement or gone. `label` and `status` are those of the
    contact now, the latter None where it is gone; `before` and `after` are of that time: of what is new its line in
    the log, or its status as published.
    """

    at: str
    what: str
    contact: str
    label: str
    status: str | None
    before: str | None
    after: str | None
    source: Source | None
