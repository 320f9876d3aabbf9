"""Measures: records of a system against records that people made, both in the exchange format.

Knows the exchange format only, so that any system can be measured with it.
"""

from communique.measure.causes import Finding, find_causes
from communique.measure.grouping import Grouping, b_cubed
from communique.measure.records import Judged, load_exchange, parse_exchange
from communique.measure.report import causes_text, scores_text
from communique.measure.scores import Rate, Scores, score

__all__ = [
    "Finding",
    "Grouping",
    "Judged",
    "Rate",
    "Scores",
    "b_cubed",
    "causes_text",
    "find_causes",
    "load_exchange",
    "parse_exchange",
    "score",
    "scores_text",
]
