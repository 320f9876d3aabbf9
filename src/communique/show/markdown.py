"""Records as Markdown, for a note or a wiki page."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from communique.schema import words_of
from communique.show.phrases import OUTSIDE, excerpt, grouped, headline, named, party_lines, plain, word

if TYPE_CHECKING:
    from typing import TextIO

    from communique.schema import Contact, Extraction, Position, Statement

_SPECIAL = re.compile(r"([\\`*_\[\]<>|#])")


def write_markdown(extractions: Iterable[Extraction], out: TextIO) -> None:
    """Write a section a document: a table of contacts for each group of statuses, then statements and positions."""
    for number, extraction in enumerate(extractions):
        out.write("\n" if number else "")
        out.write("\n".join(_section(extraction)) + "\n")


def _section(extraction: Extraction) -> Iterable[str]:
    document, text = extraction.document, extraction.document.text
    yield f"## {safe(headline(document) or document.id)}"
    yield ""
    published = document.published.edtf if document.published else "date not known"
    yield " · ".join(safe(fact) for fact in (document.id, document.publisher, published) if fact)
    if extraction.outside:
        yield from ("", f"*{OUTSIDE}*")
    for group, contacts in grouped(extraction.contacts):
        yield from ("", f"### {group.title}", "")
        yield "| status | what | who | when | where | said by | words |"
        yield "| --- | --- | --- | --- | --- | --- | --- |"
        for contact in contacts:
            yield _contact(contact, text)
    if extraction.statements:
        yield from ("", "### Said", "")
        yield from (_statement(statement, text) for statement in extraction.statements)
    if extraction.positions:
        yield from ("", "### Positions", "")
        yield from (_position(position, text) for position in extraction.positions)
    if extraction.problems:
        yield from ("", "### Not read", "")
        yield from (f"- {safe(problem.message)}" for problem in extraction.problems)


def _contact(contact: Contact, text: str) -> str:
    rests_on, focus = words_of(contact)
    what: str = contact.kind.value
    if contact.topics:
        what += " on " + "; ".join(topic.value for topic in contact.topics)
    cells = [
        word(contact.status.value),
        what,
        "; ".join(party_lines(contact)),
        contact.date.edtf if contact.date else "",
        contact.place.value if contact.place else "",
        named(contact.source) if contact.source else "",
        f"“{excerpt(text, rests_on, focus).text}”" if rests_on else "",
    ]
    return "| " + " | ".join(safe(cell) for cell in cells) + " |"


def _statement(statement: Statement, text: str) -> str:
    said = " … ".join(excerpt(text, span).text for span in statement.content)
    said = f"“{said}”" if statement.direct == "direct" else said
    chain = "".join(f", for {named(actor)}" for actor in statement.behalf)
    chain += "".join(f", via {named(actor)}" for actor in statement.via)
    return f"- **{safe(named(statement.speaker))}**{safe(chain)}: {safe(said)}"


def _position(position: Position, text: str) -> str:
    targets = ", ".join(dict.fromkeys(target.side or target.name for target in position.targets))
    towards = f" towards {safe(targets)}" if targets else ""
    clause = safe(excerpt(text, position.content).text)
    line = f"- **{safe(named(position.holder))}** {position.act.value}{towards}: {clause}"
    if position.condition:
        line += f" (hangs on: {safe(excerpt(text, position.condition).text)})"
    return line


def safe(text: str) -> str:
    """Text on one line that Markdown takes as it stands."""
    return _SPECIAL.sub(r"\\\1", plain(text))
