"""Who said what, on PolNeAR: write our attributions as `score_attribution.py` of the benchmark reads them.

python bench/attribution.py DOCS.jsonl SYSTEM.jsonl

DOCS lines: {"doc", "text"}. SYSTEM lines: {"doc", "attributions": [{"source", "cue", "content"}]}, spans in characters.
PolNeAR marks beliefs and intentions besides speech, only the outermost of nested attributions, and counts "that" to the
content; the product does not, so the wide table of reporting words is read and the drafts are converted here.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

from communique.clean import clean
from communique.find.statements import find_statements
from communique.lexicon.speech import load_attribution
from communique.read import Reading, read
from communique.schema import Document, StatementDraft, Words


def attributions(reading: Reading) -> list[dict[str, object]]:
    """The outermost attributions of a reading with raw spans."""
    drafts = find_statements(reading, load_attribution())
    outer = [d for d in drafts if not any(_inside(d, other) for other in drafts if other is not d)]
    return [
        {
            "source": _source(reading, d),
            "cue": list(reading.span(d.cue)),
            "content": [list(reading.span(_with_that(reading, words))) for words in d.content],
        }
        for d in outer
    ]


def _source(reading: Reading, draft: StatementDraft) -> list[list[int]] | None:
    """The speaker's words, and the relative pronoun that stands for him ("Kaine, who called"): PolNeAR marks either."""
    if draft.speaker is None:
        return None
    places = [draft.speaker]
    for i in range(draft.speaker.end, draft.cue.end):
        if reading.doc[i].tag_ in ("WP", "WDT"):
            places.append(Words(i, i + 1))
    return [list(reading.span(words)) for words in places]


def _inside(draft: StatementDraft, other: StatementDraft) -> bool:
    """Whether a draft's reporting word and all it reports stand inside what another reports."""
    return all(any(o.start <= w.start and w.end <= o.end for o in other.content) for w in (draft.cue, *draft.content))


def _with_that(reading: Reading, words: Words) -> Words:
    before = reading.doc[words.start - 1].lower_ if words.start else ""
    return Words(words.start - 1, words.end) if before in ("that", "to") else words


def _documents(path: Path) -> Iterator[Document]:
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            yield Document(row["doc"], row["text"])


def main(argv: list[str]) -> int:
    if len(argv) != 2:
        print(__doc__, file=sys.stderr)
        return 2
    source, target = map(Path, argv)
    with target.open("w", encoding="utf-8") as out:
        for reading in read((document, clean(document)) for document in _documents(source)):
            row = {"doc": reading.document.id, "attributions": attributions(reading)}
            out.write(json.dumps(row, ensure_ascii=False) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
