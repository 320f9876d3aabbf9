"""Paragraphs from physical lines: lines wrapped at a fixed width put together, paragraphs run together parted."""

from __future__ import annotations

import re

from communique.clean.mapped import Mapped

_LINE = re.compile(r"[^\n]+")
_BLANK_LINES = re.compile(r"\n[ ]*\n")
_STOPPED = re.compile(r"[.!?…:;][\"”»')\]]*[ ]*$")
_LISTED = re.compile(r"[ ]*(?:[-–—*•·▪►●‣>]|\d{1,2}[.)]|[a-z][.)]|#{1,6} )")
_WRAP_WIDTH = range(40, 121)

# "…near Bengaluru.“Today's era…", "…, 2023:DiplomacyUnited States President…": the paragraphs of a page run together.
_GLUE = re.compile(
    r"(?<=[a-zà-ÿ0-9%)\]][.!?])(?=[A-ZÀ-ÞĀ-Ž“\"][a-zà-ÿ'A-Z])|(?<=[a-zà-ÿ0-9)][.!?,][”\"])(?=[A-ZÀ-ÞĀ-Ž“][a-z'])|(?<=[a-z]”[.!?])(?=[A-Z“][a-z'])"
    r"|(?<=[a-z0-9]:)(?=[A-Z][a-z])"
)
_DOTTED = re.compile(r"(?:\w+\.)+\w*$")
_CAMEL = re.compile(r"[A-Z][a-z]{3,}(?: [a-z]{2,} [A-Z][a-z]+)?(?=[A-Z][a-z]{2,})")


def unwrap(text: Mapped) -> Mapped:
    """Line ends inside a paragraph become spaces.

    A line end goes where the next line starts in small letters after a line that ends nothing; in a text wrapped at a
    fixed width, wherever no blank line stands.
    """
    lines = [match.span() for match in _LINE.finditer(text.text)]
    wrapped = _is_wrapped(text.text, lines)
    spaces: list[int] = []
    for (start, end), (next_start, next_end) in zip(lines, lines[1:], strict=False):
        line, following = text.text[start:end], text.text[next_start:next_end]
        if next_start - end != 1 or not line.strip() or not following.strip() or _LISTED.match(following):
            continue
        running = following.lstrip()[:1].islower() and not _STOPPED.search(line)
        if wrapped:
            long = len(line.rstrip()) + len(following.split()[0]) >= wrapped * 0.85
            running = running or ((long and not _LISTED.match(line)) or (long and not _STOPPED.search(line)))
        elif running:
            # A short line before small letters is a heading or a list of its own as often as not.
            running = len(line.strip()) > 25
        if running:
            spaces.append(end)
    if not spaces:
        return text
    chars = list(text.text)
    for at in spaces:
        chars[at] = " "
    return Mapped("".join(chars), text.starts, text.ends)


def _is_wrapped(text: str, lines: list[tuple[int, int]]) -> int:
    """The width a text is wrapped at, 0 where its lines are paragraphs."""
    lengths = [len(text[start:end].rstrip()) for start, end in lines]
    inner = [
        length
        for length, (_, end), (start, _) in zip(lengths, lines, lines[1:], strict=False)
        if start - end == 1 and length
    ]
    if len(inner) < 3 or max(lengths) not in _WRAP_WIDTH:
        return 0
    width = max(lengths)
    full = sum(length >= width * 0.75 for length in inner)
    unended = sum(
        not _STOPPED.search(text[start:end])
        for (start, end), (following, _) in zip(lines, lines[1:], strict=False)
        if following - end == 1
    )
    return width if full >= 0.6 * len(inner) and unended >= 0.5 * len(inner) else 0


def unglue(text: Mapped) -> Mapped:
    """A line end put where a paragraph's full stop is followed by the next one's first word without a blank.

    Only texts where this happens twice or more, or once in a line of more than 1,500 characters, are taken to have
    lost their paragraphs; addresses ("state.gov"), initials and figures are left alone. Inside a quotation a space is put instead.
    """
    places = [m.start() for m in _GLUE.finditer(text.text) if not _in_address(text.text, m.start())]
    if not places or (len(places) == 1 and len(max(text.text.split("\n"), key=len)) < 1500):
        return text
    added: dict[int, str] = {}
    for at in places:
        added[at] = " " if _quoted(text.text, at) else "\n"
        if camel := _CAMEL.match(text.text, at):
            added[camel.end()] = "\n"
    if not added:
        return text
    pieces, done = [], 0
    starts, ends = text.starts[:0], text.ends[:0]
    for at in sorted(added):
        pieces += (text.text[done:at], added[at])
        starts += text.starts[done:at]
        ends += text.ends[done:at]
        starts.append(text.starts[at - 1])
        ends.append(text.ends[at - 1])
        done = at
    pieces.append(text.text[done:])
    starts += text.starts[done:]
    ends += text.ends[done:]
    return Mapped("".join(pieces), starts, ends)


def _in_address(text: str, at: int) -> bool:
    start = max(text.rfind(" ", 0, at), text.rfind("\n", 0, at)) + 1
    word = text[start:at]
    end = min((i for i in (text.find(" ", at), text.find("\n", at)) if i >= 0), default=len(text))
    after = text[at:end]
    if "@" in word + after or "/" in word or "www" in word or word.endswith((".com.", ".gov.", ".org.")):
        return True
    return bool(re.match(r"(?:Com|Org|Net|Gov|[A-Z]{2,4}|[A-Z])(?:\W|$)", after)) and not re.match(
        r"(?:A|I|US|UN|EU|UK)\b ", text[at:]
    )


def _quoted(text: str, at: int) -> bool:
    start = text.rfind("\n", 0, at) + 1
    before = text[start:at]
    return before.count("“") > before.count("”") or before.count('"') % 2 == 1
