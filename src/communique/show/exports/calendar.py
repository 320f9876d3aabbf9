"""iCalendar (RFC 5545): contacts as whole days, for calendar programs to show or to subscribe to.

What took place is CONFIRMED, what is ahead TENTATIVE, what was called off or put off CANCELLED; the summary says which
in words too, as many programs show no status. What was never agreed to (refused, denied, not planned) is no entry.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import BinaryIO

from icalendar import Calendar, Event

from communique.record.asking import ContactRow
from communique.show.exports.days import NO_DAY, Days, days_of
from communique.show.exports.markup import web_address
from communique.show.exports.request import Request
from communique.show.phrases import plain, plural, word

STATUS = {
    "held": "CONFIRMED",
    "ongoing": "CONFIRMED",
    "planned": "TENTATIVE",
    "proposed": "TENTATIVE",
    "possible": "TENTATIVE",
    "cancelled": "CANCELLED",
    "postponed": "CANCELLED",
}
"""The three words of iCalendar for a status; a status that is not here is no entry of a calendar."""

_END = b"END:VCALENDAR\r\n"


def write_calendar(request: Request, out: BinaryIO) -> None:
    """A calendar of the contacts asked for; the same ledger gives the same bytes.

    Contacts without days of their own, or of a status that is no entry, are left out and counted.
    """
    out.write(_head().to_ical().removesuffix(_END))
    for row in request.ledger.contacts(request.question):
        if row.status not in STATUS:
            request.tally.leave_out(word(row.status))
        elif (days := days_of(row.date)) is None:
            request.tally.leave_out(NO_DAY)
        elif days.last == date.max:  # the day behind the last cannot be written
            request.tally.leave_out("a day beyond the calendar")
        else:
            out.write(_event(row, days, _stamp(request, row.id)).to_ical())
            request.tally.write()
    out.write(_END)


def _head() -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", "-//Communique//Ledger of diplomacy//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", "Diplomatic contacts")
    return calendar


def _event(row: ContactRow, days: Days, stamp: datetime) -> Event:
    event = Event()
    event.add("uid", row.id)
    event.add("dtstamp", stamp)
    event.add("dtstart", days.first)
    event.add("dtend", days.last + timedelta(days=1))  # exclusive
    event.add("summary", f"{word(row.status).capitalize()}: {_what(row)}")
    event.add("status", STATUS[row.status])
    event.add("categories", [row.kind, word(row.status)])
    event.add("transp", "TRANSPARENT")  # it does not take the reader's own time
    if row.place:
        event.add("location", plain(row.place))
    event.add("description", "\n".join(_facts(row)))
    address = web_address(row.source.url) if row.source else None
    if address:
        event.add("url", address)
    return event


def _what(row: ContactRow) -> str:
    return plain(row.label.rpartition(", ")[0] or row.label)


def _facts(row: ContactRow) -> list[str]:
    facts = [f"Status: {word(row.status)}" + (f", as reported {row.since}" if row.since else "")]
    if row.topics:
        facts.append("About: " + "; ".join(map(plain, row.topics)))
    told = plural(row.documents, "document") + (f", {row.voices} of their own" if row.voices < row.documents else "")
    facts.append(f"Told by: {told}")
    if row.source:
        known = (row.source.title or row.source.name, row.source.publisher, row.source.published)
        facts.append("Source: " + ", ".join(plain(one) for one in known if one))
    if row.disputed:
        facts.append("Reports disagree: " + plural(row.disputed, "disagreement"))
    return facts


def _stamp(request: Request, id: str) -> datetime:
    """When the ledger last changed the contact, by its own log: the clock of today would give other bytes tomorrow."""
    (at,) = request.ledger.connection.execute(
        "SELECT coalesce((SELECT max(at) FROM change WHERE contact = ?), (SELECT max(started) FROM run))", (id,)
    ).fetchone()
    return datetime.fromisoformat(at)
