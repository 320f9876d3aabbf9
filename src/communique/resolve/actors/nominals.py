"""Nominals to actors: "the French president", "his Russian counterpart", "both sides", "a US official"."""

from __future__ import annotations

from dataclasses import replace

from communique.lexicon.registry_rows import Body, OfficeKind, Person
from communique.resolve.actors.discourse import Discourse, Pair, Trace
from communique.resolve.actors.figure import Figure
from communique.resolve.actors.holders import OfficeHolders
from communique.resolve.actors.mention import Mention
from communique.resolve.actors.naming import as_written, figure_actor, person_actor
from communique.resolve.actors.phrases import NounPhrase
from communique.resolve.actors.pronouns import owner_of_possessive
from communique.resolve.actors.scene import Scene
from communique.schema import Actor, Words

Owner = tuple[str, Body | None]
Resolved = tuple[tuple[Actor, ...], tuple[Figure | None, ...]]
_NOTHING: Resolved = ((), ())

_TOP: tuple[OfficeKind, ...] = ("head_of_state", "head_of_government", "monarch", "head")
_GROUP_KINDS = {
    "alliance": ("bloc", "organisation"),
    "bloc": ("bloc", "organisation"),
    "block": ("bloc", "organisation"),
    "agency": ("news_agency", "agency", "organisation"),
    "movement": ("group", "party"),
    "group": ("group", "bloc", "organisation"),
    "organisation": ("organisation", "bloc", "group"),
    "organization": ("organisation", "bloc", "group"),
    "ministry": ("ministry",),
    "watchdog": ("organisation", "agency"),
    "newspaper": ("media",),
    "paper": ("media",),
    "daily": ("media",),
    "broadcaster": ("media",),
    "department": ("ministry",),
    "party": ("party",),
    "militia": ("group",),
    "council": ("organisation", "agency", "bloc"),
}
_PREFERRED = {"alliance": "NATO", "bloc": "EU", "block": "EU"}


class NominalResolver:
    """Resolves the noun phrases of one scene in text order, over the discourse so far."""

    def __init__(self, scene: Scene, discourse: Discourse) -> None:
        self._scene = scene
        self._discourse = discourse
        self._holders = OfficeHolders(scene)

    def resolve(self, phrase: NounPhrase) -> tuple[Mention | None, Trace | None]:
        """The mention of a noun phrase and its trace; None where it stands for nobody known or nameable."""
        scene = self._scene
        bearers = scene.bearer.get(phrase.core.start)
        if bearers is not None:
            self._give_side(phrase, bearers)
            actors = tuple(figure_actor(scene.parse.reading, phrase.words, figure) for figure in bearers)
            # The name beside it leaves the trace.
            return Mention(phrase.words, phrase.head, actors, "nominal"), None
        if self._attributive(phrase):
            return None, None
        actors, figures = self._find(phrase)
        if not actors:
            return None, None
        trace = Trace(
            phrase.words,
            phrase.head,
            actors,
            figures,
            phrase.nominal.kind in ("office", "person", "relative") or all(figures),
            phrase.nominal.plural or phrase.nominal.kind == "body",
            kind=phrase.nominal.kind,
            phrase=phrase.nominal.phrase,
        )
        return Mention(phrase.words, phrase.head, actors, "nominal"), trace

    def _give_side(self, phrase: NounPhrase, bearers: tuple[Figure, ...]) -> None:
        """The side of a bearer nobody knows, from a possessive: "Norway ... its envoy Jon Hanssen-Bauer"."""
        if phrase.possessive is None or phrase.owners:
            return
        unknown = [figure for figure in bearers if figure.person is None and figure.side is None]
        if unknown:
            side = owner_of_possessive(self._scene, self._discourse, phrase.possessive)
            for figure in unknown:
                figure.side = side

    def _attributive(self, phrase: NounPhrase) -> bool:
        """Whether the head phrase only modifies a noun behind it: "government spending", "party congress"."""
        parse = self._scene.parse
        last = phrase.core.end - 1
        if phrase.core.end >= parse.size or parse.tag[phrase.core.end] == "POS":
            return False
        head = parse.head[phrase.head]
        return (
            parse.dep[phrase.head] in ("compound", "amod", "nmod")
            and head > last
            and parse.pos[head] in ("NOUN", "PROPN")
            and parse.sentence[head] == parse.sentence[last]
        )

    def _find(self, phrase: NounPhrase) -> Resolved:
        owners = self._scene.owners(phrase)
        kind = phrase.nominal.kind
        if not owners and phrase.possessive is not None and kind != "relative":
            side = owner_of_possessive(self._scene, self._discourse, phrase.possessive)
            owners = [(side, None)] if side else []
        if not owners and kind not in ("relative", "document"):
            owners = self._nominal_owners(phrase)
        match kind:
            case "office":
                return self._office(phrase, owners)
            case "person":
                return self._person(phrase, owners)
            case "body":
                return self._body(phrase, owners)
            case "side":
                return self._side(phrase, owners)
            case "state":
                return self._state(phrase, owners)
            case "states":
                return self._states(list(phrase.nominal.sides), phrase)
            case "bloc":
                return self._group(phrase)
            case "document":
                return self._document(phrase)
            case _:
                return self._relative(phrase, owners)

    def _nominal_owners(self, phrase: NounPhrase) -> list[Owner]:
        """Owners that are nominals themselves: "an opposition spokesman", "officials from both countries"."""
        for token in (*phrase.owners, *phrase.modifiers):
            inner = self._scene.phrases.get(token)
            if inner is None or inner is phrase:
                continue
            actors = self._group(inner)[0] if inner.nominal.kind == "body" and not inner.modifiers else ()
            if not actors and token in phrase.owners and inner.core.start > phrase.core.start:
                actors = self._find(inner)[0]
            sides = list(dict.fromkeys(actor.side for actor in actors if actor.side))
            if sides:
                return [(side, None) for side in sides]
        return []

    # Offices ----------------------------------------------------------------------------------------------------------

    def _office(self, phrase: NounPhrase, owners: list[Owner]) -> Resolved:
        if not owners:
            if phrase.nominal.plural:
                return self._plural_office(phrase)
            return self._back_reference(phrase)
        if phrase.nominal.plural and len(owners) == 1:
            return self._written(phrase, owners[0][0])
        actors: list[Actor] = []
        figures: list[Figure | None] = []
        for owner in owners:
            holder, holders = self._holders.find(phrase, owner)
            actor, figure = self._holder_actor(phrase, owner[0], holder)
            if holder is None and len(owners) > 1:
                actor = Actor(self._one_of(phrase, owner[0]), owner[0], actor.span)
            if holder is None and holders is not None:
                candidates = tuple(person.id for person in (*holders.known, *holders.doubtful))
                actor = Actor(actor.name, actor.side, actor.span, None, candidates, holders.note)
            actors.append(actor)
            figures.append(figure)
        return tuple(actors), tuple(figures)

    def _holder_actor(
        self, phrase: NounPhrase, side: str, holder: Figure | Person | None
    ) -> tuple[Actor, Figure | None]:
        reading = self._scene.parse.reading
        if isinstance(holder, Figure):
            return figure_actor(reading, phrase.words, holder), holder
        if isinstance(holder, Person):
            figure = next((known for known in self._scene.people.figures if known.person is holder), None)
            return person_actor(reading, phrase.words, holder, side), figure
        return Actor(as_written(reading, phrase.words), side, reading.span(phrase.words)), None

    def _one_of(self, phrase: NounPhrase, side: str) -> str:
        """ "Saudi foreign minister" out of "the Saudi, Egyptian and Jordanian foreign ministers"."""
        parse = self._scene.parse
        before = (t for t in phrase.owners if t < phrase.core.start and t in self._scene.bodies)
        owner = next((t for t in before if self._scene.side_at(t) == side), None)
        core = phrase.nominal.singular if phrase.nominal.kind == "office" else parse.text(phrase.core)
        if owner is not None:
            return f"{parse.text(self._scene.bodies[owner].words)} {core}"
        body = self._scene.registry.bodies.get(side)
        return f"{body.adjectives[0] if body.adjectives else body.name} {core}" if body is not None else core

    def _back_reference(self, phrase: NounPhrase) -> Resolved:
        """ "the president", "the minister": the holder of such an office that the article named last."""
        scene = self._scene
        if not phrase.definite or self._bare(phrase):
            return self._written(phrase, None) if self._worth(phrase) else _NOTHING
        kinds = phrase.nominal.offices
        if scene.publisher is not None and scene.publisher.side and scene.parse.capital(phrase.core.start):
            # "The Head of State" in a release of the Ukrainian presidency is its own.
            owner = (scene.publisher.side, None)
            if self._holders.offices(phrase, owner):
                return self._office(phrase, [owner])

        def fits(trace: Trace) -> bool:
            figure = trace.figures[0] if len(trace.figures) == 1 else None
            if figure is not None:
                return figure.called(phrase.nominal.phrase) or (not phrase.nominal.exact and figure.holds(kinds[:1]))
            return trace.kind == "office" and trace.phrase[-1:] == phrase.nominal.phrase[-1:]

        trace = self._discourse.last(phrase.core.start, fits)
        if trace is None:
            loose = [
                figure for figure in scene.people.figures if figure.first < phrase.core.start and figure.holds(kinds)
            ]
            if len(loose) == 1:
                return (figure_actor(scene.parse.reading, phrase.words, loose[0]),), (loose[0],)
            return self._written(phrase, None)
        return self._again(phrase.words, trace)

    def _bare(self, phrase: NounPhrase) -> bool:
        """Whether nothing stands before the head phrase ("president of the bank", "minister said")."""
        return phrase.words.start == phrase.core.start

    def _worth(self, phrase: NounPhrase) -> bool:
        return not self._bare(phrase) or phrase.nominal.plural

    def _again(self, words: Words, trace: Trace) -> Resolved:
        return self._all(words, trace.pairs)

    def _plural_office(self, phrase: NounPhrase) -> Resolved:
        """ "the two presidents", "both foreign ministers", "the leaders"."""
        kinds = phrase.nominal.offices
        top = phrase.nominal.phrase[-1] in ("leaders", "rulers")

        def fits(trace: Trace) -> bool:
            if not trace.person:
                return False
            return all(
                trace.kind == "office"
                if figure is None
                else figure.holds(_TOP if top else kinds)
                or figure.called((phrase.nominal.phrase[-1].removesuffix("s"),))
                for figure in trace.figures
            )

        def person(trace: Trace) -> bool:
            return trace.person

        if not phrase.definite and phrase.count is None:
            return self._written(phrase, None)
        count = phrase.count
        if count is None and phrase.words.start == phrase.core.start:
            return self._written(phrase, None)
        for accept in (fits, person):
            found = self._discourse.several(phrase.core.start, count, accept)
            if found:
                return self._all(phrase.words, found)
        return self._written(phrase, None)

    def _all(self, words: Words, pairs: tuple[Pair, ...]) -> Resolved:
        span = self._scene.parse.reading.span(words)
        return tuple(replace(actor, span=span) for actor, _ in pairs), tuple(figure for _, figure in pairs)

    def _written(self, phrase: NounPhrase, side: str | None) -> Resolved:
        reading = self._scene.parse.reading
        return (Actor(as_written(reading, phrase.words), side, reading.span(phrase.words)),), (None,)

    # Persons and bodies -----------------------------------------------------------------------------------------------

    def _person(self, phrase: NounPhrase, owners: list[Owner]) -> Resolved:
        if owners:
            return self._of_each(phrase, owners)
        last = phrase.nominal.phrase[-1]
        if last in ("men", "women") and phrase.count is not None:
            found = self._discourse.several(phrase.core.start, phrase.count, lambda t: t.person)
            return self._all(phrase.words, found) if found else _NOTHING
        if phrase.definite and not self._bare(phrase) and not phrase.modifiers:

            def fits(trace: Trace) -> bool:
                figure = trace.figures[0] if len(trace.figures) == 1 else None
                if figure is not None and figure.called(phrase.nominal.phrase):
                    return True
                return trace.phrase[-1:] == (last,)

            trace = self._discourse.last(phrase.core.start, fits)
            if trace is not None and len(trace.actors) == 1:
                return self._again(phrase.words, trace)
        return self._written(phrase, None)

    def _of_each(self, phrase: NounPhrase, owners: list[Owner]) -> Resolved:
        """One actor a side: "Russian and US officials", "officials from both countries"."""
        if len(owners) == 1:
            return self._written(phrase, owners[0][0])
        span = self._scene.parse.reading.span(phrase.words)
        actors = tuple(Actor(self._one_of(phrase, side), side, span) for side, _ in owners)
        return actors, (None,) * len(actors)

    def _document(self, phrase: NounPhrase) -> Resolved:
        """ "the statement", "Moscow's readout": whoever issued it, as far as the article says."""
        for token in (*phrase.owners, *((phrase.possessive,) if phrase.possessive is not None else ())):
            trace = self._discourse.last(token + 1, lambda t, at=token: t.words.start <= at < t.words.end)  # type: ignore[misc]
            if trace is not None and len(trace.actors) == 1:
                return self._again(phrase.words, trace)
        if phrase.owners or phrase.nominal.plural or not phrase.definite:
            return _NOTHING
        trace = self._discourse.last(phrase.core.start, lambda t: t.kind == "document")
        if trace is not None:
            return self._again(phrase.words, trace)
        publisher = self._scene.publisher
        if publisher is not None:
            return (
                Actor(publisher.name, publisher.side, self._scene.parse.reading.span(phrase.words), publisher.id),
            ), (None,)
        return _NOTHING

    def _body(self, phrase: NounPhrase, owners: list[Owner]) -> Resolved:
        named = self._named(phrase)
        if named is not None:
            return named
        if owners:
            return self._of_each(phrase, owners)
        if phrase.possessive is not None or phrase.modifiers:
            return self._written(phrase, None)
        if phrase.definite and not self._bare(phrase):
            return self._group(phrase)
        return self._written(phrase, None) if phrase.nominal.plural else _NOTHING

    def _named(self, phrase: NounPhrase) -> Resolved | None:
        """The body itself in "the Russian TASS news agency", "the Hamas movement"."""
        kinds = _GROUP_KINDS.get(phrase.nominal.phrase[-1], ())
        before = phrase.core.start - 1
        match = self._scene.bodies.get(before) if before in self._scene.bodies else None
        if match is None or match.found[0].body.kind not in kinds:
            return None
        trace = self._discourse.last(phrase.core.start, lambda t: t.words == match.words)
        return self._again(phrase.words, trace) if trace is not None else None

    def _group(self, phrase: NounPhrase) -> Resolved:
        """ "the agency", "the alliance", "the movement": the body of that sort the article named last."""
        last = phrase.nominal.phrase[-1]
        kinds = _GROUP_KINDS.get(last, ())
        token = phrase.core.start
        preferred = _PREFERRED.get(last)
        if preferred:
            trace = self._discourse.last(token, lambda t: len(t.actors) == 1 and t.actors[0].id == preferred)
            if trace is not None:
                return self._again(phrase.words, trace)

        def fits(trace: Trace) -> bool:
            return len(trace.actors) == 1 and not trace.person and (trace.kind in kinds or trace.phrase[-1:] == (last,))

        trace = self._discourse.last(token, fits)
        if trace is not None:
            return self._again(phrase.words, trace)
        return _NOTHING

    # Sides ------------------------------------------------------------------------------------------------------------

    def _side(self, phrase: NounPhrase, owners: list[Owner]) -> Resolved:
        if owners:
            if phrase.nominal.phrase[0] == "party" or (phrase.modifiers and not phrase.nominal.plural):
                return self._written(phrase, owners[0][0])
            return self._states([side for side, _ in owners], phrase)
        if not phrase.nominal.plural:
            return _NOTHING
        if not (phrase.definite and not self._bare(phrase)) and phrase.count is None:
            return _NOTHING
        for accept in (_party, _side_alone, _any_side):
            found = self._discourse.several(phrase.core.start, phrase.count, accept)
            if found:
                return self._all(phrase.words, found)
        return _NOTHING

    def _state(self, phrase: NounPhrase, owners: list[Owner]) -> Resolved:
        parse = self._scene.parse
        if owners:
            if phrase.nominal.plural:
                return _NOTHING if len(owners) < 2 else self._states([side for side, _ in owners], phrase)
            # "the Tajik state", "his country"; "the Baltic country" says not which.
            plain = phrase.possessive is not None or phrase.nominal.phrase[0] in ("state", "republic", "nation")
            return self._states([owners[0][0]], phrase) if plain else _NOTHING
        if not phrase.nominal.plural:
            return _NOTHING
        if phrase.count is None and parse.lower[phrase.words.start] not in ("the", "these", "those", "their"):
            return _NOTHING
        if phrase.count is None and phrase.modifiers:
            return _NOTHING
        for accept in (_of_state, _any_state):
            found = self._discourse.several(phrase.core.start, phrase.count, accept)
            if found:
                return self._states([actor.side for actor, _ in found if actor.side], phrase)
        return _NOTHING

    def _states(self, sides: list[str], phrase: NounPhrase) -> Resolved:
        reading, bodies = self._scene.parse.reading, self._scene.registry.bodies
        span = reading.span(phrase.words)
        actors = tuple(Actor(bodies[s].name if s in bodies else s, s, span, s if s in bodies else None) for s in sides)
        return actors, (None,) * len(actors)

    # Counterparts -----------------------------------------------------------------------------------------------------

    def _relative(self, phrase: NounPhrase, owners: list[Owner]) -> Resolved:
        """ "his Russian counterpart": who holds, for that side, the office of him whose counterpart it is."""
        anchor = self._anchor(phrase)
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
            actor, known = self._holder_actor(phrase, side, person)
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
        registry = self._scene.registry
        for kind in kinds:
            if kind in ("head_of_state", "head_of_government", "monarch", "foreign_minister", "defence_minister"):
                holder = registry.holders(registry.offices_of(side, (kind,)), self._scene.when).one
                if holder is not None:
                    return holder
        return None

    def _other_party(self, phrase: NounPhrase, anchor: Figure | None, kinds: tuple[OfficeKind, ...]) -> Resolved:
        def fits(trace: Trace) -> bool:
            figure = trace.figures[0] if len(trace.figures) == 1 else None
            return figure is not None and figure is not anchor and figure.holds(kinds)

        if anchor is None or not kinds or phrase.nominal.plural:
            return _NOTHING
        trace = self._discourse.singular(phrase.core.start, fits, reach=3)
        return self._again(phrase.words, trace) if trace is not None else _NOTHING


_SOURCES = frozenset({"media", "news_agency", "document"})
_PARTS = frozenset(
    {"presidency", "ministry", "agency", "government", "spokesperson_office", "embassy", "parliament", "body"}
)


def _any_side(trace: Trace) -> bool:
    return trace.kind not in _SOURCES


def _side_alone(trace: Trace) -> bool:
    """Named for itself: not "US-Russian", not "in Ukraine"."""
    return _any_side(trace) and not trace.attributive and not trace.place


def _party(trace: Trace) -> bool:
    """One that takes part rather than tells: a person, a state or an organisation, not its press service."""
    return _side_alone(trace) and trace.kind not in _PARTS


def _any_state(trace: Trace) -> bool:
    return all(actor.side is not None and len(actor.side) == 3 for actor in trace.actors) and _any_side(trace)


def _of_state(trace: Trace) -> bool:
    return _any_state(trace) and _side_alone(trace)
