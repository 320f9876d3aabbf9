"""What capitalised names and words of time are, by the lexicon: the labels that rules over the parse ask for.

A statistical recogniser of names costs as much as all the rest of the parse, and what it knows better than the tables
of actors and places is little: on the development articles records are the same in number and worth without it.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from communique.lexicon.calendar import load_calendar
from communique.lexicon.names import pieces, sound
from communique.lexicon.nominals import load_nominals
from communique.lexicon.places import load_places
from communique.lexicon.registry import Registry
from communique.read.columns import Columns

if TYPE_CHECKING:
    from spacy.tokens import Doc

_STATES = frozenset({"state", "territory"})
_PROPER = frozenset({"NNP", "NNPS"})
_LINKS = frozenset({"-", "–"})


@dataclass(frozen=True, slots=True)
class Labelled:
    """A token range and its label: PERSON, ORG, GPE, NORP, LOC, EVENT, DATE or TIME."""

    start: int
    end: int
    label: str


@dataclass(frozen=True, slots=True)
class _Words:
    kinds: dict[str, str]
    dates: frozenset[str]
    hours: frozenset[str]
    capitals: frozenset[str]
    quantities: frozenset[str]
    before: frozenset[str]


@cache
def _load() -> _Words:
    table = tomllib.loads((files("communique.lexicon") / "data" / "entities.toml").read_text("utf-8"))
    calendar = load_calendar()
    units = {plural for unit in calendar.units for plural in (unit, unit + "s")} | {"centuries"}
    hours = {word for word in units if calendar.units.get(word.removesuffix("s")) in ("second", "minute", "hour")}
    hours |= {*calendar.parts_of_day, *table["time"]["clock"]}
    return _Words(
        kinds={noun: label for label, nouns in table["nouns"].items() for noun in nouns},
        dates=frozenset((units | set(calendar.deictic)) - hours - set(table["time"]["not_units"])),
        hours=frozenset(hours - set(table["time"]["not_units"])),
        capitals=frozenset((*calendar.weekdays, *calendar.months, *(f"{day}s" for day in calendar.weekdays))),
        quantities=(frozenset(calendar.numbers) | calendar.idle_words) - set(table["time"]["outside"]),
        before=frozenset(table["names"]["before"]),
    )


def portfolios() -> frozenset[str]:
    """Words that stand before a person's name without belonging to it: "Foreign Affairs Jan Lipavsky"."""
    words = _load()
    return words.before | {word for word, kind in words.kinds.items() if kind == "EVENT"}


def entities(doc: Doc, columns: Columns, registry: Registry) -> list[Labelled]:
    """The names and times of a tagged and parsed text, in order, none inside another."""
    return _Labeller(doc, columns, registry).found()


class _Labeller:
    def __init__(self, doc: Doc, columns: Columns, registry: Registry) -> None:
        self._doc = doc
        self._registry = registry
        self._texts = columns.texts
        self._tags = columns.tags
        self._idx = columns.offsets
        self._spaced = columns.spaced
        self._text = doc.text
        self._words = _load()
        self._places = load_places()
        self._nominals = load_nominals()
        self._surnames: set[str] = set()
        self._size = len(columns.texts)
        self._ambiguous = load_calendar().ambiguous_months
        self._cues = load_calendar().month_cues

    def found(self) -> list[Labelled]:
        """All labels, from left to right."""
        labels: list[Labelled] = []
        token = 0
        while token < self._size:
            text = self._texts[token]
            one = self._time(token, labels[-1].end if labels else 0)
            if one is None and text[:1].isupper():
                one = self._name(token)
            if one is None:
                token += 1
                continue
            labels.append(one)
            token = one.end
        return labels

    # Time ------------------------------------------------------------------------------------------------------------

    def _time(self, token: int, floor: int) -> Labelled | None:
        words, text = self._words, self._texts[token]
        lower = text.lower()
        if text in words.capitals:
            if text in self._ambiguous and not self._dated(token):
                return None
            label = "DATE"
        elif lower in words.dates or self._year(token):
            label = "DATE"
        elif lower in words.hours:
            label = "TIME"
        else:
            return None
        start, end = token, token + 1
        while start > floor and (self._texts[start - 1].lower() in words.quantities or self._tags[start - 1] == "CD"):
            start -= 1
        while end < self._size and (
            (text in words.capitals and self._tags[end] == "CD")
            or (self._texts[end] == "," and self._year(end + 1))
            or self._texts[end] in words.capitals
            or self._texts[end].lower() in words.dates
        ):
            end += 1
        return Labelled(start, end, label)

    def _year(self, token: int) -> bool:
        text = self._texts[token] if token < self._size else ""
        return len(text) == 4 and text.isdigit() and text[:2] in ("19", "20") and self._tags[token] == "CD"

    def _dated(self, token: int) -> bool:
        """Whether a month that is also a name or a verb is the month: "in early May", "May 15"."""
        before = self._texts[token - 1].lower() if token else ""
        after = self._tags[token + 1] if token + 1 < self._size else ""
        return after == "CD" or before in self._cues or (token > 0 and self._tags[token - 1] == "CD")

    # Names -----------------------------------------------------------------------------------------------------------

    def _name(self, token: int) -> Labelled | None:
        run = self._run(token)
        known = self._known(token)
        if known is not None and known.end >= run:
            return known
        if known is None and self._tags[token] not in _PROPER:
            # The small model takes "Macron" at the start of a sentence for a common noun.
            bearer = self._tags[token] == "NN" and pieces(self._texts[token]) in self._registry.surnames
            return Labelled(token, token + 1, "PERSON") if bearer else None
        if known is not None and run - token > 1:
            # "Jordan Sekulow", "China Daily", "Moscow State University", but "Russian Foreign Ministry" is no one name
            kind = self._kind(run - 1)
            if known.label == "NORP" or self._texts[known.end] in _LINKS or not self._joined(token, run):
                return known
            if kind is not None:
                return Labelled(token, run, kind)
            nxt = self._texts[known.end].lower().rstrip(".")
            start = self._after_titles(known.end, run)
            if start > known.end and start < run:
                return known
            if known.label == "GPE" and nxt not in self._nominals.honorifics and self._known(known.end) is None:
                return self._person(token, run)
            return known
        if known is not None:
            return known
        return self._unknown(token, run)

    def _joined(self, token: int, run: int) -> bool:
        head = self._doc[token].head.i
        return token < head < run

    def _run(self, token: int) -> int:
        """The end of the stretch of proper nouns that begins at a token, particles and hyphens inside it included."""
        end = token + 1
        while end < self._size:
            # "Samir al-Mukhtar" is five tokens.
            ahead = end
            while ahead < min(end + 3, self._size) and self._small(ahead):
                ahead += 1
            if ahead >= self._size or not self._proper(ahead) or self._texts[ahead] in self._words.capitals:
                break
            end = ahead + 1
        return end

    def _small(self, token: int) -> bool:
        text = self._texts[token]
        if text in _LINKS:
            return not self._spaced[token - 1] and not self._spaced[token]
        return text.lower() in self._nominals.particles and not self._proper(token)

    def _known(self, token: int) -> Labelled | None:
        """The longest name of the tables that begins at a token."""
        best: Labelled | None = None
        place = self._places.longest(self._text, self._idx[token])
        if place is not None:
            end = token
            while end < self._size and self._idx[end] < place[0]:
                end += 1
            state = place[1].kind in ("country", "city") or (place[1].kind == "region" and place[1].country is not None)
            # "the Foreign Ministry" is a venue of the gazetteer, and a body where it acts.
            label = "GPE" if state else self._words.kinds.get(self._texts[end - 1].lower(), "LOC")
            best = Labelled(token, end, label)
        body = self._body(token)
        if body is not None and (best is None or body.end >= best.end):
            best = body
        person = self._registered(token)
        if person is not None and (best is None or person.end > best.end):
            best = person
        return best

    def _flat(self, token: int, size: int) -> list[tuple[str, int]]:
        found: list[tuple[str, int]] = []
        while token < self._size and len(found) < size:
            here = pieces(self._texts[token])
            if not here and self._texts[token] not in _LINKS:
                break
            found += ((piece, token) for piece in here)
            token += 1
        return found

    def _body(self, token: int) -> Labelled | None:
        first = pieces(self._texts[token])
        size = self._registry.longest.get(first[0], 0) if first else 0
        if not size:
            return None
        flat = self._flat(token, size)
        for length in range(min(size, len(flat)), 0, -1):
            entries = self._registry.names.get(tuple(piece for piece, _ in flat[:length]))
            end = flat[length - 1][1] + 1
            cut = length < len(flat) and flat[length][1] == end - 1
            if not entries or cut or not (self._texts[end - 1][:1].isupper() or length == 1):
                continue
            written = "".join(self._texts[token:end]).replace(".", "")
            if all(entry.kind == "acronym" for entry in entries) and not written.isupper():
                continue
            entry = entries[0]
            if entry.kind in ("people", "adjective"):
                return Labelled(token, end, "NORP")
            return Labelled(token, end, "GPE" if entry.body.kind in _STATES else "ORG")
        return None

    def _registered(self, token: int) -> Labelled | None:
        first = pieces(self._texts[token])
        size = self._registry.longest_person.get(sound(first[0]), 0) if first else 0
        if not size:
            return None
        flat = [(sound(piece), at) for piece, at in self._flat(token, size + 1)]
        for length in range(min(size + 1, len(flat)), 1, -1):
            heard = tuple(piece for piece, _ in flat[:length])
            short = tuple(p for n, p in enumerate(heard) if n in (0, length - 1) or len(p) > 1)
            if self._registry.people.get(heard) or (len(short) > 1 and self._registry.people.get(short)):
                end = flat[length - 1][1] + 1
                if end - token > 1 or "-" in self._texts[token]:
                    self._surnames.add(self._texts[end - 1])
                    return Labelled(token, end, "PERSON")
        return None

    def _unknown(self, token: int, run: int) -> Labelled | None:
        kind = self._kind(run - 1)
        if kind is not None:
            return Labelled(token, self._complement(run) if kind == "ORG" else run, kind)
        start = self._after_titles(token, run)
        if start == run:
            return None
        titled = start > token or (
            token > 0 and self._texts[token - 1].lower().rstrip(".") in self._nominals.honorifics
        )
        if run - start > 1:
            # "Envoy for Climate John Kerry": what is registered is the name.
            known = next((found for at in range(start, run - 1) if (found := self._registered(at))), None)
            known = known or (self._known(start) if start > token else None)
            if known is not None:
                return known
            return self._person(start, run)
        text = self._texts[start]
        if text.isupper() and len(text) > 1 and not titled:
            return Labelled(start, run, "ORG")
        if titled or text in self._surnames or pieces(text) in self._registry.surnames:
            return Labelled(start, run, "PERSON")
        return None

    def _kind(self, last: int) -> str | None:
        """What a name is of by its last word, None where that says nothing."""
        lower = self._texts[last].lower().rstrip(".")
        return self._words.kinds.get(lower) or ("EVENT" if lower in self._nominals.things else None)

    def _complement(self, end: int) -> int:
        """The end of a body's name with what it is of or for: "Center for Law and Justice"."""
        if end + 1 >= self._size or self._texts[end].lower() not in ("of", "for") or not self._proper(end + 1):
            return end
        end = self._run(end + 1)
        while end + 1 < self._size and self._texts[end] == "and" and self._proper(end + 1):
            end = self._run(end + 1)
        return end

    def _proper(self, token: int) -> bool:
        return self._tags[token] in _PROPER and self._texts[token][:1].isupper()

    def _after_titles(self, token: int, run: int) -> int:
        """Where a name begins behind its titles: "Assistant Secretary Lempert", "Affairs Daniel Kritenbrink"."""
        titles = self._nominals.honorifics | self._nominals.modifiers
        for at in range(run - 1, token - 1, -1):
            lower = self._texts[at].lower().rstrip(".")
            if (lower in titles and len(lower) > 2) or lower in self._words.kinds or lower in self._words.before:
                return at + 1
        return token

    def _person(self, start: int, end: int) -> Labelled:
        self._surnames.add(self._texts[end - 1])
        return Labelled(start, end, "PERSON")


def apply(doc: Doc, labels: Iterable[Labelled]) -> None:
    """Write the labels into a document as its entities."""
    from spacy.tokens import Span

    doc.set_ents([Span(doc, each.start, each.end, label=each.label) for each in labels])
