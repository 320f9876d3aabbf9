"""`communique eval`: how right records are, and what to mend next."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import click

from communique.cli.reading import utf8_output
from communique.errors import SourceError
from communique.measure import (
    Judged,
    causes_text,
    find_causes,
    load_exchange,
    parse_exchange,
    score,
    scores_text,
)
from communique.schema import Document, Problem, Span


def run(gold: Path, system: Path, *, errors: bool, examples: int, as_json: bool, model: str | None) -> None:
    """Print the measures of a system's records, or of the records read from articles, against gold.

    Raises:
        ExchangeError: a line of either file is not in exchange format.
        SourceError: an article cannot be read.
    """
    expected = load_exchange(gold)
    triggers = None
    if has_records(system):
        given = load_exchange(system)
    else:
        given, triggers = read_articles(system, model)
    scores = score(expected, given)
    findings = find_causes(expected, given, triggers) if errors else []
    utf8_output()
    if as_json:
        figures = asdict(scores)
        if errors:
            figures["errors"] = [asdict(finding) for finding in findings]
        click.echo(json.dumps(figures, indent=1, ensure_ascii=False))
        return
    click.echo(scores_text(scores))
    if errors:
        click.echo(causes_text(findings, examples))


def has_records(path: Path) -> bool:
    """Whether a JSONL file holds records in exchange format; else its lines are bare articles."""
    with path.open(encoding="utf-8", errors="replace") as lines:
        first = next((line for line in lines if line.strip()), "")
    try:
        return "document" in json.loads(first)
    except (ValueError, TypeError):
        return False


def read_articles(path: Path, model: str | None = None) -> tuple[dict[str, Judged], dict[str, list[Span]]]:
    """What communique reads from the articles of a file: the records, and where it saw a contact mentioned at all.

    Raises:
        SourceError: an article cannot be read; figures over the others would be wrong in silence.
    """
    from communique.clean import clean
    from communique.find.contacts import find_contacts
    from communique.intake import documents
    from communique.lexicon.registry import load_registry
    from communique.pipeline import records
    from communique.read import read
    from communique.show import as_exchange

    articles: list[Document] = []
    for item in documents([str(path)]):
        if isinstance(item, Problem):
            raise SourceError(item.message)
        articles.append(item)
    articles.sort(key=lambda document: document.id)
    registry = load_registry()
    lines: list[str] = []
    triggers: dict[str, list[Span]] = {}
    for reading in read(((document, clean(document)) for document in articles), model):
        lines.append(json.dumps(as_exchange(records(reading, registry))))
        triggers[reading.document.id] = [reading.span(draft.trigger) for draft in find_contacts(reading)]
    return parse_exchange(lines, str(path)), triggers
