"""What the rules for nominals answer with: actors that keep the words they were read from."""

from __future__ import annotations

from dataclasses import replace

from communique.lexicon.registry_rows import Body, Person
from communique.resolve.actors.discourse import Discourse, Pair, Trace
from communique.resolve.actors.figure import Figure
from communique.resolve.actors.naming import as_written, figure_actor, person_actor
from communique.resolve.actors.phrases import NounPhrase
from communique.resolve.actors.scene import Scene
from communique.schema import Actor, Words

Owner = tuple[str, Body | None]
Resolved = tuple[tuple[Actor, ...], tuple[Figure | None, ...]]
NOTHING: Resolved = ((), ())


class Answers:
    """Builds the answers of one scene over its discourse."""

    def __init__(self, scene: Scene, discourse: Discourse) -> None:
        self._scene = scene
        self._discourse = discourse

    def bare(self, phrase: NounPhrase) -> bool:
        """Whether nothing stands before the head phrase ("president of the bank", "minister said")."""
        return phrase.words.start == phrase.core.start

    def again(self, words: Words, trace: Trace) -> Resolved:
        """Whoever an earlier mention stands for."""
        return self.all(words, trace.pairs)

    def all(self, words: Words, pairs: tuple[Pair, ...]) -> Resolved:
        """All of several actors, each under these words."""
        span = self._scene.parse.reading.span(words)
        return tuple(replace(actor, span=span) for actor, _ in pairs), tuple(figure for _, figure in pairs)

    def written(self, phrase: NounPhrase, side: str | None) -> Resolved:
        """The words of the phrase as a name, with a side."""
        reading = self._scene.parse.reading
        return (Actor(as_written(reading, phrase.words), side, reading.span(phrase.words)),), (None,)

    def of_each(self, phrase: NounPhrase, owners: list[Owner]) -> Resolved:
        """One actor a side: "Russian and US officials", "officials from both countries"."""
        if len(owners) == 1:
            return self.written(phrase, owners[0][0])
        span = self._scene.parse.reading.span(phrase.words)
        actors = tuple(Actor(self.one_of(phrase, side), side, span) for side, _ in owners)
        return actors, (None,) * len(actors)

    def one_of(self, phrase: NounPhrase, side: str) -> str:
        """ "Saudi foreign minister" out of "the Saudi, Egyptian and Jordanian foreign ministers"."""
        parse = self._scene.parse
        before = (t for t in phrase.owners if t < phrase.core.start and t in self._scene.bodies)
        owner = next((t for t in before if self._scene.side_at(t) == side), None)
        bearer = self._scene.registry.bodies.get(side)
        # "French and German ministers" are several of each.
        pointed = parse.lower[phrase.words.start] == "the" or "minister" not in phrase.nominal.offices
        one = phrase.nominal.kind == "office" and pointed
        one = one and bearer is not None and bearer.kind in ("state", "territory")
        core = phrase.nominal.singular if one else parse.text(phrase.core)
        if owner is not None:
            return f"{parse.text(self._scene.bodies[owner].words)} {core}"
        body = self._scene.registry.bodies.get(side)
        return f"{body.adjectives[0] if body.adjectives else body.name} {core}" if body is not None else core

    def holder_actor(
        self, phrase: NounPhrase, side: str, holder: Figure | Person | None
    ) -> tuple[Actor, Figure | None]:
        """A holder of an office as an actor; the words of the phrase where there is none."""
        reading = self._scene.parse.reading
        if isinstance(holder, Figure):
            return figure_actor(reading, phrase.words, holder), holder
        if isinstance(holder, Person):
            # Whom the registry names is a person of the article from here on: "his US counterpart" is counted from him.
            people = self._scene.people
            figure = people.of(holder) or people.add(people.figure_of(phrase.words, holder.name, holder, (holder,)))
            return person_actor(reading, phrase.words, holder, side), figure
        return Actor(as_written(reading, phrase.words), side, reading.span(phrase.words)), None

    def states(self, sides: list[str], phrase: NounPhrase) -> Resolved:
        """The states or organisations of these sides."""
        reading, bodies = self._scene.parse.reading, self._scene.registry.bodies
        span = reading.span(phrase.words)
        actors = tuple(Actor(bodies[s].name if s in bodies else s, s, span, s if s in bodies else None) for s in sides)
        return actors, (None,) * len(actors)
