"""What a rule may count from: the day of writing, the way the governing verb looks, and the date named before."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from communique.resolve.times.arithmetic import to_day
from communique.resolve.times.direction import Way


@dataclass(frozen=True, slots=True)
class Context:
    """The surroundings of one expression.

    Attributes:
        anchor: the date of the document as EDTF, None where it is not known.
        way: asks the parse which way the governing verb looks; called only where it matters.
        previous: the last date named before in the text (EDTF), None where none was.
        previous_day: the last of them that is a day, where it stands at most two sentences before.
    """

    anchor: str | None
    way: Callable[[], Way]
    previous: str | None = None
    previous_day: str | None = None

    @property
    def today(self) -> date | None:
        """The day of writing, None where the document's date is not known to the day."""
        return to_day(self.anchor) if self.anchor else None

    @property
    def year(self) -> int | None:
        """The year of writing."""
        return int(self.anchor[:4]) if self.anchor and self.anchor[:4].isdigit() else None

    @property
    def month(self) -> str | None:
        """The month of writing as `YYYY-MM`."""
        if self.anchor and len(self.anchor) >= 7 and self.anchor[:4].isdigit() and self.anchor[5:7].isdigit():
            return self.anchor[:7]
        return None

    def weekday(self, number: int) -> date | None:
        """The day that a bare weekday means: the day of writing itself, else the latest or next one by the verb."""
        today = self.today
        if today is None:
            return None
        back = (today.isoweekday() - number) % 7
        if back == 0:
            return today
        way = self.way()
        # Of a plan that may be over the nearest: a visit is called off shortly before the day it was due on.
        ahead = way in ("ahead", "now") or (way == "either" and back > 3)
        return today + timedelta(days=7 - back) if ahead else today - timedelta(days=back)

    def month_named(self, number: int) -> str:
        """The month that a bare name means, `XXXX-MM` where the year of writing is not known."""
        if self.month is None:
            return f"XXXX-{number:02}"
        year, current = int(self.month[:4]), int(self.month[5:])
        way = self.way()
        since = (current - number) % 12
        if way == "ahead":
            year += number < current
        elif way == "now" or (way in ("none", "either") and since > 9):
            # The nearest, on a tie the one ahead.
            year += -(number > current) if since < 6 else number < current
        else:
            year -= number > current
        return f"{year:04}-{number:02}"

    def day_named(self, month: int, day: int) -> str | None:
        """The day that a month and day without a year mean, `XXXX-MM-DD` where the year of writing is not known.

        None where that month never has such a day.
        """
        unknown = f"XXXX-{month:02}-{day:02}"
        today = self.today
        years = (
            [] if today is None else [y for y in (today.year - 1, today.year, today.year + 1) if _exists(y, month, day)]
        )
        if today is None:
            # A document dated to the month still gives the year.
            named = f"{self.month_named(month)}{unknown[7:]}"
            return named if _exists(int(named[:4]) if named[:4].isdigit() else 2000, month, day) else None
        days = [date(year, month, day) for year in years]
        before, after = [d for d in days if d <= today], [d for d in days if d >= today]
        way = self.way()
        # Without a verb what lies behind is likelier, but nobody names a day of ten months ago without its year.
        if (way == "back" and before) or (way in ("none", "either") and before and (today - before[-1]).days < 270):
            return before[-1].isoformat()
        # "were due to start on March 7", written on March 10, is not next year's
        if way == "ahead" and after and (after[0] - today).days < 330:
            return after[0].isoformat()
        return min(days, key=lambda d: abs((d - today).days)).isoformat() if days else None


def _exists(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True
