"""Damage of character coding is undone, and the map still holds."""

from __future__ import annotations

import pytest

from communique.clean.encoding import repair
from communique.clean.mapped import Mapped


@pytest.mark.parametrize(
    ("damaged", "plain"),
    [
        ("the EUâ€™s â€œno\u201d", "the EU's “no”"),
        ("the EUâ\x80\x99s", "the EU's"),
        ("CafÃ© Ã‰lysÃ©e", "Café Élysée"),
        ("talks â€“ at last", "talks – at last"),
        ("Ã¢â‚¬â„¢", "'"),
        ("â€œQuotedâ€ he said", "“Quoted” he said"),
        ("France &amp; Germany&#39;s &quot;pact&quot;&nbsp;now", 'France & Germany\'s "pact" now'),
        ("AT&amp;amp;T", "AT&T"),
        ("the EU’s ‘offer’", "the EU's 'offer'"),
        ("10\xa0a.m.\u202fon\tMonday", "10 a.m. on Monday"),
        ("Zel\u00aden\u200bskyy\ufeff", "Zelenskyy"),
        ("one\r\ntwo\rthree\u2028four", "one\ntwo\nthree\nfour"),
        ("``No'' he said", '"No" he said'),
        ("\x93No\x94 said Russia\x92s envoy", "“No” said Russia's envoy"),
        ("oﬃcials", "officials"),
    ],
)
def test_damage_is_repaired(damaged: str, plain: str) -> None:
    assert repair(Mapped.of(damaged)).text == plain


@pytest.mark.parametrize(
    "text", ["“Yes,” said Erdoğan – « oui » in Besançon.", "São Tomé & Príncipe", "R&D; AT&T", "ÂN Ã"]
)
def test_what_is_meant_stays(text: str) -> None:
    assert repair(Mapped.of(text)).text == text


def test_one_character_for_several_leads_back_to_all_of_them() -> None:
    text = repair(Mapped.of("EU&#39;s"))
    assert text.text == "EU's"
    assert text.span(2, 3) == (2, 7)
    assert text.span(0, 4) == (0, 8)
