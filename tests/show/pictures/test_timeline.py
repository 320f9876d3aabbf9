"""Contacts over time: what happened is filled, what is ahead outlined, what does not come about crossed."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pictured import contact, links, looks, texts, tree

from communique.record.asking.counts import TallyRow
from communique.schema import KINDS
from communique.show.pictures import draw_bars, draw_marks
from communique.show.pictures.axis import UNITS, begin, close, unit_for
from communique.show.pictures.timeline import reach

FIRST, LAST = date(2021, 1, 1), date(2021, 12, 31)


def marks(contacts, lanes=KINDS):
    return draw_marks(
        contacts, FIRST, LAST, lanes=lanes, lanes_of=lambda one: (one.kind,), to=lambda one: f"/contact/{one.id}"
    )


def bars(tallies, unit="month", lanes=("call",)):
    return draw_bars(
        tallies, FIRST, LAST, unit, lanes=lanes, noun="contacts",
        to=lambda lane, first, last: f"/timeline?kind={lane}&since={first}&until={last}",
    )  # fmt: skip


def in_links(picture):
    """The classes of the shapes within links: those of the legend are none."""
    return [
        child.get("class")
        for link in tree(picture).iter("{http://www.w3.org/2000/svg}a")
        for child in link
        if child.tag.endswith(("circle", "rect", "path"))
    ]


@pytest.mark.parametrize(
    ("status", "shapes"),
    [
        ("held", ["happened"]),
        ("ongoing", ["happened"]),
        ("planned", ["ahead"]),
        ("possible", ["ahead"]),
        ("refused", ["off", "cross"]),
        ("cancelled", ["off", "cross"]),
        ("denied", ["off", "cross"]),
    ],
)
def test_each_status_has_the_mark_of_its_group(status, shapes):
    assert in_links(marks([contact("c-1", status)])) == shapes


def test_a_mark_leads_to_its_contact_and_says_what_it_is():
    root = tree(marks([contact("c-1", label="Macron, Putin: call")]))
    assert links(root) == ["/contact/c-1"]
    assert "Macron, Putin: call" in [title.text for title in root.iter("{http://www.w3.org/2000/svg}title")]


def test_a_date_of_a_month_is_a_pale_bar_and_an_interval_a_full_one():
    picture = marks([contact("c-1", date="2021-03"), contact("c-2", date="2021-06-01/2021-07-10")])
    assert in_links(picture) == ["happened vague", "happened"]
    assert "unknown day" in picture.notes[0]


def test_contacts_without_a_date_stand_apart():
    root = tree(marks([contact("c-1"), contact("c-2", date=None), contact("c-3", date="XXXX-01-10")]))
    assert "no date" in texts(root)
    assert links(root) == ["/contact/c-1", "/contact/c-2", "/contact/c-3"]


def test_what_lies_outside_is_told():
    picture = marks([contact("c-1"), contact("c-2", date="1942-01-01"), contact("c-3", "planned", date="2030-01-01")])
    assert len(links(tree(picture))) == 1
    assert picture.notes == (
        "Left of the picture, before 1 Jan 2021: 1 took place, 0 ahead, 0 not taking place.",
        "Right of the picture, after 31 Dec 2021: 0 took place, 1 ahead, 0 not taking place.",
    )


def test_marks_of_one_lane_do_not_lie_over_each_other():
    contacts = [contact(f"c-{n}", date=f"2021-05-{n % 4 + 10}") for n in range(60)]
    spots = [(c.get("cx"), c.get("cy")) for a in tree(marks(contacts)).iter("{http://www.w3.org/2000/svg}a") for c in a
             if c.get("cx")]  # fmt: skip
    assert len(spots) == len(set(spots)) == 60


def test_a_bar_shows_what_happened_apart_from_the_rest():
    picture = bars([TallyRow("call", "2021-03-01", 5, 2, 1)])
    assert in_links(picture) == ["happened", "ahead", "off", "cross"]
    assert "call, Mar 2021: 5 took place, 2 ahead, 1 not taking place" in picture.svg
    assert links(tree(picture)) == ["/timeline?kind=call&since=2021-03-01&until=2021-03-31"]


def test_what_happened_stands_above_the_line_and_the_rest_below():
    (happened, ahead, *_) = [
        box for a in tree(bars([TallyRow("call", "2021-03-01", 5, 2, 0)])).iter("{http://www.w3.org/2000/svg}a")
        for box in a if box.tag.endswith("rect")
    ]  # fmt: skip
    assert float(happened.get("y")) + float(happened.get("height")) < float(ahead.get("y"))


def test_planned_contacts_alone_never_make_a_filled_bar():
    assert "happened" not in in_links(bars([TallyRow("call", "2021-03-01", 0, 2000, 700)]))


def test_what_has_no_single_unit_is_told_apart():
    picture = bars([TallyRow("call", "2021-03-01", 1, 0, 0), TallyRow("call", None, 3, 4, 5)])
    assert any("one wider than a month: 3 took place, 4 ahead, 5 not taking place" in note for note in picture.notes)
    assert "Each bar is a month; taller is more." in picture.notes


def test_ten_thousand_contacts_stay_one_readable_picture():
    tallies = [
        TallyRow(kind, f"{year}-{month:02}-01", 70, 20, 10)
        for kind in KINDS
        for year in (2021,)
        for month in range(1, 13)
    ]
    picture = bars(tallies, lanes=KINDS)
    root = tree(picture)
    assert len(links(root)) == len(tallies)
    assert float(root.get("height")) < 800


def test_empty_pictures_are_pictures():
    assert tree(marks([])) is not None
    assert tree(bars([])) is not None
    assert looks(tree(marks([], lanes=())), "line")


@given(st.dates(date(1, 1, 1), date(9999, 12, 31)), st.sampled_from(UNITS))
def test_a_unit_holds_the_day_it_was_begun_for(day, unit):
    first = begin(day, unit)
    assert first <= day <= close(first, unit)
    assert begin(close(first, unit), unit) == first


@given(st.dates(), st.dates(), st.integers(1, 300))
def test_there_are_not_more_units_than_asked_for(one, other, most):
    first, last = sorted((one, other))
    unit = unit_for(first, last, most)
    days = (last - first).days + 1
    assert unit == "year" or days / {"day": 1, "week": 7, "month": 31, "quarter": 92}[unit] <= most


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        ([], None),
        ([FIRST, LAST], (FIRST, LAST)),
        ([date(1942, 1, 1), *([FIRST, LAST] * 20)], (FIRST, LAST)),
        ([date(2021, 5, 1), *([FIRST, LAST] * 20)], (FIRST, LAST)),
    ],
)
def test_a_few_far_days_do_not_shrink_the_others(days, expected):
    assert reach(days) == expected
