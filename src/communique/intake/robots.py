"""robots.txt (RFC 9309): what a server asks programs not to read.

The standard library's parser takes the first rule that fits and knows no wildcards; servers write for programs that
take the longest ("Disallow: /", "Allow: /news/") and know them ("Disallow: /*.pdf$").
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import quote, unquote, urlsplit


@dataclass(frozen=True, slots=True)
class Robots:
    """The rules for us: pairs of a path's pattern and whether it may be read; and the seconds asked for in between."""

    rules: tuple[tuple[str, bool], ...] = ()
    delay: float | None = None

    def allows(self, address: str) -> bool:
        """Whether an address of this server may be read: the longest rule that fits says so, the milder of two."""
        parts = urlsplit(address)
        path = _normal(parts.path or "/") + (f"?{_normal(parts.query)}" if parts.query else "")
        fitting = [(len(rule), allowed) for rule, allowed in self.rules if _fits(rule, path)]
        return max(fitting)[1] if fitting else True


def parse_robots(text: str, agent: str) -> Robots:
    """The rules of a robots.txt for a program of this name: those of its own group, else those for all."""
    groups: dict[str, tuple[list[tuple[str, bool]], list[float]]] = {}
    named: list[str] = []
    in_rules = False
    for line in text.lstrip("\ufeff").splitlines():
        key, sign, value = line.partition("#")[0].partition(":")
        key, value = key.strip().lower(), value.strip()
        if not sign:
            continue
        if key == "user-agent":
            named = [value.lower()] if in_rules else [*named, value.lower()]
            in_rules = False
            groups.setdefault(value.lower(), ([], []))
            continue
        in_rules = in_rules or key in ("allow", "disallow", "crawl-delay")
        for name in named:
            rules, delays = groups[name]
            if key in ("allow", "disallow") and value:
                rules.append((_normal(value), key == "allow"))
            elif key == "crawl-delay" and re.fullmatch(r"\d{1,6}(?:\.\d{1,6})?", value):
                delays.append(float(value))
    rules, delays = groups.get(agent.lower(), groups.get("*", ([], [])))
    return Robots(tuple(rules), max(delays, default=None))


def _normal(path: str) -> str:
    """The path with each character written in one way: "/Élysée" and "/%c3%89lys%C3%A9e" are one."""
    return quote(unquote(path), safe="/*$?&=:@!'()+,;~")


def _fits(rule: str, path: str) -> bool:
    """Whether a path starts as a rule says. Between stars the first place will do, so nothing is tried twice."""
    ends = rule.endswith("$")
    first, *parts = (rule[:-1] if ends else rule).split("*")
    if not path.startswith(first):
        return False
    at = len(first)
    last = parts.pop() if parts and ends else None
    for part in parts:
        at = path.find(part, at)
        if at < 0:
            return False
        at += len(part)
    if last is not None:
        return len(path) - len(last) >= at and path.endswith(last)
    return not ends or at == len(path)
