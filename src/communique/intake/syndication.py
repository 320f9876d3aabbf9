"""RSS and Atom feeds: their entries, as feedparser reads them."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from communique.errors import SourceError
from communique.intake.given import Given
from communique.intake.html import looks_like_html, words_of
from communique.intake.limits import MAX_PAGE_BYTES
from communique.intake.records import document_of, stem_of
from communique.schema import Document, Problem

_OPENING = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]{0,500}\?>\s*)?(?:(?:<!--.{0,2000}?-->|<\?[^>]{0,500}\?>|<!DOCTYPE[^>]{0,500}>)\s*)*"
    rb"<(?:rss|feed|rdf:RDF)\b",
    re.S,
)
_BROKEN_OFF = ("(no element found)", "(unclosed token)", "(unclosed CDATA section)")


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a feed; `text` is what the feed itself gives of the article, often only its beginning."""

    guid: str | None
    url: str | None
    title: str | None
    text: str
    published: str | None
    publisher: str | None


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed's entries, in its order; `fault` says how its XML is broken, `ttl` how many minutes it asks to wait."""

    entries: tuple[Entry, ...]
    fault: str | None = None
    ttl: int | None = None


def looks_like_feed(head: bytes) -> bool:
    """Whether bytes start as a feed does."""
    return _OPENING.match(head) is not None


def read_feed(given: Given) -> Iterator[Document | Problem]:
    """The documents of a feed that lies in a file: what it gives of each entry itself.

    Raises:
        SourceError: no feed, or an empty one.
    """
    feed = parse_feed(given.whole(MAX_PAGE_BYTES))
    if feed.fault:
        yield Problem(f"{feed.fault}; what could be read of it was", given.source)
    if not feed.entries:
        raise SourceError("a feed without entries")
    for number, entry in enumerate(feed.entries, start=1):
        where = Problem("", f"{given.source}: entry {number}")
        try:
            yield from entry_document(entry, f"{given.stem}-{number}", where)
        except SourceError as error:
            yield Problem(str(error), where.source)


def entry_document(entry: Entry, id_: str, where: Problem) -> Iterator[Document | Problem]:
    """The document that the feed's own words on an entry make, or its title where there is nothing else.

    Raises:
        SourceError: there is neither.
    """
    fields: dict[str, object] = {
        "id": stem_of(entry.url) if entry.url else entry.guid or id_,
        "text": entry.text or entry.title or "",
        "title": entry.title,
        "publisher": entry.publisher,
        "published": entry.published,
        "url": entry.url,
    }
    yield from document_of(fields, id_, where)


def parse_feed(data: bytes, url: str | None = None) -> Feed:
    """What a feed holds.

    Args:
        data: the feed.
        url: its address, for links that are given from there on.

    Raises:
        SourceError: these bytes are no feed; the message says what they are, where that shows.
    """
    import feedparser  # type: ignore[import-untyped]

    if not data.strip():
        raise SourceError("empty")
    try:
        # Given as a stream, bytes are never taken for an address or a file name; external entities stay out.
        parsed = feedparser.parse(io.BytesIO(data), response_headers={"content-location": url} if url else None)
    except Exception as error:  # feedparser raises whatever broken mark-up leads it to
        raise SourceError(f"the feed cannot be parsed ({type(error).__name__})") from None
    if not parsed.get("version") and not parsed.entries:
        what = "a web page" if looks_like_html(data[:4096]) else "no RSS or Atom in it"
        raise SourceError(f"not a feed ({what})")
    fault = _fault(parsed)
    # Where it breaks off in the middle of an entry, that entry may have lost its end.
    whole = parsed.entries[:-1] if fault and fault.endswith(_BROKEN_OFF) else parsed.entries
    publisher = _plain(parsed.feed.get("title"))
    ttl = str(parsed.feed.get("ttl") or "")
    return Feed(
        tuple(_entry(entry, publisher) for entry in whole),
        fault,
        int(ttl) if ttl.isascii() and ttl.isdigit() and len(ttl) < 6 else None,
    )


def _fault(parsed: Any) -> str | None:
    error = parsed.get("bozo_exception")
    line = getattr(error, "getLineNumber", None)
    if not parsed.get("bozo") or line is None or "undefined entity" in str(error):
        return None  # a wrong word on the coding, or "&nbsp;": all was read
    return f"the feed's XML is broken at line {line()} ({error.getMessage()})"


def _entry(entry: Any, publisher: str | None) -> Entry:
    url = str(entry.get("link") or "").strip()
    source = entry.get("source")
    # Asked for as `entry["updated"]`, feedparser gives the one for the other, and warns.
    published = dict.get(entry, "published") or dict.get(entry, "updated")
    return Entry(
        guid=_plain(entry.get("id")),
        url=url if url.lower().startswith(("http://", "https://")) else None,
        title=_plain(entry.get("title")),
        text=_text(entry),
        published=str(published).strip() or None if published else None,
        publisher=(_plain(source.get("title")) if isinstance(source, dict) else None) or publisher,
    )


def _text(entry: Any) -> str:
    """The longest of what the entry gives: the article, or a summary of it."""
    given = [*(entry.get("content") or []), entry.get("summary_detail") or {}]
    texts = [_words(str(each.get("value") or ""), str(each.get("type") or "")) for each in given]
    return max(texts, key=len, default="")


def _words(value: str, kind: str) -> str:
    if kind == "text/plain" or ("<" not in value and "&" not in value):
        return value.strip()
    return words_of(f"<div>{value}</div>")


def _plain(value: object) -> str | None:
    """A title as text; feeds put mark-up and entities into them."""
    text = str(value or "")
    if "<" in text or "&" in text:
        text = words_of(f"<div>{text}</div>")
    return " ".join(text.split()) or None
