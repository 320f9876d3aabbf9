"""Addresses of the site as files of a folder, and pages with their links rewritten so; forms and scripts go."""

from __future__ import annotations

import posixpath
import re
from hashlib import sha256
from html import escape
from html.parser import HTMLParser
from urllib.parse import parse_qsl, quote, unquote, urljoin, urlsplit

# What only a running server can do: look for words, change the ledger, answer questions as other formats.
_SERVER = ("/search", "/review", "/face")
_OTHER_FORMS = (".json", ".csv", ".ics", ".atom")
# Pages of a long list or text, and of two actors; other words of a query are filters.
_FOLLOWED = frozenset({"offset", "part", "a", "b"})

_PLAIN = re.compile(r"[a-z0-9][a-z0-9_-]{0,79}")
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)")  # no file of Windows can be called so
_FOOT = re.compile(r"This page as <a[^>]*>CSV</a> or <a[^>]*>JSON</a>\. ?")


def is_page(address: str) -> bool:
    """Whether an address of the site is a page that a folder can hold."""
    parts = urlsplit(address)
    if parts.scheme or parts.netloc or parts.path.startswith(_SERVER) or parts.path.endswith(_OTHER_FORMS):
        return False
    return static_of(address) is None and {name for name, _ in parse_qsl(parts.query)} <= _FOLLOWED


def static_of(address: str) -> str | None:
    """The name of a style sheet or picture of the site; None for anything else."""
    path = urlsplit(address).path
    return path.removeprefix("/static/") if path.startswith("/static/") else None


def file_of(address: str) -> str:
    """The file of an address, relative to the folder: "/contact/c-1" is "contact/c-1.html".

    No two addresses have one file, also where a file system knows no capitals.
    """
    parts = urlsplit(address)
    if parts.path.startswith("/static/"):
        return parts.path.lstrip("/")
    segments = [_segment(unquote(one)) for one in parts.path.strip("/").split("/")] if parts.path != "/" else ["index"]
    if parts.query:
        segments[-1] += "~" + _segment("-".join(f"{name}-{value}" for name, value in parse_qsl(parts.query)))
    return "/".join(segments) + ".html"


def rewritten(page: str, address: str) -> tuple[str, list[str]]:
    """A page for a folder, and the addresses of the site that it leads to, without what stands behind "#"."""
    rewriter = _Rewriter(address)
    rewriter.feed(page)
    rewriter.close()
    return _FOOT.sub("", "".join(rewriter.out)), list(dict.fromkeys(rewriter.found))


class _Rewriter(HTMLParser):
    """Gives a page out again as it came, but for links, and without forms and scripts."""

    def __init__(self, address: str) -> None:
        super().__init__(convert_charrefs=False)
        self.out: list[str] = []
        self.found: list[str] = []
        self._address = address
        self._within = ""  # the element that is left out, with all it holds
        self._drawing = False
        self._closing = "a"  # what a link became: one that leads nowhere must not look like a link

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._within:
            return
        if tag in ("form", "script"):
            self._within = tag
        elif not (tag == "link" and ("rel", "alternate") in attrs):
            self._drawing = self._drawing or tag == "svg"
            self.out.append(self._tag(tag, attrs))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if not self._within:
            self.out.append(self._tag(tag, attrs))

    def handle_endtag(self, tag: str) -> None:
        if tag == self._within:
            self._within = ""
        elif not self._within:
            self._drawing = self._drawing and tag != "svg"
            self.out.append(f"</{self._closing if tag == 'a' else tag}>")

    def handle_data(self, data: str) -> None:
        self._keep(data)

    def handle_entityref(self, name: str) -> None:
        self._keep(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self._keep(f"&#{name};")

    def handle_comment(self, data: str) -> None:
        self._keep(f"<!--{data}-->")

    def handle_decl(self, decl: str) -> None:
        self._keep(f"<!{decl}>")

    def _keep(self, text: str) -> None:
        if not self._within:
            self.out.append(text)

    def _tag(self, tag: str, attrs: list[tuple[str, str | None]]) -> str:
        raw = self.get_starttag_text() or ""
        if tag == "a":
            self._closing = "a"
        names = {name for name, _ in attrs}
        # Where the ledger lies on the machine that wrote this is nobody's business.
        path = tag == "span" and ("class", "ledger") in attrs
        if not names & {"href", "src", "xlink:href"} and not path:
            return raw
        kept, leads = [], True
        for name, value in attrs:
            if name in ("href", "src", "xlink:href") and value is not None:
                value = self._relative(value)
                if value is None:
                    leads = False
                    continue
            elif path and name == "title":
                continue
            kept.append(f" {name}" if value is None else f' {name}="{escape(value)}"')
        if tag == "a":
            self._closing = tag = "a" if leads else "g" if self._drawing else "span"
        return f"<{tag}{''.join(kept)}{' /' if raw.endswith('/>') else ''}>"

    def _relative(self, link: str) -> str | None:
        """A link as it stands in a file; None where it leads to nothing that a folder can hold."""
        if link.startswith("#") or urlsplit(link).scheme:
            return link
        whole = urljoin(self._address, link)
        bare, _, place = whole.partition("#")
        if static_of(bare) is None and not is_page(bare):
            return None
        self.found.append(bare)
        start = posixpath.dirname(file_of(self._address)) or "."
        return quote(posixpath.relpath(file_of(bare), start)) + (f"#{place}" if place else "")


def _segment(name: str) -> str:
    if _PLAIN.fullmatch(name) and not _RESERVED.fullmatch(name):
        return name
    plain = re.sub(r"[^A-Za-z0-9_-]+", "-", name)[:60].strip("-") or "x"
    return f"{plain}-{sha256(name.encode()).hexdigest()[:8]}"
