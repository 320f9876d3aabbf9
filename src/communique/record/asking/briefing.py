"""What a page for an analyst says: what is ahead, what was held, what is off, who wants what, where reports differ.

Nothing here depends on the day on which it is asked: the day of the brief is the user's, or that of the latest
document.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Generic, TypeVar

from communique.errors import QuestionError
from communique.record.asking import days
from communique.record.asking.contacts import WHEN, contact_where, select_contacts
from communique.record.asking.context import Context
from communique.record.asking.disagreements import select_disagreements
from communique.record.asking.documents import documents
from communique.record.asking.evidence import quote, telling, text_of
from communique.record.asking.question import STATUS_GROUPS, Question
from communique.record.asking.rows import ContactRow, DisagreementRow, PositionRow
from communique.record.asking.select import Select, Where
from communique.record.asking.statements import select_positions
from communique.record.asking.views import Quote
from communique.record.codec import decode
from communique.schema import Act, Contact, Span

Row = TypeVar("Row")

PERIOD = 30
"""Days that a brief goes back where the user names no first day."""

DEMANDS: tuple[Act, ...] = ("demand", "appeal", "condition")
REFUSALS: tuple[Act, ...] = ("reject",)
OFFERS: tuple[Act, ...] = ("offer", "commit")


@dataclass(frozen=True, slots=True)
class Told(Generic[Row]):
    """A row and the words it rests on; a disagreement has those of both reports."""

    row: Row
    quotes: tuple[Quote | None, ...]


@dataclass(frozen=True, slots=True)
class Part(Generic[Row]):
    """The lines of a part of the brief, and how many there would be without a limit.

    Where there are more than the limit, contacts told by most sources stay, of the calendar those that come first, and
    of positions those that are addressed to somebody and are latest.
    """

    told: tuple[Told[Row], ...]
    total: int


@dataclass(frozen=True, slots=True)
class Briefing:
    """A brief as data. `since` and `on` are ISO dates; `named` says that the user named the latter.

    `calendar` is ahead and has a day that is not past; `pending` is ahead without a day; `overdue` was announced for a
    day of the period, and no report says that it took place; `off` is refused, denied, cancelled or put off.
    """

    actor: str | None
    since: str
    on: str
    named: bool
    latest: str
    documents: int
    calendar: Part[ContactRow]
    pending: Part[ContactRow]
    overdue: Part[ContactRow]
    held: Part[ContactRow]
    off: Part[ContactRow]
    demands: Part[PositionRow]
    refusals: Part[PositionRow]
    offers: Part[PositionRow]
    disagreements: Part[DisagreementRow]


def brief(context: Context, actor: str | None, since: str | None, on: str | None, limit: int | None) -> Briefing:
    """What there is to tell of a period.

    Args:
        context: the ledger.
        actor: whom it is about, as in a `Question`; None for all.
        since: the first day, as EDTF; `PERIOD` days before the last where None.
        on: the last day, from which on a contact is ahead; that of the latest document where None.
        limit: lines in each part.

    Raises:
        QuestionError: the ledger has no dated document to count from, or the actor is none.
        DateError: a date is none.
    """
    latest = _latest(context)
    asked = Question(actor=actor, since=since, until=on)
    end = asked.last_day or latest
    if end is None or latest is None:
        raise QuestionError("no document in the ledger has a date of publication: name the day of the brief (--on)")
    start = asked.first_day or (date.fromisoformat(end) - timedelta(days=PERIOD)).isoformat()
    if start > end:
        raise QuestionError(f"the first day, {start}, is after the day of the brief, {end}")
    period = _Period(context, actor, start, end, limit)
    return Briefing(
        actor, start, end, on is not None, latest, period.documents(),
        calendar=period.calendar(),
        pending=period.contacts("ahead", ("c.earliest IS NULL AND c.latest IS NULL",), told=True),
        overdue=period.contacts("ahead", ("c.latest >= ? AND c.latest < ?", start, end)),
        held=period.held(),
        off=period.contacts("off", told=True),
        demands=period.positions(DEMANDS),
        refusals=period.positions(REFUSALS),
        offers=period.positions(OFFERS),
        disagreements=period.disagreements(),
    )  # fmt: skip


def _latest(context: Context) -> str | None:
    rows = context.connection.execute(
        f"SELECT max(CASE WHEN {days.is_day('published')} THEN published ELSE first_day(published) END) "
        "FROM reading WHERE retired IS NULL"
    )
    latest: str | None = rows.fetchone()[0]
    return latest


@dataclass(frozen=True, slots=True)
class _Period:
    context: Context
    actor: str | None
    start: str
    end: str
    limit: int | None

    def documents(self) -> int:
        """How many documents of the period there are, of an actor those that name it."""
        select = documents(self.context, Question(actor=self.actor, since=self.start, until=self.end))
        return int(self.context.connection.execute(select.count_sql(), select.parameters).fetchone()[0])

    def calendar(self) -> Part[ContactRow]:
        """What has a day that is not past, the next first; "2022" comes when the year ends, not when it began."""
        where = self._where(STATUS_GROUPS["ahead"])
        where.add("coalesce(c.latest, c.earliest) >= ?", self.end)
        # An order takes no parameters, and a day that is checked needs none.
        day = date.fromisoformat(self.end).isoformat()
        order = f"CASE WHEN c.earliest >= '{day}' THEN c.earliest ELSE coalesce(c.latest, c.earliest) END, c.id"
        return self._part(select_contacts(where, order), self._of_contact)

    def contacts(self, group: str, condition: tuple[str, ...] = (), *, told: bool = False) -> Part[ContactRow]:
        """Contacts of a group of statuses under a condition; with `told`, those told of in the period."""
        where = self._where(STATUS_GROUPS[group])
        if condition:
            where.add(*condition)
        if told:
            self._told(where)
        return self._weightiest(where)

    def held(self) -> Part[ContactRow]:
        """Contacts of the period that took place or are taking place."""
        question = Question(actor=self.actor, status=("happened",), since=self.start, until=self.end)
        return self._weightiest(self._known(contact_where(self.context, question)))

    def positions(self, acts: tuple[Act, ...]) -> Part[PositionRow]:
        """Positions of the period that the actor holds or that are about it; copies of an article say nothing new."""
        where = Where()
        where.add("g.retired IS NULL AND d.voice = d.hash")
        where.verdict("s.verdict", None)
        where.one_of("s.act", acts)
        if self.actor is not None:
            wanted = self.context.wanted(self.actor)
            holder, holders = wanted.condition("s", "holder")
            target, targets = wanted.condition("t")
            where.add(
                f"{holder} OR s.id IN (SELECT t.position FROM target t WHERE {target})",
                *holders,
                *targets,
            )
        condition, asked = days.published("g.published", self.start, self.end)
        where.add(condition, *asked)
        order = "EXISTS (SELECT 1 FROM target t WHERE t.position = s.id) DESC, g.published DESC, g.document, s.ordinal"
        return self._part(select_positions(where, order), self._of_position)

    def disagreements(self) -> Part[DisagreementRow]:
        """Disagreements about contacts that were told of in the period, the weightiest first."""
        where = self._where(())
        self._told(where)
        return self._part(select_disagreements(where), self._of_disagreement)

    def _where(self, statuses: tuple[str, ...]) -> Where:
        return self._known(contact_where(self.context, Question(actor=self.actor, status=statuses)))

    def _known(self, where: Where) -> Where:
        """What nobody had reported by the day of the brief is not in it."""
        condition, asked = days.published("c.first", None, self.end)
        where.add(f"c.first IS NULL OR {condition}", *asked)
        return where

    def _told(self, where: Where) -> None:
        condition, asked = days.published("c.last", self.start, None)
        where.add(condition, *asked)

    def _weightiest(self, where: Where) -> Part[ContactRow]:
        """The contacts that most sources tell of, latest first."""
        all_of = select_contacts(where, f"{WHEN} DESC, c.id")
        (total,) = self.context.connection.execute(all_of.count_sql(), all_of.parameters).fetchone()
        if self.limit is None or total <= self.limit:
            return self._part(all_of, self._of_contact)
        most = Where()
        most.add(
            f"c.id IN (SELECT c.id FROM contact c WHERE {where.text} ORDER BY c.voices DESC, c.date IS NULL, "
            "(SELECT count(*) FROM contact_party p WHERE p.contact = c.id) < 2, c.doubt, c.id LIMIT ?)",
            *where.parameters,
            self.limit,
        )
        return replace(self._part(select_contacts(most, f"{WHEN} DESC, c.id"), self._of_contact), total=total)

    def _part(self, select: Select[Row], quotes_of: Callable[[Row], tuple[Quote | None, ...]]) -> Part[Row]:
        connection = self.context.connection
        (total,) = connection.execute(select.count_sql(), select.parameters).fetchone()
        rows = connection.execute(select.sql(self.limit, 0), select.parameters).fetchall()
        return Part(tuple(Told(row, quotes_of(row)) for row in map(select.make, rows)), total)

    def _of_contact(self, row: ContactRow) -> tuple[Quote | None, ...]:
        found = self.context.connection.execute(
            "SELECT report FROM step WHERE contact = ? ORDER BY nth DESC LIMIT 1", (row.id,)
        ).fetchone()
        return (self._of_report(found[0]) if found else None,)

    def _of_position(self, row: PositionRow) -> tuple[Quote | None, ...]:
        text = text_of(self.context.connection, row.source.document)
        return (quote(text, Span(row.start, row.end)),)

    def _of_disagreement(self, row: DisagreementRow) -> tuple[Quote | None, ...]:
        return self._of_field(row.report_a, row.field), self._of_field(row.report_b, row.field)

    def _of_report(self, key: str) -> Quote | None:
        found = self._record(key)
        return telling(found[1], found[0]) if found else None

    def _of_field(self, key: str, field: str) -> Quote | None:
        """The sentence in which a report gives a field."""
        found = self._record(key)
        if found is None:
            return None
        contact, text = found
        places = _places(contact, field)
        if not places:
            return telling(text, contact)
        sentence = next((one for one in contact.evidence if one.covers(places[0])), places[0])
        return quote(text, sentence, places)

    def _record(self, key: str) -> tuple[Contact, str] | None:
        found = self.context.connection.execute(
            "SELECT r.record, r.document FROM report r JOIN reading g ON g.id = r.reading AND g.retired IS NULL "
            "WHERE r.key = ?",
            (key,),
        ).fetchone()
        return (decode(Contact, found[0]), text_of(self.context.connection, found[1])) if found else None


def _places(contact: Contact, field: str) -> list[Span]:
    """Where an article gives a field."""
    if field == "parties":
        spans = [party.actor.span for party in contact.parties]
    else:
        value = getattr(contact, field)
        spans = [one.span for one in (value if isinstance(value, tuple) else (value,)) if one is not None]
    return [span for span in spans if span is not None]
