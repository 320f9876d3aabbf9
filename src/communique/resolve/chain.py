"""The chain of a statement: for whom its speaker speaks, and the hands it passed through."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from communique.lexicon.dates import days
from communique.lexicon.registry import load_registry
from communique.lexicon.speech import load_speech
from communique.schema import Actor, Words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from spacy.tokens import Token

    from communique.lexicon.dates import Days
    from communique.lexicon.registry import Registry
    from communique.lexicon.registry_rows import Body
    from communique.read import Reading
    from communique.resolve.actors import Actors

_MEDIA = frozenset({"news_agency", "media"})


class Chain:
    """Whom speakers of one reading speak for, and who handed their words on.

    Args:
        reading: the parsed document.
        actors: its actors, resolved.
    """

    def __init__(self, reading: Reading, actors: Actors) -> None:
        self._reading = reading
        self._actors = actors
        self._registry: Registry = load_registry()
        self._media_words = load_speech().media
        self._spokesmen = load_speech().spokesmen
        published = reading.document.published or reading.clean.published
        self._when: Days | None = days(published.edtf) if published is not None else None
        self._last = tuple(self._outlets())

    def behalf(self, speaker: Actor, words: Words | None) -> tuple[Actor, ...]:
        """For whom a spokesperson speaks, nearest first: Peskov for Vladimir Putin, for Russia; else nobody."""
        person = self._registry.persons.get(speaker.id or "")
        if person is not None:
            held = (
                self._registry.in_office(person, self._when)
                if self._when is not None
                else self._registry.offices_ever(person)
            )
            bodies = [self._registry.bodies[office.body] for office in held if office.kind == "spokesperson"]
            return self._upwards(bodies[0]) if len({body.id for body in bodies}) == 1 else ()
        if words is None or self._reading.tokens(words).root.lemma_.lower() not in self._spokesmen:
            return ()
        named = [
            self._registry.bodies[actor.id]
            for mention in self._actors.mentions
            if words.start <= mention.words.start and mention.words.end <= words.end
            for actor in mention.actors
            if actor.id in self._registry.bodies
        ]
        return self._upwards(named[-1]) if named else ()

    def _upwards(self, body: Body) -> tuple[Actor, ...]:
        """A body or, for a presidency, the president at the time; then the state."""
        links = [Actor(body.name.partition(" (")[0], body.side, None, body.id)]
        if body.kind == "presidency" and body.side is not None:
            offices = self._registry.offices_of(body.side, ("head_of_state",))
            holder = self._registry.holders(offices, self._when).one
            if holder is not None:
                links = [Actor(holder.name, holder.side, None, holder.id)]
        state = self._registry.bodies.get(body.side or "")
        if state is not None and state.id != body.id:
            links.append(Actor(state.name.partition(" (")[0], state.side, None, state.id))
        return tuple(links)

    def named(self, hands: Iterable[Actor], cue: Words) -> tuple[Actor, ...]:
        """The hands that the text itself names, nearest first: quoted by whom, told to whom."""
        return (*hands, *self._told(cue))

    def via(self, speakers: tuple[Actor, ...], named: Iterable[Actor]) -> tuple[Actor, ...]:
        """Every hand, nearest the speaker first: those named, then the agency of the dateline, then the publisher."""
        found: list[Actor] = []
        for actor in (*named, *self._last):
            if all(actor.name != known.name for known in (*speakers, *found)):
                found.append(actor)
        return tuple(found)

    def _told(self, cue: Words) -> Iterable[Actor]:
        """Media that the speaker spoke to: "told Reuters", "in an interview with the BBC"."""
        for token in self._reading.tokens(cue):
            if token.pos_ != "VERB":
                continue
            for noun in _addressees(token):
                words = Words(noun.left_edge.i, noun.i + 1)
                actors = self._actors.at(words)
                if actors and all(self._is_medium(actor) for actor in actors):
                    yield from actors
                elif {t.lower_ for t in self._reading.tokens(words)} & self._media_words and noun.pos_ == "PROPN":
                    yield Actor(self._reading.tokens(words).text, None, self._reading.span(words))

    def _is_medium(self, actor: Actor) -> bool:
        body = self._registry.bodies.get(actor.id or "")
        return body is not None and body.kind in _MEDIA

    def _outlets(self) -> Iterable[Actor]:
        """The agency of the dateline, with its span, and the publisher, from the metadata."""
        document, agency = self._reading.document, self._reading.clean.agency
        if agency is not None:
            text = agency.of(document.text)
            # "INTERFAX.RU" is Interfax; "agencies" are nobody in particular.
            known = [body for name in (text, *re.split(r"[^\w\s]+", text)) for body in self._registry.body(name)]
            if known and known[0].kind in _MEDIA:
                yield Actor(known[0].name.partition(" (")[0], known[0].side, agency, known[0].id)
            elif text[:1].isupper():
                yield Actor(text, None, agency)
        own = self._actors.side_of_document
        if own is not None:
            yield own
        elif document.publisher:
            bodies = self._registry.body(document.publisher)
            name = bodies[0].name.partition(" (")[0] if len(bodies) == 1 else document.publisher
            one = bodies[0] if len(bodies) == 1 else None
            yield Actor(name, one.side if one else None, None, one.id if one else None)


def _addressees(verb: Token) -> Iterable[Token]:
    for child in verb.children:
        if child.dep_ in ("dobj", "dative") and child.pos_ in ("PROPN", "NOUN"):
            yield child
        if child.dep_ in ("prep", "dative") and child.pos_ == "ADP":
            for noun in child.children:
                if noun.dep_ != "pobj":
                    continue
                if child.lower_ in ("to", "on"):
                    yield noun
                for inner in noun.children:
                    if inner.dep_ == "prep" and inner.lower_ in ("with", "to", "on"):
                        yield from (t for t in inner.children if t.dep_ == "pobj")
