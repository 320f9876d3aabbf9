"""Leftovers of HTML and marks of Markdown in text: gone, the words they held kept."""

from __future__ import annotations

import re

from communique.clean.mapped import Mapped

_UNSEEN = re.compile(r"<!--.{0,5000}?-->|<(script|style)\b[^<>]{0,300}>.{0,20000}?</\1\s*>", re.S | re.I)
_CLOSED = re.compile(r"-->|</s(?:cript|tyle)", re.I)
_BLOCK_TAG = re.compile(
    r"</?(?:p|div|li|ul|ol|h[1-6]|tr|td|th|table|tbody|blockquote|section|article|figure|figcaption|br|hr)\b[^<>\n]{0,300}>",
    re.I,
)
_INLINE_TAG = re.compile(
    r"</?(?:b|i|u|em|strong|a|span|sup|sub|font|small|big|img|mark|cite|q|abbr|time)\b[^<>\n]{0,500}>", re.I
)

_IMAGE = re.compile(r"!\[([^\[\]\n]{0,300})\]\([^()\s]{1,500}(?: \"[^\"\n]{0,200}\")?\)")
_LINK = re.compile(
    r"(?<!!)\[([^\[\]\n]{1,300})\]\((?:https?:|mailto:|/|#|www\.)[^()\s]{0,500}(?: \"[^\"\n]{0,200}\")?\)"
)
_STRONG = re.compile(r"(\*\*|__)(?=\S)([^*_\n]{1,400}?)(?<=\S)\1")
_EMPHASIS = re.compile(r"(?<![\w*])\*(?=[^\s*])([^*\n]{1,300}?)(?<=[^\s*])\*(?![\w*])")


def strip_markup(text: Mapped) -> Mapped:
    """The text without tags, comments, Markdown emphasis and link targets; a block tag becomes a line end."""
    if "<" in text.text:
        if _CLOSED.search(text.text):
            text = text.sub(_UNSEEN, lambda _: "\n")
        text = text.sub(_BLOCK_TAG, lambda _: "\n")
        text = text.sub(_INLINE_TAG, lambda _: "")
    for pattern, group in ((_IMAGE, 1), (_LINK, 1), (_STRONG, 2), (_EMPHASIS, 1)):
        cuts: list[tuple[int, int]] = []
        for match in pattern.finditer(text.text):
            cuts += [(match.start(), match.start(group)), (match.end(group), match.end())]
        if cuts:
            text = text.cut(cuts)
    return text
