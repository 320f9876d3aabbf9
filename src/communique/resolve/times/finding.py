"""Time expressions of a reading: the rules run over its text, the parse says what each hangs on."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cache

from communique.read import Reading
from communique.resolve.times.compose import (
    JOINT,
    counted_from,
    joined,
    narrowed,
    opened,
    with_from,
    with_lead,
    with_tail,
)
from communique.resolve.times.context import Context
from communique.resolve.times.days import day_rules
from communique.resolve.times.direction import Way, head_of, way_of
from communique.resolve.times.lengths import length_rules, moved
from communique.resolve.times.mention import TimeMention, Value
from communique.resolve.times.periods import period_rules
from communique.resolve.times.rule import Rule
from communique.resolve.times.windows import windows
from communique.schema import When, Words


@dataclass(frozen=True, slots=True)
class _Found:
    """A value with its place in the clean text."""

    start: int
    end: int
    value: Value
    parts: tuple[Value, ...] = ()
    part_spans: tuple[tuple[int, int], ...] = ()


@cache
def _rules() -> tuple[Rule, ...]:
    return (*day_rules(), *period_rules(), *length_rules())


def find_times(reading: Reading, anchor: When | None) -> tuple[TimeMention, ...]:
    """Every time expression of a reading, in text order, none inside another.

    Args:
        reading: the parsed document.
        anchor: the date of the document, None where it is not known; then nothing is guessed: "January 10" is
            `XXXX-01-10` and "on Wednesday" a mention of kind "reference" without a date. The date of the document is
            never taken from anywhere else.
    """
    base = anchor.edtf if anchor is not None else None
    if base is not None and "/" in base:
        base = None
    finder = _Finder(reading, base)
    return tuple(finder.mention(found) for found in finder.all())


class _Finder:
    """One pass over one reading; keeps the dates named so far, from which "the next day" counts."""

    def __init__(self, reading: Reading, anchor: str | None) -> None:
        self.reading = reading
        self.text = reading.text
        self.anchor = anchor
        self.offsets = reading.doc.to_array("IDX").tolist()

    def all(self) -> list[_Found]:
        found: list[_Found] = []
        previous: str | None = None
        previous_day: str | None = None
        day_sentence = 0
        reached = 0
        for start, end, match, rule in self._candidates():
            if start < reached:
                continue
            sentence = self.reading.sentence_of(self._words(start, end).start)
            if sentence - day_sentence > 2:
                previous_day = None
            context = Context(self.anchor, self._way(start, end), previous, previous_day)
            value = rule.meaning(match, context)
            if value is None:
                continue
            item = self._grown(start, end, value, context)
            reached = item.end
            if item.value.weak:
                continue
            while found and found[-1].start >= item.start:
                # "after the Christmas holidays that end on January 9": the larger one holds it
                found.pop()
            item = self._merged(found, item)
            found.append(item)
            unit = item.parts[-1].unit if item.parts else item.value.unit
            if unit is not None:
                previous = unit
                if len(unit) == 10 and (previous_day is None or not self._is_aside(item)):
                    previous_day, day_sentence = unit, sentence
        return found

    def _is_aside(self, item: _Found) -> bool:
        """Whether a day stands in a relative clause ("whose meeting on March 10 ended without result"): "the night
        before" in the next sentence counts from the day of the main story."""
        head = self.reading.doc[head_of(self.reading.doc, self._words(item.start, item.end))]
        return any(
            token.dep_ == "relcl" or any(child.tag_ in ("WP$", "WDT") for child in token.children)
            for token in (head, *head.ancestors)
        )

    def _candidates(self) -> list[tuple[int, int, re.Match[str], Rule]]:
        if not len(self.reading.doc):
            return []
        matches = [
            (match.start(), match.end(), match, rule)
            for window in windows(self.text, _rules())
            for rule in window.rules
            for match in rule.pattern.finditer(self.text, window.start, window.end)
        ]
        return sorted(matches, key=lambda row: (row[0], -row[1]))

    def _grown(self, start: int, end: int, value: Value, context: Context) -> _Found:
        """The expression with what stands around it."""
        spans = [(start, end)]
        end, value, parts = with_tail(self.text, end, value)
        if parts:
            spans = [spans[0], (self._number_start(end), end)]
        else:
            begin, value, parts = with_lead(self.text, start, value)
            if parts:
                spans, start = [(begin, begin + 1), spans[0]], begin
        if parts:
            start = with_from(self.text, start)
        start, value = narrowed(self.text, start, value, context)
        if not value.weak:
            begin, changed = opened(self.text, start, end, value)
            if changed is not value:
                return _Found(begin, end, changed, (value,), ((start, end),))
        return _Found(start, end, value, parts, tuple(spans) if parts else ())

    def _number_start(self, end: int) -> int:
        tail = re.search(r"\d{1,2}(?:st|nd|rd|th)?(?:,?\s+\d{4})?$", self.text[max(0, end - 12) : end])
        return end - len(tail.group()) if tail else end - 1

    def _merged(self, found: list[_Found], item: _Found) -> _Found:
        """The expression joined with the one before: a range, or a length counted from a date."""
        if not found:
            return item
        last = found[-1]
        between = self.text[last.end : item.start]
        if len(between) > 24:
            return item
        if joint := JOINT.match(between):
            begin = with_from(self.text, last.start)
            between_them = self.text[begin : begin + 7].lower() == "between"
            value = joined(last.value, item.value, "to" if between_them else joint["word"])
            if value is not None:
                found.pop()
                spans = ((last.start, last.end), (item.start, item.end))
                return _Found(begin, item.end, value, (last.value, item.value), spans)
        base = item.parts[-1].unit if item.parts else item.value.unit
        if last.value.kind == "duration" and last.value.length and base:
            counted = counted_from(self.text, last.end, item.start)
            length = re.fullmatch(r"P(\d+)([DWMY])", last.value.length)
            if counted is not None and length is not None:
                unit = {"D": "day", "W": "week", "M": "month", "Y": "year"}[length[2]]
                edtf = moved(base, unit, float(length[1]), counted)
                if edtf is not None:
                    found.pop()
                    return _Found(last.start, item.end, Value(edtf, unit=edtf, anchor=base))
        return item

    def _words(self, start: int, end: int) -> Words:
        first = bisect_right(self.offsets, start) - 1
        return Words(first, max(first + 1, bisect_left(self.offsets, end)))

    def _way(self, start: int, end: int) -> _Asked:
        return _Asked(self, start, end)

    def mention(self, found: _Found) -> TimeMention:
        words = self._words(found.start, found.end)
        head = head_of(self.reading.doc, words)
        parts = tuple(
            self._mention(self._words(*span), part, head)
            for span, part in zip(found.part_spans, found.parts, strict=True)
        )
        return self._mention(words, found.value, head, parts)

    def _mention(self, words: Words, value: Value, head: int, parts: tuple[TimeMention, ...] = ()) -> TimeMention:
        when = When(value.edtf, self.reading.span(words), value.anchor) if value.edtf else None
        return TimeMention(words, when, value.kind, head, value.unit, value.clock, value.length, parts)


@dataclass(frozen=True, slots=True)
class _Asked:
    """The question which way an expression looks, put to the parse only when a rule asks."""

    finder: _Finder
    start: int
    end: int

    def __call__(self) -> Way:
        doc = self.finder.reading.doc
        words = self.finder._words(self.start, self.end)
        return way_of(doc, words, head_of(doc, words))
