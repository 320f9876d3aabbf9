"""Rules for days: full dates, month and day, weekdays, festivals, "yesterday", "the next day"."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import cache

from communique.lexicon.calendar import load_calendar
from communique.resolve.times.arithmetic import last_day, shift_days, shift_months, shift_years, to_day
from communique.resolve.times.context import Context
from communique.resolve.times.fragments import CLOCK, DASH, DAY, YEAR, ZONE, S, clock, day_number, fragments
from communique.resolve.times.mention import Value
from communique.resolve.times.rule import Rule, rule
from communique.schema.edtf import is_edtf

# "of last year", "next year": the year by its distance from the year of writing or of the date before.
_WHICH_YEAR = (
    rf"(?:,?{S}(?:of{S})?(?P<which_year>last|this|next|that|the{S}same|the{S}following|the{S}previous){S}year)"
)
_WEEKDAY_MODIFIER = (
    rf"last|next|this{S}past|this{S}coming|this|past|the{S}coming|coming|the{S}previous|previous|the{S}following"
    rf"|following|that|the{S}same|each|every"
)


@cache
def day_rules() -> tuple[Rule, ...]:
    """The rules of this module, compiled once."""
    f = fragments()
    weekday_before = rf"(?:{f.weekday},?{S}(?:the{S})?)?"
    year_after = rf"(?:(?:,{S}?|{S}(?:of{S})?)(?P<year>{YEAR})|{_WHICH_YEAR})?"
    at_clock = rf"(?:(?P<clock>{CLOCK}){ZONE}?,?{S}(?:on{S})?)?"
    return (
        rule(r"(?P<year>\d{4})-(?P<month>[01]\d)-(?P<day>[0-3]\d)(?:T\d\d:\d\d(?::\d\d)?Z?)?", _numeric),
        rule(r"(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>\d{4})", _numeric),
        rule(r"(?P<first>\d{1,2})(?P<sign>[/-])(?P<second>\d{1,2})(?P=sign)(?P<year>\d{4}|\d\d)", _slashed),
        rule(
            rf"{at_clock}{weekday_before}(?P<last>last{S})?(?P<month>{f.month}){S}?(?:the{S})?(?P<day>{f.ordinal}){year_after}",
            _month_day,
        ),
        rule(
            rf"{at_clock}{weekday_before}(?:the{S})?(?P<day>{f.ordinal})(?:{S}of)?{S}(?P<month>{f.month}){year_after}",
            _month_day,
        ),
        rule(
            rf"(?:the{S})?(?P<day>{f.ordinal})(?:{S}day)?{S}of{S}(?P<which>next|last|this|that|the{S}coming){S}(?P<month>{f.month})",
            _day_of_which,
        ),
        rule(
            rf"(?:the{S})?(?P<day>{f.ordinal})(?:{S}day)?{S}of{S}(?P<which>this|next|last|that|the{S}same|same|the{S}following"
            rf"|the{S}next|the{S}previous|the{S}current|the{S}coming|the){S}month",
            _day_of_month,
        ),
        rule(
            rf"(?:the{S})?(?P<nth>first|second|third|fourth|last){S}(?P<weekday>{f.weekday}|day){S}(?:of|in){S}"
            rf"(?P<month>{f.month})(?:,?{S}(?P<year>{YEAR}))?",
            _nth_of_month,
        ),
        rule(rf"(?<=\bon\sthe\s)(?P<day>{DAY})(?=[.,;)]|\s+(?:in|at|with|for|and|to|by)\b)", _lone_day),
        rule(
            rf"{at_clock}(?:(?P<which>{_WEEKDAY_MODIFIER}){S})?(?P<weekday>{f.weekday})(?P<plural>s)?"
            rf"(?:{S}(?P<part>{f.part})(?P<parts>s)?)?(?:{S}(?:of{S})?(?P<week>last|next|this|that|the{S}following){S}week)?"
            rf"(?:(?:,?{S}at)?{S}(?P<late>{CLOCK}){ZONE}?)?",
            _weekday,
        ),
        rule(rf"(?P<back>the{S})?day{S}before{S}(?P<which>last){S}(?P<weekday>{f.weekday})", _before_weekday),
        rule(
            rf"{at_clock}(?:(?:earlier|later){S})?(?P<word>today|tonight|yesterday|tomorrow)(?:{S}(?P<part>{f.part}))?",
            _deictic,
        ),
        rule(rf"the{S}day{S}(?P<side>before{S}yesterday|after{S}tomorrow)", _twice),
        rule(
            rf"(?:earlier{S}|later{S})?(?P<which>this|last|that|the{S}same|the{S}next|the{S}following|the{S}previous){S}(?P<part>morning|afternoon|evening|night)",
            _part,
        ),
        rule(
            rf"(?:earlier{S}|later{S})?(?:on{S})?(?P<which>the{S}same|(?:that{S})?same|that(?:{S}very)?|the{S}next|next"
            rf"|the{S}following|the{S}previous|the{S}preceding){S}day",
            _chained_day,
        ),
        rule(
            rf"the{S}(?P<part>night|evening|morning|afternoon){S}(?P<which>before)"
            rf"(?=[.,;:)]|\s*$|\s+(?:in|at|that|with)\b)",
            _part,
        ),
        rule(rf"(?:earlier|later){S}(?:in|on){S}the{S}(?:same{S})?day", _same_day),
        rule(
            rf"(?:the|a){S}day{S}(?P<which>before|after|earlier|later)(?=[.,;:)]|\s+(?:in|at|that|with|when)\b|\s*$)",
            _chained_day,
        ),
        rule(rf"(?P<previous>last{S}|this{S}|next{S})?(?P<festival>{f.festival}){year_after}", _festival),
    )


def _given(year: str, month: int, day: int | None = None) -> str | None:
    edtf = f"{year}-{month:02}" if day is None else f"{year}-{month:02}-{day:02}"
    return edtf if is_edtf(edtf) else None


def _numeric(match: re.Match[str], context: Context) -> Value | None:
    edtf = _given(match["year"], int(match["month"]), int(match["day"]))
    return Value(edtf, unit=edtf) if edtf else None


def _slashed(match: re.Match[str], context: Context) -> Value | None:
    """Day and month in either order: only one of the two may be a date, else the article's own date decides."""
    year = match["year"]
    if len(year) == 2:
        year = ("19" if int(year) > 50 else "20") + year
    first, second = int(match["first"]), int(match["second"])
    found = {edtf for edtf in (_given(year, first, second), _given(year, second, first)) if edtf}
    if len(found) == 2 and context.anchor in found:
        found = {context.anchor}
    if len(found) == 1:
        edtf = found.pop()
        return Value(edtf, unit=edtf)
    return Value(None, "reference") if found else None


def relative_year(which: str, context: Context) -> tuple[str, str | None]:
    """The year of "next year", "the same year" with what it was counted from; `XXXX` where that is not known."""
    folded = re.sub(r"\s+", " ", which.lower())
    if folded in ("that", "the same", "the following", "the previous"):
        steps = {"the following": 1, "the previous": -1}.get(folded, 0)
        year = shift_years(context.previous, steps) if context.previous else None
        return (year, context.previous) if year else ("XXXX", None)
    steps = {"last": -1, "next": 1}.get(folded, 0)
    if context.year is None:
        return "XXXX", None
    return f"{context.year + steps:04}", context.anchor


def _month_day(match: re.Match[str], context: Context) -> Value | None:
    if not match["month"][0].isupper():
        return None
    month, day = load_calendar().months[_titled(match["month"])], day_number(match["day"])
    if day is None:
        return None
    anchor = context.anchor
    edtf: str | None
    if match["year"]:
        edtf, anchor = _given(match["year"], month, day), None
    elif match["which_year"]:
        year, anchor = relative_year(match["which_year"], context)
        edtf = _given(year, month, day)
    elif match.groupdict().get("last"):
        edtf = _given(month_by_word("last", month, context)[:4], month, day)
    else:
        edtf = context.day_named(month, day)
    if edtf and edtf.startswith("X"):
        anchor = None
    time = clock(match["clock"])
    if edtf is None or not is_edtf(edtf):
        return Value(None, "reference")
    return Value(edtf, "time" if time else "date", unit=edtf, clock=time, anchor=anchor)


def _titled(name: str) -> str:
    return name[0] + name[1:].lower()


def _day_of_which(match: re.Match[str], context: Context) -> Value | None:
    if not match["month"][0].isupper():
        return None
    day = day_number(match["day"])
    month = month_by_word(match["which"], load_calendar().months[_titled(match["month"])], context)
    edtf = f"{month}-{day:02}"
    return Value(edtf, unit=edtf, anchor=context.anchor) if is_edtf(edtf) else None


def month_by_word(which: str, number: int, context: Context) -> str:
    """The month of "last June", "next January", "that April"; `XXXX-MM` where nothing gives the year."""
    folded = re.sub(r"\s+", " ", which.lower()).removeprefix("the ")
    if folded in ("that", "same") and context.previous and context.previous[:4].isdigit():
        return f"{context.previous[:4]}-{number:02}"
    if context.month is None:
        return f"XXXX-{number:02}"
    year, current = int(context.month[:4]), int(context.month[5:])
    if folded in ("last", "past", "this past", "previous"):
        year -= number >= current
    elif folded in ("next", "coming", "this coming", "following"):
        year += number <= current
    elif folded != "this":
        return context.month_named(number)
    return f"{year:04}-{number:02}"


def _day_of_month(match: re.Match[str], context: Context) -> Value | None:
    day = day_number(match["day"])
    folded = re.sub(r"\s+", " ", match["which"].lower())
    steps = {"next": 1, "last": -1, "the following": 1, "the next": 1, "the previous": -1, "the coming": 1}.get(
        folded, 0
    )
    chained = folded in ("that", "the same", "same", "the following", "the previous", "the")
    # "the tenth of next January ... a summit last June ... the 12th of the same month": the month that had a day
    named = context.previous_day or context.previous
    base = named if chained and named else context.month
    if folded in ("the next",) and context.previous:
        base = named
    month = shift_months(base, steps) if base else None
    edtf = f"{month}-{day:02}" if month and day else None
    if edtf is None or not is_edtf(edtf):
        return Value(None, "reference")
    return Value(edtf, unit=edtf, anchor=base)


def _nth_of_month(match: re.Match[str], context: Context) -> Value | None:
    """ "The second Tuesday of January", "the last day of November"."""
    if not match["month"][0].isupper():
        return None
    number = load_calendar().months[_titled(match["month"])]
    month = f"{match['year']}-{number:02}" if match["year"] else context.month_named(number)
    word = match["weekday"]
    nth = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 0}[match["nth"].lower()]
    edge = last_day(month) if nth == 0 else f"{month}-01"
    if word.lower() == "day":
        edtf = edge if nth == 0 else f"{month}-{nth:02}"
    else:
        start = to_day(edge) if edge else None
        if start is None:
            return Value(None, "reference")
        weekday = load_calendar().weekdays[_titled(word)]
        if nth == 0:
            day = start - timedelta(days=(start.isoweekday() - weekday) % 7)
        else:
            day = start + timedelta(days=(weekday - start.isoweekday()) % 7 + 7 * (nth - 1))
        edtf = day.isoformat()
    return Value(edtf, unit=edtf, anchor=None if match["year"] else context.anchor) if edtf else None


def _lone_day(match: re.Match[str], context: Context) -> Value | None:
    base = context.previous if context.previous and shift_months(context.previous, 0) else context.month
    day = day_number(match["day"])
    steps, today = 0, context.today
    if base == context.month and today is not None and day is not None:
        way = context.way()
        steps = (way == "ahead" and day < today.day) - (way != "ahead" and day > today.day)
    month = shift_months(base, steps) if base else None
    edtf = f"{month}-{day:02}" if month and day else None
    return Value(edtf, unit=edtf, anchor=base) if edtf and is_edtf(edtf) else None


def _weekday(match: re.Match[str], context: Context) -> Value | None:
    if not match["weekday"][0].isupper():
        return None
    number = load_calendar().weekdays[_titled(match["weekday"])]
    which = re.sub(r"\s+", " ", (match["which"] or "").lower())
    time = clock(match["part"] or match["clock"] or match["late"])
    if which in ("each", "every") or match["parts"] or (match["plural"] and match["weekday"].endswith("day")):
        part = clock(match["part"]) or ""
        return Value(None, "set", length=f"XXXX-WXX-{number}{part}")
    day, anchor = _which_weekday(number, which, match["week"], context)
    kind = "time" if time else "date"
    if day is None:
        return Value(None, "reference")
    return Value(day.isoformat(), "time" if kind == "time" else "date", unit=day.isoformat(), clock=time, anchor=anchor)


def _which_weekday(number: int, which: str, week: str | None, context: Context) -> tuple[date | None, str | None]:
    today = context.today
    if which in ("the previous", "previous", "the following", "following", "that", "the same") and context.previous:
        base = to_day(context.previous)
        if base is not None:
            return base + timedelta(days=_distance(base, number, which)), context.previous
    if today is None:
        return None, None
    if week:
        weeks = {"last": -1, "next": 1}.get(week.lower(), 0)
        return today + timedelta(days=number - today.isoweekday(), weeks=weeks), context.anchor
    if which in ("last", "past", "this past", "previous", "the previous"):
        return today - timedelta(days=(today.isoweekday() - number - 1) % 7 + 1), context.anchor
    if which in ("next", "coming", "the coming", "this coming", "following", "the following"):
        ahead = (number - today.isoweekday() - 1) % 7 + 1
        # "will depart next Wednesday", written on Tuesday: tomorrow is "Wednesday"
        late = which == "next" and ahead <= 2 and today.isoweekday() < number
        return today + timedelta(days=ahead + 7 * late), context.anchor
    if which == "this" and context.way() != "back":
        return today + timedelta(days=(number - today.isoweekday()) % 7), context.anchor
    return context.weekday(number), context.anchor


def _distance(base: date, number: int, which: str) -> int:
    if which in ("the previous", "previous"):
        return -((base.isoweekday() - number - 1) % 7 + 1)
    if which in ("the following", "following"):
        return (number - base.isoweekday() - 1) % 7 + 1
    return number - base.isoweekday()


def _before_weekday(match: re.Match[str], context: Context) -> Value | None:
    number = load_calendar().weekdays[_titled(match["weekday"])]
    day, anchor = _which_weekday(number, match["which"].lower(), None, context)
    return _day_value(day - timedelta(days=1) if day else None, anchor)


def _day_value(day: date | None, anchor: str | None, time: str | None = None) -> Value:
    if day is None:
        return Value(None, "reference")
    return Value(day.isoformat(), "time" if time else "date", unit=day.isoformat(), clock=time, anchor=anchor)


def _deictic(match: re.Match[str], context: Context) -> Value | None:
    word = match["word"].lower()
    time = clock(match["part"] or match["clock"]) or ("TNI" if word == "tonight" else None)
    day = context.today
    return _day_value(day and day + timedelta(days=load_calendar().deictic[word]), context.anchor, time)


def _twice(match: re.Match[str], context: Context) -> Value | None:
    day = context.today
    return _day_value(
        day and day + timedelta(days=-2 if match["side"].lower().startswith("before") else 2), context.anchor
    )


def _part(match: re.Match[str], context: Context) -> Value | None:
    folded = re.sub(r"\s+", " ", match["which"].lower())
    time = clock(match["part"])
    if folded in ("this", "last"):
        day = context.today
        back = folded == "last"
        return _day_value(day and day - timedelta(days=back), context.anchor, time)
    steps = {"the next": 1, "the following": 1, "the previous": -1, "before": -1}.get(folded, 0)
    base = context.previous_day or (context.anchor if steps < 0 else None)
    edtf = shift_days(base, steps) if base else None
    return Value(edtf, "time", unit=edtf, clock=time, anchor=base) if edtf else Value(None, "reference")


def _chained_day(match: re.Match[str], context: Context) -> Value | None:
    folded = re.sub(r"\s+", " ", match["which"].lower())
    steps = {"the next": 1, "next": 1, "the following": 1, "after": 1, "later": 1, "the previous": -1,
             "the preceding": -1, "before": -1, "earlier": -1}.get(folded, 0)  # fmt: skip
    base = context.previous
    if base and "/" in base:
        # "the next day" follows the end of a range, "a day earlier" goes before its beginning.
        base = base.split("/")[1 if steps > 0 else 0]
    if base is None or len(base) != 10:
        base = context.previous_day
    if base is None:
        # "a day earlier" without a date before counts from the day of writing.
        base = context.anchor if steps < 0 else None
    edtf = shift_days(base, steps) if base else None
    return Value(edtf, unit=edtf, anchor=base) if edtf else Value(None, "reference")


def _same_day(match: re.Match[str], context: Context) -> Value | None:
    base = context.previous_day or context.anchor
    return Value(base, unit=base, anchor=base) if base and len(base) == 10 else Value(None, "reference")


def _festival(match: re.Match[str], context: Context) -> Value | None:
    if not match["festival"][0].isupper():
        return None
    # "the Good Friday Agreement", "Christmas Island": a name
    if re.match(rf"{S}[A-Z]\w+|{DASH}", match.string[match.end() :]):
        return Value(None, weak=True)
    festival = load_calendar().festival(re.sub(r"\s+", " ", match["festival"]))
    if festival is None:
        return None
    today = context.today
    if match["year"]:
        day, anchor = festival.on(int(match["year"])), None
    elif match["which_year"]:
        year, anchor = relative_year(match["which_year"], context)
        day = festival.on(int(year)) if year.isdigit() else None
    elif today is not None:
        anchor = context.anchor
        days = [d for d in (festival.on(today.year + step) for step in (-1, 0, 1)) if d is not None]
        before, after = [d for d in days if d <= today], [d for d in days if d >= today]
        word = (match["previous"] or "").lower().strip()
        way = {"last": "back", "next": "ahead"}.get(word) or context.way()
        day = after[0] if way == "ahead" and after else before[-1] if way == "back" and before else None
        if day is None and days:
            day = min(days, key=lambda d: abs((d - today).days))
    else:
        fixed = {f"XXXX-{d:%m-%d}" for d in (festival.on(2001), festival.on(2004), festival.on(2011)) if d is not None}
        edtf = fixed.pop() if len(fixed) == 1 and festival.rule != "table" else None
        return Value(edtf, unit=edtf) if edtf else Value(None, "reference")
    return _day_value(day, anchor)
