"""Reports put together into contacts: chains, a person's word, and that no order matters."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st
from merging_set import merging_set
from reports import report

from communique.measure import b_cubed
from communique.record.merging import blocks, cluster, cluster_connected, conclude, first_day, judgements, merged
from communique.schema.reports import Decision, Report

REPORTS, GOLD = merging_set()
MONDAY = report("call held 2023-05-01 | Luc Morel FRA, Oleg Sorin RUS", "mon", "2023-05-01")
TUESDAY = report("call held - | Luc Morel FRA, Oleg Sorin RUS", "tue", "2023-05-02")
WEDNESDAY = report("call held 2023-05-03 | Luc Morel FRA, Oleg Sorin RUS", "wed", "2023-05-03")


def keys(groups: Sequence[Sequence[Report]]) -> set[frozenset[str]]:
    return {frozenset(report.key for report in members) for members in groups}


def together(groups: Sequence[Sequence[Report]], *wanted: Report) -> bool:
    return any({report.key for report in wanted} <= {report.key for report in members} for members in groups)


def test_the_set_of_our_own_is_merged_as_it_should_be() -> None:
    assert len(REPORTS) >= 120
    assert len(set(GOLD.values())) >= 40
    found = b_cubed(([report.key for report in group] for group in merged(REPORTS)), GOLD)
    assert found.f1 >= 0.98, found


def test_what_lies_between_two_calls_does_not_glue_them() -> None:
    groups = merged([MONDAY, TUESDAY, WEDNESDAY])
    assert not together(groups, MONDAY, WEDNESDAY)


def test_a_persons_word_holds_against_all_weights() -> None:
    same = Decision(*sorted((MONDAY.key, WEDNESDAY.key)), same=True)
    assert together(merged([MONDAY, TUESDAY, WEDNESDAY], [same]), MONDAY, WEDNESDAY)
    copy = report("call held 2023-05-01 | Luc Morel FRA, Oleg Sorin RUS", "copy", "2023-05-01")
    assert together(merged([MONDAY, copy]), MONDAY, copy)
    different = Decision(*sorted((MONDAY.key, copy.key)), same=False)
    third = report("call held 2023-05-01 | Luc Morel FRA, Oleg Sorin RUS", "third", "2023-05-01")
    assert not together(merged([MONDAY, copy, third], [different]), MONDAY, copy)


def test_a_persons_word_on_reports_of_other_components_or_elsewhere_is_no_fault() -> None:
    far = report("visit held 2020-01-01 | Ana Marin ROU, FRA host", "far", "2020-01-01")
    assert together(merged([MONDAY, far], [Decision(*sorted((MONDAY.key, far.key)), same=True)]), MONDAY, far)
    assert len(merged([MONDAY], [Decision("r-a", "r-b", True)])) == 1


def test_where_two_words_of_a_person_contradict_each_other_apart_stays_apart() -> None:
    a, b, c = MONDAY, TUESDAY, WEDNESDAY
    words = [
        Decision(*sorted((a.key, b.key)), same=True),
        Decision(*sorted((b.key, c.key)), same=True),
        Decision(*sorted((a.key, c.key)), same=False),
    ]
    assert not together(merged([a, b, c], words), a, c)


@given(st.permutations(REPORTS))
@settings(max_examples=10)
def test_any_order_of_arrival_gives_the_same_contacts(shuffled: list[Report]) -> None:
    assert merged(shuffled) == merged(REPORTS)


@given(st.lists(st.sampled_from(REPORTS), unique_by=lambda report: report.key, max_size=25), st.randoms())
@settings(max_examples=30)
def test_components_put_together_one_by_one_give_what_all_at_once_give(some: list[Report], random: object) -> None:
    """What the ledger does: only the components of touched blocks are put together anew."""
    found = judgements(some)
    whole = cluster(some, found)
    parts: list[set[str]] = []
    for one in some:
        linked = [
            part
            for part in parts
            if any(j.score > 0 and (j.a in part) != (j.b in part) and one.key in (j.a, j.b) for j in found)
        ]
        joined = {one.key}.union(*linked)
        parts = [part for part in parts if part not in linked] + [joined]
    apart = [group for part in parts for group in cluster([r for r in some if r.key in part], found)]
    assert keys(apart) == keys(whole)


@given(st.integers(1, 9), st.integers(1, 400))
@settings(max_examples=10)
def test_blocks_divided_among_many_judge_every_pair_once(parts: int, days: int) -> None:
    """What merging on several machines does: each looks into the blocks of some days, or into a share of them."""

    def judged_by(block: str) -> int:
        return (first_day(block) // days + len(block)) % parts

    apart = [j for part in range(parts) for j in judgements(REPORTS, lambda block, part=part: judged_by(block) == part)]
    whole = judgements(REPORTS)
    assert len(apart) == len(whole) == len({(j.a, j.b) for j in whole})
    assert set(apart) == set(whole)


def test_a_component_is_put_together_without_its_judgements() -> None:
    hub = {report.key: report.key for report in REPORTS}
    for one in judgements(REPORTS):
        old, new = hub[one.b], hub[one.a]
        hub = {key: new if leader == old else leader for key, leader in hub.items()}
    components = [[r for r in REPORTS if hub[r.key] == leader] for leader in set(hub.values())]
    assert len(components) > 20
    assert keys([group for part in components for group in cluster_connected(part)]) == keys(merged(REPORTS))


@given(st.permutations(REPORTS[:40]))
@settings(max_examples=10)
def test_a_contact_is_concluded_alike_from_any_order_of_its_reports(shuffled: list[Report]) -> None:
    members = [report for report in shuffled if GOLD[report.key] == "Monday's call"]
    assert conclude(members) == conclude(sorted(members, key=lambda report: report.key))


def test_every_report_is_in_just_one_group_and_groups_are_ordered() -> None:
    groups = merged(REPORTS)
    assert sorted(report.key for members in groups for report in members) == sorted(GOLD)
    assert [members[0].key for members in groups] == sorted(members[0].key for members in groups)


def test_the_invented_contacts_meet_in_small_blocks() -> None:
    count: dict[str, int] = {}
    for one in REPORTS:
        for block in blocks(one):
            count[block] = count.get(block, 0) + 1
    assert max(count.values()) <= 16
