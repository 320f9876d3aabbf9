"""Who is meant: every mention of an actor in a reading, resolved, and the answer for any noun phrase."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from communique.lexicon.dates import Days, days
from communique.lexicon.names import pieces
from communique.lexicon.nominals import load_nominals
from communique.lexicon.registry import Entry, Registry
from communique.lexicon.registry_rows import Body
from communique.resolve.actors.contexts import is_attributive, is_place
from communique.resolve.actors.discourse import Discourse, Trace
from communique.resolve.actors.figure import Figure
from communique.resolve.actors.mention import Form, Mention
from communique.resolve.actors.naming import as_written, body_actor, figure_actor
from communique.resolve.actors.nominals import NominalResolver
from communique.resolve.actors.parse import Parse
from communique.resolve.actors.phrases import NounPhrase
from communique.resolve.actors.pronouns import NUMBERS, PRONOUNS, PronounResolver
from communique.resolve.actors.publisher import side_of
from communique.resolve.actors.roles import Roles
from communique.resolve.actors.scene import Scene
from communique.resolve.actors.surfaces import Match
from communique.schema import Actor, When, Words

if TYPE_CHECKING:
    from communique.read import Reading

_NO_NAMES = frozenset(
    {
        "DATE",
        "TIME",
        "MONEY",
        "PERCENT",
        "ORDINAL",
        "CARDINAL",
        "QUANTITY",
        "LANGUAGE",
        "LAW",
        "EVENT",
        "WORK_OF_ART",
        "LOC",
        "FAC",
        "GPE",
        "PRODUCT",
    }
)


class Actors:
    """The actors of one reading.

    Args:
        reading: the parsed document.
        registry: who is who.
        published: the date of the document, None where it has none; offices are asked at this date.

    Everything is worked out once, when first asked for.
    """

    def __init__(self, reading: Reading, registry: Registry, published: When | None) -> None:
        self._reading = reading
        self._registry = registry
        self._when: Days | None = days(published.edtf) if published else None

    @cached_property
    def side_of_document(self) -> Actor | None:
        """The body whose own release the text is ("The White House"), None for news."""
        return side_of(self._reading.document, self._registry)

    @cached_property
    def mentions(self) -> tuple[Mention, ...]:
        """Every mention in text order; one that no rule can resolve is left out."""
        return tuple(sorted(set(self._by_head.values()), key=lambda mention: (mention.words, mention.head)))

    def at(self, words: Words) -> tuple[Actor, ...]:
        """Everybody a noun phrase stands for, each once; empty where it stands for no actor.

        Args:
            words: a token range of the reading: "Putin and Macron", "his Russian counterpart", "both leaders", "he".
        """
        if words not in self._answers:
            self._answers[words] = self._answer(words)
        return self._answers[words]

    @cached_property
    def _answers(self) -> dict[Words, tuple[Actor, ...]]:
        return {}

    @cached_property
    def _parse(self) -> Parse:
        return Parse(self._reading)

    @cached_property
    def _scene(self) -> Scene:
        return Scene(self._parse, self._registry, load_nominals(), self._when, self.side_of_document)

    # One pass over the text -------------------------------------------------------------------------------------------

    @cached_property
    def _by_head(self) -> dict[int, Mention]:
        """Mentions by each token of the words that carry them (name, head phrase, pronoun)."""
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
        following = parse.pos[token + 1] if token + 1 < parse.size else "PUNCT"
        return following in ("VERB", "AUX", "PUNCT", "ADV", "ADP", "PART", "CCONJ") and parse.texts[
            token + 1 : token + 2
        ] != ["-"]

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
        city = metonym and bodies[0].kind in ("state", "territory")
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

    # Any noun phrase --------------------------------------------------------------------------------------------------

    def _answer(self, words: Words) -> tuple[Actor, ...]:
        words = self._stripped(words)
        if words.start >= words.end:
            return ()
        found: list[Actor] = []
        heads = self._heads(words)
        for head in heads:
            found += self._of_head(head, words)
        if not found and not any(head in self._scene.phrase_at for head in heads):
            found = self._of_contents(words)
        unique: dict[tuple[str, str | None], Actor] = {}
        for actor in found:
            unique.setdefault((actor.name, actor.side), actor)
        return tuple(unique.values())

    def _stripped(self, words: Words) -> Words:
        start, end = words
        parse = self._parse
        while start < end and (
            parse.pos[start] in ("PUNCT", "SPACE", "ADP", "SCONJ", "CCONJ") and start not in self._by_head
        ):
            start += 1
        while end > start and (parse.pos[end - 1] in ("PUNCT", "SPACE") or parse.tag[end - 1] == "POS"):
            end -= 1
        return Words(start, end)

    def _heads(self, words: Words) -> list[int]:
        """The head of a phrase and the heads of what is coordinated with it inside the phrase."""
        parse = self._parse
        first = parse.inside(words)
        heads = [first]
        for head in heads:
            for child in parse.children[head]:
                if parse.dep[child] == "conj" and words.start <= child < words.end and len(heads) < 12:
                    heads.append(child)
        return sorted(heads)

    def _of_head(self, head: int, words: Words) -> list[Actor]:
        parse = self._parse
        mention = self._by_head.get(head)
        if mention is not None and mention.form == "nominal" and self._nameless(mention):
            return self._in_full(mention, head, words)
        if mention is not None and mention.form != "adjective":
            return list(mention.actors)
        if mention is not None and (mention.words.end >= words.end or mention.words == words):
            return list(mention.actors)
        if head in self._scene.phrase_at or head in self._scene.bodies:
            return []
        for child in parse.children[head]:
            if parse.dep[child] == "appos" and words.start <= child < words.end and child in self._by_head:
                return list(self._by_head[child].actors)
        if parse.lower[head] in self._scene.nominals.things:
            return []
        if parse.lower[head] in ("one", "some", "several", "many", "most") and parse.lower[head + 1 : head + 2] == [
            "of"
        ]:
            return self._part(head, words)
        if parse.pos[head] == "PROPN" and parse.label[head] not in _NO_NAMES and parse.capital(head):
            return self._unregistered(head, words)
        return []

    def _state_behind(self, token: int) -> str | None:
        """The side of a name behind "of" at a token: "of South Africa"."""
        if self._parse.lower[token : token + 1] != ["of"]:
            return None
        behind = token + 1 + (self._parse.lower[token + 1 : token + 2] == ["the"])
        return self._scene.side_at(behind) if behind in self._scene.bodies else None

    def _part(self, head: int, words: Words) -> list[Actor]:
        """ "one of the sources": as written, of the side of the many."""
        many = next((self._by_head[t] for t in range(head + 2, words.end) if t in self._by_head), None)
        if many is None or many.form != "nominal":
            return []
        sides = {actor.side for actor in many.actors}
        span = self._reading.span(words)
        return [Actor(as_written(self._reading, words), sides.pop() if len(sides) == 1 else None, span)]

    def _nameless(self, mention: Mention) -> bool:
        return len(mention.actors) == 1 and mention.actors[0].name == as_written(self._reading, mention.words)

    def _in_full(self, mention: Mention, head: int, words: Words) -> list[Actor]:
        """A nominal nobody resolves: the name beside it, else all its words ("sources familiar with the plan")."""
        parse, actor = self._parse, mention.actors[0]
        for child in parse.children[head]:
            if parse.dep[child] == "appos" and mention.words.end <= child < words.end and parse.pos[child] == "PROPN":
                named = self._by_head.get(child)
                found = list(named.actors) if named is not None else self._unregistered(child, words)
                return [replace(each, side=each.side or actor.side) for each in found]
        end = next((t for t in range(head, words.end) if parse.lower[t] in (",", "(", ";", "–", "—")), words.end)
        if words.start <= mention.words.start and mention.words.end < end <= words.start + 14:
            full = Words(mention.words.start, end)
            return [replace(actor, name=as_written(self._reading, full), span=self._reading.span(full))]
        return [actor]

    def _unregistered(self, head: int, words: Words) -> list[Actor]:
        """A name nobody knows: as written, with the side of a state inside it ("Bank of Japan") or before it."""
        parse = self._parse
        entity = parse.entities.get(head)
        if entity is not None and entity.start >= words.start and entity.end <= words.end:
            span = entity
            if (
                parse.lower[head + 1 : head + 2] == ["of"]
                and head - entity.start in (1, 2)
                and self._state_behind(head + 1)
            ):
                # "Thabo Lekota of South Africa", taken for one name.
                span = Words(entity.start, head + 1)
        else:
            start = head
            while start > words.start and parse.pos[start - 1] in ("PROPN", "ADJ") and parse.capital(start - 1):
                start -= 1
            span = Words(start, head + 1)
        start, end = span
        while start < end - 1 and parse.lower[start] in ("the", "a", "an", "-", '"', "“"):
            start += 1
        while end > start + 1 and (parse.tag[end - 1] == "POS" or parse.pos[end - 1] == "PUNCT"):
            end -= 1
        span = Words(start, end)
        side = self._state_behind(end)
        for token in range(max(words.start, start - 2), end):
            if token in self._scene.bodies and side is None:
                side = self._scene.side_at(token)
        if parse.texts[head].isalpha() and len(parse.texts[head]) > 1:
            return [Actor(parse.text(span), side, self._reading.span(span))]
        return []

    def _of_contents(self, words: Words) -> list[Actor]:
        """Where the parse finds no actor at the head: a phrase made of nothing but names, commas and "and"."""
        parse, found = self._parse, []
        token = words.start
        while token < words.end:
            mention = self._by_head.get(token)
            if mention is not None and mention.form != "adjective" and token < mention.words.end:
                found += list(mention.actors)
                token = max(token + 1, min(mention.words.end, words.end))
                continue
            lower = parse.lower[token]
            scene = self._scene
            known = token in scene.bodies or token in scene.phrase_at or lower.rstrip(".") in scene.nominals.modifiers
            if not (
                known
                or parse.pos[token] in ("PUNCT", "CCONJ", "DET", "SPACE")
                or lower.rstrip(".") in scene.nominals.honorifics
            ):
                return []
            token += 1
        return found
