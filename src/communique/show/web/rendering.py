"""Templates: how an answer becomes HTML. Whatever an article says is text there, never markup."""

from __future__ import annotations

import re
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from communique.record.asking.question import STATUS_GROUPS
from communique.record.sheets import Count
from communique.show.web import addresses
from communique.show.web.site import Answer, Site

if TYPE_CHECKING:
    from starlette.requests import Request

_HERE = Path(__file__).resolve().parent
STATIC = _HERE / "static"
SHORT = 160
"""So many characters of a name or title are enough to know it by; a title of a megabyte is no title."""

GLYPHS = {"happened": "●", "ahead": "○", "off": "×"}
"""The mark before a status, so that it is told without colour."""
GROUP_NAMES = {"happened": "Took place", "ahead": "Ahead, not yet held", "off": "Not taking place"}
_GROUP_OF = {status: group for group, statuses in STATUS_GROUPS.items() for status in statuses}

# What turns a line around or cannot be seen: an article must not make "refused" read "desufer".
_UNSEEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")


def rendered(answer: Answer, request: Request, site: Site, *, token: str, face: str) -> str:
    """The HTML of an answer.

    Args:
        answer: its context goes to its template.
        request: whose address the page has.
        site: for the menu.
        token: for forms.
        face: "light", "dark" or "auto".
    """
    path, query = request.url.path, request.url.query
    base = "/today" if path == "/" else path
    return (
        environment()
        .get_template(answer.template)
        .render(
            **answer.context,
            title=answer.title,
            site=site,
            path=path,
            here=f"{path}?{query}" if query else path,
            forms={form: f"{base}.{form}{f'?{query}' if query else ''}" for form in ("json", "csv")},
            exported=answer.status == 200,
            token=token,
            face=face,
        )
    )


@cache
def environment() -> Environment:
    """The templates with their filters; everything put out is escaped, and stripped of what turns lines around."""
    made = Environment(
        loader=FileSystemLoader(_HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_finalized,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters.update(
        short=short, word=word, bare=bare, group=group_of, count=count, plural=plural, web=web, drawn=drawn
    )
    made.globals.update(
        address=addresses,
        LONGEST_NAME=addresses.LONGEST_NAME,
        GLYPHS=GLYPHS,
        GROUP_NAMES=GROUP_NAMES,
        STATUS_GROUPS=STATUS_GROUPS,
        static=static,
    )
    return made


def visible(text: str) -> str:
    """Text without characters that cannot be seen and change how others look."""
    return _UNSEEN.sub("", text)


def short(text: str | None, most: int = SHORT) -> str:
    """The beginning of a text on one line."""
    line = " ".join((text or "")[: most * 4].split())
    return line if len(line) <= most and len(text or "") <= most * 4 else line[: most - 1].rstrip() + "…"


def word(value: str) -> str:
    """A key of a vocabulary as people write it: "not_planned" is "not planned"."""
    return value.replace("_", " ")


def bare(label: str) -> str:
    """The label of a contact without status and date: "Macron (FRA), Putin (RUS): call"."""
    return label.rpartition(", ")[0] or label


def group_of(status: str) -> str:
    """The group a status belongs to: "happened", "ahead" or "off"."""
    return _GROUP_OF[status]


def drawn(svg: str) -> Markup:
    """A picture of ours as markup: `communique.show.pictures` escapes whatever an article says in it."""
    return Markup(svg)


def count(number: int | Count) -> str:
    """A number as people write it: "12,345", or "10,000+" where there are more."""
    return f"{number:,}" if isinstance(number, int) else str(number)


def plural(number: int, noun: str) -> str:
    """A count with its noun: "1 contact", "2,000 contacts"."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def web(url: str | None) -> str | None:
    """An address that a link may lead to; "javascript:" and the like are none."""
    if url is None or len(url) > 2000 or not re.match(r"https?://[^\s/]", url, re.I):
        return None
    return url


@cache
def static(name: str) -> str:
    """The address of a file of ours, which changes with its bytes, so that browsers may keep it."""
    return f"/static/{name}?{sha256((STATIC / name).read_bytes()).hexdigest()[:8]}"


def _finalized(value: Any) -> Any:
    if value is None:
        return ""
    if isinstance(value, str) and not isinstance(value, Markup):
        return visible(value)
    return value
