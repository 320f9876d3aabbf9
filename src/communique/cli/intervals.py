"""Lengths of time on the command line."""

from __future__ import annotations

import re
from datetime import timedelta

import click

_UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days"}
_LEAST = timedelta(minutes=1)


def interval(ctx: click.Context, parameter: click.Parameter, value: str) -> timedelta:
    """A length of time: 90s, 15m, 2h, 1d; a minute at least, a year at most.

    Raises:
        BadParameter: it is none, or too short.
    """
    match = re.fullmatch(r"(\d{1,4})([smhd])", value.strip().lower(), re.ASCII)
    if match is None:
        raise click.BadParameter(f"{value!r} is no length of time, for example 90s, 15m, 2h, 1d")
    length = timedelta(**{_UNITS[match[2]]: int(match[1])})
    if length < _LEAST:
        raise click.BadParameter("a feed is asked once a minute at most")
    return min(length, timedelta(days=365))
