"""Sums of money that a text names, so that what two capitals say was given or promised can be compared."""

from __future__ import annotations

import re
from dataclasses import dataclass

_SCALES = {"thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}
_CURRENCIES = {
    "$": "USD", "us$": "USD", "usd": "USD", "dollar": "USD", "dollars": "USD", "us dollars": "USD",
    "€": "EUR", "eur": "EUR", "euro": "EUR", "euros": "EUR", "£": "GBP", "gbp": "GBP", "pounds": "GBP",
}  # fmt: skip
_PARTS = {"half a": 0.5, "a quarter of a": 0.25, "quarter of a": 0.25, "a": 1.0, "an": 1.0, "one": 1.0}
_AFTER = "US dollars|U.S. dollars|dollars|dollar|euros|euro|pounds"
_SIZE = "thousand|million|billion|trillion"
_NUMBER = r"\d[\d,]*(?:\.\d+)?"
_SUM = re.compile(
    rf"(?:(?P<before>US ?\$|U\.S\. ?\$|USD|EUR|GBP|[$€£]) ?(?P<number>{_NUMBER})(?: (?P<scale>{_SIZE})\b)?)"
    rf"|(?:\b(?P<part>half a|a quarter of a|quarter of a|{_NUMBER}|an?|one) (?P<size>{_SIZE}) (?P<after>{_AFTER})\b)",
    re.IGNORECASE,
)
# "A quarter of a billion" and "$225 million" are one sum.
_ROUNDED = 0.15
# Fares and prices are no aid.
_LEAST = 100_000.0


@dataclass(frozen=True, slots=True)
class Amount:
    """A sum as written, in which currency and how much."""

    text: str
    currency: str
    value: float

    def is_about(self, other: Amount) -> bool:
        """Whether both are one sum, as rounded as releases write it."""
        apart = abs(self.value - other.value) / max(self.value, other.value)
        return self.currency == other.currency and apart <= _ROUNDED


def amounts(text: str) -> tuple[Amount, ...]:
    """The sums of money in a text, each once, in reading order."""
    found: list[Amount] = []
    for match in _SUM.finditer(text):
        written = " ".join(match[0].split())
        if match["before"]:
            currency = match["before"].lower().replace(".", "").replace(" ", "")
            value = _number(match["number"]) * _SCALES.get((match["scale"] or "").lower(), 1.0)
        else:
            currency, part = match["after"].lower().replace(".", ""), match["part"].lower()
            value = (_PARTS[part] if part in _PARTS else _number(part)) * _SCALES[match["size"].lower()]
        one = Amount(written, _CURRENCIES[currency], value)
        if value >= _LEAST and not any(one.currency == other.currency and one.value == other.value for other in found):
            found.append(one)
    return tuple(found)


def _number(text: str) -> float:
    return float(text.replace(",", ""))
