"""One record with all that is known of it: what `show` gives, every field with the words it was read from."""

from __future__ import annotations

from dataclasses import dataclass

from communique.record.asking.rows import ContactRow, DisagreementRow, PositionRow, Source, StatementRow
from communique.schema import Span


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of a raw text: `text[start:end] == words`; `focus` are the places in `words` that matter most."""

    words: str
    start: int
    end: int
    focus: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class FieldView:
    """A value that an article gives, and the words it was read from; None where it comes from elsewhere."""

    name: str
    nth: int
    value: str
    note: str | None
    quote: Quote | None


@dataclass(frozen=True, slots=True)
class CorrectionView:
    """What a person decided; `undone` is when it was taken back."""

    id: int
    made: str
    who: str
    why: str | None
    verb: str
    scope: str
    target: str
    other: str | None
    field: str | None
    value: str | None
    undone: str | None
    undoer: str | None


@dataclass(frozen=True, slots=True)
class ReportView:
    """What one article says of one contact. `retired` says that a newer reading of the article took its place.

    `telling` is the sentence its status rests on; `fields` and `evidence` are as read, before any correction.
    """

    key: str
    contact: str | None
    retired: bool
    source: Source
    copy_of: str | None
    kind: str
    status: str
    date: str | None
    place: str | None
    telling: Quote | None
    evidence: tuple[Quote, ...]
    fields: tuple[FieldView, ...]
    corrections: tuple[CorrectionView, ...]


@dataclass(frozen=True, slots=True)
class StepView:
    """A status a contact went through, since when (EDTF of publication), and the document that says so."""

    status: str
    at: str | None
    report: str
    source: Source | None


@dataclass(frozen=True, slots=True)
class JudgementView:
    """Why two reports were found to tell of one contact."""

    a: str
    b: str
    score: float
    why: str


@dataclass(frozen=True, slots=True)
class ContactView:
    """A contact with its reports in order of publication. `former` are ids it once had."""

    row: ContactRow
    former: tuple[str, ...]
    steps: tuple[StepView, ...]
    disagreements: tuple[DisagreementRow, ...]
    reports: tuple[ReportView, ...]
    judgements: tuple[JudgementView, ...]
    corrections: tuple[CorrectionView, ...]


@dataclass(frozen=True, slots=True)
class StatementView:
    """A statement with its cue and the stretches of what was said."""

    row: StatementRow
    retired: bool
    cue: Quote
    content: tuple[Quote, ...]
    corrections: tuple[CorrectionView, ...]


@dataclass(frozen=True, slots=True)
class PositionView:
    """A position with the words of its stance, of what it is about, and of its condition."""

    row: PositionRow
    retired: bool
    act: Quote | None
    content: Quote
    condition: Quote | None
    corrections: tuple[CorrectionView, ...]


@dataclass(frozen=True, slots=True)
class ReadingView:
    """A reading of a document: when, by which software, and which reading took its place."""

    id: int
    read: str
    version: str
    lexicon: str
    model: str
    published: str | None
    given: str | None
    retired: int | None


@dataclass(frozen=True, slots=True)
class Told:
    """A report of a document in one line: its key, and the contact it is in."""

    key: str
    contact: str | None
    label: str
    telling: Quote | None


@dataclass(frozen=True, slots=True)
class DocumentView:
    """A document with its raw text, its readings, the first one first, and what the active one found."""

    source: Source
    copy_of: str | None
    copies: tuple[str, ...]
    text: str
    readings: tuple[ReadingView, ...]
    reports: tuple[Told, ...]
    statements: tuple[StatementRow, ...]
    positions: tuple[PositionRow, ...]
    problems: tuple[str, ...]


View = ContactView | ReportView | StatementView | PositionView | DocumentView
