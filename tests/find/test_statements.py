"""Statements of a sentence or two: `speaker | matter` in order, stretches of one matter joined by " ... "."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.clean import clean
from communique.find.statements import find_statements
from communique.lexicon.speech import load_attribution
from communique.read import Reading, read
from communique.schema import Document

Read = Callable[[str], Reading]


def told(reading: Reading) -> list[str]:
    """The statements as `speaker | matter`."""
    found = []
    for draft in find_statements(reading):
        speaker = reading.tokens(draft.speaker).text if draft.speaker else "-"
        matter = " ... ".join(reading.tokens(words).text.rstrip(",.") for words in draft.content)
        found.append(f"{speaker} | {matter}")
    return found


STATEMENTS = {
    "cue after": ('"Russia is ready," Peskov said.', ["Peskov | Russia is ready"]),
    "cue before": ('Peskov said: "Russia is ready."', ["Peskov | Russia is ready"]),
    "two clauses": (
        "Peskov said that no meeting had been scheduled, but that contacts continued.",
        ["Peskov | no meeting had been scheduled, but that contacts continued"],
    ),
    "a clause hung on the hearer": (
        "He told rally attendees that construction of the wall had begun in El Paso on Monday morning.",
        ["He | construction of the wall had begun in El Paso on Monday morning"],
    ),
    "a clause taken for an object": (
        "The Russian Foreign Ministry said on Friday that the indictment aimed to damage the atmosphere.",
        ["The Russian Foreign Ministry | the indictment aimed to damage the atmosphere"],
    ),
    "a second clause in the present": (
        "Yermak said these negotiations have been difficult lately, but Ukraine is trying different ways.",
        ["Yermak | these negotiations have been difficult lately, but Ukraine is trying different ways"],
    ),
    "a second clause that the text tells": (
        "Trump said the talks went well, but officials believe they failed.",
        ["Trump | the talks went well"],
    ),
    "what the speaker does next": (
        "Peskov said the plan was unthinkable and also denounced the drills of NATO.",
        ["Peskov | the plan was unthinkable"],
    ),
    "a subject taken for an object": (
        "Mattis warned the launch was a provocation.",
        ["Mattis | the launch was a provocation"],
    ),
    "made it clear": (
        "Members of both parties have also made it clear they don't plan to stay in town.",
        ["Members of both parties | they don't plan to stay in town"],
    ),
    "a second quotation behind and": (
        "He also said, “We have been quiet in public,” and “no family understands the matter like ours.”",
        ["He | We have been quiet in public ... no family understands the matter like ours"],
    ),
    "a statement that somebody sends": (
        "Marc Short sent a statement saying the visit was over.",
        ["Marc Short | the visit was over"],
    ),
    "inverted": ('"Russia is ready," said Dmitry Peskov.', ["Dmitry Peskov | Russia is ready"]),
    "split by the cue": (
        '"Russia is ready," Peskov said, "but nobody calls."',
        ["Peskov | Russia is ready ... but nobody calls"],
    ),
    "goes on after the cue": (
        '"Russia is ready," Peskov said. "Nobody calls us."',
        ["Peskov | Russia is ready ... Nobody calls us"],
    ),
    "goes on in the next paragraph": (
        '"Russia is ready," Peskov said.\n\n"Nobody calls us these days."',
        ["Peskov | Russia is ready ... Nobody calls us these days"],
    ),
    "an opening mark on each paragraph": (
        "“Russia is ready.\n\n“Nobody calls us,” Peskov said.",
        ["Peskov | Russia is ready ... Nobody calls us"],
    ),
    "after another clause": (
        'Trump called the letter "very nice", then said that he had not yet opened it.',
        ['Trump | the letter "very nice', "Trump | he had not yet opened it"],
    ),
    "that": ("Scholz said that the tanks would come.", ["Scholz | the tanks would come"]),
    "bare clause": ("Scholz said the tanks would come.", ["Scholz | the tanks would come"]),
    "closing phrase": ("The tanks will come in May, Scholz said.", ["Scholz | The tanks will come in May"]),
    "inside": ("The tanks, Scholz said, will come in May.", ["Scholz | The tanks ... will come in May"]),
    "inside, a purpose behind it": (
        "The draft has been mended, diplomats say, to please both capitals.",
        ["diplomats | The draft has been mended ... to please both capitals"],
    ),
    "a colon after no word of speech": (
        "Analysts expect a deal soon. Trump had a warning for Tehran: “It will be a very tough time.”",
        ["Trump | It will be a very tough time"],
    ),
    "a question marked Q ends an answer": (
        "THE PRESIDENT: I am not sure they have.\nQ And what will you do?\nTHE PRESIDENT: Talk to them.",
        ["THE PRESIDENT | I am not sure they have", "THE PRESIDENT | Talk to them"],
    ),
    "a colon after a thing": ("The fighting had one result: “a frozen conflict that nobody can end by force”.", []),
    "told somebody": ("Rutte told reporters the deal was off.", ["Rutte | the deal was off"]),
    "time before the matter": ("Rutte told Brussels on Tuesday the deal was off.", ["Rutte | the deal was off"]),
    "according to": ("According to Lavrov, the draft is ready.", ["Lavrov | the draft is ready"]),
    "according to, after": ("The draft is ready, according to the ministry.", ["the ministry | The draft is ready"]),
    "participle": (
        "Guterres said the port must open, adding that grain was rotting.",
        ["Guterres | the port must open", "Guterres | grain was rotting"],
    ),
    "participle after a thing": (
        "The spokesman added that this meeting may be followed by another one, stressing that Kyiv is not ignored.",
        ["The spokesman | this meeting may be followed by another one", "The spokesman | Kyiv is not ignored"],
    ),
    "coordinated": (
        "Abe said the islands were Japanese but insisted that talks would go on.",
        ["Abe | the islands were Japanese", "Abe | talks would go on"],
    ),
    "noun phrase": (
        "Both sides stressed the need for a ceasefire.",
        ["Both sides | the need for a ceasefire"],
    ),
    "act before an event": (
        "Wang stressed the close ties in a meeting with Nikolai Patrushev.",
        ["Wang | the close ties"],
    ),
    "verb and noun": ("Michel expressed hope that the grain would move.", ["Michel | the grain would move"]),
    "made clear": ("Berlin made clear that it would send no troops.", ["Berlin | it would send no troops"]),
    "document": ("The readout added that they would meet again.", ["The readout | they would meet again"]),
    "issued": (
        "The palace issued a statement that the visit was off.",
        ["The palace | the visit was off"],
    ),
    "noun of another": ("Kyiv's claim that the bridge fell proved wrong.", ["Kyiv | the bridge fell"]),
    "impersonal": ("It was emphasised that the corridor must stay open.", ["- | the corridor must stay open"]),
    "quoted as saying": (
        "Kim was quoted by state media as saying that the test had worked.",
        ["Kim | the test had worked"],
    ),
    "points back": (
        "The two presidents will meet in Sochi. This was stated by the Kremlin press service.",
        ["the Kremlin press service | The two presidents will meet in Sochi"],
    ),
    "fragment after an act": ("Kim vowed “complete” disarmament.", ["Kim | complete” disarmament"]),
    "on Twitter": (
        "Rinkēvičs wrote on Twitter that the border was shut.",
        ["Rinkēvičs | the border was shut"],
    ),
    "split, with a conjunction": (
        '"I like the plan," he said, but "nobody has read it to the end."',
        ["he | I like the plan ... nobody has read it to the end"],
    ),
    "signed": (
        "“We will never give up this island.” — Nikol Pashinyan",
        ["Nikol Pashinyan | We will never give up this island"],
    ),
    "post": (
        "Good talks in Geneva today. We meet again in May. — Josep Borrell (@JosepBorrellF) March 2, 2022",
        ["Josep Borrell | Good talks in Geneva today. We meet again in May"],
    ),
    "May is a name": (
        'Theresa May spoke. May said: "We want to go on trading."',
        ["May | We want to go on trading"],
    ),
    "things say nothing": (
        "Haley said sanctions had banned most exports, saying of Pyongyang: “This is in their hands.”",
        ["Haley | sanctions had banned most exports", "Haley | This is in their hands"],
    ),
    "name in apposition": (
        "When asked about it, Russia’s envoy, Vassily Nebenzia, said: “Stay in the deal.”",
        ["Russia's envoy, Vassily Nebenzia | Stay in the deal"],
    ),
    "name taken into a list": (
        "The United States is the largest contributor and Trump has complained that it pays too much.",
        ["Trump | it pays too much"],
    ),
    "goes on after a quotation": (
        "McMaster said the danger is “hard to overstate” and repeated that a strike remains an option.",
        [
            "McMaster | the danger is “hard to overstate",
            "McMaster | a strike remains an option",
        ],
    ),
    "colon and paragraph": (
        "Le Monde wrote:\n\nThe summit was a failure.",
        ["Le Monde | The summit was a failure"],
    ),
}

NOTHING = [
    # Asked is not said.
    "He was asked if the talks would go on.",
    "Reporters asked whether she had met Assad.",
    "In the film the prince is asked: “Did you order the raid?”",
    # A bare noun says nothing.
    "Mutual satisfaction was expressed.",
    "Clinton voiced greater scepticism.",
    "The sensitive files could have been conveyed to Madrid.",
    # Acts, not words.
    "The ministers agreed to meet again in May.",
    "Guterres called for a ceasefire.",
    "They discussed the war in Yemen.",
    "Modi praised the visit.",
    # Nothing was said.
    "Peskov did not say when the talks would start.",
    "She declined to say who had called.",
    "If he says that the deal is off, the markets will fall.",
    "Bush is expected to say that the war is over.",
    # Scare quotes.
    "The so-called “peace plan” was published in May.",
    "The army's “special operation” entered its third year.",
    "They acted according to plan.",
]


@pytest.mark.parametrize(("text", "expected"), STATEMENTS.values(), ids=STATEMENTS.keys())
def test_statements(text: str, expected: list[str], reading: Read) -> None:
    """Who is reported to have said what."""
    assert told(reading(text)) == expected


@pytest.mark.parametrize("text", NOTHING)
def test_nothing_was_said(text: str, reading: Read) -> None:
    """Questions, acts without words, what was left unsaid and scare quotes are no statements."""
    assert told(reading(text)) == []


def test_hands(reading: Read) -> None:
    """Everybody a statement passed through is kept, whichever way the text puts it."""
    for text, hand in (
        ("Kim was quoted by Yonhap as saying that the test had worked.", "Yonhap"),
        ("Peskov said that the talks were over, according to TASS.", "TASS"),
        ("TASS adds: the talks are over, Peskov said.", "TASS"),
        ("The paper said, citing two diplomats, that the talks were over.", "The paper"),
    ):
        (draft,) = find_statements(reading(text))
        assert [reading(text).tokens(words).text for words in draft.via] == [hand]


def test_transcript(reading: Read) -> None:
    """Each answer is one statement; questions are none, and what an answer quotes is part of it."""
    text = (
        "QUESTION: Has the embassy closed?\n\nMR. PRICE: It has not. I said that yesterday.\n\n"
        "QUESTION: Will it?\n\nMR. PRICE: We do not expect so."
    )
    assert told(reading(text)) == [
        "MR. PRICE | It has not. I said that yesterday",
        "MR. PRICE | We do not expect so",
    ]


def test_labels_on_the_line_of_a_title(reading: Read) -> None:
    """A transcript lost its line breaks: its labels follow asterisks, or a title without a verb."""
    text = (
        "They met in Sochi. * * * Beginning of the talks President of Russia Vladimir Putin: Friends, I greet you. "
        "President of Serbia Aleksandar Vucic: Thank you for this."
    )
    assert told(reading(text)) == [
        "President of Russia Vladimir Putin | Friends, I greet you",
        "President of Serbia Aleksandar Vucic | Thank you for this",
    ]
    news = "He was met by President of Serbia Aleksandar Vucic: the two had last spoken in May."
    assert told(reading(news)) == []


def test_directness(reading: Read) -> None:
    """Quoted, reported and mixed speech are told apart."""
    texts = {
        '"We will wait," Kuleba said.': "direct",
        "Kuleba said Ukraine would wait.": "indirect",
        "Kuleba said Ukraine would wait “as long as it takes”.": "mixed",
    }
    assert {text: find_statements(reading(text))[0].direct for text in texts} == texts


def test_the_cue_leaves_the_matter_out(reading: Read) -> None:
    """The cue is the reporting phrase: speaker and word, nothing of what is reported."""
    text = reading("The foreign minister has said that the road is open.")
    (draft,) = find_statements(text)
    assert text.tokens(draft.cue).text == "The foreign minister has said"
    assert draft.cue.end <= draft.content[0].start


_PARTS = [
    "Lavrov",
    "said",
    "that",
    '"',
    "“",
    "”",
    ",",
    ".",
    "the talks ended",
    "he",
    "adding",
    "according to",
    "\n\n",
    "TASS",
]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(_PARTS), max_size=18))
def test_any_text(parts: list[str]) -> None:
    """Drafts of any text point into it, hold something and come in order."""
    document = Document("t", " ".join(parts))
    (found,) = read([(document, clean(document))])
    drafts = find_statements(found)
    assert [d.cue for d in drafts] == sorted(d.cue for d in drafts)
    for draft in drafts:
        for words in (draft.cue, *draft.content, *draft.via, *([draft.speaker] if draft.speaker else [])):
            assert 0 <= words.start < words.end <= len(found.doc)
            assert found.span(words).of(document.text)


def test_the_wide_table_takes_beliefs_and_plans(reading: Read) -> None:
    """What PolNeAR counts and the project does not: intentions and beliefs, by verb and noun."""
    for text in ("Trump wants to build a wall.", "Britain's decision to leave the Union shook Paris."):
        assert find_statements(reading(text)) == ()
        assert len(find_statements(reading(text), load_attribution())) == 1
