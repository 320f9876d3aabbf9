"""A page from the web, asked for only where the user names its address."""

from __future__ import annotations

import http.client
import time
import urllib.error
import urllib.parse
import urllib.request
from typing import NamedTuple

from communique.errors import SourceError
from communique.intake.limits import MAX_PAGE_BYTES

TIMEOUT = 15.0
"""Seconds without an answer, and for the whole page four times as many."""

_HEADERS = {"User-Agent": "communique (+local reading of one page)", "Accept": "text/html, text/plain;q=0.9, */*;q=0.1"}
_READABLE = ("text/html", "application/xhtml+xml", "text/plain", "text/markdown", "application/xml", "text/xml", "")


class Page(NamedTuple):
    """What an address answered: the bytes, and whether they are plain text."""

    data: bytes
    plain: bool


def is_address(source: str) -> bool:
    """Whether a source is the address of a web page."""
    return source.lower().startswith(("http://", "https://"))


def fetch(address: str, timeout: float = TIMEOUT) -> Page:
    """The page at an address.

    Raises:
        SourceError: no answer, an answer that says no, a page too large or none; the message is one line.
    """
    try:
        request = urllib.request.Request(_encoded(address), headers=_HEADERS)
        with urllib.request.urlopen(request, timeout=timeout) as answer:
            kind = answer.headers.get_content_type() if answer.headers.get("Content-Type") else ""
            if kind not in _READABLE:
                raise SourceError(f"not a web page but {kind}")
            return Page(_body(answer, time.monotonic() + 4 * timeout), kind in ("text/plain", "text/markdown"))
    except urllib.error.HTTPError as error:
        raise SourceError(f"the server answers {error.code} {_line(error.reason)}") from None
    except TimeoutError:
        raise SourceError(f"no answer within {timeout:g} seconds") from None
    except urllib.error.URLError as error:
        if isinstance(error.reason, TimeoutError):
            raise SourceError(f"no answer within {timeout:g} seconds") from None
        raise SourceError(f"cannot be reached ({_line(error.reason)})") from None
    except (http.client.HTTPException, OSError, ValueError) as error:
        raise SourceError(f"cannot be read ({_line(error) or type(error).__name__})") from None


def _body(answer: http.client.HTTPResponse, deadline: float) -> bytes:
    parts: list[bytes] = []
    size = 0
    while part := answer.read1(65_536):
        parts.append(part)
        size += len(part)
        if size > MAX_PAGE_BYTES:
            raise SourceError(f"more than {MAX_PAGE_BYTES:,} bytes")
        if time.monotonic() > deadline:
            raise SourceError("the page does not end")
    return b"".join(parts)


def _encoded(address: str) -> str:
    """The address with what is outside ASCII percent-encoded ("…/Élysée")."""
    parts = urllib.parse.urlsplit(address)
    host = parts.netloc.encode("idna").decode("ascii") if not parts.netloc.isascii() else parts.netloc
    safe = "/:?#[]@!$&'()*+,;=%~"
    return urllib.parse.urlunsplit((parts.scheme, host, *(urllib.parse.quote(part, safe) for part in parts[2:])))


def _line(error: object) -> str:
    return " ".join(str(error).split())
