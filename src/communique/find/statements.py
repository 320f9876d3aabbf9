"""Statements: who is reported to have said what, as drafts over the tokens of a reading."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from communique.find.edges import heard_from, settle
from communique.find.frames import Frame, frames
from communique.find.grammar import agent, noun_phrase, own_subject, passive, subject, trimmed
from communique.find.patterns import finite, on_the_page
from communique.find.quoting import Quoted, attach
from communique.find.sources import Attribution, sources
from communique.find.turns import find_turns
from communique.lexicon.nominals import load_nominals
from communique.lexicon.speech import Cue, Speech, load_speech
from communique.schema import StatementDraft, Words

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from communique.read import Reading
    from communique.schema import Direct

_ORDER = ("clause", "around", "as", "small", "object", "infinitive", "gerund", "passive")
_FIRST = frozenset({"i", "you", "me"})
_OTHERS = frozenset({"we", "us", "they", "he", "she", "it"})


@dataclass(frozen=True, slots=True)
class _Report:
    """A reporting word with what it governs, before speakers and neighbours are settled."""

    head: int
    content: tuple[Words, ...]
    cue: Cue
    frame: str = "clause"


def find_statements(reading: Reading, speech: Speech | None = None) -> tuple[StatementDraft, ...]:
    """The statements of a reading, in the order of their cues.

    One draft for each reporting phrase: quotations with their word before, inside or after; clauses and noun phrases
    that a reporting verb or noun governs; "according to"; the turns of a transcript. Scare quotes, questions put to
    a speaker and what was not said are none.

    Args:
        reading: the parsed document.
        speech: the table of reporting words; None takes that of the project.
    """
    speech = speech or load_speech()
    doc = reading.doc
    turns, spoken = find_turns(reading, speech)
    drafts = list(turns)
    taken: set[int] = set()
    floating: list[Quoted] = []
    narrow: list[StatementDraft] = []
    for entry in attach(reading, lambda token: _speaks(speech, token)):
        if any(_inside(words, spoken) for words in entry.contents):
            continue
        if entry.verb is None:
            floating.append(entry)
            continue
        verb = doc[entry.verb]
        cue = speech.verb(verb.lemma_.lower(), "quote")
        if cue is None:
            continue
        taken.add(verb.i)
        speaker = doc[entry.speaker] if entry.speaker is not None else None
        drafts.append(_draft(reading, speech, verb, tuple(entry.contents), cue, speaker))
    for token in doc:
        if (
            token.i in taken
            or token.lower_ == "according"
            or token.pos_ not in ("VERB", "NOUN")
            or _inside(Words(token.i, token.i + 1), spoken)
        ):
            continue
        report = _verb(reading, speech, token) if token.pos_ == "VERB" else _noun(speech, token)
        if report is not None:
            draft = _draft(reading, speech, token, _whole(reading, token, report.content), report.cue)
            drafts.append(draft)
            if report.frame != "clause":
                narrow.append(draft)
    for source in sources(reading, speech):
        if not _inside(source.cue, spoken) and not _passed_on(drafts, source):
            drafts.append(_sourced(reading, source))
    if not speech.wide:
        drafts = _unnested(_handed_on(drafts), narrow)
    for entry in floating:
        _join(reading, drafts, entry)
    return tuple(sorted(_settled(drafts), key=lambda draft: (draft.cue, draft.content)))


def _speaks(speech: Speech, token: Token) -> bool:
    return (
        token.pos_ in ("VERB", "AUX", "NOUN")
        and speech.verb(token.lemma_.lower(), "quote") is not None
        and (token.tag_ != "NN" and token.tag_ != "NNS")
    )


def _reports(speech: Speech, token: Token) -> bool:
    return token.pos_ == "VERB" and speech.speaks(token.lemma_.lower())


def _inside(words: Words, ranges: list[Words]) -> bool:
    return any(r.start <= words.start and words.end <= r.end for r in ranges)


def _verb(reading: Reading, speech: Speech, verb: Token) -> _Report | None:
    lemma = verb.lemma_.lower()
    found: dict[str, tuple[Frame, Cue]] = {}
    for frame in frames(verb):
        cue = speech.verb(lemma, frame.name)
        if cue is None:
            continue
        frame = Frame(frame.name, settle(reading, verb, frame, lambda token: _reports(speech, token)))
        if frame.content and (not cue.quoted or _holds_quotation(reading, frame.content)):
            found.setdefault(frame.name, (frame, cue))
    if not speech.wide and _unsaid(verb):
        return None
    if not found and (back := _pointing_back(reading, speech, verb)) is not None:
        return back
    if _within_speech(reading, verb):
        return None
    phrase = _phrase(speech, verb)
    if phrase is not None and "clause" not in found:
        settled = settle(reading, verb, Frame("phrase", phrase.content), lambda token: _reports(speech, token))
        return replace(phrase, content=settled) if settled else None
    if not found:
        return _in_blocks(reading, speech, verb) or _from_page(reading, speech, verb)
    frame, cue = min(found.values(), key=lambda pair: _rank(pair[0]))
    if cue.somebody and not _somebody(speech, verb):
        return None
    return _Report(verb.i, frame.content, cue, frame.name)


def _rank(frame: Frame) -> int:
    return _ORDER.index(frame.name) if frame.name in _ORDER else len(_ORDER)


def _somebody(speech: Speech, verb: Token) -> bool:
    """Whether who reports is a name, a person, a body or a document, and no thing ("the attack underlines")."""
    noun = agent(verb) if passive(verb) else subject(verb)
    if noun is None or noun.pos_ in ("PROPN", "PRON", "NUM", "DET", "ADJ"):
        return True
    lemma = noun.lemma_.lower()
    return (
        lemma in speech.documents or (lemma,) in load_nominals().phrases or noun.ent_type_ in ("ORG", "PERSON", "NORP")
    )


def _unsaid(verb: Token) -> bool:
    """Whether the word reports nothing that was said: negated, hypothetical, wished for or worth saying."""
    if any(c.dep_ == "neg" for c in verb.children):
        return True
    noun = own_subject(verb)
    if noun is not None and any(t.lower_ in ("neither", "no", "nobody", "none") for t in (noun, *noun.children)):
        return True
    if verb.dep_ == "advcl" and any(c.dep_ == "mark" and c.lower_ in ("if", "unless") for c in verb.children):
        return True
    # "Peskov was reminded that": what he was told, by nobody named.
    if passive(verb) and agent(verb) is None and any(c.dep_ == "nsubjpass" and c.lower_ != "it" for c in verb.children):
        return any(c.dep_ == "ccomp" and c.i > verb.i for c in verb.children)
    auxiliaries = [c for c in verb.children if c.dep_ == "aux"]
    if any(c.tag_ == "MD" for c in auxiliaries):
        return True
    # "expected him to insist", "will use the summit to reiterate"; but "went on to say" was said.
    if any(c.lower_ == "to" for c in auxiliaries):
        return verb.head.lemma_ not in ("go", "continue", "proceed", "move")
    # "the cease-fire announced on Friday", "reported losses"
    if verb.tag_ == "VBN" and verb.dep_ in ("acl", "amod"):
        return True
    # "READ MORE: why the talks failed"
    if verb.tag_ in ("VB", "VBP") and not auxiliaries and subject(verb) is None:
        return True
    return verb.tag_ == "VBG" and verb.head.lower_ in ("worth", "of", "without")


def _within_speech(reading: Reading, verb: Token) -> bool:
    """Whether the speaker of a quotation talks of himself or his hearer ("I said", "you know")."""
    noun = subject(verb)
    if noun is None or noun.pos_ not in ("PRON", "DET"):
        return False
    # "this suggests that": a fact, and no speaker
    if noun.lower_ in _FIRST or noun.lower_ in ("this", "that", "these", "those", "what", "nothing", "everything"):
        return True
    return noun.lower_ in _OTHERS and reading.quotation_at(verb.i) is not None


def _phrase(speech: Speech, verb: Token) -> _Report | None:
    """A verb and its noun that report together: "expressed confidence that", "made clear that", "drew attention to"."""
    lemma = verb.lemma_.lower()
    for noun in verb.children:
        cue = speech.phrases.get((lemma, noun.lemma_.lower()))
        if cue is None or noun.i < verb.i or noun.dep_ not in ("dobj", "acomp", "ccomp", "oprd", "attr", "xcomp"):
            continue
        for child in (*noun.children, *verb.children):
            if child.i <= noun.i:
                continue
            if child.dep_ in ("acl", "ccomp", "csubj", "advcl", "relcl") and child.tag_ != "VBG":
                start = child.left_edge.i
                while start < child.i and verb.doc[start].lower_ in ("that", "to"):
                    start += 1
            elif child.dep_ == "dobj" and noun.pos_ == "ADJ":
                start = child.left_edge.i
            elif (
                child.dep_ == "prep"
                and child.lower_ in ("for", "on", "over", "to", "about", "of")
                and noun.pos_ != "ADJ"
            ):
                start = child.i + 1
            else:
                continue
            words = trimmed(verb.doc, start, child.right_edge.i + 1)
            if words is not None:
                return _Report(verb.i, (words,), cue)
    return None


def _pointing_back(reading: Reading, speech: Speech, verb: Token) -> _Report | None:
    """What the sentence before says: "This was stated by the press service"."""
    cue = speech.verb(verb.lemma_.lower(), "clause")
    noun = own_subject(verb)
    if cue is None or noun is None or noun.lower_ not in ("this", "that", "it") or agent(verb) is None:
        return None
    number = reading.sentence_of(verb.i)
    if number == 0:
        return None
    words = trimmed(reading.doc, *reading.sentences[number - 1])
    return _Report(verb.i, (words,), cue) if words is not None else None


def _in_blocks(reading: Reading, speech: Speech, verb: Token) -> _Report | None:
    """The paragraph after a line that ends with a colon: 'Le Monde wrote:' and what it wrote, without marks."""
    cue = speech.verb(verb.lemma_.lower(), "quote")
    number = reading.sentence_of(verb.i)
    sentence = reading.sentences[number]
    if cue is None or verb.dep_ != "ROOT" or reading.doc[sentence.end - 1].text != ":":
        return None
    following = [
        s for s, block in zip(reading.sentences, reading.blocks, strict=True) if block == reading.blocks[number] + 1
    ]
    if not following or reading.blocks[min(number + 1, len(reading.blocks) - 1)] == reading.blocks[number]:
        return None
    words = trimmed(reading.doc, following[0].start, following[-1].end)
    return _Report(verb.i, (words,), cue) if words is not None else None


def _from_page(reading: Reading, speech: Speech, verb: Token) -> _Report | None:
    cue = load_speech().verb(verb.lemma_.lower(), "clause")
    if cue is None or cue.quoted or verb.dep_ in ("aux", "auxpass", "relcl") or passive(verb):
        return None
    frame = on_the_page(reading, verb)
    if frame is None:
        return None
    content = settle(reading, verb, frame, lambda token: _reports(speech, token))
    return _Report(verb.i, content, cue, frame.name) if content and finite(reading.doc, content[0]) else None


def _noun(speech: Speech, noun: Token) -> _Report | None:
    cue = speech.nouns.get((noun.lemma_.lower(), "clause"))
    if cue is None or _issuer(noun, speech) is None:
        return None
    for child in noun.children:
        if child.dep_ in ("acl", "ccomp", "relcl") and child.i > noun.i:
            that = [c for c in child.children if c.dep_ == "mark" and c.lower_ == "that"]
            if that:
                words = trimmed(noun.doc, that[0].i + 1, child.right_edge.i + 1)
                return _Report(noun.i, (words,), cue) if words else None
    return None


def _holds_quotation(reading: Reading, content: tuple[Words, ...]) -> bool:
    return any(
        words.start <= q.words.start and q.words.end <= words.end + 1 for words in content for q in reading.quotations
    )


def _whole(reading: Reading, head: Token, content: tuple[Words, ...]) -> tuple[Words, ...]:
    """The matter with every quotation that it cuts taken whole, over the sentences that the quotation runs on."""
    whole = []
    for words in content:
        start, end = words
        for quotation in reading.quotations:
            q = quotation.words
            if q.start <= head.i < q.end:
                continue
            if q.start < start < q.end:
                start = q.start
            if q.start < end < q.end:
                end = q.end
        whole.append(Words(start, end))
    return tuple(whole)


def _direct(reading: Reading, content: tuple[Words, ...]) -> Direct:
    within = [any(q.words.start <= w.start and w.end <= q.words.end + 1 for q in reading.quotations) for w in content]
    if all(within):
        return "direct"
    return "mixed" if any(within) or _holds_quotation(reading, content) else "indirect"


def _draft(
    reading: Reading, speech: Speech, head: Token, content: tuple[Words, ...], cue: Cue, named: Token | None = None
) -> StatementDraft:
    speaker, via = _speaker(head, speech)
    if named is not None and not via:
        speaker = named
    if cue.nameless:
        speaker = None
    words = noun_phrase(speaker) if speaker is not None else None
    return StatementDraft(
        words, _cue(reading.doc, head, words, content), content, _direct(reading, content), via, cue.tone
    )


def _speaker(head: Token, speech: Speech) -> tuple[Token | None, tuple[Words, ...]]:
    """The source of a reporting word and the hands it names: "was quoted by Interfax as saying"."""
    if head.pos_ == "NOUN":
        return _issuer(head, speech), ()
    verb, via = head, ()
    if head.dep_ == "pcomp" and head.head.lower_ == "as" and head.head.head.pos_ == "VERB":
        quoting = head.head.head
        if passive(quoting):
            by = agent(quoting)
            return own_subject(quoting), ((noun_phrase(by),) if by is not None else ())
        quoted = [c for c in quoting.children if c.dep_ == "dobj"]
        hand = subject(quoting)
        if quoted:
            return quoted[0], ((noun_phrase(hand),) if hand is not None else ())
    if passive(verb):
        by = agent(verb)
        if by is not None:
            return by, via
        return None, via
    outer = _continued(verb, speech)
    noun = subject(outer or verb) or _before_relative(verb)
    if noun is not None and noun.lower_ in ("it", "there") and noun.dep_ == "expl":
        return None, via
    if noun is not None and (noun.head.lemma_, noun.lemma_) in speech.phrases and noun.dep_ == "dobj":
        # "releasing a statement calling him unfit": whoever releases it.
        noun = subject(noun.head) or noun
    cited = _cited(verb)
    if cited is not None and noun is not None:
        return cited, (noun_phrase(noun),)
    return noun, via


def _continued(verb: Token, speech: Speech) -> Token | None:
    """The word that a participle goes on from: "said the meeting may be followed by a second one, stressing that"."""
    if verb.tag_ != "VBG":
        return None
    for i in range(verb.i - 1, verb.sent.start - 1, -1):
        token = verb.doc[i]
        if token.tag_ in ("VBD", "VBZ", "VBP", "VBN") and _reports(speech, token) and heard_from(verb, token):
            return token if subject(token) is not None and not _quoted_between(token, verb) else None
    return None


def _quoted_between(one: Token, two: Token) -> bool:
    return any(t.text in ('"', "“", "”") for t in one.doc[one.i : two.i])


def _before_relative(verb: Token) -> Token | None:
    """The noun before a relative clause where the parser lost the subject: "Meloni, who took office in May, said".

    Else the noun that opens the sentence, where commas part it from a verb in the past: "Bolton, an adviser who left
    last year, said".
    """
    for i in range(verb.i - 1, verb.sent.start - 1, -1):
        token = verb.doc[i]
        if token.pos_ in ("PROPN", "NOUN") and any(c.dep_ == "relcl" and c.i < verb.i for c in token.children):
            if verb.i - 2 <= token.right_edge.i < verb.i:
                return token
            break
    first = verb.sent[0]
    while first.i < verb.i and (first.is_space or first.is_punct):
        first = first.nbor()
    while first.dep_ in ("compound", "det", "amod", "poss", "nummod") and first.i < first.head.i < verb.i:
        first = first.head
    opens = first.pos_ in ("PROPN", "NOUN") and first.i + 1 < verb.i and verb.doc[first.i + 1].text in (",", "(")
    return first if opens and verb.doc[verb.i - 1].text == "," and verb.tag_ in ("VBD", "VBZ") else None


def _cited(verb: Token) -> Token | None:
    """Whom a medium has its matter from: "the paper said, citing people familiar with the plan"."""
    inner = [c for child in verb.children if child.dep_ == "ccomp" for c in child.children]
    for child in (*verb.children, *inner):
        if child.dep_ == "advcl" and child.lower_ in ("citing", "quoting"):
            return next((c for c in child.children if c.dep_ == "dobj" and c.ent_type_ not in ("DATE",)), None)
    return None


def _issuer(noun: Token, speech: Speech) -> Token | None:
    """Whose statement it is: "Moscow's claim", "White House warnings", "a warning from Paris", "issued a statement"."""
    for child in noun.children:
        if child.dep_ == "poss" or (child.dep_ == "compound" and child.pos_ == "PROPN"):
            return child
    for child in noun.children:
        if child.dep_ == "prep" and child.lower_ in ("by", "from"):
            for inner in child.children:
                if inner.dep_ == "pobj":
                    return inner
    if noun.dep_ == "dobj" and (noun.head.lemma_.lower(), noun.lemma_.lower()) in speech.phrases:
        return subject(noun.head)
    return None


def _cue(doc: Doc, head: Token, speaker: Words | None, content: tuple[Words, ...]) -> Words:
    """The reporting phrase: the word with its auxiliaries, and its speaker where nothing reported stands between."""
    start = min([head.i, *(c.i for c in head.children if c.dep_ in ("aux", "auxpass", "neg") and c.i < head.i)])
    end = max([head.i, *(c.i for c in head.children if c.dep_ == "prt")]) + 1
    if speaker is None or abs(speaker.start - head.i) > 25:
        return Words(start, end)
    wide = Words(min(start, speaker.start), max(end, speaker.end))
    if any(w.start < wide.end and wide.start < w.end for w in content):
        return Words(start, end)
    return wide


def _sourced(reading: Reading, source: Attribution) -> StatementDraft:
    content = _whole(reading, reading.doc[source.cue.start], source.content)
    return StatementDraft(source.speaker, source.cue, content, _direct(reading, content), (), source.tone)


def _passed_on(drafts: list[StatementDraft], source: Attribution) -> bool:
    """Whether a set phrase names the hand that another statement came through: "Peskov said, according to TASS"."""
    for number, draft in enumerate(drafts):
        cue = draft.cue
        if any(w.start <= cue.start and cue.end <= w.end for w in source.content) and draft.speaker is not None:
            content = tuple(
                Words(w.start, min(w.end, source.cue.start)) if w.start < source.cue.start < w.end else w
                for w in draft.content
            )
            drafts[number] = replace(draft, via=(*draft.via, source.speaker), content=content)
            return True
    return False


def _unnested(drafts: list[StatementDraft], narrow: list[StatementDraft]) -> list[StatementDraft]:
    """Without the phrases that report a mere noun inside what somebody else is reported to have said."""
    slim = {(draft.cue, draft.content) for draft in narrow}
    return [d for d in drafts if (d.cue, d.content) not in slim or not any(_within(d, other) for other in drafts)]


def _handed_on(drafts: list[StatementDraft]) -> list[StatementDraft]:
    """A statement that is nothing but another one handed on becomes a hand of that one.

    "Interfax quoted local media as saying that Moscow stresses the need for talks": Moscow, through local media,
    through Interfax; "TASS adds: the talks are over, Peskov said": Peskov, through TASS.
    """
    kept = list(drafts)
    for outer in drafts:
        if outer.speaker is None or len(outer.content) != 1:
            continue
        start, end = outer.content[0]
        for number, inner in enumerate(kept):
            if inner is outer or inner.speaker is None or not _within(inner, outer):
                continue
            leads = bool(outer.via) and min(inner.cue.start, inner.speaker.start) <= start + 1
            closes = inner.content[0].start <= start + 1 and inner.cue.end >= end - 5 and outer.direct == "indirect"
            if leads or (closes and len(inner.content) == 1):
                kept[number] = replace(inner, via=(*inner.via, outer.speaker, *outer.via))
                kept = [draft for draft in kept if draft is not outer]
                break
    return kept


def _within(draft: StatementDraft, other: StatementDraft) -> bool:
    """Whether a phrase and its matter stand inside what somebody else is reported to have said."""
    places = (draft.cue, *draft.content)
    return other is not draft and all(_inside(words, list(other.content)) for words in places)


def _join(reading: Reading, drafts: list[StatementDraft], entry: Quoted) -> None:
    """A quotation without a word of its own goes on with what was reported in the sentence before, or up to it."""
    first = entry.contents[0]
    if any(_inside(first, list(draft.content)) for draft in drafts):
        return
    number = reading.sentence_of(first.start)
    best: tuple[int, int] | None = None
    for index, draft in enumerate(drafts):
        ends = max(draft.cue.end, *(words.end for words in draft.content))
        near = reading.sentence_of(ends - 1)
        if ends <= first.start and number - 1 <= near <= number and (best is None or ends > best[0]):
            best = (ends, index)
    if best is not None:
        draft = drafts[best[1]]
        content = (*draft.content, *entry.contents)
        drafts[best[1]] = replace(draft, content=content, direct=_direct(reading, content))


def _settled(drafts: list[StatementDraft]) -> list[StatementDraft]:
    """Without a draft whose matter another with a nearer cue already reports word for word."""
    seen: dict[tuple[Words, ...], StatementDraft] = {}
    for draft in drafts:
        seen.setdefault(draft.content, draft)
    return [draft for draft in drafts if seen[draft.content] is draft and draft.content]
