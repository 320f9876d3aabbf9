"""The set of invented reports of tests/record/merging_set.toml, with the contact each tells of."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from pathlib import Path

from reports import report

from communique.schema.reports import Report

SET = Path(__file__).resolve().parents[1] / "record" / "merging_set.toml"
_ROW = re.compile(
    r"(?P<document>\S+) (?P<published>\S+) (?P<publisher>.+?)(?: voice=(?P<voice>\S+))?: (?P<line>\w+ \w+ .+)"
)


def merging_set() -> tuple[list[Report], dict[str, str]]:
    """All reports, and the name of the contact by the key of each report."""
    reports: list[Report] = []
    gold: dict[str, str] = {}
    told: Counter[str] = Counter()
    for contact in tomllib.loads(SET.read_text(encoding="utf-8"))["contact"]:
        assert contact["near"]
        for row in contact["reports"]:
            match = _ROW.fullmatch(row)
            assert match, row
            document = match["document"]
            found = report(
                match["line"],
                document,
                match["published"],
                publisher=match["publisher"],
                voice=match["voice"] or "",
                ordinal=told[document],
            )
            told[document] += 1
            reports.append(found)
            gold[found.key] = contact["name"]
    return reports, gold
