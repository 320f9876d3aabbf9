"""What stands around a date and changes it: "early", "by the end of", "since", "two weeks after", ends of ranges."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from typing import cast

from communique.lexicon.calendar import load_calendar
from communique.resolve.times.arithmetic import Part, first_day, last_day, part_of, shift_days, shift_months, to_day
from communique.resolve.times.context import Context
from communique.resolve.times.fragments import DAY, YEAR, S, day_number, number
from communique.resolve.times.mention import Value
from communique.schema.edtf import is_edtf

_PART = re.compile(
    rf"(?<![\w-])(?:(?P<comparative>earlier|later)(?:{S}(?:in|on|during))?{S}|(?P<adverb>early|late)(?:{S}(?:in|on)|,)?(?:{S}|-)"
    rf"|mid(?P<mid>-|{S})|(?:in{S}|around{S})?the{S}middle{S}(?P<middle>of){S}"
    rf"|(?:the{S})?(?P<week>first|second|third|last|final){S}week{S}of{S}"
    rf"|(?:the{S})?(?P<side>first|last|final){S}(?P<count>\w+){S}(?P<counted>days|weeks|months){S}of{S}"
    rf"|(?:the{S})?(?P<days>first|last|final|closing|opening){S}(?:days|weeks|months|years){S}of{S}"
    rf"|(?:(?:the|at{S}the|very){S})?(?P<edge>beginning|start|end|close|eve|turn){S}of{S}"
    rf"|(?:the{S})?(?P<half>first|second|last|latter){S}half{S}of{S}|(?P<sometime>sometime|some{S}time)(?:{S}(?:in|on))?{S})$",
    re.IGNORECASE,
)
_ARTICLE = re.compile(rf"the{S}$", re.IGNORECASE)
_OUTER = re.compile(
    rf"(?<![\w-])(?:(?:immediately|right|shortly|soon|just|not|starting|effective|some{S}time){S})?"
    rf"(?P<outer>since|until|till|by|before|after|as{S}of|no{S}later{S}than|from|starting|beginning)"
    rf"(?:{S}(?:on|in|at|around))?{S}$",
    re.IGNORECASE,
)
_ENDING = re.compile(
    rf"(?:(?:immediately|right|shortly|soon|just){S})?after{S}(?:[^.;:,]{{0,90}}?){S}"
    rf"(?P<lasting>\w+),?{S}(?:that|which){S}"
    rf"(?:will{S})?(?:end|ends|ended|conclude|concludes|close|closes|finish|finishes|expire|expires)"
    rf"(?:{S}in{S}[A-Z]\w+)?(?:{S}on)?{S}$"
)
_FUNCTION_FOLLOWS = re.compile(
    r"\s*(?:$|[.,;:!?)\]\"”’—–]|\s(?:in|at|to|for|on|with|as|and|or|but|when|where|that|which|if|unless|by|before|after|during"
    r"|between|under|amid|because|while|he|she|they|it|the|a|an|there|had|has|have|was|were|is|are|will|would|said|says)\b)"
)
_TAIL = re.compile(
    rf"(?:{S}?(?P<sign>-|–|—|/){S}?|{S}(?P<word>to|through|until|till|and|or|&){S}(?:the{S})?)(?P<day>{DAY})(?!{S}(?:a\.?m|p\.?m|percent|million|billion|years?|days?|other)\b)"
    rf"(?:,?{S}(?P<year>{YEAR}))?(?!\w)"
)
_LEAD = re.compile(
    rf"(?<![\w.,:])(?:(?:the|from|between){S})*(?P<day>{DAY})(?:{S}?(?:-|–|—){S}?|{S}(?P<word>to|through|until|till|and|or){S}(?:the{S})?)$"
)
_ONWARDS = re.compile(r"\s+on(?:wards?)?\b")
_FROM = re.compile(rf"(?<!\w)(?:from|between)(?:{S}the)?{S}$", re.IGNORECASE)
_AFTER = re.compile(rf"{S}(?P<side>after|before|from|following){S}(?:the{S})?", re.IGNORECASE)
JOINT = re.compile(
    rf"(?:{S}?(?:-|–|—){S}?|{S}(?P<word>to|through|thru|until|till|and|or){S}(?:(?:in|on|until|early|late){S})*(?:the{S})?)$"
)


def narrowed(text: str, start: int, value: Value, context: Context) -> tuple[int, Value]:
    """The value with what stands before it ("early", "the end of") and where the longer expression starts.

    A weak value without anything before it is returned unchanged: it is no date.
    """
    if value.unit is None and not (value.edtf is None and value.kind == "reference"):
        return start, value
    begin = start
    match = _PART.search(text, max(0, start - 45), start)
    if match is None and value.edtf is not None and (article := _ARTICLE.search(text, max(0, start - 5), start)):
        match = _PART.search(text, max(0, article.start() - 45), article.start())
    if match is None:
        return start, value
    begin = match.start()
    if value.edtf is None or value.unit is None or (len(value.unit) == 10 and "/" not in value.unit):
        return begin, Value(value.edtf, value.kind, value.unit, value.clock, value.length, value.anchor)
    edtf: str | None = value.unit
    unit = value.unit
    if match["comparative"]:
        edtf = _side_of_now(value.unit, match["comparative"].lower(), context)
        if "/" in value.unit:
            unit = edtf or unit
    elif match["counted"]:
        edtf = unit = _stretch(value.unit, match) or value.unit
    elif match["week"]:
        edtf = unit = _week_of_month(value.unit, match["week"].lower()) or value.unit
    elif match["sometime"] is None:
        part = _part(match)
        edtf = part_of(value.unit, part) if part else value.unit
        if "/" in value.unit and len(value.unit) == 21 and part:
            edtf = _part_of_week(value.unit, part)
    return begin, Value(edtf or value.unit, value.kind, unit, value.clock, value.length, value.anchor)


def _part(match: re.Match[str]) -> Part | None:
    if match["half"]:
        return "first half" if match["half"].lower() == "first" else "second half"
    if match["days"]:
        return "early" if match["days"].lower() in ("first", "opening") else "late"
    if match["mid"] or match["middle"]:
        return "mid"
    word = (match["adverb"] or match["edge"] or "").lower()
    if word in ("early", "beginning", "start", "turn"):
        return "early"
    return "late" if word in ("late", "end", "close") else None


def _stretch(unit: str, match: re.Match[str]) -> str | None:
    """ "The first three months of 2025", "the last two weeks of May" as an interval."""
    amount, first, last = number(match["count"]), first_day(unit), last_day(unit)
    if amount is None or amount != int(amount) or first is None or last is None:
        return None
    opening = match["side"].lower() == "first"
    if match["counted"].lower() == "months":
        if len(unit) != 4:
            return None
        month = shift_months(first if opening else last, (1 if opening else -1) * (int(amount) - 1))
        return f"{first[:7]}/{month}" if opening else f"{month}/{last[:7]}"
    days = int(amount) * (7 if match["counted"].lower() == "weeks" else 1) - 1
    return f"{first}/{shift_days(first, days)}" if opening else f"{shift_days(last, -days)}/{last}"


def _week_of_month(month: str, which: str) -> str | None:
    """ "The first week of March" is its first seven days, the last one its last seven."""
    if len(month) != 7 or not is_edtf(f"{month}-01"):
        return None
    first = {"first": 1, "second": 8, "third": 15}.get(which)
    last = last_day(month)
    if first is None:
        return f"{shift_days(last, -6)}/{last}" if last else None
    return f"{month}-{first:02}/{month}-{first + 6:02}"


def _part_of_week(week: str, part: Part) -> str:
    """The first two days of a week are early, the last three late."""
    monday = date.fromisoformat(week[:10])
    low, high = {"early": (0, 1), "mid": (2, 3), "late": (4, 6), "first half": (0, 2), "second half": (3, 6)}[part]
    return f"{monday + timedelta(days=low)}/{monday + timedelta(days=high)}"


def _side_of_now(unit: str, comparative: str, context: Context) -> str | None:
    """ "Earlier this year" runs from the year's first day to the day of writing, "later" from there to its last day.

    Within a week the day of writing itself is left out: it would be called "today". Only where the day of writing
    lies in the unit.
    """
    today = context.today
    first, last = first_day(unit), last_day(unit)
    if today is None or first is None or last is None or not first <= today.isoformat() <= last:
        return unit
    week = len(unit) == 21
    if comparative == "earlier":
        end = (today - timedelta(days=1)).isoformat() if week and today.isoformat() > first else today.isoformat()
        return f"{first}/{end}"
    begin = (today + timedelta(days=1)).isoformat() if week and today.isoformat() < last else today.isoformat()
    return f"{begin}/{last}"


def opened(text: str, start: int, end: int, value: Value) -> tuple[int, Value]:
    """The value as an open interval where "since", "until", "by", "before" or "after" stands before it.

    Only where the date stands alone: "after Friday's vote", "before the March summit" name an event.
    """
    if value.edtf is None or value.kind not in ("date", "time") or "/.." in value.edtf or "../" in value.edtf:
        return start, value
    ending = _ENDING.search(text, max(0, start - 180), start)
    if ending is not None and ending["lasting"].lower() in load_calendar().lasting_nouns:
        return ending.start(), _open(value, "after")
    match = _OUTER.search(text, max(0, start - 40), start)
    onwards = _ONWARDS.match(text, end) is not None
    if match is None or not (onwards or _FUNCTION_FOLLOWS.match(text, end)):
        return start, value
    word = re.sub(r"\s+", " ", match["outer"].lower())
    if word in ("until", "till"):
        clause = re.split(r"[.;]", text[max(0, match.start() - 60) : match.start()])[-1]
        if load_calendar().direction.postponing & set(clause.lower().split()):
            return start, value
    if word in ("from", "beginning", "starting"):
        if word == "from" and not onwards:
            return start, value
        word = "since"
    changed = _open(value, word)
    return (match.start(), changed) if changed.edtf != value.edtf else (start, value)


def _open(value: Value, word: str) -> Value:
    edtf = cast("str", value.edtf)
    if word in ("since", "as of"):
        opened = f"{edtf.split('/')[0]}/.."
    elif word == "after":
        last = last_day(edtf)
        following = shift_days(last, 1) if last else None
        opened = f"{following}/.." if following else edtf
    elif word == "before":
        if value.unit is not None and edtf != value.unit and last_day(edtf) == last_day(value.unit):
            # "before the end of the year" means by its last day
            return _open(value, "by")
        first = first_day(edtf)
        preceding = shift_days(first, -1) if first else None
        opened = f"../{preceding}" if preceding else edtf
    else:
        end = edtf.split("/")[-1]
        opened = f"../{end}"
    if not is_edtf(opened):
        return value
    return Value(opened, value.kind, opened, value.clock, value.length, value.anchor)


def with_tail(text: str, end: int, value: Value) -> tuple[int, Value, tuple[Value, ...]]:
    """ "January 10-12", "March 21 and 22, 2016": the days after a month and day, as one interval with its two ends."""
    unit = value.unit
    match = _TAIL.match(text, end)
    if match is None or unit is None or len(unit) != 10 or value.clock:
        return end, value, ()
    day = day_number(match["day"])
    if day is None or day <= int(unit[8:]):
        return end, value, ()
    word = match["word"]
    if word in ("and", "or", "&") and _FUNCTION_FOLLOWS.match(text, match.end()) is None:
        return end, value, ()
    year = match["year"] or unit[:4]
    first, second = f"{year}{unit[4:8]}{unit[8:]}", f"{year}{unit[4:8]}{day:02}"
    if not is_edtf(first) or not is_edtf(second):
        return end, value, ()
    anchor = None if match["year"] else value.anchor
    ends = (Value(first, unit=first, anchor=anchor), Value(second, unit=second, anchor=anchor))
    if word in ("and", "or", "&") and day - int(unit[8:]) > 1:
        # "on March 21 and 25" are two days, but one mention cannot hold a gap: the second stays a part.
        return match.end(), Value(first, unit=first, anchor=anchor), ends
    return match.end(), Value(f"{first}/{second}", unit=f"{first}/{second}", anchor=anchor), ends


def with_lead(text: str, start: int, value: Value) -> tuple[int, Value, tuple[Value, ...]]:
    """ "3 to 5 May", "14–16 May 2022": the first day of a range whose month stands at the end."""
    unit = value.unit
    if unit is None or len(unit) != 10:
        return start, value, ()
    match = _LEAD.search(text, max(0, start - 30), start)
    day = day_number(match["day"]) if match else None
    if match is None or day is None or day >= int(unit[8:]):
        return start, value, ()
    if re.search(r"\b[A-Z][a-z]{2,8}\.?\s+(?:the\s+)?$", text[max(0, match.start() - 16) : match.start("day")]):
        # "March 3 and March 9"
        return start, value, ()
    first = f"{unit[:8]}{day:02}"
    ends = (Value(first, unit=first, anchor=value.anchor), Value(unit, unit=unit, anchor=value.anchor))
    return match.start(), Value(f"{first}/{unit}", unit=f"{first}/{unit}", anchor=value.anchor), ends


def with_from(text: str, start: int) -> int:
    """Where a range starts when "from" or "between" stands before it."""
    match = _FROM.search(text, max(0, start - 14), start)
    return match.start() if match else start


def joined(first: Value, second: Value, word: str | None) -> Value | None:
    """ "Monday to Thursday", "May 31-June 4", "Sunday and Monday": one interval, None where the two are none.

    With "and" and "or" only neighbours make an interval: "Sunday and Monday", "April or May".
    """
    one, other = first.unit, second.unit
    if one is None or other is None or "/" in one + other or first.clock or second.clock or len(one) != len(other):
        return None
    low: str | None = one
    day, end, today = to_day(one), to_day(other), to_day(second.anchor or "")
    if day and end and today and day > end >= day - timedelta(days=7) and day >= today:
        # "next Monday and Tuesday": the first looks ahead, so does the second
        other = (end + timedelta(days=7)).isoformat()
    if word in ("and", "or") and not _neighbours(one, other):
        return None
    if one[:4] == "XXXX" or one > other:
        # "December 30 to January 2", "Thursday to Sunday" counted from different sides
        low = _before(one, other)
    edtf = f"{low}/{other}"
    if low is None or not is_edtf(edtf):
        return None
    return Value(edtf, unit=edtf, anchor=second.anchor or first.anchor)


def _neighbours(one: str, other: str) -> bool:
    if len(one) == 10:
        return shift_days(one, 1) == other
    if len(one) == 7 and one[5:].isdigit() and other[5:].isdigit():
        return int(other[5:]) - int(one[5:]) in (1, -11)
    return False


def _before(one: str, other: str) -> str | None:
    """The day or month `one` moved by whole weeks or years until it stands before `other`."""
    if one[:4] == "XXXX" or other[:4] == "XXXX":
        if one[:4] == other[:4]:
            return one
        return f"{other[:4]}{one[4:]}" if one[:4] == "XXXX" and one[4:] <= other[4:] else None
    if len(one) == 7:
        year = int(other[:4]) - (one[5:] > other[5:])
        return f"{year}{one[4:]}"
    day, end = to_day(one), to_day(other)
    if day is None or end is None:
        return None
    if (day - end).days < 7:
        return (day - timedelta(days=7)).isoformat()
    year = end.year - (one[5:] > other[5:])
    if day.day > monthrange(year, day.month)[1]:
        return None
    return day.replace(year=year).isoformat()


def counted_from(text: str, start: int, end: int) -> int | None:
    """ "Two weeks after" between a length that ends at `start` and a date (with its own "before") at `end`: 1 or -1."""
    match = _AFTER.match(text, start)
    if match is None or end not in (match.start("side"), match.end()):
        return None
    return -1 if match["side"].lower() == "before" else 1
