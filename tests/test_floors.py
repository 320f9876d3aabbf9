"""What is read is worth at least what tests/floors.toml says."""

from __future__ import annotations

import json
import tomllib
from dataclasses import asdict
from functools import reduce
from pathlib import Path

import pytest

from communique.measure import load_exchange, parse_exchange, score
from communique.schema import Extraction
from communique.show import as_exchange

FLOORS = tomllib.loads((Path(__file__).parent / "floors.toml").read_text(encoding="utf-8"))
CASES = [
    (name, bound, measure, value)
    for name, bounds in FLOORS.items()
    for bound, measures in bounds.items()
    for measure, value in measures.items()
]


@pytest.fixture(scope="session")
def figures(shared: Path, gold_read: dict[str, tuple[Extraction, ...]]) -> dict[str, dict[str, float | None]]:
    """Every figure of each gold set, by its dotted name."""
    found = {}
    for name, extractions in gold_read.items():
        gold = load_exchange(shared / "gold" / f"{name}.jsonl")
        system = parse_exchange(json.dumps(as_exchange(extraction)) for extraction in extractions)
        scores = asdict(score(gold, system))
        dotted = {m: reduce(dict.__getitem__, m.split("."), scores) for *_, m, _ in CASES if "." in m}
        empty = sum(not judged.contacts and not system[key].contacts for key, judged in gold.items())
        found[name] = {**dotted, "empty_left_empty": empty}
    return found


@pytest.mark.gold
@pytest.mark.parametrize(("name", "bound", "measure", "value"), CASES)
def test_a_figure_holds_its_floor(
    figures: dict[str, dict[str, float | None]], name: str, bound: str, measure: str, value: float
) -> None:
    figure = figures[name][measure]
    assert figure is not None
    if bound == "least":
        assert figure >= value
    else:
        assert figure <= value
