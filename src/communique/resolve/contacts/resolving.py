"""Drafts of contacts to records."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from communique.lexicon.contacts import contact_lexicon
from communique.lexicon.registry import Registry
from communique.read import Reading
from communique.resolve.actors import Actors
from communique.resolve.contacts.attributes import with_attributes
from communique.resolve.contacts.borders import crosses_border
from communique.resolve.contacts.company import Company, company
from communique.resolve.contacts.dating import date_of
from communique.resolve.contacts.encounters import with_encounter
from communique.resolve.contacts.folding import fold
from communique.resolve.contacts.forms import met_on_a_trip
from communique.resolve.contacts.judging import OPEN, Cluster
from communique.resolve.contacts.matters import with_matters
from communique.resolve.contacts.mention import ContactMention, is_person
from communique.resolve.contacts.narrator import dated_by_narrator
from communique.resolve.contacts.negotiators import negotiators
from communique.resolve.contacts.parties import PartyResolver
from communique.resolve.contacts.placing import NOWHERE, named_after, place_of
from communique.resolve.contacts.roster import distinct_parties
from communique.resolve.contacts.settling import is_on_a_day, settled, status_by_date
from communique.resolve.contacts.surroundings import dated_by_occasion, dated_by_programme, dated_by_release
from communique.resolve.places import PlaceMention
from communique.resolve.times import TimeMention
from communique.schema import (
    Contact,
    ContactDraft,
    Kind,
    Party,
    Role,
    Sourced,
    Span,
    Statement,
    Status,
    When,
    Words,
)
from communique.schema.edtf import bounds

# The more a kind says, the more it counts when mentions of one contact use several.
_TELLING: dict[Kind, int] = {
    "call": 6,
    "message": 6,
    "visit": 6,
    "channel": 5,
    "meeting": 4,
    "conference": 4,
    "talks": 3,
    "contact": 1,
}
_ROLE_RANK: dict[Role, int] = {"mediator": 2, "host": 1, "participant": 0}


def resolve_contacts(
    reading: Reading,
    registry: Registry,
    actors: Actors,
    times: Sequence[TimeMention],
    places: Sequence[PlaceMention],
    drafts: Sequence[ContactDraft],
    published: When | None,
    statements: Sequence[Statement] = (),
    raised: Sequence[Words] = (),
) -> tuple[Contact, ...]:
    """The contacts that an article tells of, each once, in order of first mention.

    `raised` are the matters that a release says were raised; the contact that it is a readout of has them all.
    """
    resolver = PartyResolver(reading, registry, actors, places, statements)
    mentions: list[ContactMention] = []
    for draft in drafts:
        if resolver.phrases.is_name(draft):
            continue
        date = date_of(draft, reading, times, published)
        if draft.kind == "channel" and draft.status.status == "held" and is_on_a_day(date):
            # "his contacts with Aliyev and Michel held in Brussels on May 22"
            draft = replace(draft, kind="contact")
        several = resolver.parties(draft)
        for parties in several:
            near = _on_this_trip(places, parties) if draft.kind == "visit" and len(several) > 1 else places
            place = place_of(draft, reading, near)
            if not parties and draft.kind == "conference" and (draft.general or named_after(draft, places)):
                # "the Paris conference on Libya" is held by France, whoever comes.
                parties = resolver.phrases.at_home(place)
            mention = _mention(len(mentions), draft, parties, date, place, published, resolver)
            if mention is not None:
                mentions.append(mention)
    clusters = fold(dated_by_programme(_same_breath(mentions), reading, times))
    folded = sorted((m for c in clusters for m in c.mentions), key=lambda m: m.order)
    came = company(folded, resolver.phrases, [mention for mention in mentions if mention.inner])
    told = [(cluster, _contact(cluster, reading, actors, registry, came)) for cluster in clusters]
    told = [
        (cluster, with_attributes(contact, cluster.mentions, reading, statements))
        for cluster, contact in told
        if crosses_border(contact, cluster.mentions, reading, actors, places, resolver.phrases)
    ]
    contacts, kept = tuple(contact for _, contact in told), [cluster for cluster, _ in told]
    if actors.side_of_document is None:
        contacts = met_on_a_trip(contacts, reading.document.text)
    contacts = dated_by_occasion(contacts, kept, reading)
    contacts = dated_by_narrator(contacts, kept, reading, resolver.narrator, published)
    own = actors.side_of_document
    contacts = dated_by_release(contacts, None if own is None else own.side, published, reading)
    contacts = with_encounter(contacts, reading, statements, places, published)
    return with_matters(contacts, reading, actors, raised)


def _on_this_trip(places: Sequence[PlaceMention], parties: Sequence[Party]) -> list[PlaceMention]:
    """ "Who visited Kyiv and Moscow" tells of two trips, and Kyiv is no place of the one to Russia."""
    hosts = {party.actor.side for party in parties if party.role.value == "host"}
    return [place for place in places if not hosts or place.country is None or place.country in hosts]


def _same_breath(mentions: Sequence[ContactMention]) -> list[ContactMention]:
    """ "A second meeting may follow on the 12th, and the next day a third meeting": where nothing but the surroundings
    says that the third took place, it is what its neighbour in the sentence is."""
    found: list[ContactMention] = []
    for mention in mentions:
        neighbours = [
            other.status
            for other in mentions
            if other.draft.sentence == mention.draft.sentence and not other.weak and other.order < mention.order
        ]
        doubtful = mention.weak and mention.status == "held" and mention.draft.distinct and not mention.draft.definite
        if doubtful and neighbours and neighbours[-1] in OPEN:
            mention = replace(mention, status=neighbours[-1])
        found.append(mention)
    return found


def _mention(
    order: int,
    draft: ContactDraft,
    parties: list[Party],
    date: When | None,
    place: Sourced[str] | None,
    published: When | None,
    resolver: PartyResolver,
) -> ContactMention | None:
    if draft.organisation and not any(map(resolver.phrases.is_organisation, parties)):
        return None
    if draft.person and all(party.actor.id == party.actor.side for party in parties):
        return None
    if draft.telling and (len(parties) < 2 or not resolver.tells_somebody(draft)):
        return None
    if draft.kind == "visit" and draft.verbal and _goes_unknown(draft, parties, resolver):
        return None
    news = resolver.phrases.actors.side_of_document is None
    if news and len(parties) == 1 and _speaks_alone(draft, resolver.phrases.reading):
        return None
    phrase = resolver.phrases.phrase(draft)
    dated = date is not None and date.span is not None and phrase.covers(date.span)
    planned_outside = not phrase.covers(resolver.phrases.reading.span(draft.status.words))
    status, weak = status_by_date(draft, date, published, dated and not draft.verbal and planned_outside)
    kind = _kind(draft, parties, resolver)
    if weak and status == "held" and date is None and kind == "talks" and _goes_on(draft, parties, place, resolver):
        status = "ongoing"
    beside = any(slot.slot in ("between", "with") for slot in draft.parties)
    if kind == "contact" and beside and not draft.verbal and draft.format is None and place is not None:
        # "the engagement between Biden and Xi in Bali" was face to face.
        kind = "meeting"
    named = filter(resolver.phrases.is_organisation, parties) if kind == "conference" else ()
    bodies = {party.actor.side or party.actor.name for party in named}
    of_article = () if parties else tuple(resolver.of_the_article(draft))
    of_sentence = () if parties or of_article else tuple(resolver.of_the_sentence(draft))
    return ContactMention(
        order,
        draft,
        kind,
        status,
        weak,
        tuple(resolver.phrases.principals(parties)),
        date,
        place,
        resolver.phrases.country(place),
        frozenset(bodies),
        dated,
        resolver.told_as_earlier(draft),
        of_article or of_sentence,
        bool(of_sentence),
        resolver.is_inner(draft, parties),
        resolver.phrases.sides_around(draft),
        resolver.is_of_one_country(draft, parties),
    )


def _goes_on(
    draft: ContactDraft, parties: Sequence[Party], place: Sourced[str] | None, resolver: PartyResolver
) -> bool:
    """ "Its position in negotiations with Russia", "gave an assessment of the talks with Kiev": of states, and where no
    occasion is told, it is the process that goes on."""
    noun = resolver.phrases.reading.doc[draft.trigger.start]
    several = noun.tag_ == "NNS" and noun.lemma_.lower() in contact_lexicon().cues["negotiation"]
    lasting = several and place is None
    lasting |= noun.tag_ == "NN" and noun.lemma_.lower() == "process"
    told = draft.verbal or draft.distinct or any(is_person(p) or p.role.value != "participant" for p in parties)
    return lasting and bool(parties) and not told


def _goes_unknown(draft: ContactDraft, parties: Sequence[Party], resolver: PartyResolver) -> bool:
    """ "Warmbier was detained while visiting North Korea": a trip of a named person who stands for nobody."""
    phrases = resolver.phrases
    goers = [slot for slot in draft.parties if slot.slot == "subject"]
    named = any(phrases.reading.tokens(slot.words).root.pos_ == "PROPN" for slot in goers)
    return named and bool(parties) and all(party.role.value == "host" for party in parties)


def _speaks_alone(draft: ContactDraft, reading: Reading) -> bool:
    """ "Obama spoke at a university": one who speaks to nobody meets nobody, nor is it the talk told before."""
    if not draft.verbal or draft.format is not None or any(slot.slot != "subject" for slot in draft.parties):
        return False
    verb = reading.doc[draft.trigger.start].lemma_.lower()
    return any(row.speech for row in contact_lexicon().by_verb.get(verb, ()))


def _kind(draft: ContactDraft, parties: Sequence[Party], resolver: PartyResolver) -> Kind:
    """A summit of two is a meeting; a meeting that an organisation gives its name to is a conference."""
    if draft.kind == "conference" and len(parties) == 2 and not any(map(resolver.phrases.is_organisation, parties)):
        # "Prior to their private policy session": a summit or session of two persons is a meeting; "hosted a summit at
        # Zelensky's request" is one of many, of whom two are named.
        of_two = resolver.is_summit(draft) and draft.initiator is None
        return "meeting" if of_two or all(map(is_person, parties)) else draft.kind
    if draft.kind == "meeting" and (resolver.named_for(draft) or resolver.hosts_body(draft)):
        return "conference"
    if (
        draft.kind in ("meeting", "talks")
        and len(parties) == 1
        and resolver.phrases.is_organisation(parties[0])
        and parties[0].role.value == "participant"
        and resolver.leads(draft)
    ):
        return "conference"
    return draft.kind


def _contact(cluster: Cluster, reading: Reading, actors: Actors, registry: Registry, came: Company) -> Contact:
    mentions = cluster.mentions
    along = [each for mention in mentions for each in came.get(mention.order, ())]
    told = [m for m in mentions if len(m.sides) > 1 or m.named or not m.draft.verbal] or mentions
    latest, strong = settled(told)
    full = [m for m in told if m.named] or [m for m in told if len(m.sides) > 1] or told
    if any(m.civil for m in mentions):
        # "Syrian peace talks broke off ... at the conference"
        full = [m for m in full if m.kind == "talks"] or full
    kind = max(full, key=lambda m: (_TELLING[m.kind], -m.order))
    initiators = [m for m in mentions if m.draft.initiator is not None]
    topics: dict[str, Sourced[str]] = {}
    for mention in mentions:
        for words in mention.draft.topics:
            span = reading.span(words)
            text = " ".join(reading.tokens(words).text.split())
            topics.setdefault(text.lower(), Sourced(text, span))
    parties = _parties([*negotiators(mentions, kind.kind, reading, registry), *(party for _, party in along)])
    return Contact(
        kind=Sourced(_of_two(kind, parties, reading), reading.span(kind.draft.trigger)),
        status=Sourced(latest.status, reading.span(latest.draft.status.words)),
        parties=parties,
        evidence=_evidence({*(m.draft.sentence for m in mentions), *(number for number, _ in along)}, reading),
        date=_date(kind.kind, latest.status, mentions),
        place=next((m.place for m in mentions if m.place is not None and kind.kind not in NOWHERE), None),
        topics=tuple(topics.values()),
        initiator=_initiator(initiators, reading, actors),
        history=tuple(Sourced(m.status, reading.span(m.draft.status.words)) for m in strong),
    )


def _of_two(mention: ContactMention, parties: Sequence[Party], reading: Reading) -> Kind:
    """ "Their second meeting after the historic summit in Singapore": a summit of two persons is a meeting."""
    summit = mention.kind == "conference" and reading.doc[mention.draft.trigger.start].lemma_.lower() == "summit"
    return (
        "meeting"
        if summit and not mention.named and len(parties) == 2 and all(map(is_person, parties))
        else mention.kind
    )


def _date(kind: Kind, status: Status, mentions: Sequence[ContactMention]) -> When | None:
    """The narrowest date told, the first of them; of a trip the first, since later ones date its stops.

    "The talks begun in January 2020" are not the date of the round that is planned.
    """
    fit = [m for m in mentions if status not in OPEN or m.weak or m.status != "held"]
    dated = [m.date for m in fit if m.date is not None and not (status in OPEN and m.date.edtf.endswith("/.."))]
    if not dated:
        return None
    if kind == "visit":
        # "arrived on Sunday for a four-day visit"
        whole = [when for when in dated if "/" in when.edtf and when.edtf.startswith(dated[0].edtf)]
        return whole[0] if whole else dated[0]
    return min(dated, key=lambda when: (_width(when), dated.index(when)))


def _width(when: When) -> int:
    """Days that a date may mean; narrower is better."""
    edges = bounds(when.edtf)
    if edges.earliest is None or edges.latest is None:
        return 0 if when.edtf.count("-") == 2 and "/" not in when.edtf else 400
    return (edges.latest - edges.earliest).days


def _parties(parties: Sequence[Party]) -> tuple[Party, ...]:
    """Every actor once, with the most telling role any mention gives it."""
    best: dict[str, Party] = {}
    for party in parties:
        known = best.get(party.actor.name)
        if known is None or _ROLE_RANK[party.role.value] > _ROLE_RANK[known.role.value]:
            best[party.actor.name] = party if known is None else Party(known.actor, party.role)
    return tuple(distinct_parties(best.values()))


def _initiator(mentions: Sequence[ContactMention], reading: Reading, actors: Actors) -> Sourced[str] | None:
    for mention in mentions:
        words = mention.draft.initiator
        if words is None:
            continue
        found = {actor.side for actor in actors.at(words) if actor.side is not None}
        if len(found) == 1:
            return Sourced(found.pop(), reading.span(words))
    return None


def _evidence(sentences: Collection[int], reading: Reading) -> tuple[Span, ...]:
    return tuple(reading.span(reading.sentences[number]) for number in sorted(sentences))
