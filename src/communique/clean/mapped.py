"""Text under repair: every character knows which raw characters it stands for."""

from __future__ import annotations

import re
from array import array
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from communique.schema import Span


@dataclass(frozen=True, slots=True)
class Mapped:
    """`text[i]` stands for `raw[starts[i]:ends[i]]`; neither list ever decreases."""

    text: str
    starts: array[int]
    ends: array[int]

    @classmethod
    def of(cls, raw: str) -> Mapped:
        """The raw text itself, each character standing for itself."""
        return cls(raw, array("l", range(len(raw))), array("l", range(1, len(raw) + 1)))

    def __len__(self) -> int:
        return len(self.text)

    def span(self, start: int, end: int) -> Span:
        """The raw span of `text[start:end]`, which must not be empty."""
        return Span(self.starts[start], self.ends[end - 1])

    def sub(self, pattern: re.Pattern[str], replace: Callable[[re.Match[str]], str]) -> Mapped:
        """Every match replaced.

        A replacement of the same length stands character for character; any other stands as a whole for the whole
        match; one put where nothing was (an empty match) has the place of the character before it.
        """
        pieces: list[str] = []
        starts, ends = array("l"), array("l")
        done = 0
        for match in pattern.finditer(self.text):
            start, end = match.span()
            new = replace(match)
            if new == match.group():
                continue
            pieces += (self.text[done:start], new)
            starts += self.starts[done:start]
            ends += self.ends[done:start]
            if len(new) == end - start:
                starts += self.starts[start:end]
                ends += self.ends[start:end]
            elif new:
                at = (start, end - 1) if end > start else (max(start - 1, 0), max(start - 1, 0))
                starts.extend([self.starts[at[0]]] * len(new))
                ends.extend([self.ends[at[1]]] * len(new))
            done = end
        if not pieces:
            return self
        pieces.append(self.text[done:])
        starts += self.starts[done:]
        ends += self.ends[done:]
        return Mapped("".join(pieces), starts, ends)

    def cut(self, ranges: Iterable[tuple[int, int]]) -> Mapped:
        """Without the characters of some ranges, given in order and not overlapping."""
        pieces: list[str] = []
        starts, ends = array("l"), array("l")
        done = 0
        for start, end in [*ranges, (len(self.text), len(self.text))]:
            pieces.append(self.text[done:start])
            starts += self.starts[done:start]
            ends += self.ends[done:start]
            done = max(done, end)
        return Mapped("".join(pieces), starts, ends)

    def insert(self, added: Iterable[tuple[int, str]]) -> Mapped:
        """With characters put in at some offsets, given in order; they have the place of the character before them."""
        pieces: list[str] = []
        starts, ends = array("l"), array("l")
        done = 0
        for at, new in added:
            pieces += (self.text[done:at], new)
            starts += self.starts[done:at]
            ends += self.ends[done:at]
            starts.extend([self.starts[max(at - 1, 0)]] * len(new))
            ends.extend([self.ends[max(at - 1, 0)]] * len(new))
            done = at
        pieces.append(self.text[done:])
        starts += self.starts[done:]
        ends += self.ends[done:]
        return Mapped("".join(pieces), starts, ends)
