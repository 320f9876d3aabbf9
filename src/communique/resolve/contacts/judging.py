"""How well a mention fits a contact told before: a table of small judgements."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from communique.resolve.contacts.mention import ContactMention, is_person
from communique.schema import TOOK_PLACE, Kind
from communique.schema.edtf import overlap

GROUP: dict[Kind, str] = {
    "call": "call",
    "meeting": "meeting",
    "visit": "visit",
    "conference": "conference",
    "talks": "talks",
    "contact": "contact",
    "message": "message",
    "channel": "channel",
}

# Which kinds may tell of the same contact: "the talks" after "met", "the conversation" after "discussed".
MAY_BE: dict[str, frozenset[str]] = {
    "call": frozenset({"call", "contact"}),
    "meeting": frozenset({"meeting", "contact", "talks", "conference"}),
    "visit": frozenset({"visit"}),
    "conference": frozenset({"conference", "meeting", "talks"}),
    "talks": frozenset({"talks", "contact", "meeting", "conference"}),
    "contact": frozenset({"contact", "call", "meeting", "talks"}),
    "message": frozenset({"message"}),
    "channel": frozenset({"channel"}),
}

# "Will not attend the Bali talks, addressing them virtually" names the form of an address.
_GATHERINGS = frozenset({"meeting", "talks", "conference", "call"})
OPEN = frozenset({"planned", "proposed", "possible"})
BEFORE = frozenset({"before", "ahead"})
"""The hedges of what its sentence tells of as coming after another thing."""
OFF = frozenset({"refused", "cancelled", "postponed", "not_planned", "denied"})


@dataclass(slots=True)
class Cluster:
    """The mentions of one contact so far, in reading order."""

    mentions: list[ContactMention] = field(default_factory=list)

    @property
    def sides(self) -> frozenset[str]:
        """All sides named by any mention."""
        return frozenset().union(*(mention.sides for mention in self.mentions))

    @property
    def camps(self) -> frozenset[str]:
        """All sides, the factions of a country apart from its state."""
        return frozenset().union(*(mention.camps for mention in self.mentions))

    @property
    def kinds(self) -> frozenset[str]:
        """The kinds under which it was mentioned."""
        return frozenset(GROUP[mention.kind] for mention in self.mentions)


Judgement = Callable[[Cluster, ContactMention], float]


def same_kind(cluster: Cluster, mention: ContactMention) -> float:
    """1 for a kind already used for it, 0.5 for one that may mean the same, far below zero otherwise."""
    kind = GROUP[mention.kind]
    named = any(other.named for other in cluster.mentions)
    attended = named and goes_to_it(cluster, mention)
    if attended and mention.status in OPEN and _is_over(cluster):
        # "commemorates the 1972 conference. At the conference, he will": another one.
        return -5.0
    hosted = kind == "conference" and all(party.role.value == "host" for party in mention.parties)
    if hosted and mention.parties and "conference" not in cluster.kinds:
        # "ministers met in Paris ... the Paris conference on Libya"
        return -5.0
    if attended:
        # A meeting told before is rather the one attended.
        return 1.0 if kind in cluster.kinds else 0.9
    if kind != "conference" and named and not (mention.draft.definite and len(mention.sides) < 2):
        # A meeting on the margins of the G20 is a record beside the G20.
        return -5.0
    if mention.named and not named and "conference" not in cluster.kinds:
        return -5.0
    if mention.named and named and not any(mention.bodies & other.bodies for other in cluster.mentions):
        return -5.0
    if kind in cluster.kinds:
        return 1.0
    held_there = cluster.kinds - {"talks"} == {"conference"}
    if kind == "meeting" and held_there and not mention.draft.definite:
        states = cluster.kinds == {"conference"} and len(mention.persons) > 1 and _is_of_states(cluster)
        if len(cluster.sides) < 2 or states:
            # "will take part in the security conference and hold talks. He will meet with Harris"; "will co-host a
            # conference with Panama. He will meet with President Cortizo": beside it
            return -5.0
    off = mention.status in OFF and mention.draft.definite and mention.sides < cluster.sides
    if off and not named and _is_open(cluster) and kind not in ("message", "channel"):
        # "was to meet Santos in Quito, but the visit was called off"
        return 0.6
    if all(kind in MAY_BE[known] for known in cluster.kinds):
        return 0.5
    # "Bourita and Sherman opened the session. They discussed trade": two who confer at a session of theirs.
    two = kind == "contact" and "conference" in cluster.kinds and not named and len(cluster.sides) == 2
    return 0.5 if two and mention.sides == cluster.sides else -5.0


def _is_of_states(cluster: Cluster) -> bool:
    """Whether nobody in person is told to be of one of the sides."""
    persons = {side for other in cluster.mentions for side in other.persons}
    return len(persons) < 2


def goes_to_it(cluster: Cluster, mention: ContactMention) -> bool:
    """ "The G20 begins its meeting. Yellen and Lindner will attend the meetings": the conference told before, unless
    that lies ahead and who "attended the meeting" was at another one."""
    if mention.status == "held" and _is_open(cluster):
        return False
    return mention.draft.attended and mention.draft.definite and not mention.named and mention.kind in _GATHERINGS


def _is_over(cluster: Cluster) -> bool:
    dated = any(other.date is not None for other in cluster.mentions)
    return dated and all(other.status == "held" for other in cluster.mentions)


def _is_open(cluster: Cluster) -> bool:
    return all(other.status in OPEN for other in cluster.mentions)


def same_sides(cluster: Cluster, mention: ContactMention) -> float:
    """1 for equal sides, less where one names some of the other's, far below zero where each has a side of its own."""
    mine, theirs = mention.camps, cluster.camps
    if not mine:
        return 0.2 if mention.draft.definite else -5.0
    if mention.draft.verbal and mention.draft.definite and _is_another_body(cluster, mention):
        return -5.0
    if mine == theirs:
        return 1.0
    if mention.draft.definite and mention.sides == cluster.sides:
        # "met Taliban representatives. The two teams discussed aid": by state, not by faction.
        return 0.6
    if mine < theirs:
        if len(mine) == 1 and not mention.draft.definite:
            # "Blinken will meet with Pacific Island leaders": others, though nobody knows whose.
            met = any(party.slot == "with" for party in mention.draft.parties)
            return -5.0 if mention.draft.verbal and met else 0.2
        return 0.6 if mention.draft.definite or _only_helpers(cluster.mentions, theirs - mine) else 0.2
    if theirs < mine:
        if len(theirs) == 1:
            return 0.0
        if sum(party.slot == "between" for party in mention.draft.parties) > 2:
            # "negotiations between Moscow, Washington and NATO" are none between the first two
            return -5.0
        if _only_helpers([mention], mine - theirs):
            return 0.5
        # Two who talked are not the four of a format.
        return -0.4 if len(mine - theirs) < 2 or len(theirs) > 2 else -2.0
    named = any(other.named for other in cluster.mentions)
    if (mention.named and mine & theirs) or (named and goes_to_it(cluster, mention)):
        # Who attends a conference is told one by one.
        return 0.6
    return -5.0


def _is_another_body(cluster: Cluster, mention: ContactMention) -> bool:
    """ "Pompeo met Kim. The White House discussed the matter": a body by itself, which was no party of the contact."""
    if len(mention.parties) != 1 or is_person(mention.parties[0]):
        return False
    actor = mention.parties[0].actor
    known = {party.actor.name for other in cluster.mentions for party in other.parties}
    return actor.id is not None and actor.id != actor.side and actor.name not in known


def _only_helpers(mentions: Sequence[ContactMention], sides: frozenset[str]) -> bool:
    """Whether the sides that one mention has more than the other only host or mediate."""
    roles = {
        party.role.value
        for mention in mentions
        for party in mention.parties
        if (party.actor.side or party.actor.name) in sides
    }
    return "participant" not in roles


def same_persons(cluster: Cluster, mention: ContactMention) -> float:
    """Below zero where both name persons of one side and no one is the same ("Lavrov" against "Putin")."""
    if mention.draft.attended and mention.draft.definite:
        # "King Abdullah received Abbas. The prime minister and the foreign minister attended the meeting."
        return 0.0
    known: dict[str, set[str]] = {}
    for other in cluster.mentions:
        for side, names in other.persons.items():
            known.setdefault(side, set()).update(names)
    verdict = 0.0
    for side, names in mention.persons.items():
        if side in known:
            if names & known[side]:
                verdict += 0.3
            else:
                return -5.0
    return verdict


def same_traveller(cluster: Cluster, mention: ContactMention) -> float:
    """Far below zero for trips of two different sides: "Wang's tour", "when Sherman visited Tianjin"."""
    if mention.kind != "visit" or "visit" not in cluster.kinds:
        return 0.0
    mine, theirs = _travellers([mention]), _travellers(cluster.mentions)
    return -5.0 if mine and theirs and not mine & theirs else 0.0


def _travellers(mentions: Sequence[ContactMention]) -> set[str]:
    return {
        party.actor.side or party.actor.name
        for mention in mentions
        for party in mention.parties
        if party.role.value == "participant"
    }


def same_status(cluster: Cluster, mention: ContactMention) -> float:
    """Below zero where one has happened and the other is to come, unless the words leave it open."""
    score = 0.2
    if not mention.weak and any(not other.weak and other.status == mention.status for other in cluster.mentions):
        return score
    for other in cluster.mentions:
        if _lies_ahead(mention, other) or _lies_ahead(other, mention):
            # "held talks ahead of Wednesday's summit"
            score = min(score, -2.4)
        if other.weak or mention.weak or mention.status == other.status:
            continue
        pair = {other.status, mention.status}
        if pair <= TOOK_PLACE or ("ongoing" in pair and pair & OPEN and "talks" in cluster.kinds):
            continue
        if pair <= OPEN and GROUP[mention.kind] not in cluster.kinds and not mention.draft.definite:
            # "They are to resume talks. A meeting of their leaders is not ruled out."
            score = min(score, -1.2)
            continue
        if pair <= OPEN:
            continue
        if pair == {"planned", "not_planned"} and not mention.draft.definite:
            # "They are expected to chat, but no lengthy talks are planned": two contacts.
            score = min(score, -1.5)
            continue
        ahead, off = (mention, other) if mention.status in OPEN else (other, mention)
        if pair & OFF and pair & OPEN and off.earlier and not ahead.earlier:
            # "He had already cancelled a summit": not the meeting that is ahead.
            score = min(score, -2.4)
            continue
        if pair & OFF and not pair & TOOK_PLACE:
            continue
        held_or_not = "held" in pair and pair & (OPEN | OFF)
        score = min(score, _pointing(cluster, mention) if held_or_not else -0.3)
    return score


def _lies_ahead(later: ContactMention, earlier: ContactMention) -> bool:
    """Whether a sentence tells of one as what comes before the other."""
    ahead = later.weak and later.status == "planned" and later.draft.status.hedge in BEFORE
    told = earlier.draft.sentence == later.draft.sentence and not earlier.weak and earlier.status != later.status
    people = [names for mention in (later, earlier) for names in [frozenset().union(*mention.persons.values())]]
    # not "Trump spoke before meeting with Netanyahu", where the parser gives both verbs the same two
    return ahead and told and len(later.sides) > 1 and not people[0] & people[1]


def _pointing(cluster: Cluster, mention: ContactMention) -> float:
    """What it says that one was held and the other is not: a definite mention may still point back to it."""
    if not mention.draft.definite:
        return -2.4
    if mention.draft.verbal and (mention.status in OPEN or mention.date is not None):
        # "the conversation between Biden and López Obrador ... we are going to share those views"; "may meet in Buenos
        # Aires. The two leaders met in New York in September."
        return -2.4
    if mention.persons and not any(other.persons for other in cluster.mentions) and mention.status in OPEN:
        # "the talks between Ukraine and Russia in Istanbul ... preparations for the meeting of their presidents"
        return -2.4
    return -1.0 if len(mention.sides) > 1 else -0.4


def process_and_session(cluster: Cluster, mention: ContactMention) -> float:
    """Below zero for negotiations that go on and one dated session of them: "are in negotiations to end the trade war",
    "after talks in Beijing last week", "a meeting with Liu He"."""
    # "as talks advance ... Trump and Xi were due to meet": two persons are not "the two sides" that negotiate.
    two = mention.draft.verbal and mention.kind == "meeting" and len(mention.persons) > 1
    if (mention.draft.definite and not two) or cluster.kinds - {"talks", "meeting"}:
        return 0.0
    first = cluster.mentions[0]
    for process, session in ((first, mention), (mention, first)):
        lasting = process.kind == "talks" and process.status == "ongoing" and process.date is None
        persons = session.kind == "meeting" and session.persons and not process.persons
        dated = session.date is not None and session.status == "held"
        if lasting and not process.draft.definite and not process.persons and (dated or persons):
            return -2.4
    return 0.0


def same_date(cluster: Cluster, mention: ContactMention) -> float:
    """Far below zero for dates that cannot be one, above for dates that can."""
    if mention.date is None:
        return 0.0
    dated = [other.date for other in cluster.mentions if other.date is not None]
    if not dated:
        return 0.0
    fits = [overlap(mention.date.edtf, date.edtf) for date in dated]
    # A trip of several days has stops of one day each.
    return 0.4 if all(fits) or (mention.kind == "visit" and any(fits)) else -5.0


def same_place(cluster: Cluster, mention: ContactMention) -> float:
    """Far below zero for places in two countries, a little below for two cities of one."""
    if mention.place is None or mention.kind not in ("meeting", "conference", "talks", "contact"):
        return 0.0
    places = [other for other in cluster.mentions if other.place is not None]
    if not places:
        return 0.0
    if any(_same_name(mention.place.value, other.place.value) for other in places if other.place is not None):
        return 0.3
    if mention.country is None or any(other.country in (None, mention.country) for other in places):
        return -0.3
    return -2.5


def _same_name(one: str, other: str) -> bool:
    return one in other or other in one


def not_another(cluster: Cluster, mention: ContactMention) -> float:
    """ "A second meeting", "the previous call", "will be able to meet again" is another one than those told before."""
    known = any(other.draft.distinct and other.draft.verbal == mention.draft.verbal for other in cluster.mentions)
    if mention.draft.distinct and not known:
        return -1.8 if len(mention.sides) > 1 else -1.2
    return 0.0


def near(cluster: Cluster, mention: ContactMention) -> float:
    """A definite mention means the one told last."""
    distance = mention.draft.sentence - cluster.mentions[-1].draft.sentence
    if not distance and mention.draft.verbal and mention.draft.definite:
        # "will meet with Bainimarama to discuss climate"
        return 0.8
    return 0.3 if distance <= 2 else 0.1 if distance <= 6 else 0.0


JUDGEMENTS: tuple[Judgement, ...] = (
    same_kind,
    same_sides,
    same_persons,
    same_traveller,
    same_status,
    process_and_session,
    same_date,
    same_place,
    not_another,
    near,
)
THRESHOLD = 1.0
