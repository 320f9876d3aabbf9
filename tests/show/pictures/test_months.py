"""Contacts on the leaves of a calendar."""

from __future__ import annotations

from datetime import date

import pytest
from pictured import SVG, contact, links, looks, texts, tree

from communique.show.pictures import draw_months
from communique.show.pictures.months import brief, days_of

AUGUST = date(2021, 8, 1)


def leaf(contacts, **more):
    return draw_months(
        contacts, [AUGUST], to=lambda one: f"/contact/{one.id}", to_day=lambda day: f"/contacts?since={day}", **more
    )


@pytest.mark.parametrize(
    ("edtf", "days"),
    [
        ("2021-08-19", (date(2021, 8, 19), date(2021, 8, 19))),
        ("2021-08-19/2021-08-21", (date(2021, 8, 19), date(2021, 8, 21))),
        ("2021-08", None),
        ("2021-22", None),
        ("2021", None),
        ("2021-08-19/..", None),
        ("2021-07/2021-08-19", None),
        ("XXXX-08-19", None),
        (None, None),
    ],
)
def test_only_dates_of_days_lie_on_days(edtf, days):
    assert days_of(contact("c-1", "planned", edtf)) == days


def test_an_interval_spans_its_days_and_goes_on_in_the_next_week():
    root = tree(leaf([contact("c-1", "planned", "2021-08-06/2021-08-10")]))
    widths = [float(box.get("width")) for box in root.iter(SVG + "rect") if "plate" in box.get("class")]
    assert len(widths) == 2
    assert widths[0] == pytest.approx(3 * 1180 / 7 - 6, abs=0.2)
    assert widths[1] == pytest.approx(2 * 1180 / 7 - 6, abs=0.2)


def test_a_month_has_all_its_days():
    root = tree(leaf([]))
    assert [text for text in texts(root) if text.isdigit()] == [str(day) for day in range(1, 32)]
    assert "Aug 2021" in texts(root)


def test_contacts_of_one_day_stand_under_each_other_and_the_rest_is_counted():
    root = tree(leaf([contact(f"c-{n}", "planned") for n in range(9)]))
    plates = [box.get("y") for box in root.iter(SVG + "rect") if "plate" in box.get("class")]
    assert len(plates) == len(set(plates)) == 6
    assert "3 more" in texts(root)
    assert "/contacts?since=2021-08-19" in links(root)


def test_each_group_keeps_its_mark():
    root = tree(leaf([contact("c-1", "planned"), contact("c-2", "cancelled"), contact("c-3", "held")]))
    assert looks(root, "rect").count("plate ahead") == 1
    assert looks(root, "rect").count("plate off") == 1
    assert looks(root, "path").count("cross") == 2  # one in the legend


def test_today_is_marked():
    assert looks(tree(leaf([], today=date(2021, 8, 19))), "rect").count("day today") == 1


@pytest.mark.parametrize(
    ("sides", "words"),
    [
        (("FRA", "RUS"), "call FRA, RUS"),
        (("FRA", "RUS", "DEU", "UKR", "POL"), "call FRA, RUS, DEU +2"),
        (("FRA",), "call FRA"),
        ((), "call "),
    ],
)
def test_a_contact_in_the_fewest_words(sides, words):
    assert brief(contact("c-1", sides=sides)) == words


def test_no_month_is_a_picture():
    assert tree(draw_months([], [], to=lambda one: None, to_day=lambda day: None)) is not None
