"""Faults that general news brings out: inner meetings, everyday senses, private trips, sides from the neighbourhood."""

from __future__ import annotations

import pytest

import communique
from communique.schema import Contact

# What a text tells: kind, status and the parties of each contact, in any order.
TOLD: list[tuple[str, list[str]]] = [
    # What is told within one side is neither a contact nor another word on the one told before.
    (
        "Donald Trump met Vladimir Putin in Helsinki on Monday. John Bolton said he has spoken with Donald Trump about "
        'Iran. "Rob Portman and others called me," Trump said.',
        ["meeting held Donald Trump, Vladimir Putin"],
    ),
    (
        "Donald Trump will meet Vladimir Putin in Helsinki. Larry Kudlow met car executives on Monday. "
        "The meeting took place at the White House.",
        ["meeting planned Donald Trump, Vladimir Putin"],
    ),
    # What is thought of a visit does not make it a proposal, and a past date makes what was agreed on past.
    (
        "Barack Obama's visit to Myanmar last week should not be seen as an endorsement.",
        ["visit held Barack Obama, Myanmar"],
    ),
    (
        "Donald Trump suddenly agreed in the spring to a meeting with Kim Jong Un last month.",
        ["meeting held Donald Trump, Kim Jong Un"],
    ),
    # Who speaks to nobody, what was not raised, and how long two have not met is nothing of a meeting told before.
    (
        "Barack Obama met Aung San Suu Kyi in Yangon. Obama spoke at a university later. He did not discuss sanctions. "
        "Myanmar and the United States have not held talks since 2009.",
        ["meeting held Aung San Suu Kyi, Barack Obama"],
    ),
    # Talks on a trip to the other side are face to face.
    (
        "Joe Biden arrives in Israel on Tuesday for talks with Benjamin Netanyahu in Jerusalem.",
        ["visit planned Israel, Joe Biden", "meeting planned Benjamin Netanyahu, Joe Biden"],
    ),
    # What is the first of its kind in years is the one just told; the sides negotiate while two persons are to meet.
    (
        "Barack Obama spoke with Raul Castro on Tuesday, the first discussion between the U.S. and Cuba since 1961.",
        ["talks held Barack Obama, Raúl Castro"],
    ),
    (
        "China and the United States agreed on tariffs as talks between Beijing and Washington continue. Donald Trump "
        "and Xi Jinping were due to meet in Chile.",
        ["talks ongoing China, United States", "meeting planned Donald Trump, Xi Jinping"],
    ),
    (
        "Antony Blinken will welcome S. Jaishankar to Washington for the fourth U.S.-India Ministerial Dialogue.",
        ["meeting planned Antony Blinken, S. Jaishankar"],
    ),
    (
        "Antony Blinken and Mevlut Cavusoglu convened the second Strategic Dialogue on Monday.",
        ["meeting held Antony Blinken, Mevlüt Çavuşoğlu"],
    ),
    (
        "Vladimir Putin gave an assessment of the negotiations with representatives of Ukraine.",
        ["talks ongoing Russia, Ukraine"],
    ),
    (
        "Thomas West led a delegation to Doha to continue discussions with the Taliban.",
        ["visit held Qatar, Thomas West", "talks held Taliban, Thomas West"],
    ),
    (
        "Jake Sullivan met Eyal Hulata on Monday. Sullivan and Hulata continued their discussions on Ukraine.",
        ["meeting held Eyal Hulata, Jake Sullivan"],
    ),
    # Whom a host meets besides is at no conference of the two states.
    (
        "Antony Blinken and the Government of Panama will hold a conference. Blinken will meet with "
        "President Laurentino Cortizo.",
        ["conference planned Antony Blinken, Panama", "meeting planned Antony Blinken, Laurentino Cortizo"],
    ),
    # A trip of somebody who stands for nobody is not that of the minister told before.
    (
        "Trump announced Mike Pompeo's trip to North Korea. Warmbier was detained in January 2016 while visiting North "
        "Korea.",
        ["visit planned Mike Pompeo, North Korea"],
    ),
    # A line that is kept up beside what is not planned.
    (
        "Dmitry Peskov said no meeting between Russia and Ukraine had been scheduled, but that contacts through the "
        "embassies continued.",
        ["meeting not_planned Russia, Ukraine", "channel ongoing Russia, Ukraine"],
    ),
    # Negotiations that go on, and a meeting at which a thing will be discussed: two contacts, not three or one.
    (
        "The United States and China are engaged in negotiations to end a trade war. Donald Trump spoke to reporters "
        "before a meeting with Liu He on Friday. He will discuss tariffs with Liu in their meeting.",
        ["talks ongoing China, United States", "meeting planned Donald Trump, Liu He"],
    ),
    # One call of three, told with long titles; what is discussed in a call is no party of it.
    (
        "In a March 14 trilateral call, U.S. Special Representative for the DPRK Sung Kim, Japanese Director General "
        "Funakoshi Takehiro, and ROK Special Representative Noh Kyu-duk discussed the launches.",
        ["call held Noh Kyu-duk, Sung Kim, Takehiro Funakoshi"],
    ),
    (
        "In a call on Monday, Mike Pompeo and Mevlut Cavusoglu discussed Syria.",
        ["call held Mevlüt Çavuşoğlu, Mike Pompeo"],
    ),
    # A namesake who comes later in the text, and holds no office, is not the president.
    (
        "President Trump met Emmanuel Macron. On Friday, Mr. Trump and first lady Melania Trump will host him.",
        ["meeting held Donald Trump, Emmanuel Macron", "meeting planned Donald Trump, Emmanuel Macron, Melania Trump"],
    ),
    # A possessive looks ahead to the subject; who hosts is thanked for it; talks of one country have its side alone.
    (
        "Kim Jong Un met Donald Trump in Singapore. During his trip to New Zealand, Moon Jae-in will hold a summit "
        "with Prime Minister Jacinda Ardern.",
        [
            "meeting held Donald Trump, Kim Jong Un",
            "visit planned Moon Jae-in, New Zealand",
            "meeting planned Jacinda Ardern, Moon Jae-in",
        ],
    ),
    (
        "Joe Biden thanked Qatar for hosting talks between Israel and Hamas in Doha.",
        ["talks held Hamas, Israel, Qatar"],
    ),
    (
        "Antony Blinken thanked China for its role in facilitating the talks between Iran and Saudi Arabia.",
        ["talks held China, Iran, Saudi Arabia"],
    ),
    ("Syrian peace negotiations broke off earlier than planned amid mutual accusations.", ["talks held Syria"]),
    ("The delayed intra-Syrian peace talks will start on Friday, the envoy said.", ["talks planned Syria"]),
    (
        "Peace talks between the Colombian government and FARC rebels resumed in Havana.",
        ["talks ongoing Colombia, FARC"],
    ),
    (
        "Norway is to host talks between the Venezuelan government and the opposition next week.",
        ["talks planned Norway, Unitary Platform, Venezuela"],
    ),
    # The other side of negotiations with a state is the one that the article is about.
    (
        "Nuclear negotiations with Iran continued in Vienna. John Kerry said on Thursday that gaps remained. Kerry's "
        "aides said that Kerry was tired.",
        ["talks ongoing Iran, United States"],
    ),
    # What a visit includes is the visitor's; separate meetings are as many as the persons met.
    (
        "Joe Biden's trip to Riyadh will include a meeting with Mohammed bin Salman.",
        ["visit planned Joe Biden, Saudi Arabia", "meeting planned Joe Biden, Mohammed bin Salman"],
    ),
    (
        "During separate meetings with President Abdel Fattah al-Sisi and Foreign Minister Sameh Shoukry, Antony "
        "Blinken discussed Gaza.",
        ["meeting held Antony Blinken, Sameh Shoukry", "meeting held Abdel Fattah el-Sisi, Antony Blinken"],
    ),
    # What comes after a meeting, or was held before one that may come, is another contact.
    (
        "Delegations from Russia and the United States have held talks in Vienna ahead of Wednesday's summit meeting "
        "between Joe Biden and Vladimir Putin.",
        ["talks held Russia, United States", "meeting planned Joe Biden, Vladimir Putin"],
    ),
    (
        "Moon Jae-in hopes to see Donald Trump. The two leaders met on the sidelines of the U.N. General Assembly in "
        "New York in September 2018.",
        [
            "meeting proposed Donald Trump, Moon Jae-in",
            "meeting held Donald Trump, Moon Jae-in",
            "conference held United Nations General Assembly",
        ],
    ),
    # A refusal that does not say of what is one of what was just offered.
    (
        "Volodymyr Zelensky challenged Vladimir Putin to meet him in Istanbul. But Putin declined.",
        ["meeting refused Vladimir Putin, Volodymyr Zelenskyy"],
    ),
    # What goes on at a contact, and what is done with its record, says nothing of whether it takes place.
    (
        "Putin and Joe Biden spoke by phone during a conversation in which Biden proposed that they hold a summit.",
        ["call held Joe Biden, Vladimir Putin", "meeting proposed Joe Biden, Vladimir Putin"],
    ),
    (
        "Donald Trump has sought to limit documentation of his meetings with Vladimir Putin.",
        ["meeting held Donald Trump, Vladimir Putin"],
    ),
    (
        "Jeff Sessions initially failed to disclose the meetings with Ambassador Sergei Kislyak.",
        ["meeting held Jeff Sessions, Sergei Kislyak"],
    ),
    # What a traveller heads for is to come, and so is what a delayed meeting or an agreed call waits for.
    (
        "Before the event is over, Donald Trump will be heading to Singapore for his summit with Kim Jong Un.",
        ["visit planned Donald Trump, Singapore", "meeting planned Donald Trump, Kim Jong Un"],
    ),
    (
        "Emmanuel Macron saw room for compromise ahead of a delayed meeting with Donald Trump.",
        ["meeting planned Donald Trump, Emmanuel Macron"],
    ),
    (
        "It was agreed to hold a call between Dmytro Kuleba and Mike Pompeo after the talks between Iran and France.",
        ["call planned Dmytro Kuleba, Mike Pompeo", "talks planned France, Iran"],
    ),
    # What two settled after talks came out of them.
    (
        "Iran and Saudi Arabia agreed on Friday to restore ties after talks in Beijing.",
        ["talks held Iran, Saudi Arabia"],
    ),
    (
        "Russia and Ukraine will agree to stop fighting after talks in Minsk.",
        ["talks planned Russia, Ukraine"],
    ),
    (
        "Iran and Iraq were due to meet at a gathering in Chile, but that event was cancelled.",
        ["meeting cancelled Iran, Iraq"],
    ),
    # A bare noun is not of the two told before where its sentence names others, or says with whom.
    (
        "Donald Trump cancelled a meeting with the Taliban. North Korean officials blasted him amid stalled talks.",
        ["meeting cancelled Donald Trump, Taliban", "talks postponed North Korea, United States"],
    ),
    (
        "John Kerry spoke to Benjamin Netanyahu. The police chief left after a meeting with top security officials.",
        ["contact held Benjamin Netanyahu, John Kerry"],
    ),
    # A session of two persons is a meeting; a companion of the traveller travels.
    (
        "Donald Trump is in Paris. He said so before a private policy session with Emmanuel Macron.",
        ["visit ongoing Donald Trump, France", "meeting planned Donald Trump, Emmanuel Macron"],
    ),
    (
        "The questionnaire was handed over by Ursula von der Leyen during her visit to Kyiv together with EU High "
        "Representative for Foreign Affairs Josep Borrell.",
        ["visit held Josep Borrell, Ukraine, Ursula von der Leyen"],
    ),
    (
        "During his two-day visit to the Polish capital, Mike Pence laid a wreath.",
        ["visit held Mike Pence, Poland"],
    ),
    # Each of several meetings; "several leaders" are nobody who was named before.
    (
        "Donald Trump met Shinzo Abe. He is set to hold a spate of meetings with world leaders, including Emmanuel "
        "Macron and Benjamin Netanyahu, and will meet several foreign leaders.",
        [
            "meeting held Donald Trump, Shinzo Abe",
            "meeting planned Donald Trump, Emmanuel Macron",
            "meeting planned Benjamin Netanyahu, Donald Trump",
        ],
    ),
    # A helper that commas set off, a body that only discusses a matter, and what paves the way.
    ("But Donald Trump may, at any time, meet with Hassan Rouhani.", ["meeting possible Donald Trump, Hassan Rouhani"]),
    (
        "Mike Pompeo met Kim Jong Un in Pyongyang. The White House has often discussed North Korea issues. The visit "
        "paved the way for a meeting between Donald Trump and Kim Jong Un.",
        ["meeting held Kim Jong Un, Mike Pompeo", "meeting planned Donald Trump, Kim Jong Un"],
    ),
    # An armed group speaks for itself, and what the attacks are meant for are not the talks.
    (
        "The Taliban has said its attacks are meant to strengthen its position in talks with the United States.",
        ["talks ongoing Taliban, United States"],
    ),
]

# Where nobody of one state meets or talks with anybody of another.
SILENT = [
    "Volodymyr Zelensky addressed the UN General Assembly. Sergey Lavrov spoke to the General Assembly.",
    "Rex Tillerson discussed other countries with high levels of conflict, including Yemen.",
    "Since then, Wang Yi has not travelled to Seoul.",
    "Speaking after a week of talks in Lausanne, Switzerland, Secretary of State John Kerry told reporters to wait.",
    '"I see China\'s hands all over this," Lindsey Graham said.',
    "Patients from Germany, Japan and the U.S. have been diagnosed without having visited China.",
    "Volodymyr Zelenskyy said he has received consent from the United Kingdom and Japan to join the restoration.",
    "Democrats seized on news about Jeff Sessions speaking. Sessions had denied it to Sergei Lavrov's hosts.",
    "Apple is in talks to open a store in India. India and the United States are far apart, India says.",
    "Speaking to reporters at the White House, Chinese Vice Premier Liu He said there were differences.",
    "USA Today's Kim Hjelmgaard recently returned from a trip to Iran.",
    "Michael Schmidt, a tourist from Germany, travelled to North Korea.",
    "Mr. Bolton has a long record of opposing negotiation with the likes of North Korea and Iran.",
    'Hillary Clinton said that diplomacy was the way to go, not calling Kim Jong-un "Rocket Man".',
    "Barack Obama told Israel's Channel 2 TV network that Benjamin Netanyahu was wrong.",
    "NPR Cairo bureau chief Leila Fadel spoke with Mohamed Morsi.",
    "Donald Trump looks forward to it. Look forward to seeing Justin Trudeau and Emmanuel Macron tomorrow.",
    "John Bolton resigned over the proposed Taliban summit.",
    "Al Jazeera's Rob Reynolds said the cancellation of talks with the Taliban was startling.",
]


def told(contact: Contact) -> str:
    """ "call held Vladimir Putin, Xi Jinping" """
    names = ", ".join(sorted(party.actor.name for party in contact.parties))
    return f"{contact.kind.value} {contact.status.value} {names}"


@pytest.mark.parametrize(("text", "wanted"), TOLD, ids=[text[:40] for text, _ in TOLD])
def test_contacts_of_news(text: str, wanted: list[str]) -> None:
    read = communique.read(text, published="2019-07-24")
    assert sorted(map(told, read.contacts)) == sorted(wanted)


@pytest.mark.parametrize("text", SILENT)
def test_no_contact_in_news(text: str) -> None:
    assert [told(contact) for contact in communique.read(text, published="2019-07-24").contacts] == []
