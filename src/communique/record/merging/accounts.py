"""What one capital's account of a contact tells that another's leaves out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import combinations, permutations

from communique.lexicon.general_topics import GENERAL_TOPICS
from communique.lexicon.merging import merging_lexicon
from communique.lexicon.names import pieces
from communique.lexicon.places import load_places
from communique.record.merging.amounts import amounts
from communique.record.merging.features import Features, content_words
from communique.record.merging.telling import Texts
from communique.schema import TOOK_PLACE
from communique.schema.reports import Disagreement, Report

Told = tuple[Report, Features]

# "Economic" and "economy", "sanctions" and "sanctioned" share so many letters.
_ROOT = 5
# A release opens with the contact that it is a readout of.
_OPENING = 600
_MOST = 5
_WHY = "left out by the other"
NOT_NAMED = "not named"
"""What stands for the words of an account that has none on a topic."""


def left_out(seen: Sequence[Told], texts: Texts | None) -> Iterator[Disagreement]:
    """What one capital tells of a contact, and another's readout, in all that it writes, leaves out.

    A readout is a party's own release that opens with the contact.

    Args:
        seen: the reports of a contact with their features, in order of publication.
        texts: the texts of their documents; without a text, the topics of its reports stand for it.
    """
    accounts: dict[frozenset[str], list[Told]] = {}
    for report, told in seen:
        if told.home and told.status in TOOK_PLACE and told.kind not in ("visit", "conference", "channel"):
            accounts.setdefault(told.home, []).append((report, told))
    for ours, theirs in permutations(accounts, 2):
        readouts = [report for report, told in accounts[theirs] if _is_readout(report, told, texts)]
        if ours & theirs or not readouts:
            continue
        topics, teller = _only(accounts[ours], accounts[theirs], texts)
        if topics:
            weight = 0.4 + 0.1 * min(len(topics), 3) if len(topics) > 1 or topics[0] != topics[0].lower() else 0.3
            named = "; ".join(topics[:_MOST])
            yield Disagreement("topics", teller, readouts[0].key, named, NOT_NAMED, round(weight, 2), _WHY)
    for one, other in combinations(accounts, 2):
        sums = None if one & other or texts is None else _sums(accounts[one], accounts[other], texts)
        if sums is not None:
            yield sums


def _sums(ours: Sequence[Told], theirs: Sequence[Told], texts: Texts) -> Disagreement | None:
    """Sums of money in the readout of one that nothing the other writes names."""
    a, b = (next((r for r, told in those if _is_readout(r, told, texts)), None) for those in (ours, theirs))
    if a is None or b is None:
        return None
    mine, yours = ([sum_ for r, _ in those for sum_ in amounts(texts(r.document) or "")] for those in (ours, theirs))
    first = [sum_.text for sum_ in amounts(texts(a.document) or "") if not any(map(sum_.is_about, yours))]
    second = [sum_.text for sum_ in amounts(texts(b.document) or "") if not any(map(sum_.is_about, mine))]
    if not first and not second:
        return None
    told, other = ("; ".join(sums[:_MOST]) or NOT_NAMED for sums in (first, second))
    return Disagreement("amounts", a.key, b.key, told, other, 0.7 if first and second else 0.5, _WHY)


def _only(ours: Sequence[Told], theirs: Sequence[Told], texts: Texts | None) -> tuple[list[str], str]:
    """Topics that no word of the others' touches, names first, and which of our reports gives the most of them."""
    known = frozenset().union(*(_words(report, texts) for report, _ in theirs))
    common = frozenset().union(*(_of_parties(report) for report, _ in (*ours, *theirs)))
    found: dict[str, list[str]] = {}
    for report, _ in ours:
        topics = [topic.value for topic in report.contact.topics]
        found[report.key] = [topic for topic in topics if _is_missing(topic, known, common)]
    best = max(found, key=lambda key: len(found[key]))
    told = _distinct(topic for key in (best, *found) for topic in found[key])
    return sorted(told, key=lambda topic: not _names(topic, common)), best


def _is_readout(report: Report, told: Features, texts: Texts | None) -> bool:
    if not told.home & told.sides:
        return False
    evidence = report.contact.evidence
    return texts is None or texts(report.document) is None or bool(evidence and evidence[0].start <= _OPENING)


def _is_missing(topic: str, known: frozenset[str], common: frozenset[str]) -> bool:
    """Whether a topic is specific, by name or by two words, and no word of it is in the other's text."""
    said = {word for word in content_words(topic) if word not in GENERAL_TOPICS}
    words = {_root(word) for word in said} - common
    if said <= merging_lexicon().bodies or not words or (len(words) < 2 and not _names(topic, common)):
        return False
    return not any(_alike(word) & known for word in words)


def _names(topic: str, common: frozenset[str]) -> bool:
    """Whether a topic holds a name of its own: "Nord Stream 2", not "U.S. citizens"."""
    named = [piece for word in topic.split() if word[0].isupper() for piece in pieces(word)]
    return any(_root(piece) not in common and len(piece) > 2 for piece in named)


def alike(one: str, other: str) -> bool:
    """Whether two topics have a word in common, or words that two capitals use for one thing ("arms", "weapons")."""
    theirs = {_root(word) for word in content_words(other)}
    return any(_alike(_root(word)) & theirs for word in content_words(one))


def _distinct(topics: Iterable[str]) -> list[str]:
    """Topics without those of which another says every word."""
    kept: list[tuple[frozenset[str], str]] = []
    for topic in topics:
        words = content_words(topic)
        if any(words <= other for other, _ in kept):
            continue
        kept = [(other, text) for other, text in kept if not other < words] + [(words, topic)]
    return [topic for _, topic in kept]


def _words(report: Report, texts: Texts | None) -> frozenset[str]:
    text = None if texts is None else texts(report.document)
    if text is None:
        text = " ".join(topic.value for topic in report.contact.topics)
    return _roots(text)


@lru_cache(maxsize=256)
def _roots(text: str) -> frozenset[str]:
    return frozenset(_root(piece) for piece in pieces(text))


def _root(word: str) -> str:
    return word[:_ROOT]


def _alike(root: str) -> frozenset[str]:
    return frozenset({root}).union(*(group for group in _groups() if root in group))


@lru_cache(maxsize=1)
def _groups() -> tuple[frozenset[str], ...]:
    rows = (row for row in merging_lexicon().rows if row.use == "alike")
    return tuple(frozenset(_root(piece) for word in row.words for piece in pieces(word)) for row in rows)


def _of_parties(report: Report) -> frozenset[str]:
    """The words by which the parties and their countries go: a readout names them on every line."""
    sides = {party.actor.side for party in report.contact.parties}
    names = [party.actor.name for party in report.contact.parties]
    names += [
        name
        for name, place in load_places().surfaces.items()
        if place.kind in ("country", "city") and set(place.countries) & sides
    ]
    return frozenset(_root(piece) for name in names for piece in pieces(name))
