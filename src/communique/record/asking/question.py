"""What a user wants to know: filters, order and page, checked before any table is looked at."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date
from typing import Literal, TypedDict

from communique.errors import DateError, QuestionError
from communique.schema import ACTS, AHEAD, DIRECTS, KINDS, STATUSES, TONES, TOOK_PLACE
from communique.schema.edtf import bounds

Table = Literal["contacts", "statements", "positions", "actors", "documents", "disagreements", "changes"]

STATUS_GROUPS: dict[str, tuple[str, ...]] = {
    "happened": tuple(s for s in STATUSES if s in TOOK_PLACE),
    "ahead": tuple(s for s in STATUSES if s in AHEAD),
    "off": tuple(s for s in STATUSES if s not in TOOK_PLACE and s not in AHEAD),
}
"""Every status is in just one of these: what happened, what may yet happen, and what did or will not."""

FIELDS = ("status", "date", "place", "initiator", "topics", "parties")
"""What reports of one contact can disagree on."""

VERDICTS = ("right", "wrong", "open", "any")

_CONTACT = frozenset({"actor", "with_", "kind", "status", "since", "until", "topic", "place", "disputed", "verdict"})
FILTERS: dict[Table, frozenset[str]] = {
    "contacts": _CONTACT | {"text"},
    "statements": frozenset({"actor", "kind", "since", "until", "text", "verdict"}),
    "positions": frozenset({"actor", "with_", "kind", "since", "until", "text", "verdict"}),
    "actors": _CONTACT - {"disputed", "verdict"},
    "documents": frozenset({"actor", "with_", "kind", "status", "since", "until", "topic", "place", "text"}),
    "disagreements": (_CONTACT - {"disputed"}) | {"text", "field"},
    "changes": _CONTACT | {"text"},
}
"""Which filters a table can be asked by."""

KINDS_OF: dict[Table, tuple[str, ...]] = {
    "contacts": KINDS,
    "statements": (*DIRECTS, *TONES),
    "positions": ACTS,
    "actors": KINDS,
    "documents": KINDS,
    "disagreements": KINDS,
    "changes": KINDS,
}
"""What `kind` can be: the kind of a contact, the directness or tone of a statement, the act of a position."""

SORTS: dict[Table, tuple[str, ...]] = {
    "contacts": ("date", "published", "voices", "doubt", "disputed"),
    "statements": ("date", "speaker"),
    "positions": ("date", "holder"),
    "actors": ("-contacts", "name", "last"),
    "documents": ("date", "publisher"),
    "disagreements": ("-weight", "date"),
    "changes": ("date",),
}
"""By what a table can be sorted, the first by default; a minus before the word turns the order around."""


class Filters(TypedDict, total=False):
    """The fields of a `Question` as keyword arguments; `kind` and `status` may be one word or several."""

    actor: str | None
    with_: str | None
    kind: str | Iterable[str]
    status: str | Iterable[str]
    since: str | None
    until: str | None
    topic: str | None
    place: str | None
    text: str | None
    disputed: bool | None
    verdict: str | None
    field: str | None
    sort: str | None
    limit: int | None
    offset: int


@dataclass(frozen=True, slots=True)
class Question:
    """Filters that must all hold, an order and a page.

    Args:
        actor: a registry id, an ISO code, or the name of a country, body or person; who takes part, speaks or holds.
        with_: the same, of somebody else in the contact, or whom a position is about.
        kind, status: one of these; a status may also be one of the groups of `STATUS_GROUPS`.
        since, until: EDTF; what can lie in that range matches. Contacts without a date go by publication.
        topic, place: words of the topics or of the place; a country as `place` finds the cities in it.
        text: words that all stand in the text, "phrases", word* and -word.
        disputed: only contacts with (True) or without (False) disagreements.
        verdict: a person's: "right", "wrong", "open" for none, "any"; by default all but those called wrong.
        field: of a disagreement.
        sort: one of `SORTS`.
        limit, offset: the page; None for all.
    """

    actor: str | None = None
    with_: str | None = None
    kind: tuple[str, ...] = ()
    status: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None
    topic: str | None = None
    place: str | None = None
    text: str | None = None
    disputed: bool | None = None
    verdict: str | None = None
    field: str | None = None
    sort: str | None = None
    limit: int | None = None
    offset: int = 0

    @classmethod
    def of(cls, filters: Filters) -> Question:
        """A question from keyword arguments.

        Raises:
            QuestionError: a keyword is none of a question's.
        """
        known = {field.name for field in fields(cls)}
        if unknown := sorted(set(filters) - known):
            raise QuestionError(f"no filter is called {unknown[0]!r}: there are {', '.join(sorted(known))}")
        given: dict[str, object] = dict(filters)
        for name in ("kind", "status"):
            value = given.get(name, ())
            given[name] = (value,) if isinstance(value, str) else tuple(value or ())  # type: ignore[arg-type]
        return cls(**given)  # type: ignore[arg-type]

    @property
    def statuses(self) -> tuple[str, ...]:
        """The statuses meant, groups spelled out."""
        found = [one for status in self.status for one in STATUS_GROUPS.get(status, (status,))]
        return tuple(dict.fromkeys(found))

    @property
    def first_day(self) -> str | None:
        """The first day asked for, as an ISO date.

        Raises:
            DateError: `since` is no date, or has no first day.
        """
        return None if self.since is None else _day(self.since, bounds(self.since).earliest)

    @property
    def last_day(self) -> str | None:
        """The last day asked for, as an ISO date.

        Raises:
            DateError: `until` is no date, or has no last day.
        """
        return None if self.until is None else _day(self.until, bounds(self.until).latest)

    def check(self, table: Table) -> None:
        """Whether a table can be asked this.

        Raises:
            QuestionError: a filter means nothing there, a word is none of a vocabulary, or the page is impossible.
            DateError: `since` or `until` is no date of a known year.
        """
        pages = {"sort", "limit", "offset"}
        for field in fields(self):
            given = getattr(self, field.name)
            if field.name in pages or given is None or given == ():
                continue
            if field.name not in FILTERS[table]:
                known = ", ".join(name.rstrip("_") for name in sorted(FILTERS[table]))
                raise QuestionError(f"{table} cannot be asked by {field.name.rstrip('_')}, only by {known}")
        for kind in self.kind:
            _one_of("kind", kind, KINDS_OF[table])
        for status in self.status:
            _one_of("status", status, (*STATUSES, *STATUS_GROUPS))
        if self.verdict is not None:
            _one_of("verdict", self.verdict, VERDICTS)
        if self.field is not None:
            _one_of("field", self.field, FIELDS)
        if self.sort is not None:
            _one_of("sort", self.sort.removeprefix("-"), tuple(name.removeprefix("-") for name in SORTS[table]))
        first, last = self.first_day, self.last_day
        if first is not None and last is not None and first > last:
            raise QuestionError(f"since {self.since} is after until {self.until}: nothing can lie between")
        if (self.limit is not None and self.limit < 0) or self.offset < 0:
            raise QuestionError("limit and offset cannot be less than 0")


def _day(text: str, day: date | None) -> str:
    if day is None:
        raise DateError(f"{text!r} gives no day to count from: write a date with its year, for example 2021-08")
    return day.isoformat()


def _one_of(name: str, value: str, words: tuple[str, ...]) -> None:
    if value not in words:
        raise QuestionError(f"no {name} is called {value!r}: there are {', '.join(words)}")
