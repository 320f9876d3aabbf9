"""Document to clean text."""

from __future__ import annotations

import re
from array import array
from dataclasses import dataclass, field

from communique.clean.datelines import find_dateline, find_place_line
from communique.clean.dates import DateLine, Day, date_line, find_days
from communique.clean.encoding import repair
from communique.clean.headings import has_turns, is_heading, lost_full_stops, same_words
from communique.clean.hyphens import join_broken_words
from communique.clean.lines import unglue, unwrap
from communique.clean.mapped import Mapped
from communique.clean.markup import strip_markup
from communique.clean.pieces import BULLET, Range, take_apart, trim
from communique.clean.text import Block, BlockKind, CleanText
from communique.schema import Document, Span, When

_HEAD_LINES = 8
"""Lines at the start of an article among which its own date stands; further down a date alone is a heading."""
_OPENING_PARAGRAPHS, _OPENING_LINES = 2, 30
_CAPTION_WORDS = 15
_LINE = re.compile(r"[^\n]+")
_DROPPED = re.compile(r"(?<= ) +|(?<![\w&/#])#(?=[A-Za-z]\w)|(?<=\w) (?=[,;:!?](?: |$)|\.(?: [A-Z“\"]|$))")


def clean(document: Document) -> CleanText:
    """The clean text of a document, with its blocks and the map to the raw offsets.

    Any text goes in; nothing is raised. What is passed over (furniture, datelines, date lines) stands in `blocks`.
    """
    text = strip_markup(repair(Mapped.of(document.text)))
    text = unglue(unwrap(join_broken_words(text)))
    work = _Work(text, document)
    for line in _LINE.finditer(text.text):
        work.add_line(line.start(), line.end())
    return work.finished()


@dataclass(slots=True)
class _Work:
    """The state of one cleaning: what has been kept, passed over and learned so far."""

    source: Mapped
    document: Document
    blocks: list[Block] = field(default_factory=list)
    breaks: list[tuple[int, BlockKind]] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    origin: array[int] = field(default_factory=lambda: array("l"))
    ends: array[int] = field(default_factory=lambda: array("l"))
    dates: list[tuple[int, Span, str | None]] = field(default_factory=list)
    dateline_date: tuple[Span, str] | None = None
    place: Span | None = None
    agency: Span | None = None
    lines: int = 0
    paragraphs: int = 0
    stops_lost: bool = False
    turns: bool = False
    after_dash: bool = False

    def __post_init__(self) -> None:
        lines = [line.strip() for line in self.source.text.split("\n")]
        self.stops_lost, self.turns = lost_full_stops(lines), has_turns(lines)

    def add_line(self, start: int, end: int) -> None:
        line = self.source.text[start:end]
        if not line.strip():
            return
        self.lines += 1
        dated = date_line(line.strip())
        if dated and (self.lines <= _HEAD_LINES or not dated.days or dated.rank != 1):
            self._add_date_line(dated, *trim(line, 0, len(line)), start)
            return
        parts = take_apart(line)
        for low, high in parts.furniture:
            self._block("furniture", start + low, start + high)
        if not parts.text:
            # "Biden and Suga in the Rose Garden." after a dash alone: what the page had there was a picture.
            self.after_dash = line.strip() == "-" and self.paragraphs < _OPENING_PARAGRAPHS and bool(self.breaks)
            return
        ranges = [(start + low, start + high) for low, high in parts.text]
        pictured, self.after_dash = self.after_dash and len(line.split()) < _CAPTION_WORDS, False
        if parts.caption or pictured:
            self._keep("caption", ranges)
            return
        self._add_text(ranges)

    def _add_date_line(self, dated: DateLine, low: int, high: int, start: int) -> None:
        self._block("date", start + low, start + high)
        days = [(self._span(start + low, day), day.edtf) for day in dated.days]
        self.dates += [(dated.rank, span, edtf) for span, edtf in days]

    def _add_text(self, ranges: list[Range]) -> None:
        start, end = ranges[0]
        line = self.source.text[start:end]
        mark = BULLET.match(line)
        opening = self.paragraphs < _OPENING_PARAGRAPHS and self.lines < _OPENING_LINES
        first = not self.breaks
        titled = opening and same_words(line, self.document.title)
        if not titled and not mark:
            if opening and (place := find_place_line(line)):
                self._block("dateline", start, end)
                self.place = self.place or self._part(start, place)
                self.dates += [(1, self._span(start, day), day.edtf) for day in find_days(line)]
                return
            dateline = find_dateline(line, self.source.text, opening=opening)
            if dateline:
                self._block("dateline", *trim(self.source.text, start, start + dateline.end))
                if self.place is None and self.agency is None:
                    self.place = self._part(start, dateline.place)
                    self.agency = self._part(start, dateline.agency)
                    if dateline.day and dateline.day.edtf:
                        self.dateline_date = (self._span(start, dateline.day), dateline.day.edtf)
                rest = start + dateline.end
                mark = BULLET.match(self.source.text, rest, end)
                ranges[0] = trim(self.source.text, mark.end() if mark else rest, end)
                if ranges[0][0] < ranges[0][1]:
                    self._keep("paragraph", ranges)
                return
        whole = " ".join(self.source.text[low:high] for low, high in ranges)
        if titled or is_heading(whole, first=first, stops_lost=self.stops_lost, turns=self.turns):
            kind: BlockKind = "heading"
        else:
            kind = "paragraph"
        if mark:
            ranges[0] = (start + mark.end(), end)
        self._keep(kind, ranges)

    def _keep(self, kind: BlockKind, ranges: list[Range]) -> None:
        if kind == "paragraph":
            self.paragraphs += 1
        opened = False
        for low, high in ranges:
            kept = self._kept(low, high)
            if not kept:
                continue
            if self.pieces:
                self._separate("\n\n" if not opened else "" if self.source.text[low] in ",.;:)'" else " ")
            if not opened:
                self.breaks.append((len(self.origin), kind))
                opened = True
            self._block(kind, low, high)
            for start, end in kept:
                self.pieces.append(self.source.text[start:end])
                self.origin += self.source.starts[start:end]
                self.ends += self.source.ends[start:end]

    def _kept(self, low: int, high: int) -> list[Range]:
        ranges: list[Range] = []
        for match in _DROPPED.finditer(self.source.text, low, high):
            ranges.append((low, match.start()))
            low = match.end()
        ranges.append((low, high))
        return [(start, end) for start, end in ranges if start < end]

    def _separate(self, blank: str) -> None:
        self.pieces.append(blank)
        self.origin.extend([self.origin[-1]] * len(blank))
        self.ends.extend([self.ends[-1]] * len(blank))

    def _block(self, kind: BlockKind, start: int, end: int) -> None:
        if start < end:
            self.blocks.append(Block(kind, self.source.span(start, end)))

    def _span(self, start: int, day: Day) -> Span:
        return self.source.span(start + day.start, start + day.end)

    def _part(self, start: int, part: Range | None) -> Span | None:
        return self.source.span(start + part[0], start + part[1]) if part else None

    def finished(self) -> CleanText:
        return CleanText(
            raw=self.document.text,
            text="".join(self.pieces),
            origin=self.origin,
            blocks=tuple(sorted(self.blocks, key=lambda block: block.span)),
            breaks=tuple(self.breaks),
            published=self._published(),
            place=self.place,
            agency=self.agency,
            ends=self.ends,
        )

    def _published(self) -> When | None:
        """Metadata, else the date line of the highest rank, else the dateline; two dates of one rank are no date."""
        found = [(edtf, span) for _, span, edtf in self.dates if edtf]
        if self.dateline_date:
            found.append((self.dateline_date[1], self.dateline_date[0]))
        given = self.document.published
        if given is not None:
            span = given.span or next((span for edtf, span in found if edtf == given.edtf), None)
            return When(given.edtf, span, given.anchor)
        for rank in (2, 1, 0):
            dated = [(edtf, span) for at, span, edtf in self.dates if at == rank and edtf]
            if len({edtf for edtf, _ in dated}) == 1:
                return When(*dated[0])
            if dated:
                return None
        if self.dateline_date:
            return When(self.dateline_date[1], self.dateline_date[0])
        return None
