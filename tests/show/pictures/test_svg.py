"""What every picture is: well-formed, without styles or scripts, whatever an article wrote."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pictured import SVG, contact, tree

from communique.record.asking.counts import TallyRow, TieRow
from communique.record.asking.rows import Who
from communique.show.pictures import draw_bars, draw_marks, draw_matrix, draw_months, draw_network
from communique.show.pictures.lettering import cut, legible, width

HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</title></svg><script>alert(1)</script>",
    "javascript:alert(1)",
    "\u202edesufer\u202c \u0000\u0008\ud800\uffff",
    "&lt;b&gt; & ]]> <![CDATA[",
    "x" * 1_000_000,
    "\ufdfd" * 40 + "z\u0300\u0301\u0302\u0303" * 40,
]


def all_pictures(words):
    day = date(2021, 8, 19)
    one = contact("c-1", "planned", sides=(words, "FRA"), label=words, kind=words)
    yield draw_marks([one], day, day, lanes=[words], lanes_of=lambda row: (row.kind,), to=lambda row: words)
    yield draw_bars(
        [TallyRow(words, "2021-08-19", 1, 1, 1)], day, day, "day", lanes=[words], to=lambda *_: words, noun=words
    )
    yield draw_months([one], [date(2021, 8, 1)], to=lambda row: words, to_day=lambda day: words)
    yield draw_matrix({(words, words): 1}, [words], [words], to=lambda *_: words, names={words: words}, title=words)
    tie = TieRow(Who(words, words, None), Who("b" + words, None, None), 1, 0, 0)
    yield draw_network([tie], to_actor=lambda who: words, to_pair=lambda a, b: words)


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_are_only_words(words):
    for picture in all_pictures(words):
        root = tree(picture)
        assert {element.tag.removeprefix(SVG) for element in root.iter()} <= {
            "svg", "title", "desc", "g", "a", "text", "line", "rect", "circle", "path",
        }  # fmt: skip
        for element in root.iter():
            assert not (element.get("href") or "").startswith("javascript:")
            assert not [name for name in element.attrib if name.startswith("on") or name == "style"]
        assert not re.search("[\u202e\x00-\x08\ufffe\uffff]", picture.svg)
        assert len(picture.svg) < 100_000 + 4 * len(words)


def test_every_picture_says_what_it_shows():
    for picture in all_pictures("Paris"):
        root = tree(picture)
        ids = {element.get("id"): element.text for element in root if element.get("id")}
        assert root.get("role") == "group"
        assert all(ids[name] for name in root.get("aria-labelledby").split())


def test_colours_and_widths_are_left_to_the_style_sheet():
    for picture in all_pictures("Paris"):
        for element in tree(picture).iter():
            assert not {"fill", "stroke", "stroke-width", "font-size", "opacity"} & set(element.attrib)


@given(st.text(max_size=60), st.floats(0, 300))
def test_cut_words_fit_their_room(text, room):
    assert width(cut(text, room)) <= room


@given(st.text(max_size=60))
def test_legible_words_are_one_line_and_stay_so(text):
    line = legible(text)
    assert legible(line) == line
    assert "\n" not in line
