"""Whose own release a text is, from the publisher that the source names."""

from __future__ import annotations

import re

from communique.lexicon.names import pieces
from communique.lexicon.registry import Registry
from communique.lexicon.registry_rows import Body
from communique.schema import Actor, Document

_MEDIA = frozenset({"news_agency", "media"})


def side_of(document: Document, registry: Registry) -> Actor | None:
    """The body that published a document, where it is an actor itself; None for news media and the unknown.

    "Kremlin (President of Russia), English site" is the Kremlin, "Office of the President of Ukraine" the presidency.
    """
    publisher = document.publisher
    if not publisher:
        return None
    for part in re.split(r"[,;|()–—]|\s-\s", publisher):
        body = _body(part.strip(), registry)
        if body is not None:
            return Actor(body.name.partition(" (")[0], body.side, None, body.id) if body.kind not in _MEDIA else None
    return None


def _body(text: str, registry: Registry) -> Body | None:
    words = list(pieces(text))
    if words[:1] == ["the"]:
        words = words[1:]
    entries = registry.names.get(tuple(words), ())
    found = {
        entry.body.id: entry.body
        for entry in entries
        if entry.kind in ("body", "acronym") or entry.body.kind != "state"
    }
    if len(found) == 1:
        return next(iter(found.values()))
    if found:
        return None
    # "Office of the President of Ukraine", "Embassy of Japan", "Ministry of Foreign Affairs of Kazakhstan": the state.
    if not set(words) & {
        "president",
        "presidency",
        "government",
        "ministry",
        "embassy",
        "mission",
        "parliament",
        "office",
        "department",
    }:
        return None
    for size in range(min(5, len(words)), 0, -1):
        state = registry.names.get(tuple(words[-size:]), ())
        bodies = [
            entry.body
            for entry in state
            if entry.kind in ("body", "acronym") and entry.body.kind in ("state", "territory", "organisation", "bloc")
        ]
        if len(bodies) == 1:
            return bodies[0]
    return None
