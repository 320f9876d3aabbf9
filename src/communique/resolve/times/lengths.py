"""Rules for counted time: "two weeks ago", "in three days", "five hours", "every day", "now"."""

from __future__ import annotations

import re
from datetime import timedelta
from functools import cache

from communique.lexicon.calendar import load_calendar
from communique.resolve.times.arithmetic import shift_days, shift_months, shift_years, to_day
from communique.resolve.times.context import Context
from communique.resolve.times.fragments import CLOCK, ZONE, S, clock, either, fragments, number, phrases, unit_of
from communique.resolve.times.mention import Value
from communique.resolve.times.rule import Rule, rule

_APPROXIMATE = (
    rf"(?:(?:almost|nearly|about|around|some|over|roughly|approximately|just|only|barely|exactly|more{S}than|less{S}than|fewer{S}than"
    rf"|at{S}least|at{S}most|up{S}to|no{S}more{S}than|as{S}many{S}as|the{S}better{S}part{S}of){S}(?:over{S})?)?"
)
_SYMBOLS = {"second": "TS", "minute": "TM", "hour": "TH", "day": "D", "week": "W", "month": "M", "year": "Y"}


_OF_DATE = re.compile(r"\s+of\s+(?:\d{4}\b|(?:next|last|this)\s+(?:year|month)|[A-Z][a-z]{2,8}\b)")
# "the first visit by a pope in a century"; "the second round will be held in two weeks" is a day again
_ORDINAL = re.compile(
    r"\b(?:first|second|third|fourth|fifth|sixth|seventh|[0-9]+(?:st|nd|rd|th)|only)\b", re.IGNORECASE
)
_NEW_CLAUSE = re.compile(r"[.;:!?,]|\b(?:will|is|are|was|were|be|to|and|but|that|which|who)\b", re.IGNORECASE)


@cache
def length_rules() -> tuple[Rule, ...]:
    """The rules of this module, compiled once."""
    f = fragments()
    table = load_calendar()
    between = phrases("more|other|and a half|full|consecutive|straight|additional|long|whole")
    count = rf"(?:(?P<vague>{f.vague}{S}(?:more{S})?)|(?P<number>{f.number})(?:[ -]|{S})(?:{between}{S}){{0,2}})"
    which = phrases("last|past|next|coming|first|final|previous|latest|following")
    ways = phrases("ago|earlier|prior|previously|later|afterward|afterwards|hence|from now")
    # "two weeks before", but not "two weeks before Christmas": that counts from Christmas
    alone = rf"(?:after|before)(?=[.,;:)]|\s*$|{S}(?:in|at|that|with|when|on|and|as|while)\b)"
    plain = rf"{count}(?:(?:working|business|trading|calendar){S})?(?P<unit>{f.unit})"
    return (
        rule(
            rf"{_APPROXIMATE}{plain}(?:{S}and{S}a{S}half)?{S}(?:or{S}so{S})?(?P<way>{ways}|{alone})",
            _counted,
        ),
        rule(rf"{_APPROXIMATE}(?P<unit>{f.unit}){S}(?P<way>ago)", _vague_ago),
        rule(rf"in{S}{_APPROXIMATE}{plain}(?:(?:'|’){S}time)?", _in_time),
        rule(rf"(?:each|every|a|per)(?:{S}(?P<number>{f.number}|other))?{S}(?P<unit>{f.unit})", _every),
        rule(
            rf"{_APPROXIMATE}(?:the{S})?(?:{which}{S})?{plain}(?:(?:'|’)s?(?=\s))?(?!(?:-|\s+)old\b)",
            _length,
        ),
        rule(rf"(?:the{S})?(?P<which>last|past|next|coming|recent|following){S}(?P<unit>(?:{f.unit}))", _vague_span),
        rule(rf"{_APPROXIMATE}(?P<number>{f.number})(?:{S}|-)(?P<unit>{f.unit})(?:{S}and{S}a{S}half)", _length),
        rule(rf"{_APPROXIMATE}(?:a{S})?half(?:{S}an?|-an?|{S}a{S}|-){S}?(?P<unit>hour|year|day|century|decade)"
            rf"(?:{S}(?P<way>ago|earlier|later))?", _half),
        rule(rf"(?P<number>{f.number}){S}and{S}a{S}half{S}(?P<unit>{f.unit})", _and_half),
        rule(rf"(?P<number>{f.number})?-?(?P<unit>{f.unit})-?long", _long),
        rule(rf"{count}(?P<unit>{f.unit})(?:-|{S})old", _age),
        rule(r"(?<=\bfor\s)(?P<unit>days|weeks|months|years|decades|centuries|hours)", _plural),
        rule(r"(?P<adverb>hourly|daily|weekly|monthly|annually|yearly)", _adverb),
        rule(rf"(?P<present>{either(table.references['present'])})", _present),
        rule(rf"(?P<past>{either(table.references['past'])})", _past),
        rule(rf"(?P<future>{either(table.references['future'])})", _future),
        rule(rf"(?P<clock>{CLOCK}){ZONE}?(?:{S}(?P<day>today|yesterday|tomorrow))?", _clock),
    )  # fmt: skip


def _amount(match: re.Match[str]) -> float | None:
    groups = match.groupdict()
    found = groups.get("number")
    if "number" not in groups and re.search(r"\bhalf\b", match.group(), re.IGNORECASE):
        return 0.5
    value = number(found) if found else None
    if value is not None and re.search(r"\band\s+a\s+half\b", match.group(), re.IGNORECASE):
        value += 0.5
    return value


def period(amount: float | None, unit: str) -> str:
    """An ISO 8601 period, X where the amount is not said: 1.5 hours is PT90M, "several days" PXD."""
    if unit == "fortnight":
        unit, amount = "week", amount * 2 if amount is not None else None
    factor, base = {"decade": (10, "year"), "century": (100, "year"), "quarter": (3, "month")}.get(unit, (1, unit))
    if unit == "weekend":
        base = "day"
        factor = 2
    symbol = _SYMBOLS[base]
    prefix = "PT" if symbol.startswith("T") else "P"
    if amount is None:
        return f"{prefix}X{symbol[-1]}"
    amount *= factor
    if amount != int(amount):
        if base == "hour":
            return f"PT{int(amount * 60)}M"
        if base == "minute":
            return f"PT{int(amount)}M{int(amount % 1 * 60)}S"
        if base == "year":
            return f"P{int(amount)}Y{int(amount % 1 * 12)}M" if amount > 1 else f"P{int(amount * 12)}M"
        if base == "day":
            return f"PT{int(amount * 24)}H"
        return f"{prefix}{amount:g}{symbol[-1]}"
    return f"{prefix}{int(amount)}{symbol[-1]}"


def moved(base: str, unit: str, amount: float, sign: int) -> str | None:
    """A date so many units from another: days and weeks to the day, months to the month, years to the year."""
    if unit in ("year", "decade", "century") and amount != int(amount):
        unit, amount = "month", amount * {"year": 12, "decade": 120, "century": 1200}[unit]
    if amount != int(amount):
        return None
    count = sign * int(amount)
    if unit in ("day", "week", "fortnight"):
        return shift_days(base, count * {"day": 1, "week": 7, "fortnight": 14}[unit])
    if unit in ("month", "quarter"):
        return shift_months(base, count * (3 if unit == "quarter" else 1))
    if unit in ("year", "decade", "century"):
        return shift_years(base, count * {"year": 1, "decade": 10, "century": 100}[unit])
    if unit == "weekend":
        day = to_day(base)
        return (day + timedelta(weeks=count)).isoformat() if day else None
    return None


def _counted(match: re.Match[str], context: Context) -> Value | None:
    amount, unit = _amount(match), unit_of(match["unit"])
    way = re.sub(r"\s+", " ", match["way"].lower())
    sign = 1 if way in ("later", "after", "afterward", "afterwards", "hence", "from now") else -1
    if amount is None:
        if way == "ago":
            return Value(None, "reference", length="PAST_REF")
        return Value(None, "duration", length=period(None, unit))
    if unit in ("hour", "minute", "second"):
        return Value(None, "duration", length=period(amount, unit))
    direct = way in ("ago", "hence", "from now")
    base = context.anchor if direct or not context.previous else context.previous
    if base is None:
        return Value(None, "reference")
    edtf = moved(base.split("/")[0 if sign < 0 else -1], unit, amount, sign)
    if edtf is None:
        return Value(None, "reference", length=period(amount, unit))
    return Value(edtf, unit=edtf, anchor=base)


def _vague_ago(match: re.Match[str], context: Context) -> Value | None:
    return Value(None, "reference", length="PAST_REF")


def _in_time(match: re.Match[str], context: Context) -> Value | None:
    """ "In two weeks" is a day where the verb looks ahead, and a length elsewhere ("the third in two weeks")."""
    amount, unit = _amount(match), unit_of(match["unit"])
    ahead = context.way() == "ahead" and not _counts_occasions(match)
    if amount is None or not ahead or unit in ("hour", "minute", "second") or context.anchor is None:
        return _length(match, context)
    edtf = moved(context.anchor, unit, amount, 1)
    return (
        Value(edtf, unit=edtf, anchor=context.anchor) if edtf else Value(None, "duration", length=period(amount, unit))
    )


def _counts_occasions(match: re.Match[str]) -> bool:
    """ "Will hold the first summit in 14 years", "will be the second of its kind in three months": since the last."""
    before = _ORDINAL.split(match.string[max(0, match.start() - 90) : match.start()])
    return len(before) > 1 and _NEW_CLAUSE.search(before[-1]) is None


def _length(match: re.Match[str], context: Context) -> Value | None:
    if re.match(r"(?:the\s+)?(?:first|last|final)\b", match.group(), re.IGNORECASE) and _OF_DATE.match(
        match.string, match.end()
    ):
        # "the first three months of 2025" is a part of that year
        return None
    if match["unit"][0].isupper() or match["unit"].lower() == "weekend":
        # "60 Minutes" is a broadcast
        return Value(None, weak=True)
    amount, unit = _amount(match), unit_of(match["unit"])
    word = (match.groupdict().get("number") or "").lower()
    if unit == "second" and word in ("a", "an", "one", "the"):
        return None
    if match.groupdict().get("number") and amount is None:
        return None
    if unit == "second" and not match["unit"].endswith("s"):
        return None
    return Value(None, "duration", length=period(amount, unit))


def _long(match: re.Match[str], context: Context) -> Value | None:
    """ "Day-long", "weeklong" are one of it, "decades-long" an unsaid number."""
    amount = _amount(match) if match["number"] else None if match["unit"].lower().endswith("s") else 1.0
    return Value(None, "duration", length=period(amount, unit_of(match["unit"])))


def _age(match: re.Match[str], context: Context) -> Value | None:
    """The age of a person or thing: no time of the news, but its words are used up."""
    return Value(None, weak=True)


def _vague_span(match: re.Match[str], context: Context) -> Value | None:
    if not match["unit"].lower().endswith("s"):
        return None
    return Value(None, "duration", length=period(None, unit_of(match["unit"])))


def _half(match: re.Match[str], context: Context) -> Value | None:
    if match["way"] and match["unit"].lower() in ("year", "decade", "century"):
        return _counted(match, context)
    return Value(None, "duration", length=period(0.5, unit_of(match["unit"])))


def _and_half(match: re.Match[str], context: Context) -> Value | None:
    amount = number(match["number"])
    return Value(None, "duration", length=period(amount + 0.5, unit_of(match["unit"]))) if amount is not None else None


def _plural(match: re.Match[str], context: Context) -> Value | None:
    return Value(None, "duration", length=period(None, unit_of(match["unit"])))


def _every(match: re.Match[str], context: Context) -> Value | None:
    word = match.group().split()[0].lower()
    unit = unit_of(match["unit"])
    amount = match["number"]
    if word in ("a", "per"):
        # "twice a day", "barrels per day": a rate; "a day" alone is a length.
        rate = re.search(
            r"\b(?:once|twice|times|hours|days|barrels|dollars|euros|percent|people)\s+$", match.string[: match.start()]
        )
        if amount or (word == "a" and rate is None):
            return None
    count = 2.0 if amount == "other" else number(amount) if amount else 1.0
    return Value(None, "set", length=period(count, unit))


_ADVERBS = {
    "hourly": "PT1H", "daily": "P1D", "weekly": "P1W", "monthly": "P1M", "annually": "P1Y", "yearly": "P1Y",
}  # fmt: skip


def _adverb(match: re.Match[str], context: Context) -> Value | None:
    return Value(None, "set", length=_ADVERBS[match["adverb"].lower()])


def _present(match: re.Match[str], context: Context) -> Value | None:
    return Value(None, "reference", length="PRESENT_REF")


def _past(match: re.Match[str], context: Context) -> Value | None:
    # "in the past two weeks" is a length, "the past government" no time
    if match["past"].lower().endswith("past") and re.match(
        r"\s+(?!and\b|or\b|but\b|to\b|is\b|has\b)\w", match.string[match.end() :]
    ):
        return None
    return Value(None, "reference", length="PAST_REF")


def _future(match: re.Match[str], context: Context) -> Value | None:
    return Value(None, "reference", length="FUTURE_REF")


def _clock(match: re.Match[str], context: Context) -> Value | None:
    steps = {"yesterday": -1, "tomorrow": 1}.get((match["day"] or "").lower(), 0)
    base = context.previous if context.previous and to_day(context.previous) and not match["day"] else context.anchor
    edtf = shift_days(base, steps) if base else None
    return Value(edtf, "time", unit=edtf, clock=clock(match["clock"]), anchor=base)
