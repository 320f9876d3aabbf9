"""When: the time expressions of a reading as EDTF dates."""

from communique.resolve.times.finding import find_times
from communique.resolve.times.mention import TimeKind, TimeMention

__all__ = ["TimeKind", "TimeMention", "find_times"]
