"""Drafts of positions to records: the side that holds each, whom it is about, and each stance once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from communique.lexicon.registry import load_registry
from communique.lexicon.stances import stance_lexicon
from communique.read import Reading
from communique.schema import Actor, Position, PositionDraft, Sourced, Words

if TYPE_CHECKING:
    from communique.resolve.actors import Actors

# Bodies that hold positions in their own name; whoever speaks for any other body speaks for its state.
_OWN_NAME = frozenset({"group", "party", "organisation", "bloc", "territory"})
_PRESS = frozenset({"news_agency", "media"})
# Two drafts of one holder and act are one stance told twice where they share this part of the shorter's words.
_SAME = 0.75


def resolve_positions(
    reading: Reading,
    actors: Actors,
    drafts: Sequence[PositionDraft],
    speakers: Mapping[Words, tuple[Actor, ...]],
) -> tuple[Position, ...]:
    """The positions of a reading, in text order.

    Each joint holder ("both leaders agreed") gives a record of its own. What an official says counts as his state's;
    holders that no side can be found for, and the press, hold none. A stance repeated in the same words is told once.

    Args:
        reading: the parsed document.
        actors: its mentions, resolved.
        drafts: what `find_positions` found in it.
        speakers: who speaks behind the words that name the speaker of a statement.
    """
    found: list[Position] = []
    reporters = _reporters(actors, speakers)
    told: dict[tuple[str, str], list[frozenset[str]]] = {}
    # A headline says in short what the text says in full: the text's own words are the record.
    for draft in sorted(drafts, key=lambda draft: (_in_heading(reading, draft), draft.content)):
        words = _content_words(reading, draft.content)
        for holder in _holders(reading, actors, draft, speakers, reporters):
            before = told.setdefault((holder.side or "", draft.act), [])
            if any(_same(words, other) for other in before):
                continue
            before.append(words)
            found.append(_position(reading, actors, draft, holder))
    return tuple(sorted(found, key=lambda position: position.content))


def _in_heading(reading: Reading, draft: PositionDraft) -> bool:
    return reading.kinds[reading.sentence_of(draft.content.start)] == "heading"


def _position(reading: Reading, actors: Actors, draft: PositionDraft, holder: Actor) -> Position:
    return Position(
        holder=holder,
        act=Sourced(draft.act, reading.span(draft.act_words)),
        content=reading.span(reading.closed(draft.content)),
        targets=tuple(_targets(actors, draft, holder)),
        condition=None if draft.condition is None else reading.span(draft.condition),
    )


def _holders(
    reading: Reading,
    actors: Actors,
    draft: PositionDraft,
    speakers: Mapping[Words, tuple[Actor, ...]],
    reporters: frozenset[str],
) -> list[Actor]:
    if draft.holder is None:
        own = actors.side_of_document
        named: tuple[Actor, ...] = () if own is None else (own,)
        span = None
    else:
        named, span = actors.at(draft.holder), reading.span(draft.holder)
        if not any(actor.side for actor in named):
            named = speakers.get(draft.holder, ())
        if not any(actor.side for actor in named) and _nameless(reading, draft.holder):
            named = () if actors.side_of_document is None else (actors.side_of_document,)
    allowed = None if draft.own is None else {actor.side for actor in actors.at(draft.own)}
    if draft.ours:
        publisher = actors.side_of_document
        allowed = {None if publisher is None else publisher.side}
    found: dict[str, Actor] = {}
    for actor in named:
        if (
            actor.side is None
            or _is_press(actor)
            or actor.name in reporters
            or (allowed is not None and actor.side not in allowed)
        ):
            continue
        found.setdefault(actor.side, replace(_side_of(actor), span=actor.span or span))
    return list(found.values())


def _reporters(actors: Actors, speakers: Mapping[Words, tuple[Actor, ...]]) -> frozenset[str]:
    """The names of those who speak for a medium: "NPR's Peter Kenyon reports"; they hold nothing for their state."""
    press = [mention.words for mention in actors.mentions if any(_is_press(actor) for actor in mention.actors)]
    return frozenset(
        actor.name
        for words, found in speakers.items()
        for actor in found
        if any(words.start <= medium.start and medium.end < words.end for medium in press)
    )


def _nameless(reading: Reading, words: Words) -> bool:
    """Whether words that name nobody stand for those of a meeting: in a release of one, "officials", "participants"."""
    return reading.tokens(words).root.lemma_.lower() in stance_lexicon().words["attendant"]


def _side_of(actor: Actor) -> Actor:
    """The actor whose position it is: the state behind an official, a party or organisation itself."""
    registry = load_registry()
    body = registry.bodies.get(actor.id or "")
    if body is not None and body.kind in _OWN_NAME:
        return actor
    state = registry.bodies.get(actor.side or "")
    return actor if state is None else Actor(state.name.partition(" (")[0], actor.side, None, state.id)


def _is_press(actor: Actor) -> bool:
    body = load_registry().bodies.get(actor.id or "")
    return body is not None and body.kind in _PRESS and body.name.lower() not in stance_lexicon().words["mouthpiece"]


def _targets(actors: Actors, draft: PositionDraft, holder: Actor) -> Iterator[Actor]:
    seen = {holder.side}
    addressed = [actor for words in draft.targets for actor in actors.at(words)]
    mentioned = [
        actor
        for mention in actors.mentions
        if draft.content.start <= mention.words.start and mention.words.end <= draft.content.end
        for actor in mention.actors
    ]
    for actor in (*addressed, *mentioned):
        if actor.side is not None and actor.side not in seen and not _is_press(actor):
            seen.add(actor.side)
            yield replace(_side_of(actor), span=actor.span)


def _content_words(reading: Reading, content: Words) -> frozenset[str]:
    return frozenset(
        token.lemma_.lower() for token in reading.tokens(content) if token.is_alpha and not token.is_stop
    ) or frozenset({reading.tokens(content).text})


def _same(words: frozenset[str], other: frozenset[str]) -> bool:
    return len(words & other) >= _SAME * min(len(words), len(other)) and len(words & other) >= _SAME * 0.5 * max(
        len(words), len(other)
    )
