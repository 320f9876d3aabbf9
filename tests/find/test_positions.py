"""Sentences and the positions that must come out of them: who holds which, and the words."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.clean import clean
from communique.find.positions import find_positions
from communique.find.statements import find_statements
from communique.read import Reading, read
from communique.schema import Document, PositionDraft


def _read(text: str) -> Reading:
    document = Document("test", text)
    return next(iter(read([(document, clean(document))])))


def _positions(text: str) -> list[tuple[str, str | None, str]]:
    """(act, holder, content) of every position in a text."""
    reading = _read(text)
    return [_shown(reading, draft) for draft in find_positions(reading, find_statements(reading))]


def _shown(reading: Reading, draft: PositionDraft) -> tuple[str, str | None, str]:
    holder = None if draft.holder is None else reading.tokens(draft.holder).text
    return draft.act, holder, reading.tokens(draft.content).text


SENTENCES = [
    (
        "Moscow demanded security guarantees.",
        [("demand", "Moscow", "Moscow demanded security guarantees")],
    ),
    (
        "The United States refused to give any guarantees to Russia.",
        [("reject", "The United States", "The United States refused to give any guarantees to Russia")],
    ),
    (
        "Kyiv accused Moscow of shelling the port and urged the West to send air defences.",
        [
            ("criticise", "Kyiv", "Kyiv accused Moscow of shelling the port"),
            ("appeal", "Kyiv", "urged the West to send air defences"),
        ],
    ),
    (
        "Lavrov said Russia is a threat to nobody and urged the West to sign.",
        [
            ("warn", "Lavrov", "Russia is a threat to nobody"),
            ("appeal", "Lavrov", "urged the West to sign"),
        ],
    ),
    (
        "Mattis warned that the launch was a provocation and assured Seoul that Washington would help.",
        [
            ("warn", "Mattis", "the launch was a provocation"),
            ("commit", "Mattis", "Washington would help"),
        ],
    ),
    ("Lavrov said he had destroyed the chemical weapons of Syria.", []),
    ("He argued for trade with Europe, as opposed to sanctions.", []),
    (
        "Lavrov said Russia was ready for talks.",
        [("offer", "Russia", "Russia was ready for talks")],
    ),
    (
        "Scholz said that he would not send cruise missiles.",
        [("reject", "Scholz", "he would not send cruise missiles")],
    ),
    (
        '"We will never recognise the annexation," Baerbock said.',
        [("reject", "Baerbock", "We will never recognise the annexation")],
    ),
    (
        "Wang Yi warned that the dispute could harm both countries.",
        [("warn", "Wang Yi", "the dispute could harm both countries")],
    ),
    (
        "The plan put forward by Cairo, a proposal rejected by Israel, was dropped.",
        [("reject", "Israel", "rejected by Israel")],
    ),
    (
        "Erdogan stressed the importance of dialogue.",
        [("appeal", "Erdogan", "the importance of dialogue")],
    ),
    (
        "Putin and Aliyev agreed to continue contacts.",
        [
            ("commit", "Putin", "Putin and Aliyev agreed to continue contacts"),
            ("commit", "Aliyev", "Putin and Aliyev agreed to continue contacts"),
        ],
    ),
    (
        "It was agreed to hold a further round in Geneva.",
        [("commit", None, "It was agreed to hold a further round in Geneva")],
    ),
    (
        "The two sides recommitted to uphold the treaty.",
        [("commit", "The two sides", "The two sides recommitted to uphold the treaty")],
    ),
    (
        'Ayotte said she was "surprised" that nobody was asked.',
        [("criticise", "she", 'she was "surprised" that nobody was asked')],
    ),
    (
        "KCNA said the United States should not provoke the North.",
        [("demand", "KCNA", "the United States should not provoke the North")],
    ),
    (
        "Xhaferi emphasised his readiness to help.",
        [("offer", "Xhaferi", "his readiness to help")],
    ),
    (
        "President of Russia Vladimir Putin: Friends, we meet at last. Do not allow them to hide behind children.",
        [("appeal", "President of Russia Vladimir Putin", "Do not allow them to hide behind children")],
    ),
    (
        "“The solution can only be political,” Guterres warned on Wednesday.",
        [
            ("warn", "Guterres", "The solution can only be political"),
        ],
    ),
    (
        "Khamenei said his country would not be bullied.",
        [("reject", "Khamenei", "his country would not be bullied")],
    ),
    (
        "European leaders voiced frustration at the delay.",
        [("criticise", "European leaders", "frustration at the delay")],
    ),
    (
        "We will continue to support the people of Moldova.",
        [("commit", None, "We will continue to support the people of Moldova")],
    ),
]


@pytest.mark.parametrize(("text", "expected"), SENTENCES)
def test_who_holds_what(text: str, expected: list[tuple[str, str | None, str]]) -> None:
    assert _positions(text) == expected


NOTHING = [
    "Iran did not demand an apology.",
    "Ankara has not pledged any troops.",
    "Xi is expected to visit Moscow.",
    "The ministry declined to comment.",
    "Does Moscow demand guarantees?",
    "Biden said he would meet Xi in Bali.",
    "Trump dismissed him in May.",
    "His brother called on New Year's Eve to say he was safe.",
    "Zakharova said the act would not go without notice.",
    "Trump's critics accused him of weakness.",
    "Haley said thousands had fled after the attack on Aleppo.",
    "The visit has been timed to the anniversary, Lavrov said.",
    "The envoy will work to restore democracy in Mali and support the transition.",
    "Bucha saw the crimes that Russian soldiers committed.",
    "Lavrov said it should never have happened.",
    '"Russia must withdraw," said Ana Ruiz, an analyst at a think tank in Madrid.',
]


@pytest.mark.parametrize("text", NOTHING)
def test_no_position(text: str) -> None:
    """Negated and voided stances, questions, schedules and people who speak for no side give nothing."""
    assert _positions(text) == []


def test_not_only_is_no_negation() -> None:
    assert [act for act, _, _ in _positions("Putin said Russia did not just intend to trade.")] == ["commit"]


def test_what_is_not_ruled_out_is_no_refusal() -> None:
    assert [act for act, _, _ in _positions("Turkey did not rule out a meeting of the presidents.")] == ["offer"]


@pytest.mark.parametrize(
    ("text", "act", "condition"),
    [
        (
            "Abbas said he would not attend the talks unless the siege was lifted.",
            "condition",
            "unless the siege was lifted",
        ),
        ("Merkel said sanctions could only be lifted after full implementation.", "condition", None),
        ('"If Iran enriches further, there will be consequences," Blinken said.', "warn", None),
        ("Zelenskyy said Ukraine was ready to talk if Russia withdrew.", "offer", "if Russia withdrew"),
    ],
)
def test_conditions(text: str, act: str, condition: str | None) -> None:
    """A clause hangs on "unless", "if" or "only after"; under negation or "only" the position is the condition."""
    reading = _read(text)
    [draft] = find_positions(reading, find_statements(reading))
    assert draft.act == act
    if condition is not None:
        assert draft.condition is not None
        assert reading.tokens(draft.condition).text == condition
        assert condition not in reading.tokens(draft.content).text


def test_a_reported_accusation_is_the_accusers() -> None:
    text = "Reuters reported that Armenia accused Azerbaijan of opening fire."
    assert [(act, holder) for act, holder, _ in _positions(text)] == [("criticise", "Armenia")]


def test_a_promise_in_anothers_mouth_must_be_of_the_speakers_side() -> None:
    reading = _read("Peskov said Russia would send grain.")
    [draft] = find_positions(reading, find_statements(reading))
    assert draft.own is not None
    assert reading.tokens(draft.own).text == "Russia"
    assert draft.holder is not None
    assert reading.tokens(draft.holder).text == "Peskov"


@settings(max_examples=25, deadline=None)
@given(st.permutations([sentence for sentence, _ in SENTENCES[:6]]).map(" ".join))
def test_spans_stay_inside_their_sentence(text: str) -> None:
    """Whatever stands around it, a position's words hold its content and lie in one sentence."""
    reading = _read(text)
    for draft in find_positions(reading, find_statements(reading)):
        assert draft.content.start < draft.content.end
        sentence = reading.sentences[reading.sentence_of(draft.content.start)]
        assert sentence.start <= draft.content.start < draft.content.end <= sentence.end
        assert reading.span(draft.content).of(text).strip() == reading.span(draft.content).of(text)


@pytest.mark.parametrize(
    ("text", "targets"),
    [
        ("Kyiv accused Moscow of shelling the port.", ["Moscow"]),
        ("Guterres called on Israel to show restraint.", ["Israel"]),
        ("China urged Manila and Tokyo to stop.", ["Manila", "Tokyo"]),
    ],
)
def test_whom_it_is_addressed_to(text: str, targets: list[str]) -> None:
    reading = _read(text)
    [draft] = find_positions(reading, find_statements(reading))
    assert [reading.tokens(words).text for words in draft.targets] == targets


def test_a_hope_or_refusal_of_another_is_his_even_in_quotation() -> None:
    text = '"They refuse to leave, and we will not allow it," Netanyahu said.'
    assert [(act, holder) for act, holder, _ in _positions(text)] == [("reject", "They"), ("reject", "Netanyahu")]


def test_speech_goes_on_after_but() -> None:
    text = "Saakashvili said he was ready to meet Medvedev, but would never negotiate with the leaders of Abkhazia."
    assert [act for act, _, _ in _positions(text)] == ["offer", "reject"]


def test_neither_nor_denies_both() -> None:
    assert _positions("He would neither confirm nor deny it.") == []
