"""The web, asked for only what the user names: one request, one answer, bounded in time and size."""

from __future__ import annotations

import http.client
import time
import urllib.error
import urllib.parse
import urllib.request
import zlib
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from communique.errors import SourceError
from communique.intake.limits import MAX_FILE_BYTES, MAX_PAGE_BYTES
from communique.intake.media import SUFFIXES, VAGUE

TIMEOUT = 15.0
"""Seconds without an answer, and for the whole page four times as many."""

AGENT = "communique"
"""The name by which a robots.txt can address us."""

_HEADERS = {"User-Agent": f"{AGENT} (+reads what its user names)", "Accept": "text/html, text/plain;q=0.9, */*;q=0.1"}


class UnreachableError(SourceError):
    """No answer came, or no whole one; another time one may."""


class Answer(NamedTuple):
    """What a server answered: status, the address it came from in the end, headers by small letters, body."""

    status: int
    url: str
    headers: Mapping[str, str]
    data: bytes

    @property
    def media_type(self) -> str:
        """What it says it is ("text/html"); empty where it says nothing."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()

    @property
    def charset(self) -> str | None:
        """The coding it says it is in."""
        for part in self.headers.get("content-type", "").split(";")[1:]:
            name, _, value = part.partition("=")
            if name.strip().lower() == "charset":
                return value.strip("\"' ") or None
        return None


def is_address(source: str) -> bool:
    """Whether a source is the address of a web page."""
    return source.lower().startswith(("http://", "https://"))


def fetch(address: str, timeout: float = TIMEOUT) -> Answer:
    """The page or file at an address.

    Raises:
        SourceError: no answer, an answer that says no, too large, or nothing that can be read; the message is one line.
    """
    return checked(ask(address, timeout=timeout))


def checked(answer: Answer) -> Answer:
    """The answer itself, where it gives something that can be read.

    Raises:
        SourceError: it says no, or gives a picture or the like.
    """
    if answer.status >= 300:
        raise SourceError(refusal(answer))
    if answer.media_type not in SUFFIXES and answer.media_type not in VAGUE:
        raise SourceError(f"not a web page but {answer.media_type}")
    return answer


def refusal(answer: Answer) -> str:
    """An answer that gives no page, in words."""
    reason = http.client.responses.get(answer.status, "")
    return f"the server answers {answer.status} {reason}".rstrip()


def ask(
    address: str,
    headers: Mapping[str, str] | None = None,
    timeout: float = TIMEOUT,
    limit: int | None = None,
    follow: bool = True,
) -> Answer:
    """What a server answers, whatever its status.

    Args:
        address: what is asked for.
        headers: to be sent beside the usual ones.
        timeout: seconds without an answer.
        limit: bytes at most; where None, as many as a page may have, or a file of the kind that is sent.
        follow: go where a redirection points, ten times at most; else that is the answer.

    Raises:
        UnreachableError: no answer, or no end of it.
        SourceError: more bytes than that.
    """
    try:
        request = urllib.request.Request(_encoded(address), headers={**_HEADERS, **(headers or {})})
        deadline = time.monotonic() + 4 * timeout
        try:
            with _opener(follow).open(request, timeout=timeout) as reply:
                return _answer(reply, reply.status, deadline, limit)
        except urllib.error.HTTPError as error:
            with error:
                if follow and 300 <= error.code < 400 and error.code != 304:
                    raise SourceError("the server sends from address to address without end") from None
                return _answer(error, error.code, deadline, limit)
    except TimeoutError:
        raise UnreachableError(f"no answer within {timeout:g} seconds") from None
    except urllib.error.URLError as error:
        if isinstance(error.reason, TimeoutError):
            raise UnreachableError(f"no answer within {timeout:g} seconds") from None
        raise UnreachableError(f"cannot be reached ({_line(error.reason)})") from None
    except (http.client.HTTPException, OSError, ValueError) as error:
        raise UnreachableError(f"cannot be read ({_line(error) or type(error).__name__})") from None


@cache
def _opener(follow: bool) -> urllib.request.OpenerDirector:
    """What speaks HTTP and nothing else: a server cannot send us on to a file or an FTP server."""
    opener = urllib.request.OpenerDirector()
    for handler in (
        urllib.request.ProxyHandler(),
        urllib.request.UnknownHandler(),
        urllib.request.HTTPHandler(),
        urllib.request.HTTPSHandler(),
        urllib.request.HTTPDefaultErrorHandler(),
        urllib.request.HTTPErrorProcessor(),
        *([urllib.request.HTTPRedirectHandler()] if follow else []),
    ):
        opener.add_handler(handler)
    return opener


def _answer(
    reply: http.client.HTTPResponse | urllib.error.HTTPError, status: int, deadline: float, limit: int | None
) -> Answer:
    headers = {name.lower(): str(value) for name, value in reply.headers.items()}
    answer = Answer(status, reply.geturl(), headers, b"")
    if limit is None:
        is_file = status < 300 and SUFFIXES.get(answer.media_type, ".html") not in (".html", ".txt")
        limit = MAX_FILE_BYTES if is_file else MAX_PAGE_BYTES
    data = _body(reply, deadline, limit)
    if "gzip" in headers.get("content-encoding", "").lower():  # not asked for, and sent all the same
        data = _inflated(data, limit)
    return answer._replace(data=data)


def _body(reply: http.client.HTTPResponse | urllib.error.HTTPError, deadline: float, limit: int) -> bytes:
    parts: list[bytes] = []
    size = 0
    while part := reply.read1(65_536):
        parts.append(part)
        size += len(part)
        if size > limit:
            raise SourceError(f"more than {limit:,} bytes")
        if time.monotonic() > deadline:
            raise UnreachableError("the page does not end")
    return b"".join(parts)


def _inflated(data: bytes, limit: int) -> bytes:
    try:
        unpacked = zlib.decompressobj(31).decompress(data, limit + 1)
    except zlib.error:
        return data
    if len(unpacked) > limit:
        raise SourceError(f"more than {limit:,} bytes")
    return unpacked


def _encoded(address: str) -> str:
    """The address with what is outside ASCII percent-encoded ("…/Élysée")."""
    parts = urllib.parse.urlsplit(address)
    host = parts.netloc.encode("idna").decode("ascii") if not parts.netloc.isascii() else parts.netloc
    safe = "/:?#[]@!$&'()*+,;=%~"
    return urllib.parse.urlunsplit((parts.scheme, host, *(urllib.parse.quote(part, safe) for part in parts[2:])))


def _line(error: object) -> str:
    return " ".join(str(error).split())
