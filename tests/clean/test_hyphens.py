"""Hyphens of an old line end go, real ones stay."""

from __future__ import annotations

import pytest

from communique.clean.hyphens import join_broken_words
from communique.clean.mapped import Mapped


def joined(text: str) -> str:
    return join_broken_words(Mapped.of(text)).text


@pytest.mark.parametrize(
    ("broken", "whole"),
    [
        ("on Wedne-sday", "on Wednesday"),
        ("the weap-onization of migr-ation", "the weaponization of migration"),
        ("co-ndemned", "condemned"),
        ("The E-U and the U-N", "The EU and the UN"),
        ("Presi-dent of Afgha-nistan", "President of Afghanistan"),
        ("an inte-rest in govern-ment", "an interest in government"),
        ("pre-sident", "president"),
        ("nego- tiations", "negotiations"),
        ("the Armenia-Azer-baijan settlement", "the Armenia-Azerbaijan settlement"),
        ("negoti-\nations", "negotiations"),
        ("long-\nterm talks", "long-term talks"),
        ("the Armenia-\nAzerbaijan border", "the Armenia-Azerbaijan border"),
    ],
)
def test_a_broken_word_is_joined(broken: str, whole: str) -> None:
    assert joined(broken) == whole


@pytest.mark.parametrize(
    "text",
    [
        "Armenia-Azerbaijan",
        "inter-Afghan and intra-Afghan talks",
        "drug-related",
        "co-operation and co-ordination",
        "re-elected",
        "e-mail",
        "anti-government",
        "US-Russian, Sino-Indian and UN-led",
        "al-Assad, el-Sisi, Kim Jong-un, Mar-a-Lago",
        "cease-fire",
        "vice-president",
        "an op-ed",
        "the then-president's T-shirt",
        "pre- and post-war borders",
        "so-called vis-à-vis follow-up",
        "G-7 and F-16",
        "X-ray",
    ],
)
def test_a_compound_is_left_alone(text: str) -> None:
    assert joined(text) == text


def test_a_name_is_known_where_the_text_writes_it_whole() -> None:
    assert joined("Zelen-skyy arrived.") == "Zelen-skyy arrived."
    assert joined("Zelenskyy spoke. Later Zelen-skyy arrived.") == "Zelenskyy spoke. Later Zelenskyy arrived."


def test_the_joined_word_leads_back_to_both_its_parts() -> None:
    text = join_broken_words(Mapped.of("on Wedne-sday"))
    at = text.text.index("Wednesday")
    assert text.span(at, at + 9) == (3, 13)
