"""The whole site as a folder of HTML that a browser reads from a disk: every page that is linked to."""

from __future__ import annotations

import asyncio
import sqlite3
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urljoin, urlsplit

from communique.errors import ExportError
from communique.record.asking import Question
from communique.record.database import IN_MEMORY, guarded
from communique.show.exports.links import file_of, is_page, rewritten, static_of
from communique.show.exports.request import Request

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Scope

_MOVED = (301, 302, 303, 307, 308)


class _Reply(NamedTuple):
    status: int
    headers: dict[str, str]
    body: bytes


def write_site(request: Request, folder: Path) -> None:
    """Fill a folder with the site; `index.html` is its first page.

    Raises:
        ExportError: filters are given, which a site cannot have, or a page has a fault.
        LedgerError: the ledger cannot be read.
    """
    if request.question != Question():
        raise ExportError("html holds the whole ledger: it takes no filters")
    if request.ledger.path == IN_MEMORY:
        raise ExportError("html needs a ledger that is a file")
    from communique.show.web import create_app

    with TemporaryDirectory() as place:
        # All pages of one state, though each visit opens the ledger anew.
        copy = Path(place) / request.ledger.path.name
        with guarded(request.ledger.path):
            target = sqlite3.connect(copy)
            request.ledger.connection.backup(target)
            target.close()
        asyncio.run(_walk(create_app(copy, read_only=True), folder, request))


async def _walk(app: ASGIApp, folder: Path, request: Request) -> None:
    from communique.show.web.pages import PAGES

    first = [page.path for page in PAGES if "{" not in page.path and is_page(page.path)]
    waiting, known = first[::-1], set(first)
    files: set[str] = set()
    while waiting:
        address = waiting.pop()
        reply = await _get(app, address)
        if reply.status >= 500:
            raise ExportError(f"{address}: the page has a fault ({reply.status}); please report it")
        if reply.status >= 400 and address in first:
            continue  # a page that answers a question only, as that of a pair
        if reply.status in _MOVED:
            page, found = _forward(address, urljoin(address, reply.headers["location"]))
        else:
            page, found = rewritten(reply.body.decode("utf-8"), address)
        _write(folder / file_of(address), page.encode("utf-8"))
        request.tally.write()
        for link in found:
            if static_of(link) is not None:
                files.add(urlsplit(link).path)
            elif is_page(link) and link not in known:
                known.add(link)
                waiting.append(link)
    for path in sorted(files):
        _write(folder / path.lstrip("/"), (await _get(app, path)).body)


def _forward(address: str, to: str) -> tuple[str, list[str]]:
    """A page that leads on to another."""
    page = f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Moved</title></head><body><p><a href="{to}">Here</a></p></body></html>'  # noqa: E501
    text, found = rewritten(page, address)
    where = text.partition('href="')[2].partition('"')[0]
    return text.replace("<title>", f'<meta http-equiv="refresh" content="0; url={where}"><title>'), found


def _write(file: Path, content: bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)


async def _get(app: ASGIApp, address: str) -> _Reply:
    """What the application answers to a visit, without any network in between."""
    parts = urlsplit(address)
    scope: Scope = {
        "type": "http",
        "asgi": {"version": "3.0", "spec_version": "2.4"},
        "http_version": "1.1",
        "method": "GET",
        "scheme": "http",
        "path": _decoded(parts.path),
        "raw_path": parts.path.encode("ascii"),
        "query_string": parts.query.encode("ascii"),
        "root_path": "",
        "headers": [(b"host", b"localhost")],
        "client": ("127.0.0.1", 0),
        "server": ("localhost", 80),
    }
    status, headers, chunks = 0, {}, []

    asked = False

    async def receive() -> Message:
        nonlocal asked
        if asked:  # nobody leaves before the answer is there
            await asyncio.Future()
        asked = True
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Message) -> None:
        nonlocal status
        if message["type"] == "http.response.start":
            status = message["status"]
            headers.update(
                {key.decode("latin-1").lower(): value.decode("latin-1") for key, value in message["headers"]}
            )
        else:
            chunks.append(message.get("body", b""))

    await app(scope, receive, send)
    return _Reply(status, headers, b"".join(chunks))


def _decoded(path: str) -> str:
    from urllib.parse import unquote

    return unquote(path)
