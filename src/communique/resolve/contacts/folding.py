"""Mentions of one contact folded into one, in reading order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from communique.resolve.contacts.judging import (
    GROUP,
    JUDGEMENTS,
    MAY_BE,
    OFF,
    THRESHOLD,
    Cluster,
    goes_to_it,
    near,
    same_date,
)
from communique.resolve.contacts.mention import ContactMention, is_faction, is_person

_RECALLED = 3  # sentences within which "the meeting" is still the one within one side that was told last


def fold(mentions: Sequence[ContactMention]) -> list[Cluster]:
    """Contacts as clusters of their mentions, in order of first mention.

    A mention that names too few sides to stand alone joins a contact told before, or is passed over; so is one of an
    exchange within one side, with what is said of it later.
    """
    clusters: list[Cluster] = []
    inner: ContactMention | None = None
    passed: ContactMention | None = None
    for told in mentions:
        if told.inner:
            inner = told
            continue
        if inner is not None and _recalls(told, inner):
            continue
        if passed is not None and _is_said_of(told, passed):
            continue
        if len(told.sides) > 1 and (told.persons or told.kind != "talks"):
            # Talks of two states may be what was discussed in it.
            inner = None
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
            if mention.draft.definite and mention.sides == joined.sides and mention.camps != joined.camps:
                # "met Taliban representatives. The two teams discussed aid": no word on their government.
                mention = replace(mention, parties=tuple(p for other in joined.mentions for p in other.parties))
            # Who comes to a conference or stays away does not say when it is, nor call it off.
            goes = goes_to_it(joined, mention) or (mention.draft.organisation and mention.status in OFF)
            going = mention.status in OFF or any(other.status == "ongoing" for other in joined.mentions)
            beside = goes and going and (mention.draft.organisation or any(other.named for other in joined.mentions))
            joined.mentions.append(replace(mention, weak=True) if beside else mention)
        elif stands_alone(mention):
            clusters.append(Cluster([mention]))
        elif _is_of_the_article(mention) and not _tells_of_them(clusters, mention):
            clusters.append(Cluster([replace(mention, parties=mention.fallback)]))
        elif mention.draft.verbal and any(party.slot == "with" for party in mention.draft.parties):
            passed = mention
    return clusters


def _is_said_of(told: ContactMention, passed: ContactMention) -> bool:
    """ "Will meet with local leaders to discuss the climate": what is discussed with those who are nobody's side."""
    same = told.draft.sentence == passed.draft.sentence and told.draft.verbal and told.draft.definite
    return same and told.sides <= passed.sides


def _recalls(mention: ContactMention, inner: ContactMention) -> bool:
    """ "Trump met the chiefs of two car makers. The meeting lasted an hour": it is no mention of one told before."""
    alike = GROUP[inner.kind] in MAY_BE[GROUP[mention.kind]] and not mention.draft.attended
    near_by = mention.draft.sentence - inner.draft.sentence <= _RECALLED
    return alike and near_by and mention.draft.definite and len(mention.sides) < 2


def _is_of_the_article(mention: ContactMention) -> bool:
    """Whether negotiations that name nobody are those of the article's two states: their sentence names no others."""
    sides = {party.actor.side for party in mention.fallback}
    return bool(sides) and (mention.draft.definite or not mention.around - sides - {mention.country})


def _tells_of_them(clusters: Sequence[Cluster], mention: ContactMention) -> bool:
    """Whether talks between two sides have been told: one more word on "negotiations" is no other contact; where only
    its sentence says whose they are, any contact of the two is enough."""
    sides = {party.actor.side for party in mention.fallback}
    told = [cluster for cluster in clusters if sides <= cluster.sides]
    return any(mention.loose or cluster.kinds & {"talks", "contact"} for cluster in told)


def _of_others(mention: ContactMention) -> bool:
    """Whether those who brought it about are no party: "Kushner and Cui choreographed a meeting" is of two others."""
    return not mention.draft.definite and any(slot.slot == "outsider" for slot in mention.draft.parties)


def _of_the_pair(mention: ContactMention, clusters: Sequence[Cluster]) -> ContactMention:
    """ "New talks are planned in New York": in an article about two sides, a noun that names none is theirs."""
    pairs = {cluster.sides for cluster in clusters if _is_of_two(cluster)}
    bare = not mention.sides and not mention.draft.definite and not mention.draft.verbal and not mention.weak
    if _of_others(mention) or not bare or mention.kind not in ("talks", "meeting") or len(pairs) != 1:
        return mention
    cluster = next(cluster for cluster in clusters if cluster.sides in pairs)
    if mention.around - cluster.sides - {mention.country}:
        # "North Korean officials blasted him amid stalled talks", "a meeting with top security officials": none of
        # those with the Taliban told before
        return mention
    parties = {party.actor.name: party for other in cluster.mentions for party in other.parties}
    return replace(mention, parties=tuple(parties.values()))


def _is_of_two(cluster: Cluster) -> bool:
    """Whether it is one of two known sides, not of a state with "partners"."""
    return len(cluster.sides) == 2 and all(p.actor.side for mention in cluster.mentions for p in mention.parties)


def _heir(
    mention: ContactMention, clusters: Sequence[Cluster], best: tuple[float, int] | None
) -> ContactMention | None:
    """A mention without sides that is another contact between the sides told before, with those sides.

    "A further round may be arranged", "reached during the December 7 videoconference", "it was agreed to continue
    contacts at various levels".
    """
    if mention.sides or mention.draft.verbal or _of_others(mention):
        return None
    kind = GROUP[mention.kind]
    if kind == "channel":
        fits = mention.status == "planned" and (best is None or best[0] < THRESHOLD)
        # "no meeting is planned, but contacts through the embassies continue"
        told = any("channel" in cluster.kinds for cluster in clusters)
        lasting = mention.status == "ongoing" and not mention.draft.definite and not told
        before = [c for c in clusters if _is_of_two(c) and (fits or (lasting and _beside(c, mention)))]
    elif mention.draft.next_round:
        before = [c for c in clusters if "talks" in c.kinds and near(c, mention) > 0.2]
    else:
        before = [c for c in clusters if kind in c.kinds and _is_of_two(c)]
        if mention.date is None or (mention.draft.definite and not mention.dated):
            return None
        if any(same_date(cluster, mention) >= 0 for cluster in before):
            return None
        if not before and kind in ("call", "meeting", "talks"):
            # "Xi and Putin met last year. They had a video call in December."
            before = [c for c in clusters if _is_of_two(c) and near(c, mention) > 0.2]
    if not before:
        return None
    parties = {party.actor.name: party for other in before[-1].mentions for party in other.parties}
    return replace(mention, parties=tuple(parties.values()))


def _beside(cluster: Cluster, mention: ContactMention) -> bool:
    return mention.draft.sentence - cluster.mentions[-1].draft.sentence <= 1


def stands_alone(mention: ContactMention) -> bool:
    """Whether a mention names enough sides to be a contact of its own."""
    if mention.kind == "conference":
        hosted = any(party.role.value == "host" for party in mention.parties)
        return mention.named or len(mention.sides) >= 2 or hosted or (mention.draft.general and bool(mention.sides))
    if mention.kind == "visit" and len(mention.sides) == 1:
        # "Wang's tour of Europe": a traveller, and a destination that is no side.
        goes = any(draft.slot == "destination" for draft in mention.draft.parties)
        return goes and any(map(is_person, mention.parties))
    return len(mention.sides) >= 2 or (len(mention.parties) >= 2 and _conflict(mention)) or mention.civil


def _conflict(mention: ContactMention) -> bool:
    """Two parties of one state that are parties to a conflict: a government and an armed group."""
    names = {party.actor.id or party.actor.name for party in mention.parties}
    factions = [party.actor for party in mention.parties if is_faction(party.actor)]
    # A president who meets party leaders of the opposition holds an inner meeting; talks with them are talks.
    armed = any(actor.id is not None for actor in factions)
    return len(names) >= 2 and bool(factions) and (armed or mention.kind in ("talks", "channel", "message"))
