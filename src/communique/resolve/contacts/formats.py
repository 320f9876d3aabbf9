"""Negotiations known by a name: the Normandy format is Germany, France, Russia and Ukraine."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from communique.lexicon.contacts import NegotiationRow, contact_lexicon
from communique.resolve.contacts.mention import is_person
from communique.resolve.contacts.phrases import Phrases
from communique.schema import Actor, ContactDraft, Party, Sourced, Span

if TYPE_CHECKING:
    from spacy.tokens import Token

# A noun's phrase that is longer tells of other things, too.
_LONGEST = 24
_BEHIND = 10


class NamedFormats:
    """Puts the members of a named format in its place, in one reading."""

    def __init__(self, phrases: Phrases) -> None:
        self._phrases = phrases

    def expand(self, draft: ContactDraft, parties: Sequence[Party]) -> list[Party]:
        """The parties of a draft, a format among them or in the name of the event by its members.

        A member that is there by a person or body of its own is not added again.
        """
        rows = [row for row in contact_lexicon().negotiations if self._names(row, draft, parties)]
        if not rows:
            return list(parties)
        found = [
            party
            for party in parties
            if not any(_is_body(row, party) for row in rows) and not self._is_unnamed(party, parties)
        ]
        for row in rows:
            there = {party.actor.side for party in found}
            found += [self._member(side, draft) for side in row.sides if side not in there]
        return found

    def _is_unnamed(self, party: Party, parties: Sequence[Party]) -> bool:
        """ "Advisers to the leaders of the Normandy four", taken for the leaders: one phrase for several of them."""
        span = party.actor.span
        if span is None or not is_person(party) or sum(other.actor.span == span for other in parties) < 2:
            return False
        return span.of(self._phrases.reading.document.text).islower()

    def _names(self, row: NegotiationRow, draft: ContactDraft, parties: Sequence[Party]) -> bool:
        if any(_is_body(row, party) for party in parties):
            return True
        if draft.verbal or draft.kind not in ("talks", "meeting", "conference"):
            return False
        trigger = self._phrases.reading.doc[draft.trigger.start]
        if trigger.right_edge.i - trigger.left_edge.i > _LONGEST:
            return False
        text = self._phrases.reading.doc[trigger.left_edge.i : self._end(trigger, draft)].text.lower()
        return any(re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text) for word in row.words)

    def _end(self, trigger: Token, draft: ContactDraft) -> int:
        """Where the phrase ends; of "between advisers to the leaders of" with the leaders, wherever the parser hangs
        them."""
        doc, end = self._phrases.reading.doc, trigger.right_edge.i + 1
        stop = min(end + _BEHIND, self._phrases.reading.sentences[draft.sentence].end)
        if end < stop and doc[end].lower_ == "to" and doc[end - 1].lemma_.lower() in contact_lexicon().cues["adviser"]:
            while end < stop and doc[end].pos_ in ("ADP", "DET", "PROPN", "NOUN", "ADJ", "NUM"):
                end += 1
        return end

    def _member(self, side: str, draft: ContactDraft) -> Party:
        body = self._phrases.registry.bodies[side]
        span: Span = self._phrases.reading.span(draft.trigger)
        return Party(Actor(body.name, body.side, span, body.id), Sourced("participant", span))


def _is_body(row: NegotiationRow, party: Party) -> bool:
    return party.actor.side in row.bodies or party.actor.name in row.bodies
