"""Whether a name acts or only says where: "Moscow said" against "in Moscow", "US-Russian talks", "MOSCOW (TASS)"."""

from __future__ import annotations

from communique.lexicon.nominals import Nominals
from communique.resolve.actors.parse import Parse
from communique.schema import Words

_WHERE = frozenset(
    {
        "in",
        "at",
        "near",
        "outside",
        "around",
        "across",
        "throughout",
        "inside",
        "within",
        "into",
        "through",
        "via",
        "over",
    }
)
_THITHER = frozenset({"to", "from", "for", "toward", "towards", "through"})


def is_place(parse: Parse, nominals: Nominals, words: Words, *, city: bool) -> bool:
    """Whether a name stands in a place context.

    Args:
        words: the name.
        city: the name is a capital or seat standing for a state, which "to", "from" and a dateline make a place.
    """
    head = parse.inside(words)
    if city and _dateline(parse, words):
        return True
    token = head
    while (
        parse.dep[token] in ("conj", "appos") and parse.head[token] != token and parse.pos[parse.head[token]] == "PROPN"
    ):
        token = parse.head[token]
    start = words.start
    if start and parse.lower[start - 1] == "the":
        start -= 1
    before = start - 1
    governor = parse.lower[before] if before >= 0 else ""
    if governor in _WHERE:
        # "a threat over Ukraine" is no place, "in the Kremlin" is.
        return governor != "over"
    if parse.dep[token] == "pobj":
        preposition = parse.head[token]
        link = parse.lower[preposition]
        if link in _WHERE and link != "over":
            return token == head or city
        verb = parse.head[preposition]
        if city and link in _THITHER:
            lemma = parse.reading.doc[verb].lemma_.lower()
            return lemma in nominals.travel or parse.lower[verb] in nominals.place_nouns
        if city and link == "of":
            return parse.lower[verb] in nominals.place_nouns
    if (
        city
        and before >= 0
        and governor == ","
        and before - 1 >= 0
        and parse.label[before - 1] in ("GPE", "LOC", "FAC")
        and parse.dep[head] != "conj"
    ):
        # "Moscow, Washington" in a list of capitals are none.
        return True
    # "Minsk, Belarus": a state after the comma only says where the city is.
    return bool(
        before > 0
        and governor == ","
        and parse.label[before - 1] in ("GPE", "FAC")
        and parse.dep[head] in ("appos", "npadvmod")
    )


def _dateline(parse: Parse, words: Words) -> bool:
    if words.end >= parse.size or not parse.texts[words.start].isupper() or len(parse.texts[words.start]) < 4:
        return words.start in (0,) and words.end < parse.size and parse.texts[words.end] == "("
    return parse.texts[words.end] in ("(", "—", "–", "-", ",", ":", "--") and not parse.shouted(words.start)


def is_attributive(parse: Parse, words: Words) -> bool:
    """Whether a name modifies the noun behind it: "Russian troops", "Ukraine crisis", "US-Russian talks"."""
    last = words.end - 1
    following = words.end
    if following < parse.size and (parse.tag[following] == "POS" or parse.lower[following] in ("'s", "’s")):
        return False
    head = parse.inside(words)
    if following < parse.size and parse.texts[following] in ("-", "–") and not parse.spaced[last]:
        return True
    if (
        parse.head[head] > head
        and parse.dep[head] in ("amod", "compound", "nmod", "punct", "npadvmod")
        and parse.pos[parse.head[head]] in ("NOUN", "PROPN")
    ):
        return True
    return parse.pos[last] == "ADJ" and following < parse.size and parse.pos[following] in ("NOUN", "PROPN", "ADJ")
