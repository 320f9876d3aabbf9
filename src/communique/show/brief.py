"""A brief as a page that can be sent on: Markdown, or one HTML file without anything outside it."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from typing import TYPE_CHECKING, Literal
from urllib.parse import quote

from communique.show.brief_page import Page, Section, page
from communique.show.markdown import safe

if TYPE_CHECKING:
    from typing import TextIO

    from communique.record.asking import Briefing

BriefForm = Literal["markdown", "html"]


def write_brief(briefing: Briefing, out: TextIO, form: BriefForm = "markdown") -> None:
    """Write a brief; the same brief gives the same bytes.

    Args:
        briefing: what `Ledger.brief` gives.
        out: an open text stream.
        form: "markdown" or "html".
    """
    made = page(briefing)
    out.write(_html(made) if form == "html" else "\n".join(_markdown(made)) + "\n")


def _markdown(made: Page) -> Iterator[str]:
    yield f"# {safe(made.title)}"
    yield ""
    yield from (safe(line) for line in made.scope)
    for section in made.sections:
        yield from ("", f"## {safe(section.title)}", "", f"*{safe(section.note)}*", "")
        yield from _section(section)


def _section(section: Section) -> Iterator[str]:
    if not section.items:
        yield "None in the ledger."
    for item in section.items:
        facts = "".join(f"; {safe(fact)}" for fact in item.facts)
        yield f"- **{safe(item.when)}** {safe(item.what)}{facts} `{item.id}`"
        for words in item.words:
            source = f"[{safe(words.source)}](<{_address(words.url)}>)" if words.url else safe(words.source)
            yield f"  - {f'“{safe(words.quote)}” ' if words.quote else ''}— {source}"
    if section.more:
        yield f"- … and {section.more} more: `{section.command}`"


def _address(url: str) -> str:
    return quote(url, safe=":/?#[]@!$&'()*+,;=%~-._")


def _html(made: Page) -> str:
    from jinja2 import Environment

    template = (files("communique.show") / "templates" / "brief.html").read_text("utf-8")
    return Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True).from_string(template).render(page=made)
