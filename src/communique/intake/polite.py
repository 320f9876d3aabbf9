"""Servers asked politely: one request after the other, with a pause, and only for what robots.txt leaves open."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Protocol
from urllib.parse import urljoin, urlsplit

from communique.errors import SourceError
from communique.intake import web
from communique.intake.decoding import decode
from communique.intake.limits import MAX_PAGE_BYTES
from communique.intake.robots import Robots, parse_robots

PAUSE = 2.0
"""Seconds between two requests to one server, where its robots.txt asks for no more."""

LONGEST_PAUSE = 60.0
"""Seconds at most, whatever a robots.txt asks for."""

_HOPS = 5
_ROBOTS_BYTES = 500_000
_ROBOTS_HOLD = timedelta(hours=24)
_MOVED = (301, 302, 303, 307, 308)
_BUSY = (429, 503)
_FAILURES, _REST = 2, timedelta(minutes=5)
LONGEST_REST = timedelta(hours=24)
"""How long at most a server is left alone at its own word."""


class Clock(Protocol):
    """The time, and waiting for it."""

    def now(self) -> datetime:
        """The time, in UTC."""

    def sleep(self, seconds: float) -> None:
        """Wait."""


class SystemClock:
    """The clock of this machine."""

    def now(self) -> datetime:
        return datetime.now(UTC)

    def sleep(self, seconds: float) -> None:
        time.sleep(seconds)


class LaterError(SourceError):
    """A server that does not answer now, or asks to be left alone for a while; `until` says how long, where it does."""

    def __init__(self, message: str, until: datetime | None = None) -> None:
        super().__init__(message)
        self.until = until


class DeniedError(SourceError):
    """A page that a robots.txt asks not to read."""


class PoliteWeb:
    """Keeps, for each server, when it may be asked again and what its robots.txt says."""

    def __init__(self, clock: Clock, pause: float = PAUSE, timeout: float = web.TIMEOUT) -> None:
        self._clock = clock
        self._pause = pause
        self._timeout = timeout
        self._next: dict[str, datetime] = {}
        self._resting: dict[str, tuple[datetime, str]] = {}
        self._failed: Counter[str] = Counter()
        self._robots: dict[str, tuple[datetime, Robots]] = {}

    def page(self, address: str) -> web.Answer:
        """The page at an address, where every server on the way to it agrees.

        Raises:
            DeniedError: a robots.txt asks not to read it.
            LaterError: it may be there another time.
            SourceError: it is not there.
        """
        answer = self._hop(address, {}, None, heed=True)
        if answer.status >= 500 or answer.status in (408, 425, 429):
            raise LaterError(web.refusal(answer), retry_after(answer, self._clock.now()))
        return web.checked(answer)

    def feed(self, address: str, headers: Mapping[str, str]) -> web.Answer:
        """What a feed's server answers, whatever its status. Feeds are there to be asked for by programs.

        Raises:
            LaterError: it cannot be reached, or asked to be left alone.
            SourceError: it sends from address to address.
        """
        return self._hop(address, headers, MAX_PAGE_BYTES, heed=False)

    def _hop(self, address: str, headers: Mapping[str, str], limit: int | None, heed: bool) -> web.Answer:
        for _ in range(_HOPS):
            if not _is_sound(address):
                raise SourceError("no address of the web")
            if heed and not self._robots_of(address).allows(address):
                raise DeniedError("robots.txt asks not to read it")
            answer = self._ask(address, headers, limit)
            target = answer.headers.get("location")
            if answer.status not in _MOVED or not target:
                return answer._replace(url=address)
            address = _joined(address, target)
        raise SourceError("the server sends from address to address without end")

    def _ask(self, address: str, headers: Mapping[str, str], limit: int | None) -> web.Answer:
        host = _host(address)
        now = self._clock.now()
        until, reason = self._resting.get(host, (now, ""))
        if until > now:
            raise LaterError(reason, until)
        if (due := self._next.get(host, now)) > now:
            self._clock.sleep((due - now).total_seconds())
        try:
            answer = web.ask(address, headers, self._timeout, limit, follow=False)
        except web.UnreachableError as error:
            self._failed[host] += 1
            if self._failed[host] >= _FAILURES:
                self._resting[host] = self._clock.now() + _REST, str(error)
            raise LaterError(str(error)) from None
        finally:
            self._next[host] = self._clock.now() + timedelta(seconds=self._pause_of(host))
        self._failed[host] = 0
        if answer.status in _BUSY and (alone := retry_after(answer, self._clock.now())) is not None:
            self._resting[host] = alone, f"the server asked to be left alone until {alone:%Y-%m-%d %H:%M} UTC"
        return answer

    def _pause_of(self, host: str) -> float:
        asked = self._robots[host][1].delay if host in self._robots else None
        return min(max(self._pause, asked or 0.0), LONGEST_PAUSE)

    def _robots_of(self, address: str) -> Robots:
        """The rules of a server, asked for once a day; none where it has none, no page where it fails to give them."""
        host = _host(address)
        held = self._robots.get(host)
        if held is not None and held[0] > self._clock.now():
            return held[1]
        answer = self._robots_file(f"{host}/robots.txt")
        if answer.status >= 500 or answer.status == 429:
            raise LaterError(f"robots.txt cannot be had: {web.refusal(answer)}")
        try:
            # A page in its place, as some servers give for everything that is missing, has no rule in it.
            robots = parse_robots(decode(answer.data), web.AGENT) if answer.status == 200 else Robots()
        except SourceError:
            robots = Robots()
        self._robots[host] = self._clock.now() + _ROBOTS_HOLD, robots
        return robots

    def _robots_file(self, address: str) -> web.Answer:
        for _ in range(_HOPS):
            answer = self._ask(address, {"Accept": "text/plain, */*;q=0.1"}, _ROBOTS_BYTES)
            target = answer.headers.get("location")
            if answer.status not in _MOVED or not target:
                break
            address = _joined(address, target)
            if not _is_sound(address):
                break
        return answer


def retry_after(answer: web.Answer, now: datetime) -> datetime | None:
    """Until when a server asks to be left alone, in seconds or as a date; a day at most."""
    value = answer.headers.get("retry-after", "").strip()
    if value.isascii() and value.isdigit():
        until = now + min(timedelta(seconds=int(value[:9])), LONGEST_REST)
    else:
        try:
            until = parsedate_to_datetime(value)
        except (ValueError, TypeError, IndexError, OverflowError):
            return None
        until = until.replace(tzinfo=UTC) if until.tzinfo is None else until.astimezone(UTC)
    return min(until, now + LONGEST_REST) if until > now else None


def _is_sound(address: str) -> bool:
    try:
        return web.is_address(address) and bool(urlsplit(address).netloc)
    except ValueError:  # "http://[bad"
        return False


def _joined(address: str, target: str) -> str:
    try:
        return urljoin(address, target)
    except ValueError:
        return ""


def _host(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.scheme.lower()}://{parts.netloc.lower()}"
