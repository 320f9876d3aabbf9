"""Who is meant: every mention of an actor in a reading, resolved, and the answer for any noun phrase."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from communique.lexicon.dates import Days, days
from communique.lexicon.nominals import load_nominals
from communique.lexicon.registry import Registry
from communique.read.entities import portfolios
from communique.resolve.actors.mention import Mention
from communique.resolve.actors.mentions import MentionPass
from communique.resolve.actors.naming import as_written
from communique.resolve.actors.parse import Parse
from communique.resolve.actors.publisher import side_of
from communique.resolve.actors.scene import Scene
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

    def holds_office(self, actor: Actor) -> bool:
        """Whether the text or the registry says of a person what he is: a minister, an envoy, somebody's aide."""
        return any(
            figure.person is not None or bool(figure.roles) or bool(figure.offices)
            for figure in self._scene.people.figures
            if figure.name == actor.name
        )

    @cached_property
    def _answers(self) -> dict[Words, tuple[Actor, ...]]:
        return {}

    @cached_property
    def _parse(self) -> Parse:
        return Parse(self._reading)

    @cached_property
    def _scene(self) -> Scene:
        return Scene(self._parse, self._registry, load_nominals(), self._when, self.side_of_document)

    @cached_property
    def _by_head(self) -> dict[int, Mention]:
        return MentionPass(self._scene).by_head

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
            named = head > words.start and parse.lower[head] not in portfolios()
            while start > words.start and parse.pos[start - 1] in ("PROPN", "ADJ") and parse.capital(start - 1):
                if named and parse.lower[start - 1] in portfolios():
                    # "Minister for European Affairs Smiljana Knez"
                    break
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
