"""CAMEO dyads as a table: source, code, target and day, one row a direction, with what each rests on."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from typing import Any, BinaryIO

from communique.show.cells import cell
from communique.show.exports.codes import MUTUAL
from communique.show.exports.coding import Event, coded, pairs
from communique.show.exports.request import Request
from communique.show.exports.tables import as_text
from communique.show.exports.words import Words, words_of

NOBODY = "---"
"""What CAMEO coders write for an actor who is not known."""

COLUMNS = (
    "date", "enddate", "source", "code", "target", "meaning", "direction", "dated", "contact", "contact_date", "kind",
    "status", "sides", "source_actors", "target_actors", "place", "text", "start", "end", "document", "title",
    "publisher", "published", "url",
)  # fmt: skip


def write_cameo(request: Request, out: BinaryIO) -> None:
    """A header and a row a dyad; contacts that cannot be coded are left out and counted."""
    with as_text(out) as text:
        writer = csv.writer(text, lineterminator="\r\n")
        writer.writerow(COLUMNS)
        for row, events in coded(request):
            words = words_of(request.ledger.connection, row)
            for event in events:
                for dyad in dyads_of(event, words):
                    # "---" is written as it is: behind an apostrophe it would be no code.
                    writer.writerow([dyad[name] if dyad[name] == NOBODY else cell(dyad[name]) for name in COLUMNS])
                    request.tally.write()


def dyads_of(event: Event, words: Words) -> Iterator[dict[str, Any]]:
    """The rows of an event. Where one of several did it and nobody says which, there is one, of nobody to nobody."""
    if event.relation == "unknown":
        yield _dyad(event, words, NOBODY, NOBODY, "unknown", "", "")
        return
    direction = "mutual" if event.relation in MUTUAL else "known"
    for source, target in pairs(event):
        yield _dyad(event, words, source.code, target.code, direction, source.names, target.names)


def _dyad(
    event: Event, words: Words, source: str, target: str, direction: str, sources: str, targets: str
) -> dict[str, Any]:
    row, days = event.contact, event.days
    return {
        "date": days.first.isoformat(),
        "enddate": days.last.isoformat() if days.last != days.first else None,
        "source": source,
        "code": event.code.cameo,
        "target": target,
        "meaning": event.code.meaning,
        "direction": direction,
        "dated": event.code.dated,
        "contact": row.id,
        "contact_date": row.date,
        "kind": row.kind,
        "status": row.status,
        "sides": [side.code for side in event.sides],
        "source_actors": sources,
        "target_actors": targets,
        "place": row.place,
        **words.cells(),
    }
