"""XML written element by element with the standard library, and what of an article may stand in it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import BinaryIO
from xml.sax.saxutils import XMLGenerator
from xml.sax.xmlreader import AttributesImpl

from communique.show.phrases import plain

# XML 1.0 has no such characters, not even as references; lone surrogates are no characters at all.
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_ADDRESS = re.compile(r"https?://[^\s<>\"\\]+", re.I)


class Markup:
    """An XML document that is written as it grows; `close` ends it."""

    def __init__(self, out: BinaryIO) -> None:
        self._writer = XMLGenerator(out, encoding="utf-8", short_empty_elements=True)
        self._writer.startDocument()

    @contextmanager
    def inside(self, name: str, attributes: Mapping[str, object] | None = None) -> Iterator[None]:
        """An element around what is written meanwhile."""
        cleaned = {key: clean(str(value)) for key, value in (attributes or {}).items()}
        self._writer.startElement(name, AttributesImpl(cleaned))
        yield
        self._writer.endElement(name)
        self._writer.ignorableWhitespace("\n")

    def element(self, name: str, text: object = "", attributes: Mapping[str, object] | None = None) -> None:
        """An element with text, or none."""
        with self.inside(name, attributes):
            if text != "":
                self._writer.characters(clean(str(text)))

    def close(self) -> None:
        """Write what is left."""
        self._writer.endDocument()


def clean(text: str) -> str:
    """The text on one line, without what XML cannot hold, what cannot be seen, and what turns lines around."""
    return plain(_NO_XML.sub("", text))


def web_address(url: str | None) -> str | None:
    """An address that a link may lead to: no "javascript:", no blank or line break that would end a line of a file."""
    return url if url is not None and len(url) <= 2000 and url.isprintable() and _ADDRESS.fullmatch(url) else None
