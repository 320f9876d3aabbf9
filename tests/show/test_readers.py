"""What a person sees: the table of the terminal and the Markdown page."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from extractions import CALL, EXTRACTION, TEXT, VISIT, extractions, span_of
from hypothesis import given
from rich.cells import cell_len

from communique.schema import STATUSES, Contact, Document, Extraction, Sourced, Span, When
from communique.show import write_markdown, write_table
from communique.show.phrases import excerpt, grouped


def table(*shown: Extraction, width: int = 80) -> str:
    out = io.StringIO()
    write_table(shown, out, width=width)
    return out.getvalue()


def test_a_contact_shows_who_what_status_when_where_by_whom_and_its_words() -> None:
    drawn = table(EXTRACTION, width=100)
    for words in (
        "● held",
        "call",
        "Olaf Scholz (DEU)",
        "Xi Jinping (CHN)",
        "2022-05-06",
        "German Chancellery",
        "on fair trade · asked for by DEU",
        "“German Chancellor Olaf Scholz spoke by phone",
        "× cancelled",
        "China (CHN), host",
        "before: planned",
        "Beijing",
        "via Deutsche",
        "towards CHN, somebody",
        "demand: fair trade",
        "hangs on: according to dpa",
        "1 document: 2 contacts (1 took place, 0 ahead, 1 not), 1 statement, 1 position",
    ):
        assert words in drawn


def test_what_took_place_never_stands_under_the_heading_of_what_did_not() -> None:
    contacts = tuple(replace(CALL, status=Sourced(status, None)) for status in STATUSES)
    groups = {group.title: [c.status.value for c in members] for group, members in grouped(contacts)}
    assert groups == {
        "Took place": ["held", "ongoing"],
        "Ahead, not yet held": ["planned", "proposed", "possible"],
        "Not taking place": ["refused", "not_planned", "postponed", "cancelled", "denied"],
    }
    drawn = table(replace(EXTRACTION, contacts=contacts))
    took_place, ahead = drawn.index("TOOK PLACE"), drawn.index("AHEAD, NOT YET HELD")
    off = drawn.index("NOT TAKING PLACE")
    assert [drawn.count("● "), drawn.count("○ "), drawn.count("× ")] == [2, 3, 5]
    assert took_place < drawn.rindex("● ") < ahead < drawn.rindex("○ ") < off < drawn.index("× ")


@given(extractions())
def test_the_table_fits_eighty_columns_and_lets_no_control_character_through(extraction: Extraction) -> None:
    drawn = table(extraction)
    assert not {char for char in drawn if ord(char) < 32 or 127 <= ord(char) < 160} - {"\n"}
    assert max(map(cell_len, drawn.split("\n"))) <= 80


def test_nothing_is_cut_however_long_it_is() -> None:
    long = replace(
        CALL, date=When("2022-05-06/2022-05-09"), place=Sourced("Llanfairpwllgwyngyllgogerychwyrndrobwll", None)
    )
    drawn = table(replace(EXTRACTION, contacts=(long,)))
    column = "".join(line[51:66].strip() for line in drawn.splitlines())
    assert "2022-05-06 to2022-05-09" in column
    assert "Llanfairpwllgwyngyllgogerychwyrndrobwll" in column
    assert "…" not in drawn


def test_a_pipe_gets_no_colour_and_a_terminal_does() -> None:
    piped, coloured = io.StringIO(), io.StringIO()
    write_table([EXTRACTION], piped)
    write_table([EXTRACTION], coloured, color=True)
    assert "\x1b[" not in piped.getvalue()
    assert "\x1b[" in coloured.getvalue()


def test_an_escape_sequence_of_an_article_does_not_reach_the_terminal() -> None:
    text = "\x1b[31mXi met Putin.\x1b[0m"
    contact = Contact(Sourced("meeting", None), Sourced("held", None), (), (Span(0, len(text)),))
    drawn = table(Extraction(Document("\x1b]0;x\x07", text), (contact,)))
    assert "\x1b" not in drawn
    assert "Xi met Putin." in drawn


def test_a_document_without_records_says_so() -> None:
    assert "no contacts, statements or positions" in table(Extraction(Document("empty", "Nothing.")))


@pytest.mark.parametrize(
    ("span", "focus", "shown"),
    [
        (Span(0, 30), (), "German Chancellor Olaf Scholz"),
        (span_of("A visit to Beijing planned for May was called off."), (span_of("called off"),), "called off"),
    ],
)
def test_an_excerpt_keeps_the_words_of_interest(span: Span, focus: tuple[Span, ...], shown: str) -> None:
    line, places = excerpt(TEXT, span, focus, limit=40)
    assert shown in line
    assert [line[place.start : place.end] for place in places] == [place.of(TEXT) for place in focus]


@given(extractions())
def test_focus_of_an_excerpt_lies_in_the_excerpt(extraction: Extraction) -> None:
    text = extraction.document.text
    whole = Span(0, len(text))
    for contact in extraction.contacts:
        for span in contact.evidence:
            line, places = excerpt(text, whole, [span], limit=20)
            assert "\n" not in line
            assert all(0 <= place.start < place.end <= len(line) for place in places)


def test_markdown_has_a_table_for_each_group_and_escapes_what_markdown_reads() -> None:
    out = io.StringIO()
    odd = replace(VISIT, place=Sourced("Foo | *Bar*", None))
    write_markdown([replace(EXTRACTION, contacts=(CALL, odd))], out)
    page = out.getvalue()
    assert page.startswith("## Scholz and Xi talk\n")
    assert page.index("### Took place") < page.index("| held | call on fair trade |")
    assert page.index("| held |") < page.index("### Not taking place") < page.index("| cancelled | visit |")
    assert r"Foo \| \*Bar\*" in page
    assert "- **Olaf Scholz (DEU)**, via Deutsche Presse-Agentur (DEU): “We want fair trade”" in page
