"""Figures and causes as text: counts first, then examples."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import fields

from communique.measure.causes import Finding
from communique.measure.scores import Rate, Scores

_RECORDS = ("contact", "statement", "position")


def scores_text(scores: Scores) -> str:
    """The figures as a table, a line each."""
    lines = [f"{scores.documents} documents"]
    for kind in ("contacts", "statements", "positions"):
        measures = getattr(scores, kind)
        for measure in fields(measures):
            value: Rate | float | None = getattr(measures, measure.name)
            if isinstance(value, Rate):
                shown = (
                    f"P {value.p:.3f}  R {value.r:.3f}  F1 {value.f1:.3f}   (gold {value.gold}, system {value.system})"
                )
            else:
                shown = "-" if value is None else f"{value:.3f}"
            lines.append(f"{kind:11}{measure.name:13}{shown}")
    return "\n".join(lines)


def causes_text(findings: Sequence[Finding], examples: int) -> str:
    """How often each cause occurs, the commonest first in each kind of record; then some examples of each.

    Args:
        findings: what is wrong.
        examples: the most to print of a cause.
    """
    return "\n".join([*_counts(findings), *_examples(findings, examples)])


def _ranked(findings: Sequence[Finding]) -> Iterator[tuple[str, list[tuple[str, int]]]]:
    for record in _RECORDS:
        causes = Counter(finding.cause for finding in findings if finding.record == record)
        yield record, sorted(causes.items(), key=lambda entry: (-entry[1], entry[0]))


def _counts(findings: Sequence[Finding]) -> Iterator[str]:
    for record, causes in _ranked(findings):
        yield f"\n{record}s: {sum(count for _, count in causes)} wrong"
        yield from (f"{count:6}  {cause}" for cause, count in causes)


def _examples(findings: Sequence[Finding], examples: int) -> Iterator[str]:
    for record, causes in _ranked(findings):
        for cause, count in causes:
            yield f"\n{record} {cause} ({count})"
            shown = [finding for finding in findings if (finding.record, finding.cause) == (record, cause)][:examples]
            yield from (f"  {finding.document}  {finding.detail}" for finding in shown)
            if count > len(shown):
                yield f"  … {count - len(shown)} more"
