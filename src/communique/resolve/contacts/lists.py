"""Lists of names that the parser broke: who else stands beside the first of them."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from communique.read import Reading
from communique.resolve.actors import Actors
from communique.resolve.contacts.mention import is_person
from communique.schema import Actor, Party, PartyDraft, Sourced

if TYPE_CHECKING:
    from spacy.tokens import Token

_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_LISTING = frozenset({",", "and", "of", "for", "to"})
_TITLE = 24  # words between the first of a title and the name
_TITLING = frozenset({"of", "for", "at", "on", "to", "the", "and", ",", "-"})
_JOINTS = frozenset({",", "and", "&"})
_LINKS = _JOINTS | {"of", "the"}


class Lists:
    """Finds the names that go on a list which the phrase of a party only begins."""

    def __init__(self, reading: Reading, actors: Actors) -> None:
        self._reading = reading
        self._actors = actors

    def goes_on(self, draft: PartyDraft) -> bool:
        """Whether a subject is the first of a list: "Kim and Moon meet", "leaders, including Scholz and Sunak"."""
        words, doc = draft.words, self._reading.doc
        before = {token.lower_ for token in doc[max(0, words.start - 1) : words.start]}
        if draft.slot == "subject" and (doc[words.end : words.end + 1].text == "and" or "including" in before):
            return True
        # "U.S. Special Representative for the DPRK Sung Kim, Director General Funakoshi Takehiro, and Noh Kyu-duk held"
        end = next((token.i for token in doc[words.end : words.end + 40] if token.tag_ in _FINITE), words.end)
        listed = [token for token in doc[words.end : end] if token.pos_ not in ("PROPN", "NOUN", "ADJ", "DET")]
        return {t.lower_ for t in listed} >= {",", "and"} and all(t.lower_ in _LISTING or t.is_punct for t in listed)

    def named_after(self, draft: PartyDraft) -> list[Actor]:
        """The person whose name ends a long title: "with State Secretary for Foreign Affairs of the Office of the Prime
        Minister of the Republic of Slovenia Vojko Volk"."""
        doc, end = self._reading.doc, draft.words.end
        if not self._reading.tokens(draft.words).root.text[:1].isupper():
            return []
        side: str | None = None
        for mention in self._actors.mentions:
            if mention.words.start < end or mention.form not in ("name", "adjective", "metonym"):
                continue
            gap = doc[end : mention.words.start]
            if len(gap) > _TITLE or not all(_in_title(token) for token in gap):
                break
            persons = [actor for actor in mention.actors if " " in actor.name and _is_person(actor)]
            if len(persons) == 1 and doc[mention.words.end : mention.words.end + 1].text not in ("'s", "’s"):
                return [replace(persons[0], side=side) if persons[0].side is None else persons[0]]
            side = next((actor.side for actor in mention.actors if actor.side is not None), side)
        return []

    def inside(self, draft: PartyDraft) -> list[Actor]:
        """The persons of a list that the parser took for appositions to its first: "with Prime Minister Boris Johnson,
        Chancellor of Germany Olaf Scholz, and others", not "with Olaf Scholz, a friend of Emmanuel Macron"."""
        doc = self._reading.doc
        persons = [
            mention
            for mention in self._actors.mentions
            if draft.words.start <= mention.words.start
            and mention.words.end <= draft.words.end
            and mention.form == "name"
            and all(_is_person(actor) for actor in mention.actors)
        ]
        found: list[Actor] = []
        for before, mention in pairwise(persons):
            gap = doc[before.words.end : mention.words.start]
            if not len(gap) or gap[0].text != "," or not all(t.text[0].isupper() or t.lower_ in _LINKS for t in gap):
                break
            found += mention.actors
        return found

    def after(self, draft: PartyDraft) -> list[Actor]:
        """The names that go on a list where the parser lost it: "meet with Prime Minister of the United Kingdom Boris
        Johnson, Chancellor of Germany Olaf Scholz and Vice President Kamala Harris"."""
        doc, end = self._reading.doc, draft.words.end
        stop = self._reading.sentences[self._reading.sentence_of(draft.words.start)].end
        own = {actor.name for actor in self._actors.at(draft.words)}
        found: list[Actor] = []
        for number, mention in enumerate(self._actors.mentions):
            if mention.words.end <= end or mention.form != "name" or self._before_title(number):
                continue
            names = {actor.name for actor in mention.actors}
            if mention.words.start <= end or (names and names <= own and mention.words.start < end + 5):
                # "Japan's Prime Minister" + "Shinzo Abe": the phrase's own name.
                end = mention.words.end
                continue
            gap = doc[end : mention.words.start]
            joined = bool(len(gap)) and gap[0].lower_ in _JOINTS
            if mention.words.end > stop or not joined or any(not _in_list(token) for token in gap):
                break
            if (doc[mention.head].dep_ in ("nsubj", "nsubjpass") and draft.slot != "subject") or len(gap) > 9:
                break
            if not any(t.lower_ == "and" for t in gap) and doc[mention.words.start - 1].lower_ in ("of", "the"):
                told = (*found, *self._actors.at(draft.words))
                if any(_is_person(a) and a.side in {actor.side for actor in mention.actors} for a in told):
                    # "with Ursula von der Leyen, President of the European Commission": the office she holds.
                    end = mention.words.end
                    continue
            found += mention.actors
            end = mention.words.end
        return found

    def _before_title(self, number: int) -> bool:
        """Whether a name only says whose office follows: the "UK" of "and UK Prime Minister Rishi Sunak"."""
        here = self._actors.mentions[number]
        later = (m for m in self._actors.mentions[number + 1 :] if m.form == "name" and m.words.start >= here.words.end)
        following = next(later, None)
        if following is None or {actor.side for actor in here.actors} != {actor.side for actor in following.actors}:
            return False
        gap = self._reading.doc[here.words.end : following.words.start]
        return 0 < len(gap) < 8 and all(token.pos_ in ("PROPN", "NOUN", "ADJ") for token in gap)


def _in_title(token: Token) -> bool:
    """Whether a word may stand in a title: "State Secretary for Foreign Affairs of the Office of the Premier"."""
    if token.pos_ in ("PROPN", "NOUN", "ADJ"):
        return token.text[:1].isupper() or token.text == "-"
    return token.lower_ in _TITLING


def _is_person(actor: Actor) -> bool:
    return is_person(Party(actor, Sourced("participant", actor.span)))


def _in_list(token: Token) -> bool:
    return token.lower_ in _LINKS or token.pos_ in ("NOUN", "PROPN", "ADJ")
