"""Headlines in title case, as the parser can read them.

"Syria's Assad Visits Moscow To Discuss Military Plans With Putin" is tagged as a row of names; the small model knows
sentences. Letters are only lowered, never added or taken, so that offsets stay.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from communique.clean import BlockKind
from communique.lexicon.contacts import contact_lexicon
from communique.lexicon.hedges import hedge_lexicon
from communique.lexicon.words import load_words

_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*")
_SHORT = frozenset(
    "to of in on at by for with and or the a an from as but is are was were be not when before after between over amid"
    " against into during about will would may his her its their he she it they says said".split()
)


def parser_text(text: str, breaks: Sequence[tuple[int, BlockKind]]) -> str:
    """The text with the title case of headlines taken off, letter for letter as long as the given.

    A word is lowered where the body of the article writes it in small letters, or where it is a common word that the
    body does not write with a capital inside a sentence; everything else may be a name and stays.
    """
    if not breaks:
        return text
    ends = [offset for offset, _ in breaks[1:]] + [len(text)]
    headlines = [
        (start, end)
        for (start, kind), end in zip(breaks, ends, strict=True)
        if kind == "heading" and _is_title_case(text[start:end])
    ]
    if not headlines:
        return text
    lower, names = _body_words(text, headlines)
    pieces, last = [], 0
    for start, end in headlines:
        pieces.append(text[last:start])
        pieces.append(_lowered(text[start:end], lower, names))
        last = end
    return "".join([*pieces, text[last:]])


def _is_title_case(line: str) -> bool:
    words = [word for word in _WORD.findall(line) if word.lower() not in _SHORT]
    return len(words) >= 4 and sum(word[0].isupper() for word in words) >= 0.8 * len(words)


def _body_words(text: str, headlines: Sequence[tuple[int, int]]) -> tuple[set[str], set[str]]:
    """Words that the body writes small, and those it writes with a capital where no sentence starts."""
    lower: set[str] = set()
    names: set[str] = set()
    for match in _WORD.finditer(text):
        if any(start <= match.start() < end for start, end in headlines):
            continue
        word = match.group()
        if word[0].islower():
            lower.add(word)
        elif re.search(r"[\w,;]\s$", text[max(0, match.start() - 2) : match.start()]):
            names.add(word.lower())
    return lower, names


def _lowered(line: str, lower: set[str], names: set[str]) -> str:
    common = load_words()

    def mend(match: re.Match[str]) -> str:
        word = match.group()
        small = word.lower()
        if len(small) != len(word) or word.isupper() or match.start() == 0:
            return word
        if small in lower or small in _SHORT or _is_cue(small) or (small not in names and _is_inflected(small, common)):
            return small
        return word

    return _WORD.sub(mend, line)


@cache
def _stems() -> frozenset[str]:
    """The single words by which the lexicon finds contacts and their status."""
    contacts, hedges = contact_lexicon(), hedge_lexicon()
    words = {*contacts.by_verb, *contacts.by_noun, *(word for _, word in hedges.by_slot)}
    return frozenset(word for word in words if " " not in word)


def _is_cue(word: str) -> bool:
    """Whether a capital word is one by which the lexicon finds contacts ("Visits", "Agree")."""
    return any(stem in _stems() for stem in (word, word.removesuffix("s"), word.removesuffix("es")))


def _is_inflected(word: str, common: frozenset[str]) -> bool:
    """Whether a known word has the ending of a common one ("Announcing", "Relations")."""
    return word in common and word.endswith(("ing", "ed", "ion", "ions", "ment", "ly", "ive", "al"))
