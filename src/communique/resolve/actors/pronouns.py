"""Pronouns to actors, by number, gender and the order of mention; inside a quotation by who speaks."""

from __future__ import annotations

from communique.resolve.actors.discourse import Discourse, Trace
from communique.resolve.actors.mention import Mention
from communique.resolve.actors.parse import SUBJECTS
from communique.resolve.actors.scene import Scene
from communique.schema import Actor, Words

_HE = frozenset({"he", "him", "his", "himself"})
_SHE = frozenset({"she", "her", "hers", "herself"})
_IT = frozenset({"it", "its", "itself"})
_THEY = frozenset({"they", "them", "their", "theirs", "themselves", "both", "each"})
_I = frozenset({"i", "me", "my", "mine", "myself"})
_WE = frozenset({"we", "us", "our", "ours", "ourselves"})
_WHO = frozenset({"who", "whom", "whose", "which"})

PRONOUNS = _HE | _SHE | _IT | _THEY | _I | _WE | _WHO
_MEDIA = frozenset({"media", "news_agency"})


class PronounResolver:
    """Resolves pronouns of one scene in text order, over the discourse so far."""

    def __init__(self, scene: Scene, discourse: Discourse) -> None:
        self._scene = scene
        self._parse = scene.parse
        self._discourse = discourse

    def resolve(self, token: int) -> tuple[Mention | None, Trace | None]:
        """The mention of a pronoun and the trace it leaves; None where it points to nobody for sure."""
        traces = self._antecedents(token)
        if not traces:
            return None, None
        words = Words(token, token + 1)
        span = self._parse.reading.span(words)
        actors = tuple(
            Actor(actor.name, actor.side, span, actor.id, actor.candidates, actor.note)
            for trace in traces
            for actor in trace.actors
        )
        figures = tuple(figure for trace in traces for figure in trace.figures)
        mention = Mention(words, token, actors, "pronoun")
        person = all(trace.person for trace in traces)
        return mention, Trace(
            words,
            token,
            actors,
            figures,
            person,
            len(actors) > 1 or traces[0].plural,
            kind=traces[0].kind,
            phrase=traces[0].phrase,
        )

    def plural(self, token: int, word: str) -> tuple[Actor, ...]:
        """The actors behind "both", "the two", "each" used alone."""
        if word not in ("both", "two", "three", "each"):
            return ()
        found = self._discourse.several(token, 3 if word == "three" else 2, _whoever)
        return tuple(actor for trace in found for actor in trace.actors)

    def _antecedents(self, token: int) -> tuple[Trace, ...]:
        word = self._parse.lower[token]
        if word in _I or word in _WE:
            trace = self._speaker(token)
            if trace is None:
                return ()
            return (trace,) if word in _I else self._state_of(trace)
        if word in _HE or word in _SHE:
            trace = self._third_person(token, "male" if word in _HE else "female")
            return (trace,) if trace else ()
        if word in _WHO:
            return self._relative(token)
        if word in _IT:
            return self._it(token)
        return self._they(token)

    def _third_person(self, token: int, gender: str) -> Trace | None:
        def fits(trace: Trace) -> bool:
            if not trace.person or trace.plural:
                return False
            figure = trace.figures[0] if trace.figures else None
            return figure is None or figure.gender in ("", gender)

        return self._discourse.singular(token, fits, excluded=self._co_arguments(token))

    def _co_arguments(self, token: int) -> list[Actor]:
        """Actors that the pronoun cannot be: the subject of its own verb ("Putin told him"), the speaker of its quotation."""
        parse = self._parse
        barred: list[Actor] = []
        if parse.dep[token] in ("dobj", "dative", "pobj") and not parse.lower[token].endswith("self"):
            subject = parse.subject_of(parse.clause(token))
            barred += [actor for trace in self._discourse.traces if trace.head == subject for actor in trace.actors]
        if parse.quotation[token] >= 0:
            speaker = self._speaker(token)
            barred += list(speaker.actors) if speaker else []
        return barred

    def _it(self, token: int) -> tuple[Trace, ...]:
        if self._parse.dep[token] == "expl":
            return ()
        trace = self._discourse.singular(
            token, lambda t: not t.person and not t.plural and t.kind not in _MEDIA and not t.place, reach=1
        ) or self._discourse.singular(token, lambda t: not t.person and t.kind not in _MEDIA and not t.place, reach=1)
        return (trace,) if trace is not None else ()

    def _they(self, token: int) -> tuple[Trace, ...]:
        """A plural mention that is the subject before, else the two persons or bodies that the text just joined."""
        group = self._discourse.last(token, lambda t: True)
        if group is None:
            return ()
        near = self._parse.sentence[token] - 2
        subject = next(
            (
                trace
                for trace in reversed(self._discourse.traces)
                if trace.words.start < token
                and self._parse.sentence[trace.head] >= near
                and (trace.plural or len(trace.actors) > 1)
                and not trace.attributive
                and not trace.place
                and self._discourse.salience(trace) == 0
            ),
            None,
        )
        pair = self._discourse.several(token, None, lambda t: t.person and len(t.actors) == 1, reach=2)
        if subject is not None and (not pair or pair[-1].head < subject.head or len(subject.actors) > 1):
            return (subject,)
        if pair:
            return pair
        pair = self._discourse.several(token, None, _whoever, reach=1)
        return pair or ((subject,) if subject else ())

    def _relative(self, token: int) -> tuple[Trace, ...]:
        """ "Lavrov, who met Baerbock": the noun that the relative clause hangs on."""
        parse = self._parse
        verb = parse.clause(token)
        if parse.dep[verb] != "relcl":
            return ()
        head = parse.head[verb]
        found = [
            trace
            for trace in self._discourse.traces
            if trace.head == head or trace.words.start <= head < trace.words.end
        ]
        return tuple(found[-1:])

    def _speaker(self, token: int) -> Trace | None:
        return speaker_of(self._scene, self._discourse, token)

    def _state_of(self, trace: Trace) -> tuple[Trace, ...]:
        """ "we" and "our" of an official are his state or organisation."""
        side = trace.actors[0].side if len(trace.actors) == 1 else None
        bodies = self._scene.registry.bodies
        if side is None or side not in bodies:
            return (trace,)
        actor = Actor(bodies[side].name, side, trace.actors[0].span, side)
        return (Trace(trace.words, trace.head, (actor,), (None,), False, True, kind="state"),)


def _whoever(trace: Trace) -> bool:
    return len(trace.actors) == 1 and not trace.place and trace.kind not in _MEDIA


def owner_of_possessive(scene: Scene, discourse: Discourse, token: int) -> str | None:
    """The side of the owner in "his country", "their ministry", "our embassy" (in a quotation the speaker's)."""
    actors: tuple[Actor, ...] = ()
    mention, _ = PronounResolver(scene, discourse).resolve(token)
    if mention is not None:
        actors = mention.actors
    sides = {actor.side for actor in actors}
    return sides.pop() if len(sides) == 1 else None


def speaker_of(scene: Scene, discourse: Discourse, token: int) -> Trace | None:
    """Who speaks the quotation around a token: the subject of the nearest verb of saying outside of it."""
    parse = scene.parse
    number = parse.quotation[token]
    if number < 0:
        return None
    quotation = parse.reading.quotations[number].words
    sentences = parse.reading.sentences
    first, last = parse.sentence[quotation.start], parse.sentence[quotation.end - 1]
    spots: list[int] = []
    for sentence in dict.fromkeys((last, first, last + 1, first - 1)):
        if 0 <= sentence < len(sentences):
            spots += [t for t in range(*sentences[sentence]) if parse.quotation[t] < 0]
    for spot in spots:
        if parse.dep[spot] in SUBJECTS and parse.reading.doc[parse.head[spot]].lemma_ in SAYING:
            return scene_trace(scene, discourse, spot)
    return None


# The commonest verbs of saying, enough to find who speaks; the cues of statements are data elsewhere.
SAYING = frozenset(
    "say tell add note stress state declare write explain reply ask warn insist claim argue announce continue underline emphasize emphasise confirm point recall remark comment tweet post observe conclude assure".split()
)


def scene_trace(scene: Scene, discourse: Discourse, token: int) -> Trace | None:
    """The trace of whoever a token names, also where the text names him only after the quotation."""
    for trace in discourse.traces:
        if trace.words.start <= token < trace.words.end or trace.head == token:
            return trace
    named = scene.people.at.get(token)
    if named is not None:
        words, figure = named
        actor = Actor(
            figure.name, figure.side, scene.parse.reading.span(words), figure.person.id if figure.person else None
        )
        return Trace(words, token, (actor,), (figure,), True, False, kind="person")
    if token in scene.bodies:
        body = scene.bodies[token].found[0].body
        words = scene.bodies[token].words
        return Trace(
            words,
            token,
            (Actor(body.name, body.side, scene.parse.reading.span(words), body.id),),
            (None,),
            False,
            False,
            kind=body.kind,
        )
    phrase = scene.phrase_at.get(token)
    if phrase is not None:
        if phrase.core.start in scene.bearer and len(scene.bearer[phrase.core.start]) == 1:
            figure = scene.bearer[phrase.core.start][0]
            actor = Actor(
                figure.name,
                figure.side,
                scene.parse.reading.span(phrase.words),
                figure.person.id if figure.person else None,
            )
            return Trace(phrase.words, token, (actor,), (figure,), True, False, kind="person")
        owners = scene.owners(phrase)
        if owners:
            actor = Actor(scene.parse.text(phrase.words), owners[0][0], scene.parse.reading.span(phrase.words))
            return Trace(phrase.words, token, (actor,), (None,), True, phrase.nominal.plural, kind=phrase.nominal.kind)
    if scene.parse.lower[token] in ("he", "she"):
        return discourse.singular(token, lambda trace: trace.person and not trace.plural)
    return None
