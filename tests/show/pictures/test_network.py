"""Who talks to whom: widths by contacts held, and names that never lie over each other."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from pictured import SVG, looks, texts, tree

from communique.record.asking.counts import TieRow
from communique.record.asking.rows import Who
from communique.show.pictures import draw_network
from communique.show.pictures.labels import Box, place_labels
from communique.show.pictures.layout import arrange
from communique.show.pictures.lettering import width


def who(name):
    return Who(name, name[:3].upper(), name)


def draw(ties, **more):
    return draw_network(
        ties, to_actor=lambda one: f"/actor/{one.name}", to_pair=lambda a, b: f"/pair?a={a.name}&b={b.name}", **more
    )


def tie(a, b, happened=1, ahead=0, off=0):
    return TieRow(who(a), who(b), happened, ahead, off)


def boxes_of(picture):
    """The boxes of all names as the widths of lettering say, in the order of the picture."""
    for text in tree(picture).iter(SVG + "text"):
        if text.get("class") == "name":
            wide, x = width(text.text), float(text.get("x"))
            left = {"start": x, "end": x - wide, "middle": x - wide / 2}[text.get("text-anchor", "start")]
            yield Box(left, float(text.get("y")) - 9, left + wide, float(text.get("y")) + 3)


def overlaps(boxes):
    listed = list(boxes)
    return [(a, b) for nth, a in enumerate(listed) for b in listed[nth + 1 :] if a.meets(b)]


def test_a_line_is_as_wide_as_contacts_were_held():
    lines = looks(tree(draw([tie("A", "B", 64), tie("A", "C", 1)])), "line")
    assert "held w7" in lines
    assert "held w1" in lines


def test_contacts_that_were_not_held_do_not_make_a_line_wider():
    """Rule 3: a hundred plans and one call are one contact held."""
    drawn = looks(tree(draw([tie("A", "B", 1, 60, 40)])), "line")[4 * 1 :]
    assert [look for look in drawn if look != "hit"] == ["held w1"]


def test_a_tie_without_a_contact_held_is_a_line_of_its_own_kind():
    root = tree(draw([tie("A", "B", 0, 5, 2)]))
    assert looks(root, "line")[4:] == ["hit", "not-held"]
    assert looks(root, "circle") == ["ahead", "ahead"]
    assert "A – B: 0 held, 5 ahead, 2 not taking place" in draw([tie("A", "B", 0, 5, 2)]).svg


def test_above_two_hundred_actors_the_most_connected_are_drawn_and_it_is_said():
    ties = [tie("Hub", f"Actor {n:03}", 300 - n) for n in range(250)]
    picture = draw(ties)
    assert looks(tree(picture), "circle").count("happened") == 200
    assert picture.notes[0] == "Of 251 actors the 200 with most contacts held are drawn."
    assert "Actor 000" in texts(tree(picture))
    assert "Actor 249" not in texts(tree(picture))


def test_actors_that_the_caller_left_out_count_in_what_is_said():
    assert draw([tie("A", "B")], actors=900).notes[0] == "Of 900 actors the 2 with most contacts held are drawn."


def test_every_actor_keeps_a_line_when_ties_are_too_many():
    ties = [tie(f"A{a}", f"A{b}", 500 - a - b) for a in range(60) for b in range(a)] + [tie("A0", "Z", 1)]
    root = tree(draw(ties))
    assert any("Z" in (one.get("href") or "") for one in root.iter(SVG + "a") if one.get("class") == "tie")


def test_the_order_of_the_ties_does_not_matter():
    ties = [tie(f"A{n % 7}", f"B{n % 5}", n) for n in range(30)]
    assert draw(ties).svg == draw(ties[::-1]).svg


def test_a_network_without_ties_is_a_picture():
    assert "There is no tie." in draw([]).svg


names = st.text("abcdefgXYZ éЖ", min_size=1, max_size=40).map(lambda text: text.strip() or "a")


@given(st.lists(st.tuples(names, names, st.integers(0, 90)), min_size=1, max_size=60))
@settings(max_examples=30, deadline=None)
def test_no_two_names_overlap(triples):
    ties = [TieRow(Who(a, None, None), Who(b, None, None), held, 1, 0) for a, b, held in triples if a != b]
    assert overlaps(boxes_of(draw(ties))) == []


def test_no_two_names_overlap_in_a_crowd():
    ties = [tie(f"Minister number {a}", f"Minister number {b}", (a * b) % 40) for a in range(150) for b in range(a) if
            (a * 7 + b * 3) % 29 == 0]  # fmt: skip
    picture = draw(ties)
    found = list(boxes_of(picture))
    assert overlaps(found) == []
    assert len(found) > 140


@given(
    st.lists(
        st.tuples(st.floats(0, 400), st.floats(0, 300), st.floats(3, 12), st.floats(5, 150)), min_size=1, max_size=50
    )
)
def test_placed_names_lie_over_no_name_and_no_node(spots):
    nodes = [(x, y, radius) for x, y, radius, _ in spots]
    labels = place_labels(nodes, [wide for *_, wide in spots], 14, Box(0, 0, 400, 300))
    boxes = [label.box for label in labels if label is not None]
    assert overlaps(boxes) == []
    for nth, (label, _) in enumerate(zip(labels, nodes, strict=True)):
        for other, (x, y, radius) in enumerate(nodes):
            if label is not None and other != nth:
                assert not label.box.meets(Box(x - radius, y - radius, x + radius, y + radius))


def test_groups_without_a_tie_between_them_stand_beside_each_other():
    places = arrange(((50.0, 14.0),) * 4, ((0, 1), (2, 3)), 400.0)
    assert len({y for _, y in places}) == 1
    assert len({x for x, _ in places}) == 4
