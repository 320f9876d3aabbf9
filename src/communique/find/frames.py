"""What a reporting word governs: the frames of a verb and the words each of them reports."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from communique.find.grammar import SUBJECTS, is_passive, report_beside, trimmed
from communique.lexicon.speech import load_speech
from communique.schema import Words

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_VERBAL = ("VERB", "AUX")
_FINITE = ("VBP", "VBZ", "VBD", "VB")
# What the text itself says beside a report: "but officials believe", "but support appears to grow", "and this comes".
_ASIDE = frozenset({"say", "tell", "add", "note", "report", "announce", "believe", "think", "appear", "seem", "come"})
# Whose object is whom they are said to: "told the rally that".
_ADDRESSED = frozenset({"tell", "inform", "remind", "warn", "assure", "reassure", "notify", "advise", "brief"})
_GOES_ON = frozenset(
    {
        "because",
        "if",
        "unless",
        "which",
        "who",
        "where",
        "with",
        "including",
        "so",
        "until",
        "to",
        "for",
        "by",
        "from",
        "of",
    }
)


@dataclass(frozen=True, slots=True)
class Frame:
    """One way a word takes its matter.

    `name` is "clause" (finite, after "that", "whether", a wh-word or nothing), "object" (noun phrase), "infinitive",
    "gerund", "as" ("described the talks as frozen"), "small" ("called it unworkable"), "passive" (the matter is the
    subject: "the importance of dialogue was stressed"), "around" (the word stands in or after what it reports: "the
    talks, Peskov said, will go on") or "prep:of", "prep:against" ... `content` is what is reported.
    """

    name: str
    content: tuple[Words, ...]


def frames(verb: Token) -> Iterator[Frame]:
    """The frames of a verb in the parse, finite clauses first."""
    children = list(verb.children)
    clause = _clause(verb, children)
    if clause is not None:
        yield clause
    objects = [c for c in children if c.dep_ in ("dobj", "attr") and c.i > verb.i]
    predicate = [c for c in children if c.dep_ in ("oprd", "acomp") and c.i > verb.i]
    as_ = [c for c in children if c.dep_ == "prep" and c.lower_ == "as" and c.i > verb.i]
    objects = [c for c in objects if c.tag_ != "PRP" or c.dep_ == "dobj"]
    if objects and as_:
        yield from _frame("as", objects[0].left_edge.i, _right(as_[-1]), verb)
    elif objects and predicate:
        yield from _frame("small", objects[0].left_edge.i, _right(predicate[-1]), verb)
    to = [c for c in children if c.dep_ == "prep" and c.lower_ in ("to", "with") and c.i > verb.i]
    if objects and to:
        yield from _frame(f"pair:{to[-1].lower_}", objects[0].left_edge.i, _right(to[-1]), verb)
    for child in children:
        if child.i < verb.i:
            continue
        if child.dep_ == "xcomp" and not _bare(child):
            name = "infinitive" if _to(child) else "gerund" if child.tag_ == "VBG" else "small"
            start = child.left_edge.i
            if name == "small" and objects:
                start = objects[0].left_edge.i
            yield from _frame(name, start, _right(child), verb)
        elif child.dep_ == "dobj" and child.pos_ != "PRON" and not (as_ or predicate):
            yield from _frame("object", child.left_edge.i, _right(child), verb)
        elif child.dep_ == "oprd" and not objects:
            yield from _frame("small", child.left_edge.i, _right(child), verb)
        elif child.dep_ in ("prep", "dative") and child.lower_ not in ("as", "by") and child.pos_ == "ADP":
            inner = [c for c in child.children if c.dep_ in ("pobj", "pcomp")]
            if inner:
                yield from _frame(f"prep:{child.lower_}", inner[0].left_edge.i, _right(inner[0]), verb)
    if is_passive(verb):
        for child in children:
            if child.dep_ in ("nsubjpass",) and child.pos_ in ("NOUN", "PROPN"):
                yield from _frame("passive", child.left_edge.i, _right(child), verb)
    around = _around(verb, children) if clause is None else None
    if around is not None:
        yield around


def _to(verb: Token) -> bool:
    return any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.children)


def _right(token: Token) -> int:
    return int(token.right_edge.i) + 1


def _frame(name: str, start: int, end: int, verb: Token) -> Iterator[Frame]:
    words = trimmed(verb.doc, start, end)
    if words is not None:
        yield Frame(name, (words,))


def _clause(verb: Token, children: list[Token]) -> Frame | None:
    after = [c for c in children if c.i > verb.i and (c.dep_ == "ccomp" or _bare(c))]
    before = [c for c in children if c.i < verb.i and (c.dep_ == "ccomp" or (c.dep_ == "dep" and c.pos_ in _VERBAL))]
    if after:
        child = after[0]
        start = _with_subject(child, children, max(child.left_edge.i, verb.i + 1))
        marks = [c for c in child.children if c.dep_ == "mark" and c.lower_ == "that" and c.i > verb.i]
        if marks and marks[0].i - start < 4:
            start = marks[0].i + 1
        end = max([_right(child), *map(_right, _and_that(children, child))])
        words = trimmed(verb.doc, start, min([end, *_resumed(child)]))
        return Frame("clause", (words,)) if words else None
    return _surrounding("clause", before[0], verb) if before else _misread(verb, children)


def _with_subject(clause: Token, children: list[Token], start: int) -> int:
    """Where a clause starts whose subject was taken for an object: "warned | the launch was a provocation"."""
    finite = clause.tag_ in ("VBD", "VBZ", "VBP") or any(c.tag_ in ("MD", "VBD", "VBZ", "VBP") for c in clause.children)
    hears = clause.head.lemma_ in _ADDRESSED and clause.head.lemma_ != "warn"
    if finite and not hears and not any(c.dep_ in (*SUBJECTS, "mark", "expl") for c in clause.children):
        for child in children:
            between = clause.doc[child.right_edge.i + 1 : start]
            if child.dep_ == "dobj" and clause.head.i < child.i < start and all(t.is_punct for t in between):
                return int(child.left_edge.i)
    return start


def _resumed(clause: Token) -> Iterator[int]:
    """Where the speaker himself goes on behind the clause: "will not be drawn in, | and criticised the West"."""
    for child in clause.children:
        if child.i > clause.i and report_beside(child) is not None and load_speech().speaks(child.lemma_.lower()):
            joined = [c.i for c in clause.children if c.dep_ == "cc" and clause.i < c.i < child.i]
            yield max(joined, default=child.left_edge.i)


def _misread(verb: Token, children: list[Token]) -> Frame | None:
    """A clause that the parser hung on the noun before it or took for an object, told by its "that" or its verb.

    "Told the rally that | work had begun" (hung on "rally"), "said on Friday that | the charge aimed to hurt ties".
    """
    doc, end = verb.doc, verb.right_edge.i + 1
    for child in children:
        if child.i < verb.i or child.dep_ != "dobj":
            continue
        if child.tag_ == "IN" and child.lower_ == "that" and child.i + 1 < end and not doc[child.i + 1].is_punct:
            words = trimmed(doc, child.i + 1, end)
            return Frame("clause", (words,)) if words else None
        for below in child.children:
            if below.dep_ not in ("acl", "relcl") or below.tag_ not in ("VBD", "VBN", "VBZ", "VBP", "VB"):
                continue
            marks = [c.i for c in below.children if c.dep_ == "mark" and c.lower_ == "that" and c.i < below.i]
            if (
                verb.lemma_ in _ADDRESSED
                and marks
                and any(c.dep_ in SUBJECTS and c.i > marks[0] for c in below.children)
            ):
                words = trimmed(doc, marks[0] + 1, _right(below))
                return Frame("clause", (words,)) if words else None
        if verb.lemma_ == "say" and child.pos_ in ("NOUN", "PROPN") and _told_of(child, children):
            words = trimmed(doc, child.left_edge.i, end)
            return Frame("clause", (words,)) if words else None
    return None


def _told_of(noun: Token, siblings: list[Token]) -> bool:
    """Whether an object is the subject of what follows: "say the threat of tariffs | succeeded"."""
    inside = [t for t in noun.subtree if t.i > noun.i and t.dep_ == "acl" and t.tag_ in ("VBN", "VBD")]
    beside = [c for c in siblings if c.dep_ == "conj" and c.i > noun.i and any(a.tag_ in _FINITE for a in c.children)]
    return bool(inside or beside)


def _and_that(children: list[Token], clause: Token) -> list[Token]:
    """The second clause of what is said, which the parser hung on the reporting verb.

    "Said that none was planned, but that contacts went on", and without "that", where its tense tells that somebody
    said it and the text does not tell it: "noted that the session is open, all are at their posts".
    """
    return [
        child
        for child in children
        if child.dep_ == "conj" and child.i > clause.i
        if any(c.dep_ == "mark" and c.lower_ == "that" and c.i < child.i for c in child.children)
        or _goes_on_saying(child)
    ]


def _goes_on_saying(verb: Token) -> bool:
    """Whether a clause joined to a reporting verb in the past stands in the present or under a modal."""
    if verb.head.tag_ not in ("VBD", "VBN") or verb.pos_ not in _VERBAL or verb.lemma_ in _ASIDE:
        return False
    own = [c for c in verb.children if c.dep_ in SUBJECTS]
    if not own or any(t.lower_ in ("this", "that") for t in (own[0], *own[0].children)):
        return False
    tense = verb.tag_ in ("VBZ", "VBP") or any(c.tag_ in ("MD", "VBZ", "VBP") for c in verb.children if "aux" in c.dep_)
    return tense


def _bare(child: Token) -> bool:
    """A finite clause that the parser took for an infinitive: "subsidies which rivals say give them an advantage"."""
    return child.dep_ == "xcomp" and child.pos_ in _VERBAL and child.tag_ in _FINITE and not _to(child)


def _around(verb: Token, children: list[Token]) -> Frame | None:
    if verb.dep_ not in ("parataxis", "advcl", "ccomp", "dep") or verb.head.i == verb.i:
        return None
    if not any(c.dep_ in SUBJECTS for c in children):
        return None
    as_ = any(c.lower_ == "as" and c.dep_ in ("mark", "advmod") for c in children)
    if verb.dep_ == "advcl" and not as_:
        return None
    if any(c.dep_ in ("dobj", "xcomp") and not _behind_comma(c, verb) for c in children):
        return None
    if not as_ and not _set_off(verb):
        return None
    head = verb.head
    return _surrounding("around", head.head if head.dep_ in ("aux", "auxpass") else head, verb)


def _behind_comma(child: Token, verb: Token) -> bool:
    """Whether the matter goes on here behind the phrase: "The draft was mended, officials say, | to please Iran"."""
    first = child.left_edge.i
    return child.dep_ == "xcomp" and first > verb.i + 1 and bool(verb.doc[first - 1].text == ",") and _to(child)


def _set_off(verb: Token) -> bool:
    """Whether commas, or the sentence's ends, set a reporting phrase off: "Europe, Michel said, is working"."""
    doc = verb.doc
    beyond = {t.i for c in verb.children if _behind_comma(c, verb) for t in c.subtree}
    inner = [t.i for t in verb.subtree if not t.is_punct and t.i not in beyond]
    left, right = inner[0], inner[-1] + 1
    before = left == 0 or doc[left - 1].is_punct or doc[left - 1].is_space
    after = right >= len(doc) or doc[right].is_punct or doc[right].is_space
    return before and after


def _surrounding(name: str, clause: Token, verb: Token) -> Frame | None:
    """The words of a clause that stands before, or on both sides of, the phrase that reports it."""
    doc = verb.doc
    inner = {t.i for t in _phrase(verb, clause)}
    left, right = clause.left_edge.i, max(clause.right_edge.i, clause.i) + 1
    pieces: list[Words] = []
    start: int | None = None
    for i in range(left, right + 1):
        inside = i < right and i not in inner
        if inside and start is None:
            start = i
        elif not inside and start is not None:
            words = trimmed(doc, start, i)
            if words is not None:
                pieces.append(words)
            start = None
    if len(pieces) > 1 and pieces[0].end > clause.i and not _goes_on(doc, pieces[-1]):
        pieces = pieces[:1]
    if pieces and pieces[-1].end < verb.i and verb.right_edge.i + 2 >= verb.sent.end:
        # "The road is mined but the convoy passed, a driver said": a closing phrase takes all of the sentence.
        named = [c.left_edge.i for c in verb.children if c.dep_ in SUBJECTS and c.left_edge.i > pieces[0].start]
        end = min([verb.i, *named])
        whole = trimmed(doc, _opening(verb), end - (doc[end - 1].lower_ == "as"))
        pieces = [whole] if whole is not None else pieces
    return Frame(name, tuple(pieces)) if pieces else None


def _goes_on(doc: Doc, words: Words) -> bool:
    """Whether what follows a closing phrase is still matter: "and will stay so"; not "after he left"."""
    return doc[words.start].lower_ in _GOES_ON or doc[words.start].pos_ == "CCONJ"


def _opening(verb: Token) -> int:
    """Where the matter of a closing phrase starts: at the sentence's first word, or after "TASS adds:"."""
    doc, start = verb.doc, verb.sent.start
    for i in range(verb.i - 1, start, -1):
        if doc[i].text == ":" and any(t.pos_ == "VERB" for t in doc[start:i]):
            start = i + 1
            break
    while start < verb.i and (doc[start].is_space or doc[start].is_punct):
        start += 1
    return int(start)


def _phrase(verb: Token, clause: Token) -> Iterator[Token]:
    """The tokens of the reporting phrase itself: the verb and all it governs but the clause."""
    yield verb
    for child in verb.children:
        if child.i != clause.i and not _behind_comma(child, verb):
            yield from child.subtree
