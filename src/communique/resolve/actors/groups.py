"""Nominals for bodies and sides: "the alliance", "the Turkish government", "both sides", "the statement said"."""

from __future__ import annotations

from dataclasses import replace

from communique.resolve.actors.answers import NOTHING, Answers, Owner, Resolved
from communique.resolve.actors.discourse import Discourse, Pair, Trace
from communique.resolve.actors.phrases import NounPhrase
from communique.resolve.actors.scene import Scene
from communique.schema import Actor


class Groups:
    """Resolves nominals that stand for no single person."""

    def __init__(self, scene: Scene, discourse: Discourse, answers: Answers) -> None:
        self._scene = scene
        self._discourse = discourse
        self._answers = answers

    def document(self, phrase: NounPhrase) -> Resolved:
        """ "the statement", "Moscow's readout": whoever issued it, as far as the article says."""
        for token in (*phrase.owners, *((phrase.possessive,) if phrase.possessive is not None else ())):
            trace = self._discourse.last(token + 1, lambda t, at=token: t.words.start <= at < t.words.end)  # type: ignore[misc]
            if trace is not None and len(trace.actors) == 1:
                return self._answers.again(phrase.words, trace)
        if phrase.owners or phrase.nominal.plural or not phrase.definite or self._answers.bare(phrase):
            return NOTHING
        if any(self._scene.parse.pos[token] == "PROPN" for token in phrase.modifiers):
            # "the Asia Times report": of a paper nobody knows.
            return NOTHING
        trace = self._discourse.last(phrase.core.start, lambda t: t.kind == "document")
        if trace is not None:
            return self._answers.again(phrase.words, trace)
        if phrase.nominal.phrase[-1] in ("report", "account"):
            trace = self._discourse.last(phrase.core.start, lambda t: t.kind in ("media", "news_agency"))
            return self._answers.again(phrase.words, trace) if trace is not None else NOTHING
        publisher = self._scene.publisher
        if publisher is not None:
            return (
                Actor(publisher.name, publisher.side, self._scene.parse.reading.span(phrase.words), publisher.id),
            ), (None,)
        return NOTHING

    def issued(self, phrase: NounPhrase) -> Trace | None:
        """The trace of a statement just spoken of: "Hamas said in a statement", "his office issued a statement"."""
        if phrase.nominal.kind != "document" or phrase.definite or phrase.owners:
            return None
        parse = self._scene.parse
        subject = parse.subject_of(parse.clause(phrase.head))
        trace = self._discourse.last(phrase.core.start, lambda t: t.head == subject)
        if trace is None:
            return None
        return replace(trace, words=phrase.words, head=phrase.head, kind="document", phrase=phrase.nominal.phrase)

    def body(self, phrase: NounPhrase, owners: list[Owner]) -> Resolved:
        named = self._named(phrase)
        if named is not None:
            return named
        if len(owners) > 1 and not phrase.nominal.plural:
            # "the Russian-French Security Council" belongs to both.
            return self._answers.states([side for side, _ in owners], phrase)
        if owners:
            return self._answers.of_each(phrase, owners)
        if phrase.nominal.plural and phrase.count is not None:
            # "the two governments", "both delegations"
            found = self._discourse.several(phrase.core.start, phrase.count, _of_state)
            return self._answers.states([actor.side for actor, _ in found if actor.side], phrase)
        if phrase.possessive is not None or phrase.modifiers:
            return self._answers.written(phrase, None)
        if phrase.definite and not self._answers.bare(phrase):
            return self.group(phrase)
        return self._answers.written(phrase, None) if phrase.nominal.plural else NOTHING

    def _named(self, phrase: NounPhrase) -> Resolved | None:
        """The body itself in "the Russian TASS news agency", "the Hamas movement"."""
        kinds = phrase.nominal.bodies
        before = phrase.core.start - 1
        match = self._scene.bodies.get(before) if before in self._scene.bodies else None
        if match is None or match.found[0].body.kind not in kinds:
            return None
        trace = self._discourse.last(phrase.core.start, lambda t: t.words == match.words)
        return self._answers.again(phrase.words, trace) if trace is not None else None

    def group(self, phrase: NounPhrase) -> Resolved:
        """ "the agency", "the alliance", "the movement": the body of that sort the article named last."""
        last = phrase.nominal.phrase[-1]
        kinds = phrase.nominal.bodies
        token = phrase.core.start
        preferred = phrase.nominal.prefer
        if preferred:
            trace = self._discourse.last(token, lambda t: len(t.actors) == 1 and t.actors[0].id == preferred)
            if trace is not None:
                return self._answers.again(phrase.words, trace)

        parse = self._scene.parse
        speaks = parse.reading.doc[parse.head[phrase.head]].lemma_ in self._scene.nominals.saying

        def fits(trace: Trace) -> bool:
            return len(trace.actors) == 1 and not trace.person and (trace.kind in kinds or trace.phrase[-1:] == (last,))

        trace = self._discourse.last(token, fits)
        if trace is not None and trace.kind == "news_agency" and not speaks:
            # "the agency's staff" in a dispatch of Reuters is the ministry's, where one is named.
            trace = (
                self._discourse.last(token, lambda t: t.kind in ("agency", "ministry") and len(t.actors) == 1) or trace
            )
        return self._answers.again(phrase.words, trace) if trace is not None else NOTHING

    def side(self, phrase: NounPhrase, owners: list[Owner]) -> Resolved:
        if owners:
            if phrase.nominal.phrase[0] == "party" or (phrase.modifiers and not phrase.nominal.plural):
                return self._answers.written(phrase, owners[0][0])
            return self._answers.states([side for side, _ in owners], phrase)
        if not phrase.nominal.plural:
            return NOTHING
        if not (phrase.definite and not self._answers.bare(phrase)) and phrase.count is None:
            return NOTHING
        principals = self._principals(phrase)
        if principals:
            return self._answers.all(phrase.words, principals)
        for accept, by_name in ((_party, False), (_camp, True), (_side_alone, False), (_any_side, False)):
            found = self._discourse.several(phrase.core.start, phrase.count, accept, by_name=by_name)
            if found:
                return self._answers.all(phrase.words, found)
        return NOTHING

    def _principals(self, phrase: NounPhrase) -> tuple[Pair, ...]:
        """In an official readout "both sides" are the two whom its first sentence joins."""
        scene = self._scene
        publisher = scene.publisher
        if publisher is None or phrase.count not in (None, 2):
            return ()
        first = [
            trace for trace in self._discourse.traces[:60] if scene.parse.sentence[trace.head] == 0 and _party(trace)
        ]
        # A title before the name ("Politburo Member, ... and Foreign Minister Wang Yi") says less than the name.
        backwards = list(reversed(first))
        ranked = sorted(backwards, key=lambda trace: all(trace.figures))
        persons = {trace.actors[0].side: trace for trace in ranked if trace.person and len(trace.actors) == 1}
        if len(persons) != 2 or publisher.side not in persons or None in persons:
            return ()
        return tuple(trace.pairs[0] for trace in sorted(persons.values(), key=lambda trace: trace.words.start))

    def state(self, phrase: NounPhrase, owners: list[Owner]) -> Resolved:
        parse = self._scene.parse
        bodies = [side for side, body in owners if body is not None and body.kind in ("organisation", "bloc")]
        owners = [(side, body) for side, body in owners if len(side) == 3 and (body is None or body.side == side)]
        if len(bodies) == 1 and not owners and phrase.nominal.plural and phrase.count is None:
            # "the EU states", "NATO countries": not those named before.
            return self._answers.written(phrase, bodies[0])
        if owners:
            if phrase.nominal.plural:
                return NOTHING if len(owners) < 2 else self._answers.states([side for side, _ in owners], phrase)
            # "the Tajik state", "his country"; "the Baltic country" says not which.
            plain = phrase.possessive is not None or phrase.nominal.phrase[0] in ("state", "republic", "nation")
            return self._answers.states([owners[0][0]], phrase) if plain else NOTHING
        if not phrase.nominal.plural:
            return NOTHING
        if phrase.count is None and parse.lower[phrase.words.start] not in ("the", "these", "those", "their"):
            return NOTHING
        if phrase.count is None and phrase.modifiers:
            return NOTHING
        for accept in (_of_state, _any_state):
            found = self._discourse.several(phrase.core.start, phrase.count, accept)
            if found:
                return self._answers.states([actor.side for actor, _ in found if actor.side], phrase)
        return NOTHING


_SOURCES = frozenset({"media", "news_agency", "document"})
_PARTS = frozenset(
    {"presidency", "ministry", "agency", "government", "spokesperson_office", "embassy", "parliament", "body"}
)


def _any_side(trace: Trace) -> bool:
    nameless = trace.actors[0].side is None and not all(trace.figures)
    return trace.kind not in _SOURCES and not nameless


def _side_alone(trace: Trace) -> bool:
    """Named for itself: not "US-Russian", not "in Ukraine"."""
    return _any_side(trace) and not trace.attributive and not trace.place


def _party(trace: Trace) -> bool:
    """One that takes part rather than tells: a person, a state or an organisation, not its press service."""
    return _side_alone(trace) and trace.kind not in _PARTS


def _camp(trace: Trace) -> bool:
    """A party to a conflict within one state: the government, the opposition, an armed group."""
    return _side_alone(trace) and trace.kind in ("group", "party", "government", "body")


def _any_state(trace: Trace) -> bool:
    return all(actor.side is not None and len(actor.side) == 3 for actor in trace.actors) and _any_side(trace)


def _of_state(trace: Trace) -> bool:
    return _any_state(trace) and _side_alone(trace)
