"""Which texts are near-copies of each other."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.record import Ledger, State
from communique.record.voices import alike, buckets, near, runs_of, voices_of
from communique.schema import Document, Extraction, When

STORY = (
    "The two leaders spoke for an hour on Tuesday and agreed that envoys should meet before the end of the month. "
    "The Kremlin said that the call was held at the French side's initiative and that grain exports were discussed. "
    "Paris gave no details of the exchange but called it useful, and said that another would follow within weeks. "
    "Officials in Ankara, who had offered to host a round of talks, said that they had not been told of a date yet."
)


@pytest.mark.parametrize(
    ("other", "copies"),
    [
        (STORY.upper(), True),
        (STORY.replace(". ", ".\n\n"), True),
        ("PARIS (Agency) - " + STORY + " Read more on our site.", True),
        (STORY.replace("an hour", "ninety minutes"), True),
        (STORY[: len(STORY) // 2], False),
        (STORY.replace("Tuesday", "Friday").replace("French", "German").replace("Paris", "Berlin")[:300], False),
        (" ".join(random.Random(1).sample(STORY.split(), len(STORY.split()))), False),
        ("", False),
    ],
    ids=["case", "lines", "dateline and advert", "two words", "half", "another story", "the same words", "nothing"],
)
def test_copies_are_alike_and_share_a_bucket(other: str, copies: bool) -> None:
    one, two = runs_of(STORY), runs_of(other)
    assert alike(one, two) is copies
    if copies:
        assert set(buckets(one)) & set(buckets(two))


def test_of_copies_with_every_ninth_word_missing_nearly_all_share_a_bucket() -> None:
    chance = random.Random(3)
    found = copies = 0
    for _ in range(200):
        words = [f"w{chance.randrange(10**6)}" for _ in range(300)]
        other = [*words]
        for at in chance.sample(range(300), 13):
            other[at] = "another"
        one, two = runs_of(" ".join(words)), runs_of(" ".join(other))
        copies += alike(one, two)
        found += alike(one, two) and bool(set(buckets(one)) & set(buckets(two)))
    assert copies >= 150
    assert found >= 0.93 * copies


def test_buckets_are_the_same_on_every_machine() -> None:
    assert buckets(runs_of("Xi phoned Putin on Monday."))[:2] == [2876448258286294042, 4268469320105311327]


@pytest.mark.parametrize(
    ("one", "other", "answer"),
    [
        ("2022-05-07", "2022-05-20", True),
        ("2022-05-07", "2022-07-07", False),
        ("2022-05-07", None, True),
        ("XXXX-05-07", "2022-07-07", True),
        ("2022-05", "2022-05-20", True),
    ],
)
def test_a_copy_comes_out_within_weeks(one: str | None, other: str | None, answer: bool) -> None:
    assert near(one, other) is answer
    assert near(other, one) is answer


@given(
    st.lists(st.tuples(st.integers(0, 3), st.integers(0, 5), st.sampled_from([None, *range(1, 29, 3)])), max_size=14)
)
@settings(max_examples=40)
def test_documents_taken_together_have_the_voices_that_a_ledger_gives_them_one_by_one(
    told: list[tuple[int, int, int | None]],
) -> None:
    """Copies of four stories with up to five words changed, of some day of two months or of none."""
    documents = []
    for number, (story, changed, day) in enumerate(told):
        words = f"{STORY} {STORY[::-1]}".replace("e", "aeio"[story]).split()
        for at in range(changed):
            words[at * 9] = f"w{number % 3}"
        when = When(f"2022-0{1 + day % 2}-{day:02}") if day is not None else None
        documents.append(Document(str(number), f"{' '.join(words)} {number}", published=when))
    with Ledger(":memory:") as ledger:
        for document in documents:
            ledger.add(Extraction(document), state=State("1", "1", "1"))
        rows = ledger.connection.execute("SELECT hash, published, text, voice FROM document").fetchall()
    assert voices_of(row[:3] for row in rows) == {row[0]: row[3] for row in rows}
