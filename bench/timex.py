#!/usr/bin/env python3
"""Time expressions the way TempEval-3 wants them.

    bench/timex.py TEXTS.jsonl > SYSTEM.jsonl        the lines score_timex.py compares with its gold
    bench/timex.py --expressions EXPRESSIONS.jsonl   how many of the news expressions get exactly the expected EDTF

TEXTS holds {"doc", "dct", "text"} a line; `dct` is the document's date. Values become TIMEX3 here, at the edge: weeks
2013-W12, quarters 2013-Q1, parts of day 2013-03-22TMO, PRESENT_REF. A date whose year is not known counts as none
where the expressions expect NONE.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from communique.clean import CleanText, clean
from communique.read import Reading, read
from communique.resolve.times import TimeMention, find_times
from communique.schema import Document, When

SEASONS = {"21": "SP", "22": "SU", "23": "FA", "24": "WI"}


def timex(mention: TimeMention) -> str:
    """The TIMEX3 value of a mention: its calendar unit, for TIMEX3 keeps modifiers like "early" apart."""
    if mention.kind in ("duration", "set") or mention.length is not None:
        return mention.length or "PXX"
    edtf = mention.unit or (mention.when.edtf if mention.when else None)
    if edtf is None:
        return "PAST_REF"
    return timex_date(edtf) + (mention.clock or "")


def timex_date(edtf: str) -> str:
    """The TIMEX3 form of an EDTF date."""
    start, _, end = edtf.partition("/")
    if end and len(start) == len(end) == 10 and "X" not in edtf:
        first, last = date.fromisoformat(start), date.fromisoformat(end)
        year, week, _ = first.isocalendar()
        if first.weekday() == 5 and (last - first).days == 1:
            return f"{year}-W{week:02}-WE"
        if last.isocalendar()[:2] == (year, week):
            return f"{year}-W{week:02}"
    if end and len(start) == len(end) == 7 and start[:4] == end[:4] and int(end[5:]) - int(start[5:]) == 2:
        return f"{start[:4]}-Q{int(end[5:]) // 3}"
    if end and start in ("", ".."):
        start = end
    if re.fullmatch(r"\d{4}-2[1-4]", start):
        return f"{start[:5]}{SEASONS[start[5:]]}"
    return start.rstrip("X") if re.fullmatch(r"\d+X+", start) else start


def lines(reading: Reading, anchor: When | None) -> Iterator[dict[str, Any]]:
    """One line for each expression of a reading; the ends of a range are expressions of their own."""
    for mention in find_times(reading, anchor):
        for part in mention.parts or (mention,):
            span = reading.span(part.words)
            kind = "TIME" if part.clock else part.kind.upper().replace("REFERENCE", "DATE")
            yield {
                "doc": reading.document.id,
                "start": span.start,
                "end": span.end,
                "value": timex(part),
                "type": kind,
                "text": span.of(reading.document.text),
            }


def datelines(reading: Reading, anchor: When | None) -> Iterator[dict[str, Any]]:
    """The lines of a reading's datelines and date lines, which cleaning keeps out of its text."""
    text = reading.document.text
    pairs = []
    for block in reading.clean.blocks:
        if block.kind in ("dateline", "date"):
            words = block.span.of(text)
            origin = range(block.span.start, block.span.end)
            breaks = ((0, "paragraph"),)
            pairs.append((reading.document, CleanText(text, words, origin, (), breaks)))
    for small in read(pairs):
        yield from lines(small, anchor)


def readings(rows: list[dict[str, Any]], key: str, text: str) -> Iterator[tuple[Reading, When | None]]:
    """The readings of the rows with their document dates, in order."""
    documents = [Document(str(row[key]), row[text]) for row in rows]
    anchors = [When(row["dct"][:10]) if row["dct"] else None for row in rows]
    return zip(read((document, clean(document)) for document in documents), anchors, strict=True)


def expressions(rows: list[dict[str, Any]]) -> int:
    """How many of the rows get the expected value; the others are printed."""
    right = 0
    for row, (reading, anchor) in zip(rows, readings(rows, "id", "sentence"), strict=True):
        start = row["sentence"].index(row["expr"])
        end = start + len(row["expr"])
        overlaps = [
            (min(end, span.end) - max(start, span.start), mention)
            for mention in find_times(reading, anchor)
            for span in [reading.span(mention.words)]
        ]
        best = max(overlaps, key=lambda pair: pair[0], default=None)
        found = None
        if best is not None and best[0] > 0:
            found = best[1].when.edtf if best[1].when else best[1].length
        if found is None or found.startswith("XXXX-"):
            found = "NONE"
        right += found == row["expected"]
        if found != row["expected"]:
            print(f"{row['id']} {row['sentence']!r} {row['expr']!r}: expected {row['expected']}, found {found}")
    return right


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("path", type=Path)
    parser.add_argument("--expressions", action="store_true")
    arguments = parser.parse_args()
    rows = [json.loads(line) for line in arguments.path.read_text("utf-8").splitlines() if line.strip()]
    if arguments.expressions:
        print(f"exact {expressions(rows)} of {len(rows)}")
        return
    for reading, anchor in readings(rows, "doc", "text"):
        for line in (*datelines(reading, anchor), *lines(reading, anchor)):
            sys.stdout.write(json.dumps(line, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
