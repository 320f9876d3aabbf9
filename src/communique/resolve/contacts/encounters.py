"""Officials who speak in turn before the press: they meet, though no sentence says so.

"SECRETARY BLINKEN: So good to see you. I look forward to our conversation. FOREIGN MINISTER HAYASHI: Great." tells of
a meeting of the two that is still to come, on the day of the release, at the place in the heading.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from communique.lexicon.encounters import Greeting, Moment, announced, greetings
from communique.lexicon.places import load_places
from communique.read import Reading
from communique.resolve.places import PlaceMention
from communique.schema import Actor, Contact, Kind, Party, Role, Sourced, Span, Statement, Status, When

_FORMS = frozenset({"meeting", "talks", "contact"})
# Characters of a turn that is more than "Yes".
_WORDY = 30
# What officials at one table say of their own meeting: it goes on, or is just to begin.
_HERE: frozenset[Status] = frozenset({"planned", "ongoing", "proposed", "possible"})
_BY_TITLE: dict[Moment, Status] = {"ahead": "planned", "done": "held", "now": "ongoing"}


class _Greeted(NamedTuple):
    """A sentence of the talk with what the first phrase in it says."""

    sentence: Span
    phrase: Span
    greeting: Greeting


def with_encounter(
    contacts: tuple[Contact, ...],
    reading: Reading,
    statements: Sequence[Statement],
    places: Sequence[PlaceMention],
    published: When | None,
) -> tuple[Contact, ...]:
    """The contacts with the meeting of those who speak; what was found of the same meeting becomes part of it.

    Args:
        contacts: what the sentences tell of, in order of first mention.
        statements: the resolved turns of a transcript are among them.
        places: the mentions of places; one before the first turn is where it is.
        published: the day of the release.
    """
    turns = [said for said in statements if _is_turn(said, reading)]
    speakers = _speakers(turns)
    if len({actor.side for actor in speakers}) < 2:
        return contacts
    if any(_is_told_before(contact, speakers, turns[0], published) for contact in contacts):
        return contacts
    title = announced(reading.document.title or "")
    told = _greeted(reading, turns) or ([_opened(reading, turns)] if title is not None else [])
    if not told:
        return contacts
    ahead = [one for one in told if one.greeting.when == "ahead"]
    done = [one for one in told if one.greeting.when == "done"]
    # "We had a productive discussion" may be of an earlier one, "we have a lot to talk about" is of this.
    status: Status = _BY_TITLE[title.when] if title is not None else "planned" if ahead else "held"
    by = (ahead if status == "planned" else [*done, *told])[:1] or told
    by_video = title is not None and title.call
    at = None if by_video else _place(reading, places, turns[0].cue.start)
    met = _meeting("call" if by_video else "meeting", speakers, status, by[0], told, at)
    if published is not None:
        met = replace(met, date=When(published.edtf, None, published.edtf))
    sides, sentences = {actor.side for actor in speakers}, {one.sentence for one in told}
    same = [
        c
        for c in contacts
        if _is_same(c, sides, sentences, published)
        or (title is not None and _is_meant(c, sides))
        or (len(sides) > 2 and _is_among(c, sides, turns[0], published, reading))
    ]
    for contact in same:
        met = _with(met, contact)
    kept = [contact for contact in contacts if contact not in same]
    return tuple(sorted((*kept, met), key=lambda contact: contact.evidence[0].start))


def _is_turn(said: Statement, reading: Reading) -> bool:
    """Whether a statement is the turn of an official: its cue is a label with his office, "PRESIDENT XI:"."""
    label = said.cue.of(reading.document.text)
    speaker = said.speaker
    return label.rstrip().endswith(":") and len(label.split()) > 1 and speaker is not None and speaker.side is not None


def _speakers(turns: Sequence[Statement]) -> list[Actor]:
    """Every official once, by the first of his labels; of a side the first to speak."""
    found: dict[str, Actor] = {}
    for said in turns:
        if said.speaker is not None and said.speaker.side is not None:
            found.setdefault(said.speaker.side, said.speaker)
    return list(found.values())


def _greeted(reading: Reading, turns: Sequence[Statement]) -> list[_Greeted]:
    """The sentences of the turns with a phrase of people who meet."""
    text, found = reading.document.text, []
    spans = [content for said in turns for content in said.content]
    for words in reading.sentences:
        sentence = reading.span(words)
        phrases = greetings(sentence.of(text)) if any(span.overlaps(sentence) for span in spans) else []
        if phrases:
            first = phrases[0]
            found.append(_Greeted(sentence, Span(sentence.start + first.start, sentence.start + first.end), first))
    return found


def _opened(reading: Reading, turns: Sequence[Statement]) -> _Greeted:
    """The first words of the talk, for officials whom only the title puts at one table."""
    contents = [turn.content[0] for turn in turns if turn.content]
    first = next((one for one in contents if one.end - one.start > _WORDY), turns[0].cue)
    spans = (reading.span(words) for words in reading.sentences)
    sentence = next((span for span in spans if span.overlaps(first)), first)
    return _Greeted(sentence, turns[0].cue, Greeting(*turns[0].cue, "now"))


def _place(reading: Reading, places: Sequence[PlaceMention], first: int) -> tuple[Sourced[str], str | None] | None:
    """The place in the heading above the first turn, "Honolulu, Hawaii", with its country."""
    for place in places:
        if place.span.end <= first and place.kind == "city":
            return Sourced(place.name, place.span), place.country
    text = reading.document.text
    for block in reading.clean.blocks:
        start, end = block.span
        city = load_places().longest(text, start) if end <= first and block.kind == "heading" else None
        # A line that is a city and the land it lies in, "Ramallah, the West Bank", and no title that begins with one.
        if city is not None and city[1].kind == "city" and text[city[0] : city[0] + 1] in (",", "", "\n"):
            countries = city[1].countries
            return Sourced(city[1].name, Span(start, city[0])), countries[0] if len(countries) == 1 else None
        venue = _venue(text, start, end) if end <= first and block.kind == "heading" else None
        if venue is not None:
            return venue
    return None


def _venue(text: str, start: int, end: int) -> tuple[Sourced[str], str | None] | None:
    """The city at the end of a line with a house in it, "Warsaw Marriott Hotel Warsaw, Poland", or a line that is a
    house by itself, "Oval Office"."""
    comma = text.rfind(",", start, end)
    land = load_places().longest(text, comma + 2) if comma > 0 else None
    for word in re.finditer(r"\w+", text[start:end]):
        at = start + word.start()
        found = load_places().longest(text, at)
        if found is None:
            continue
        city = found[1].kind == "city" and found[0] == comma and land is not None and land[0] == end
        house = found[1].kind == "venue" and at == start and found[0] == end
        if city or house:
            return Sourced(found[1].name, Span(at, found[0])), found[1].country
    return None


def _meeting(
    kind: Kind,
    speakers: Sequence[Actor],
    status: Status,
    by: _Greeted,
    told: Sequence[_Greeted],
    at: tuple[Sourced[str], str | None] | None,
) -> Contact:
    place, country = at if at is not None else (None, None)
    parties = []
    for actor in speakers:
        role: Role = "host" if country is not None and actor.side == country else "participant"
        parties.append(Party(actor, Sourced(role, actor.span or by.phrase)))
    return Contact(
        kind=Sourced(kind, told[0].phrase),
        status=Sourced(status, by.phrase),
        parties=tuple(parties),
        evidence=tuple(dict.fromkeys(one.sentence for one in told)),
        place=place,
        history=(Sourced(status, by.phrase),),
    )


def _is_same(contact: Contact, sides: set[str | None], sentences: set[Span], published: When | None) -> bool:
    """Whether a contact of the same sides is this meeting: told in a sentence of it, or a meeting of the day."""
    if contact.kind.value not in _FORMS or {party.actor.side for party in contact.parties} != sides:
        return False
    today = contact.date is not None and published is not None and contact.date.edtf == published.edtf
    if contact.date is not None and not today:
        return False
    shared = sum(sentence in sentences for sentence in contact.evidence)
    return (contact.kind.value == "meeting" and (today or shared > 0)) or 2 * shared >= len(contact.evidence)


def _is_told_before(contact: Contact, speakers: Sequence[Actor], turn: Statement, published: When | None) -> bool:
    """Whether a release tells of the talks itself before it gives the words: "Vladimir Putin held talks with Alberto
    Fernandez. * * * President of Russia Vladimir Putin: Mr President"."""
    today = contact.date is not None and published is not None and contact.date.edtf == published.edtf
    same = {party.actor.name for party in contact.parties} == {actor.name for actor in speakers}
    return contact.kind.value == "talks" and today and same and contact.evidence[0].start < turn.cue.start


def _is_meant(contact: Contact, sides: set[str | None]) -> bool:
    """Whether an undated meeting of the same sides is the one that the title speaks of."""
    met = contact.kind.value == "meeting" and {party.actor.side for party in contact.parties} == sides
    return met and contact.date is None and contact.status.value in ("planned", "ongoing")


def _is_among(
    contact: Contact, sides: set[str | None], turn: Statement, published: When | None, reading: Reading
) -> bool:
    """Whether it is of those at one table, or of two of the three: "delighted to meet Prime Minister Kishida", "I thank
    President Biden for hosting this summit"."""
    named = {party.actor.side for party in contact.parties}
    today = contact.date is None or (published is not None and contact.date.edtf == published.edtf)
    at = contact.kind.span
    pointing = at is not None and reading.document.text[: at.start].rstrip().lower().endswith((" this", " our"))
    here = len(named) > 1 and contact.status.value in _HERE
    form = contact.kind.value in _FORMS | {"conference"} and (here or pointing)
    return form and today and named <= sides and contact.evidence[0].start >= turn.cue.start


def _with(met: Contact, contact: Contact) -> Contact:
    evidence = tuple(sorted({*met.evidence, *contact.evidence}, key=lambda span: span.start))
    topics = {topic.value.lower(): topic for topic in (*met.topics, *contact.topics)}
    return replace(met, evidence=evidence, topics=tuple(topics.values()), initiator=met.initiator or contact.initiator)
