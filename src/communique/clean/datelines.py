"""Datelines: where, when and by whom a report was filed, before its first sentence ("KABUL (Reuters) -")."""

from __future__ import annotations

import re
from dataclasses import dataclass

from communique.clean.dates import Day, date_line, match_day
from communique.lexicon.datelines import DatelineNames, fold, load_dateline_names


@dataclass(frozen=True, slots=True)
class Dateline:
    """A dateline at `line[:end]`, with the ranges of its parts in the line."""

    end: int
    place: tuple[int, int] | None
    agency: tuple[int, int] | None
    day: Day | None


_CAPITALS = r"(?:St\. |[A-ZÀ-ÖØ-ÞĀ-Ž][A-ZÀ-ÖØ-ÞĀ-Ž.'-]*[A-ZÀ-ÖØ-ÞĀ-Ž](?:-[a-z]+|-[A-Z][a-z]+)?)"
_CAPITAL_PLACE = rf"{_CAPITALS}(?:(?: ?/ ?| (?:el-|de |of |es )?){_CAPITALS}){{0,3}}"
_NAME = r"[A-ZÀ-ÖØ-ÞĀ-Ž][\w.'-]+"
_NAMED_PLACE = rf"{_NAME}(?: (?:el-|al-|de |of |es )?{_NAME}){{0,3}}"
_REGION = rf"(?: ?\[{_NAME}(?: {_NAME}){{0,2}}\]|, {_NAME}(?: {_NAME}){{0,2}})"
_PLACES = (
    re.compile(rf"(?P<city>{_CAPITAL_PLACE}(?![a-zà-ÿ']))(?P<region>{_REGION})?"),
    re.compile(rf"(?P<city>{_NAMED_PLACE})(?P<region>{_REGION})?"),
)
_LABEL = re.compile(r"\s*(?:(?i:date|dateline)\b[: ]*)?")
_WEEKDAY = re.compile(r"(?i)(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|mon|tue|wed|thu|fri|sat|sun)\b\.?[, ]*")
_BRACKETED = re.compile(r"\s*[,.]?\s*(?:\(([^()\n]{2,40})\)|/ ?([^/\n]{2,40}?) ?/|\[([^\[\]\n]{2,40})\])")
_BARE_AGENCY = re.compile(r"[ ,.:–—-]*([A-ZČ][\w.]*(?:[ -][A-Z][\w.]*){0,3}?)(?=\s*(?:[–—:.,]|-|$))")
_STOPPED = re.compile(r"[.!?:][\"”')]*\s*$")
_CLOSE = re.compile(r"\s*(?P<sign>--+|[–—]|-(?=[\s\"'“A-Z])|:|[.,](?=\s|$))?[.,:–—-]*\s*")
_SEPARATOR = re.compile(r"\s*[,.]?\s*")


def find_dateline(line: str, article: str, *, opening: bool) -> Dateline | None:
    """The dateline that a line starts with.

    Args:
        line: one line of repaired text.
        article: the text it stands in, asked whether it writes a place that is in no table a second time.
        opening: whether the line is among the first of the article; further down only a signed dateline counts.
    """
    names = load_dateline_names()
    rest_of_line, line = line[_LONGEST:], line[:_LONGEST]
    if not opening and "(" not in line and "/" not in line:
        return None
    label = _LABEL.match(line)
    at = label.end() if label else 0
    labelled = line[:at].strip() != ""
    day = match_day(line, at)
    if day and (labelled or line[day.end : day.end + 12].lstrip(" ,").startswith(("(", "/"))):
        at = _skip(line, day.end)
    elif labelled:
        return None
    else:
        day = None
    sentence = bool(rest_of_line) or _STOPPED.search(line) is not None
    found = _place_first(line, at, day, article, names, opening=opening, sentence=sentence)
    found = found or _agency_only(line, at, day, names)
    if found is None or (_only_capitals(line[found.end :]) and not rest_of_line):
        return None
    return found


_LONGEST = 160
"""Characters in which a dateline must end."""


def _place_first(
    line: str, at: int, day: Day | None, article: str, names: DatelineNames, *, opening: bool, sentence: bool
) -> Dateline | None:
    for place in _places(line, at):
        city, region = place.group("city"), place.group("region")
        if fold(city) in names.not_places:
            continue
        capitals = place.re is _PLACES[0]
        after = place.end()
        own_day = day
        if day is None:
            start = _skip(line, after)
            weekday = _WEEKDAY.match(line, start)
            own_day = match_day(line, weekday.end() if weekday else start)
            after = own_day.end if own_day else after
        known = all(fold(part) in names.places for part in city.split("/"))
        filed, inside, bracket = _brackets(line, after)
        if filed:
            own_day, after = own_day or filed, bracket
        agency = None
        if inside is None and (known or own_day is not None):
            agency = _bare_agency(line, after, names)
            after = agency[1] if agency else after
        elif inside is not None and _is_agency(line[slice(*inside)], names, trusted=known or capitals):
            agency, after = inside, bracket
        close = _CLOSE.match(line, after)
        sign = close["sign"] if close else None
        end = close.end() if close else after
        if agency is not None:
            signed = fold(line[agency[0] : agency[1]]) in names.agencies
            run_on = known and line[agency[1] : end + 1].lstrip(" )")[:1].isupper()
            if (signed and (sign not in (None, ",") or capitals or run_on or end == len(line))) or (capitals and sign):
                return Dateline(end, place.span(), agency, own_day)
            continue
        if not opening:
            continue
        if not capitals:
            if known and own_day is not None and sign in ("–", "—", "--", "-", ":", "."):
                return Dateline(end, place.span(), None, own_day)
            continue
        sure = known or region is not None or own_day is not None or _written_again(city, article)
        if sign in ("–", "—", "--", "-") and (sure or (len(city) > 5 and "." not in city)):
            return Dateline(end, place.span(), None, own_day)
        if sign in (":", ".", ",") and known and (own_day is not None or (sign == ":" and end < len(line))):
            return Dateline(end, place.span(), None, own_day)
        if sign is None and known and own_day is None and sentence and re.match(r"[A-Z\"“]", line[end:]):
            # "ANKARA Turkey's foreign minister flew": the agency's page lost its bracket and dash.
            return Dateline(end, place.span(), None, None)
    return None


def _places(line: str, at: int) -> list[re.Match[str]]:
    """The readings of the place, longest first: "BEIRUT U.N. envoys" has one city word, "NEW YORK" two."""
    found: list[re.Match[str]] = []
    for pattern in _PLACES:
        limit = len(line)
        while match := pattern.match(line, at, limit):
            region = (match["region"] or "").strip(" ,[]")
            if not (region and (_WEEKDAY.match(region) or match_day(f"{region} 1", 0))):
                found.append(match)
            limit = max(line.rfind(" ", at, match.end()), line.rfind(",", at, match.end()))
            if limit <= at:
                break
    return found


def _agency_only(line: str, at: int, day: Day | None, names: DatelineNames) -> Dateline | None:
    bracketed = _BRACKETED.match(line, at)
    if bracketed is None or not line[at:].lstrip().startswith("("):
        return None
    group = bracketed.lastindex or 1
    if fold(bracketed.group(group)) not in names.agencies:
        return None
    close = _CLOSE.match(line, bracketed.end())
    end = close.end() if close else bracketed.end()
    return Dateline(end, None, bracketed.span(group), day)


def _brackets(line: str, at: int) -> tuple[Day | None, tuple[int, int] | None, int]:
    """What stands in brackets after a place: a day, who filed it, or both ("(July 8, 2023)", "(AP, July 8)").

    Returns:
        The day; the range of the other words, None where there are none; where the brackets end.
    """
    bracketed = _BRACKETED.match(line, at)
    if bracketed is None:
        return None, None, at
    low, high = bracketed.span(bracketed.lastindex or 1)
    words, comma, rest = line[low:high].partition(", ")
    for skipped, dated in ((0, line[low:high]), (len(words + comma), rest)):
        found = date_line(dated)
        if found is not None and len(found.days) == 1:
            (day,) = found.days
            start = low + skipped
            agency = (low, low + len(words)) if skipped else None
            return Day(start + day.start, start + day.end, day.edtf), agency, bracketed.end()
    return None, (low, high), bracketed.end()


def _is_agency(words: str, names: DatelineNames, *, trusted: bool) -> bool:
    """Whether words in brackets are one: "MOSCOW (TASS and Interfax) -", but not "Moscow (which had denied it)"."""
    return fold(words) in names.agencies or (trusted and words[0].isupper() and len(words.split()) < 5)


def _bare_agency(line: str, at: int, names: DatelineNames) -> tuple[int, int] | None:
    found = _BARE_AGENCY.match(line, at)
    return found.span(1) if found and fold(found.group(1)) in names.agencies else None


def _written_again(city: str, article: str) -> bool:
    """Whether the article also writes the name in small letters, which it would not do with an acronym or a label."""
    return city.title() in article or city.capitalize() in article


def _only_capitals(rest: str) -> bool:
    """Whether what follows is written in capitals throughout: then the line is a headline."""
    letters = [char for char in rest if char.isalpha()]
    return len(letters) > 3 and not any(char.islower() for char in letters)


def _skip(line: str, at: int) -> int:
    match = _SEPARATOR.match(line, at)
    return match.end() if match else at


def find_place_line(line: str) -> tuple[int, int] | None:
    """The place, where a whole line is a place with a country or date ("Brussels, Belgium", "Brussels, 12 March")."""
    if len(line) > 80:
        return None
    names = load_dateline_names()
    for place in _places(line, 0):
        if fold(place["city"]) not in names.places:
            continue
        rest = line[place.end() :]
        if (place["region"] and not rest.strip(" .")) or date_line(rest) is not None:
            return place.span()
    return None
