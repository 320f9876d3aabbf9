"""Names of sides and words between them: what tells, without a parse, that a text is about relations between sides.

All of it is one automaton a kind, so that a text costs one pass however many names the registry has.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from communique.errors import LexiconError
from communique.lexicon.registry import Registry, load_registry
from communique.lexicon.rows import load_rows

if TYPE_CHECKING:
    import ahocorasick

_FILE = "scope.toml"
# Not parties, media and institutes, who speak for no side.
_SIDES = frozenset(
    "state territory government presidency ministry parliament agency military embassy spokesperson_office organisation"
    " bloc group".split()
)


@dataclass(frozen=True, slots=True)
class WordRow:
    """Words that tell of relations where as many sides stand beside them."""

    words: tuple[str, ...]
    beside: int
    yes: tuple[str, ...]
    no: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ExchangeRow:
    """Words by which a passage may tell of a contact."""

    words: tuple[str, ...]
    yes: tuple[str, ...]
    no: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HomonymRow:
    """Names of sides that others bear too."""

    names: tuple[str, ...]
    yes: tuple[str, ...]
    no: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Signals:
    """What one sentence says of sides: those it names, and whether a word of each row stands in it.

    `full` are the last words of the full names of persons in it, `short` those of persons called by them alone.
    """

    sides: frozenset[str]
    strong: bool
    between: bool
    exchange: bool
    full: frozenset[str] = frozenset()
    short: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class _Hit:
    start: int
    end: int
    side: str
    kind: str


class Scope:
    """The names of one registry and the words of `scope.toml`, ready to go over texts."""

    def __init__(self, registry: Registry) -> None:
        self._names = _automaton(_surfaces(registry))
        self._words = _automaton(_words())
        self._homonyms = frozenset(name for row in load_rows(_FILE, "homonym", HomonymRow) for name in row.names)

    def signals(self, text: str, starts: Sequence[int]) -> list[Signals]:
        """What each sentence of a text says.

        Args:
            text: any text.
            starts: where its sentences start, in order.
        """
        sides: list[set[str]] = [set() for _ in starts]
        full: list[set[str]] = [set() for _ in starts]
        short: list[set[str]] = [set() for _ in starts]
        kinds: list[set[str]] = [set() for _ in starts]
        for hit in self._named(text):
            at = bisect_right(starts, hit.start) - 1
            if at < 0:
                continue
            sides[at].add(hit.side)
            if hit.kind == "full":
                full[at].add(text[hit.start : hit.end].rpartition(" ")[2])
            elif hit.kind == "short":
                short[at].add(text[hit.start : hit.end])
        lower = text.lower()
        if len(lower) == len(text):
            for word in _whole(lower, self._words):
                at = bisect_right(starts, word.start) - 1
                if at >= 0:
                    kinds[at].update(word.kind.split())
        return [
            Signals(frozenset(s), "1" in k, "2" in k or "1" in k, "exchange" in k, frozenset(f), frozenset(n))
            for s, k, f, n in zip(sides, kinds, full, short, strict=True)
        ]

    def _named(self, text: str) -> list[_Hit]:
        """The sides named in a text, longest names first; a surname counts where the text has the full name too."""
        hits = _longest(_whole(text, self._names))
        known = {text[hit.start : hit.end].rpartition(" ")[2] for hit in hits if hit.kind == "full"}
        clear = {hit.side for hit in hits if hit.kind != "short" and text[hit.start : hit.end] not in self._homonyms}
        return [hit for hit in hits if self._counts(hit, text[hit.start : hit.end], known, clear)]

    def _counts(self, hit: _Hit, words: str, known: set[str], clear: set[str]) -> bool:
        if hit.kind == "short":
            return words in known
        return words not in self._homonyms or hit.side in clear


@cache
def load_scope(extra: Path | None = None) -> Scope:
    """The names of the registry (arguments and errors as for `load_registry`) with the words of `scope.toml`.

    Raises:
        LexiconError: a row is wrong.
    """
    return Scope(load_registry(extra))


def _surfaces(registry: Registry) -> Iterable[tuple[str, str, str]]:
    """Every name of one side alone: the words, the side, and whether it is a person's full name or surname."""
    found: dict[str, set[tuple[str, str]]] = {}

    def add(words: str, side: str, kind: str) -> None:
        if len(words) > 1:
            found.setdefault(words, set()).add((side or words, kind))

    bodies = [body for body in registry.bodies.values() if body.kind in _SIDES]
    for body in bodies:
        for name in (body.name, *body.aliases):
            add(name.partition(" (")[0].removeprefix("the "), body.side, "")
        for name in (*body.acronyms, *body.demonyms, *body.adjectives):
            add(name, body.side, "")
        for acronym in body.acronyms:
            if len(acronym) == 2:
                add(".".join(acronym) + ".", body.side, "")
    for row in registry.tables.surfaces:
        body = registry.bodies[row.body]
        if body.kind in _SIDES:
            add(row.surface.removeprefix("the "), body.side, "")
    for person in registry.persons.values():
        for name in (person.name.partition(" (")[0], *person.aliases):
            if " " in name:
                add(name, person.side, "full")
        for surname in person.surnames or (person.name.rpartition(" ")[2],):
            add(surname, person.side, "short")
    for words, meant in found.items():
        named = {entry for entry in meant if entry[1] != "short"} or meant
        if len({side for side, _ in named}) == 1:
            # "Nepal" is a state before it is a surname.
            yield words, *min(named)


def _words() -> Iterable[tuple[str, str, str]]:
    kinds: dict[str, list[str]] = {}
    for number, row in enumerate(load_rows(_FILE, "word", WordRow), 1):
        if row.beside not in (1, 2):
            raise LexiconError(f"{_FILE}: [[word]] row {number}: beside is 1 or 2")
        for word in row.words:
            kinds.setdefault(word, []).append(str(row.beside))
    for exchange in load_rows(_FILE, "exchange", ExchangeRow):
        for word in exchange.words:
            kinds.setdefault(word, []).append("exchange")
    for word, own in kinds.items():
        if word != word.lower():
            raise LexiconError(f"{_FILE}: {word!r} is not written in small letters")
        yield word, "", " ".join(own)


def _automaton(entries: Iterable[tuple[str, str, str]]) -> ahocorasick.Automaton:
    import ahocorasick

    automaton = ahocorasick.Automaton()
    for words, side, kind in entries:
        automaton.add_word(words, (len(words), side, kind))
    automaton.make_automaton()
    return automaton


def _whole(text: str, automaton: Any) -> list[_Hit]:
    """The entries that stand in a text as whole words."""
    found = []
    for last, (length, side, kind) in automaton.iter(text):
        start, end = last + 1 - length, last + 1
        if not (start and text[start - 1].isalnum()) and not text[end : end + 1].isalnum():
            found.append(_Hit(start, end, side, kind))
    return found


def _longest(hits: list[_Hit]) -> list[_Hit]:
    """The hits from left to right, the longest at each place, none inside another."""
    kept: list[_Hit] = []
    for hit in sorted(hits, key=lambda hit: (hit.start, -hit.end)):
        if not kept or hit.start >= kept[-1].end:
            kept.append(hit)
    return kept
