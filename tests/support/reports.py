"""Reports for tests, written in one line each.

"call held 2023-05-01 | Emmanuel Macron FRA, Xi Jinping CHN | in Paris | on trade, climate | by FRA | form telephone"

`2023-05-01*` is a date that the words do not give (an official's own readout), `-` none. A party is a name with its
side, or a side alone; `host` or `mediator` behind it is its role.
"""

from __future__ import annotations

import hashlib
from typing import cast

from communique.lexicon.names import pieces
from communique.schema import KINDS, ROLES, STATUSES, Actor, Contact, Kind, Party, Role, Sourced, Span, Status, When
from communique.schema.reports import Report

HERE = Span(0, 1)


def report(
    line: str, document: str, published: str | None, *, publisher: str | None = None, voice: str = "", ordinal: int = 0
) -> Report:
    """A report from its line; its key follows from the document and the ordinal."""
    head, parties, *rest = (part.strip() for part in line.split("|"))
    kind, status, date = head.split()
    assert kind in KINDS
    assert status in STATUSES
    said = dict(part.split(" ", 1) for part in rest)
    assert said.keys() <= {"in", "on", "by", "level", "form", "was"}, said
    contact = Contact(
        kind=Sourced(cast("Kind", kind), HERE),
        status=Sourced(cast("Status", status), HERE),
        parties=tuple(_party(words.split()) for words in parties.split(",")),
        evidence=(HERE,),
        date=None if date == "-" else When(date.rstrip("*"), None if date.endswith("*") else HERE),
        place=_maybe(said.get("in")),
        topics=tuple(Sourced(topic.strip(), HERE) for topic in said.get("on", "").split(",") if topic.strip()),
        initiator=_maybe(said.get("by")),
        level=_maybe(said.get("level")),
        format=_maybe(said.get("form")),
        history=tuple(Sourced(cast("Status", word), HERE) for word in said.get("was", "").split()),
    )
    key = "r-" + hashlib.sha256(f"{document}#{ordinal}".encode()).hexdigest()[:16]
    return Report(key, document, voice or document, published, publisher, ordinal, contact)


def _party(words: list[str]) -> Party:
    role: Role = cast("Role", words.pop()) if words[-1] in ROLES else "participant"
    side = words.pop()
    name = " ".join(words)
    # Bodies are written with "the" ("the Security Council UN"), persons that the registry does not know with "~".
    known = not name.startswith(("the ", "~"))
    name = name.removeprefix("~")
    identity = side if not name else "-".join(pieces(name)) if known else None
    return Party(Actor(name or side, side, HERE, identity), Sourced(role, HERE))


def _maybe(value: str | None) -> Sourced[str] | None:
    return None if value is None else Sourced(value, HERE)
