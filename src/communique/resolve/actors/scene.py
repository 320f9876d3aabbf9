"""Everything that is named in a reading: bodies, persons and nominals with whom they belong to, before discourse."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import cached_property

from communique.lexicon.dates import Days
from communique.lexicon.names import pieces
from communique.lexicon.nominals import Nominal, Nominals
from communique.lexicon.places import load_places
from communique.lexicon.registry import Entry, Registry
from communique.lexicon.registry_rows import Body, Office
from communique.resolve.actors.figure import Figure
from communique.resolve.actors.own_bodies import at_home
from communique.resolve.actors.parse import Parse
from communique.resolve.actors.people import People
from communique.resolve.actors.phrases import NounPhrase, PhraseReader
from communique.resolve.actors.surfaces import Match, find_bodies, find_full_names, find_nominals
from communique.resolve.actors.surnames import Surnames
from communique.schema import Actor, Words

_SHORT = 8  # tokens between "ambassador" and the comma before the name, at most


class Scene:
    """The names and nominals of one reading.

    `bodies` maps tokens to the match of a body's name, `people.at` tokens to persons, `phrases` the first token of a
    head phrase to its noun phrase, `bearer` to the figures that the text says it is ("the spokesman, Raj Shah").
    `sides` counts how often the article names each side.
    """

    def __init__(
        self, parse: Parse, registry: Registry, nominals: Nominals, when: Days | None, publisher: Actor | None
    ) -> None:
        self.parse = parse
        self.registry = registry
        self.nominals = nominals
        self.when = when
        self.publisher = publisher
        full_names = find_full_names(parse, registry)
        named = {token for match in full_names for token in range(match.words.start, match.words.end)}
        self.bodies: dict[int, Match[Entry]] = {}
        for match in find_bodies(parse, registry, when):
            span = range(match.words.start, match.words.end)
            if not any(token in named for token in span) and not self._swallowed(match.words):
                self.bodies.update(dict.fromkeys(span, at_home(match, parse, registry, publisher)))
        for match in list(self.bodies.values()):
            if self._another_states(match):
                for token in range(match.words.start, match.words.end):
                    self.bodies.pop(token, None)
        self.cores: dict[int, Match[Nominal]] = {}
        self._core_list: list[Match[Nominal]] = []
        for core in map(self._behind_name, find_nominals(parse, nominals)):
            span = range(core.words.start, core.words.end)
            if not any(token in self.bodies or token in named for token in span):
                self.cores.update(dict.fromkeys(span, core))
                self._core_list.append(core)
        self.phrases: dict[int, NounPhrase] = {}
        taken, sides = frozenset(self.bodies) | frozenset(self.cores), self._sides()
        self.sides = sides
        self.people = People(parse, registry, nominals, when, taken, sides)
        self.people.introduce(full_names)
        self._free_surnames()
        taken = frozenset(self.bodies) | frozenset(self.cores)
        self._introduce_described()
        Surnames(parse, registry, nominals, when, self.people, taken, sides).recall(self._titles())
        reader = self._reader()
        for core in self._core_list:
            if not any(token in self.people.at for token in range(core.words.start, core.words.end)):
                self.phrases[core.words.start] = reader.read(core)
        self.bearer: dict[int, tuple[Figure, ...]] = {}

    # Names ----------------------------------------------------------------------------------------------------------

    def _swallowed(self, words: Words) -> bool:
        """Whether a body's name is only part of a longer name: "Jordan Sekulow", "Asia Times", "Geneva Conventions"."""
        parse = self.parse
        if self._inside_party(words) or self._on_the_map(words) or self._other_meaning(words):
            return True
        entity = parse.entities.get(words.start)
        if entity is None or entity.end < words.end or parse.label[words.start] in ("GPE", "NORP", "LOC", "DATE"):
            return False
        left = [t for t in range(entity.start, words.start) if parse.capital(t)]
        right = [t for t in range(words.end, entity.end) if parse.capital(t)]
        if parse.label[words.start] == "PERSON":
            before = words.start - 1
            titled = before > 1 and (parse.lower[before] in ("'s", "’s") or parse.pos[before] == "ADP")
            return not left and not titled and words.end - words.start == 1 and self._names_on(right[:1])
        return words.end - words.start == 1 and (
            self._names_on(left[-1:]) or (not left and parse.label[words.start] == "LAW")
        )

    def _behind_name(self, core: Match[Nominal]) -> Match[Nominal]:
        """The part of a head phrase that no name takes: the "President" of "European Commission President"."""
        start = core.words.start
        while start < core.words.end and start in self.bodies:
            start += 1
        rest = Words(start, core.words.end)
        shorter = self.nominals.phrases.get(pieces(self.parse.text(rest))) if start > core.words.start else None
        return Match(rest, (shorter,)) if shorter is not None else core

    def _another_states(self, match: Match[Entry]) -> bool:
        """Whether a common name is some state's own body: "the Russian-French Security Council" is not the UN's."""
        parse, before = self.parse, match.words.start - 1
        if before > 0 and parse.tag[before] == "JJ" and not parse.capital(before):
            # "Russia's powerful Security Council"
            before -= 1
        if before >= 0 and parse.tag[before] == "POS":
            before -= 1
        owner = self.bodies.get(before)
        if owner is None or match.words.end - match.words.start < 2:
            return False
        states = all(entry.body.kind in ("state", "territory") for entry in owner.found)
        bodies = {entry.body for entry in match.found if entry.kind == "body"}
        sides = {entry.body.side for entry in owner.found}
        shared = all(body.kind in ("organisation", "bloc") and "/" in body.id for body in bodies)
        # "South Korea's National Security Council" is not that of the United States.
        foreign = all(body.kind == "agency" and body.side not in sides for body in bodies)
        return states and bool(bodies) and (shared or foreign)

    def _on_the_map(self, words: Words) -> bool:
        """Whether a state's name is part of a place's: "the South China Sea", "New Mexico"."""
        parse, nominals = self.parse, self.nominals
        before, after = words.start - 1, words.end
        if parse.texts[after : after + 1] == ["-"]:
            # "the Indo-Pacific"
            after += 1
        if after < parse.size and parse.capital(after) and parse.lower[after] in nominals.geography:
            return True
        if before >= 0 and parse.texts[before] == "New":
            return True
        return (
            before > 0
            and parse.lower[before] == "of"
            and parse.capital(before - 1)
            and parse.lower[before - 1] in nominals.before_geography
        )

    def _other_meaning(self, words: Words) -> bool:
        """Whether the article speaks of a namesake of the state: Georgia with Atlanta and no Tbilisi."""
        homonym = self.nominals.homonyms.get(self.parse.lower[words.start]) if words.end - words.start == 1 else None
        if homonym is None:
            return False
        other, state = homonym
        return bool(self._vocabulary & other) and not self._vocabulary & state

    @cached_property
    def _vocabulary(self) -> frozenset[str]:
        return frozenset(word.rstrip(".") for word in self.parse.lower)

    def _inside_party(self, words: Words) -> bool:
        """Whether the word before makes it the name of another party: "Christian Democrats"."""
        parse = self.parse
        match = self.registry.names.get(pieces(parse.text(words)), ())
        before = words.start - 1
        return (
            bool(match)
            and all(entry.body.kind == "party" for entry in match)
            and before >= 0
            and parse.capital(before)
            and parse.sentence[before] == parse.sentence[words.start]
            and parse.pos[before] in ("ADJ", "PROPN")
            and pieces(parse.lower[before]) not in self.registry.names
        )

    def _names_on(self, tokens: list[int]) -> bool:
        """Whether a capitalised neighbour goes on with a name: no title, no nominal, no other body."""
        if not tokens:
            return False
        lower = self.parse.lower[tokens[0]].rstrip(".")
        folded = pieces(lower)
        return (
            bool(folded)
            and folded not in self.registry.names
            and folded not in self.nominals.phrases
            and lower not in self.nominals.honorifics
            and lower not in self.nominals.modifiers
            and lower != "the"
        )

    def _sides(self) -> Counter[str]:
        """How often the article names each side."""
        matches = {match.words: match for match in self.bodies.values()}.values()
        always = (side for core in self._core_list for side in core.found[0].sides if not core.found[0].named)
        named = (side for match in matches for side in {entry.body.side for entry in match.found})
        return Counter([*named, *always])

    def _free_surnames(self) -> None:
        """Drop nominals that are the surname of somebody the text names in full: the "Power" of "Samantha Power"."""
        parse = self.parse
        for core in list(self._core_list):
            first, end = core.words
            if end - first > 1 or not parse.capital(first) or core.found[0].kind == "office":
                continue
            if first and parse.pos[first - 1] in ("DET", "ADJ", "PROPN", "ADP"):
                continue
            if self.people.knows(core.words):
                self._core_list.remove(core)
                self.cores.pop(first)

    def _introduce_described(self) -> None:
        """Persons whom the recogniser missed but a description gives away: "Ayse Usluer, the president's aide"."""
        parse, reader = self.parse, self._reader()
        for core in self._core_list:
            if core.found[0].kind not in ("office", "person"):
                continue
            comma = reader.read(core).words.start - 1
            if comma < 2 or parse.lower[comma] != "," or comma - 1 in self.people.at:
                continue
            start = comma
            while (
                start > 0 and self.people.begins_name(start - 1) and parse.sentence[start - 1] == parse.sentence[comma]
            ):
                start -= 1
            if comma - start in (2, 3, 4) and not any(parse.label[t] == "GPE" for t in range(start, comma)):
                self.people.enter(Words(start, comma))
        for token in range(1, parse.size):
            if token in self.people.at or not self.people.names_speaker(token):
                continue
            start = token
            while (
                start > 0 and self.people.begins_name(start - 1) and parse.sentence[start - 1] == parse.sentence[token]
            ):
                start -= 1
            if (
                1 <= token - start <= 3
                and start not in self.people.at
                and not self.people.knows(Words(start, token + 1))
            ):
                self.people.enter(Words(start, token + 1))

    def _reader(self) -> PhraseReader:
        persons = {token: words for token, (words, _) in self.people.at.items()}
        return PhraseReader(self.parse, self.nominals, self.bodies, persons, self.cores)

    def _titles(self) -> dict[int, tuple[Office, ...] | None]:
        """For each capitalised word behind a title or honorific: the offices that the title can mean."""
        parse = self.parse
        found: dict[int, tuple[Office, ...] | None] = {}
        for token in range(parse.size - 1):
            if (
                parse.lower[token].rstrip(".") in self.nominals.honorifics
                and parse.capital(token + 1)
                and parse.capital(token)
            ):
                found[token + 1] = None
        reader = self._reader()
        for core in self._core_list:
            following = core.words.end
            if following >= parse.size or core.found[0].kind != "office":
                continue
            phrase = reader.read(core)
            if parse.lower[following] in ("of", "to", "for") and parse.capital(core.words.start):
                following = self._behind_body(following)
            if following < parse.size and parse.capital(following) and following not in self.bodies:
                offices = self.offices(phrase, None)
                found[following] = offices or None
                if phrase.nominal.plural:
                    for later in range(following + 1, min(following + 5, parse.size - 1)):
                        if parse.lower[later] == "and" and parse.capital(later + 1):
                            found[later + 1] = offices or None
        return found

    def _behind_body(self, token: int) -> int:
        """What follows the body's name after a title's preposition: "Ambassador to Peru Joaquim"."""
        parse = self.parse
        token += 1 + (parse.lower[token + 1 : token + 2] == ["the"])
        return self.bodies[token].words.end if token in self.bodies else parse.size

    # Whom a phrase belongs to -----------------------------------------------------------------------------------------

    def owners(self, phrase: NounPhrase, depth: int = 0) -> list[tuple[str, Body | None]]:
        """The sides a noun phrase belongs to, with the body where one is named, in text order, each once."""
        found: list[tuple[str, Body | None]] = []
        for token in phrase.owners:
            if token in self.bodies:
                bodies = list(dict.fromkeys(entry.body for entry in self.bodies[token].found))
                sides = {body.side for body in bodies}
                if len(sides) == 1:
                    found.append((bodies[0].side, bodies[0]))
            elif token in self.people.at:
                side = self.people.at[token][1].side
                if side is not None:
                    found.append((side, None))
            elif token in self.phrases and depth < 3 and token != phrase.core.start:
                found += self.owners(self.phrases[token], depth + 1)
        seen: set[str] = set()
        unique = [pair for pair in found if not (pair[0] in seen or seen.add(pair[0]))]  # type: ignore[func-returns-value]
        if not phrase.nominal.plural and len(unique) > 1 and not self._joint(phrase):
            return unique[:1]
        return unique

    def _joint(self, phrase: NounPhrase) -> bool:
        """Whether a hyphen joins the first two owners of a body: "the Russian-French Council"."""
        first = self.bodies.get(phrase.owners[0])
        if first is None or phrase.nominal.kind != "body":
            return False
        end = first.words.end
        return bool(first.also) or (self.parse.texts[end] in ("-", "–") and end + 1 in self.bodies)

    def offices(self, phrase: NounPhrase, owner: tuple[str, Body | None] | None) -> tuple[Office, ...]:
        """The offices that a phrase can mean, all of its own kinds and titles; of one owner, or of its own owners."""
        nominal, registry = phrase.nominal, self.registry
        owners = [owner] if owner else self.owners(phrase)
        if not owners:
            return tuple(o for o in registry.tables.offices if o.kind in nominal.offices)
        return tuple(o for side, _ in owners for o in registry.offices_of(side, nominal.offices))

    def side_at(self, token: int) -> str | None:
        """The side of the body named at a token, None where several share the name."""
        sides = {entry.body.side for entry in self.bodies[token].found}
        return sides.pop() if len(sides) == 1 else None

    @cached_property
    def home(self) -> str | None:
        """The one state an article is about: at least half of all it names, and twice as often as any other.

        Where no state is, its cities and regions count for it ("Dallas").
        """
        counts: Counter[str] = Counter()
        for match in {match.words: match for match in self.bodies.values()}.values():
            sides = {
                entry.body.side for entry in match.found if entry.body.kind not in ("media", "news_agency", "institute")
            }
            if len(sides) == 1:
                counts.update(side for side in sides if len(side) == 3 and side.isupper())
        return _foremost(counts) or _foremost(counts + Counter(self._places()))

    def american(self, tokens: Iterable[int]) -> bool:
        """Whether words place somebody in the United States: "a senior administration official", "Republican aides"."""
        if not self.sides["USA"] or self.home not in (None, "USA"):
            return False
        lower = self.parse.lower
        return any(
            lower[token] in self.nominals.american
            and (lower[token] == "administration" or self.parse.capital(token) or lower[token] == "congressional")
            and not (token and lower[token - 1] in self.nominals.other_parties)
            for token in tokens
        )

    def _places(self) -> list[str]:
        """The countries of the cities and regions that the article names, each time."""
        parse, places, found, end = self.parse, load_places(), [], 0
        text, offsets = parse.reading.text, parse.reading.columns.offsets
        for token in range(parse.size):
            taken = token in self.bodies or token in self.people.at or parse.label[token] not in ("GPE", "LOC")
            if taken or not parse.capital(token) or (start := offsets[token]) < end:
                continue
            hit = places.longest(text, start)
            if hit is not None and hit[1].kind in ("city", "region") and hit[1].country is not None:
                end = hit[0]
                found.append(hit[1].country)
        return found

    @cached_property
    def turns(self) -> tuple[int, ...]:
        """Last tokens of the labels that open the turns of a transcript: "MR PRICE:", "QUESTION:"."""
        parse, found = self.parse, []
        for words in parse.reading.sentences:
            for token in range(words.start + 1, min(words.start + 6, words.end)):
                if parse.texts[token] == ":" and parse.texts[token - 1].isupper() and len(parse.texts[token - 1]) > 2:
                    found.append(token - 1)
                    break
        return tuple(found) if len(found) > 1 else ()

    @cached_property
    def phrase_at(self) -> dict[int, NounPhrase]:
        """Noun phrases by every token of their head phrase."""
        return {t: phrase for phrase in self.phrases.values() for t in range(phrase.core.start, phrase.core.end)}


def _foremost(counts: Counter[str]) -> str | None:
    ranked = counts.most_common(2)
    if not ranked or ranked[0][1] < 4 or 2 * ranked[0][1] < counts.total():
        return None
    return ranked[0][0] if len(ranked) < 2 or ranked[0][1] >= 2 * ranked[1][1] else None
