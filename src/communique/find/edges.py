"""Where reported matter ends: what the parse hangs on the reporting word but the sentence says of the matter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from communique.find.grammar import FINITE, SUBJECTS, own_subject, trimmed
from communique.lexicon.speech import load_speech
from communique.schema import Words

if TYPE_CHECKING:
    from collections.abc import Callable

    from spacy.tokens import Token

    from communique.find.frames import Frame
    from communique.read import Reading

# Clauses that state a condition or reason of the matter stay with it; "as", "after", "while" tell when it was said.
_OF_MATTER = frozenset(
    {"if", "unless", "because", "until", "till", "so", "provided", "whether", "in", "lest", "without"}
)
_LEADS = frozenset({"that"})
_DAYS = frozenset({"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"})
_CONTRAST = frozenset({"though", "although", "but", "while", "as", "and"})


def settle(reading: Reading, verb: Token, frame: Frame, reports: Callable[[Token], bool]) -> tuple[Words, ...]:
    """The words of a frame, widened to what the parser cut off and cut where the next reporting phrase starts.

    `reports` tells whether a token is a reporting word of its own. Only matter that follows its word is touched.
    """
    if len(frame.content) != 1 or frame.content[0].start < verb.i:
        return frame.content
    start, end = frame.content[0]
    doc = verb.doc
    sentence = reading.sentences[reading.sentence_of(verb.i)]
    end = min(_widened(verb, start, end, frame, reports), max(sentence.end, end))
    if frame.name == "clause":
        start = _led(verb, start)
        end = _carried_on(verb, end, sentence.end, reports)
        end = _predicate(verb, start, end, sentence.end, reports)
    end = _coordinated(verb, frame, start, end, sentence.end)
    start = _after_time(verb, _after_source(verb, start, end), end)
    end = _cut(verb, start, end, reports)
    if frame.name in ("object", "small", "as", "phrase"):
        end = _before_act(verb, start, _before_event(verb, start, end))
    words = trimmed(doc, start, end)
    while words is not None and doc[words.end - 1].lower_ in ("and", "but", "or"):
        words = trimmed(doc, words.start, words.end - 1)
    return (words,) if words is not None else ()


def _led(verb: Token, start: int) -> int:
    """Back to what leads a clause in: "he said without pressure from Moscow, Assad felt no need to negotiate"."""
    doc = verb.doc
    if doc[start - 1].lower_ == "that":
        return start
    for child in verb.children:
        if verb.i < child.i < start and child.left_edge.i > verb.i:
            named = {t.lower_ for t in child.subtree}
            if child.dep_ == "advcl" and child.tag_ != "VBG":
                return int(child.left_edge.i)
            if child.dep_ == "prep" and child.lower_ in ("without", "despite", "because", "given", "under", "unlike"):
                return int(child.left_edge.i)
            if named & (_DAYS | load_speech().settings):
                continue
    return start


def _widened(verb: Token, start: int, end: int, frame: Frame, reports: Callable[[Token], bool]) -> int:
    for child in verb.children:
        if child.left_edge.i < end or child.i < start or child.is_punct or child.is_space or child.dep_ == "preconj":
            continue
        listed = (
            frame.name == "clause"
            and child.dep_ == "conj"
            and own_subject(child) is not None
            and not reports(child)
            and verb.doc[child.left_edge.i - 1].text == ","
        )
        if not listed and not _of_matter(child, frame):
            break
        end = child.right_edge.i + 1
    return end


def _carried_on(verb: Token, end: int, limit: int, reports: Callable[[Token], bool]) -> int:
    """Over a second predicate of the matter that the parser gave to the reporting word.

    "he confirmed that Russia is open to talks, but seeks guarantees": in the past tense nobody seeks.
    """
    doc, i = verb.doc, end
    told = next((t for t in (verb, *verb.ancestors) if t.tag_ in ("VBD", "VBZ", "VBP")), None)
    if told is None or told.tag_ != "VBD":
        return end
    while i < limit and doc[i].text in (",", "–", "—"):
        i += 1
    if i >= limit or doc[i].lower_ not in ("and", "but", "or"):
        return end
    for k in range(i + 1, min(limit, i + 4)):
        token = doc[k]
        if token.pos_ in ("ADV", "PART") and token.dep_ != "nsubj":
            continue
        if token.tag_ in ("VBZ", "VBP", "MD") and not reports(token):
            predicate = token if token.pos_ == "VERB" else token.head
            return max(end, min(limit, predicate.right_edge.i + 1))
        return end
    return end


def _predicate(verb: Token, start: int, end: int, limit: int, reports: Callable[[Token], bool]) -> int:
    """Over what the parser cut off a clause that goes on without a stop.

    "said the obvious choice | would be the FARC"; "said it was “not possible” | the vote would have no impact"; "said
    the delegation, including its head, | would not call for a truce".
    """
    doc, i = verb.doc, end
    whole = any(t.tag_ in FINITE for t in doc[start:end])
    while i < limit and (doc[i].text in ('"', "”", "''", "'") or (doc[i].text == "," and not whole)):
        i += 1
    if i >= limit or doc[i].is_punct or doc[i].is_space or reports(doc[i]):
        return end
    if doc[i].tag_ in FINITE:
        return max(end, min(limit, max(doc[i].right_edge.i, doc[i].head.right_edge.i) + 1))
    top = doc[i]
    while top.head.i > verb.i and not start <= top.head.i < end and top.head.i != top.i:
        top = top.head
    if top.dep_ in ("ccomp", "xcomp", "csubj", "acl", "relcl", "dep") or (top.dep_ == "advcl" and top.tag_ != "VBG"):
        return max(end, min(limit, top.right_edge.i + 1))
    return end


def _coordinated(verb: Token, frame: Frame, start: int, end: int, limit: int) -> int:
    """Over what "and" adds to the matter: "stressed fairness | and a need for talks", "that ... | and that ..."."""
    doc = verb.doc
    while end < limit:
        i = end + (doc[end].text == ",")
        if i + 1 >= limit or doc[i].lower_ not in ("and", "or"):
            return end
        if doc[i + 1].lower_ == "that" and doc[i + 1].dep_ == "mark":
            added = doc[i + 1].head
        elif frame.name in ("clause", "around"):
            return end
        else:
            tags = ("VB",) if frame.name == "infinitive" else ("NN", "NNS", "NNP", "NNPS", "VBG")
            added = next((t for t in doc[i + 1 : min(limit, i + 12)] if t.dep_ == "conj" or t.tag_ in FINITE), doc[i])
            if doc[i + 1].tag_ in ("WRB", "WP") and doc[i + 1].head.dep_ == "conj":
                added = doc[i + 1].head
            elif added.dep_ != "conj" or added.tag_ not in tags or (added.head.i < start and added.head.i != verb.i):
                return end
        end = max(end + 1, min(limit, added.right_edge.i + 1))
    return end


def _of_matter(child: Token, frame: Frame) -> bool:
    if child.dep_ == "advcl":
        marks = [c.lower_ for c in child.children if c.dep_ in ("mark", "advmod", "aux") and c.i < child.i]
        return any(mark in _OF_MATTER for mark in marks)
    if child.dep_ == "prep":
        if child.lower_ in ("according", "as", "after", "before", "during", "ahead"):
            return False
        named = {t.lower_ for t in child.subtree}
        if named & (_DAYS | load_speech().settings):
            return False
        return child.lower_ in (
            "including",
            "due",
            "because",
            "despite",
            "without",
            "with",
            "for",
            "of",
            "to",
            "against",
            "between",
            "toward",
            "towards",
            "into",
            "through",
            "over",
            "from",
            "by",
        ) or (frame.name == "object" and child.lower_ not in ("on", "at"))
    return child.dep_ in ("dobj", "appos", "acl", "relcl", "xcomp", "pobj", "attr", "acomp") and frame.name != "clause"


def _after_source(verb: Token, start: int, end: int) -> int:
    """Past whom the matter comes from: "KCNA said, citing a spokesman, | the drills must stop"."""
    doc = verb.doc
    if doc[start].lower_ not in ("citing", "quoting"):
        return start
    after = doc[start].right_edge.i + 1
    while after < end and doc[after].text == ",":
        after += 1
    return after if after < end else start


def _after_time(verb: Token, start: int, end: int) -> int:
    """Past the time of speaking between the word and its matter ("told Washington on Tuesday it should")."""
    doc, i = verb.doc, start
    for k in range(start, min(start + 7, end - 1)):
        # "said during the call that the missile was ready"
        if doc[k].dep_ in SUBJECTS or doc[k].pos_ == "VERB":
            break
        if doc[k].lower_ == "that" and doc[k].tag_ == "IN":
            return k + 1
    if doc[i].lower_ in ("on", "late", "early", "earlier", "last", "this") and i + 2 < end:
        j = i + 1
        if doc[j].lower_ in ("on", "late", "early", "last", "this"):
            j += 1
        if doc[j].lower_ in _DAYS:
            i = j + 1
    elif doc[i].lower_ in _DAYS and i + 2 < end:
        i += 1
    while i < end and ((doc[i].lower_ in _LEADS and doc[i].tag_ == "IN") or doc[i].text == ","):
        i += 1
    return i


def _cut(verb: Token, start: int, end: int, reports: Callable[[Token], bool]) -> int:
    """Before the next reporting phrase of the same speaker: ", adding that", "but insisted", "though he conceded"."""
    doc = verb.doc
    for i in range(start + 2, end):
        token = doc[i]
        if token.text == ";" and i > start + 3:
            return i
        if token.lower_ == "according" and i + 1 < end and doc[i + 1].lower_ == "to" and doc[i - 1].text == ",":
            return i
        if token.text == "," and i + 1 < end and _aside(doc[i + 1]):
            return i
        if not reports(token):
            continue
        before = i - 1
        while before > start and doc[before].pos_ == "ADV":
            before -= 1
        if token.tag_ == "VBG" and doc[before].text in (",", "–", "—", "-") and heard_from(token, verb):
            return before
        if token.tag_ in ("VBD", "VBZ", "VBP", "VBN") and not any(c.dep_ in SUBJECTS for c in token.children):
            if doc[before].lower_ in ("but", "and") and _same_tense(token, verb) and _apart(token, verb):
                return before
        elif (
            token.tag_ in ("VBD", "VBZ", "VBP")
            and before > start + 1
            and doc[before].pos_ == "PRON"
            and doc[before - 1].lower_ in _CONTRAST
            and doc[before - 2].text in (",", "–", "—", "-", "--", ";")
        ):
            return before - 1
    return end


def _before_event(verb: Token, start: int, end: int) -> int:
    """Before where a noun phrase was said: "stressed the close ties | in a meeting with Nikolai Patrushev"."""
    for token in verb.doc[start + 1 : end]:
        events = (c for c in token.children if c.dep_ == "pobj" and c.lemma_.lower() in load_speech().events)
        if token.lower_ in ("in", "during", "at") and token.dep_ == "prep" and any(events):
            return int(token.i)
    return end


def _before_act(verb: Token, start: int, end: int) -> int:
    """Before the speaker's next act: "expressed condolences for the dead | and outlined support"."""
    doc = verb.doc
    for i in range(start + 1, end - 1):
        if doc[i].tag_ in ("WP", "WDT", "WRB", "IN") and doc[i].dep_ in ("nsubj", "nsubjpass", "mark", "advmod"):
            return end
        if doc[i].lower_ in ("and", "but") and doc[i + 1].tag_ in ("VBD", "VBZ") and doc[i + 1].tag_ == verb.tag_:
            return i
    return end


def _same_tense(token: Token, verb: Token) -> bool:
    """Whether a second word stands in the tense of the first; the tagger takes a bare past for a participle."""
    bare = token.tag_ == "VBN" and not any(c.dep_ in ("aux", "auxpass") for c in token.children)
    return token.tag_ == verb.tag_ or (bare and verb.tag_ == "VBD")


def _aside(token: Token) -> bool:
    """Whether a word opens the writer's own aside: ", as ministers met in Bali", ", after a coalition partner left"."""
    return (
        token.lower_ in ("as", "after", "ahead")
        and token.dep_ in ("mark", "prep", "advmod")
        and (token.dep_ != "mark" or token.head.dep_ == "advcl")
        and token.head.lower_ not in ("well",)
    )


def heard_from(participle: Token, verb: Token) -> bool:
    """Whether a participle continues the speech of the outer word and not that of somebody inside its matter.

    "He said the government had refused to talk, insisting instead it would only discuss terrorism": the government
    insists; whoever adds, tells or notes goes on speaking.
    """
    return participle.head.i == verb.i or participle.lemma_ in load_speech().onward


def _apart(conjunct: Token, verb: Token) -> bool:
    """Whether a coordinated word cannot belong to the clause that the parser coordinated it with."""
    head = conjunct.head
    return head.i == verb.i or conjunct.dep_ != "conj" or head.tag_ != conjunct.tag_
