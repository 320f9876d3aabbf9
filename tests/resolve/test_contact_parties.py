"""Who takes part where the words around the contact leave it out, and where one sentence tells of several contacts."""

from __future__ import annotations

import pytest

import communique
from communique.schema import Contact

# What a text tells: kind, status and the sides of each contact, in any order.
TOLD = [
    # What is said at a meeting is no party of it.
    (
        "During a meeting with President of the Republic of Poland Andrzej Duda, President of Ukraine Volodymyr "
        "Zelenskyy discussed the consequences of the Russian Federation's actions for security.",
        {"meeting held POL UKR"},
    ),
    # What two talk about is another contact than their talk.
    (
        "Vladimir Putin had a conversation with Joe Biden. The two presidents discussed the outcomes of the June 2021 "
        "Russian-American summit in Geneva.",
        {"contact held RUS USA", "meeting held RUS USA"},
    ),
    # The main verb hung on a relative clause.
    (
        "Biden, whose presidency was marred by acrimony over a plan, arrives later in the day for "
        "talks on Thursday with Benjamin Netanyahu in Jerusalem and Palestinian President Mahmoud Abbas.",
        {"talks planned ISR USA", "talks planned PSE USA"},
    ),
    ("Mateusz Morawiecki said he would discuss with Biden raising troop numbers.", {"contact planned POL USA"}),
    (
        "The White House said that meetings with the presidents of Turkey and South Korea were planned in May.",
        {"meeting planned TUR USA", "meeting planned KOR USA"},
    ),
    # A summit at somebody's request is one of many, of whom two are named.
    (
        "Switzerland hosted the Summit on Peace in Ukraine at the request of President Volodymyr Zelensky.",
        {"conference held CHE UKR"},
    ),
    # Who proposes what others are to hold takes no part.
    ("Emmanuel Macron proposed talks between Russia and Ukraine.", {"talks proposed RUS UKR"}),
    # Who is said to be the first of his kind is who goes; the guest visits, not the host who receives him.
    (
        "Emmanuel Macron was the first Western leader to meet Vladimir Putin after the invasion.",
        {"meeting held FRA RUS"},
    ),
    ("Xi Jinping received Antony Blinken before a visit to Paris.", {"meeting held CHN USA", "visit planned FRA USA"}),
    # A body named for two states is both; a name may stand over several modifiers.
    (
        "The first meeting of the U.S.-Spain Working Group on Central America took place yesterday in Madrid.",
        {"meeting held ESP USA"},
    ),
    (
        "Volodymyr Zelenskyy thanked the EU for what was agreed during the 23rd Ukraine-European Union Summit.",
        {"conference held EU UKR"},
    ),
    # An event is its own body's, wherever it is told; who is at a part of it is at it.
    (
        "Antony Blinken met with Jean-Yves Le Drian on the sidelines of the Munich Security Conference.",
        {"meeting held FRA USA", "conference held MSC"},
    ),
    ("Zelenskyy took part in the plenary session of the Eastern Partnership Summit.", {"conference held EaP UKR"}),
    ("Antony Blinken met with the head of the Pacific Islands Forum.", {"meeting held Pacific Islands Forum USA"}),
    # Negotiations that name nobody are those of the two states of their sentence; not a country's own.
    (
        "Andriy Yermak sees no interest in negotiations on the part of the Russian Federation.",
        {"talks refused RUS UKR"},
    ),
    # Letters told in passing.
    ("In a video message to Iran this week, Barack Obama said that peace was possible.", {"message held IRN USA"}),
    ("Pope Francis urged Barack Obama in a letter to release the prisoners.", {"message held USA VAT"}),
    ("Donald Trump praised the letters that Kim Jong Un sent to Moon Jae-in.", {"message held KOR PRK"}),
    ("North Korea and the United States exchanged letters in August.", {"message held PRK USA"}),
    # Who is thanked or blamed for it did it; who thanks for a meeting was at it.
    ("Volodymyr Zelenskyy thanked Emmanuel Macron for the visit to Kyiv.", {"visit held FRA UKR"}),
    ("Zelenskyy thanked Charles Michel for the meeting in Brussels.", {"meeting held EU UKR"}),
    ("Bashar al-Assad criticised Barack Obama for the talks with Iran.", {"talks ongoing IRN USA"}),
    # The partner hangs on what is discussed.
    (
        "Michael Flynn discussed lifting sanctions against Russia with Sergey Kislyak in December.",
        {"contact held RUS USA"},
    ),
    (
        "Officials envisioned a summit between Donald Trump and Xi Jinping potentially taking place in March.",
        {"meeting held CHN USA"},
    ),
    # "His" of a trip looks ahead, and nobody visits his own country.
    (
        "During his visit to Brussels, President of Ukraine Volodymyr Zelenskyy took part in an EU summit.",
        {"visit held BEL UKR", "conference held EU UKR"},
    ),
    (
        "Ihor Zhovkva thanked Germany for the support shown by Olaf Scholz during his visit to Ukraine on Thursday.",
        {"visit held DEU UKR"},
    ),
    # A subject that the parser joined to the place before it.
    (
        "During a working trip to the Kharkiv region, President of Ukraine Volodymyr Zelenskyy met with Zbigniew Rau.",
        {"meeting held POL UKR"},
    ),
    # The head of a body that has a name of its own.
    (
        "President of Ukraine Volodymyr Zelenskyy had a phone conversation with President of the European Commission "
        "Ursula von der Leyen.",
        {"call held EU UKR"},
    ),
    (
        "Volodymyr Zelenskyy thanked the President of the European Commission for the visit to Kyiv.",
        {"visit held EU UKR"},
    ),
    # A long title ends with a name.
    (
        "Head of the Office of the President of Ukraine Andriy Yermak had a phone conversation with State Secretary "
        "for Foreign Affairs of the Office of the Prime Minister of the Republic of Slovenia Vojko Volk.",
        {"call held SVN UKR"},
    ),
    # Each of several meetings has its own two.
    (
        "Mike Pence held meetings with Andrzej Duda and Volodymyr Zelensky in Warsaw.",
        {"meeting held POL USA", "meeting held UKR USA"},
    ),
    (
        "Recent meetings between Antony Blinken, Janet Yellen and their counterparts in Beijing were candid.",
        {"meeting held CHN USA"},
    ),
    # Who attends the meeting of a conference joins it, who stays away does not call it off.
    (
        "The G20 began its summit in Bengaluru . Janet Yellen will attend the summit. Anton Siluanov will not "
        "attend the summit.",
        {"conference ongoing G20 RUS USA"},
    ),
    (
        "The G20 summit began in Bali on Tuesday. Janet Yellen pressed her colleagues at the meeting.",
        {"conference ongoing G20 USA"},
    ),
    ("Emmanuel Macron dined with Olaf Scholz before an EU summit.", {"meeting held DEU FRA", "conference planned EU"}),
    # A conference that names nobody is its country's.
    ("The ministers noted the success of the Paris international conference on Libya.", {"conference held FRA"}),
    (
        "An international conference in Cairo is set to include Somalia and the African Union.",
        {"conference planned AU SOM"},
    ),
    (
        "Vladimir Putin and Ilham Aliyev held talks with the participation of Nikol Pashinyan.",
        {"talks held ARM AZE RUS"},
    ),
    ("Russia and the United States pressed Syria and Turkey to attend the talks.", {"talks proposed SYR TUR"}),
    # What is discussed has its own "with".
    ("Emmanuel Macron and Olaf Scholz discussed relations with China.", {"contact held DEU FRA"}),
    ("Barack Obama told Dmitry Medvedev that he would be more flexible.", {"contact held RUS USA"}),
    # A trip of its own, or the one told of.
    ("Lloyd Austin arrived in Kyiv on Monday. This is Austin's second trip to Kyiv.", {"visit held UKR USA"}),
    ("Antony Blinken will lead a delegation to Sofia and Bucharest.", {"visit planned BGR ROU USA"}),
    # Followed by another, and where it was face to face.
    (
        "The visit builds on the engagements between Joe Biden and Xi Jinping in Bali in November 2022.",
        {"meeting held CHN USA"},
    ),
    # Who attends the meeting that was just told, beside the one named in passing.
    (
        "King Abdullah received Mahmoud Abbas on Sunday, ahead of the UN General Assembly meetings in September. Ayman "
        "Safadi attended the meeting.",
        {"meeting held JOR PSE", "conference planned UN"},
    ),
    # Negotiations known by a name, or by what they are about.
    ("The parties discussed a possible meeting in the Normandy format.", {"meeting possible DEU FRA RUS UKR"}),
    ("The TTIP talks resumed in New York.", {"talks ongoing EU USA"}),
    ("The E3 met Abbas Araghchi in Geneva.", {"meeting held DEU FRA GBR IRN"}),
    ("Negotiations with Turkey about EU membership will begin in October.", {"talks planned EU TUR"}),
    ("Talks between the Turkish government and the Kurdish rebels resumed.", {"talks ongoing TUR"}),
    ("Jordan is committed to maintaining coordination with Egypt.", {"channel planned EGY JOR"}),
]

# Negotiations that name nobody, in an article that is about two states.
ABOUT_TWO = (
    "China and the United States are close to a deal on trade. Beijing wants Washington to drop its tariffs, and China "
    "has told American farmers to wait. Trade talks have dragged on for years. The United States blames China."
)

# Whoever is listed behind a member of a government, with another office, is of the same government.
COLLEAGUES = (
    "In Mauritania, Jon Finer met with President Mohamed Ould Ghazouani, Minister for Foreign Affairs Ismael Ould "
    "Cheikh Ahmed, and Minister of Defense Hanana Sidi."
)

# Where nobody of one state talks with anybody of another.
SILENT = [
    "Trump was asked about the claim during a joint press conference with Angela Merkel.",
    "Sameh Shoukry told CNN's Erin Burnett that Egypt had struck the camp.",
    "Barack Obama told the world that Russia had to leave.",
    "The city of Paris opened a conference centre.",
    "Mr Blair visited the tomb of Yasser Arafat.",
]


def told(contact: Contact) -> str:
    """ "call held CHN RUS" """
    sides = sorted({party.actor.side or party.actor.name for party in contact.parties})
    return " ".join((contact.kind.value, contact.status.value, *sides))


@pytest.mark.parametrize(("text", "wanted"), TOLD, ids=[text[:40] for text, _ in TOLD])
def test_contacts_of_a_text(text: str, wanted: set[str]) -> None:
    assert set(map(told, communique.read(text, published="2023-02-22").contacts)) == wanted


@pytest.mark.parametrize("text", SILENT)
def test_no_contact(text: str) -> None:
    contacts = communique.read(text, published="2023-02-22").contacts
    assert not contacts, contacts


def test_colleagues_of_a_government_are_of_its_state() -> None:
    (contact,) = communique.read(COLLEAGUES, published="2022-01-10").contacts
    assert [party.actor.side for party in contact.parties] == ["USA", "MRT", "MRT", "MRT"]


def test_bare_negotiations_are_those_of_the_two_states() -> None:
    kinds = {told(contact) for contact in communique.read(ABOUT_TWO, published="2019-05-14").contacts}
    assert kinds & {"talks held CHN USA", "talks ongoing CHN USA"}


NAMED = [
    # Who came along, of the side that the list or its host tells.
    (
        "Nawaf Salam received Giorgia Meloni in Beirut on Monday. On the Italian side, Marco Rossi and General "
        "Intelligence Director Paolo Bianchi were in attendance.",
        "Giorgia Meloni, Marco Rossi, Nawaf Salam, Paolo Bianchi",
    ),
    (
        "Gustavo Petro met Emmanuel Macron in Bogota. The visiting guest was accompanied by France's Ambassador to "
        "Colombia, Luc Martin.",
        "Emmanuel Macron, Gustavo Petro, Luc Martin",
    ),
    # The names of those who are called envoys first.
    (
        "The South Korean envoys — Mr. Moon's national security adviser, Chung Eui-yong, and the director of the "
        "South's intelligence service, Suh Hoon — met Kim Jong Un on Monday.",
        "Chung Eui-yong, Kim Jong Un, Suh Hoon",
    ),
    # Whoever stands in a description or a relative clause does not take part.
    (
        "Wang Yi held a meeting with Nikolai Patrushev, the secretary of Russia's powerful Security Council and a "
        "close confidant of Vladimir Putin.",
        "Nikolai Patrushev, Wang Yi",
    ),
    (
        "Joe Biden had a meeting with Fumio Kishida of Japan and President Yoon Suk Yeol of the ROK, where the leaders "
        "condemned North Korea's launches and agreed on sanctions.",
        "Fumio Kishida, Joe Biden, Yoon Suk Yeol",
    ),
    # A lasting dialogue, and a line between armies, is one of states; what is personal is one of persons.
    (
        "Jake Sullivan and Sydney Mufamadi confirmed that they would continue to confer on Ukraine.",
        "South Africa, United States",
    ),
    (
        "Sergey Lavrov and Hakan Fidan agreed to maintain a hotline between the two armies.",
        "Russia, Turkey",
    ),
    ("Vladimir Putin and Joe Biden agreed to continue personal contacts.", "Joe Biden, Vladimir Putin"),
    # An opposition goes by the committee that speaks for it.
    (
        "Salim al-Muslat, a spokesman for the Syrian opposition's High Negotiations Committee, spoke on Monday. John "
        "Kerry met the Syrian opposition in Riyadh.",
        "High Negotiations Committee, John Kerry",
    ),
    # Whom the sentence before says to have come along.
    (
        "Antony Blinken went to Berlin, joined by Katherine Tai and Gina Raimondo. They met Olaf Scholz.",
        "Antony Blinken, Gina Raimondo, Katherine Tai, Olaf Scholz",
    ),
    # Whom a delegation has in it takes part.
    (
        "Thomas West led a delegation including representatives from the Department of the Treasury and the State "
        "Department to continue discussions with senior Taliban representatives in Doha.",
        "Taliban, Thomas West, United States Department of State, United States Department of the Treasury",
    ),
    # Who brings a meeting about is no party of it, nor whoever hopes for what it may bring.
    ("Jared Kushner choreographed a meeting, in which Donald Trump met Xi Jinping.", "Donald Trump, Xi Jinping"),
    # A description without a name is the one who acted last.
    (
        "John Kerry spoke to Sergey Lavrov on Monday. The former senator from Massachusetts spoke to Benjamin "
        "Netanyahu on Tuesday.",
        "John Kerry, Sergey Lavrov | Benjamin Netanyahu, John Kerry",
    ),
    # The leader of a state is who governs it.
    (
        "Benjamin Netanyahu is prime minister and Shimon Peres was president of Israel. John Kerry spoke to the "
        "Israeli leader.",
        "Benjamin Netanyahu, John Kerry",
    ),
    # Rebels are of the state that meets them.
    (
        "Separatists hold Donetsk. Ukrainian representatives met the separatists, along with representatives from "
        "Russia.",
        "Russia, Separatists, Ukraine",
    ),
    # A name first is what somebody is called by, also where it is a word.
    (
        "Legislative Speaker You Si-kun is in Prague. On Wednesday, You met Czech Prime Minister Petr Fiala.",
        "Petr Fiala, Yu Shyi-kun",
    ),
    # A rank before a name is nobody of his own.
    (
        "Jake Sullivan met on Monday with Chinese Communist Party Politburo Member, and Foreign Minister Wang Yi in "
        "Malta.",
        "Jake Sullivan, Wang Yi",
    ),
    # Whoever meets his own is no party of the contact told before.
    (
        "John Kerry had a discussion on Saturday with Sergey Lavrov. After having lunch with George Shultz, Kerry flew "
        "home.",
        "John Kerry, Sergey Lavrov",
    ),
]


@pytest.mark.parametrize(("text", "wanted"), NAMED, ids=[text[:40] for text, _ in NAMED])
def test_names_of_the_parties(text: str, wanted: str) -> None:
    contacts = [c for c in communique.read(text, published="2023-02-22").contacts if c.kind.value != "visit"]
    assert " | ".join(", ".join(sorted(p.actor.name for p in c.parties)) for c in contacts) == wanted


def test_each_member_of_a_delegation_has_a_meeting_of_their_own() -> None:
    text = next(text for text, _ in TOLD if "Janet Yellen" in text and "Blinken" in text)
    contacts = communique.read(text, published="2023-02-22").contacts
    names = {frozenset(party.actor.name for party in contact.parties) for contact in contacts}
    assert names == {frozenset({"Antony Blinken", "China"}), frozenset({"Janet Yellen", "China"})}
