"""Addresses of the site: the only place that knows how they are written."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import quote, urlencode

PART = 100_000
"""So many characters of a text are on one page; a longer text has several."""


LONGEST_NAME = 300
"""What is longer is no name, whatever was read from an article: its beginning is looked for instead."""


def contact(id: str) -> str:
    """Of a contact."""
    return f"/contact/{quote(id, safe='')}"


def actor(name: str) -> str:
    """Of an actor, by registry id, side or name."""
    if len(name) > LONGEST_NAME:
        return with_query("/search", [("q", name[:LONGEST_NAME])])
    return f"/actor/{quote(name, safe='')}"


def pair(one: str, other: str) -> str:
    """Of two actors beside each other."""
    if max(len(one), len(other)) > LONGEST_NAME:
        return actor(max(one, other, key=len))
    return with_query("/pair", [("a", one), ("b", other)])


def document(hash: str, start: int | None = None, end: int | None = None) -> str:
    """Of a document, at the words `[start, end)` where they are given."""
    place = f"/document/{quote(hash, safe='')}"
    if start is None or end is None:
        return place
    part = start // PART + 1
    return f"{place}{f'?part={part}' if part > 1 else ''}#{anchor(start, end)}"


def anchor(start: int, end: int) -> str:
    """The name of the words `[start, end)` within the page of their document."""
    return f"s{start}-{end}"


def with_query(path: str, pairs: Iterable[tuple[str, object]]) -> str:
    """A path with a query; what is None or empty is left out."""
    query = urlencode([(name, str(value)) for name, value in pairs if value not in (None, "")])
    return f"{path}?{query}" if query else path


def in_form(path: str, form: str, query: Iterable[tuple[str, object]] = ()) -> str:
    """The same address in another form: "/" as "json" is "/today.json"."""
    return with_query(f"{'/today' if path == '/' else path}.{form}", query)


def local(address: str) -> str:
    """The address where it is one of this site, else that of the first page: a form cannot send anyone elsewhere."""
    plain = address.startswith("/") and not address.startswith(("//", "/\\"))
    return address if plain and address.isprintable() and "\\" not in address else "/"
