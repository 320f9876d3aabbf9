"""Sentences and the contacts that must come out of them: who with whom, how many, and what is none."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import communique
from communique.schema import Contact

# What a text tells: kind, status and the sides of each contact, in any order.
TOLD = [
    ("Xi Jinping called Vladimir Putin on Monday.", ["call held CHN RUS"]),
    ("A Putin-Biden meeting ended without a statement.", ["meeting held RUS USA"]),
    ("Macron, Biden talk by phone", ["call held FRA USA"]),
    ("The Kremlin denied a Macron-Putin call.", ["call denied FRA RUS"]),
    ("Macron and Scholz spoke to Putin by phone on Sunday.", ["call held DEU FRA RUS"]),
    (
        "Biden spoke with Macron, Scholz and Boris Johnson on Friday.",
        ["contact held FRA USA", "contact held DEU USA", "contact held GBR USA"],
    ),
    (
        "Volodymyr Zelensky will meet with Prime Minister of the United Kingdom Boris Johnson, Chancellor of Germany "
        "Olaf Scholz, Vice President of the United States Kamala Harris, representatives of banks and other partners.",
        ["meeting planned GBR UKR", "meeting planned DEU UKR", "meeting planned UKR USA"],
    ),
    (
        "The trilateral meeting took place in Seoul. Wendy Sherman met Takeo Mori of Japan and Choi Jong-kun of South "
        "Korea.",
        ["meeting held JPN KOR USA"],
    ),
    (
        "Boris Johnson flew to Kyiv on Friday and met Volodymyr Zelensky.",
        ["visit held GBR UKR", "meeting held GBR UKR"],
    ),
    ("Negotiations are also to be held at the OSCE, the Russian foreign ministry said.", ["talks planned OSCE RUS"]),
    ("The UN Security Council will meet on Tuesday to discuss Gaza.", ["conference planned UN"]),
    (
        "Charles Michel and Viktor Orban discussed the relief conference that the EU will host in Brussels.",
        ["contact held EU HUN", "conference planned EU"],
    ),
    ("Biden and Xi are considering a meeting that would take place in Bali.", ["meeting possible CHN USA"]),
    ("Joe Biden, Narendra Modi and Fumio Kishida convened to discuss Ukraine.", ["meeting held IND JPN USA"]),
    ("Iran and Saudi Arabia held talks in Baghdad brokered by Iraq.", ["talks held IRN IRQ SAU"]),
    (
        "Putin and Scholz discussed the results of the talks between Russia and Ukraine.",
        ["contact held DEU RUS", "talks held RUS UKR"],
    ),
    # Talks of three are no talks of two of them.
    (
        "Russia and the United States will hold talks in January. Sergei Lavrov said on Monday that negotiations "
        "between Moscow, Washington and NATO will take place in January.",
        ["talks planned RUS USA", "talks planned NATO RUS USA"],
    ),
    # What leaders will hold is not the round that their delegations held, nor what is to be shared the talk that was.
    (
        "The round of Ukrainian-Russian talks took place on March 10 in Antalya. Preparations for the meeting of the "
        "presidents of Ukraine and Russia can begin.",
        ["talks held RUS UKR", "meeting planned RUS UKR"],
    ),
    (
        "Marcelo Ebrard recalled Friday's conversation between Joe Biden and Andrés Manuel López Obrador. We are going "
        "to share our views on trade.",
        ["contact held MEX USA"],
    ),
    # With both sides doing something, nobody is met.
    (
        "Putin had a long conversation with Joe Biden. The meeting included an exchange of views on gas, with both "
        "sides stressing its importance.",
        ["contact held RUS USA"],
    ),
    # The advisers of leaders are not the leaders.
    (
        "Vladimir Putin phoned Emmanuel Macron. The meeting of political advisers to the leaders of the Normandy four "
        "countries took place in Berlin on January 26.",
        ["call held FRA RUS", "meeting held DEU FRA RUS UKR"],
    ),
    # One meeting told three times.
    (
        "Macron met Scholz in Paris on Thursday. The meeting lasted two hours. The two leaders discussed gas.",
        ["meeting held DEU FRA"],
    ),
]

# Where nobody of one state talks with anybody of another.
SILENT = [
    "Joe Biden met with congressional leaders at the White House.",
    "Volodymyr Zelensky visited the frontline positions of the Ukrainian army.",
    "The candidate requested and received documents from hackers.",
    "The factory met its production target.",
    "Olaf Scholz held a press conference in Berlin.",
    "French voters go to the polls on Sunday.",
]


def told(contact: Contact) -> str:
    """ "call held CHN RUS" """
    sides = sorted({party.actor.side or party.actor.name for party in contact.parties})
    return " ".join((contact.kind.value, contact.status.value, *sides))


@pytest.mark.parametrize(("text", "wanted"), TOLD, ids=[text[:40] for text, _ in TOLD])
def test_contacts_of_a_text(text: str, wanted: list[str]) -> None:
    read = communique.read(text, published="2022-02-19")
    assert sorted(map(told, read.contacts)) == sorted(wanted)


@pytest.mark.parametrize("text", SILENT)
def test_no_contact(text: str) -> None:
    assert [told(contact) for contact in communique.read(text, published="2022-02-19").contacts] == []


@pytest.mark.parametrize(
    ("title", "wanted"),
    [
        ("Secretary Blinken's Call with French and German Counterparts", ["call held DEU FRA USA"]),
        ("Secretary Blinken on Ukraine", ["contact held DEU USA", "contact held FRA USA"]),
    ],
)
def test_the_title_of_a_release_tells_a_call_and_who_was_on_it(title: str, wanted: list[str]) -> None:
    text = "Antony Blinken spoke today with Jean-Yves Le Drian of France and Annalena Baerbock of Germany."
    read = communique.read(text, published="2022-02-19", title=title)
    assert sorted(map(told, read.contacts)) == wanted


# No two of these are one contact, so their order cannot matter.
_APART = [
    "Xi Jinping called Vladimir Putin on Monday.",
    "Emmanuel Macron will visit Poland in March.",
    "Fumio Kishida and Yoon Suk Yeol plan a meeting.",
    "India has refused to hold talks with Pakistan.",
    "Nicolas Maduro received Recep Tayyip Erdogan in Caracas.",
]


@settings(max_examples=15, deadline=None)
@given(st.permutations(_APART))
def test_contacts_that_have_nothing_in_common_do_not_meet(sentences: list[str]) -> None:
    read = communique.read("\n\n".join(sentences), published="2022-06-19")
    assert {told(contact) for contact in read.contacts} == {
        "call held CHN RUS",
        "visit planned FRA POL",
        "meeting planned JPN KOR",
        "talks refused IND PAK",
        "meeting held TUR VEN",
    }
    assert len(read.contacts) == len(_APART)


@settings(max_examples=15, deadline=None)
@given(st.lists(st.sampled_from(_APART), min_size=1, max_size=8))
def test_a_contact_told_again_is_one_record(sentences: list[str]) -> None:
    read = communique.read("\n\n".join(sentences), published="2022-06-19")
    assert len(read.contacts) == len(set(sentences))


def test_what_is_to_be_discussed_in_another_country_is_of_another_meeting() -> None:
    text = (
        "Blinken will meet with Australian Foreign Minister Payne in Sydney to discuss trade. In Fiji on March 12, "
        "Blinken will meet with Pacific Island leaders to discuss the climate crisis."
    )
    meeting, other = communique.read(text, published="2022-02-19").contacts
    assert (meeting.date, [topic.value for topic in meeting.topics]) == (None, ["trade"])
    assert [party.actor.side for party in other.parties] == ["USA", None]


def test_a_readout_tells_of_its_contact_in_all_its_sentences() -> None:
    text = (
        "Vladimir Putin had a telephone conversation with Emmanuel Macron. The presidents paid attention to grain "
        "exports. Putin considers the Varna Accords useful. Putin will meet Xi Jinping to discuss rare earths."
    )
    call = communique.read(text, published="2022-02-19", publisher="Kremlin, Moscow").contacts[0]
    assert [topic.value for topic in call.topics] == ["grain exports", "Varna Accords"]
    assert communique.read(text, published="2022-02-19").contacts[0].topics == ()


def test_talks_told_of_in_an_official_release_are_those_of_its_office() -> None:
    text = "Zelenskyy spoke to the media following the negotiations with Pedro Sánchez and Mette Frederiksen in Kyiv."
    (talks,) = communique.read(text, published="2022-04-21", publisher="Office of the President of Ukraine").contacts
    assert told(talks) == "talks held DNK ESP UKR"


def test_each_of_two_trips_has_its_own_place() -> None:
    text = "Annalena Baerbock, who visited Kyiv and Moscow this week, said Berlin wanted to revive the format."
    visits = [c for c in communique.read(text, published="2022-01-21").contacts if c.kind.value == "visit"]
    assert [(told(c), c.place.value if c.place else None) for c in visits] == [
        ("visit held DEU UKR", "Kyiv"),
        ("visit held DEU RUS", "Moscow"),
    ]


NAMED = [
    # Unnamed officials and governments take part for their state, organisation or movement.
    ("Negotiators from Japan and the United States met in Tokyo on Sunday.", ["Japan", "United States"]),
    ("Iranian officials met a NATO delegation in Geneva.", ["Iran", "NATO"]),
    ("Mike Pompeo met with NATO allies in Brussels.", ["Mike Pompeo", "NATO"]),
    ("Senior Taliban representatives met Thomas West in Doha.", ["Taliban", "Thomas West"]),
    ("The Yemeni government and the Houthis held talks in Kuwait.", ["Houthis", "Yemen"]),
    # The side that an empty-handed clause speaks for.
    ('"We have lines of communication to Pyongyang," Rex Tillerson said in Beijing.', ["North Korea", "United States"]),
    # Who came along, told in a sentence of its own.
    (
        "Andriy Yermak met with Joe Biden in Kyiv. The meeting was also attended by Oleksiy Reznikov and Dmytro "
        "Kuleba.",
        ["Andriy Yermak", "Dmytro Kuleba", "Joe Biden", "Oleksii Reznikov"],
    ),
    (
        "Delegations of the United States and Thailand held talks in Bangkok. Daniel Kritenbrink led the U.S. "
        "delegation.",
        ["Daniel Kritenbrink", "Thailand"],
    ),
    (
        "Emmanuel Macron met Angela Merkel in Paris. The chancellor was accompanied by Le Drian's aide.",
        ["Angela Merkel", "Emmanuel Macron"],
    ),
    # A title without a name is the person's who is named beside it; a state's name before a title is no party.
    (
        "Mike Pompeo met with Chinese Communist Party Politburo Member, and Foreign Minister Wang Yi in Malta.",
        ["Mike Pompeo", "Wang Yi"],
    ),
    (
        "The IMF held talks with the World Bank, India and other nations.",
        ["India", "International Monetary Fund", "World Bank"],
    ),
    # Of a list of capitals none only says where; a delegation is left out beside its head.
    (
        "Sergei Lavrov said that negotiations between Moscow, Washington and NATO will take place after the holidays.",
        ["NATO", "Russia", "United States"],
    ),
    (
        "Zalmay Khalilzad and a Taliban delegation headed by Mullah Abdul Ghani Baradar are negotiating again in Doha.",
        ["Abdul Ghani Baradar", "Zalmay Khalilzad"],
    ),
    ("Joe Biden met with leaders of the European Union in Brussels.", ["EU leaders", "Joe Biden"]),
    # Offices, camps and administrations keep their names.
    ("Antony Blinken met with EU leaders in Paris.", ["Antony Blinken", "EU leaders"]),
    ("The Trump administration held talks with Iran in Muscat.", ["Iran", "Trump administration"]),
]


LATER = [
    (
        "Western leaders, including Chancellor Olaf Scholz, President Emmanuel Macron and UK Prime Minister Boris "
        "Johnson, have also visited Kyiv.",
        ["Boris Johnson", "Ukraine"],
    ),
    # Turkey has had no prime minister since 2018.
    ("Turkish and Russian leaders may soon discuss the grain deal.", ["Recep Tayyip Erdoğan", "Vladimir Putin"]),
    # Talks that follow from a call or meeting of persons are their states'; a channel of persons stays theirs.
    (
        "Joe Biden and Vladimir Putin spoke by phone on Tuesday. The conversation focused on the negotiations, which "
        "will begin in January.",
        ["Russia", "United States"],
    ),
    (
        "Antony Blinken met Wang Yi in Malta. The two sides agreed to keep the channel of communication open.",
        ["China", "United States"],
    ),
    ("Olaf Scholz telephoned Vladimir Putin. They agreed to remain in contact.", ["Olaf Scholz", "Vladimir Putin"]),
]


@pytest.mark.parametrize(("text", "names"), LATER, ids=[text[:40] for text, _ in LATER])
def test_who_holds_the_talks_told_last(text: str, names: list[str]) -> None:
    contact = communique.read(text, published="2022-02-19").contacts[-1]
    assert sorted(party.actor.name for party in contact.parties) == names


@pytest.mark.parametrize(("text", "names"), NAMED, ids=[text[:40] for text, _ in NAMED])
def test_names_of_the_parties(text: str, names: list[str]) -> None:
    (contact,) = communique.read(text, published="2018-07-02").contacts
    assert sorted(party.actor.name for party in contact.parties) == names
