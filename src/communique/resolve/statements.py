"""Statements with their speakers: drafts of the finder to records with names, sides and the chain they came through."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from communique.lexicon.nominals import load_nominals
from communique.lexicon.speech import load_speech
from communique.resolve.chain import Chain
from communique.schema import Actor, Span, Statement, StatementDraft, Words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from communique.read import Reading
    from communique.resolve.actors import Actors

_PRONOUNS = frozenset({"he", "she", "it", "they", "who", "which", "his", "her", "their"})
_HE = frozenset({"he", "she"})
_NEAR, _FAR = 1, 4
_WINDOW = 40


def resolve_statements(reading: Reading, actors: Actors, drafts: Iterable[StatementDraft]) -> tuple[Statement, ...]:
    """The statements of a reading, in the order of the drafts.

    A speaker that stands for several actors ("both sides stressed") is one `Actor` with their names joined and the
    side of the first; the parts are kept in `behalf`, which for a spokesperson holds whom he speaks for. A phrase
    without a speaker ("it was emphasised that") speaks for the body whose release the text is, for nobody in news.
    `via` ends with the publisher where it is known.
    """
    drafts = tuple(drafts)
    resolver = _Speakers(reading, actors)
    told = [resolver.told(draft) for draft in drafts]
    return tuple(
        resolver.statement(draft, speakers, (*hands, *_around(drafts, told, number)))
        for number, (draft, (speakers, hands)) in enumerate(zip(drafts, told, strict=True))
    )


def speakers_in(reading: Reading, actors: Actors, drafts: Iterable[StatementDraft]) -> dict[Words, tuple[Actor, ...]]:
    """Who speaks behind the words that name each draft's speaker: "he", "the statement", "both sides"."""
    resolver = _Speakers(reading, actors)
    return {draft.speaker: resolver.told(draft)[0] for draft in drafts if draft.speaker is not None}


Told = tuple[tuple[Actor, ...], tuple[Actor, ...]]
"""Who speaks, and the hands that the text names."""


def _around(drafts: tuple[StatementDraft, ...], told: list[Told], number: int) -> tuple[Actor, ...]:
    """Who reports the statement inside a statement of his own: "the White House said that both leaders said"."""
    cue = drafts[number].cue
    hands: list[Actor] = []
    for other in range(max(0, number - _WINDOW), min(len(drafts), number + _WINDOW)):
        holds = any(words.start <= cue.start and cue.end <= words.end for words in drafts[other].content)
        if other != number and holds and told[other][0] != told[number][0]:
            hands += [*told[other][0], *told[other][1]]
    return tuple(hands)


class _Speakers:
    """Who speaks in each draft, in reading order: "the statement added" and a bare "he" look back."""

    def __init__(self, reading: Reading, actors: Actors) -> None:
        self._reading = reading
        self._actors = actors
        self._documents = load_speech().documents
        self._chain = Chain(reading, actors)
        self._last: tuple[int, tuple[Actor, ...]] | None = None
        self._hands: tuple[Actor, ...] = ()
        self._several = False
        self._issuer: tuple[Actor, ...] = ()

    def told(self, draft: StatementDraft) -> Told:
        """Who speaks in a draft and the hands it names; later drafts look back at it.

        Whoever goes on speaking does so to the same medium: "told Reuters ... He added".
        """
        sentence = self._reading.sentence_of(draft.cue.start)
        found = self._who(draft.speaker, draft.cue, sentence)
        hands = self._chain.named([actor for words in draft.via for actor in self._hand(words)], draft.cue)
        goes_on = self._last is not None and self._last[1] == found and sentence - self._last[0] <= _FAR
        if goes_on and not hands:
            hands = self._hands
        if found:
            self._last, self._hands = (sentence, found), hands
            self._several = self._are_several(draft.speaker, found)
            if self._names_document(draft.cue) or self._document_near(draft.cue):
                self._issuer = found
        return self._own_first(found), hands

    def statement(self, draft: StatementDraft, speakers: tuple[Actor, ...], hands: tuple[Actor, ...]) -> Statement:
        """The record of a draft whose speakers and hands are known."""
        reading = self._reading
        behalf = speakers if len(speakers) > 1 else ()
        if len(speakers) == 1:
            behalf = self._chain.behalf(speakers[0], draft.speaker)
        return Statement(
            _joined(speakers, reading.span(draft.speaker) if draft.speaker else None),
            reading.span(draft.cue),
            tuple(reading.span(reading.closed(words)) for words in draft.content),
            draft.direct,
            behalf,
            self._chain.via(speakers, hands),
            draft.tone,
        )

    def _own_first(self, found: tuple[Actor, ...]) -> tuple[Actor, ...]:
        """Joint speakers with the side whose release the text is in front; news keep the order of the text."""
        own = self._actors.side_of_document
        if own is None or len(found) < 2:
            return found
        return tuple(sorted(found, key=lambda actor: actor.side != own.side))

    def _who(self, words: Words | None, cue: Words, sentence: int) -> tuple[Actor, ...]:
        own = self._actors.side_of_document
        if words is None:
            return (own,) if own is not None else ()
        if self._is_document(words):
            return self._issued(words)
        pronoun = self._reading.tokens(words).text.lower()
        before = self._before(sentence, _NEAR)
        if len(before) == 1 and (
            (pronoun in _HE and _person(before[0])) or (pronoun == "it" and not _person(before[0]))
        ):
            return before
        if before and pronoun == "they" and self._several:
            return before
        found = self._actors.at(words)
        if (
            len(found) == 1
            and found[0].id is None
            and found[0].side is None
            and self._reading.tokens(words).root.tag_ in ("NN", "NNS")
        ):
            # Nobody known: the phrase as written, with what tells this official from others.
            name = self._written(self._named(words, cue))
            if found[0].name.lower() in name.lower():
                return (replace(found[0], name=name, span=self._reading.span(words)),)
        if found:
            return found
        if pronoun in _PRONOUNS:
            return self._before(sentence, _FAR)
        return (Actor(self._written(self._named(words, cue)), None, self._reading.span(words)),)

    def _are_several(self, words: Words | None, found: tuple[Actor, ...]) -> bool:
        """Whether more than one spoke, so that "they" of the next phrase go on: "officials", "both leaders"."""
        root = None if words is None else self._reading.tokens(words).root
        goes_on = root is not None and root.lower_ in ("they", "who")
        return len(found) > 1 or (self._several if goes_on else root is not None and root.tag_ == "NNS")

    def _written(self, words: Words) -> str:
        """A phrase as a name: as written, but without the capital that starts a sentence ("a US official")."""
        tokens = self._reading.tokens(words)
        common = tokens[0].pos_ in ("DET", "NUM", "PRON") or (tokens[0].lemma_.lower(),) in load_nominals().phrases
        return tokens.text[0].lower() + tokens.text[1:] if common else tokens.text

    def _before(self, sentence: int, reach: int) -> tuple[Actor, ...]:
        """Who spoke last, where that was close by: the "he" of a reporting phrase goes on with the same speaker."""
        near = self._last is not None and sentence - self._last[0] <= reach
        return self._last[1] if near and self._last else ()

    def _named(self, words: Words, cue: Words) -> Words:
        """A speaker as written, with what tells him from others ("a group monitoring the war")."""
        doc = self._reading.doc
        end = words.end
        for i in range(words.end, cue.end):
            stops = doc[i].is_punct or doc[i].tag_ in ("WP", "WDT", "VBD", "VBZ", "VBP") or doc[i].pos_ == "AUX"
            if stops:
                break
            if doc[i].pos_ in ("NOUN", "PROPN") and doc[i].ent_type_ not in ("DATE", "TIME"):
                end = i + 1
        return Words(words.start, end)

    def _hand(self, words: Words) -> tuple[Actor, ...]:
        if self._is_document(words):
            return self._issued(words)
        found = self._actors.at(words)
        return found or (Actor(self._reading.tokens(words).text, None, self._reading.span(words)),)

    # Documents that speak ---------------------------------------------------------------------------------------------

    def _is_document(self, words: Words) -> bool:
        head = self._reading.tokens(words).root
        return head.lemma_.lower() in self._documents and head.pos_ == "NOUN"

    def _names_document(self, words: Words) -> bool:
        return any(t.lemma_.lower() in self._documents and t.pos_ == "NOUN" for t in self._reading.tokens(words))

    def _document_near(self, cue: Words) -> bool:
        """Whether a cue says where it stands: "Hamas said in a statement"."""
        return self._names_document(Words(cue.end, min(cue.end + 6, len(self._reading.doc))))

    def _issued(self, words: Words) -> tuple[Actor, ...]:
        """Whose statement it is: named in the phrase, else the body whose text this is, the last issuer or speaker."""
        head = self._reading.tokens(words).root
        # "The editorial, which did not mention Pompeo, urged", "a statement condemning Syria": not his, not Syria's.
        aside = [c.left_edge.i for c in head.children if c.dep_ == "relcl" or (c.dep_ == "acl" and c.tag_ == "VBG")]
        inside = Words(words.start, max(words.end, min([head.right_edge.i + 1, *aside])))
        for mention in self._actors.mentions:
            if inside.start <= mention.words.start and mention.words.end <= inside.end and mention.actors:
                return mention.actors
        name = [
            t for t in self._reading.tokens(inside) if t.pos_ == "PROPN" and t.ent_type_ not in ("DATE", "TIME", "LAW")
        ]
        if name and name[-1].i - name[0].i < 6:
            # "Commentary in Asia Times": a medium that the registry does not know.
            place = Words(name[0].i, name[-1].i + 1)
            return (Actor(self._reading.tokens(place).text, None, self._reading.span(place)),)
        own = self._actors.side_of_document
        if own is not None:
            return (own,)
        if head.tag_ == "NNS":
            # "According to news reports": nobody's in particular.
            return (Actor(self._written(words), None, self._reading.span(words)),)
        return self._issuer or (self._last[1] if self._last is not None else ())


def _person(actor: Actor) -> bool:
    """Whether an actor can be "he" or "she": ids of bodies are sides or have a side before a slash."""
    return actor.id is None or ("/" not in actor.id and actor.id != actor.side)


def _joined(found: tuple[Actor, ...], span: Span | None) -> Actor | None:
    """One actor for several: "Vladimir Putin and Charles Michel", with the side of the first."""
    if not found:
        return None
    if len(found) == 1:
        return found[0]
    names = [actor.name for actor in found]
    return Actor(f"{', '.join(names[:-1])} and {names[-1]}", found[0].side, span)
