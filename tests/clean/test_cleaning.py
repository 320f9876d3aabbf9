"""What an article's lines are taken for, and what reaches the parser."""

from __future__ import annotations

import pytest

from communique.clean import BlockKind, CleanText, clean
from communique.schema import Document, When


def cleaned(text: str, title: str | None = None, published: str | None = None) -> CleanText:
    return clean(Document("x", text, title=title, published=When(published) if published else None))


def kinds(text: str, title: str | None = None) -> list[tuple[BlockKind, str]]:
    return [(block.kind, block.span.of(text)) for block in cleaned(text, title).blocks]


ARTICLE = """Kremlin denies plans for talks with Tokyo

Published: 3 September 2018 10:40 GMT
VLADIVOSTOK, Russia (Reuters) - Dmitry Peskov said on Monday that no talks on the Kuril islands were planned.

FILE PHOTO: Vladimir Putin and Shinzo Abe in Singapore, November 14, 2018. REUTERS/Jane Roe

“We’ve heard nothing of the kind,” he added. (Reporting by Jane Roe; Editing by John Doe)

Next steps

- Abe is to visit Moscow in January.

READ MORE: How the Kurils were lost

#Kurils #Japan #Russia

Leave a Comment

Your email address will not be published.
"""


def test_an_article_is_told_from_what_the_page_puts_around_it() -> None:
    assert kinds(ARTICLE) == [
        ("heading", "Kremlin denies plans for talks with Tokyo"),
        ("date", "Published: 3 September 2018 10:40 GMT"),
        ("dateline", "VLADIVOSTOK, Russia (Reuters) -"),
        ("paragraph", "Dmitry Peskov said on Monday that no talks on the Kuril islands were planned."),
        ("furniture", "FILE PHOTO:"),
        ("caption", "Vladimir Putin and Shinzo Abe in Singapore, November 14, 2018."),
        ("furniture", "REUTERS/Jane Roe"),
        ("paragraph", "“We’ve heard nothing of the kind,” he added."),
        ("furniture", "(Reporting by Jane Roe; Editing by John Doe)"),
        ("heading", "Next steps"),
        ("paragraph", "Abe is to visit Moscow in January."),
        ("furniture", "READ MORE: How the Kurils were lost"),
        ("furniture", "#Kurils #Japan #Russia"),
        ("furniture", "Leave a Comment"),
        ("furniture", "Your email address will not be published."),
    ]


def test_only_headings_paragraphs_and_captions_reach_the_parser() -> None:
    assert cleaned(ARTICLE).text.split("\n\n") == [
        "Kremlin denies plans for talks with Tokyo",
        "Dmitry Peskov said on Monday that no talks on the Kuril islands were planned.",
        "Vladimir Putin and Shinzo Abe in Singapore, November 14, 2018.",
        "“We've heard nothing of the kind,” he added.",
        "Next steps",
        "Abe is to visit Moscow in January.",
    ]


def test_breaks_are_where_the_blocks_start() -> None:
    result = cleaned(ARTICLE)
    starts = [result.text[offset : offset + 6] for offset, _ in result.breaks]
    assert starts == ["Kremli", "Dmitry", "Vladim", "“We've", "Next s", "Abe is"]
    assert [kind for _, kind in result.breaks].count("caption") == 1


def test_place_and_agency_of_the_dateline_have_their_spans() -> None:
    result = cleaned(ARTICLE)
    assert result.place is not None
    assert result.agency is not None
    assert (result.place.of(ARTICLE), result.agency.of(ARTICLE)) == ("VLADIVOSTOK, Russia", "Reuters")


@pytest.mark.parametrize(
    ("text", "edtf", "words"),
    [
        ("Headline\n\n2021-08-18 10:00\n\nPutin spoke.", "2021-08-18", "2021-08-18"),
        ("MOSCOW, August 18, 2021 (TASS) - Putin spoke.", "2021-08-18", "August 18, 2021"),
        (" date 2021-09-03 DUSHANBE (TASS): Rahmon spoke.", "2021-09-03", "2021-09-03"),
        ("Updated: 4 May 2022\nPublished: 3 May 2022\nPutin spoke.", "2022-05-03", "3 May 2022"),
        ("3 May 2022\nMOSCOW, May 4, 2022 (TASS) - Putin spoke.", "2022-05-03", "3 May 2022"),
    ],
)
def test_the_articles_own_date_is_read_with_its_words(text: str, edtf: str, words: str) -> None:
    published = cleaned(text).published
    assert published is not None
    assert published.span is not None
    assert (published.edtf, published.span.of(text)) == (edtf, words)


@pytest.mark.parametrize(
    "text",
    [
        "UNITED NATIONS, July 5 - The Council met.",
        "05/04/2021\nPutin spoke.",
        "Putin spoke on 3 May 2022.",
        "3 May 2022\n4 May 2022\nPutin spoke.",
        "11:22 A.M. EDT\n\nPRESIDENT BIDEN: Thank you.",
    ],
)
def test_a_date_that_is_not_certain_is_none(text: str) -> None:
    assert cleaned(text).published is None


def test_metadata_go_before_the_text_and_take_its_span_where_both_agree() -> None:
    text = "2021-08-18\nPutin spoke."
    agreeing, other = cleaned(text, published="2021-08-18").published, cleaned(text, published="2021-08-19").published
    assert agreeing == When("2021-08-18", agreeing.span if agreeing else None)
    assert agreeing is not None
    assert agreeing.span == (0, 10)
    assert other == When("2021-08-19")


def test_dates_further_down_are_headings_of_a_chronology() -> None:
    days = "\n".join(f"January {day}, 2022\nThe envoys met for the {day}th time." for day in range(1, 12))
    found = [kind for kind, words in kinds(days) if words.startswith("January")]
    assert found[0] == "date"
    assert found[-1] == "heading"


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Kremlin: no summit before spring", "heading"),
        ("“No means no”", "heading"),
        ("## Reactions from Europe", "heading"),
        ("The envoys met in Doha.", "paragraph"),
        ("“It failed,” he said", "heading"),
        ("Here is what the Guardian writes:", "paragraph"),
    ],
)
def test_lines_without_a_full_stop_are_headings(line: str, kind: BlockKind) -> None:
    assert kinds(f"{line}\n\nThe ministers met in Muscat.")[0][0] == kind


def test_the_title_is_a_heading_even_with_a_full_stop() -> None:
    text = "Talks over. What now?\n\nThe envoys left Doha."
    assert kinds(text, title="Talks over. What now?")[0][0] == "heading"
    assert kinds(text)[0][0] == "paragraph"


def test_turns_of_a_transcript_keep_their_labels_and_are_no_headings() -> None:
    text = "QUESTION: Will you meet?\nMR PRICE: We —\nQUESTION: When?\nMR PRICE: In due course —"
    assert [kind for kind, _ in kinds(text)] == ["paragraph"] * 4
    assert cleaned(text).text.startswith("QUESTION: Will")


def test_a_text_that_has_lost_its_full_stops_has_no_long_headings() -> None:
    sentences = [
        f"The {n} delegations agreed on Monday to meet again in Oslo" for n in ("two", "three", "four", "five")
    ]
    assert [kind for kind, _ in kinds("Oslo talks\n" + "\n".join(sentences))] == ["heading"] + ["paragraph"] * 4


def test_markup_goes_and_its_words_stay() -> None:
    text = "<p>Putin <b>rang</b> Macron.</p><p>They **agreed** on [talks](https://x.example/a).</p>"
    assert cleaned(text).text == "Putin rang Macron.\n\nThey agreed on talks."


def test_a_hashtag_in_a_sentence_is_read_as_its_word() -> None:
    text = "“We discussed #Afgha-nistan today,” he wrote."
    result = cleaned(text)
    at = result.text.index("Afghanistan")
    assert result.to_raw(at, at + 11).of(text) == "Afgha-nistan"


def test_related_headlines_run_into_a_name_are_passed_over() -> None:
    text = "President Jane Roe Jane Ann RoeSenate delays vote on arms pact House passes budget MORE said she would go."
    assert cleaned(text).text == "President Jane Roe said she would go."


def test_a_speakers_card_becomes_a_label() -> None:
    text = "Shavkat Mirziyoyev Mirziyoyev ShavkatPresident of Uzbekistan(retranslated): Thank you."
    assert cleaned(text).text == "Shavkat Mirziyoyev President of Uzbekistan: Thank you."


@pytest.mark.parametrize("text", ["", " \n\t\n", "***", "Advertisement"])
def test_a_text_without_words_is_clean_and_empty(text: str) -> None:
    assert cleaned(text).text == ""
    assert cleaned(text).breaks == ()


@pytest.mark.slow
@pytest.mark.parametrize(
    "unit", ["Putin met Xi on Monday.Then ", "A", "(", "<!-- ", "co-ndemned ", "Jane Roe/AP ", '"a']
)
def test_a_line_of_a_megabyte_is_cleaned_in_bounded_time(unit: str) -> None:
    text = unit * (1_000_000 // len(unit))
    assert len(cleaned(text).origin) == len(cleaned(text).ends)
