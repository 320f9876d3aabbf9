"""Nominals to actors: "the French president", "his Russian counterpart", "both sides", "a US official"."""

from __future__ import annotations

from functools import cached_property

from communique.lexicon.registry_rows import OfficeKind
from communique.resolve.actors.answers import NOTHING, Answers, Owner, Resolved
from communique.resolve.actors.counterparts import Counterparts
from communique.resolve.actors.discourse import Discourse, Trace
from communique.resolve.actors.figure import Figure
from communique.resolve.actors.groups import Groups
from communique.resolve.actors.holders import OfficeHolders
from communique.resolve.actors.mention import Mention
from communique.resolve.actors.naming import figure_actor
from communique.resolve.actors.parse import SUBJECTS
from communique.resolve.actors.phrases import NounPhrase
from communique.resolve.actors.pronouns import owner_of_possessive, owners_of_possessive
from communique.resolve.actors.scene import Scene
from communique.schema import Actor

_TOP: tuple[OfficeKind, ...] = ("head_of_state", "head_of_government", "monarch", "head")


class NominalResolver:
    """Resolves the noun phrases of one scene in text order, over the discourse so far."""

    def __init__(self, scene: Scene, discourse: Discourse) -> None:
        self._scene = scene
        self._discourse = discourse
        self._holders = OfficeHolders(scene)
        self._answers = Answers(scene, discourse)
        self._groups = Groups(scene, discourse, self._answers)
        self._counterparts = Counterparts(scene, discourse, self._answers)

    def resolve(self, phrase: NounPhrase) -> tuple[Mention | None, Trace | None]:
        """The mention of a noun phrase and its trace; None where it stands for nobody known or nameable."""
        scene = self._scene
        bearers = scene.bearer.get(phrase.core.start)
        if bearers is not None:
            self._give_side(phrase, bearers)
            actors = tuple(figure_actor(scene.parse.reading, phrase.words, figure) for figure in bearers)
            # The name beside it leaves the trace.
            return Mention(phrase.words, phrase.head, actors, "nominal"), None
        if self._attributive(phrase) or (phrase.nominal.owned and phrase.possessive is not None and not phrase.owners):
            return None, None
        actors, figures = self._find(phrase)
        if not actors:
            return None, self._groups.issued(phrase)
        trace = Trace(
            phrase.words,
            phrase.head,
            actors,
            figures,
            phrase.nominal.kind in ("office", "person", "relative") or all(figures),
            phrase.nominal.plural,
            kind=phrase.nominal.kind,
            phrase=phrase.nominal.phrase,
        )
        return Mention(phrase.words, phrase.head, actors, "nominal"), trace

    def _give_side(self, phrase: NounPhrase, bearers: tuple[Figure, ...]) -> None:
        """The side of a bearer nobody knows, from a possessive: "Norway ... its envoy Jon Hanssen-Bauer"."""
        unknown = [figure for figure in bearers if figure.person is None and figure.side is None]
        if not unknown or phrase.owners:
            return
        side = None
        if phrase.possessive is not None:
            side = owner_of_possessive(self._scene, self._discourse, phrase.possessive)
        elif self._scene.parse.lower[phrase.words.start] == "the" and not phrase.modifiers:
            # "A White House spokesman ... The spokesman, Raj Shah": the one spoken of.
            last = phrase.nominal.phrase[-1]
            trace = self._discourse.last(phrase.core.start, lambda t: t.kind == "office" and t.phrase[-1:] == (last,))
            side = trace.actors[0].side if trace is not None and len(trace.actors) == 1 else None
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
            sides = owners_of_possessive(self._scene, self._discourse, phrase.possessive)
            # "their foreign ministers" are one of each.
            if len(sides) == 1 or (kind == "office" and phrase.nominal.plural):
                owners = [(side, None) for side in sides if side]
        if not owners and kind not in ("relative", "document"):
            owners = self._nominal_owners(phrase)
        if not owners and phrase.possessive is None and self._at_home(phrase):
            owners = [(self._scene.home, None)]  # type: ignore[list-item]
        if not owners and phrase.possessive is None and self._american(phrase):
            owners = [("USA", None)]
        if not owners and phrase.possessive is None:
            owners = self._opposed(phrase)
        if not owners and phrase.nominal.plural and self._european(phrase):
            return self._answers.written(phrase, "EU")
        match kind:
            case "office":
                return self._office(phrase, owners)
            case "person":
                return self._person(phrase, owners)
            case "body":
                return self._groups.body(phrase, owners)
            case "side":
                return self._groups.side(phrase, owners)
            case "state":
                return self._groups.state(phrase, owners)
            case "states":
                return self._answers.states(list(phrase.nominal.sides), phrase) if self._meant(phrase) else NOTHING
            case "document":
                return self._groups.document(phrase)
            case _:
                return self._counterparts.relative(phrase, owners)

    def _meant(self, phrase: NounPhrase) -> bool:
        """Whether a word that always means the same states means them here: "the North" where both Koreas are named."""
        if not phrase.nominal.named:
            return True
        scene = self._scene
        article = scene.parse.lower[phrase.words.start] == "the" and scene.parse.capital(phrase.core.start)
        return article and set(phrase.nominal.named) <= set(scene.sides)

    def _at_home(self, phrase: NounPhrase) -> bool:
        """Whether a phrase without an owner belongs to the one state the article is about: "the opposition", "MPs"."""
        scene = self._scene
        if scene.home is None or phrase.nominal.kind not in ("body", "person", "office"):
            return False
        parse = scene.parse
        lower = parse.lower[phrase.core.start : phrase.core.end]
        said = " ".join([*(parse.lower[token] for token in phrase.modifiers), *lower])
        if phrase.nominal.kind == "office" and not phrase.modifiers:
            return False
        if not any(f" {domestic} " in f" {said} " for domestic in scene.nominals.domestic):
            return False
        if phrase.nominal.kind == "body" and phrase.definite and not phrase.modifiers:
            return not self._groups.group(phrase)[0]
        return not any(parse.pos[token] == "PROPN" for token in phrase.modifiers)

    def _american(self, phrase: NounPhrase) -> bool:
        """Whether a phrase is of the American state, unless a body named before is meant: "the administration"."""
        if phrase.nominal.kind not in ("office", "person", "body"):
            return False
        if phrase.nominal.kind == "body" and not phrase.modifiers and self._groups.group(phrase)[0]:
            return False
        return self._scene.american((*phrase.modifiers, *range(phrase.core.start, phrase.core.end)))

    def _opposed(self, phrase: NounPhrase) -> list[Owner]:
        """Whose opposition is meant where the article says it of one state only: "the Syrian opposition ... its
        leaders, opposition groups"."""
        parse = self._scene.parse
        said = [parse.lower[token] for token in (*phrase.modifiers, *range(phrase.core.start, phrase.core.end))]
        camp = next((word for word in said if word in self._scene.nominals.camps), None)
        # "the opposition" alone goes back to the body named before.
        return self._camps.get(camp, []) if camp is not None and camp != said[-1] else []

    @cached_property
    def _camps(self) -> dict[str, list[Owner]]:
        """The one state of each camp that a possessor is named for: "opposition" is Syria's."""
        found: dict[str, set[str]] = {}
        for phrase in self._scene.phrases.values():
            for token in (*phrase.modifiers, *range(phrase.core.start, phrase.core.end)):
                word = self._scene.parse.lower[token]
                if word in self._scene.nominals.camps:
                    found.setdefault(word, set()).update(side for side, _ in self._scene.owners(phrase))
        for token in self._scene.bodies:
            # "the Syrian opposition" is a body of the registry.
            word, side = self._scene.parse.lower[token], self._scene.side_at(token)
            if word in self._scene.nominals.camps and side is not None:
                found.setdefault(word, set()).add(side)
        return {word: [(min(sides), None)] for word, sides in found.items() if len(sides) == 1}

    def _european(self, phrase: NounPhrase) -> bool:
        """Whether those of several European states are meant: "European leaders", "European partners"."""
        lower = self._scene.parse.lower
        return bool(phrase.modifiers) and lower[phrase.modifiers[-1]] == "european"

    def _nominal_owners(self, phrase: NounPhrase) -> list[Owner]:
        """Owners that are nominals themselves: "an opposition spokesman", "officials from both countries"."""
        for token in (*phrase.owners, *phrase.modifiers):
            inner = self._scene.phrases.get(token)
            if inner is None or inner is phrase:
                continue
            actors = self._groups.group(inner)[0] if inner.nominal.kind == "body" and not inner.modifiers else ()
            # "the two countries' foreign ministers" stand behind those whose they are, "officials from both" before.
            states = inner.nominal.kind == "states" or (
                inner.nominal.plural and inner.nominal.kind in ("state", "side")
            )
            if not actors and token in phrase.owners and (states or inner.core.start > phrase.core.start):
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
            return self._answers.written(phrase, owners[0][0])
        actors: list[Actor] = []
        figures: list[Figure | None] = []
        for owner in owners:
            holder, holders = self._holders.find(phrase, owner)
            actor, figure = self._answers.holder_actor(phrase, owner[0], holder)
            if holder is None and len(owners) > 1:
                actor = Actor(self._answers.one_of(phrase, owner[0]), owner[0], actor.span)
            if holder is None and holders is not None:
                candidates = tuple(person.id for person in (*holders.known, *holders.doubtful))
                actor = Actor(actor.name, actor.side, actor.span, None, candidates, holders.note)
            actors.append(actor)
            figures.append(figure)
        return tuple(actors), tuple(figures)

    def _back_reference(self, phrase: NounPhrase) -> Resolved:
        """ "the president", "the minister": the holder of such an office that the article named last."""
        scene = self._scene
        if not phrase.definite:
            return self._answers.written(phrase, None)
        bare = self._answers.bare(phrase)
        if bare and not (scene.parse.capital(phrase.core.start) and scene.parse.dep[phrase.head] in SUBJECTS):
            return NOTHING
        kinds = self._holders.kinds(phrase, None)
        own = self._of_publisher(phrase)
        if own is not None:
            return own

        def fits(trace: Trace) -> bool:
            figure = trace.figures[0] if len(trace.figures) == 1 else None
            if figure is not None:
                return figure.called(phrase.nominal.phrase) or (
                    not phrase.nominal.exact and figure.holds(kinds[:1]) and self._holders.so_called(figure, phrase)
                )
            return trace.kind == "office" and trace.phrase[-1:] == phrase.nominal.phrase[-1:]

        trace = self._discourse.last(phrase.core.start, fits)
        if trace is None:
            loose = [
                figure for figure in scene.people.figures if figure.first < phrase.core.start and figure.holds(kinds)
            ]
            if len(loose) == 1:
                return (figure_actor(scene.parse.reading, phrase.words, loose[0]),), (loose[0],)
            return NOTHING if bare else self._answers.written(phrase, None)
        return self._answers.again(phrase.words, trace)

    def _of_publisher(self, phrase: NounPhrase) -> Resolved | None:
        """ "The Head of State" in a release of the Ukrainian presidency is its own, unless it names another."""
        scene = self._scene
        publisher = scene.publisher
        if publisher is None or not publisher.side or not scene.parse.capital(phrase.core.start):
            return None
        kinds = phrase.nominal.offices[:1]
        others = [
            figure
            for figure in scene.people.figures
            if figure.first < phrase.core.start and figure.side != publisher.side and figure.holds(kinds)
        ]
        own = [f for f in scene.people.figures if f.side == publisher.side and f.holds(kinds)]
        if others and not own:
            return None
        holder, _ = self._holders.find(phrase, (publisher.side, None))
        return self._office(phrase, [(publisher.side, None)]) if holder is not None else None

    def _plural_office(self, phrase: NounPhrase) -> Resolved:
        """ "the two presidents", "both foreign ministers", "the leaders"."""
        kinds = phrase.nominal.offices
        top = phrase.nominal.phrase[-1] in ("leaders", "rulers")

        one = phrase.nominal.phrase[-1].removesuffix("s")

        def called(trace: Trace) -> bool:
            if not trace.person:
                return False
            # "the G7 foreign ministers ... all leaders"
            same = (top and trace.plural) or "".join(trace.phrase[-1:]).removesuffix("s") == one
            nameless = trace.kind == "office" and same
            return all(
                nameless if figure is None else figure.holds(_TOP if top else kinds) or figure.called((one,))
                for figure in trace.figures
            )

        def leads(trace: Trace) -> bool:
            # An opposition leader is called one too, but "the two leaders" are first of all those of the states.
            nominal = self._scene.nominals.phrases.get(trace.phrase) if trace.kind == "office" else None
            highest = nominal is not None and any(kind in _TOP for kind in nominal.offices)
            return trace.person and all(highest if figure is None else figure.holds(_TOP) for figure in trace.figures)

        def person(trace: Trace) -> bool:
            return trace.person

        parse = self._scene.parse
        named = any(parse.pos[token] == "PROPN" for token in phrase.modifiers)
        named = named or any(parse.lower[t] == "of" and t >= phrase.core.end for t in parse.children[phrase.head])
        if named or (not phrase.definite and phrase.count is None):
            # "UP leaders", "the leaders of the settlements": of a party nobody knows.
            return self._answers.written(phrase, None)
        count = phrase.count
        if count is None and phrase.words.start == phrase.core.start:
            return self._answers.written(phrase, None)
        first = self._discourse.coordination(phrase.head)

        def apart(trace: Trace) -> bool:
            # "The Deputy Secretary and the two vice ministers": she is none of the two.
            return self._discourse.coordination(trace.head) != first

        for accept in (leads, called, person) if top and count else (called, person):
            found = self._discourse.several(phrase.core.start, count, lambda t, accept=accept: apart(t) and accept(t))  # type: ignore[misc]
            if found:
                return self._answers.all(phrase.words, found)
        return self._answers.written(phrase, None)

    def _person(self, phrase: NounPhrase, owners: list[Owner]) -> Resolved:
        if owners:
            return self._answers.of_each(phrase, owners)
        last = phrase.nominal.phrase[-1]
        if last in ("men", "women") and phrase.count is not None:
            found = self._discourse.several(phrase.core.start, phrase.count, lambda t: t.person)
            return self._answers.all(phrase.words, found) if found else NOTHING
        if phrase.definite and not self._answers.bare(phrase) and not phrase.modifiers:

            def fits(trace: Trace) -> bool:
                figure = trace.figures[0] if len(trace.figures) == 1 else None
                if figure is not None and figure.called(phrase.nominal.phrase):
                    return True
                return trace.phrase[-1:] == (last,)

            trace = self._discourse.last(phrase.core.start, fits)
            if trace is not None and len(trace.actors) == 1:
                return self._answers.again(phrase.words, trace)
        return self._answers.written(phrase, None)
