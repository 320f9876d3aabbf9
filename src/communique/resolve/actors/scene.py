"""Everything that is named in a reading: bodies, persons and nominals with whom they belong to, before discourse."""

from __future__ import annotations

from functools import cached_property

from communique.lexicon.dates import Days
from communique.lexicon.names import pieces
from communique.lexicon.nominals import Nominal, Nominals
from communique.lexicon.registry import Entry, Registry
from communique.lexicon.registry_rows import Body, Office
from communique.resolve.actors.figure import Figure, TextRole
from communique.resolve.actors.parse import Parse
from communique.resolve.actors.people import People
from communique.resolve.actors.phrases import NounPhrase, PhraseReader
from communique.resolve.actors.surfaces import Match, find_bodies, find_full_names, find_nominals
from communique.schema import Words

_SHORT = 8  # tokens between "ambassador" and the comma before the name, at most


class Scene:
    """The names and nominals of one reading.

    `bodies` maps tokens to the match of a body's name, `people.at` tokens to persons, `phrases` the first token of a
    head phrase to its noun phrase; `bearer` maps it to the figure that the text says it is ("the spokesman, Raj Shah").
    """

    def __init__(self, parse: Parse, registry: Registry, nominals: Nominals, when: Days | None) -> None:
        self.parse = parse
        self.registry = registry
        self.nominals = nominals
        self.when = when
        full_names = find_full_names(parse, registry)
        named = {token for match in full_names for token in range(match.words.start, match.words.end)}
        self.bodies: dict[int, Match[Entry]] = {}
        for match in find_bodies(parse, registry, when):
            span = range(match.words.start, match.words.end)
            if not any(token in named for token in span) and not self._swallowed(match.words):
                self.bodies.update(dict.fromkeys(span, match))
        self.cores: dict[int, Match[Nominal]] = {}
        self._core_list: list[Match[Nominal]] = []
        for core in find_nominals(parse, nominals):
            span = range(core.words.start, core.words.end)
            if not any(token in self.bodies or token in named for token in span):
                self.cores.update(dict.fromkeys(span, core))
                self._core_list.append(core)
        self.phrases: dict[int, NounPhrase] = {}
        self.people = People(parse, registry, nominals, when, frozenset(self.bodies) | frozenset(self.cores))
        self.people.introduce(full_names)
        self.people.recall(self._titles())
        reader = self._reader()
        for core in self._core_list:
            if not any(token in self.people.at for token in range(core.words.start, core.words.end)):
                self.phrases[core.words.start] = reader.read(core)
        self.bearer: dict[int, tuple[Figure, ...]] = {}
        self.titles_of_names: set[int] = set()
        self._attach_roles()
        self._attach_sides()

    # Names ----------------------------------------------------------------------------------------------------------

    def _swallowed(self, words: Words) -> bool:
        """Whether a body's name is only part of a longer name: "Jordan Sekulow", "Geneva Conventions", "Bank of Japan"."""
        parse = self.parse
        entity = parse.entities.get(words.start)
        if entity is None or parse.label[words.start] != "PERSON":
            return False
        rest = [t for t in range(words.end, entity.end) if parse.capital(t)]
        if not rest or entity.start < words.start:
            return False
        return all(pieces(parse.lower[t]) not in self.nominals.phrases for t in rest) and self._is_given_name(
            words, rest
        )

    def _is_given_name(self, words: Words, rest: list[int]) -> bool:
        if words.end - words.start > 1:
            return False
        match = self.registry.names.get(pieces(self.parse.lower[rest[0]]))
        lower = self.parse.lower[rest[0]].rstrip(".")
        return match is None and lower not in self.nominals.honorifics and lower not in self.nominals.modifiers

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
            if parse.lower[following] == "of" and phrase.words.end > core.words.end:
                following = phrase.words.end
            if following < parse.size and parse.capital(following) and following not in self.bodies:
                offices = self.offices(phrase, None)
                found[following] = offices or None
                if phrase.nominal.plural:
                    for later in range(following + 1, min(following + 5, parse.size - 1)):
                        if parse.lower[later] == "and" and parse.capital(later + 1):
                            found[later + 1] = offices or None
        return found

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
        if not phrase.nominal.plural and len(unique) > 1:
            return unique[:1]
        return unique

    def offices(self, phrase: NounPhrase, owner: tuple[str, Body | None] | None) -> tuple[Office, ...]:
        """The offices that a phrase can mean, all of its own kinds and titles; of one owner, or of its own owners."""
        nominal, registry = phrase.nominal, self.registry
        owners = [owner] if owner else self.owners(phrase)
        if not owners:
            return tuple(o for o in registry.tables.offices if o.kind in nominal.offices)
        return tuple(o for side, _ in owners for o in registry.offices_of(side, nominal.offices))

    # Roles ------------------------------------------------------------------------------------------------------------

    def _attach_roles(self) -> None:
        at = self.people.at
        starts: dict[int, tuple[Words, Figure]] = {}
        ends: dict[int, tuple[Words, Figure]] = {}
        for words, figure in at.values():
            starts[words.start] = (words, figure)
            ends[words.end] = (words, figure)
        for phrase in self.phrases.values():
            owners = [side for side, _ in self.owners(phrase)]
            for figure, title in self._bearers(phrase, starts, ends):
                side = owners[0] if len(owners) == 1 else None
                if figure.person is not None and side is not None and side not in self._sides_ever(figure):
                    continue
                self.bearer[phrase.core.start] = (*self.bearer.get(phrase.core.start, ()), figure)
                if title:
                    self.titles_of_names.add(phrase.core.start)
                past = any(self.parse.lower[token].rstrip("-") in self.nominals.past for token in phrase.modifiers)
                figure.roles.append(TextRole(phrase.nominal.phrase, phrase.nominal.offices, side, past))
                if not figure.gender:
                    figure.gender = phrase.nominal.gender or self._gendered(phrase.nominal.phrase)
            if len(owners) > 1 and len(self.bearer.get(phrase.core.start, ())) == len(owners):
                for figure, side in zip(self.bearer[phrase.core.start], owners, strict=True):
                    if figure.side is None:
                        figure.side = side

    def _gendered(self, phrase: tuple[str, ...]) -> str:
        if phrase[-1] in self.nominals.male:
            return "male"
        return "female" if phrase[-1] in self.nominals.female else ""

    def _sides_ever(self, figure: Figure) -> set[str | None]:
        assert figure.person is not None
        return {figure.side, figure.person.side} | {
            self.registry.bodies[office.body].side for office in self.registry.offices_ever(figure.person)
        }

    def _bearers(
        self, phrase: NounPhrase, starts: dict[int, tuple[Words, Figure]], ends: dict[int, tuple[Words, Figure]]
    ) -> list[tuple[Figure, bool]]:
        """The figures a phrase is a title or an apposition of; the flag says that it stands before the name as title."""
        parse = self.parse
        for end in dict.fromkeys((phrase.core.end, phrase.words.end)):
            if end in starts:
                return self._joined(starts[end], starts, phrase, True)
        # "Russia's ambassador to Washington, Anatoly Antonov"; "the presidents of A and B, X and Y".
        comma = phrase.words.end
        limit = min(parse.size, phrase.words.end + _SHORT)
        while (
            comma < limit
            and parse.lower[comma] != ","
            and parse.pos[comma] in ("ADP", "DET", "ADJ", "PROPN", "NOUN", "PART", "CCONJ")
        ):
            comma += 1
        if comma < limit - 1 and parse.lower[comma] == "," and comma + 1 in starts and phrase.definite:
            words, figure = starts[comma + 1]
            if not self._lists(phrase, words):
                return self._joined((words, figure), starts, phrase, False)
        before = phrase.words.start - 1
        if before > 0 and parse.lower[before] in (",", "(", "–", "—") and before in ends and not phrase.nominal.plural:
            words, figure = ends[before]
            if not self._lists_after(phrase, words):
                return [(figure, False)]
        return []

    def _joined(
        self, first: tuple[Words, Figure], starts: dict[int, tuple[Words, Figure]], phrase: NounPhrase, title: bool
    ) -> list[tuple[Figure, bool]]:
        """The figure, and for a plural phrase those coordinated with it: "Presidents Putin and Xi"."""
        found = [(first[1], title)]
        if phrase.nominal.plural:
            end = first[0].end
            for _ in range(8):
                following = end
                while following < self.parse.size and self.parse.lower[following] in (",", "and"):
                    following += 1
                if following == end or following not in starts:
                    break
                found.append((starts[following][1], title))
                end = starts[following][0].end
        return found

    def _lists(self, phrase: NounPhrase, name: Words) -> bool:
        """Whether "the French president, Angela Merkel and ..." is a list rather than an apposition."""
        parse = self.parse
        after = name.end
        if parse.dep[parse.inside(name)] == "appos" or parse.dep[phrase.head] == "appos":
            return False
        return after < parse.size and parse.lower[after] == "and" and not phrase.nominal.plural

    def _lists_after(self, phrase: NounPhrase, name: Words) -> bool:
        parse = self.parse
        if parse.dep[phrase.head] == "appos":
            return False
        return phrase.words.end < parse.size and parse.lower[phrase.words.end] in ("and",) and not phrase.nominal.plural

    def _attach_sides(self) -> None:
        """Give figures that only the text knows the side that their roles and neighbours say."""
        parse = self.parse
        for token, (words, figure) in self.people.at.items():
            if token != words.start or figure.person is not None or figure.side is not None:
                continue
            said = [role.side for role in figure.roles if role.side]
            if said:
                figure.side = said[0]
                continue
            before = words.start - 1
            if before > 0 and parse.tag[before] == "POS":
                before -= 1
            if before in self.bodies and self.bodies[before].words.end >= words.start - 1:
                figure.side = self.side_at(before)
            elif words.end + 1 < parse.size and parse.lower[words.end] == "of":
                after = words.end + 1 + (parse.lower[words.end + 1] == "the")
                if after in self.bodies:
                    figure.side = self.side_at(after)
        for figure in self.people.figures:
            said = [role.side for role in figure.roles if role.side]
            if figure.side is None and said:
                figure.side = said[0]

    def side_at(self, token: int) -> str | None:
        """The side of the body named at a token, None where several share the name."""
        sides = {entry.body.side for entry in self.bodies[token].found}
        return sides.pop() if len(sides) == 1 else None

    @cached_property
    def phrase_at(self) -> dict[int, NounPhrase]:
        """Noun phrases by every token of their head phrase."""
        return {t: phrase for phrase in self.phrases.values() for t in range(phrase.core.start, phrase.core.end)}
