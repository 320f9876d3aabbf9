"""Surnames that stand alone: the person introduced before, or whom the news of the day call so."""

from __future__ import annotations

from collections import Counter

from communique.lexicon.dates import Days
from communique.lexicon.names import pieces, sound, sounds
from communique.lexicon.nominals import Nominals
from communique.lexicon.registry import NOT_VERIFIED, Registry
from communique.lexicon.registry_rows import Office, Person
from communique.resolve.actors.figure import Figure
from communique.resolve.actors.parse import Parse
from communique.resolve.actors.people import People
from communique.schema import Words

# Offices whose holder a bare surname in the news means, where two bearers are in office.
_FIRST = ("head_of_state", "head_of_government", "monarch", "foreign_minister", "head", "spokesperson")
_UNDATED = ("head_of_state", "head_of_government", "monarch")


class Surnames:
    """Finds the surnames of one reading and enters them among its people.

    Args:
        taken: tokens of bodies and nominals, which are no names of persons.
        sides: the sides that the article names.
    """

    def __init__(
        self,
        parse: Parse,
        registry: Registry,
        nominals: Nominals,
        when: Days | None,
        people: People,
        taken: frozenset[int],
        sides: Counter[str],
    ) -> None:
        self._parse = parse
        self._registry = registry
        self._nominals = nominals
        self._when = when
        self._people = people
        self._taken = taken
        self._sides = sides

    def recall(self, titles: dict[int, tuple[Office, ...] | None]) -> None:
        """Enter surnames that stand alone.

        Args:
            titles: for a token that follows a title, the offices the title can mean (None: an honorific only).
        """
        parse = self._parse
        flat = parse.flat
        heard = [sound(piece) if piece else "" for piece, _ in flat]
        known: dict[tuple[str, ...], list[Figure]] = {}
        for figure in self._people.figures:
            for key in figure.keys:
                known.setdefault(key, []).append(figure)
            first = sounds(figure.name)[:1]
            if first and len(sounds(figure.name)) > 1 and len(first[0]) > 2:
                # "Corey" after "Corey Flintoff" in a broadcast.
                known.setdefault(("given", *first), []).append(figure)
        position = 0
        while position < len(flat):
            piece, token = flat[position]
            begins = parse.capital(token) or self._small_word(token)
            if piece and token not in self._people.at and begins and token not in self._taken:
                length = self._recall_at(flat, heard, position, known, titles)
                position += length
            else:
                position += 1

    def _recall_at(
        self,
        flat: list[tuple[str, int]],
        heard: list[str],
        position: int,
        known: dict[tuple[str, ...], list[Figure]],
        titles: dict[int, tuple[Office, ...] | None],
    ) -> int:
        piece, token = flat[position]
        if not self._alone(token, titles):
            return 1
        if token not in titles and token and self._people.begins_name(token - 1) and not self._people.in_heading(token):
            # "Hoda Abdel-Hamid": the end of a name that the recogniser missed.
            if self._names_person(token):
                self._note(self._people.enter(self._people.grown(Words(token - 1, token + 1))), known)
            return 1
        for length in (3, 2, 1):
            if position + length > len(flat):
                continue
            last = flat[position + length - 1][1]
            if last in self._people.at or (last in self._taken and length > 1):
                continue
            key = tuple(heard[position : position + length])
            if (
                key[0] in ("al", "el")
                and key not in known
                and len(key) > 1
                and self._parse.texts[token + 1] in ("-", "–")
            ):
                # "El-Sisi" is called Sisi.
                key = key[1:]
            words = Words(self._article(token), last + 1)
            if key in known:
                figure = self._nearest(known[key], token)
                if figure is not None:
                    leader = self._leader(key, figure, token, titles)
                    if leader is not None:
                        known[key].append(self._people.enter_as(words, leader))
                        return length
                    self._people.mark(words, figure)
                    return length
            elif length > 1 or self._personal(token, titles):
                bearers = self._registry.surnames.get(
                    tuple(piece for piece, _ in flat[position : position + length]), ()
                )
                figure = self._from_registry(words, bearers, titles.get(token), token in titles) if bearers else None
                if figure is not None:
                    known.setdefault(key, []).append(figure)
                    return length
        given = known.get(("given", heard[position]))
        if given and token not in titles and self._parse.label[token] in ("PERSON", "") and len(given) == 1:
            self._people.mark(Words(token, token + 1), given[0])
            return 1
        named = (self._parse.pos[token] == "PROPN" and self._people.begins_name(token)) or (
            token in titles and titles[token] is None and token not in self._taken
        )
        if token in titles and named and len(piece) > 1:
            words = self._run(token)
            if self._names_body(words):
                return 1
            self._note(self._people.enter(words), known)
            return max(1, sum(1 for _, t in flat[position : position + 6] if t < words.end))
        return 1

    def _small_word(self, token: int) -> bool:
        """Whether a small word begins a surname: "von der Leyen said"."""
        parse, end = self._parse, token
        if parse.pos[token] != "PROPN":
            return False
        while end < parse.size and parse.lower[end] in self._nominals.particles:
            end += 1
        return (
            end > token
            and end < parse.size
            and parse.capital(end)
            and not (token and self._people.begins_name(token - 1))
        )

    def _article(self, token: int) -> int:
        """Where a surname starts with its Arabic article: the "al" of "al-Muslat"."""
        parse = self._parse
        if (
            token > 1
            and parse.texts[token - 1] in ("-", "–")
            and parse.lower[token - 2] in ("al", "el", "as", "ash", "ad")
        ):
            return token - 2
        return token

    def _names_body(self, words: Words) -> bool:
        """Whether a word behind a title goes on as a body's name: "General Intelligence Department"."""
        parse, end = self._parse, words.end
        if words.end - words.start > 1 or end >= parse.size or not parse.capital(end):
            return False
        nominal = self._nominals.phrases.get(pieces(parse.lower[end]))
        return nominal is not None and nominal.kind in ("body", "office")

    def _note(self, figure: Figure, known: dict[tuple[str, ...], list[Figure]]) -> None:
        for key in figure.keys:
            if figure not in known.setdefault(key, []):
                known[key].append(figure)

    def _names_person(self, token: int) -> bool:
        """Whether the end of a name that the recogniser missed is a person's: one by label, or one who speaks."""
        return "PERSON" in (self._parse.label[token], self._parse.label[token - 1]) or self._people.names_speaker(token)

    def _run(self, token: int) -> Words:
        """The run of capitalised words from a token on: "Foreign Minister Santiago Cafiero" gives Santiago Cafiero."""
        end = token + 1
        parse = self._parse
        while end < parse.size and end not in self._people.at and end not in self._taken:
            lower = parse.lower[end]
            if parse.texts[end] in ("-", "–") and not parse.spaced[end] and not parse.spaced[end - 1]:
                end += 2
            elif parse.capital(end) and parse.pos[end] in ("PROPN", "ADJ", "NOUN", "X") and parse.texts[end][-1] != ":":
                if pieces(lower) in self._nominals.phrases:
                    break
                end += 1
            elif (
                lower in self._nominals.particles
                and lower not in ("e", "y", "as", "ad")
                and end + 1 < parse.size
                and parse.capital(end + 1)
            ):
                end += 2 if parse.texts[end + 1] != "-" else 3
            else:
                break
        end = min(end, parse.size)
        while end > token + 1 and not parse.texts[end - 1][:1].isalpha():
            end -= 1
        return Words(token, end)

    def _alone(self, token: int, titles: dict[int, tuple[Office, ...] | None]) -> bool:
        """Whether a capitalised word can be a surname that stands for its bearer."""
        parse = self._parse
        if parse.label[token] in ("DATE", "TIME"):
            # "Raul Castro Tuesday met"
            return False
        if parse.pos[token] == "PROPN" or parse.label[token] == "PERSON" or token in titles:
            pass
        elif parse.pos[token] == "PRON":
            # "Legislative Speaker You Si-kun ... On Wednesday, You will meet"
            return (
                parse.lower[token] == "you"
                and self._in_mid_sentence(token)
                and self._people.knows(Words(token, token + 1))
            )
        elif parse.texts[token] == "May" and parse.pos[token] == "AUX":
            # "Theresa May ... May said": an auxiliary stands before no past tense
            return parse.tag[parse.head[token]] in ("VBD", "VBZ") and self._people.knows(Words(token, token + 1))
        elif parse.pos[token] in ("NOUN", "ADJ", "X", "VERB", "INTJ", "ADV"):
            # The small model takes "Xi" or "Abe" for other words now and then; a word at the start may be any word.
            sentence = parse.sentence[token]
            start = parse.reading.sentences[sentence].start if sentence >= 0 else token
            if token == start and parse.pos[token] in ("VERB", "ADV", "INTJ") and len(parse.texts[token]) > 6:
                return False
        else:
            return False
        entity = parse.entities.get(token)
        if (
            token not in titles
            and entity is not None
            and parse.label[token] in ("ORG", "FAC", "LAW", "WORK_OF_ART", "EVENT", "PRODUCT")
            and not (entity.start == token and self._people.knows(entity))
        ):
            # "De Mistura" and "El-Sisi" are whom the article introduced, whatever the recogniser takes them for.
            others = [
                t
                for t in range(entity.start, entity.end)
                if t != token
                and parse.capital(t)
                and t not in self._taken
                and t not in self._people.at
                and pieces(parse.lower[t]) not in self._nominals.phrases
                and parse.lower[t].rstrip(".") not in self._nominals.honorifics
            ]
            return not others
        return True

    def _in_mid_sentence(self, token: int) -> bool:
        """Whether a capital is no sentence's or quotation's."""
        parse = self._parse
        start = parse.reading.sentences[parse.sentence[token]].start if parse.sentence[token] >= 0 else token
        return token > start and parse.quotation[token] < 0 and not self._people.in_heading(token)

    def _personal(self, token: int, titles: dict[int, tuple[Office, ...] | None]) -> bool:
        parse = self._parse
        if token in titles or parse.label[token] == "PERSON":
            return True
        return parse.pos[token] == "PROPN" and parse.label[token] not in ("DATE", "MONEY", "TIME")

    def _nearest(self, figures: list[Figure], token: int) -> Figure | None:
        """Of the bearers of a surname the one introduced before; the first so introduced where there are several."""
        before = [figure for figure in figures if figure.first <= token]
        if before:
            before.sort(key=lambda figure: (not figure.offices, figure.first))
            return before[0]
        return figures[0] if len(figures) == 1 else None

    def _leader(
        self, key: tuple[str, ...], figure: Figure, token: int, titles: dict[int, tuple[Office, ...] | None]
    ) -> Person | None:
        """The head of a state or government whom the surname means where the article's own bearer holds no office and
        comes later or without the title: "Mr. Trump and first lady Melania Trump", "President Trump"."""
        offices = titles.get(token)
        if figure.offices or self._when is None or not (figure.first > token or offices):
            return None
        found = []
        for person in self._registry.surnames.get(key, ()):
            held = [o for o in self._registry.in_office(person, self._when) if o.kind in _UNDATED]
            if held and (not offices or set(offices) & set(held)):
                found.append(person)
        others = [person for person in found if person.name != figure.name]
        return others[0] if len(found) == 1 and others else None

    def _from_registry(
        self, words: Words, persons: tuple[Person, ...], offices: tuple[Office, ...] | None, titled: bool
    ) -> Figure | None:
        """The bearer of a surname that the article never gives in full: in office at the date, in the office named.

        Without a title only those answer whom news call by the surname alone: heads of state, ministers of foreign
        affairs. Two of them are none.
        """
        registry, when = self._registry, self._when
        if offices:
            allowed = set(offices)
            persons = tuple(p for p in persons if allowed.intersection(registry.offices_ever(p)))
            serving = [p for p in persons if when is None or allowed.intersection(registry.in_office(p, when))]
        else:
            serving = [] if self._goes_on(words) else [p for p in persons if self._leads(p, titled, len(persons) == 1)]
            gender = self._people.gender(words)
            if not serving and titled and gender:
                # "Mr. Tillerson" months after he left: the only man of that name the registry knows.
                serving = [p for p in persons if p.gender in ("", gender)] if len(persons) == 1 else []
        if len(serving) > 1 and when is not None:
            first = [p for p in serving if any(o.kind in _FIRST[:3] for o in registry.in_office(p, when))]
            serving = first or serving
        if len(serving) == 1:
            return self._people.enter_as(words, serving[0])
        if offices and persons:
            # "President Bush" without a date: two candidates are none.
            if len(persons) == 1 and not serving:
                return self._people.enter_as(words, persons[0])
            figure = self._people.figure_of(words, self._parse.text(words), None, persons)
            figure.note = f"several persons of this name; {NOT_VERIFIED}"
            self._people.add(figure)
            self._people.mark(words, figure)
            return figure
        return None

    def _goes_on(self, words: Words) -> bool:
        """Whether a word beside it makes it another's name: "Marin County", "Taylor Swift", "his aunt Dina"."""
        parse, before = self._parse, words.start - 1
        if (
            before >= 0
            and parse.pos[before] == "NOUN"
            and parse.head[before] == words.end - 1
            and not parse.capital(before)
        ):
            return True
        return (
            self._people.begins_name(words.end)
            and self._parse.spaced[words.end - 1]
            and not self._people.in_heading(words.start)
        )

    def _leads(self, person: Person, titled: bool, only: bool) -> bool:
        """Whether news would call a person by the bare surname: who leads a state, its diplomacy or a body of states.

        The article must name that state or body, unless an honorific stands before or nobody else bears the surname.
        """
        registry = self._registry
        if not (titled or (only and self._when is not None)) and person.side not in self._sides:
            return False
        if self._when is None:
            kinds = _FIRST if only and person.side in self._sides else _UNDATED
            return any(office.kind in kinds and office.kind != "head" for office in registry.offices_ever(person))
        return any(
            office.kind in _FIRST
            and (office.kind != "head" or registry.bodies[office.body].side == office.body or self._of_many(office))
            for office in registry.in_office(person, self._when)
        )

    def _of_many(self, office: Office) -> bool:
        """Whether an office heads a chief organ of an organisation: the European Commission."""
        body = self._registry.bodies[office.body]
        whole = self._registry.bodies.get(body.side)
        return body.kind == "organisation" and whole is not None and whole.kind in ("organisation", "bloc")
