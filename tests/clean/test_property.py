"""Whatever text comes in, cleaning raises nothing and every character kept leads back to where it stood."""

from __future__ import annotations

import itertools

from hypothesis import given, settings
from hypothesis import strategies as st

from communique.clean import CleanText, clean
from communique.schema import Document

PIECES = st.sampled_from(
    [
        *"aAbe -–—.,:;()[]/\"'“”’#\n\r\t\xa0\u200b&<>*_0189âÃ€™©",
        "Related Articles: x",
        "MOSCOW (TASS): ",
        "&amp;",
        "&#39;",
        "â€™",
        "\n\n",
        "Read more",
        "By Jane Roe",
        "2021-08-18",
        "<p>",
        "</b>",
        "Wedne-sday ",
        "co-ndemned ",
        "https://x.example/",
        "He said. ",
        "ended.Then ",
        "**",
        "](http://a.b)",
    ]
)
TEXTS = st.one_of(st.text(), st.lists(PIECES, max_size=50).map("".join))


def cleaned(text: str) -> CleanText:
    return clean(Document("x", text))


@settings(max_examples=400, deadline=None)
@given(TEXTS)
def test_every_character_has_a_place_in_the_raw_text_and_places_never_go_back(text: str) -> None:
    result = cleaned(text)
    assert len(result.text) == len(result.origin) == len(result.ends)
    assert list(result.origin) == sorted(result.origin)
    assert list(result.ends) == sorted(result.ends)
    assert all(0 <= a < b <= len(text) for a, b in zip(result.origin, result.ends, strict=True))


@settings(max_examples=300, deadline=None)
@given(TEXTS, st.data())
def test_any_stretch_of_the_clean_text_leads_back_to_a_stretch_of_the_raw_text(text: str, data: st.DataObject) -> None:
    result = cleaned(text)
    if result.text:
        start = data.draw(st.integers(0, len(result.text) - 1))
        end = data.draw(st.integers(start + 1, len(result.text)))
        span = result.to_raw(start, end)
        assert 0 <= span.start < span.end <= len(text)


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_blocks_are_in_order_and_do_not_overlap_and_breaks_start_them(text: str) -> None:
    result = cleaned(text)
    spans = [block.span for block in result.blocks]
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert all(a.end <= b.start for a, b in itertools.pairwise(spans))
    offsets = [offset for offset, _ in result.breaks]
    assert offsets == sorted(set(offsets))
    assert {kind for _, kind in result.breaks} <= {"heading", "paragraph", "caption"}


WORDS = st.lists(st.sampled_from(["talks", "Peskov", "said", "inter-Afghan", "G7", "“no,”", "(2021)"]), min_size=1)


@settings(max_examples=200, deadline=None)
@given(st.lists(WORDS.map(" ".join), min_size=1, max_size=6))
def test_plain_paragraphs_lose_nothing(paragraphs: list[str]) -> None:
    """What needs no repair comes out word for word."""
    text = "\n\n".join(f"On Monday {words}." for words in paragraphs)
    result = cleaned(text)
    assert result.text.split() == text.split()
    assert all(
        text[a:b] == char for a, b, char in zip(result.origin, result.ends, result.text, strict=True) if char > " "
    )
