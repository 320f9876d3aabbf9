"""The persons of an article: who is introduced by full name, and who is meant by a surname later."""

from __future__ import annotations

from collections import Counter

from communique.lexicon.contacts import contact_lexicon
from communique.lexicon.dates import Days
from communique.lexicon.names import pieces, sound, sounds
from communique.lexicon.nominals import Nominals
from communique.lexicon.registry import Registry
from communique.lexicon.registry_rows import Person
from communique.read.entities import portfolios
from communique.resolve.actors.figure import Figure
from communique.resolve.actors.parse import SUBJECTS, Parse
from communique.resolve.actors.surfaces import Match
from communique.schema import Words


class People:
    """The figures of one reading, by the tokens that name them.

    `at` maps each token of a person's name to the name's words and figure; `figures` are in order of introduction.
    """

    def __init__(
        self,
        parse: Parse,
        registry: Registry,
        nominals: Nominals,
        when: Days | None,
        taken: frozenset[int],
        sides: Counter[str],
    ) -> None:
        self._parse = parse
        self._registry = registry
        self._nominals = nominals
        self._when = when
        self._taken = taken
        self._sides = sides
        self.figures: list[Figure] = []
        self._by_name: dict[tuple[str, ...], list[Figure]] = {}
        self._by_person: dict[str, Figure] = {}
        self._keys_known: set[tuple[str, ...]] = set()
        self.at: dict[int, tuple[Words, Figure]] = {}

    # Full names -----------------------------------------------------------------------------------------------------

    def introduce(self, full_names: list[Match[Person]]) -> None:
        """Enter registered full names, then the persons that only the text knows."""
        spans = [(match.words, match.found) for match in full_names if not self._inside_name(match.words)]
        covered = {token for words, _ in spans for token in range(words.start, words.end)}
        for entity in dict.fromkeys(self._parse.entities.values()):
            if self._parse.label[entity.start] != "PERSON":
                continue
            words = self.trim(entity)
            words = self.grown(words) if words is not None else None
            if words is not None and self._names_no_person(words):
                continue
            if words is None or words.end - words.start < 2 or self._clash(words, covered) or self._couple(words):
                continue
            if self._is_surname(words):
                continue
            spans.append((words, ()))
            covered.update(range(words.start, words.end))
        for words, persons in sorted(spans, key=lambda span: (not span[1], span[0])):
            # "De Mistura" may be recognised as a full name; registered ones come first.
            if persons or not self.knows(words):
                self.enter(words, persons)

    def _names_no_person(self, words: Words) -> bool:
        """Whether what was taken for a person is a thing or a rank: "the Sakharov Award", "Politburo Member"."""
        last = self._parse.lower[words.end - 1]
        return last in self._nominals.things or last in contact_lexicon().cues["no surname"]

    def _inside_name(self, words: Words) -> bool:
        """Whether a registered name is only the end of another: "Abdel-Hamid" of "Hoda Abdel-Hamid"."""
        before = words.start - 1
        entity = self._parse.entities.get(words.start)
        if before < 0 or entity is None or entity.start >= words.start or self._parse.label[before] != "PERSON":
            return False
        return self.begins_name(before) and not self.in_heading(before)

    def _is_surname(self, words: Words) -> bool:
        """Whether a name of several words is a registered surname: "Von der Leyen", "President López Obrador"."""
        return pieces(self._parse.text(words)) in self._registry.surnames

    def _couple(self, words: Words) -> bool:
        """Whether a name is two surnames before a noun: "a Putin-Biden meeting"."""
        parse, first, last = self._parse, words.start, words.end - 1
        if last - first != 2 or parse.texts[first + 1] not in ("-", "–") or words.end >= parse.size:
            return False
        return parse.pos[words.end] == "NOUN" and all(
            any(self._when is None or self._registry.in_office(person, self._when) for person in bearers)
            for bearers in (self._registry.surnames.get(pieces(parse.texts[token]), ()) for token in (first, last))
        )

    def _clash(self, words: Words, covered: set[int]) -> bool:
        inside = range(words.start, words.end)
        return any(token in covered for token in inside) or all(
            token in self._taken or self._parse.lower[token] in self._nominals.particles for token in inside
        )

    def trim(self, words: Words) -> Words | None:
        """A name without titles before it, possessive and punctuation behind; None where nothing is left."""
        parse, nominals = self._parse, self._nominals
        start, end = words
        while end > start and not (
            parse.texts[end - 1][:1].isalpha() and (parse.capital(end - 1) or self._hyphened(end - 1))
        ):
            end -= 1
        while start < end:
            lower = parse.lower[start].rstrip(".")
            part = pieces(lower)
            if (
                lower in nominals.honorifics
                or lower in nominals.modifiers
                or (part in nominals.phrases and end - start > 1)
                or (start in self._taken and end - start > 2)
                or (lower in portfolios() and end - start > 1)
                or not (parse.capital(start) or lower in nominals.particles)
            ):
                start += 1
            else:
                break
        for token in range(start, end):
            if parse.texts[token] in (",", "(", ")", ":", ";", "/", "\n\n") or parse.texts[token].isspace():
                end = token
                break
        return Words(start, end) if end > start else None

    def _hyphened(self, token: int) -> bool:
        """Whether a token is the lower-case end of a name with a hyphen: the "yong" of "Eui-yong"."""
        parse = self._parse
        return (
            token > 1
            and parse.texts[token - 1] in ("-", "–")
            and not parse.spaced[token - 1]
            and parse.capital(token - 2)
        )

    def grown(self, words: Words) -> Words:
        """A name with what the recogniser cut off: "Chung Eui" of "Chung Eui-yong", "Hwang Kyo" of "Hwang Kyo Ahn"."""
        parse, nominals = self._parse, self._nominals
        start, end = words
        heading = self.in_heading(start)
        while end < parse.size and end not in self._taken:
            lower = parse.lower[end]
            if (
                parse.texts[end] in ("-", "–")
                and not parse.spaced[end]
                and not parse.spaced[end - 1]
                and end + 1 < parse.size
            ):
                end += 2
            elif heading or parse.label[end] in ("DATE", "TIME"):
                # "Raul Castro Tuesday met"
                break
            elif (
                lower in nominals.particles and lower not in ("e", "y", "as", "ad", "do") and self.begins_name(end + 1)
            ):
                end += 2
            elif self.begins_name(end) and parse.sentence[end] == parse.sentence[start]:
                end += 1
            else:
                break
        while (
            not heading
            and start > 0
            and self.begins_name(start - 1)
            and words.start <= parse.head[start - 1] < words.end
            # "for Democracy, Human Rights, and Labor Lisa Peterson"
            and parse.lower[start - 1] not in portfolios()
        ):
            start -= 1
        return Words(start, min(end, parse.size))

    def begins_name(self, token: int) -> bool:
        """Whether a token can be a part of a person's name: a capitalised proper noun that is no title and no body."""
        parse = self._parse
        if token >= parse.size or not parse.capital(token) or parse.pos[token] != "PROPN" or token in self._taken:
            return False
        lower = parse.lower[token].rstrip(".")
        if (
            parse.label[token] in ("DATE", "TIME", "NORP", "MONEY", "EVENT", "LAW")
            or not parse.texts[token][:1].isalpha()
        ):
            return False
        return lower not in self._nominals.honorifics and lower not in self._nominals.modifiers

    def enter(self, words: Words, persons: tuple[Person, ...] = ()) -> Figure:
        """The figure of a full name, new or known; the tokens are entered under it."""
        chosen = self.choose(persons)
        name = self._parse.text(words)
        if name.isupper() and len(name) > 3:
            # "MS LEMPERT:" in a transcript.
            name = name.title()
        key = sounds(name)
        figure = self._by_person.get(chosen.id) if chosen is not None else None
        if chosen is None:
            same = self._by_name.get(key, ())
            figure = next((known for known in same if known.person is None or not persons), None)
        if figure is None:
            figure = self.add(self.figure_of(words, name, chosen, persons))
        for token in range(words.start, words.end):
            self.at[token] = (words, figure)
        return figure

    def choose(self, persons: tuple[Person, ...]) -> Person | None:
        """The one of several namesakes who can be meant: in office at the date, else of the article's own state."""
        if len(persons) < 2:
            return persons[0] if persons else None
        if self._when is not None:
            serving = [person for person in persons if self._registry.in_office(person, self._when)]
            others = [person for person in persons if person not in serving and self._sides[person.side]]
            if len(serving) == 1 and (self._sides[serving[0].side] or not others):
                return serving[0]
            if len(serving) > 1:
                return None
        ranked = sorted(persons, key=lambda person: -self._sides[person.side])
        first, second = (self._sides[person.side] for person in ranked[:2])
        return ranked[0] if first > 0 and first >= 3 * second else None

    def figure_of(self, words: Words, name: str, person: Person | None, persons: tuple[Person, ...]) -> Figure:
        """A new figure of a name: of a registered person, or of one the text alone knows."""
        if person is None:
            keys = self._keys(name)
            gender = self.gender(words)
            candidates = tuple(each.id for each in persons)
            sides = {each.side for each in persons}
            side = sides.pop() if len(sides) == 1 else None
            note = "several persons of this name" if persons else None
            return Figure(name, words.start, side, None, gender, keys, candidates=candidates, note=note)
        figure = Figure(person.name, words.start, person.side, person, person.gender, self._person_keys(person, name))
        ever = self._registry.offices_ever(person)
        held = self._registry.in_office(person, self._when) if self._when is not None else ()
        figure.offices = frozenset(office.kind for office in (held if self._when is not None else ever))
        sides = {self._registry.bodies[office.body].side for office in held}
        if not sides:
            # Who was prime minister and later headed an organisation: the side that the article speaks of.
            sides = {self._registry.bodies[office.body].side for office in ever} & set(self._sides)
        if person.side not in sides and len(sides) == 1:
            figure.side = sides.pop()
        return figure

    def gender(self, words: Words) -> str:
        """The gender that an honorific before a name tells, "" where none does."""
        before = self._parse.lower[words.start - 1].rstrip(".") if words.start else ""
        if before in self._nominals.male:
            return "male"
        return "female" if before in self._nominals.female else ""

    def _person_keys(self, person: Person, name: str) -> tuple[tuple[str, ...], ...]:
        keys = [sounds(surname) for surname in person.surnames]
        keys += [key for key in self._keys(name) if key not in keys and len(person.surnames) == 0]
        if any(pieces(surname) == pieces(person.name)[:1] for surname in person.surnames):
            # Yu Shyi-kun, written "You Si-kun", is You.
            keys.append(sounds(name)[:1])
        last = sounds(name)[-1:]
        return tuple(dict.fromkeys([*keys, last])) if last else tuple(keys)

    def _keys(self, name: str) -> tuple[tuple[str, ...], ...]:
        """What a person known from the text alone may be called by: last name, with or without its small words."""
        parts = [piece for piece in pieces(name) if piece != "s"]
        if not parts:
            return ()
        keys = [tuple(map(sound, parts[-1:]))]
        hyphened = pieces(name.split()[-1])
        if len(hyphened) > 1:
            keys.append(tuple(map(sound, hyphened)))
        at = len(parts) - 1
        while at > 1 and parts[at - 1] in self._nominals.particles:
            at -= 1
            keys.append(tuple(map(sound, parts[at:])))
        if len(parts) == 3 and parts[1] not in self._nominals.particles and len(parts[1]) > 1:
            # "Riyad Naasan Agha" may come back as "Naasan Agha".
            keys.append(tuple(map(sound, parts[1:])))
        words = name.split()
        given, _, second = words[-1].partition("-")
        korean = len(words) == 2 and given[:1].isupper() and second.islower()
        # "Wang Yi", "Cheong Seong-chang"
        if len(parts) > 1 and (parts[0] in self._nominals.family_first or korean) and len(parts) <= 3:
            keys.append(tuple(map(sound, parts[:1])))
        return tuple(dict.fromkeys(keys))

    def knows(self, words: Words) -> bool:
        """Whether these words are what a known figure may be called by: "De Mistura"."""
        key = sounds(self._parse.text(words))
        keys = (key, key[1:]) if key[:1] in (("al",), ("el",)) else (key,)
        return any(key in self._keys_known for key in keys)

    def of(self, person: Person) -> Figure | None:
        """The figure of a registered person, where the article has one."""
        return self._by_person.get(person.id)

    def add(self, figure: Figure) -> Figure:
        """Enter a new figure."""
        self.figures.append(figure)
        self._by_name.setdefault(sounds(figure.name), []).append(figure)
        if figure.person is not None:
            self._by_person[figure.person.id] = figure
        self._keys_known.update(figure.keys)
        return figure

    def names_speaker(self, token: int) -> bool:
        """Whether a proper noun is the subject of a verb of saying and no organisation: "Riyad Naasan Agha said"."""
        parse = self._parse
        return (
            parse.dep[token] in SUBJECTS
            and self.begins_name(token)
            and parse.label[token] not in ("ORG", "GPE", "FAC")
            and parse.reading.doc[parse.head[token]].lemma_ in self._nominals.saying
        )

    def in_heading(self, token: int) -> bool:
        """Whether a token stands in a headline, where every word may have a capital."""
        sentence = self._parse.sentence[token]
        return sentence >= 0 and self._parse.reading.kinds[sentence] == "heading"

    def enter_as(self, words: Words, person: Person) -> Figure:
        """The figure of a registered person named by these words."""
        figure = self._by_person.get(person.id)
        if figure is None:
            figure = self.add(self.figure_of(words, self._parse.text(words), person, (person,)))
        self.mark(words, figure)
        return figure

    def mark(self, words: Words, figure: Figure) -> None:
        """Enter the tokens of a name under a figure."""
        for token in range(words.start, words.end):
            self.at[token] = (words, figure)
