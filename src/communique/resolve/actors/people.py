"""The persons of an article: who is introduced by full name, and who is meant by a surname later."""

from __future__ import annotations

from communique.lexicon.dates import Days
from communique.lexicon.names import pieces, sound, sounds
from communique.lexicon.nominals import Nominals
from communique.lexicon.registry import NOT_VERIFIED, Registry
from communique.lexicon.registry_rows import Office, Person
from communique.resolve.actors.figure import Figure
from communique.resolve.actors.parse import SUBJECTS, Parse
from communique.resolve.actors.surfaces import Match
from communique.schema import Words

# Offices whose holder a bare surname in the news means, where two bearers are in office.
_FIRST = ("head_of_state", "head_of_government", "monarch", "foreign_minister", "head", "spokesperson")
_UNDATED = ("head_of_state", "head_of_government", "monarch")


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
        sides: frozenset[str],
    ) -> None:
        self._parse = parse
        self._registry = registry
        self._nominals = nominals
        self._when = when
        self._taken = taken
        self._sides = sides
        self.figures: list[Figure] = []
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
            words = self._grown(words) if words is not None else None
            if words is None or words.end - words.start < 2 or self._clash(words, covered):
                continue
            spans.append((words, ()))
            covered.update(range(words.start, words.end))
        for words, persons in sorted(spans):
            self.enter(words, persons)

    def _inside_name(self, words: Words) -> bool:
        """Whether a registered name is only the end of another: "Abdel-Hamid" of "Hoda Abdel-Hamid"."""
        before = words.start - 1
        entity = self._parse.entities.get(words.start)
        if before < 0 or entity is None or entity.start >= words.start or self._parse.label[before] != "PERSON":
            return False
        return self.begins_name(before) and not self._in_heading(before)

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

    def _grown(self, words: Words) -> Words:
        """A name with what the recogniser cut off: "Chung Eui" of "Chung Eui-yong", "Hwang Kyo" of "Hwang Kyo Ahn"."""
        parse, nominals = self._parse, self._nominals
        start, end = words
        heading = self._in_heading(start)
        while end < parse.size and end not in self._taken:
            lower = parse.lower[end]
            if (
                parse.texts[end] in ("-", "–")
                and not parse.spaced[end]
                and not parse.spaced[end - 1]
                and end + 1 < parse.size
            ):
                end += 2
            elif heading:
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
        figure = next(
            (
                known
                for known in self.figures
                if (chosen is not None and known.person is chosen)
                or (chosen is None and sounds(known.name) == key and (known.person is None or not persons))
            ),
            None,
        )
        if figure is None:
            figure = self._figure(words, name, chosen, persons)
            self.figures.append(figure)
        for token in range(words.start, words.end):
            self.at[token] = (words, figure)
        return figure

    def choose(self, persons: tuple[Person, ...]) -> Person | None:
        """The one of several namesakes who can be meant: in office at the date, else of a state the article names."""
        if len(persons) < 2:
            return persons[0] if persons else None
        if self._when is not None:
            serving = [person for person in persons if self._registry.in_office(person, self._when)]
            if serving:
                return serving[0] if len(serving) == 1 else None
        named = [person for person in persons if person.side in self._sides]
        return named[0] if len(named) == 1 else None

    def _figure(self, words: Words, name: str, person: Person | None, persons: tuple[Person, ...]) -> Figure:
        if person is None:
            keys = self._keys(name)
            gender = self._gender(words)
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
            sides = {self._registry.bodies[office.body].side for office in ever} & self._sides
        if person.side not in sides and len(sides) == 1:
            figure.side = sides.pop()
        return figure

    def _gender(self, words: Words) -> str:
        before = self._parse.lower[words.start - 1].rstrip(".") if words.start else ""
        if before in self._nominals.male:
            return "male"
        return "female" if before in self._nominals.female else ""

    def _person_keys(self, person: Person, name: str) -> tuple[tuple[str, ...], ...]:
        keys = [sounds(surname) for surname in person.surnames]
        keys += [key for key in self._keys(name) if key not in keys and len(person.surnames) == 0]
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
        if len(parts) > 1 and parts[0] in self._nominals.family_first and len(parts) <= 3:
            keys.append(tuple(map(sound, parts[:1])))
        return tuple(dict.fromkeys(keys))

    # Surnames -------------------------------------------------------------------------------------------------------

    def recall(self, titles: dict[int, tuple[Office, ...] | None]) -> None:
        """Enter surnames that stand alone.

        Args:
            titles: for a token that follows a title, the offices the title can mean (None: an honorific only).
        """
        parse = self._parse
        flat = parse.flat
        heard = [sound(piece) if piece else "" for piece, _ in flat]
        known: dict[tuple[str, ...], list[Figure]] = {}
        for figure in self.figures:
            for key in figure.keys:
                known.setdefault(key, []).append(figure)
            first = sounds(figure.name)[:1]
            if first and len(sounds(figure.name)) > 1 and len(first[0]) > 2:
                # "Corey" after "Corey Flintoff" in a broadcast.
                known.setdefault(("given", *first), []).append(figure)
        position = 0
        while position < len(flat):
            piece, token = flat[position]
            if piece and token not in self.at and parse.capital(token) and token not in self._taken:
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
        if token not in titles and token and self.begins_name(token - 1) and not self._in_heading(token):
            # "Hoda Abdel-Hamid": the end of a name that the recogniser missed.
            if self._names_person(token):
                self._note(self.enter(self._grown(Words(token - 1, token + 1))), known)
            return 1
        for length in (3, 2, 1):
            if position + length > len(flat):
                continue
            last = flat[position + length - 1][1]
            if last in self.at or (last in self._taken and length > 1):
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
                    self._mark(words, figure)
                    return length
            elif key in self._registry.surnames and (length > 1 or self._personal(token, titles)):
                figure = self._from_registry(words, self._registry.surnames[key], titles.get(token), token in titles)
                if figure is not None:
                    known.setdefault(key, []).append(figure)
                    return length
        given = known.get(("given", heard[position]))
        if given and token not in titles and self._parse.label[token] in ("PERSON", "") and len(given) == 1:
            self._mark(Words(token, token + 1), given[0])
            return 1
        named = self._parse.pos[token] == "PROPN" or (
            token in titles and titles[token] is None and token not in self._taken
        )
        if token in titles and named and len(piece) > 1:
            words = self._run(token)
            self._note(self.enter(words), known)
            return max(1, sum(1 for _, t in flat[position : position + 6] if t < words.end))
        return 1

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

    def _note(self, figure: Figure, known: dict[tuple[str, ...], list[Figure]]) -> None:
        for key in figure.keys:
            if figure not in known.setdefault(key, []):
                known[key].append(figure)

    def _in_heading(self, token: int) -> bool:
        sentence = self._parse.sentence[token]
        return sentence >= 0 and self._parse.reading.kinds[sentence] == "heading"

    def _names_person(self, token: int) -> bool:
        """Whether the end of a name that the recogniser missed is a person's: one by label, or one who speaks."""
        return "PERSON" in (self._parse.label[token], self._parse.label[token - 1]) or self.names_speaker(token)

    def knows(self, words: Words) -> bool:
        """Whether these words are what a known figure may be called by: "De Mistura"."""
        key = sounds(self._parse.text(words))
        return any(key in figure.keys for figure in self.figures)

    def names_speaker(self, token: int) -> bool:
        """Whether a proper noun is the subject of a verb of saying and no organisation: "Riyad Naasan Agha said"."""
        parse = self._parse
        return (
            parse.dep[token] in SUBJECTS
            and self.begins_name(token)
            and parse.label[token] not in ("ORG", "GPE", "FAC")
            and parse.reading.doc[parse.head[token]].lemma_ in self._nominals.saying
        )

    def _run(self, token: int) -> Words:
        """The run of capitalised words from a token on: "Foreign Minister Santiago Cafiero" gives Santiago Cafiero."""
        end = token + 1
        parse = self._parse
        while end < parse.size and end not in self.at and end not in self._taken:
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
        if parse.pos[token] == "PROPN" or parse.label[token] == "PERSON" or token in titles:
            pass
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
        ):
            others = [
                t
                for t in range(entity.start, entity.end)
                if t != token
                and parse.capital(t)
                and t not in self._taken
                and t not in self.at
                and pieces(parse.lower[t]) not in self._nominals.phrases
                and parse.lower[t].rstrip(".") not in self._nominals.honorifics
            ]
            return not others
        return True

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
            serving = [p for p in persons if self._leads(p)]
            gender = self._gender(words)
            if not serving and titled and gender:
                # "Mr. Tillerson" months after he left: the only man of that name the registry knows.
                serving = [p for p in persons if p.gender in ("", gender)] if len(persons) == 1 else []
        if len(serving) > 1 and when is not None:
            first = [p for p in serving if any(o.kind in _FIRST[:3] for o in registry.in_office(p, when))]
            serving = first or serving
        if len(serving) == 1:
            return self.enter_as(words, serving[0])
        if offices and persons:
            # "President Bush" without a date: two candidates are none.
            if len(persons) == 1 and not serving:
                return self.enter_as(words, persons[0])
            figure = self._figure(words, self._parse.text(words), None, persons)
            figure.note = f"several persons of this name; {NOT_VERIFIED}"
            self.figures.append(figure)
            self._mark(words, figure)
            return figure
        return None

    def _leads(self, person: Person) -> bool:
        """Whether a person holds, at the date (ever, where there is none), an office that makes the surname enough."""
        registry = self._registry
        if self._when is None:
            return any(office.kind in _UNDATED for office in registry.offices_ever(person))
        return any(office.kind in _FIRST for office in registry.in_office(person, self._when))

    def enter_as(self, words: Words, person: Person) -> Figure:
        """The figure of a registered person named by these words."""
        figure = next((known for known in self.figures if known.person is person), None)
        if figure is None:
            figure = self._figure(words, self._parse.text(words), person, (person,))
            self.figures.append(figure)
        self._mark(words, figure)
        return figure

    def _mark(self, words: Words, figure: Figure) -> None:
        for token in range(words.start, words.end):
            self.at[token] = (words, figure)
