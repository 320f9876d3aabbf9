"""Paragraphs from physical lines: lines wrapped at a fixed width put together, paragraphs run together parted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from communique.clean.mapped import Mapped
from communique.lexicon.abbreviations import ABBREVIATIONS
from communique.lexicon.words import load_words

_LINE = re.compile(r"[^\n]+")
_STOPPED = re.compile(r"[.!?…:;][\"”»')\]]*[ ]*$")
_LISTED = re.compile(r"[ ]*(?:[-–—*•·▪►●‣>]|\d{1,2}[.)]|[a-z][.)]|#{1,6} )")
_WRAP_WIDTH = range(40, 121)

# "…near Bengaluru.“Today's era…", "…[Jane Roe/Reuters]Diplomacy…": the paragraphs of a page run together.
_GLUE = re.compile(
    r"(?<=[a-zà-ÿ0-9%)\]][.!?])(?=[A-ZÀ-ÞĀ-Ž][a-zà-ÿ'A-Z ]|“\S)|(?<=[a-zà-ÿ0-9)][.!?]”)(?=[A-ZÀ-Þ“][a-zà-ÿ' ])"
    r"|(?<=[a-zà-ÿ]”[.!?])(?=[A-ZÀ-Þ“][a-zà-ÿ' ])|(?<=[a-zà-ÿ0-9%)][.!?])\"(?=[A-ZÀ-Þ][a-zà-ÿ' ])"
)
# A picture's credit is run together with what follows: "...to mediate. (Al Jazeera)Pandor has insisted".
_CREDIT_GLUE = re.compile(
    r"\[[^\[\]\n]{2,60}/[^\[\]\n]{2,60}\](?=[A-ZÀ-Þ][a-z])|(?<=[.!?] )\([A-Z][^()\n]{2,40}\)(?=[A-ZÀ-Þ][a-z])"
)
# "...sanctions against Russia.‘Important sign’Zelenskyy wrote": a heading that quotes.
_QUOTED_HEADING = re.compile(r"(?<=[a-z][.!?])(?P<heading>‘[A-Z][^‘’\n]{2,60}’)(?=[A-ZÀ-Þ][a-z])")
# "…, February 22, 2023:DiplomacyUnited States President…", "…on the deal.FightingUkrainian troops…"
_CAMEL = re.compile(
    r"(?:(?<=[a-z0-9)]:)|(?<=[.!?”\]\n]))(?P<heading>[A-Z][a-z]{3,}(?: [a-z]{2,} [A-Z][a-z]+)?)(?=[A-Z][a-z]+\b)"
)
_WORD_BEFORE = re.compile(r"\S+$")


def unwrap(text: Mapped) -> Mapped:
    """Line ends inside a paragraph become spaces.

    A line end goes where the next line starts in small letters after a line that ends nothing; in a text wrapped at a
    fixed width, wherever no blank line stands.
    """
    lines = [match.span() for match in _LINE.finditer(text.text)]
    wrapped = _is_wrapped(text.text, lines)
    spaces: list[int] = []
    for (start, end), (next_start, next_end) in pairwise(lines):
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
        for length, ((_, end), (start, _)) in zip(lengths, pairwise(lines), strict=False)
        if start - end == 1 and length
    ]
    if len(inner) < 3 or max(lengths) not in _WRAP_WIDTH:
        return 0
    width = max(lengths)
    full = sum(length >= width * 0.75 for length in inner)
    # Prose broken anywhere goes on in small letters; sentences that lost their full stops do not.
    running = sum(
        text[start:end].lstrip()[:1].islower() for (_, before), (start, end) in pairwise(lines) if start - before == 1
    )
    return width if full >= 0.6 * len(inner) and running >= 0.5 * len(inner) else 0


def unglue(text: Mapped) -> Mapped:
    """A line end put where a paragraph's full stop is followed by the next one's first word without a blank.

    Only texts where this happens twice or more, or once in a line of more than 1,500 characters, are taken to have lost
    their paragraphs. Abbreviations, addresses ("state.gov") and numbered items ("1.Clean water") are left alone;
    inside a quotation a space is put instead.
    """
    source = text.text
    places = sorted({*_stops(source), *(match.end() for match in _CREDIT_GLUE.finditer(source))})
    headings = [camel.span("heading") for camel in _CAMEL.finditer(source) if _is_label(camel)]
    headings = [span for span in headings if source[span[0] - 1] == ":" or span[0] in places]
    headings += [match.span("heading") for match in _QUOTED_HEADING.finditer(source)]
    evidence = len(places) + sum(start not in places for start, _ in headings)
    if evidence < 2 and (not places or max(map(len, source.split("\n"))) < 1500):
        return text
    added: dict[int, str] = {}
    paragraph = 0
    for at in places:
        added[at] = " " if _quoted(source, paragraph, at) else "\n"
        paragraph = at if added[at] == "\n" else paragraph
    for start, end in headings:
        added |= {start: "\n", end: "\n"}
    return text.insert(sorted(added.items()))


def _is_label(camel: re.Match[str]) -> bool:
    return all(word.lower() in load_words() for word in camel["heading"].split())


def _stops(text: str) -> Iterator[int]:
    start = 0
    for match in _GLUE.finditer(text):
        at = match.start()
        if _in_word(text, at):
            continue
        if match.group() and _quoted(text, start, at):
            at += 1  # a straight mark closes where one is open
        start = at
        yield at


def _in_word(text: str, at: int) -> bool:
    before = _WORD_BEFORE.search(text, max(0, at - 60), at)
    word = before.group() if before else ""
    after = text[at : at + 60].split(maxsplit=1)
    following = after[0] if after else ""
    if word.lower() in ABBREVIATIONS or (word.rstrip(".").isdigit() and len(word) < 4):
        return True
    if "@" in word + following or "/" in word or word.lower().startswith("www"):
        return True
    return bool(re.fullmatch(r"(?:Com|Org|Net|Gov|Ru|UK|[A-Z])\W*", following)) and following not in ("A", "I")


def _quoted(text: str, start: int, at: int) -> bool:
    """Whether a quotation is open at an offset, to judge by the marks of its paragraph, which starts at `start`."""
    before = text[max(start, text.rfind("\n", start, at) + 1, at - _LONGEST_QUOTATION) : at]
    return before.count("“") > before.count("”") or before.count('"') % 2 == 1


_LONGEST_QUOTATION = 3000
