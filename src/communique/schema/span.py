"""Places in the raw text, and values that know where they were read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, NamedTuple, TypeVar

T = TypeVar("T")


class Span(NamedTuple):
    """`[start, end)` in characters of the raw text of a document, before any cleaning."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The words themselves: `text[start:end]`."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """Whether both share at least one character."""
        return self.start < other.end and other.start < self.end

    def covers(self, other: Span) -> bool:
        """Whether `other` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Sourced(Generic[T]):
    """A value and the words it was read from; the span is None only where the value comes from metadata."""

    value: T
    span: Span | None
