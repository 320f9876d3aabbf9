"""What the text says a person is: titles before a name, appositions beside it, "of South Africa" behind it."""

from __future__ import annotations

from itertools import pairwise

from communique.lexicon.registry_rows import OfficeKind
from communique.resolve.actors.background import Background
from communique.resolve.actors.figure import Figure, TextRole
from communique.resolve.actors.parse import SUBJECTS
from communique.resolve.actors.phrases import NounPhrase
from communique.resolve.actors.scene import Scene
from communique.schema import Words

_SHORT = 8  # tokens between "ambassador" and the comma before the name, at most
_LONG = (
    14  # tokens between a capitalised title and its name: "Assistant Secretary of State for ... Daniel J. Kritenbrink"
)
_LINKS = frozenset({",", ";", "and", "&", "of", "for", "the", "to", "at", "-"})
_GOVERNMENT: frozenset[tuple[OfficeKind, ...]] = frozenset(
    {
        ("minister",),
        ("foreign_minister",),
        ("defence_minister",),
        ("deputy_minister",),
        ("head_of_government",),
        ("adviser",),
    }
)


class Roles:
    """Ties the nominals of a scene to the persons they stand beside.

    Fills `scene.bearer`: for the first token of a head phrase the figures it is ("the spokesman, Raj Shah").
    """

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.parse = scene.parse
        self.people = scene.people
        self.phrases = scene.phrases
        self.registry = scene.registry
        self.nominals = scene.nominals
        self.bodies = scene.bodies
        self.bearer = scene.bearer
        self._states = frozenset(b.id for b in scene.registry.bodies.values() if b.kind in ("state", "territory"))
        self._attach_roles()
        self._attach_sides()

    def _attach_roles(self) -> None:
        at = self.people.at
        starts: dict[int, tuple[Words, Figure]] = {}
        ends: dict[int, tuple[Words, Figure]] = {}
        for words, figure in at.values():
            starts[words.start] = (words, figure)
            ends[words.end] = (words, figure)
        for phrase in self.phrases.values():
            if phrase.nominal.kind not in ("office", "person", "relative") or phrase.nominal.anonymous:
                continue
            owners = [side for side, _ in self.scene.owners(phrase)]
            for figure, title in self._bearers(phrase, starts, ends):
                if title and self._inner(phrase, figure):
                    continue
                side = owners[0] if len(owners) == 1 else None
                if figure.person is not None and side is not None and side not in self._sides_ever(figure):
                    if not title or side in self._states:
                        continue
                    # "European Council President Charles Michel": the text knows of an office the registry may not.
                    figure.side = side
                elif figure.person is not None and side is not None:
                    self._decide(figure, side)
                self.bearer[phrase.core.start] = (*self.bearer.get(phrase.core.start, ()), figure)
                past = any(self.parse.lower[token].rstrip("-") in self.nominals.past for token in phrase.modifiers)
                figure.roles.append(TextRole(phrase.nominal.phrase, phrase.nominal.offices, side, past))
                if not figure.gender:
                    figure.gender = phrase.nominal.gender or self._gendered(phrase.nominal.phrase)
            if len(owners) > 1 and len(self.bearer.get(phrase.core.start, ())) == len(owners):
                for figure, side in zip(self.bearer[phrase.core.start], owners, strict=True):
                    if figure.side is None:
                        figure.side = side

    def _inner(self, phrase: NounPhrase, figure: Figure) -> bool:
        """Whether the name belongs to the phrase around this one: "press secretary of the Russian president Peskov"."""
        before = phrase.words.start - 1
        if (
            self.parse.lower[phrase.words.start] != "the"
            or before < 1
            or self.parse.lower[before] not in ("of", "for", "to")
        ):
            return False
        outer = self.scene.phrase_at.get(before - 1)
        if outer is None or phrase.core.start not in outer.owners:
            return False
        if figure.person is None:
            return not self.parse.capital(phrase.core.start)
        kinds = {office.kind for office in self.registry.offices_ever(figure.person)}
        return not kinds & set(phrase.nominal.offices[:1])

    def _decide(self, figure: Figure, side: str) -> None:
        """Let the text say for which of several sides a person stands, where the registry does not know the date."""
        when, person = self.scene.when, figure.person
        held = self.registry.in_office(person, when) if when is not None and person is not None else ()
        if not held or side in {self.registry.bodies[office.body].side for office in held}:
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
        """The figures a phrase is a title or an apposition of; the flag says that it is a title before the name."""
        parse = self.parse
        for end in dict.fromkeys((phrase.core.end, phrase.words.end)):
            if end in starts:
                return self._joined(starts[end], starts, phrase, True)
        if parse.capital(phrase.core.start):
            following = self._behind_long_title(phrase, starts)
            if following is not None:
                return [(starts[following][1], True)]
        # "Russia's ambassador to Washington, Anatoly Antonov"; "the presidents of A and B, X and Y".
        comma = phrase.words.end
        limit = min(parse.size, phrase.words.end + _SHORT)
        while (
            comma < limit
            and parse.lower[comma] != ","
            and parse.pos[comma] in ("ADP", "DET", "ADJ", "PROPN", "NOUN", "PART", "CCONJ")
        ):
            comma += 1
        if (
            comma < limit - 1
            and parse.lower[comma] == ","
            and comma + 1 in starts
            and self._pointed(phrase, starts[comma + 1][0])
        ):
            words, figure = starts[comma + 1]
            if not self._lists(phrase, words):
                return self._joined((words, figure), starts, phrase, False)
        before = phrase.words.start - 1
        if before > 0 and parse.lower[before] in (",", "(", "–", "—") and before in ends and not phrase.nominal.plural:
            words, figure = ends[before]
            if not self._lists_after(phrase, words) and not self._does_next(phrase, words):
                return [(figure, False)]
        return []

    def _pointed(self, phrase: NounPhrase, name: Words) -> bool:
        """Whether a phrase points at somebody, so that a name behind a comma says who: not "journalists, Peskov"."""
        article = self.parse.lower[phrase.words.start]
        if article in ("a", "an") and self.parse.texts[name.end : name.end + 1] in ([","], ["."]):
            # "a Commerce Ministry spokesman, Gao Feng, said"
            return not phrase.nominal.plural
        return phrase.definite and (bool(phrase.owners) or phrase.possessive is not None or article in ("the", "this"))

    def _behind_long_title(self, phrase: NounPhrase, starts: dict[int, tuple[Words, Figure]]) -> int | None:
        """Where the name starts behind a title of many words: "Permanent Secretary of the Ministry of ... Thani"."""
        parse = self.parse
        token = phrase.core.end
        if token >= parse.size or parse.lower[token] not in ("of", "for", "to", "at", "on"):
            return None
        for _ in range(_LONG):
            if token >= parse.size or token in starts:
                break
            link = parse.lower[token] in (
                "of",
                "for",
                "to",
                "at",
                "on",
                "the",
                "and",
                "&",
                ",",
                "-",
                "(",
                ")",
                "'s",
                "’s",
            )
            if not (link or parse.capital(token)) or parse.sentence[token] != parse.sentence[phrase.core.start]:
                return None
            token += 1
        return token if token in starts and parse.lower[token - 1] not in ("and", "to", "with") else None

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

    def _does_next(self, phrase: NounPhrase, name: Words) -> bool:
        """Whether a phrase behind a name and a comma is who does what comes next: "After talks with Scholz, the
        President stressed"."""
        parse = self.parse
        return parse.dep[phrase.head] in SUBJECTS and parse.dep[parse.inside(name)] in ("pobj", "dobj", "conj")

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
            while before > 0 and parse.lower[before].rstrip(".") in self.nominals.honorifics:
                # "Saudi Brig. Gen. Ahmed Asiri"
                before -= 1
            owned = before > 0 and parse.tag[before] == "POS"
            if owned:
                before -= 1
            if before in self.bodies and (owned or self._describes(before)):
                figure.side = self.scene.side_at(before)
            elif words.end + 1 < parse.size and parse.lower[words.end] == "of":
                after = words.end + 1 + (parse.lower[words.end + 1] == "the")
                if after in self.bodies:
                    figure.side = self.scene.side_at(after)
        self._attach_colleagues()
        publisher = self.scene.publisher
        for figure in self.people.figures:
            if figure.side is None and publisher is not None and any(_own(role) for role in figure.roles):
                # "Special Representative West" in the State Department's own release.
                figure.side = publisher.side
        self._attach_backgrounds()

    def _attach_colleagues(self) -> None:
        """ "Met with President Macky Sall and Minister of Economy Amadou Hott": who is listed behind a member of a
        government with another office of no named state is of the same."""
        names = sorted(dict(self.people.at.values()).items())
        for (before, known), (words, figure) in pairwise(names):
            if figure.person is not None or figure.side is not None or known.side is None:
                continue
            gap = range(before.end, words.start)
            listed = len(gap) > 1 and self.parse.lower[before.end] in (",", "and", ";")
            if not listed or len(gap) > _LONG or self.parse.sentence[before.start] != self.parse.sentence[words.start]:
                continue
            kinds = {role.offices[:1] for role in figure.roles}
            others = {role.offices[:1] for role in known.roles} | {(kind,) for kind in known.offices}
            titled = all(self.parse.capital(t) or self.parse.lower[t] in _LINKS for t in gap)
            if kinds & _GOVERNMENT and not kinds & others and titled:
                figure.side = known.side

    def _attach_backgrounds(self) -> None:
        """Give figures still without a side the country where they work or live."""
        background = Background(self.scene)
        mentions: dict[Figure, list[Words]] = {}
        for token, (words, figure) in sorted(self.people.at.items()):
            if token == words.start and figure.person is None and figure.side is None and not figure.candidates:
                mentions.setdefault(figure, []).append(words)
        for figure, names in mentions.items():
            figure.side = background.side(figure, names)

    def _describes(self, token: int) -> bool:
        """Whether a body's name right before a person is an adjective or an acronym: "Syrian Mohammed", "US pastor"."""
        kinds = {entry.kind for entry in self.bodies[token].found}
        return bool(kinds & {"adjective", "people"})


def _own(role: TextRole) -> bool:
    """Whether a release names holders of such an office without their state only when they are its own."""
    return role.side is None and role.offices[:1] in (("deputy_minister",), ("envoy",), ("adviser",), ("spokesperson",))
