"""Addresses to subscribe to: `/calendar.ics` for calendars, `/changes.atom` for feed readers; filters as elsewhere."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from typing import BinaryIO

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from communique.record import Ledger
from communique.record.asking import Asking
from communique.record.asking.question import Table
from communique.show import exports
from communique.show.web.questions import asked
from communique.show.web.site import Site, Visit

Writer = Callable[[exports.Request, BinaryIO], None]

_ADDRESSES: tuple[tuple[str, Table, Writer, str], ...] = (
    ("/calendar.ics", "contacts", exports.write_calendar, "text/calendar"),
    ("/changes.atom", "changes", exports.write_feed, "application/atom+xml"),
)


def subscriptions(site: Site) -> list[Route]:
    """The routes of a site; each answers with the whole file, of the contacts or changes that the query asks for."""
    return [
        Route(path, _answering(site, table, write, kind), methods=["GET"]) for path, table, write, kind in _ADDRESSES
    ]


def _answering(site: Site, table: Table, write: Writer, kind: str) -> Callable[[Request], object]:
    def written(request: Request) -> bytes:
        with Ledger(site.ledger, create=False, read_only=True) as ledger:
            asking = Asking(ledger.connection, site.actors)
            visit = Visit(site, "json", request.url.path, {}, request.query_params, ledger.connection, asking)
            question = replace(asked(visit, table).question, limit=None, offset=0)
            out = BytesIO()
            write(exports.Request(ledger, question), out)
            return out.getvalue()

    async def get(request: Request) -> Response:
        return Response(
            await run_in_threadpool(written, request), media_type=kind, headers={"cache-control": "no-cache"}
        )

    return get
