"""Feeds asked for again and again: what is new in them, and when to ask next."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from typing import NamedTuple

from communique.errors import SourceError
from communique.intake.answers import read_answer
from communique.intake.polite import DeniedError, LaterError, PoliteWeb, retry_after
from communique.intake.records import date_of
from communique.intake.syndication import Entry, Feed, entry_document, parse_feed
from communique.intake.web import Answer, refusal
from communique.schema import Document, FeedState, Problem, When
from communique.schema.edtf import bounds

LONGEST_WAIT = timedelta(hours=24)
"""Between two requests for one feed, however often it failed."""

MAX_ENTRIES = 500
"""Entries taken from one answer; feeds have 10 to 100."""

TRIES = 3
"""How often a page is asked for before the feed's own words are taken in its place."""

_ACCEPT = "application/atom+xml, application/rss+xml, application/xml;q=0.9, text/xml;q=0.9, */*;q=0.1"


class Polled(NamedTuple):
    """A feed's next state, the entries that are new in it by their keys, and what is wrong with it."""

    state: FeedState
    entries: dict[str, Entry]
    problem: Problem | None


class Fetched(NamedTuple):
    """What came of an entry; `later` that its page is to be tried again."""

    items: tuple[Document | Problem, ...]
    later: bool = False


def poll(state: FeedState, web: PoliteWeb, now: datetime, every: timedelta) -> Polled:
    """Ask a feed what is new.

    Nothing is raised: a feed that fails, or gives something else than a feed, is asked again after twice the time, and
    so on up to a day, or when its server says. The state given back counts no new entry as seen yet.
    """
    headers = {"Accept": _ACCEPT}
    if not state.waiting:  # else the entries are needed again, changed or not
        headers |= {"If-None-Match": state.etag} if state.etag else {}
        headers |= {"If-Modified-Since": state.modified} if state.modified else {}
    try:
        answer = web.feed(state.url, headers)
        if answer.status == 304:
            return Polled(_well(state, now, every), {}, None)
        if answer.status >= 300:
            raise LaterError(refusal(answer), retry_after(answer, now))
        feed = parse_feed(answer.data, answer.url)
    except SourceError as error:
        until = error.until if isinstance(error, LaterError) else None
        return Polled(_ill(state, str(error), now, every, until), {}, Problem(str(error), state.url))
    marks = _marks(feed)
    known = set(state.seen)
    following = replace(
        _well(state, now, max(every, min(timedelta(minutes=feed.ttl or 0), LONGEST_WAIT))),
        # Of a broken feed the rest may come the next time, unchanged by the server's account.
        etag=None if feed.fault else _mark(answer, "etag"),
        modified=None if feed.fault else _mark(answer, "last-modified"),
        # What the feed lists no longer need not be remembered: should it come again, the ledger knows it.
        seen=tuple(key for key in marks if key in known),
        waiting=tuple((key, tries) for key, tries in state.waiting if key in marks),
    )
    new = {key: entry for key, entry in marks.items() if key not in known}
    # Some feeds are never sound; that is told when there is something new, not every quarter of an hour.
    fault = feed.fault if new else None
    problem = Problem(f"{fault}; what could be read of it was", state.url) if fault else None
    if len(feed.entries) > MAX_ENTRIES:
        problem = Problem(f"a feed of {len(feed.entries):,} entries; the first {MAX_ENTRIES} were read", state.url)
    return Polled(following, new, problem)


def settle(state: FeedState, read: list[str], later: list[str], now: datetime, every: timedelta) -> FeedState:
    """The state after the entries of these keys were read, and those of others put off."""
    tries = dict(state.waiting)
    waiting = {key: tries.get(key, 0) + 1 for key in later}
    soon = now + every if waiting else state.due
    return replace(
        state,
        seen=(*state.seen, *read),
        waiting=tuple(waiting.items()),
        due=min(soon, state.due) if soon and state.due else state.due,
    )


def fetch_entry(entry: Entry, state: FeedState, key: str, web: PoliteWeb, now: datetime) -> Fetched:
    """The article of an entry: its page, or the feed's own words where there is no page or they are longer."""
    problem: Problem | None = None
    page: tuple[Document | Problem, ...] = ()
    if entry.url is not None:
        try:
            page = tuple(read_answer(web.page(entry.url), entry.url))
        except LaterError as error:
            if dict(state.waiting).get(key, 0) + 1 < TRIES:
                return Fetched((Problem(f"{error}; to be tried again", entry.url),), later=True)
            problem = Problem(f"{error}; given up, the feed's own words were read", entry.url)
        except DeniedError as error:
            problem = Problem(f"{error}; the feed's own words were read", entry.url)
        except SourceError as error:
            problem = Problem(f"{error}; the feed's own words were read", entry.url)
    items = tuple(_joined(page, entry, state.url)) or tuple(_own(entry, state.url, key))
    if problem is not None:
        items = (problem, *items)
    return Fetched(tuple(item for each in items for item in _dated(each, now)))


def _joined(page: tuple[Document | Problem, ...], entry: Entry, feed: str) -> Iterator[Document | Problem]:
    """The page's documents, with what only the feed knows of them; nothing where the feed's own words are longer."""
    found = [item for item in page if isinstance(item, Document)]
    if not found or len(entry.text) > sum(len(document.text) for document in found):
        return
    published = date_of(entry.published)
    for item in page:
        if isinstance(item, Problem):
            yield item
        else:
            yield replace(
                item,
                title=item.title or entry.title,
                publisher=_publisher(item, entry),
                published=item.published or published,
                url=entry.url,
            )


def _publisher(page: Document, entry: Entry) -> str | None:
    """Who the page says it is from; where that is only the name of its server, who the feed is from."""
    named = page.publisher and page.publisher.lower() not in (entry.url or "").lower()
    return page.publisher if named else entry.publisher or page.publisher


def _own(entry: Entry, feed: str, key: str) -> Iterator[Document | Problem]:
    where = Problem("", entry.url or f"{feed}: {entry.title or key}")
    try:
        yield from entry_document(entry, key, where)
    except SourceError:
        yield Problem("an entry without a word", where.source)


def _dated(item: Document | Problem, now: datetime) -> Iterator[Document | Problem]:
    """The same, without a date that lies ahead: the day after tomorrow is nowhere a day of publication yet."""
    if isinstance(item, Document) and item.published and _is_ahead(item.published, now):
        yield Problem(f"published lies ahead: {item.published.edtf}; read without it", item.url)
        item = replace(item, published=None)
    yield item


def _is_ahead(published: When, now: datetime) -> bool:
    earliest = bounds(published.edtf).earliest
    return earliest is not None and earliest > (now + timedelta(days=1)).date()


def _mark(answer: Answer, name: str) -> str | None:
    """A header that is sent back as it came; one that cannot be sent is none."""
    value = answer.headers.get(name, "").strip()
    return value if value.isascii() and value.isprintable() and 0 < len(value) < 1000 else None


def _marks(feed: Feed) -> dict[str, Entry]:
    """The entries by their keys. Feeds give one guid to many entries, so the address and the title are in the key."""
    marks: dict[str, Entry] = {}
    for entry in feed.entries[:MAX_ENTRIES]:
        words = "\0".join((entry.guid or "", entry.url or "", entry.title or entry.text[:200]))
        marks.setdefault(hashlib.sha256(words.encode("utf-8", "replace")).hexdigest()[:16], entry)
    return marks


def _well(state: FeedState, now: datetime, wait: timedelta) -> FeedState:
    return replace(state, due=now + wait, failures=0, last_error=None)


def _ill(state: FeedState, message: str, now: datetime, every: timedelta, until: datetime | None) -> FeedState:
    failures = state.failures + 1
    wait = min(every * 2 ** min(failures, 20), LONGEST_WAIT) if every < LONGEST_WAIT else every
    due = max(now + wait, until) if until is not None else now + wait
    return replace(state, due=due, failures=failures, last_error=message)
