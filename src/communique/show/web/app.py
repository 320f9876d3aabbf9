"""The application: routes of all pages, each in three forms, with what goes wrong as a page of its own."""

from __future__ import annotations

import secrets
import socket
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response, StreamingResponse
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from communique.errors import CommuniqueError, DateError, LedgerError, QuestionError
from communique.record import Ledger
from communique.record.asking import Asking
from communique.show.web import addresses, safety, tabular
from communique.show.web.pages import PAGES
from communique.show.web.pages.missing import missing
from communique.show.web.rendering import STATIC, rendered
from communique.show.web.site import FORMS, Answer, MissingError, Moved, Page, RefusedError, Site, Visit
from communique.show.web.site import Form as FormName
from communique.show.web.subscriptions import subscriptions

_FACE = "communique_face"
_FACES = ("light", "dark")
_YEAR = 365 * 24 * 3600
_MOST = 1 << 20  # bytes of a form


def create_app(
    ledger: str | Path,
    *,
    read_only: bool = False,
    password: str | None = None,
    names: Iterable[str] = (),
    actors: Path | None = None,
    who: str = "a reader",
) -> Starlette:
    """The web application over a ledger.

    Args:
        ledger: the file; it is opened anew for each visit, so that another process may write meanwhile.
        read_only: refuse every change.
        password: what a visitor must give (HTTP Basic, any user name), None for nothing.
        names: further host names under which the site may be asked for.
        actors: a folder with tables of actors of the user's own.
        who: whom corrections are ascribed to.

    Raises:
        LedgerError: there is no ledger there, or it cannot be read.
    """
    path = Path(ledger)
    Ledger(path, create=False, read_only=read_only).close()
    site = Site(
        path,
        read_only,
        password,
        frozenset(name.lower() for name in (*names, socket.gethostname())),
        actors,
        secrets.token_bytes(32),
        who,
        tuple((page.menu, page.path) for page in PAGES if page.menu),
    )
    routes: list[Route | Mount] = [
        Mount("/static", StaticFiles(directory=STATIC), name="static"),
        Route("/face", _face, methods=["POST"]),
        *subscriptions(site),
    ]
    for page in PAGES:
        for form in FORMS:
            routes += _routes(page, form, site)
    return Starlette(
        routes=routes,
        middleware=[Middleware(safety.Safety, site=site)],
        exception_handlers={
            HTTPException: _failing(site),
            CommuniqueError: _failing(site),
        },
    )


def _routes(page: Page, form: FormName, site: Site) -> Iterable[Route]:
    async def get(request: Request) -> Response:
        return await run_in_threadpool(_answered, page, form, request, site)

    async def post(request: Request) -> Response:
        # Read here, as reading a form waits for the network; all else may block and goes to a thread.
        async with request.form(max_files=0, max_part_size=_MOST) as fields:
            sent = {name: fields.getlist(name) for name in fields}
        return await run_in_threadpool(_acted, page, request, site, sent)

    path = page.path if form == "html" else addresses.in_form(page.path, form)
    yield Route(path, get, methods=["GET"])
    if form == "html" and page.act is not None:
        yield Route(path, post, methods=["POST"])


def _answered(page: Page, form: FormName, request: Request, site: Site) -> Response:
    if any(not value.strip() for _, value in request.query_params.multi_items()):
        # A form without script sends its empty fields too; an address worth sharing has none.
        pairs = [(name, value) for name, value in request.query_params.multi_items() if value.strip()]
        return RedirectResponse(addresses.with_query(request.url.path, pairs), 302)
    with Ledger(site.ledger, create=False, read_only=True) as ledger:
        try:
            answer = page.answer(_visit(request, form, site, ledger))
        except (QuestionError, DateError, MissingError) as error:
            answer = missing(error, request.url.path, site, ledger)
        if isinstance(answer, Moved):
            return RedirectResponse(answer.to, 302)
        return _response(answer, form, request, site)


def _acted(page: Page, request: Request, site: Site, sent: Mapping[str, list[Any]]) -> Response:
    assert page.act is not None
    if site.read_only:
        raise RefusedError("This site only shows the ledger: it was started with --read-only.")
    token = next(iter(sent.get("token", [""])), "")
    if not isinstance(token, str) or not safety.is_ours(request, token, site):
        raise RefusedError("This form is out of date. Go back, load the page again, and send it once more.")
    with Ledger(site.ledger, create=False, read_only=True) as ledger:
        try:
            moved = page.act(_visit(request, "html", site, ledger), sent)
        except RefusedError as error:
            if _wants_json(request):
                return JSONResponse({"error": str(error)}, error.status)
            raise
    if _wants_json(request):
        return JSONResponse({"to": moved.to, "corrections": list(moved.corrections or ())})
    return RedirectResponse(moved.to, 303)


def _wants_json(request: Request) -> bool:
    return "application/json" in request.headers.get("accept", "")


def _visit(request: Request, form: FormName, site: Site, ledger: Ledger) -> Visit:
    asking = Asking(ledger.connection, site.actors)
    path = request.url.path
    plain = path.removesuffix(f".{form}") if form != "html" else path
    return Visit(
        site,
        form,
        "/" if plain == "/today" else plain,
        dict(request.path_params),
        request.query_params,
        ledger.connection,
        asking,
    )


def _response(answer: Answer, form: FormName, request: Request, site: Site) -> Response:
    kept = {"cache-control": "no-cache", "vary": "Cookie"}
    if form != "html":
        content = tabular.written(answer, form)
        return StreamingResponse(content, answer.status, media_type=tabular.TYPES[form], headers=kept)
    token, fresh = safety.token_of(request, site)
    face = request.cookies.get(_FACE)
    page = rendered(answer, request, site, token=token, face=face if face in _FACES else "auto")
    response = Response(page, answer.status, media_type="text/html", headers=kept)
    if fresh is not None:
        response.set_cookie(safety.COOKIE, fresh, httponly=True, samesite="strict")
    return response


async def _face(request: Request) -> Response:
    """Remember whether the visitor wants the light or the dark face, and go back to where he was."""
    async with request.form(max_files=0) as fields:
        face, back = str(fields.get("face", "")), str(fields.get("back", "/"))
    response = RedirectResponse(addresses.local(back), 303)
    if face in _FACES:
        response.set_cookie(_FACE, face, max_age=_YEAR, httponly=True, samesite="lax")
    else:
        response.delete_cookie(_FACE)
    return response


def _failing(site: Site) -> Callable[[Request, Exception], Response]:
    """What a visitor is shown where no page answers."""

    def failed(request: Request, error: Exception) -> Response:
        path = request.url.path
        form: FormName = next((form for form in FORMS if path.endswith(f".{form}")), "html")
        try:
            with Ledger(site.ledger, create=False, read_only=True) as ledger:
                return _response(missing(error, path, site, ledger), form, request, site)
        except LedgerError as broken:
            return Response(f"{broken}\n", 503, media_type="text/plain")

    return failed
