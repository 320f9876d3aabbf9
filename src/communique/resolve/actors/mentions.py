"""One pass over a reading that resolves every name, nominal and pronoun in text order."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property

from communique.lexicon.names import pieces
from communique.lexicon.registry import Entry
from communique.lexicon.registry_rows import Body
from communique.resolve.actors.contexts import is_attributive, is_place
from communique.resolve.actors.discourse import Discourse, Trace
from communique.resolve.actors.figure import Figure
from communique.resolve.actors.mention import Form, Mention
from communique.resolve.actors.naming import body_actor, figure_actor
from communique.resolve.actors.nominals import NominalResolver
from communique.resolve.actors.phrases import NounPhrase
from communique.resolve.actors.pronouns import NUMBERS, PRONOUNS, PronounResolver
from communique.resolve.actors.roles import Roles
from communique.resolve.actors.scene import Scene
from communique.resolve.actors.surfaces import Match
from communique.schema import Actor, Words


class MentionPass:
    """Resolves the mentions of one scene.

    `by_head` maps each token that carries a mention (of a name, a head phrase, a pronoun) to it.
    """

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._parse = scene.parse
        self._reading = scene.parse.reading
        self._registry = scene.registry
        self.by_head = self._resolve()

    def _resolve(self) -> dict[int, Mention]:
        scene, parse = self._scene, self._parse
        discourse = Discourse(parse)
        Roles(scene)
        nominals = NominalResolver(scene, discourse)
        pronouns = PronounResolver(scene, discourse)
        items: list[tuple[int, int, object]] = []
        for match in {match.words: match for match in scene.bodies.values()}.values():
            items.append((match.words.start, 0, match))
        for words, figure in {entry[0]: entry for entry in scene.people.at.values()}.values():
            items.append((words.start, 1, (words, figure)))
        for phrase in scene.phrases.values():
            items.append((phrase.core.start, 2, phrase))
        # "both sides" is one mention.
        counted = {phrase.words.start for phrase in scene.phrases.values() if phrase.count is not None}
        for token in range(parse.size):
            if (
                parse.lower[token] in PRONOUNS
                and token not in scene.bodies
                and token not in scene.people.at
                and token not in counted
                and not (parse.lower[token] in ("both", "each") and parse.dep[token] in ("det", "predet", "preconj"))
            ):
                items.append((token, 3, token))
            elif self._shortened(token):
                items.append((token, 5, token))
            elif parse.lower[token] in NUMBERS and self._alone(token):
                items.append((token, 4, token))
        found: dict[int, Mention] = {}
        for start, order, item in sorted(items, key=lambda entry: entry[:2]):
            if order == 0:
                mention, trace = self._of_body(scene.bodies[start], discourse)
                carried = scene.bodies[start].words
            elif order == 1:
                words, figure = item  # type: ignore[misc]
                mention, trace = self._of_figure(words, figure)
                carried = words
            elif order == 5:
                mention, trace = self._by_last_word(start, discourse)
                carried = Words(start, start + 1)
            elif order == 4:
                mention, trace = pronouns.number(start)
                carried = Words(start, start + 1)
            elif order == 2:
                assert isinstance(item, NounPhrase)
                mention, trace = nominals.resolve(item)
                carried = item.core
            else:
                mention, trace = pronouns.resolve(start)
                carried = Words(start, start + 1)
            if mention is not None:
                for token in range(carried.start, carried.end):
                    found.setdefault(token, mention)
            if trace is not None:
                discourse.add(trace)
        return found

    def _shortened(self, token: int) -> bool:
        """Whether a capitalised word behind "the" can be the short name of a body: "the Journal"."""
        parse, scene = self._parse, self._scene
        taken = token in scene.bodies or token in scene.people.at or token in scene.phrase_at
        return token > 0 and parse.lower[token - 1] == "the" and parse.pos[token] == "PROPN" and not taken

    def _by_last_word(self, token: int, discourse: Discourse) -> tuple[Mention | None, Trace | None]:
        last = pieces(self._parse.texts[token])[-1:]
        trace = discourse.last(token, lambda t: len(t.phrase) > 1 and t.phrase[-1:] == last and not t.person)
        following = self._parse.pos[token + 1] if token + 1 < self._parse.size else ""
        if trace is None or not last or following == "PROPN":
            return None, None
        words = Words(token, token + 1)
        actors = tuple(replace(actor, span=self._reading.span(words)) for actor in trace.actors)
        return Mention(words, token, actors, "name"), replace(
            trace, words=words, head=token, actors=actors, attributive=False
        )

    def _alone(self, token: int) -> bool:
        """Whether a number word is a noun phrase of its own: "the two agreed", not "the two sides"."""
        parse = self._parse
        if not token or parse.lower[token - 1] != "the" or token in self._scene.phrase_at:
            return False
        following = token + 1
        while following < parse.size and parse.pos[following] == "ADV":
            following += 1
        if parse.texts[token + 1 : token + 2] == ["-"]:
            return False
        after = parse.pos[following] if following < parse.size else "PUNCT"
        return after in ("VERB", "AUX") or (following == token + 1 and after in ("PUNCT", "ADP", "PART", "CCONJ"))

    def _of_figure(self, words: Words, figure: Figure) -> tuple[Mention, Trace]:
        parse = self._parse
        head = parse.inside(words)
        actor = figure_actor(self._reading, words, figure)
        mention = Mention(words, head, (actor,), "name")
        attributive = (
            parse.dep[head] == "compound" and parse.head[head] >= words.end and parse.tag[words.end] != "POS"
            if words.end < parse.size
            else False
        )
        return mention, Trace(words, head, (actor,), (figure,), True, False, attributive, kind="person")

    def _of_body(self, match: Match[Entry], discourse: Discourse) -> tuple[Mention | None, Trace | None]:
        parse, words, entries = self._parse, match.words, match.found
        head = parse.inside(words)
        bodies = list(dict.fromkeys(entry.body for entry in entries))
        kinds = {entry.kind for entry in entries}
        attributive = is_attributive(parse, words)
        metonym = kinds == {"metonym"}
        city = metonym and bodies[0].kind in ("state", "territory", "organisation", "bloc")
        place = not attributive and is_place(parse, self._scene.nominals, words, city=city)
        if metonym and (place or (city and attributive and not self._between_capitals(words))):
            return None, None
        actors: tuple[Actor, ...] = (self._choose(words, bodies),)
        for others in match.also:
            actors += (self._choose(words, list(dict.fromkeys(entry.body for entry in others))),)
        form: Form = "metonym" if metonym else "name"
        if (attributive and not metonym and kinds != {"people"}) or kinds == {"adjective"}:
            form = "adjective"
        people = "people" in kinds and not attributive and bodies[0].kind in ("state", "territory")
        plural = people
        if people and self._one_of_people(match):
            person = discourse.last(
                words.start, lambda t: t.person and len(t.actors) == 1 and t.actors[0].side == actors[0].side
            )
            if person is not None:
                actors = (replace(person.actors[0], span=self._reading.span(words)),)
                return Mention(words, head, actors, "nominal"), replace(person, words=words, head=head, actors=actors)
        trace = Trace(
            words,
            head,
            actors,
            (None,) * len(actors),
            False,
            plural,
            form == "adjective",
            place,
            bodies[0].kind,
            pieces(parse.text(words)),
        )
        return Mention(words, head, actors, form), trace

    def _one_of_people(self, match: Match[Entry]) -> bool:
        """Whether a demonym means one person spoken of before: "the Egyptian", but not "the French" or "Egyptians"."""
        parse = self._parse
        word = parse.lower[match.words.end - 1]
        before = match.words.start - 1
        return (
            before >= 0
            and parse.lower[before] == "the"
            and word.endswith(("an", "i", "k", "d", "e"))
            and word[-3:] != "ese"
        )

    def _between_capitals(self, words: Words) -> bool:
        """Whether a capital is one of two that a hyphen joins: "Moscow-Kyiv talks" are between sides."""
        parse, bodies = self._parse, self._scene.bodies
        after, before = words.end + 1, words.start - 2
        return (after < parse.size and parse.texts[words.end] in ("-", "–") and after in bodies) or (
            before >= 0 and parse.texts[words.start - 1] in ("-", "–") and before in bodies
        )

    def _choose(self, words: Words, bodies: list[Body]) -> Actor:
        """The body of a name that several bear: the one the article names otherwise, else none, all as candidates."""
        sides = {body.side for body in bodies}
        if len(sides) > 1:
            elsewhere = [body for body in bodies if body.side in self._plain_sides]
            if len({body.side for body in elsewhere}) != 1:
                text = self._parse.text(words)
                candidates = tuple(body.id for body in bodies)
                return Actor(text, None, self._reading.span(words), None, candidates, "several bodies of this name")
            bodies = elsewhere
        state = self._registry.bodies.get(bodies[0].side)
        return body_actor(self._reading, words, bodies[0], state, self._parse.text(words))

    @cached_property
    def _plain_sides(self) -> frozenset[str]:
        """Sides that some name in the text gives without doubt."""
        found = set()
        for match in self._scene.bodies.values():
            sides = {entry.body.side for entry in match.found}
            if len(sides) == 1:
                found |= sides
        return frozenset(found)
