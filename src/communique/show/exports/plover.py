"""PLOVER records: event, mode and context, who and to whom, when, where, and the words, one record an event."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from typing import Any, BinaryIO

from communique.show.cells import cell
from communique.show.exports.cameo import NOBODY
from communique.show.exports.coding import Event, Side, coded
from communique.show.exports.request import Request
from communique.show.exports.tables import as_text
from communique.show.exports.words import Words, words_of

COLUMNS = (
    "id", "date", "enddate", "source", "recipient", "event", "mode", "context", "quad_code", "place", "text", "start",
    "end", "title", "publication", "url", "link", "comment",
)  # fmt: skip


def write_jsonl(request: Request, out: BinaryIO) -> None:
    """One record a line, with the field names of the PLOVER manual."""
    with as_text(out) as text:
        for record in records(request):
            text.write(json.dumps(record, ensure_ascii=False) + "\n")


def write_csv(request: Request, out: BinaryIO) -> None:
    """The same as a table, codes joined by semicolons."""
    with as_text(out) as text:
        writer = csv.writer(text, lineterminator="\r\n")
        writer.writerow(COLUMNS)
        for record in records(request):
            writer.writerow([one if one == NOBODY else cell(one) for one in _flat(record)])


def records(request: Request) -> Iterator[dict[str, Any]]:
    """The records of the contacts asked for; what PLOVER has no event for is left out and counted."""
    for row, events in coded(request):
        told = [event for event in events if event.code.plover]
        if not told:
            request.tally.leave_out(f"{events[0].code.cameo} {events[0].code.meaning}: PLOVER has no such event")
            continue
        words = words_of(request.ledger.connection, row)
        for number, event in enumerate(told):
            yield record_of(event, words, number)
            request.tally.write()


def record_of(event: Event, words: Words, number: int) -> dict[str, Any]:
    """One record. Of what is mutual, all are the source and none the recipient, as the manual has it."""
    row, days, code = event.contact, event.days, event.code
    unknown = event.relation == "unknown"
    record: dict[str, Any] = {
        "id": f"{row.id}-{number}",
        "date": days.first.isoformat(),
        "source": [{"code": NOBODY}] if unknown else [_actor(side) for side in event.sources],
        "recipient": [_actor(side) for side in event.recipients],
        "event": [code.plover],
        "mode": list(code.mode),
        "context": list(code.context),
        "quad_code": code.quad,
    }
    if days.last != days.first:
        record["enddate"] = days.last.isoformat()
    if row.place:
        record["event_loc"] = {"name": row.place}
    if words.quote:
        record["text"] = words.quote.words
        record["text_info"] = {"start": words.quote.start, "end": words.quote.end}
    cells = words.cells()
    cite = {"title": cells["title"], "publication": cells["publisher"], "url": cells["url"]}
    record["cite_info"] = {name: value for name, value in cite.items() if value} | {"language": "en"}
    record["link"] = row.id
    record["coder"] = "communique"
    record["comment"] = _comment(event)
    return record


def _actor(side: Side) -> dict[str, str]:
    return {"code": side.code, "actor_text": side.names}


def _comment(event: Event) -> str:
    row = event.contact
    said = f"{row.kind}, {row.status}"
    if event.code.dated == "reported":
        said += "; date is that of the report" + (f", contact is of {row.date}" if row.date else "")
    if event.relation == "unknown":
        said += "; which side did it is not said: " + ", ".join(side.code for side in event.sides)
    return said


def _flat(record: dict[str, Any]) -> Iterator[Any]:
    cite, info = record["cite_info"], record.get("text_info", {})
    flat = {
        **record,
        **info,
        "source": [one["code"] for one in record["source"]],
        "recipient": [one["code"] for one in record["recipient"]],
        "place": record.get("event_loc", {}).get("name"),
        "title": cite.get("title"),
        "publication": cite.get("publication"),
        "url": cite.get("url"),
    }
    if flat["source"] == [NOBODY]:
        flat["source"] = NOBODY
    return (flat.get(name) for name in COLUMNS)
