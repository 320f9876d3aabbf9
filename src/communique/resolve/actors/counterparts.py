"""Counterparts: "his Russian counterpart" is who holds, for that side, the office of him whose counterpart it is."""

from __future__ import annotations

from communique.lexicon.registry_rows import OfficeKind, Person
from communique.resolve.actors.answers import NOTHING, Answers, Owner, Resolved
from communique.resolve.actors.discourse import Discourse, Trace
from communique.resolve.actors.figure import Figure
from communique.resolve.actors.naming import figure_actor
from communique.resolve.actors.phrases import NounPhrase
from communique.resolve.actors.scene import Scene
from communique.schema import Actor


class Counterparts:
    """Resolves "counterpart", "colleague", "opposite number"."""

    def __init__(self, scene: Scene, discourse: Discourse, answers: Answers) -> None:
        self._scene = scene
        self._discourse = discourse
        self._answers = answers

    def relative(self, phrase: NounPhrase, owners: list[Owner]) -> Resolved:
        """The holder of the same office for each side named, or the other party where none is."""
        owner = next((t for t in phrase.owners if t in self._scene.people.at), None)
        anchor = self._scene.people.at[owner][1] if owner is not None else self._anchor(phrase)
        if owner is not None:
            # "Shoigu's Ukrainian counterpart": the person says of whom, the adjective for which side.
            sides = (self._scene.side_at(t) for t in phrase.owners if t in self._scene.bodies)
            owners = [(side, None) for side in sides if side is not None]
        kinds = self._kinds_of(anchor)
        if not owners:
            return self._other_party(phrase, anchor, kinds)
        actors: list[Actor] = []
        figures: list[Figure | None] = []
        for side, _ in owners:
            figure = self._counterpart(phrase, side, kinds)
            if figure is not None:
                actors.append(figure_actor(self._scene.parse.reading, phrase.words, figure))
                figures.append(figure)
                continue
            person = self._registered(side, kinds)
            actor, known = self._answers.holder_actor(phrase, side, person)
            actors.append(actor)
            figures.append(known)
        return tuple(actors), tuple(figures)

    def _anchor(self, phrase: NounPhrase) -> Figure | None:
        trace = self._discourse.singular(
            phrase.words.start, lambda t: t.person and len(t.figures) == 1 and t.figures[0] is not None, reach=2
        )
        return trace.figures[0] if trace else None

    def _kinds_of(self, figure: Figure | None) -> tuple[OfficeKind, ...]:
        if figure is None:
            return ()
        said = [kind for role in figure.roles if not role.past for kind in role.offices[:1]]
        return tuple(dict.fromkeys([*said, *sorted(figure.offices)]))

    def _counterpart(self, phrase: NounPhrase, side: str, kinds: tuple[OfficeKind, ...]) -> Figure | None:
        before = [f for f in self._scene.people.figures if f.side == side and f.first < phrase.core.start]
        fitting = [figure for figure in before if figure.holds(kinds)] if kinds else before
        return fitting[-1] if len(fitting) == 1 or (fitting and not kinds and len(before) == 1) else None

    def _registered(self, side: str, kinds: tuple[OfficeKind, ...]) -> Person | None:
        for kind in kinds:
            if kind in ("head_of_state", "head_of_government", "monarch", "foreign_minister", "defence_minister"):
                holder = self._holder(side, kind)
                if holder is not None:
                    return holder
        return None

    def _holder(self, side: str, kind: OfficeKind) -> Person | None:
        registry = self._scene.registry
        state = (
            o for o in registry.offices_of(side, (kind,)) if registry.bodies[o.body].kind not in ("territory", "group")
        )
        return registry.holders(tuple(state), self._scene.when).one

    def _other_party(self, phrase: NounPhrase, anchor: Figure | None, kinds: tuple[OfficeKind, ...]) -> Resolved:
        def fits(trace: Trace) -> bool:
            figure = trace.figures[0] if len(trace.figures) == 1 else None
            return figure is not None and figure is not anchor and figure.holds(kinds)

        if anchor is None or not kinds or phrase.nominal.plural:
            return NOTHING
        traces = self._discourse.near(phrase.core.start, fits, reach=3)
        # "to his counterpart" after calls with three presidents: two candidates are none.
        one = len({trace.figures[0].name for trace in traces if trace.figures[0]}) == 1
        return self._answers.again(phrase.words, traces[-1]) if one else NOTHING
