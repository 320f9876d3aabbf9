"""The measures on records made by hand, and beside the gold set's own script."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest

from communique.errors import ExchangeError
from communique.measure import load_exchange, parse_exchange, score
from communique.schema import KINDS, STATUSES

TEXT = "Rutte met Sánchez in Madrid on Monday. They may call Costa. Rutte said: “We agree.”"


def contact(kind: str, status: str, sides: str, evidence: list[int], date: str | None = None) -> dict[str, Any]:
    parties = [{"name": side.title(), "side": side} for side in sides.split("+")]
    return {"kind": kind, "status": status, "parties": parties, "date": date, "evidence": [evidence]}


def line(contacts: list[Any], statements: list[Any] = [], positions: list[Any] = []) -> str:  # noqa: B006
    document = {"id": "a", "text": TEXT}
    return json.dumps({"document": document, "contacts": contacts, "statements": statements, "positions": positions})


MET = contact("meeting", "held", "NLD+ESP", [0, 38], "2023-03-06")
MAY = contact("call", "possible", "NLD+ESP+PRT", [39, 59])
SAID = {"speaker": "Mark Rutte", "side": "NLD", "cue": [60, 70], "content": [[73, 82]], "direct": True}
HOLDS = {"holder": "Mark Rutte", "side": "NLD", "act": "support", "content": [73, 82]}
GOLD = parse_exchange([line([MET, MAY], [SAID], [HOLDS])])


def test_the_same_records_are_all_found_and_all_right() -> None:
    scores = score(GOLD, GOLD)
    assert (scores.contacts.found.f1, scores.contacts.exact.f1, scores.contacts.parties.f1) == (1, 1, 1)
    assert (scores.contacts.status, scores.contacts.date, scores.contacts.no_date) == (1, 1, 1)
    assert scores.contacts.false_held == 0
    assert (scores.statements.attributed.f1, scores.statements.tokens.f1, scores.positions.exact.f1) == (1, 1, 1)


def test_nothing_found_is_zero_and_what_cannot_be_counted_is_none() -> None:
    scores = score(GOLD, {})
    assert (scores.contacts.found.f1, scores.contacts.found.gold, scores.contacts.found.system) == (0, 2, 0)
    assert scores.contacts.status is None
    assert scores.contacts.false_held is None


def test_a_possible_call_told_as_held_is_false_held() -> None:
    system = parse_exchange([line([MET, {**MAY, "status": "held"}])])
    contacts = score(GOLD, system).contacts
    assert (contacts.found.f1, contacts.exact.f1, contacts.status, contacts.false_held) == (1, 0.5, 0.5, 1)


def test_a_visit_and_a_meeting_are_one_group_of_kinds_but_a_call_is_another() -> None:
    assert score(GOLD, parse_exchange([line([{**MET, "kind": "visit"}])])).contacts.kind == 1
    assert score(GOLD, parse_exchange([line([{**MET, "kind": "call"}])])).contacts.kind == 0


def test_a_nominal_of_the_right_side_agrees_with_a_name_and_another_name_does_not() -> None:
    for speaker, agrees in (("a Dutch official", 1), ("Wopke Hoekstra", 0), (None, 1)):
        system = parse_exchange([line([], [{**SAID, "speaker": speaker}])])
        assert score(GOLD, system).statements.attributed.f1 == agrees


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        (["{"], "gold:1: not in exchange format"),
        ([line([MET]), "", line([{**MET, "kind": "lunch"}])], "gold:3: not in exchange format: contacts.0.kind"),
        ([""], "gold: holds no documents"),
    ],
)
def test_a_line_that_is_not_of_the_format_is_named(lines: list[str], message: str) -> None:
    with pytest.raises(ExchangeError, match=message):
        parse_exchange(lines, "gold")


def perturbed(gold: list[dict[str, Any]], seed: int) -> list[dict[str, Any]]:
    """A system that gets most right and everything else wrong in every way there is."""
    chance = random.Random(seed)

    def spoil(span: list[int]) -> list[int]:
        return [span[0], max(span[0] + 1, span[1] - chance.randrange(0, max(1, (span[1] - span[0]) // 2)))]

    for one in gold:
        for key in ("contacts", "statements", "positions"):
            one[key] = [record for record in one[key] for _ in range(chance.choice((0, 1, 1, 1, 1, 2)))]
            one[key] = json.loads(json.dumps(one[key]))
            chance.shuffle(one[key])
        for record in one["contacts"]:
            record["status"] = chance.choice([record["status"]] * 5 + list(STATUSES))
            record["kind"] = chance.choice([record["kind"]] * 5 + list(KINDS))
            record["date"] = chance.choice([record["date"]] * 5 + ["2020-01-01", None])
            for party in record["parties"]:
                party["side"] = chance.choice([party["side"]] * 8 + ["FRA", None])
                party["name"] = chance.choice([party["name"]] * 8 + ["Élodie Noël"])
        for record in one["statements"]:
            record["content"] = [spoil(span) for span in record["content"]]
            record["speaker"] = chance.choice([record["speaker"]] * 4 + ["an official", "Élodie Noël", None])
            record["direct"] = chance.choice([record["direct"]] * 4 + [True, False, "mixed"])
        for record in one["positions"]:
            record["content"] = record["content"] and spoil(record["content"])
            record["side"] = chance.choice([record["side"]] * 5 + ["FRA", None])
            record["act"] = chance.choice([record["act"]] * 3 + ["demand", "warn"])
    return gold[: chance.choice((len(gold), len(gold) - 2))]


@pytest.mark.gold
@pytest.mark.parametrize("name", ["seeds", "dev", "challenge"])
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_figures_are_those_of_the_script_beside_the_gold_set(
    shared: Path, tmp_path: Path, name: str, seed: int
) -> None:
    gold = shared / "gold" / f"{name}.jsonl"
    records = [json.loads(text) for text in gold.read_text(encoding="utf-8").splitlines()]
    system = tmp_path / "system.jsonl"
    system.write_text("".join(json.dumps(one) + "\n" for one in perturbed(records, seed)), encoding="utf-8")
    command = [sys.executable, str(shared / "gold" / "score.py"), str(gold), str(system), "--json"]
    theirs = json.loads(subprocess.run(command, capture_output=True, check=True, text=True).stdout)
    ours = asdict(score(load_exchange(gold), load_exchange(system)))
    assert ours == theirs
