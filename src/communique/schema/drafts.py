"""What `find` hands to `resolve`: records whose fields are still words of the reading, not yet names and dates.

All positions are token indices of `Reading.doc`, so that neither room needs to know the other.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from communique.schema.vocabulary import Act, Direct, Kind, Role, Status, Tone


class Words(NamedTuple):
    """`[start, end)` in tokens of a reading."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class PartyDraft:
    """A noun phrase that takes part, with the grammatical slot it was found in ("subject", "with", "possessive")."""

    words: Words
    role: Role = "participant"
    slot: str = ""


@dataclass(frozen=True, slots=True)
class StatusDraft:
    """A status and the words that set it; `hedge` is the lemma or phrase of the row that decided."""

    status: Status
    words: Words
    hedge: str = ""
    weak: bool = False


@dataclass(frozen=True, slots=True)
class ContactDraft:
    """One mention of a contact: a trigger in a sentence, with what hangs on it.

    `clause` is the token of the verb that governs the mention: dates and places are read from its clause. The marks:

    - `definite`: points back ("the call", "during the conversation", "they also discussed");
    - `distinct`: says that it is another ("the previous time", "a second meeting");
    - `next_round`: another of the talks told just before, between the same sides ("a further round");
    - `separate`: each counterpart is a contact of its own ("spoke to Abe, Merkel and Hollande");
    - `person`: counts only between persons or their offices, not between states by name;
    - `organisation`: counts only where one of the parties is an international organisation;
    - `general`: a conference known by its name or scope, one side is enough ("the Munich Security Conference");
    - `telling`: counts only where who is told is a state or holds an office ("told Medvedev", not "told Burnett");
    - `attended`: tells who goes to it or stays away ("Yellen will attend the meetings");
    - `verbal`: the trigger is a verb;
    - `civil`: talks on a country's own peace, one state is enough ("the Syrian peace talks").
    """

    kind: Kind
    trigger: Words
    clause: int
    status: StatusDraft
    parties: tuple[PartyDraft, ...]
    sentence: int
    definite: bool = False
    distinct: bool = False
    separate: bool = False
    person: bool = False
    organisation: bool = False
    general: bool = False
    verbal: bool = False
    attended: bool = False
    telling: bool = False
    next_round: bool = False
    civil: bool = False
    topics: tuple[Words, ...] = ()
    initiator: Words | None = None
    level: Words | None = None
    format: Words | None = None
    duration: Words | None = None
    outcome: Words | None = None


@dataclass(frozen=True, slots=True)
class StatementDraft:
    """A reporting phrase and the matter it reports.

    `speaker` is the noun phrase of the source as it stands in the text (a name, a nominal or a pronoun), None where
    the phrase has none ("it was emphasised that"). `via` are mentions of those it passed through, nearest first.
    """

    speaker: Words | None
    cue: Words
    content: tuple[Words, ...]
    direct: Direct
    via: tuple[Words, ...] = ()
    tone: Tone = "neutral"


@dataclass(frozen=True, slots=True)
class PositionDraft:
    """A stance: who holds it, which act, about whom, the clause, and what it hangs on.

    `holder` is None where the body whose text it is holds it ("it was agreed to continue"). `own` are words that must
    stand for the holder's side, else the draft is void: "Russia will help" is a commitment in the mouth of Peskov, and
    a forecast in anybody else's. `ours` drafts count only in a release of the holder's own side: "the United States'
    support for Ukraine".
    """

    holder: Words | None
    act: Act
    act_words: Words
    content: Words
    targets: tuple[Words, ...] = ()
    condition: Words | None = None
    own: Words | None = None
    ours: bool = False
