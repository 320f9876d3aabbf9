"""Where: the places of a reading, each with the preposition or construction that makes it a place there."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from communique.lexicon.places import Gazetteer, Place, PlaceKind, load_place_words, load_places
from communique.read import Reading
from communique.schema import Span, Words

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_NAMES = frozenset({"PERSON", "ORG", "EVENT", "LAW", "PRODUCT", "WORK_OF_ART", "NORP"})
_CAPITALISED = re.compile(r"[A-ZÀ-ÖØ-Þ][\w’']*")
_WORD = re.compile(r"(?<![\w@#./-])[A-ZÀ-ÖØ-ÞĀ-Ž0-9]\w*")
_HERE = re.compile(r"(?<![\w-])here(?=[.,;]|\s+(?:on|to|in|with|for|this|today|yesterday|at|after|by)\b|\s*$)")
_VIRTUAL = re.compile(
    r"(?:\b(?P<by>by|via|over|through|in a|using a|using)\s+(?:a\s+|secure\s+)*"
    r"(?:video[- ]?(?:conference|conferencing|link|call|teleconference)|videoconference|VTC|Zoom)\b"
    r"|\b(?P<adverb>virtually|remotely|online)(?=[.,;]|\s+(?:on|with|in|at|by)\b)"
    r"|\b(?:virtual|online|video)\s+(?:meeting|summit|talks|conference|session|format|round|consultations)\b"
    r"|\bvia the internet\b)",
    re.IGNORECASE,
)
# Words between a place and the event that has its name.
_LONGEST_NAME = 4
_JOINTS = (",", "and", "or", ", and", ", or", "and the", ", and the", ", the", "then", "and then", "and in", "&")
_STATE_AFTER = re.compile(r",\s+")
_CLOSED = re.compile(
    r"\s*(?:[,.;:)]|$|\s(?:on|in|at|with|for|to|by|after|before|this|next|last|from|where|when|as|that)\b)"
)


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A place named as a place.

    Attributes:
        words: its tokens with a closing apposition ("Geneva, Switzerland"); empty for a dateline, which is no part of
            the clean text.
        name: the canonical name without article ("Kyiv" for Kiev, "virtual" for a videoconference).
        country: ISO 3166-1 alpha-3; None where several countries have such a place and the text does not say which.
        kind: city, country, venue, region or virtual.
        relation: "in", "at", "on", "near", "to", "from", "via", "by" from its preposition, "visit" for the object of a
            verb of going ("visited Moscow"), "event" for the Geneva of "the Geneva talks", "dateline", "here".
        head: the token it hangs on, the verb or noun above the preposition.
        span: the raw span.
        candidates: the countries that it may lie in, where they are several.
    """

    words: Words
    name: str
    country: str | None
    kind: PlaceKind | Literal["virtual"]
    relation: str
    head: int
    span: Span
    candidates: tuple[str, ...] = ()


def find_places(reading: Reading) -> tuple[PlaceMention, ...]:
    """Every place of a reading that stands in a place context, in text order, the dateline's city first.

    Names of persons and bodies that hold a place's name ("Washington Post", "Paris Hilton", "the Geneva Convention")
    are no places, nor is a city or country that acts ("Moscow said").
    """
    finder = _Finder(reading, load_places())
    return tuple(finder.all())


class _Finder:
    """One pass over one reading."""

    def __init__(self, reading: Reading, gazetteer: Gazetteer) -> None:
        self.reading = reading
        self.gazetteer = gazetteer
        self.table = load_place_words()
        self.doc: Doc = reading.doc
        self.text = reading.text
        self.offsets = reading.doc.to_array("IDX").tolist()

    def all(self) -> list[PlaceMention]:
        dateline = self._dateline()
        found = [dateline] if dateline else []
        found += sorted(
            [*self._named(found), *self._virtual(), *self._here(dateline)], key=lambda mention: mention.words
        )
        return found

    def _dateline(self) -> PlaceMention | None:
        span = self.reading.clean.place
        if span is None:
            return None
        written = span.of(self.reading.document.text)
        place = self._dateline_place(written)
        if place is None:
            return PlaceMention(Words(0, 0), written.title(), None, "city", "dateline", 0, span)
        countries = place.countries if len(place.countries) > 1 else ()
        return PlaceMention(Words(0, 0), place.name, place.country, place.kind, "dateline", 0, span, countries)

    def _dateline_place(self, written: str) -> Place | None:
        """The place behind "GENEVA", "KIEV, Ukraine", "TEL AVIV/JERUSALEM"."""
        first = re.split(r"[,/]", written)[0].strip()
        for form in (first, first.title(), first.capitalize(), "The " + first.title(), _small_words(first.title())):
            if form in self.gazetteer.surfaces:
                return self.gazetteer.surfaces[form]
        return None

    def _named(self, found: list[PlaceMention]) -> Iterator[PlaceMention]:
        reached = 0
        previous: PlaceMention | None = None
        for match in _WORD.finditer(self.text):
            if match.start() < reached:
                continue
            hit = self.gazetteer.longest(self.text, match.start())
            if hit is None:
                continue
            end, place = hit
            words = self._words(match.start(), end)
            if words is None or self._inside_name(words, match.start(), end, place):
                continue
            closing = self._apposition(end, place)
            if closing is not None:
                end, place = closing
                words = self._words(match.start(), end) or words
            reached = end
            mention = self._mention(words, place, previous)
            if mention is not None:
                previous = mention
                yield mention

    def _words(self, start: int, end: int) -> Words | None:
        first = bisect_left(self.offsets, start)
        if first == len(self.offsets) or self.offsets[first] != start:
            return None
        return Words(first, max(first + 1, bisect_left(self.offsets, end)))

    def _inside_name(self, words: Words, start: int, end: int, place: Place) -> bool:
        """Whether the words are part of a longer name: "Washington Post", "Denzel Washington", "Geneva Convention"."""
        doc = self.doc
        after = self.text[end : end + 2]
        if after[:1] in "-–/&’'" and after[1:2].isalpha() and after[:2] not in ("'s", "’s") and after[:1] != "/":
            return True
        root = doc[words.start : words.end].root
        following = _CAPITALISED.match(self.text, end + 1) if after[:1] == " " else None
        named = bool(following) and place.kind != "venue" and doc[words.end].pos_ == "PROPN"
        # "in Moscow President Putin", "in Geneva Monday" open something new
        if named and root.dep_ in ("compound", "amod", "nmod") and not _is_new_name(doc[words.end]):
            return True
        entity = doc[words.start].ent_type_
        if entity in _NAMES and place.kind in ("city", "region", "country"):
            left = words.start > 0 and doc[words.start].ent_iob_ == "I" and doc[words.start - 1].pos_ == "PROPN"
            right = (
                words.end < len(doc) and doc[words.end].ent_iob_ == "I" and doc[words.end].text not in (",", "'s", "’s")
            )
            if left or right:
                return True
            # "spoke to Jackson": the model takes it for a person, and nothing but the name says city
            before = doc[max(0, words.start - 1)]
            if (
                entity == "PERSON"
                and before.lower_ not in ("in", "at", "near", "on", "inside", "outside")
                and before.lemma_.lower() not in self.table.going
                and not (before.lower_ in ("to", "into", "for") and before.head.lemma_.lower() in self.table.bound)
            ):
                return True
        if words.start > 0:
            before = doc[words.start - 1]
            if (
                before.pos_ == "PROPN"
                and before.is_title
                and before.lower_ not in self.table.modifiers
                and before.sent == doc[words.start].sent
            ):
                return before.dep_ == "compound" and before.head.i in range(words.start, words.end)
        return False

    def _apposition(self, end: int, place: Place) -> tuple[int, Place] | None:
        """ "Geneva, Switzerland", "Atlanta, Georgia": the end of the apposition and the place in that country."""
        comma = _STATE_AFTER.match(self.text, end)
        if comma is None or place.kind not in ("city", "venue"):
            return None
        hit = self.gazetteer.longest(self.text, comma.end())
        if hit is None or hit[1].kind not in ("country", "region") or not hit[1].countries:
            return None
        after, larger = hit
        if self.text[after : after + 2] in ("'s", "’s"):
            # "in Rome, Italy's capital"
            return None
        # "in Paris, Germany said": the country begins something new
        if not set(larger.countries) & set(place.countries) and _CLOSED.match(self.text, after) is None:
            return None
        shared = [country for country in larger.countries if country in place.countries or "USA" in larger.countries]
        if place.countries and not shared and larger.kind == "region":
            return None
        countries = (
            tuple(shared) if len(shared) == 1 else larger.countries if len(larger.countries) == 1 else place.countries
        )
        return after, Place(place.name, place.kind, countries)

    def _mention(self, words: Words, place: Place, previous: PlaceMention | None) -> PlaceMention | None:
        doc = self.doc
        after = doc[words.end] if words.end < len(doc) else None
        if after is not None and after.text in ("'s", "’s"):
            return None
        found = self._relation(words, place)
        if found is None and previous is not None and self._listed(previous, words):
            found = previous.relation, previous.head
        if found is None:
            return None
        relation, head = found
        if place.kind == "venue" and relation not in ("in", "at", "near", "to", "from", "on", "visit", "event"):
            return None
        countries = place.countries if len(place.countries) > 1 else ()
        return PlaceMention(
            words, place.name, place.country, place.kind, relation, head, self.reading.span(words), countries
        )

    def _relation(self, words: Words, place: Place) -> tuple[str, int] | None:
        doc = self.doc
        root = doc[words.start : words.end].root
        if (
            root.dep_ == "compound"
            and root.head.i >= words.end
            and root.head.lower_ not in self.table.event_nouns | self.table.visits
            and root.head.is_lower
        ):
            # "the Black Sea resort", "a Moscow court"
            return None
        noun = doc[words.end].lower_ if words.end < len(doc) else ""
        eventful = noun in self.table.visits or (noun in self.table.event_nouns and place.kind in ("city", "venue"))
        if eventful and (root.dep_ in ("compound", "amod", "nmod", "poss") or doc[words.start - 1].lower_ == "the"):
            return "visit" if noun in self.table.visits else "event", words.end
        above = root.head
        joined = root.dep_ in ("compound", "amod", "nmod") and words.end < above.i <= words.end + _LONGEST_NAME
        if joined and place.kind == "city" and above.lower_ in self.table.event_nouns:
            # "the Paris international conference", "the Jeddah Security and Development Summit"
            return "event", above.i
        preposition = self._preposition(words.start)
        if preposition is None:
            return self._visited(root, words)
        head = preposition.head
        if preposition.lower_ == "of":
            # "the Black Sea resort of Sochi", "the city of Geneva": the preposition above the noun counts.
            if head.lemma_.lower() in self.table.visits:
                return "visit", head.i
            if head.lemma_.lower() not in self.table.place_nouns:
                return None
            outer = self._preposition(head.left_edge.i)
            if outer is None:
                return self._visited(head, words)
            preposition, head = outer, outer.head
        relation = self.table.relations.get(preposition.lower_)
        if relation is None:
            return None
        if preposition.lower_ == "for" and not ({head.lemma_.lower(), head.head.lemma_.lower()} & self.table.leaving):
            return None
        if preposition.lower_ == "on" and place.name not in self.table.stood_on:
            # "talks on Ukraine"
            return None
        return relation, head.i

    def _preposition(self, start: int) -> Token | None:
        """The preposition before a place, over articles, modifiers and descriptions ("in the Swiss city Geneva")."""
        doc = self.doc
        for index in range(start - 1, max(-1, start - 6), -1):
            token = doc[index]
            if token.is_sent_start and index < start - 1 and token.lower_ not in self.table.relations:
                return None
            if (
                token.lower_ in self.table.relations
                or (token.lower_ == "of" and index == start - 1)
                or (token.lower_ == "of" and doc[start - 1].lower_ == "the")
            ):
                return token if token.pos_ in ("ADP", "SCONJ", "PART", "ADV") else None
            described = token.pos_ in ("ADJ", "DET", "NOUN", "PROPN") or token.text in ("'s", "’s", ",", "-")
            if token.lower_ in self.table.modifiers or token.pos_ == "DET":
                continue
            if described and self._describes(index, start):
                continue
            return None
        return None

    def _describes(self, index: int, start: int) -> bool:
        """Whether a word between preposition and place describes it: "in Russia's Sochi", "in the capital, Kyiv"."""
        token = self.doc[index]
        between = self.doc[index:start]
        if token.text in ("'s", "’s"):
            return start - index <= 2
        if token.text == ",":
            return index == start - 1 and self.doc[index - 1].lemma_.lower() in self.table.place_nouns
        if token.lemma_.lower() in self.table.place_nouns or any(
            other.lemma_.lower() in self.table.place_nouns for other in between
        ):
            return True
        if any(other.text in ("'s", "’s") for other in between):
            return True
        return token.pos_ == "ADJ" and index == start - 1

    def _visited(self, root: Token, words: Words) -> tuple[str, int] | None:
        verb = root.head
        if root.dep_ in ("dobj", "obj") and verb.lemma_.lower() in self.table.going:
            return "visit", verb.i
        return None

    def _listed(self, previous: PlaceMention, words: Words) -> bool:
        """ "Sofia, Bucharest, and Brussels": what follows a place in a list stands under the same preposition."""
        offsets = self.reading.columns.offsets
        between = self.text[offsets[previous.words.end] : offsets[words.start]].strip().lower()
        if between not in _JOINTS:
            return False
        root = self.doc[words.start : words.end].root
        return root.dep_ not in ("nsubj", "nsubjpass")

    def _virtual(self) -> Iterator[PlaceMention]:
        for match in _VIRTUAL.finditer(self.text):
            words = self._words(match.start(), match.end())
            if words is None:
                continue
            head = self.doc[words.start].head.i
            yield PlaceMention(words, "virtual", None, "virtual", "by", head, self.reading.span(words))

    def _here(self, dateline: PlaceMention | None) -> Iterator[PlaceMention]:
        """ "Arrived here on Monday" in an article with a dateline: the dateline's city; never inside a quotation."""
        if dateline is None:
            return
        for match in _HERE.finditer(self.text):
            words = self._words(match.start(), match.end())
            if words is None or self.reading.quotation_at(words.start) is not None:
                continue
            yield PlaceMention(
                words, dateline.name, dateline.country, dateline.kind, "here", self.doc[words.start].head.i,
                self.reading.span(words), dateline.candidates,
            )  # fmt: skip


def _small_words(name: str) -> str:
    return re.sub(r"\b(Of|The|De|El|Al|On|Es)(?=[ -])", lambda match: match[1].lower(), name)


def _is_new_name(token: Token) -> bool:
    """Whether a capitalised word after a place opens something new: "in Geneva Monday", "in Moscow President Putin"."""
    return token.ent_type_ in ("DATE", "TIME") or (token.dep_ in ("npadvmod", "nsubj") and token.ent_iob_ == "B")
