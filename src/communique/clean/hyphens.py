"""Words broken by an old line end ("Wedne-sday", "co-ndemned") put together; compounds left alone."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from communique.clean.mapped import Mapped
from communique.lexicon.words import load_words

# What stands before a hyphen of right ("re-elected", "al-Assad", "co-operation"), as long as a word follows it.
_PREFIXES = frozenset(
    "a co re de e ex non un in pre pro anti ante inter intra extra counter multi semi sub super ultra mid mis neo para"
    " peri post trans self vice over under out off up down bi tri uni socio afore quasi pseudo cyber geo eco bio euro"
    " afro sino turco russo al el an ar as ash at ad bin ben abu ibn ould ul le la de du".split()
)
_SHORT = frozenset(
    "a i am an as at be by do go he if in is it me my no of on or so to up us we act add age ago aid aim air all"
    " and any are arm art ask bad ban bar bed big bid bit box boy but buy bye can cap car cat com cop cup cut day"
    " did die dog dos dot dry due ear eat ed eds egg end era eye fan far fee few fit fix fly for fox fun gap gas"
    " get got gun guy had has hat her him his hit hot how hub ice ill ins its job key kid lap law lay led leg let"
    " lie lip log lot low mad man map may men met mid mix net new nor not now odd off offs oil old one ons op our"
    " out outs own pay pen per pop pot pro put ran raw ray red rib rid row run sat saw say sea see set she sir sit"
    " six sky son tap tax tea ten the tie tip ton too top toy try two ups use via vow war was way web wet who why"
    " win won yes yet you zip".split()
)
_ACRONYMS = frozenset("EU UN US UK UAE NATO OSCE CSTO USA USSR OPEC ASEAN IAEA WHO IMF WTO GCC SCO AU".split())
# Endings after which a word missing from the list is looked up without them: "weaponization" is "weapon".
_ENDINGS = (
    *("ization", "isation", "izations", "ized", "ised", "izing", "ising", "ations", "ation", "ness", "ments", "ment"),
    *("ically", "ingly", "edly", "ists", "isms", "ist", "ism", "ings", "ing", "ers", "er", "ed", "es", "ly", "al", "s"),
)

_WORD = r"[A-Za-zÀ-ÖØ-öø-ÿĀ-ž]"
_CHAIN = re.compile(rf"(?<![\w-]){_WORD}+(?:-{_WORD}+)+(?![\w-])")
_AT_LINE_END = re.compile(rf"(?<![\w-])({_WORD}+)(-[ ]*\n[ ]*)({_WORD}+)")
_BEFORE_BLANK = re.compile(r"(?<![\w-])([A-Za-z][a-z]+)(- )([a-z]+)\b")


def join_broken_words(text: Mapped) -> Mapped:
    """The text without the hyphens that a line end left inside words.

    A hyphen goes where both sides together are a known word or a word of this document and the sides are not both
    words: "weap-onization" is joined, "drug-related" and "inter-Afghan" are not. Where the hyphen still stands at
    a line end, it goes whenever both sides together are known, else only the line end does ("Armenia-\\nAzerbaijan").
    """
    if "-" not in text.text:
        return text
    known = _Known(text.text)
    text = text.cut(_line_end_cuts(text.text, known))
    return text.cut(_inner_cuts(text.text, known))


def _line_end_cuts(text: str, known: _Known) -> Iterator[tuple[int, int]]:
    for match in _AT_LINE_END.finditer(text):
        left, right = match.group(1), match.group(3)
        broken = right[0].islower() and known.word(left + right)
        yield (match.start(2) + (0 if broken else 1), match.end(2))


def _inner_cuts(text: str, known: _Known) -> list[tuple[int, int]]:
    chains = list(_CHAIN.finditer(text))
    sure = [cut for chain in chains for cut in _cuts_of(chain, known.broken)]
    if len(sure) >= 2:  # a text with broken words has more of them than those that are sure
        sure = [cut for chain in chains for cut in _cuts_of(chain, known.maybe_broken)]
    for match in _BEFORE_BLANK.finditer(text):
        left, right = match.group(1), match.group(3)
        if right not in ("and", "or", "to") and not known.part(left) and known.broken(left, right):
            sure.append(match.span(2))
    return sorted(sure)


def _cuts_of(chain: re.Match[str], broken: Callable[[str, str], bool]) -> Iterator[tuple[int, int]]:
    left, *rest = chain.group().split("-")
    hyphen = chain.start() + len(left)
    for part in rest:
        if broken(left, part):
            yield hyphen, hyphen + 1
            left += part
        else:
            left = part
        hyphen += 1 + len(part)


class _Known:
    """What counts as a word: the list of the lexicon and the words that this document writes whole."""

    def __init__(self, text: str) -> None:
        self._words = load_words()
        self._own = {word.lower() for word in _WHOLE.findall(text)}

    def word(self, joined: str) -> bool:
        word = joined.lower()
        if len(word) < 4:
            return False
        if word in self._words or word in self._own:
            return True
        stems = (word[: -len(ending)] for ending in _ENDINGS if word.endswith(ending))
        return any(stem in self._words or stem + "e" in self._words for stem in stems if len(stem) > 3)

    def part(self, side: str) -> bool:
        if len(side) < 4:
            return side.lower() in _SHORT
        return side.lower() in self._words or (len(side) > 5 and self.word(side))

    def broken(self, left: str, right: str) -> bool:
        if right[0].isupper():
            return left + right in _ACRONYMS and left not in _ACRONYMS and right not in _ACRONYMS
        if len(left) == 1 or len(right) == 1 or not self.word(left + right):
            return False
        if left.lower() in _PREFIXES:
            # "co-ordinate", "re-elect" and "pre-empt" part two vowels.
            return not self.part(right) and left[-1] != right[0]
        return not (self.part(left) and self.part(right))

    def maybe_broken(self, left: str, right: str) -> bool:
        if self.broken(left, right):
            return True
        return bool(right[0].islower() and (left + right).lower() in self._own and min(len(left), len(right)) > 1)


_WHOLE = re.compile(rf"(?<![\w-]){_WORD}{{4,}}(?![\w-])")
