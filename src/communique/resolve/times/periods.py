"""Rules for what is longer than a day: weeks, months, seasons, quarters, years, decades."""

from __future__ import annotations

import re
from datetime import timedelta
from functools import cache

from communique.lexicon.calendar import load_calendar
from communique.resolve.times.arithmetic import (
    quarter,
    shift_months,
    shift_years,
    to_day,
    week_of,
    weekend_of,
)
from communique.resolve.times.context import Context
from communique.resolve.times.days import month_by_word, relative_year
from communique.resolve.times.fragments import YEAR, S, day_number, fragments, phrases, unit_of
from communique.resolve.times.mention import Value
from communique.resolve.times.rule import Rule, rule
from communique.schema.edtf import is_edtf

_NEAR = "last|next|this past|this coming|this|past|coming|that|the same|the following"
_WHICH = (
    "last|next|this past|this coming|this|the coming|the current|current|the same|same|that|that same"
    "|the previous|previous|the preceding|the following|following|the next|the last|the new|the past|past|the"
)
_WHICH_YEAR = rf"(?P<which_year>last|this|next|that|the{S}same|the{S}following|the{S}previous){S}year"
_CHAINED = ("that", "same", "previous", "preceding", "following")


@cache
def period_rules() -> tuple[Rule, ...]:
    """The rules of this module, compiled once."""
    f = fragments()
    of_year = rf"(?:,?{S}(?:of{S})?(?:the{S}(?:fiscal{S})?year{S})?(?P<year>{YEAR})|,?{S}(?:of{S})?{_WHICH_YEAR})"
    nth = rf"(?P<nth>first|second|third|fourth|final|last|fiscal{S}first)"
    return (
        rule(rf"(?P<month>{f.month}){of_year}", _month_of_year),
        rule(rf"(?P<which>{phrases(_NEAR + '|the previous')}){S}(?P<month>{f.month})", _month_by_word),
        rule(rf"(?P<which>each|every){S}(?P<month>{f.month})", _every_month),
        rule(rf"(?P<month>{f.month})", _month_alone),
        rule(rf"(?:the{S})?(?P<season>{f.season}){of_year}", _season),
        rule(rf"(?P<which>{phrases(_NEAR + '|the')}){S}(?P<season>{f.season})", _season),
        rule(rf"(?P<year>{YEAR}){S}(?P<season>{f.season})", _season),
        rule(rf"(?:the{S})?{nth}[ -]quarter(?:{of_year})?", _quarter),
        rule(rf"(?:the{S})?(?P<year>{YEAR}){S}{nth}[ -]quarter", _quarter),
        rule(rf"(?P<which_year>last|next|this){S}year(?:'|’)s{S}{nth}[ -]quarter", _quarter),
        rule(rf"Q(?P<nth>[1-4])(?:{S}(?:of{S})?(?P<year>{YEAR}))?", _quarter),
        rule(
            rf"(?P<which>{phrases(_WHICH)}){S}(?P<unit>week|month|quarter|year|decade|century|weekend)"
            rf"(?!{S}(?:and{S}a{S}half|ago|before|after|later|earlier)\b)"
            rf"(?!{S}of{S}(?:{f.month}|{YEAR}|(?:the|this|next|last){S}(?:month|year)))",
            _relative,
        ),
        rule(rf"(?:the{S})?(?P<unit>week|month|year){S}(?P<far>after{S}next|before{S}last)", _far),
        rule(rf"(?:the{S})?(?P<unit>week|weekend)s?{S}of{S}(?P<month>{f.month}){S}(?P<day>{f.ordinal})", _week_of_day),
        rule(rf"(?:the{S})?(?P<end>year|month|week)(?:-|{S}|(?:'|’)s{S})end(?!s|ing|ed)", _unit_end),
        rule(rf"(?:the{S})?(?P<decade>(?:1[5-9]|20)\d0)(?:s|(?:'|’)s)", _decade),
        rule(rf"the{S}(?:'|’)?(?P<short>[2-9]0)s", _decade),
        rule(rf"the{S}(?P<word>twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties)", _decade),
        rule(rf"(?:the{S})?(?P<century>{f.ordinal})[ -]century", _century),
        rule(rf"(?:(?:the{S})?(?:fiscal|calendar){S}(?:year{S})?|the{S}year{S})?(?P<year>{YEAR})", _year_alone),
    )  # fmt: skip


def _month_number(match: re.Match[str]) -> int | None:
    name = match["month"]
    if not name[0].isupper():
        return None
    return load_calendar().months[name[0] + name[1:].lower()]


def _month_of_year(match: re.Match[str], context: Context) -> Value | None:
    number = _month_number(match)
    if number is None:
        return None
    if match["year"]:
        return _value(f"{match['year']}-{number:02}")
    year, anchor = relative_year(match["which_year"], context)
    return _value(f"{year}-{number:02}", anchor)


def _value(edtf: str | None, anchor: str | None = None, *, weak: bool = False) -> Value:
    if edtf is None or not is_edtf(edtf):
        return Value(None, "reference", weak=weak)
    return Value(edtf, unit=edtf, anchor=anchor, weak=weak)


def _month_by_word(match: re.Match[str], context: Context) -> Value | None:
    number = _month_number(match)
    if number is None:
        return None
    edtf = month_by_word(match["which"], number, context)
    return _value(edtf, None if edtf.startswith("X") else context.anchor)


def _every_month(match: re.Match[str], context: Context) -> Value | None:
    number = _month_number(match)
    return Value(None, "set", length=f"XXXX-{number:02}") if number else None


def _month_alone(match: re.Match[str], context: Context) -> Value | None:
    number = _month_number(match)
    if number is None:
        return None
    if match["month"] in load_calendar().ambiguous_months and not _is_month(match):
        return None
    edtf = context.month_named(number)
    return _value(edtf, None if edtf.startswith("X") else context.anchor)


def _is_month(match: re.Match[str]) -> bool:
    """Whether an ambiguous name is a month: "in May", not "Theresa May" or "May said"."""
    before = re.search(r"([\w’']+)[\s-]+$", match.string[max(0, match.start() - 30) : match.start()])
    if before is None:
        return False
    if before[1].lower() == "the":
        # "the March summit"
        return re.match(r"\s+[a-z]{4,}", match.string[match.end() :]) is not None
    if before[1].lower() not in load_calendar().month_cues:
        return False
    return re.match(r"\s+[A-Z][a-z]|['’]s\b", match.string[match.end() :]) is None


def _season(match: re.Match[str], context: Context) -> Value | None:
    groups = match.groupdict()
    if match["season"].istitle() and re.match(r"\s+[A-Z]", match.string[match.end() :]):
        # "the Winter Olympics", "the Winter Palace"
        return None
    code = load_calendar().seasons[match["season"].lower()]
    if groups.get("year"):
        return _value(f"{match['year']}-{code}")
    if groups.get("which_year"):
        year, anchor = relative_year(match["which_year"], context)
        return _value(f"{year}-{code}", anchor)
    which = re.sub(r"\s+", " ", match["which"].lower())
    # "the fall of Kabul", "the spring in his step" are no seasons.
    if which == "the" and re.match(r"\s+(?:of|in his|from|that)\b", match.string[match.end() :]):
        return None
    if which in ("that", "the same") and context.previous and context.previous[:4].isdigit():
        return _value(f"{context.previous[:4]}-{code}", context.previous)
    if context.month is None:
        return _value(f"XXXX-{code}")
    written, current = int(context.month[:4]), int(context.month[5:])
    first = {21: 3, 22: 6, 23: 9, 24: 12}[code]
    # A winter is written with the year it begins in; from January to March "this winter" began the year before.
    running = first <= current <= first + 2 or (code == 24 and current <= 3)
    begun = written - 1 if code == 24 and current <= 3 else written
    if which in ("last", "past", "this past"):
        not_yet = current < first and begun == written
        return _value(f"{begun - (running or not_yet)}-{code}", context.anchor)
    if which in ("next", "coming", "this coming", "the following"):
        return _value(f"{begun + (running or current > first + 2)}-{code}", context.anchor)
    if which == "this" or running:
        return _value(f"{begun}-{code}", context.anchor)
    ahead = context.way() in ("ahead", "now")
    bare = written + (ahead and current > first) - (not ahead and current < first)
    return _value(f"{bare}-{code}", context.anchor)


def _quarter(match: re.Match[str], context: Context) -> Value | None:
    groups = match.groupdict()
    word = re.sub(r"^fiscal\s+", "", match["nth"].lower())
    number = {"first": 1, "second": 2, "third": 3, "fourth": 4, "final": 4, "last": 4}.get(word) or int(word)
    anchor: str | None = None
    if groups.get("year"):
        year = int(match["year"])
    elif groups.get("which_year"):
        text, anchor = relative_year(match["which_year"], context)
        if not text.isdigit():
            return Value(None, "reference")
        year = int(text)
    elif context.month is not None:
        anchor = context.anchor
        year, current = int(context.month[:4]), (int(context.month[5:]) - 1) // 3 + 1
        way = context.way()
        year += (way == "ahead" and number < current - 1) - (way != "ahead" and number > current)
    else:
        return Value(None, "reference")
    return _value(quarter(year, number), anchor)


def _relative(match: re.Match[str], context: Context) -> Value | None:
    which = re.sub(r"\s+", " ", match["which"].lower())
    word, unit = which.removeprefix("the "), match["unit"].lower()
    # "the year" is a date only inside "the end of the year", "later in the year".
    weak = which == "the" and unit != "weekend"
    if word in ("past", "this past") and unit in ("month", "quarter", "year", "decade", "century"):
        length = {"month": "P1M", "quarter": "P3M", "year": "P1Y", "decade": "P10Y", "century": "P100Y"}[unit]
        return Value(None, "duration", length=length)
    if word == "new":
        word = "next"
        if unit != "year":
            return None
    chained = word.split()[0] in _CHAINED
    base = context.previous if chained and context.previous else context.anchor
    if base is None or (chained and context.previous is None and word in ("that", "that same", "same")):
        return Value(None, "reference", weak=weak)
    steps = {"last": -1, "past": -1, "this past": -1, "previous": -1, "preceding": -1,
             "next": 1, "coming": 1, "this coming": 1, "following": 1}.get(word, 0)  # fmt: skip
    if unit in ("month", "quarter", "year") and word == "coming" and unit != "month":
        steps = 1
    edtf = _shifted(base.split("/")[0], unit, steps, bare=which == "the", context=context)
    return _value(edtf, base, weak=weak)


def _shifted(base: str, unit: str, steps: int, *, bare: bool, context: Context) -> str | None:
    day = to_day(base)
    if unit == "week":
        return week_of(day, steps) if day else None
    if unit == "weekend":
        if day is None:
            return None
        if bare and day.weekday() < 5:
            steps = 0 if context.way() in ("ahead", "now") else -1
        elif steps == -1 and day.weekday() == 6:
            steps = -1
        return weekend_of(day, steps)
    if unit == "month":
        return shift_months(base, steps)
    if unit == "quarter":
        month = shift_months(base, 0)
        if month is None or not month[:4].isdigit():
            return None
        return quarter(int(month[:4]), (int(month[5:]) - 1) // 3 + 1 + steps)
    year = shift_years(base, 0)
    if year is None:
        return None
    if unit == "year":
        return shift_years(base, steps)
    if unit == "decade":
        return f"{int(year[:3]) + steps}X"
    return f"{int(year[:2]) + steps}XX"


def _far(match: re.Match[str], context: Context) -> Value | None:
    """ "The week after next", "the year before last"."""
    if context.anchor is None:
        return Value(None, "reference")
    steps = 2 if match["far"].lower().startswith("after") else -2
    edtf = _shifted(context.anchor, match["unit"].lower(), steps, bare=False, context=context)
    return _value(edtf, context.anchor)


def _week_of_day(match: re.Match[str], context: Context) -> Value | None:
    number, day = _month_number(match), day_number(match["day"])
    edtf = context.day_named(number, day) if number and day else None
    if edtf is None:
        return None
    moment = to_day(edtf)
    if moment is None:
        return Value(None, "reference")
    named = week_of(moment) if unit_of(match["unit"]) == "week" else weekend_of(moment - timedelta(days=0))
    return _value(named, context.anchor)


def _unit_end(match: re.Match[str], context: Context) -> Value | None:
    unit = match["end"].lower()
    if unit == "week":
        return None
    base = context.anchor
    edtf = (shift_years(base, 0) if unit == "year" else shift_months(base, 0)) if base else None
    return _value(edtf, base)


_DECADES = {"twenties": 2, "thirties": 3, "forties": 4, "fifties": 5, "sixties": 6, "seventies": 7, "eighties": 8,
            "nineties": 9}  # fmt: skip


def _decade(match: re.Match[str], context: Context) -> Value | None:
    groups = match.groupdict()
    if groups.get("decade"):
        return _value(f"{match['decade'][:3]}X")
    tens = int(match["short"][0]) if groups.get("short") else _DECADES[match["word"].lower()]
    # "the twenties" may be those of either century.
    return _value(f"19{tens}X") if tens > 2 else Value(None, "reference")


def _century(match: re.Match[str], context: Context) -> Value | None:
    number = day_number(match["century"])
    return _value(f"{number - 1:02}XX") if number and number <= 21 else None


_BEFORE_NUMBER = re.compile(r"([\w.$€£#’']+)[\s(]*[-–]?$")
_NUMBERED = re.compile(
    r"(?i:resolution|no\.?|number|flight|us\$|room|article|section|page|some|least|nearly|almost|only|total)|[$€£#].*"
)
_MEASURED = re.compile(r"about|of|over|than", re.IGNORECASE)


def _year_alone(match: re.Match[str], context: Context) -> Value | None:
    """A bare number is a year where nothing counts it: not "1,990 troops", "2014 people" or "resolution 2254"."""
    year = int(match["year"])
    text = match.string
    bare = match.start() == match.start("year")
    if not 1800 <= year <= 2099:
        return None
    before = _BEFORE_NUMBER.search(text, max(0, match.start() - 30), match.start())
    after = re.match(r"(?:\s+(?P<word>[a-z]+))?(?P<sign>\s*%|[-–]\w|\.\d)?", text[match.end() :])
    if before is not None and _NUMBERED.fullmatch(before[1]):
        return None
    if before is not None and _MEASURED.fullmatch(before[1]) and not (bare and 1950 <= year <= 2035):
        return None
    if after and after["sign"] and re.match(r"\s*%|\.\d", after["sign"]):
        return None
    word = after["word"] if after else None
    if bare and word and word in load_calendar().counted_nouns:
        return None
    return _value(f"{year}")
