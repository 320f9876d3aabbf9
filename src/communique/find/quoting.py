"""Which reporting word each quotation belongs to, read off the page: "..., Peskov said", "Peskov said: ..."."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from communique.find.grammar import FINITE, is_passive, own_subject, subject
from communique.schema import Words

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from communique.read import Quotation, Reading

_MARKS = frozenset("\"“”„«»‟'‘’`")
_REACH = 28
_NOMINAL = ("NOUN", "PROPN", "PRON", "NUM")


@dataclass(slots=True)
class Quoted:
    """Quotations that one reporting word introduces; `verb` is None where they stand without one.

    `speaker` is the noun beside a word that follows its quotation, where the page shows it better than the parse.
    """

    verb: int | None
    contents: list[Words]
    speaker: int | None = None


def weighty(reading: Reading, quotation: Quotation, speaks: Callable[[Token], bool]) -> bool:
    """Whether a quotation is a speech of its own and no fragment or scare quote inside somebody's sentence.

    It starts a sentence or stands after a comma, a colon or a reporting word, and it holds a verb, or ends with its
    own stop ('“Not today,” he said'), or is long.
    """
    if quotation.nested:
        return False
    doc, (start, end) = reading.doc, quotation.words
    length = end - start
    if quotation.single and length < 4:
        return False
    if not _starts_speech(doc, start, speaks):
        return False
    stopped = doc[end - 1].text in (",", ".", "!", "?", "…", "...")
    verbal = any(doc[i].pos_ in ("VERB", "AUX") for i in range(start, end))
    return (stopped and length > 1) or (verbal and length > 3) or length > 7


def _starts_speech(doc: Doc, start: int, speaks: Callable[[Token], bool]) -> bool:
    """Whether what stands before a quotation's opening mark lets a speech start there."""
    before = previous(doc, start)
    if before is None or before.is_space:
        return True
    if before.text in (",", ":", ";", ".", "!", "?", "—", "–", "-", "...", "…", "--"):
        return True
    if before.lower_ in ("but", "and") and before.i > 0 and doc[before.i - 1].text == ",":
        return True
    return speaks(before) or doc[start - 1].is_sent_start is True


def previous(doc: Doc, start: int) -> Token | None:
    """The token before a quotation's opening mark: a blank line counts, a blank does not."""
    i = start - 1
    while i >= 0 and (doc[i].text in _MARKS or doc[i].text in ("''", "``")):
        i -= 1
    return doc[i] if i >= 0 else None


def attach(reading: Reading, speaks: Callable[[Token], bool]) -> list[Quoted]:
    """Every weighty quotation with its reporting word, in text order; those split by one word are one entry.

    `speaks` tells whether a token can report a quotation. A quotation without a word of its own belongs to the entry
    before it where it goes on in the same paragraph, or where the quotation before was left open; otherwise it is an
    entry without a verb.
    """
    doc = reading.doc
    entries: list[Quoted] = []
    last: Quotation | None = None
    for quotation in reading.quotations:
        if not weighty(reading, quotation, speaks):
            continue
        words = quotation.words
        if last is not None and last.continued and entries and _next_block(reading, last.words, words):
            entries[-1].contents.append(words)
            if entries[-1].verb is None:
                # The phrase may come with a later paragraph: '“... by Friday. // “The contract ...,” he said.'
                entries[-1].verb = _after(reading, quotation, speaks)
                entries[-1].speaker = _beside(reading, words.end, entries[-1].verb)
            last = quotation
            continue
        after = _after(reading, quotation, speaks)
        # A comma before the closing mark says that the phrase follows: '... as worthless: “Never,” an envoy declared.'
        follows = after is not None and (doc[words.end - 1].text == "," or not _introduced(doc, words.start))
        before = None if follows else _before(reading, words, speaks)
        verb = before if before is not None else after
        current = entries[-1] if entries else None
        bridged = current is not None and last is not None and _bridged(reading, last.words, words)
        same = verb is not None and current is not None and current.verb == verb
        if current is not None and (same or (verb is None and bridged)):
            current.contents.append(words)
        else:
            speaker = _beside(reading, words.end, verb) if verb == after else None
            entries.append(Quoted(verb, [words], speaker))
        last = quotation
    return entries


def _introduced(doc: Doc, start: int) -> bool:
    before = previous(doc, start)
    return before is not None and (before.text == ":" or before.pos_ == "VERB")


def _next_block(reading: Reading, one: Words, two: Words) -> bool:
    first = reading.blocks[reading.sentence_of(one.start)]
    second = reading.blocks[reading.sentence_of(two.start)]
    return second - first <= 1


def _bridged(reading: Reading, one: Words, two: Words) -> bool:
    """Whether only the reporting phrase of the first quotation stands between two quotations of one paragraph."""
    a, b = reading.sentence_of(one.end - 1), reading.sentence_of(two.start)
    return reading.blocks[a] == reading.blocks[b] and b - a <= 1


def _after(reading: Reading, quotation: Quotation, speaks: Callable[[Token], bool]) -> int | None:
    """The reporting word in what follows a quotation in its sentence: '," Peskov told reporters'."""
    doc, end = reading.doc, quotation.words.end
    if not quotation.closed:
        return None
    limit = reading.sentences[reading.sentence_of(end - 1)].end
    i = end
    while i < limit and (doc[i].is_punct or doc[i].is_space or doc[i].text in _MARKS):
        i += 1
    for j in range(i, min(limit, i + _REACH)):
        token = doc[j]
        if token.text in ("“", '"', ";") or (token.lower_ == "that" and token.dep_ == "mark"):
            return None
        saying = _as_saying(token)
        if saying is not None:
            return saying
        if speaks(token):
            noun = own_subject(token)
            if noun is not None and noun.i >= i:
                return j
            if j == i or _clean(doc, i, j):
                return j
    return None


def _as_saying(quoting: Token) -> int | None:
    """The word that reports in '," the agency quoted Wang as saying'."""
    if quoting.lemma_ not in ("quote", "cite"):
        return None
    for child in quoting.children:
        if child.lower_ == "as":
            return next((int(c.i) for c in child.children if c.tag_ == "VBG"), None)
    return None


def _beside(reading: Reading, start: int, verb: int | None) -> int | None:
    """The head of the noun phrase beside a word that follows its quotation: '," said Olena Hester, a teacher'."""
    doc = reading.doc
    if verb is None:
        return None
    while start < verb and (doc[start].is_punct or doc[start].is_space):
        start += 1
    noun = own_subject(doc[verb])
    if noun is not None and noun.i >= start and noun.pos_ in _NOMINAL:
        return noun.i
    inverted = all(doc[k].pos_ in ("ADV", "AUX", "PART") for k in range(start, verb))
    low, high = (verb + 1, min(len(doc), verb + 12)) if inverted else (start, verb)
    for k in range(low, high):
        if doc[k].is_punct and inverted:
            return None
        if doc[k].pos_ in _NOMINAL:
            head = doc[k]
            while head.head.i != head.i and low <= head.head.i < high and head.head.pos_ in _NOMINAL:
                head = head.head
            return head.i
    return None


def _clean(doc: Doc, start: int, verb: int) -> bool:
    """Whether a run of words before a verb can be its subject alone: a noun phrase, a pronoun, an adverb."""
    return all(doc[k].pos_ not in ("VERB", "AUX", "SCONJ", "CCONJ") or doc[k].dep_ == "aux" for k in range(start, verb))


def _clause_between(verb: Token, start: int) -> bool:
    """Whether the word's own clause has begun before the marks: 'saying the leader, Kim, "is on a suicide mission"'."""
    return any(c.dep_ == "ccomp" and verb.i < c.left_edge.i < start - 1 for c in verb.children)


def _before(reading: Reading, words: Words, speaks: Callable[[Token], bool]) -> int | None:
    """The reporting word in what leads up to a quotation: 'Peskov said in Moscow: "'."""
    doc = reading.doc
    mark = previous(doc, words.start)
    if mark is None or (mark.is_space and mark.i > 0):
        colon = doc[mark.i - 1] if mark is not None and mark.i > 0 else None
        if colon is None or colon.text != ":":
            return None
        mark = colon
    sentence = reading.sentences[reading.sentence_of(mark.i)]
    here = reading.sentence_of(words.start)
    if mark.text not in (":", ",", "—", "–", "-") and mark.pos_ != "VERB" and here != reading.sentence_of(mark.i):
        return None
    if mark.text in (".", "!", "?") or (mark.text == "," and here != reading.sentence_of(mark.i)):
        return None
    for j in range(mark.i, max(sentence.start, mark.i - _REACH) - 1, -1):
        token = doc[j]
        if token.text in ("”", '"') and j != mark.i and mark.text != ":":
            return None
        if speaks(token):
            if (mark.text == "," and mark.i - j > 12) or _clause_between(token, words.start):
                return None
            return j if subject(token) is not None or token.tag_ == "VBG" or mark.text == ":" else None
        if mark.text != ":" and token.pos_ == "VERB" and token.tag_ in ("VBD", "VBZ", "VBP") and j != mark.i:
            return None
    return None


def presenter(reading: Reading, words: Words) -> Token | None:
    """The finite verb of the clause that a colon ends before a quotation, with no reporting word in it.

    "Trump gave a blood-curdling warning: “It will be a very tough time.”"
    """
    doc = reading.doc
    mark = previous(doc, words.start)
    if mark is not None and mark.is_space and mark.i:
        mark = doc[mark.i - 1]
    if mark is None or mark.text != ":":
        return None
    sentence = reading.sentences[reading.sentence_of(mark.i)]
    for token in doc[sentence.start : mark.i]:
        if token.tag_ in FINITE and token.pos_ in ("VERB", "AUX") and token.dep_ not in ("relcl", "advcl", "acl"):
            verb = token.head if token.dep_ in ("aux", "auxpass") else token
            return verb if own_subject(verb) is not None and not is_passive(verb) else None
    return None
