"""A text with marks that overlap is cut so that every mark is whole and no letter is lost."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from communique.record.sheets import Mark
from communique.show.web.segments import segments

TEXT = "Xi phoned Putin on Monday, the Kremlin said."


def mark(words: str, record: str, field: str = "content") -> Mark:
    start = TEXT.index(words)
    return Mark("statement", record, field, start, start + len(words))


def test_overlapping_marks_share_the_segment_in_which_both_lie() -> None:
    found = segments(TEXT, [mark("phoned Putin", "a"), mark("Putin on Monday", "b")])
    assert [(one.text, one.records) for one in found] == [
        ("Xi ", ()), ("phoned ", ("a",)), ("Putin", ("a", "b")), (" on Monday", ("b",)), (", the Kremlin said.", ()),
    ]  # fmt: skip


def test_a_mark_can_be_found_by_its_place_though_another_begins_there_too() -> None:
    found = segments(TEXT, [mark("Xi phoned Putin", "a"), mark("Xi", "b")])
    assert found[0].anchors == ("s0-15", "s0-2")


def test_the_part_of_a_long_text_has_the_marks_that_reach_into_it() -> None:
    found = segments(TEXT, [mark("phoned Putin", "a")], 10, 20)
    assert [(one.text, one.records, one.anchors) for one in found] == [("Putin", ("a",), ()), (" on M", (), ())]


@given(
    st.text(max_size=40),
    st.lists(st.tuples(st.integers(0, 45), st.integers(0, 45), st.sampled_from("abc")), max_size=8),
)
def test_segments_are_the_text_and_every_mark_covers_whole_segments(
    text: str, places: list[tuple[int, int, str]]
) -> None:
    marks = [Mark("contact", record, "evidence", start, end) for start, end, record in places]
    found = segments(text, marks)
    assert "".join(one.text for one in found) == text
    for one in found:
        lying = {m.record for m in marks if m.start <= one.start < min(m.end, len(text)) and m.start < m.end}
        assert set(one.records) == lying
