"""An Atom feed (RFC 4287) of what changed in the ledger, the latest first."""

from __future__ import annotations

from collections import Counter
from dataclasses import astuple, replace
from typing import BinaryIO
from uuid import UUID, uuid5

from communique.errors import ExportError
from communique.record.asking import ChangeRow
from communique.show.exports.markup import Markup, web_address
from communique.show.exports.request import Request
from communique.show.phrases import plain, word

# Ids are names under this one, so that a change keeps its id in every later feed.
_NAMESPACE = UUID("6f1d5c1e-2f0b-5d0a-9f5e-7c1b6a0d2e43")
_WHAT = {
    "new": "New",
    "status": "Status",
    "date": "Date",
    "report": "Told once more",
    "merged": "Found to be one",
    "split": "Found to be two",
    "disagreement": "Reports disagree",
    "gone": "No longer told",
}


def write_feed(request: Request, out: BinaryIO) -> None:
    """A feed of the changes asked for, by default all. Its time is that of the latest change, not of today.

    Raises:
        ExportError: the ledger has never been written to, so that there is no time to give.
    """
    question = request.question if request.question.sort else replace(request.question, sort="-date")
    xml = Markup(out)
    with xml.inside("feed", {"xmlns": "http://www.w3.org/2005/Atom"}):
        xml.element("id", _feed_id(request))
        xml.element("title", "Changes in a ledger of diplomacy")
        xml.element("updated", _latest(request))
        xml.element("generator", "Communique")
        with xml.inside("author"):
            xml.element("name", "Communique")
        # Changes that agree in everything are told apart by how many such there were, counted from the first.
        alike = Counter(_name(row) for row in request.ledger.changes(question))
        for row in request.ledger.changes(question):
            name = _name(row)
            _entry(xml, row, str(uuid5(_NAMESPACE, f"{name}\n{alike[name]}")))
            alike[name] -= 1
            request.tally.write()
    xml.close()


def _entry(xml: Markup, row: ChangeRow, id: str) -> None:
    with xml.inside("entry"):
        xml.element("id", f"urn:uuid:{id}")
        xml.element("title", f"{_WHAT.get(row.what, word(row.what))}: {row.label}")
        xml.element("updated", row.at)
        xml.element("category", "", {"term": row.what})
        if row.status:
            xml.element("category", "", {"term": row.status, "scheme": "urn:communique:status"})
        address = web_address(row.source.url) if row.source else None
        if address:
            xml.element("link", "", {"rel": "via", "href": address})
        xml.element("content", _content(row), {"type": "text"})


def _content(row: ChangeRow) -> str:
    said = [f"Contact {row.contact}."]
    if row.what in ("status", "date"):
        said.insert(0, f"{word(row.before or 'none')} → {word(row.after or 'none')}.")
    elif row.after and row.after != row.label:
        said.insert(0, f"{plain(word(row.after))}.")
    if row.status:
        said.append(f"Now: {word(row.status)}.")
    if row.source:
        known = (row.source.title or row.source.name, row.source.publisher, row.source.published)
        said.append("Source: " + ", ".join(plain(one) for one in known if one) + ".")
    return " ".join(said)


def _name(row: ChangeRow) -> str:
    return "\n".join((row.contact, row.at, row.what, str(row.before), str(row.after)))


def _feed_id(request: Request) -> str:
    """The same for the same question to the same ledger, which is known by how it began."""
    begun = request.ledger.connection.execute(
        "SELECT (SELECT started FROM run ORDER BY id LIMIT 1), (SELECT hash FROM document ORDER BY id LIMIT 1)"
    ).fetchone()
    return f"urn:uuid:{uuid5(_NAMESPACE, repr((begun, astuple(request.question))))}"


def _latest(request: Request) -> str:
    (at,) = request.ledger.connection.execute(
        "SELECT coalesce((SELECT max(at) FROM change), (SELECT max(started) FROM run))"
    ).fetchone()
    if at is None:
        raise ExportError(f"{request.ledger.path}: nothing was ever added, so there is nothing to make a feed of")
    return str(at)
