"""Places of the world by the strings that name them (`data/places.csv`)."""

from __future__ import annotations

import csv
import io
import re
import tomllib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal, cast, get_args

from communique.errors import LexiconError

PlaceKind = Literal["country", "city", "venue", "region"]

_COLUMNS = ["name", "kind", "country", "aliases", "source"]
_FIRST_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Place:
    """A place by its name without article; `countries` are ISO alpha-3 codes, several where the name is shared."""

    name: str
    kind: PlaceKind
    countries: tuple[str, ...]

    @property
    def country(self) -> str | None:
        """The country, None where the name is shared by several or belongs to none (a sea)."""
        return self.countries[0] if len(self.countries) == 1 else None


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """All places by surface; `by_word` gives the surfaces that begin with a word, longest first."""

    surfaces: Mapping[str, Place]
    by_word: Mapping[str, tuple[str, ...]]

    def longest(self, text: str, start: int) -> tuple[int, Place] | None:
        """The longest surface that stands at `start` in a text, as its end and place; None where none does.

        A surface ends at a word boundary; straight and curly apostrophes are the same.
        """
        first = _FIRST_WORD.match(text, start)
        if first is None:
            return None
        for surface in self.by_word.get(first.group(), ()):
            end = start + len(surface)
            if text[start:end].replace("’", "'") == surface and not text[end : end + 1].isalnum():
                return end, self.surfaces[surface]
        return None


@dataclass(frozen=True, slots=True)
class PlaceWords:
    """The words around places (`data/place_words.toml`), in lower case; `relations` is preposition to relation."""

    relations: Mapping[str, str]
    leaving: frozenset[str]
    going: frozenset[str]
    bound: frozenset[str]
    visits: frozenset[str]
    place_nouns: frozenset[str]
    modifiers: frozenset[str]
    event_nouns: frozenset[str]
    stood_on: frozenset[str]


@cache
def load_place_words() -> PlaceWords:
    """The words of `data/place_words.toml`, loaded once a process.

    Raises:
        LexiconError: a list is missing or unknown.
    """
    tables = tomllib.loads((files("communique.lexicon") / "data" / "place_words.toml").read_text("utf-8"))
    lists = {name: frozenset(words) for name, words in tables["words"].items()}
    wanted = set(PlaceWords.__dataclass_fields__) - {"relations"}
    if wrong := sorted(set(lists) ^ wanted):
        raise LexiconError(f"place_words.toml: unknown or missing list {wrong[0]!r}")
    return PlaceWords(relations=dict(tables["relations"]), **lists)


@cache
def load_places() -> Gazetteer:
    """The gazetteer of `data/places.csv`, loaded and checked once a process.

    Raises:
        LexiconError: a row is wrong or a surface stands for two places; the message names the line.
    """
    return parse_places((files("communique.lexicon") / "data" / "places.csv").read_text("utf-8"))


def parse_places(text: str) -> Gazetteer:
    """A gazetteer from the text of a places.csv.

    Raises:
        LexiconError: as `load_places`.
    """
    reader = csv.DictReader(io.StringIO(text))
    if reader.fieldnames != _COLUMNS:
        raise LexiconError(f"places.csv: columns must be {','.join(_COLUMNS)}")
    surfaces: dict[str, Place] = {}
    aliases: list[tuple[str, Place]] = []
    for row in reader:
        where = f"places.csv:{reader.line_num}"
        name, kind = row["name"], row["kind"]
        countries = tuple(code for code in row["country"].split("|") if code)
        if kind not in get_args(PlaceKind) or not name or not row["source"]:
            raise LexiconError(f"{where}: {name!r} needs a kind of {', '.join(get_args(PlaceKind))} and a source")
        if any(len(code) != 3 or not code.isupper() for code in countries):
            raise LexiconError(f"{where}: {row['country']!r} is no list of ISO alpha-3 codes")
        if name in surfaces:
            raise LexiconError(f"{where}: {name!r} stands twice")
        place = Place(name, cast("PlaceKind", kind), countries)
        surfaces[name] = place
        aliases += [(alias, place) for alias in row["aliases"].split("|") if alias]
    # A name goes before another place's alias: "Palestine" is the country.
    for alias, place in aliases:
        surfaces.setdefault(alias, place)
    for name in [surface for surface in surfaces if not surface.isascii()]:
        surfaces.setdefault(_plain(name), surfaces[name])
    by_word: dict[str, list[str]] = {}
    for surface in surfaces:
        first = _FIRST_WORD.match(surface)
        if first is not None:
            by_word.setdefault(first.group(), []).append(surface)
    index = {
        word: tuple(sorted(found, key=lambda surface: (-len(surface), surface))) for word, found in by_word.items()
    }
    return Gazetteer(surfaces, index)


def _plain(name: str) -> str:
    """The name without diacritics, as agencies write it."""
    return "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
