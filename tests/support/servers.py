"""A server on this machine that says what a test wants, and a clock that a test turns."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass(frozen=True)
class Reply:
    """What is answered: a body, or with `delay` nothing for so many seconds."""

    body: bytes = b""
    kind: str = "application/rss+xml"
    status: int = 200
    headers: tuple[tuple[str, str], ...] = ()
    delay: float = 0.0


@dataclass
class Site:
    """What a server says to each path, one reply after the other, the last again and again; and what it was asked."""

    address: str = ""
    replies: dict[str, list[Reply]] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    def says(self, path: str, *replies: Reply) -> str:
        """Set the replies to a path; gives its address."""
        self.replies[path] = list(replies)
        return self.address + path

    @property
    def paths(self) -> list[str]:
        """The paths asked for, in order."""
        return [path for path, _ in self.asked]

    def _next(self, path: str) -> Reply:
        replies = self.replies.get(path) or [Reply(b"nothing here", "text/plain", 404)]
        return replies.pop(0) if len(replies) > 1 else replies[0]


@contextmanager
def serving() -> Iterator[Site]:
    """A server for one test."""
    site = Site()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            site.asked.append((self.path, {name.lower(): value for name, value in self.headers.items()}))
            reply = site._next(self.path)
            time.sleep(reply.delay)
            self.send_response(reply.status)
            self.send_header("Content-Type", reply.kind)
            self.send_header("Content-Length", str(len(reply.body)))
            for name, value in reply.headers:
                self.send_header(name, value)
            self.end_headers()
            try:
                self.wfile.write(reply.body)
            except ConnectionError:  # the reader has had enough
                return

        def log_message(self, format: str, *args: object) -> None:
            """Keep the requests off standard error."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    site.address = f"http://127.0.0.1:{server.server_address[1]}"
    yield site
    server.shutdown()
    server.server_close()
    thread.join()


class StoppedError(Exception):
    """The clock was turned past the end of a test."""


@dataclass
class TestClock:
    """Time that passes only where somebody waits for it."""

    time: datetime = datetime(2022, 2, 21, 9, 0, tzinfo=UTC)
    end: datetime | None = None
    waits: list[float] = field(default_factory=list)
    __test__ = False

    def now(self) -> datetime:
        return self.time

    def sleep(self, seconds: float) -> None:
        self.waits.append(seconds)
        self.time += timedelta(seconds=seconds)
        if self.end is not None and self.time >= self.end:
            raise StoppedError
