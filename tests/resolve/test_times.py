"""A sentence, the date of its document, and the EDTF its time expressions must give."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.clean import clean
from communique.cli.reading import samples
from communique.lexicon.calendar import load_calendar
from communique.read import Reading, read
from communique.resolve.times import TimeMention, find_times
from communique.resolve.times.finding import _rules
from communique.resolve.times.windows import windows
from communique.schema import Document, When
from communique.schema.edtf import is_edtf


@cache
def reading_of(text: str) -> Reading:
    document = Document("test", text)
    return next(read([(document, clean(document))]))


def times(text: str, published: str | None) -> tuple[TimeMention, ...]:
    return find_times(reading_of(text), When(published) if published else None)


def dates(text: str, published: str | None) -> list[str]:
    return [mention.when.edtf for mention in times(text, published) if mention.when is not None]


# 2021-08-18 is a Wednesday, 2022-02-10 a Thursday, 2024-03-26 a Tuesday, 2025-03-11 a Tuesday.
WEEKDAYS = (
    ("Putin and Rahmon spoke on Wednesday.", "2021-08-18", "2021-08-18"),
    ("Scholz met Putin in Moscow on Tuesday.", "2022-02-10", "2022-02-08"),
    ("Blinken will meet Lavrov in Geneva on Friday.", "2022-02-10", "2022-02-11"),
    ("Blinken is scheduled to meet Lavrov on Friday.", "2022-02-10", "2022-02-11"),
    ("The envoys are expected to meet on Monday.", "2022-02-10", "2022-02-14"),
    ("A visit planned for Sunday was discussed.", "2022-02-10", "2022-02-13"),
    ("The summit begins on Saturday.", "2022-02-10", "2022-02-12"),
    ("Talks are to resume on Thursday.", "2022-02-10", "2022-02-10"),
    ("Xi had spoken with Zelenskyy on Friday.", "2022-02-10", "2022-02-04"),
    ("Merkel, who met Putin on Friday, called Macron.", "2021-08-18", "2021-08-13"),
    ("The ministers agreed on Monday to meet in May.", "2024-03-26", "2024-03-25"),
    ("Kuleba spoke with Blinken last Friday.", "2024-03-26", "2024-03-22"),
    ("Kuleba will speak with Blinken next Friday.", "2024-03-26", "2024-03-29"),
    ("Kuleba will speak with Blinken next Wednesday.", "2024-03-26", "2024-04-03"),
    ("Kuleba will speak with Blinken this Friday.", "2024-03-26", "2024-03-29"),
    ("They met this past Friday.", "2024-03-26", "2024-03-22"),
    ("They will convene this coming Monday.", "2024-03-26", "2024-04-01"),
    ("The council met on Tuesday of last week.", "2024-03-26", "2024-03-19"),
    ("The council meets on Thursday next week.", "2024-03-26", "2024-04-04"),
    ("They talked late Tuesday.", "2025-03-11", "2025-03-11"),
    ("Witkoff landed in Moscow on Monday morning.", "2025-03-11", "2025-03-10"),
    ("The truce took effect at 10 p.m. Sunday.", "2025-03-11", "2025-03-09"),
    ("The two met in Vienna Friday.", "2021-08-18", "2021-08-13"),
    ("The embassy gave them until Friday to leave.", "2021-08-18", "../2021-08-20"),
    ("They could arrive as early as Thursday.", "2021-08-18", "2021-08-19"),
    ("The talks were postponed until Monday.", "2021-08-18", "2021-08-23"),
    ("France proposed holding talks on Sunday.", "2021-08-18", "2021-08-22"),
    ("India called off the talks, due in Islamabad on Sunday.", "2021-08-18", "2021-08-22"),
    ("She spoke with her host-to-be on Tuesday.", "2021-08-18", "2021-08-17"),
    ("The session had been due to open on Monday.", "2021-08-18", "2021-08-16"),
    ("The session had been due to open on Saturday.", "2018-11-29", "2018-12-01"),
    ("Lavrov flew to Delhi to meet Jaishankar on Friday.", "2022-04-03", "2022-04-01"),
    ("The envoy met them the day before yesterday.", "2021-08-18", "2021-08-16"),
    ("The envoy will meet them the day after tomorrow.", "2021-08-18", "2021-08-20"),
    ("Yesterday the sides exchanged lists.", "2021-08-18", "2021-08-17"),
    ("Talks continue tomorrow morning.", "2021-08-18", "2021-08-19"),
    ("Biden will call Xi later today.", "2021-08-18", "2021-08-18"),
    ("They dined together last night.", "2021-08-18", "2021-08-17"),
)

MONTHS = (
    ("Raisi and Macron met on September 20.", "2022-10-01", "2022-09-20"),
    ("They last met on December 7.", "2022-01-05", "2021-12-07"),
    ("They will meet on January 10.", "2021-12-28", "2022-01-10"),
    ("They will meet on 10 January.", "2021-12-28", "2022-01-10"),
    ("They will meet on the 10th of January.", "2021-12-28", "2022-01-10"),
    ("They signed the treaty on April 8, 2010.", "2021-12-28", "2010-04-08"),
    ("They signed the treaty on 8 April 2010.", None, "2010-04-08"),
    ("They met on Monday, Feb. 7, 2022.", None, "2022-02-07"),
    ("The accord was signed on 05.09.2014.", None, "2014-09-05"),
    ("The accord was signed on 2014-09-05.", None, "2014-09-05"),
    ("The accord was signed on 9/25/2014.", None, "2014-09-25"),
    ("They met in Geneva in June 2021.", "2021-12-28", "2021-06"),
    ("They met in Geneva in June.", "2021-12-28", "2021-06"),
    ("They met in Geneva last June.", "2021-12-28", "2021-06"),
    ("They will meet in Geneva next June.", "2021-12-28", "2022-06"),
    ("They will meet in June.", "2021-12-28", "2022-06"),
    ("They will meet in December.", "2021-11-28", "2021-12"),
    ("The visit, originally planned for February, was called off.", "2021-03-28", "2021-02"),
    ("The visit is planned for May.", "2021-11-28", "2022-05"),
    ("They met in November last year.", "2021-11-28", "2020-11"),
    ("They met in November of last year.", "2021-11-28", "2020-11"),
    ("They will meet on May 9 next year.", "2021-11-28", "2022-05-09"),
    ("They will meet this September.", "2021-05-28", "2021-09"),
    ("The two spoke on the margins of the June summit.", "2021-12-28", "2021-06"),
    ("The talks held since March have failed.", "2022-06-08", "2022-03/.."),
    ("Theresa May met Angela Merkel in Berlin.", "2018-07-05", ""),
    ("The ministers may march to the palace.", "2018-07-05", ""),
)

UNITS = (
    ("The G20 will meet next week.", "2024-07-24", "2024-07-29/2024-08-04"),
    ("The ministers are meeting this week.", "2024-07-24", "2024-07-22/2024-07-28"),
    ("The ministers met last week.", "2024-07-24", "2024-07-15/2024-07-21"),
    ("They met earlier this week.", "2023-02-09", "2023-02-06/2023-02-08"),
    ("They will meet later this week.", "2016-05-17", "2016-05-18/2016-05-22"),
    ("They will meet later in the week.", "2016-05-17", "2016-05-18/2016-05-22"),
    ("They met last weekend.", "2024-07-24", "2024-07-20/2024-07-21"),
    ("They met over the weekend.", "2024-07-24", "2024-07-20/2024-07-21"),
    ("They will meet this weekend.", "2024-07-24", "2024-07-27/2024-07-28"),
    ("They will meet next month.", "2024-12-24", "2025-01"),
    ("They met last month.", "2025-01-03", "2024-12"),
    ("They met this month.", "2025-01-03", "2025-01"),
    ("They met last year.", "2025-01-03", "2024"),
    ("They will meet next year.", "2025-01-03", "2026"),
    ("They met two weeks ago.", "2025-03-11", "2025-02-25"),
    ("They met three days ago.", "2025-03-11", "2025-03-08"),
    ("They met a week ago.", "2025-03-11", "2025-03-04"),
    ("They met two months ago.", "2025-03-11", "2025-01"),
    ("They met three years ago.", "2025-03-11", "2022"),
    ("They will meet in two weeks.", "2025-03-11", "2025-03-25"),
    ("They will meet in ten days.", "2025-03-11", "2025-03-21"),
    ("They will meet again in a month.", "2025-03-11", "2025-04"),
    ("They met in the summer of 2018.", "2025-03-11", "2018-22"),
    ("They met last spring.", "2025-03-11", "2024-21"),
    ("They will meet in the autumn.", "2016-05-15", "2016-23"),
    ("They met in the third quarter of 2022.", "2025-06-11", "2022-07/2022-09"),
    ("They will meet in the first quarter of next year.", "2018-12-07", "2019-01/2019-03"),
    ("Relations froze in the 1990s.", "2025-06-11", "199X"),
    ("Relations began in the 19th century.", "2025-06-11", "18XX"),
    ("The presidency passed to Baku in 2024.", "2025-06-11", "2024"),
    ("They will meet in the new year.", "2004-10-11", "2005"),
    ("They met earlier this year.", "2024-03-26", "2024-01-01/2024-03-26"),
    ("They met earlier this month.", "2024-03-26", "2024-03-01/2024-03-26"),
    ("They will meet later this year.", "2024-03-26", "2024-03-26/2024-12-31"),
    ("They will meet later this month.", "2024-03-26", "2024-03-26/2024-03-31"),
    ("They will meet early next year.", "2024-03-26", "2025-01-01/2025-04-30"),
    ("They will meet in late May.", "2024-03-26", "2024-05-21/2024-05-31"),
    ("They will meet in early May.", "2024-03-26", "2024-05-01/2024-05-10"),
    ("They will meet in mid-May.", "2024-03-26", "2024-05-11/2024-05-20"),
    ("They will meet at the end of the month.", "2024-03-06", "2024-03-21/2024-03-31"),
    ("They will meet by the end of the month.", "2024-03-06", "../2024-03-31"),
    ("They will meet before the end of the year.", "2024-03-06", "../2024-12-31"),
    ("They will meet in the second half of the year.", "2024-03-06", "2024-07-01/2024-12-31"),
    ("They will meet in the second half of June.", "2024-03-06", "2024-06-16/2024-06-30"),
    ("They will meet in the first half of next year.", "2024-03-06", "2025-01-01/2025-06-30"),
    ("They have met since 2014.", "2024-03-06", "2014/.."),
    ("They will wait until March 15.", "2024-03-06", "../2024-03-15"),
    ("They met in the first three months of 2024.", "2024-06-06", "2024-01/2024-03"),
    ("They will meet in the last two weeks of May.", "2024-03-06", "2024-05-18/2024-05-31"),
    ("They will meet in the last week of May.", "2024-03-06", "2024-05-25/2024-05-31"),
    ("They will meet in the first days of May.", "2024-03-06", "2024-05-01/2024-05-10"),
    ("They will meet after March 15.", "2024-03-06", "2024-03-16/.."),
    ("They will meet before March 15.", "2024-03-06", "../2024-03-14"),
    ("They will meet right after the holidays that end on May 9.", "2024-04-06", "2024-05-10/.."),
)

RANGES = (
    ("The talks will take place on January 10-12.", "2021-12-28", "2022-01-10/2022-01-12"),
    ("The talks will take place on January 9–10.", "2021-12-28", "2022-01-09/2022-01-10"),
    ("He will visit Sofia from February 7 to 11.", "2022-02-04", "2022-02-07/2022-02-11"),
    ("He will visit Sofia from 3 to 5 May.", "2022-04-04", "2022-05-03/2022-05-05"),
    ("He will visit Sofia on 3-5 May.", "2022-04-04", "2022-05-03/2022-05-05"),
    ("He will visit Sweden May 31-June 4.", "2022-05-30", "2022-05-31/2022-06-04"),
    ("He visited Sweden from May 31 to June 4, 2022.", None, "2022-05-31/2022-06-04"),
    ("They met on June 29 and 30.", "2022-07-01", "2022-06-29/2022-06-30"),
    ("They met on Sunday and Monday.", "2015-04-20", "2015-04-19/2015-04-20"),
    ("They will meet on Sunday and Monday.", "2016-04-21", "2016-04-24/2016-04-25"),
    ("He will be in Prague from Monday to Thursday.", "2022-07-16", "2022-07-18/2022-07-21"),
    ("They will meet between March 3 and March 9.", "2022-02-16", "2022-03-03/2022-03-09"),
    ("The visit may take place in April or in early May.", "2023-02-22", "2023-04/2023-05"),
    ("The mission ran from 2014 to 2017.", None, "2014/2017"),
    ("The mission ran from March to May 2017.", None, "2017-03/2017-05"),
    ("They will meet from 30 December to 2 January.", "2021-12-05", "2021-12-30/2022-01-02"),
)

UNDATED = (
    ("They spoke on Wednesday.", ""),
    ("They will meet next week.", ""),
    ("They met last year.", ""),
    ("They met two weeks ago.", ""),
    ("They met yesterday.", ""),
    ("They will meet on January 10.", "XXXX-01-10"),
    ("They will meet in June.", "XXXX-06"),
    ("They met last June.", "XXXX-06"),
    ("They will meet on January 10-12.", "XXXX-01-10/XXXX-01-12"),
    ("They will meet on January 20 next year.", "XXXX-01-20"),
    ("They will meet on the tenth of next January.", "XXXX-01-10"),
    ("They will meet on February 30.", ""),
)

CHAINS = (
    ("It opens on January 12, and the next day a second will follow.", "2021-12-28", ["2022-01-12", "2022-01-13"]),
    ("They meet on the tenth of next January. NATO follows on the 12th of the same month, the next day the OSCE.",
     None, ["XXXX-01-10", "XXXX-01-12", "XXXX-01-13"]),
    ("Ghani left on August 15, 2021. Two days later the envoys met.", None, ["2021-08-15", "2021-08-17"]),
    ("Ghani left on August 15, 2021. A day earlier the envoys had met.", None, ["2021-08-15", "2021-08-14"]),
    ("They met in 2017. In April of the same year a second round followed.", "2019-01-05", ["2017", "2017-04"]),
    ("He opened a channel early in 2017. They met that April.", "2019-01-05", ["2017-01-01/2017-04-30", "2017-04"]),
    ("It was signed on March 2, 2020. The following week talks began.", None, ["2020-03-02", "2020-03-09/2020-03-15"]),
    ("The accord was signed on March 2, 2020. The following month talks began.", None, ["2020-03-02", "2020-04"]),
    ("The accord was signed in 2015. The following year talks began.", None, ["2015", "2016"]),
    ("They met on Feb. 28. The next day they flew home.", None, ["XXXX-02-28"]),
)  # fmt: skip

LENGTHS = (
    ("The call lasted an hour and a half.", "PT90M"),
    ("The call lasted two and a half hours.", "PT150M"),
    ("The call lasted for 40 minutes.", "PT40M"),
    ("The two-day meeting ended.", "P2D"),
    ("They talked for three weeks.", "P3W"),
    ("They talked for several days.", "PXD"),
    ("The ministers meet every year.", "P1Y"),
    ("The envoys met every two weeks.", "P2W"),
    ("They brief the council every Tuesday.", "XXXX-WXX-2"),
    ("The hotline is tested daily.", "P1D"),
    ("They are now in contact.", "PRESENT_REF"),
)


@pytest.mark.parametrize(("text", "published", "expected"), [*WEEKDAYS, *MONTHS, *UNITS, *RANGES])
def test_news_time_is_read_against_the_date_of_the_article(text: str, published: str | None, expected: str) -> None:
    found = dates(text, published)
    # "agreed on Monday to meet in May" has a second date; the first is asked for.
    assert found[:1] == ([expected] if expected else [])


@pytest.mark.parametrize(("text", "expected"), UNDATED)
def test_without_a_date_of_the_article_no_year_is_guessed(text: str, expected: str) -> None:
    assert dates(text, None) == ([expected] if expected else [])


def test_an_expression_that_needs_the_article_date_is_kept_as_a_reference() -> None:
    (mention,) = times("They spoke on Wednesday.", None)
    assert (mention.kind, mention.when) == ("reference", None)


@pytest.mark.parametrize(("text", "published", "expected"), CHAINS)
def test_a_date_counts_from_the_one_named_before(text: str, published: str | None, expected: list[str]) -> None:
    assert dates(text, published) == expected


@pytest.mark.parametrize(("text", "expected"), LENGTHS)
def test_lengths_sets_and_references_are_no_dates(text: str, expected: str) -> None:
    (mention,) = times(text, "2022-03-10")
    assert mention.when is None
    assert mention.length == expected


@pytest.mark.parametrize(
    ("text", "head"),
    [
        ("Blinken met Lavrov on Friday.", "met"),
        ("Blinken discussed Friday's summit.", "summit"),
        ("Blinken said that Lavrov would arrive on Friday.", "arrive"),
        ("On Friday the two are to meet.", "meet"),
        ("The January talks failed.", "talks"),
    ],
)
def test_a_mention_knows_the_word_it_hangs_on(text: str, head: str) -> None:
    (mention,) = times(text, "2022-03-10")
    assert reading_of(text).doc[mention.head].text == head


def test_relative_dates_name_their_anchor_and_absolute_ones_have_none() -> None:
    relative, absolute = times("They met on Friday and on March 2, 2020.", "2022-03-10")
    assert relative.when == When("2022-03-04", relative.when.span if relative.when else None, "2022-03-10")
    assert absolute.when is not None
    assert absolute.when.anchor is None


def test_a_modified_date_keeps_the_unit_that_the_text_names() -> None:
    (mention,) = times("They will meet at the end of the month.", "2024-03-06")
    assert mention.unit == "2024-03"


def test_a_range_keeps_its_two_ends() -> None:
    (mention,) = times("They met on Sunday and Monday.", "2015-04-20")
    assert [part.when.edtf for part in mention.parts if part.when] == ["2015-04-19", "2015-04-20"]


def test_the_clock_of_a_day_is_kept() -> None:
    (mention,) = times("They met on Sunday evening.", "2015-04-20")
    assert (mention.kind, mention.clock) == ("time", "TEV")


def test_slashed_dates_are_read_only_where_one_reading_is_a_date() -> None:
    assert dates("They met on 04/05/2014.", None) == []
    assert dates("They met on 04/05/2014.", "2014-05-04") == ["2014-05-04"]


@pytest.mark.parametrize(("sentence", "expected"), load_calendar().examples)
def test_the_examples_of_the_calendar_hold(sentence: str, expected: bool) -> None:
    found = [mention for mention in times(sentence, "2016-10-20") if mention.when is not None]
    assert bool(found) == expected


_WORDS = st.sampled_from(
    "on Monday last next week May March 3 10 12th 2021 - to and the end of month year two days later ago met will meet"
    " early since by June , . next day Easter".split()
)  # fmt: skip


@settings(max_examples=80, deadline=None)
@given(st.lists(_WORDS, max_size=14), st.sampled_from([None, "2021", "2021-08", "2021-08-18", "2020-02-29"]))
def test_any_words_give_ordered_mentions_with_valid_dates(words: list[str], published: str | None) -> None:
    text = " ".join(words)
    mentions = times(text, published)
    reached = 0
    for mention in mentions:
        assert mention.words.start >= reached
        assert mention.words.end > mention.words.start
        reached = mention.words.end
        if mention.when is not None:
            assert is_edtf(mention.when.edtf)
            assert mention.when.span is not None
            assert mention.when.span.of(text)
        if published is None and mention.when is not None:
            assert mention.when.anchor is None or not mention.when.anchor.startswith("20") or "2021" in text


def test_outside_of_the_windows_no_rule_matches() -> None:
    texts = [path.read_text(encoding="utf-8") for path in sorted(samples().glob("*.txt"))]
    assert len(texts) > 5
    for text in [*texts, *(sentence for sentence, _ in load_calendar().examples)]:
        everywhere = {(m.span(), number) for number, one in enumerate(_rules()) for m in one.pattern.finditer(text)}
        inside = {
            (m.span(), number)
            for window in windows(text, _rules())
            for number, one in enumerate(_rules())
            if one in window.rules
            for m in one.pattern.finditer(text, window.start, window.end)
        }
        assert inside == everywhere
