"""Who a noun phrase stands for: a sentence, a phrase in it, and the actors that must come out."""

from __future__ import annotations

import pytest

from communique.clean import clean
from communique.lexicon.registry import load_registry
from communique.read import Reading, read
from communique.resolve.actors import Actors
from communique.schema import Document, When, Words

# date | text (\n parts paragraphs) | phrase (#2: its second occurrence) | name/SIDE + name/SIDE, or nothing
NAMES = """
2021-08-19 | Macron and Biden agreed to meet. | Macron and Biden | Emmanuel Macron/FRA + Joe Biden/USA
2021-08-19 | Emmanuel Macron called Joe Biden. Macron spoke first. | Macron#2 | Emmanuel Macron/FRA
2006-05-02 | President Bush phoned Vladimir Putin. | President Bush | George W. Bush/USA
1990-09-09 | President Bush met Mikhail Gorbachev in Helsinki. | President Bush | George H. W. Bush/USA
2018-06-12 | Kim Jong Un shook hands with Donald Trump. Mr Kim smiled. | Mr Kim | Kim Jong Un/PRK
2000-06-14 | Kim Jong Il received Kim Dae-jung in Pyongyang. | Kim Jong Il | Kim Jong Il/PRK
2019-02-28 | Kim Jong-un left Hanoi early. | Kim Jong-un | Kim Jong Un/PRK
2014-09-05 | Petro O. Poroshenko announced a truce. Mr. Poroshenko thanked the OSCE. | Mr. Poroshenko | Petro Poroshenko/UKR
2010-06-09 | Robert M. Gates flew to London. | Robert M. Gates | Robert Gates/USA
2021-07-22 | Emomali Rakhmon spoke with Putin. | Emomali Rakhmon | Emomali Rahmon/TJK
2018-12-01 | Sergei Lavrov met his Chinese colleague. | Sergei Lavrov | Sergey Lavrov/RUS
2018-12-01 | Sergey Lavrov met his Chinese colleague. | Sergey Lavrov | Sergey Lavrov/RUS
2018-12-01 | Abdel Fattah al-Sissi landed in Khartoum. | Abdel Fattah al-Sissi | Abdel Fattah el-Sisi/EGY
2022-03-01 | Volodymyr Zelensky addressed the European Parliament. | Volodymyr Zelensky | Volodymyr Zelenskyy/UKR
2022-03-01 | Presidents Putin and Xi exchanged messages. | Presidents Putin and Xi | Vladimir Putin/RUS + Xi Jinping/CHN
2022-03-01 | Russia, Ukraine and the OSCE held a video conference. | Russia, Ukraine and the OSCE | Russia/RUS + Ukraine/UKR + OSCE/OSCE
2022-03-01 | Niger recalled its ambassador, and Nigeria protested. | Niger | Niger/NER
2022-03-01 | Niger recalled its ambassador, and Nigeria protested. | Nigeria | Nigeria/NGA
2022-03-01 | Georgia asked the UN for help. | Georgia | Georgia/GEO
2022-03-01 | Jordan and Chad recognised the new government. | Jordan and Chad | Jordan/JOR + Chad/TCD
2022-03-01 | Jordan Sekulow spoke for the pastor's family. | Jordan Sekulow | Jordan Sekulow/-
2022-03-01 | The US told us that NATO agreed. | The US | United States/USA
2022-03-01 | U.S. and E.U. officials met. | U.S. and E.U. officials | U.S. officials/USA + E.U. officials/EU
2022-03-01 | The Taliban sent a delegation to Oslo. | The Taliban | Taliban/AFG
2022-03-01 | Hamas and Israel accepted the Egyptian proposal. | Hamas and Israel | Hamas/PSE + Israel/ISR
"""

UNREGISTERED = """
- | Finnish envoy Matti Anttonen travelled to Minsk. | Finnish envoy Matti Anttonen | Matti Anttonen/FIN
- | Finnish envoy Matti Anttonen travelled to Minsk. Anttonen was optimistic. | Anttonen#2 | Matti Anttonen/FIN
- | Russia's ambassador to Washington, Pyotr Slavin, was summoned. | Pyotr Slavin | Pyotr Slavin/RUS
- | Russia's ambassador to Washington, Pyotr Slavin, was summoned. | Russia's ambassador to Washington | Pyotr Slavin/RUS
- | Thabo Lekota of South Africa chaired the round. | Thabo Lekota of South Africa | Thabo Lekota/ZAF
- | Argentine Foreign Minister Ramiro Calderas arrived late. | Argentine Foreign Minister Ramiro Calderas | Ramiro Calderas/ARG
- | Pakistan's Jamil Abbas Durrani opened the meeting. | Pakistan's Jamil Abbas Durrani | Jamil Abbas Durrani/PAK
- | The foreign minister of Mali, Abdou Keita, thanked Algiers. | The foreign minister of Mali, Abdou Keita | Abdou Keita/MLI
- | The U.N. envoy, Hans Grunwald, briefed the council. | Hans Grunwald | Hans Grunwald/UN
- | Samir al-Mukhtar, a spokesman for the Syrian opposition, called the offer empty. | Samir al-Mukhtar | Samir al-Mukhtar/SYR
- | Samir al-Mukhtar, a spokesman for the Syrian opposition, called the offer empty. Mukhtar left. | Mukhtar#2 | Samir al-Mukhtar/SYR
- | Chung Ho-yeol, South Korea's security adviser, flew to Beijing. Mr Chung returned on Friday. | Mr Chung | Chung Ho-yeol/KOR
- | Norway offered help, its envoy Jon Hauge said. | its envoy Jon Hauge | Jon Hauge/NOR
- | Deputy foreign ministers Selim Onat and Hamdi Lutfi signed it. | Deputy foreign ministers Selim Onat and Hamdi Lutfi | Selim Onat/- + Hamdi Lutfi/-
- | The press secretary of the Kenyan president John Mwangi denied it. | John Mwangi | John Mwangi/KEN
"""

NOMINALS = """
2021-08-19 | The French president called Berlin. | The French president | Emmanuel Macron/FRA
2011-03-19 | The French president called Berlin. | The French president | Nicolas Sarkozy/FRA
- | The French president called Berlin. | The French president | the French president/FRA
- | Nicolas Sarkozy hosted the summit. The French president spoke last. | The French president | Nicolas Sarkozy/FRA
2021-08-19 | The presidents of Russia and Tajikistan spoke by phone. | The presidents of Russia and Tajikistan | Vladimir Putin/RUS + Emomali Rahmon/TJK
2024-02-01 | The Saudi, Egyptian and Jordanian foreign ministers met in Riyadh. | The Saudi, Egyptian and Jordanian foreign ministers | Faisal bin Farhan Al Saud/SAU + Sameh Shoukry/EGY + Ayman Safadi/JOR
- | The foreign ministers of Chile, Peru and Bolivia will meet. | The foreign ministers of Chile, Peru and Bolivia | Chilean foreign minister/CHL + Peruvian foreign minister/PER + Bolivian foreign minister/BOL
2019-05-14 | Sergey Lavrov received his American counterpart in Sochi. | his American counterpart | Mike Pompeo/USA
2019-05-14 | Sergey Lavrov met Mike Pompeo in Sochi. His American counterpart raised Syria. | His American counterpart | Mike Pompeo/USA
- | A US official spoke on condition of anonymity. | A US official | a US official/USA
- | A senior State Department official denied it. | A senior State Department official | a senior State Department official/USA
- | A Taliban delegation reached Oslo on Sunday. | A Taliban delegation | a Taliban delegation/AFG
- | Officials from both countries will meet after Iran and Iraq agreed. | Iran and Iraq | Iran/IRN + Iraq/IRQ
- | The Turkish side proposed Istanbul. | The Turkish side | Turkey/TUR
- | Turkey and Syria talked in Moscow. Both sides named envoys. | Both sides | Turkey/TUR + Syria/SYR
- | Turkey and Syria talked in Moscow. The two countries broke ties in 2012. | The two countries | Turkey/TUR + Syria/SYR
2021-06-16 | Putin and Biden met in Geneva. The two leaders shook hands. | The two leaders | Vladimir Putin/RUS + Joe Biden/USA
2021-06-16 | Putin met Biden in Geneva. Both presidents called it useful. | Both presidents | Vladimir Putin/RUS + Joe Biden/USA
2022-01-21 | Lavrov and Blinken met in Geneva. The two ministers spoke for 90 minutes. | The two ministers | Sergey Lavrov/RUS + Antony Blinken/USA
2022-01-21 | Lavrov and Blinken met in Geneva. The pair shook hands. | The pair | Sergey Lavrov/RUS + Antony Blinken/USA
- | NATO enlarged again. The alliance now has 32 members. | The alliance | NATO/NATO
- | The EU and Japan signed it. The bloc will lower tariffs. | The bloc | European Union/EU
- | Hamas fired rockets. The movement rejected the truce. | The movement | Hamas/PSE
- | Interfax quoted a diplomat. The agency gave no name. | The agency | Interfax/RUS
2018-03-08 | Mr Moon's national security adviser briefed Mr Trump. | Mr Moon's national security adviser | Chung Eui-yong/KOR
2021-09-09 | The Kremlin spokesman declined to comment. | The Kremlin spokesman | Dmitry Peskov/RUS
2021-09-09 | The Tajik leader thanked Moscow. | The Tajik leader | Emomali Rahmon/TJK
2022-05-05 | The secretary-general of the UN visited Kyiv. | The secretary-general of the UN | António Guterres/UN
2010-05-05 | The NATO secretary-general visited Kyiv. | The NATO secretary-general | Anders Fogh Rasmussen/NATO
- | The former Spanish prime minister offered to mediate. | The former Spanish prime minister | the former Spanish prime minister/ESP
2015-07-14 | Barack Obama hailed the deal. His country will lift sanctions. | His country | United States/USA
2021-06-10 | The Kremlin chief declined. | The Kremlin chief | Vladimir Putin/RUS
2017-09-19 | Peskov said that the Russian president would not meet his US counterpart. | his US counterpart | Donald Trump/USA
2017-09-19 | Peskov said that the Russian president would not go. | the Russian president | Vladimir Putin/RUS
2022-07-22 | Sergei Shoigu spoke; Shoigu's Ukrainian counterpart was not there. | Shoigu's Ukrainian counterpart | Oleksii Reznikov/UKR
2018-04-27 | The leaders of the two Koreas met at Panmunjom. | The leaders of the two Koreas | Kim Jong Un/PRK + Moon Jae-in/KOR
2018-04-27 | North Korea answered South Korea. The South's president smiled. | The South's president | Moon Jae-in/KOR
2019-10-04 | North Korea's chief negotiator, Kim Myong Gil, left. The North Korean envoy was angry. | The North Korean envoy | Kim Myong-gil/PRK
2020-10-10 | The foreign ministers of Armenia and Azerbaijan, Zohrab Mnatsakanyan and Jeyhun Bayramov, met. | The foreign ministers of Armenia and Azerbaijan | Zohrab Mnatsakanyan/ARM + Jeyhun Bayramov/AZE
2020-10-10 | Zohrab Mnatsakanyan and Jeyhun Bayramov met Lavrov. The Armenian minister left first. His Azerbaijani counterpart stayed. | His Azerbaijani counterpart | Jeyhun Bayramov/AZE
2023-05-05 | The foreign ministers of India, China and Russia met. The three ministers spoke for an hour. | The three ministers | S. Jaishankar/IND + Qin Gang/CHN + Sergey Lavrov/RUS
- | Russian and Ukrainian negotiators met. Both parties have concerns. | Both parties | Russian negotiators/RUS + Ukrainian negotiators/UKR
- | Negotiators from Japan and the United States met in Tokyo. | Negotiators from Japan and the United States | Japanese Negotiators/JPN + American Negotiators/USA
- | The Russian-French Security Council met in Paris. | The Russian-French Security Council | Russia/RUS + France/FRA
- | Sources familiar with the plan confirmed it. | Sources familiar with the plan | Sources familiar with the plan/-
- | He denied it in the South China Sea. | the South China Sea |
- | Voters in Georgia and Florida went to the polls, a senator from Atlanta said. | Georgia |
- | The economy shrank. | The economy |
- | The talks failed. | The talks |
"""

PRONOUNS = """
2021-08-19 | Angela Merkel flew to Moscow. She met Putin. | She | Angela Merkel/DEU
2021-08-19 | Angela Merkel met Putin in Moscow. He gave her flowers. | He | Vladimir Putin/RUS
2021-08-19 | Angela Merkel met Putin in Moscow. He gave her flowers. | her | Angela Merkel/DEU
2021-08-19 | Putin and Merkel spoke on Friday. They agreed to go on. | They | Vladimir Putin/RUS + Angela Merkel/DEU
- | Moscow said it would answer. | it | Russia/RUS
- | It was agreed to continue the talks with Russia. | It |
2021-08-19 | "Contacts through our embassy are maintained," Peskov said. | our embassy | our embassy/RUS
2021-08-19 | "I will go to Kabul," Peskov said. | I | Dmitry Peskov/RUS
2021-08-19 | "We are ready for talks," Lavrov told reporters. | We | Russia/RUS
2021-08-19 | For his part, Lavrov thanked the hosts. | his | Sergey Lavrov/RUS
2021-08-19 | Lavrov, who met Heiko Maas on Monday, was upbeat. | who | Sergey Lavrov/RUS
2021-08-19 | Lavrov met Maas. Putin told him to hurry. | him | Sergey Lavrov/RUS
"""

METONYMS = """
- | Moscow said it would attend. | Moscow | Russia/RUS
- | They met in Moscow. | Moscow |
- | He flew to Moscow on Monday. | Moscow |
- | Talks between Washington and Tehran stalled. | Washington and Tehran | United States/USA + Iran/IRN
- | The Kremlin denied the report. | The Kremlin | Kremlin/RUS
- | The White House confirmed the call. | The White House | White House/USA
- | The Geneva Conventions apply. | The Geneva Conventions |
- | The Camp David Accords still hold. | The Camp David Accords |
- | The State Department called it progress. | The State Department | United States Department of State/USA
"""


def reading(text: str, published: str | None = None, publisher: str | None = None) -> Reading:
    """A parsed article of one piece of text."""
    document = Document("x", text, None, publisher, When(published) if published else None)
    return next(read([(document, clean(document))]))


def words_of(text: Reading, phrase: str) -> Words:
    """The tokens of a phrase, `#2` for its second occurrence."""
    phrase, _, number = phrase.partition("#")
    start = -1
    for _ in range(int(number or 1)):
        start = text.clean.text.index(phrase, start + 1)
    span = text.doc.char_span(start, start + len(phrase), alignment_mode="expand")
    assert span is not None
    return Words(span.start, span.end)


def cases(block: str) -> list[tuple[str | None, str, str, set[str]]]:
    """The rows of a block."""
    found = []
    for line in block.strip().splitlines():
        date, text, phrase, expected = (part.strip() for part in f"{line} ".split(" | ", 3))
        names = {name.strip() for name in expected.split(" + ") if name.strip()}
        found.append((None if date == "-" else date, text.replace("\\n", "\n\n"), phrase, names))
    return found


@pytest.mark.parametrize(
    ("published", "text", "phrase", "expected"),
    [case for block in (NAMES, UNREGISTERED, NOMINALS, PRONOUNS, METONYMS) for case in cases(block)],
)
def test_a_phrase_stands_for(published: str | None, text: str, phrase: str, expected: set[str]) -> None:
    article = reading(text, published)
    actors = Actors(article, load_registry(), When(published) if published else None)
    found = actors.at(words_of(article, phrase))
    assert {f"{actor.name}/{actor.side or '-'}" for actor in found} == expected
