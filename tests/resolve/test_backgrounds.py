"""Where somebody is from whom no office places: the words around the name say it, or nobody does."""

from __future__ import annotations

import pytest

import communique

PLACED = [
    ("Asle Hansen, a historian at the University of Oslo, said that the prize was political.", "Asle Hansen/NOR"),
    ("New Jersey governor Carl Whitman said that taxes would fall.", "Carl Whitman/USA"),
    ("Sen. Mike Brown said that the vote was a disgrace.", "Mike Brown/USA"),
    ("Rep. Emma Clearwater of Missouri said that the vote was a disgrace.", "Emma Clearwater/USA"),
    ("Dallas Police Chief Robert Green said that the suspect was dead.", "Robert Green/USA"),
    ("Kim Tae-woo, a North Korea expert at the Sejong Institute, said that talks may fail.", "Kim Tae-woo/KOR"),
    (
        "Bulent Kaya, the director of the Turkey Project at the Center for Strategic and International Studies, said "
        "that talks may fail.",
        "Bulent Kaya/USA",
    ),
    ("Omar Haddad, a Beirut-based analyst, said that talks may fail.", "Omar Haddad/LBN"),
    # An office that news name without its state only at home.
    (
        "The United States mourns. In the U.S. Senate and the White House flags are at half-mast, U.S. media report. "
        "Police Chief Robert Green said that the suspect was dead.",
        "Robert Green/USA",
    ),
    # What somebody studies, and where he is posted, is not where he is from.
    ("Anna Meyer, an expert on North Korea, said that talks may fail.", "Anna Meyer/None"),
    ("John Peters, a journalist in Kabul, said that shots were heard.", "John Peters/None"),
    ("Peter Novak, ambassador to Syria, said that talks may fail.", "Peter Novak/None"),
    # A surname with its small word is whom the article introduced.
    ("UN envoy Staffan de Mistura left Geneva. De Mistura said that talks may fail.", "Staffan de Mistura/UN"),
    (
        "Egypt's President Abdel-Fattah El-Sisi came to Cairo. El-Sisi said that talks may fail.",
        "Abdel Fattah el-Sisi/EGY",
    ),
]


@pytest.mark.parametrize(("text", "speaker"), PLACED, ids=[text[:40] for text, _ in PLACED])
def test_where_a_speaker_is_from(text: str, speaker: str) -> None:
    (statement,) = communique.read(text, published="2017-12-14").statements
    assert statement.speaker is not None
    assert f"{statement.speaker.name}/{statement.speaker.side}" == speaker


SPEAKERS = [
    (
        "The White House defended the plan. A senior administration official said that talks may fail.",
        "a senior administration official/USA",
    ),
    (
        "The White House defended the plan. Ford Green, a Republican strategist, said that it may fail.",
        "Ford Green/USA",
    ),
    ("The White House defended the plan. Congressional aides said that it may fail.", "Congressional aides/USA"),
    ("Berlin defended the plan. Ford Green, a leading Social Democrat, said that it may fail.", "Ford Green/None"),
]


@pytest.mark.parametrize(("text", "speaker"), SPEAKERS, ids=[text[35:80] for text, _ in SPEAKERS])
def test_words_of_american_politics_place_a_speaker(text: str, speaker: str) -> None:
    statement = communique.read(text, published="2013-04-10").statements[-1]
    assert statement.speaker is not None
    assert f"{statement.speaker.name}/{statement.speaker.side}" == speaker


def test_a_president_is_the_author_of_the_own_release() -> None:
    text = "Immediately after the summit, I spoke with Boris Johnson. I told him that we are grateful."
    own = communique.read(text, published="2022-02-25", publisher="The White House", title="Statement of the President")
    assert [p.actor.name for p in own.contacts[0].parties] == ["Joe Biden", "Boris Johnson"]
    other = communique.read(
        text, published="2022-02-25", publisher="The White House", title="Remarks by Vice President"
    )
    assert "Joe Biden" not in {p.actor.name for c in other.contacts for p in c.parties}
