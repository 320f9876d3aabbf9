"""Names of bodies and persons in the text: the longest match of the registry's names over the tokens."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

from communique.lexicon.dates import Days
from communique.lexicon.names import sound
from communique.lexicon.nominals import Nominal, Nominals
from communique.lexicon.registry import Entry, Registry
from communique.lexicon.registry_rows import Person
from communique.resolve.actors.parse import Parse
from communique.schema import Words

Found = TypeVar("Found")


@dataclass(frozen=True, slots=True)
class Match(Generic[Found]):
    """A token range and what it can stand for; `also` is what other parts of the same token stand for ("U.S.-Thai")."""

    words: Words
    found: tuple[Found, ...]
    also: tuple[tuple[Found, ...], ...] = ()


def find_bodies(parse: Parse, registry: Registry, when: Days | None) -> list[Match[Entry]]:
    """Names, acronyms, metonyms, demonyms and adjectives of bodies, longest first, none inside another."""
    found: list[Match[Entry]] = []
    flat, longest, names = parse.flat, registry.longest, registry.names
    position = 0
    while position < len(flat):
        size = longest.get(flat[position][0], 0)
        for length in range(min(size, len(flat) - position), 0, -1):
            key = tuple(piece for piece, _ in flat[position : position + length])
            entries = names.get(key)
            if entries is None:
                continue
            words = Words(flat[position][1], flat[position + length - 1][1] + 1)
            fitting = tuple(entry for entry in entries if _written_so(parse, words, entry) and _existed(entry, when))
            if fitting:
                if found and found[-1].words == words:
                    found[-1] = Match(words, found[-1].found, (*found[-1].also, fitting))
                else:
                    found.append(Match(words, fitting))
                position += length - 1
                break
        position += 1
    return found


def _written_so(parse: Parse, words: Words, entry: Entry) -> bool:
    if entry.article and not (words.start and parse.lower[words.start - 1] == "the"):
        return False
    if entry.kind == "acronym":
        written = "".join(parse.texts[words.start : words.end])
        return _bare(entry.text) in _bare(written) and (not parse.shouted(words.start) or len(entry.text) > 2)
    if parse.capital(words.start):
        last = words.end - 1
        return parse.capital(last) or not entry.text.rpartition(" ")[2][:1].isupper() or parse.pos[last] == "PART"
    # "al-Qaeda", "e-Swatini": the capital stands after the hyphen; "the Kremlin" is stored without its article.
    return not entry.text[:1].isupper() or (words.end - words.start > 1 and parse.lower[words.start] in ("al", "el"))


def _bare(text: str) -> str:
    return text.replace(".", "").replace("-", "").replace(" ", "")


def _existed(entry: Entry, when: Days | None) -> bool:
    if when is None:
        return True
    return (not entry.start or entry.start <= when.last) and (
        not entry.end or when.first[: len(entry.end)] <= entry.end
    )


def find_full_names(parse: Parse, registry: Registry) -> list[Match[Person]]:
    """Full names of registered persons in any spelling; initials between the parts are passed over."""
    found: list[Match[Person]] = []
    flat, longest, people = parse.flat, registry.longest_person, registry.people
    heard = [sound(piece) if piece else "" for piece, _ in flat]
    position = 0
    while position < len(flat):
        size = longest.get(heard[position], 0)
        if size and (parse.capital(flat[position][1]) or len(flat[position][0]) == 2):
            match = _longest_name(parse, flat, heard, position, size, people)
            if match is not None:
                found.append(match[0])
                position += match[1] - 1
        position += 1
    return found


def _longest_name(
    parse: Parse,
    flat: list[tuple[str, int]],
    heard: list[str],
    position: int,
    size: int,
    people: dict[tuple[str, ...], tuple[Person, ...]],
) -> tuple[Match[Person], int] | None:
    full: list[str] = []
    short: list[str] = []
    best: tuple[Match[Person], int] | None = None
    for offset in range(min(size + 2, len(flat) - position)):
        piece, token = flat[position + offset]
        if not piece:
            # "Robert M. Gates" has its full stop inside the token; a lone one ends the name.
            break
        full.append(heard[position + offset])
        if not (offset and len(piece) == 1 and parse.capital(token)):
            short.append(heard[position + offset])
        if len(full) > 1 and (parse.capital(token) or parse.texts[token - 1] in ("-", "–")):
            # The initials tell two bearers of one name apart, where the registry has them.
            persons = people.get(tuple(full)) or people.get(tuple(short), ())
            # "Abdel-Hamid" alone is a surname, whoever may be called so in full.
            spread = any(parse.spaced[at] for at in range(flat[position][1], token))
            if persons and spread:
                best = Match(Words(flat[position][1], token + 1), persons), offset + 1
    return best


def find_nominals(parse: Parse, nominals: Nominals) -> list[Match[Nominal]]:
    """Head phrases of nominals ("special envoy", "heads of state"), longest first, none inside another."""
    found: list[Match[Nominal]] = []
    flat, longest, phrases = parse.flat, nominals.longest, nominals.phrases
    position = 0
    while position < len(flat):
        size = longest.get(flat[position][0], 0)
        for length in range(min(size, len(flat) - position), 0, -1):
            nominal = phrases.get(tuple(piece for piece, _ in flat[position : position + length]))
            if nominal is None:
                continue
            words = Words(flat[position][1], flat[position + length - 1][1] + 1)
            noun = any(parse.pos[token] in ("NOUN", "PROPN") for token in range(words.start, words.end))
            if noun and not _half(parse, words, nominals):
                found.append(Match(words, (nominal,)))
                position += length - 1
                break
        position += 1
    return found


def _half(parse: Parse, words: Words, nominals: Nominals) -> bool:
    """Whether a head phrase is only half of a compound: "in-house experts", but not "ex-minister", "US-envoy"."""
    before = words.start - 2
    if before < 0 or parse.texts[words.start - 1] not in ("-", "–") or parse.spaced[before]:
        return False
    return parse.lower[before] not in nominals.modifiers and parse.pos[before] in ("ADP", "ADV", "VERB", "NUM")
