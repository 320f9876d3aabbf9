"""Pronouns to actors, by number, gender and the order of mention; inside a quotation by who speaks."""

from __future__ import annotations

from dataclasses import replace

from communique.resolve.actors.author import author
from communique.resolve.actors.discourse import Discourse, Pair, Trace
from communique.resolve.actors.mention import Mention
from communique.resolve.actors.naming import figure_actor
from communique.resolve.actors.parse import SUBJECTS
from communique.resolve.actors.scene import Scene
from communique.schema import Actor, Words

_HE = frozenset({"he", "him", "his", "himself"})
_SHE = frozenset({"she", "her", "hers", "herself"})
_IT = frozenset({"it", "its", "itself"})
_THEY = frozenset({"they", "them", "their", "theirs", "themselves", "both", "each"})
_I = frozenset({"i", "me", "my", "mine", "myself"})
_WE = frozenset({"we", "us", "our", "ours", "ourselves"})
# "the two", "the pair", used alone.
NUMBERS = {"two": 2, "pair": 2, "duo": 2, "three": 3, "trio": 3}
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
        trace = self._antecedent(token)
        if trace is None:
            return None, None
        words = Words(token, token + 1)
        span = self._parse.reading.span(words)
        actors = tuple(replace(actor, span=span) for actor in trace.actors)
        mention = Mention(words, token, actors, "pronoun")
        left = replace(trace, words=words, head=token, actors=actors, attributive=False, place=False)
        return mention, left

    def number(self, token: int) -> tuple[Mention | None, Trace | None]:
        """The mention of "the two" or "the pair" used alone: the persons, else the bodies, last spoken of."""
        count = NUMBERS[self._parse.lower[token]]
        for accept in (_person, _whoever):
            found = self._discourse.several(token, count, accept, reach=3)
            if found:
                words = Words(token - 1, token + 1)
                span = self._parse.reading.span(words)
                actors = tuple(replace(actor, span=span) for actor, _ in found)
                figures = tuple(figure for _, figure in found)
                return Mention(words, token, actors, "pronoun"), Trace(
                    words, token, actors, figures, all(figures), True
                )
        return None, None

    def _antecedent(self, token: int) -> Trace | None:
        parse = self._parse
        word = parse.lower[token]
        if token + 1 < parse.size and token and parse.lower[token + 1] == "part" and parse.lower[token - 1] == "for":
            # "For his part, Lavrov said": the subject that follows.
            subject = parse.subject_of(parse.clause(token))
            return (
                scene_trace(self._scene, self._discourse, subject) if subject is not None and subject > token else None
            )
        if word in _I or word in _WE:
            trace = speaker_of(self._scene, self._discourse, token)
            if trace is None and parse.quotation[token] < 0:
                trace = self._own_voice(token)
            return trace if trace is None or word in _I else self._state_of(trace)
        if word in _HE or word in _SHE:
            return self._third_person(token, "male" if word in _HE else "female")
        if word in _WHO:
            return self._relative(token)
        if word in _IT:
            return self._it(token)
        return self._they(token)

    def _own_voice(self, token: int) -> Trace | None:
        """Who speaks outside quotation marks: the turn of a transcript, else the body whose release the text is."""
        turn = turn_at(self._scene, token)
        if turn is not None:
            return scene_trace(self._scene, self._discourse, turn) if turn in self._scene.people.at else None
        publisher, words = self._scene.publisher, Words(token, token + 1)
        if publisher is None:
            return None
        if self._parse.lower[token] in _I:
            figure = author(self._scene, token)
            actor = figure_actor(self._parse.reading, words, figure) if figure is not None else None
            return Trace(words, token, (actor,), (figure,), True, False, kind="person") if actor is not None else None
        return Trace(words, token, (publisher,), (None,), False, True, kind="state")

    def _third_person(self, token: int, gender: str) -> Trace | None:
        def fits(trace: Trace) -> bool:
            if not trace.person or trace.plural:
                return False
            figure = trace.figures[0] if trace.figures else None
            return figure is None or figure.gender in ("", gender)

        before = self._again(token) or self._ahead(token)
        if before is not None and fits(before):
            return before
        over = self._matrix(token)
        if over is not None and fits(over):
            return over
        says = self._says if self._parse.dep[token] in SUBJECTS and self._says_verb(self._parse.head[token]) else None
        return self._discourse.singular(token, fits, excluded=self._co_arguments(token), first=says)

    def _again(self, token: int) -> Trace | None:
        """The owner whom the same possessive means earlier in a sentence: "his family said a message from Zeman against
        his visit"."""
        parse = self._parse
        if parse.dep[token] != "poss":
            return None
        for before in range(token - 1, parse.reading.sentences[parse.sentence[token]].start - 1, -1):
            if parse.lower[before] == parse.lower[token] and parse.dep[before] == "poss":
                return self._discourse.by_head.get(before)
        return None

    def _ahead(self, token: int) -> Trace | None:
        """The named subject that a possessive before it looks ahead to: "During his trip to Oslo, Moon will meet"."""
        parse = self._parse
        start, top = parse.reading.sentences[parse.sentence[token]].start, token
        if parse.dep[token] != "poss" or parse.quotation[token] >= 0:
            return None
        while parse.dep[top] in ("poss", "pobj", "compound", "amod") and parse.head[top] != top:
            top = parse.head[top]
        if parse.dep[top] != "prep" or top > start + 1:
            return None
        subject = parse.subject_of(parse.head[top])
        if subject is None or subject < token or subject not in self._scene.people.at:
            return None
        trace = scene_trace(self._scene, self._discourse, subject)
        return trace if trace is not None and trace.person and len(trace.actors) == 1 else None

    def _matrix(self, token: int) -> Trace | None:
        """The subject of the verb of saying whose matter a subject pronoun opens: "Tillerson argued that he"."""
        parse = self._parse
        if parse.dep[token] not in SUBJECTS or parse.quotation[token] >= 0:
            return None
        verb = parse.head[token]
        while parse.dep[verb] == "conj":
            verb = parse.head[verb]
        over = parse.head[verb]
        if parse.dep[verb] != "ccomp" or over >= token or not self._says_verb(over):
            return None
        subject = parse.subject_of(over)
        trace = self._discourse.by_head.get(subject) if subject is not None else None
        return trace if trace is not None and len(trace.actors) == 1 else None

    def _says_verb(self, verb: int) -> bool:
        return self._parse.reading.doc[verb].lemma_ in self._scene.nominals.saying

    def _says(self, trace: Trace) -> bool:
        """Whether an earlier mention speaks in its sentence: "..., Sekulow said. He added"."""
        return self._parse.dep[trace.head] in SUBJECTS and self._says_verb(self._parse.head[trace.head])

    def _co_arguments(self, token: int) -> list[Actor]:
        """Whom the pronoun cannot be: the subject of its own verb ("Putin told him"), the speaker of its quotation."""
        parse = self._parse
        barred: list[Actor] = []
        if parse.dep[token] in ("dobj", "dative", "pobj") and not parse.lower[token].endswith("self"):
            subject = parse.subject_of(parse.clause(token))
            own = self._discourse.by_head.get(subject) if subject is not None else None
            barred += own.actors if own is not None else ()
        if parse.quotation[token] >= 0:
            speaker = speaker_of(self._scene, self._discourse, token)
            barred += list(speaker.actors) if speaker else []
        return barred

    def _it(self, token: int) -> Trace | None:
        parse = self._parse
        verb = parse.head[token]
        if parse.dep[token] in ("expl", "nsubjpass") or (
            parse.dep[token] == "nsubj" and parse.reading.doc[verb].lemma_ == "be"
        ):
            # "It was agreed", "it is necessary": nobody.
            return None

        says = parse.dep[token] in SUBJECTS and self._says_verb(verb)

        def fits(trace: Trace) -> bool:
            one = not trace.person and not trace.place and len(trace.actors) == 1
            # "India and Brazil did not sign the declaration. It demands": neither of the two
            return one and (says or trace.kind not in _MEDIA) and len(self._discourse.company(trace)) < 2

        if says:
            spoken = self._discourse.singular(token, lambda t: fits(t) and self._says(t), reach=2)
            if spoken is not None:
                return spoken
        return self._discourse.singular(token, lambda t: fits(t) and not t.plural, reach=1) or self._discourse.singular(
            token, fits, reach=1
        )

    def _they(self, token: int) -> Trace | None:
        """The nearest plural of the sentence, else the plural subject before, else two whom the text just joined."""
        parse = self._parse
        words = Words(token, token + 1)
        near = self._discourse.plural_near(token)
        if parse.lower[token] == "them":
            # "discuss issues and solve them": only a plural that acts can be "them", and not the one that acts here.
            own = parse.subject_of(parse.clause(token))
            subject = self._plural_subject(token)
            return subject if subject is not None and subject.head != own else None
        if near and not self._things(token, near):
            return _together(words, near)
        if self._things(token, ()):
            return None
        pair = self._joined(token) or self._discourse.several(token, None, _person, reach=2)
        subject = self._plural_subject(token)
        if subject is not None and (not pair or len(subject.actors) > 1):
            return subject
        pair = pair or self._discourse.several(token, None, _whoever, reach=1)
        return _together(words, pair) if pair else subject

    def _things(self, token: int, near: tuple[Pair, ...]) -> bool:
        """Whether a plural subject that is no actor stands nearer: "the talks will be held, noting that they ..."."""
        parse = self._parse
        limit = max((actor.span.end for actor, _ in near if actor.span), default=-1)
        floor = parse.reading.sentences[max(0, parse.sentence[token] - (0 if near else 1))].start
        heads, doc = self._discourse.by_head, parse.reading.doc
        for before in range(token - 1, floor - 1, -1):
            # "talks between their ministers failed": the talks are not those whose ministers they are.
            if parse.dep[before] in SUBJECTS and not doc[before].is_ancestor(doc[token]):
                if before in heads or parse.tag[before] not in ("NNS", "NNPS"):
                    if before in heads:
                        return False
                    continue
                return parse.reading.span(Words(before, before + 1)).start >= limit
        return False

    def _joined(self, token: int) -> tuple[Pair, ...]:
        """ "The Secretary will travel to Paris, joined by Tai and Raimondo. They will meet": he and they."""
        parse, before = self._parse, self._parse.sentence[token] - 1
        if before < 0 or parse.dep[token] not in SUBJECTS:
            return ()
        sentence = parse.reading.sentences[before]
        verbs = (t for t in range(*sentence) if parse.tag[t] == "VBN" and parse.lower[t] in ("joined", "accompanied"))
        for verb in verbs:
            if parse.lower[verb + 1 : verb + 2] != ["by"]:
                continue
            subject = parse.subject_of(parse.head[verb])
            host = self._discourse.by_head.get(subject) if subject is not None else None
            company = [t for t in self._discourse.traces[-60:] if verb < t.words.start < sentence.end and t.person]
            if host is not None and host.person and company:
                found = {pair[0].name: pair for trace in (host, *company) for pair in trace.pairs}
                return tuple(found.values())
        return ()

    def _plural_subject(self, token: int) -> Trace | None:
        near = self._parse.sentence[token] - 2
        for trace in reversed(self._discourse.traces):
            if self._parse.sentence[trace.head] < near:
                break
            if (
                trace.words.start < token
                and trace.many
                and not trace.attributive
                and not trace.place
                and trace.actors
                and self._discourse.salience(trace) == 0
            ):
                company = self._discourse.company(trace)
                return _together(trace.words, company) if len(company) > len(trace.actors) else trace
        return None

    def _relative(self, token: int) -> Trace | None:
        """ "Lavrov, who met Baerbock": the mention before the comma, else the noun the clause hangs on."""
        parse = self._parse
        thing = parse.lower[token] == "which"
        if thing and parse.dep[token] != "nsubj":
            # "the summits of the SCO, which will be held", "Crimea, which Russia seized": a thing, not one who acts.
            return None
        verb = parse.clause(token)
        head = parse.head[verb] if parse.dep[verb] == "relcl" else -1
        before = token - 1 if parse.lower[token - 1 : token] != [","] else token - 2
        fitting = [
            trace
            for trace in self._discourse.traces[-12:]
            if trace.head == head or trace.words.start <= head < trace.words.end or trace.words.end - 1 == before
        ]
        fitting = [trace for trace in fitting if trace.person != thing or (not thing and parse.lower[token] == "whose")]
        ending = [trace for trace in fitting if trace.words.end - 1 == before]
        return (ending or fitting)[-1] if fitting else None

    def _state_of(self, trace: Trace) -> Trace:
        """ "we" and "our" of an official are his state or organisation, of a rebel his group."""
        one = trace.actors[0] if len(trace.actors) == 1 else None
        body = self._scene.registry.camp(one.id, one.side) if one is not None and one.side is not None else None
        if one is None or body is None:
            return trace
        actor = Actor(body.name, one.side, one.span, body.id)
        return Trace(trace.words, trace.head, (actor,), (None,), False, True, kind="state")


def _together(words: Words, pairs: tuple[Pair, ...]) -> Trace:
    actors = tuple(actor for actor, _ in pairs)
    figures = tuple(figure for _, figure in pairs)
    return Trace(words, words.start, actors, figures, all(figures), True)


def _person(trace: Trace) -> bool:
    return trace.person and (all(trace.figures) or trace.actors[0].side is not None)


def _whoever(trace: Trace) -> bool:
    return len(trace.actors) == 1 and not trace.place and trace.kind not in _MEDIA


def owner_of_possessive(scene: Scene, discourse: Discourse, token: int) -> str | None:
    """The side of the owner in "his country", "their ministry", "our embassy" (in a quotation the speaker's)."""
    sides = owners_of_possessive(scene, discourse, token)
    return sides[0] if len(sides) == 1 else None


def owners_of_possessive(scene: Scene, discourse: Discourse, token: int) -> tuple[str | None, ...]:
    """The sides of all owners, in the order of the text: of "their foreign ministers" those of both presidents."""
    mention, _ = PronounResolver(scene, discourse).resolve(token)
    return tuple(dict.fromkeys(actor.side for actor in mention.actors)) if mention is not None else ()


def turn_at(scene: Scene, token: int) -> int | None:
    """The last token of the label that opens the turn of a transcript around a token ("MS LEMPERT:"), None outside."""
    before = [label for label in scene.turns if label < token]
    return before[-1] if before else None


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
    # A floating quotation goes on with the speaker of the one before; another follows its own cue.
    before = first > 0 and any(parse.quotation[t] >= 0 for t in range(*sentences[first - 1]))
    around = (first - 1, last + 1) if before else (last + 1, first - 1)
    for sentence in dict.fromkeys((last, first, *around)):
        if 0 <= sentence < len(sentences):
            spots += [t for t in range(*sentences[sentence]) if parse.quotation[t] < 0]
    for spot in spots:
        if parse.dep[spot] in SUBJECTS and parse.reading.doc[parse.head[spot]].lemma_ in scene.nominals.saying:
            return scene_trace(scene, discourse, spot)
    return None


def scene_trace(scene: Scene, discourse: Discourse, token: int) -> Trace | None:
    """The trace of whoever a token names, also where the text names him only after the quotation."""
    known = discourse.at(token)
    if known is not None:
        return known
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
        bearers = scene.bearer.get(phrase.core.start, ())
        if len(bearers) == 1:
            actor = figure_actor(scene.parse.reading, phrase.words, bearers[0])
            return Trace(phrase.words, token, (actor,), (bearers[0],), True, False, kind="person")
        owners = scene.owners(phrase)
        if owners:
            actor = Actor(scene.parse.text(phrase.words), owners[0][0], scene.parse.reading.span(phrase.words))
            return Trace(phrase.words, token, (actor,), (None,), True, phrase.nominal.plural, kind=phrase.nominal.kind)
    if scene.parse.lower[token] in ("he", "she"):
        return discourse.singular(token, lambda trace: trace.person and not trace.plural)
    return None
