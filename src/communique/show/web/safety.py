"""What keeps a visit safe: whom we answer, under which name, which forms are ours, and what a page may load."""

from __future__ import annotations

import base64
import hmac
import ipaddress
import secrets
from hashlib import sha256
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from starlette.responses import PlainTextResponse

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from communique.show.web.site import Site

COOKIE = "communique_form"
_HEADERS = {
    # Nothing but our own files: no script or style within a page, no frame, no other machine.
    "content-security-policy": (
        "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self'; object-src 'none'; base-uri 'none'; "
        "form-action 'self'; frame-ancestors 'none'"
    ),
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    # No other site learns where a reader came from; our own forms still say that they are ours.
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}


class Safety:
    """Wraps the application: refuses strangers and foreign names, and adds to every answer what it may load."""

    def __init__(self, app: ASGIApp, site: Site) -> None:
        self._app = app
        self._site = site

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or refuse."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def send_safely(message: Message) -> None:
            if message["type"] == "http.response.start":
                present = {name.lower() for name, _ in message["headers"]}
                message["headers"] = [
                    *message["headers"],
                    *((k.encode(), v.encode()) for k, v in _HEADERS.items() if k.encode() not in present),
                ]
            await send(message)

        headers = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in scope["headers"]}
        if not knows_name(headers.get("host", ""), self._site.names):
            refusal = PlainTextResponse("Unknown host: this ledger is not shown under that name.\n", 400)
        elif self._site.password is not None and not _knows_password(headers, self._site.password):
            realm = {"www-authenticate": 'Basic realm="Communique", charset="UTF-8"'}
            refusal = PlainTextResponse("A password is needed.\n", 401, headers=realm)
        elif scope["method"] not in ("GET", "HEAD") and not _is_own(headers):
            refusal = PlainTextResponse("A form of another site changes nothing here.\n", 403)
        else:
            await self._app(scope, receive, send_safely)
            return
        await refusal(scope, receive, send_safely)


def knows_name(host: str, names: frozenset[str]) -> bool:
    """Whether a Host header is an address, "localhost", or one of the names given.

    A page elsewhere can have its own name lead to this machine (DNS rebinding); it can have no address lead here.
    """
    try:
        name = urlsplit(f"//{host}").hostname or ""
    except ValueError:
        return False
    if name == "localhost" or name in names:
        return True
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


def token_of(request: Request, site: Site) -> tuple[str, str | None]:
    """The token for the forms of a page, and the cookie to set where the visitor has none yet."""
    known = request.cookies.get(COOKIE, "")
    fresh = None if _is_nonce(known) else secrets.token_urlsafe(18)
    return _signed(fresh or known, site.secret), fresh


def is_ours(request: Request, token: str, site: Site) -> bool:
    """Whether a form was made by this site for this visitor."""
    nonce = request.cookies.get(COOKIE, "")
    return _is_nonce(nonce) and hmac.compare_digest(token.encode(), _signed(nonce, site.secret).encode())


def _signed(nonce: str, secret: bytes) -> str:
    return hmac.new(secret, nonce.encode(), sha256).hexdigest()


def _is_nonce(text: str) -> bool:
    return len(text) == 24 and text.isascii()


def _is_own(headers: dict[str, str]) -> bool:
    if headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        return False
    origin = headers.get("origin")
    return origin is None or (origin != "null" and urlsplit(origin).netloc == headers.get("host"))


def _knows_password(headers: dict[str, str], password: str) -> bool:
    kind, _, code = headers.get("authorization", "").partition(" ")
    try:
        given = base64.b64decode(code, validate=True)
    except ValueError:
        given = b""
    # Any user name will do: there is one password.
    _, _, said = given.partition(b":")
    return hmac.compare_digest(said, password.encode()) and kind.lower() == "basic"
