"""Mentions of one contact folded into one: a table of small judgements, applied in reading order."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from communique.resolve.contacts.mention import ContactMention, is_faction, is_person
from communique.schema import TOOK_PLACE, Kind, Party
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
_MAY_BE: dict[str, frozenset[str]] = {
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
    attended = named and _goes_to_it(cluster, mention)
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
    if kind == "meeting" and cluster.kinds == {"conference"} and not mention.draft.definite and len(cluster.sides) < 2:
        # "will take part in the security conference. He will meet with Harris": beside it.
        return -5.0
    off = mention.status in OFF and mention.draft.definite and mention.sides < cluster.sides
    if off and not named and _is_open(cluster):
        # "was to meet Santos in Quito, but the visit was called off"
        return 0.6
    if all(kind in _MAY_BE[known] for known in cluster.kinds):
        return 0.5
    return -5.0


def _goes_to_it(cluster: Cluster, mention: ContactMention) -> bool:
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
    if mine == theirs:
        return 1.0
    if mention.draft.definite and mention.sides == cluster.sides:
        # "met Taliban representatives. The two teams discussed aid": by state, not by faction.
        return 0.6
    if mine < theirs:
        if len(mine) == 1 and not mention.draft.definite:
            return 0.2
        return 0.6 if mention.draft.definite or _only_helpers(cluster.mentions, theirs - mine) else 0.2
    if theirs < mine:
        if len(theirs) == 1:
            return 0.0
        if sum(party.slot == "between" for party in mention.draft.parties) > 2:
            # "negotiations between Moscow, Washington and NATO" are none between the first two
            return -5.0
        return 0.5 if _only_helpers([mention], mine - theirs) else -0.4
    named = any(other.named for other in cluster.mentions)
    if (mention.named and mine & theirs) or (named and _goes_to_it(cluster, mention)):
        # Who attends a conference is told one by one.
        return 0.6
    return -5.0


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


def _pointing(cluster: Cluster, mention: ContactMention) -> float:
    """What it says that one was held and the other is not: a definite mention may still point back to it."""
    if not mention.draft.definite:
        return -2.4
    if mention.draft.verbal and mention.status in OPEN:
        # "the conversation between Biden and López Obrador ... we are going to share those views"
        return -2.4
    if mention.persons and not any(other.persons for other in cluster.mentions) and mention.status in OPEN:
        # "the talks between Ukraine and Russia in Istanbul ... preparations for the meeting of their presidents"
        return -2.4
    return -1.0 if len(mention.sides) > 1 else -0.4


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
    """ "A second meeting", "the previous call" is another one than those told before."""
    if mention.draft.distinct and not any(other.draft.distinct for other in cluster.mentions):
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
    same_date,
    same_place,
    not_another,
    near,
)
THRESHOLD = 1.0


def fold(mentions: Sequence[ContactMention]) -> list[Cluster]:
    """Contacts as clusters of their mentions, in order of first mention.

    A mention that names too few sides to stand alone joins a contact told before, or is passed over.
    """
    clusters: list[Cluster] = []
    for told in mentions:
        mention = _of_the_pair(told, clusters)
        best: tuple[float, int] | None = None
        for index, cluster in enumerate(clusters):
            score = sum(judge(cluster, mention) for judge in JUDGEMENTS)
            if best is None or score >= best[0]:
                best = (score, index)
        heir = _heir(mention, clusters, best)
        if heir is not None:
            clusters.append(Cluster([heir]))
        elif best is not None and best[0] >= THRESHOLD:
            joined = clusters[best[1]]
            # Who comes to a conference or stays away does not say when it is, nor call it off.
            goes = _goes_to_it(joined, mention) or (mention.draft.organisation and mention.status in OFF)
            going = mention.status in OFF or any(other.status == "ongoing" for other in joined.mentions)
            beside = goes and going and (mention.draft.organisation or any(other.named for other in joined.mentions))
            joined.mentions.append(replace(mention, weak=True) if beside else mention)
        elif stands_alone(mention):
            clusters.append(Cluster([mention]))
        elif mention.fallback and not _tells_of_them(clusters, mention.fallback):
            clusters.append(Cluster([replace(mention, parties=mention.fallback)]))
    return clusters


def _tells_of_them(clusters: Sequence[Cluster], pair: Sequence[Party]) -> bool:
    """Whether talks between two sides have been told: one more word on "negotiations" is no other contact."""
    sides = {party.actor.side for party in pair}
    return any(sides <= cluster.sides and cluster.kinds & {"talks", "contact"} for cluster in clusters)


def _of_the_pair(mention: ContactMention, clusters: Sequence[Cluster]) -> ContactMention:
    """ "New talks are planned in New York": in an article about two sides, a noun that names none is theirs."""
    pairs = {cluster.sides for cluster in clusters if len(cluster.sides) == 2}
    bare = not mention.sides and not mention.draft.definite and not mention.draft.verbal and not mention.weak
    if not bare or mention.kind not in ("talks", "meeting") or len(pairs) != 1:
        return mention
    cluster = next(cluster for cluster in clusters if cluster.sides in pairs)
    parties = {party.actor.name: party for other in cluster.mentions for party in other.parties}
    return replace(mention, parties=tuple(parties.values()))


def _heir(
    mention: ContactMention, clusters: Sequence[Cluster], best: tuple[float, int] | None
) -> ContactMention | None:
    """A mention without sides that is another contact between the sides told before, with those sides.

    "A further round may be arranged", "reached during the December 7 videoconference", "it was agreed to continue
    contacts at various levels".
    """
    if mention.sides or mention.draft.verbal:
        return None
    kind = GROUP[mention.kind]
    if kind == "channel":
        fits = mention.status == "planned" and (best is None or best[0] < THRESHOLD)
        before = [c for c in clusters if len(c.sides) == 2] if fits else []
    elif mention.draft.next_round:
        before = [c for c in clusters if "talks" in c.kinds and near(c, mention) > 0.2]
    else:
        before = [c for c in clusters if kind in c.kinds and len(c.sides) == 2]
        if mention.date is None or (mention.draft.definite and not mention.dated):
            return None
        if any(same_date(cluster, mention) >= 0 for cluster in before):
            return None
        if not before and kind in ("call", "meeting", "talks"):
            # "Xi and Putin met last year. They had a video call in December."
            before = [c for c in clusters if len(c.sides) == 2 and near(c, mention) > 0.2]
    if not before:
        return None
    parties = {party.actor.name: party for other in before[-1].mentions for party in other.parties}
    return replace(mention, parties=tuple(parties.values()))


def stands_alone(mention: ContactMention) -> bool:
    """Whether a mention names enough sides to be a contact of its own."""
    if mention.kind == "conference":
        hosted = any(party.role.value == "host" for party in mention.parties)
        return mention.named or len(mention.sides) >= 2 or hosted or (mention.draft.general and bool(mention.sides))
    if mention.kind == "visit" and len(mention.sides) == 1:
        # "Wang's tour of Europe": a traveller, and a destination that is no side.
        goes = any(draft.slot == "destination" for draft in mention.draft.parties)
        return goes and any(map(is_person, mention.parties))
    return len(mention.sides) >= 2 or (len(mention.parties) >= 2 and _conflict(mention))


def _conflict(mention: ContactMention) -> bool:
    """Two parties of one state that are parties to a conflict: a government and an armed group."""
    names = {party.actor.id or party.actor.name for party in mention.parties}
    factions = [party.actor for party in mention.parties if is_faction(party.actor)]
    # A president who meets party leaders of the opposition holds an inner meeting; talks with them are talks.
    armed = any(actor.id is not None for actor in factions)
    return len(names) >= 2 and bool(factions) and (armed or mention.kind in ("talks", "channel", "message"))
