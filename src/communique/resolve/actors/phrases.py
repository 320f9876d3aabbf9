"""Noun phrases around a nominal: where they begin, who owns the holder ("Russia's", "Saudi, Egyptian", "of Mali")."""

from __future__ import annotations

from dataclasses import dataclass

from communique.lexicon.nominals import Nominal, Nominals
from communique.lexicon.registry import Entry
from communique.resolve.actors.parse import Parse
from communique.resolve.actors.surfaces import Match
from communique.schema import Words

_LINKS = frozenset({",", "and", "&", "or"})
_OWNERS = frozenset({"of", "from", "at", "with"})
_POSSESSIVE = frozenset({"his", "her", "its", "their", "our", "my", "your", "whose"})
_AGAINST = frozenset({"pro", "anti", "non", "ex", "un", "trans", "post", "pre"})
_INDEFINITE = frozenset({"a", "an", "another", "any", "some", "no"})


@dataclass(frozen=True, slots=True)
class NounPhrase:
    """A nominal with what belongs to it.

    `words` run from the left edge to the end of the last owner; `core` is the head phrase; `head` its syntactic head.
    `owners` are tokens of the body names, persons or nominals it belongs to, in text order (several for "the Saudi,
    Egyptian and Jordanian ministers"); `possessive` is the token of a possessive pronoun, `count` a number word or
    "both". `modifiers` are the other words before the core.
    """

    words: Words
    core: Words
    head: int
    nominal: Nominal
    owners: tuple[int, ...] = ()
    possessive: int | None = None
    definite: bool = True
    count: int | None = None
    modifiers: tuple[int, ...] = ()


_NUMBERS = {"both": 2, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "pair": 2}


class PhraseReader:
    """Reads the noun phrase around each nominal, given what the tokens stand for.

    Args:
        bodies: the name of a body that covers a token.
        persons: tokens that belong to a person's name.
        cores: the nominal whose core covers a token.
    """

    def __init__(
        self,
        parse: Parse,
        nominals: Nominals,
        bodies: dict[int, Match[Entry]],
        persons: dict[int, Words],
        cores: dict[int, Match[Nominal]],
    ) -> None:
        self._parse = parse
        self._nominals = nominals
        self._bodies = bodies
        self._persons = persons
        self._cores = cores

    def read(self, match: Match[Nominal]) -> NounPhrase:
        """The whole noun phrase of a head phrase."""
        parse, nominal = self._parse, match.found[0]
        core = match.words
        start, owners, possessive, definite, count, modifiers = self._left(core, nominal.plural, nominal.about)
        end, behind = self._right(core.end, nominal)
        if nominal.kind == "office" and owners and behind and any(token > owners[-1] for token in modifiers):
            # "Remarks at the BRICS Summit President of Russia Vladimir Putin": a title run into the label behind it.
            owners = []
        return NounPhrase(
            Words(start, end),
            core,
            parse.inside(core),
            nominal,
            tuple(owners) or tuple(behind),
            possessive,
            definite,
            count,
            tuple(modifiers),
        )

    def _left(
        self, core: Words, plural: bool = False, about: bool = False
    ) -> tuple[int, list[int], int | None, bool, int | None, list[int]]:
        parse = self._parse
        owners: list[int] = []
        modifiers: list[int] = []
        possessive: int | None = None
        definite, count = True, None
        at = core.start
        floor = self._floor(core.start)
        while at > floor:
            before = at - 1
            lower = parse.lower[before]
            if before in self._bodies:
                body = self._bodies[before]
                at = body.words.start
                if self._owns(body.words) and not (about and _is_name(body)):
                    owners.insert(0, at)
                else:
                    modifiers.insert(0, at)
            elif parse.tag[before] == "POS" or lower in ("'s", "’s"):
                at = self._owner(before, owners)
                break
            elif lower in _POSSESSIVE:
                possessive, at = before, before
                break
            elif parse.pos[before] == "DET" or lower in ("the", "a", "an"):
                definite = lower not in _INDEFINITE
                at = before
                if lower == "both":
                    count = 2
                if lower in ("the", "these", "those") and at - 1 >= floor and parse.lower[at - 1] == "both":
                    at, count = at - 1, 2
                break
            elif lower == "one":
                definite, at = False, before
                break
            elif lower in _NUMBERS:
                count, at = _NUMBERS[lower], before
                if lower == "both":
                    break
            elif before in self._persons:
                # "the Trump administration", "the Castro government": the person stands before the noun.
                owners.insert(0, self._persons[before].start)
                at = self._persons[before].start
            elif (
                plural
                and lower in _LINKS
                and owners
                and at == owners[0]
                and before - 1 >= floor
                and before - 1 in self._bodies
            ):
                at = before
            elif lower in ("-", "–") or (
                (
                    parse.pos[before] in ("ADJ", "NOUN", "PROPN", "NUM", "ADV")
                    and not (parse.pos[before] == "ADV" and lower in ("yesterday", "today", "also", "later", "earlier"))
                )
                or (parse.tag[before] in ("VBN", "VBG") and parse.dep[before] in ("amod", "compound"))
            ):
                modifiers.insert(0, before)
                at = before
            elif lower == "and" and before - 1 >= floor and parse.pos[before - 1] in ("ADJ", "NOUN") and modifiers:
                # "current and former officials"
                at = before
            else:
                break
        return at, owners, possessive, definite, count, modifiers

    def _owns(self, words: Words) -> bool:
        """Whether a name before a nominal owns it: not in "pro-Russian separatists" or "US-backed rebels"."""
        parse = self._parse
        hyphens = ("-", "–", "‑")
        before = words.start - 2
        if before >= 0 and parse.texts[words.start - 1] in hyphens and parse.lower[before] in _AGAINST:
            return False
        after = words.end + 1
        return not (
            after < parse.size
            and parse.texts[words.end] in hyphens
            and parse.tag[after] in ("VBN", "VBD", "JJ")
            and parse.lower[after].endswith("ed")
        )

    def _owner(self, mark: int, owners: list[int]) -> int:
        """The possessor before a possessive mark; returns where it starts."""
        before = mark - 1
        if before in self._bodies:
            words = self._bodies[before].words
            owners.insert(0, words.start)
            start = words.start
            # "the Syrian opposition's" ends in a nominal, "Russia's" in a name.
        elif before in self._persons:
            start = self._persons[before].start
            owners.insert(0, start)
        elif before in self._cores:
            core = self._cores[before].words
            owners.insert(0, core.start)
            return self._left(core)[0]
        else:
            start = before
            while (
                start > 0 and self._parse.pos[start - 1] in ("PROPN", "NOUN", "ADJ") and start - 1 not in self._bodies
            ):
                start -= 1
            if start > 0 and start - 1 in self._bodies:
                start = self._bodies[start - 1].words.start
                owners.insert(0, start)
        if start > 0 and self._parse.lower[start - 1] in ("the", "mr", "mr.", "ms", "ms.", "mrs.", "mrs"):
            start -= 1
        return start

    def _body_within(self, token: int) -> bool:
        """Whether a group rather than a place follows "in": "the lead negotiator in the Syrian opposition"."""
        token += self._parse.lower[token : token + 1] == ["the"]
        match = self._bodies.get(token)
        return match is not None and match.found[0].body.kind in (
            "group",
            "party",
            "government",
            "military",
            "parliament",
        )

    def _goes_on(self, token: int) -> bool:
        parse = self._parse
        if token >= parse.size or not parse.capital(token) or parse.pos[token] != "PROPN":
            return False
        return token not in self._bodies and token not in self._cores and token not in self._persons

    def _floor(self, token: int) -> int:
        sentence = self._parse.sentence[token]
        return self._parse.reading.sentences[sentence].start if sentence >= 0 else max(0, token - 12)

    def _right(self, end: int, nominal: Nominal) -> tuple[int, list[int]]:
        """Owners behind the core ("of Russia and Tajikistan", "for the EU") and where the phrase ends with them."""
        parse = self._parse
        owners: list[int] = []
        last = end
        at = end
        if at >= parse.size:
            return last, owners
        link = parse.lower[at]
        inside = link == "in" and self._body_within(at + 1)
        if link not in _OWNERS and not inside and not (link == "for" and (nominal.for_side or nominal.kind == "body")):
            return last, owners
        at += 1
        size = min(parse.size, at + 14)
        while at < size:
            lower = parse.lower[at]
            if at in self._bodies:
                words = self._bodies[at].words
                if self._goes_on(words.end) and _is_name(self._bodies[at]):
                    # "director of the Turkey Project" is no Turk.
                    break
                owners.append(words.start)
                at = last = words.end
            elif at in self._persons:
                words = self._persons[at]
                if not owners:
                    owners.append(words.start)
                    last = words.end
                break
            elif at in self._cores:
                core = self._cores[at].words
                if not owners:
                    owners.append(core.start)
                at = last = max(core.end, self._right(core.end, self._cores[at].found[0])[0])
                if not nominal.plural:
                    break
            elif lower in _LINKS and owners and nominal.plural:
                # "the presidents of Russia and Tajikistan" goes on only with another name.
                following = at + 1
                while following < size and parse.lower[following] in ("the", "and"):
                    following += 1
                if following not in self._bodies:
                    break
                at = following
            elif parse.pos[at] in ("DET", "ADJ", "NOUN", "PROPN", "NUM") and not (owners and parse.pos[at] == "DET"):
                at += 1
                if owners:
                    last = at
            elif parse.tag[at] == "POS" or lower in ("-", "–") or (lower in ("“", '"') and not owners):
                at += 1
            else:
                break
        return last, owners


def _is_name(match: Match[Entry]) -> bool:
    """Whether a match is the bare name of a state: "Syria" is, "Syrian" and "US" are not."""
    return all(entry.kind in ("body", "metonym") and entry.body.kind in ("state", "territory") for entry in match.found)
