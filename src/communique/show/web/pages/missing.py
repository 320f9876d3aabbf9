"""What is shown where nothing is: what went wrong, what may have been meant, and a way to look for it."""

from __future__ import annotations

from difflib import get_close_matches

from starlette.exceptions import HTTPException

from communique.errors import CommuniqueError, DateError, QuestionError
from communique.record import Ledger
from communique.show.web.rendering import short
from communique.show.web.site import Answer, MissingError, RefusedError, Site

_STATUS: dict[type[Exception], int] = {QuestionError: 400, DateError: 400, MissingError: 404}
_TITLES = {400: "This will not do", 403: "Not changed", 404: "Nothing is here", 405: "Not that way"}


def missing(error: Exception, path: str, site: Site, ledger: Ledger) -> Answer:
    """The page for an error.

    Args:
        error: one of ours, or of HTTP; its text is for the visitor.
        path: what was asked for.
        site: whose page it is.
        ledger: open, to look for what may have been meant.
    """
    if isinstance(error, HTTPException):
        status, message = error.status_code, f"This site has no page {short(path)}." if error.status_code == 404 else ""
    elif isinstance(error, RefusedError):
        status, message = error.status, str(error)
    else:
        status = next((code for kind, code in _STATUS.items() if isinstance(error, kind)), 500)
        message = str(error) if isinstance(error, CommuniqueError) else ""
    near = list(error.near) if isinstance(error, MissingError) else _alike(path, site)
    title = _TITLES.get(status, "This did not work")
    data = {"error": message or title, "near": [address for _, address in near]}
    context = {"message": message, "near": near, "words": " ".join(path.strip("/").split("/")[-1:])[:80]}
    return Answer(title, "missing.html", context, rows=[data], data=data, status=status)


def _alike(path: str, site: Site) -> list[tuple[str, str]]:
    """Pages of the menu whose address is written nearly so: /contact for /contacts."""
    asked = path.strip("/").partition("/")[0].partition(".")[0].lower()
    places = {place.strip("/"): (name, place) for name, place in site.menu if place != "/"}
    return [places[one] for one in get_close_matches(asked, places, n=3, cutoff=0.6)]
