"""The exchange format says exactly what FORMAT.md says."""

from __future__ import annotations

import io
import json
from dataclasses import replace

from extractions import EXTRACTION, TEXT, WORDS, extractions
from hypothesis import given

from communique.schema import Extraction, from_json
from communique.show import as_exchange, write_exchange, write_json, write_jsonl


def test_a_document_is_written_with_all_fields_of_the_format() -> None:
    call = TEXT.index(" A visit")
    said, wanted, dpa = TEXT.index("Scholz said"), TEXT.index("We want"), TEXT.index("according to dpa")
    assert as_exchange(EXTRACTION) == {
        "document": {
            "id": "call-1",
            "title": "Scholz and Xi talk",
            "publisher": "dpa",
            "published": "2022-05-07",
            "text": TEXT,
        },
        "contacts": [
            {
                "kind": "call",
                "status": "held",
                "parties": [
                    {"name": "Olaf Scholz", "side": "DEU", "role": "participant"},
                    {"name": "Xi Jinping", "side": "CHN", "role": "participant"},
                ],
                "date": "2022-05-06",
                "place": None,
                "topics": ["fair trade"],
                "initiator": "DEU",
                "evidence": [[0, call]],
            },
            {
                "kind": "visit",
                "status": "cancelled",
                "parties": [
                    {"name": "Olaf Scholz", "side": "DEU", "role": "participant"},
                    {"name": "China", "side": "CHN", "role": "host"},
                ],
                "date": None,
                "place": "Beijing",
                "topics": [],
                "initiator": None,
                "evidence": [[call + 1, TEXT.index(" “We")]],
            },
        ],
        "statements": [
            {
                "speaker": "Olaf Scholz",
                "side": "DEU",
                "cue": [said, said + 11],
                "content": [[wanted, wanted + 18]],
                "direct": True,
                "via": ["Deutsche Presse-Agentur"],
            }
        ],
        "positions": [
            {
                "holder": "Olaf Scholz",
                "side": "DEU",
                "act": "demand",
                "targets": ["CHN"],
                "content": [wanted + 8, wanted + 18],
                "condition": [dpa, dpa + 16],
            }
        ],
    }


def test_indirect_speech_is_false_and_mixed_speech_is_called_so() -> None:
    found = [
        as_exchange(replace(EXTRACTION, statements=(replace(WORDS, direct=direct, speaker=None),)))["statements"][0]
        for direct in ("indirect", "mixed")
    ]
    assert [(one["direct"], one["speaker"], one["side"]) for one in found] == [
        (False, None, None),
        ("mixed", None, None),
    ]


@given(extractions())
def test_one_document_is_one_line_whatever_its_text_holds(extraction: Extraction) -> None:
    out = io.StringIO()
    write_exchange([extraction, extraction], out)
    lines = out.getvalue().split("\n")
    assert [json.loads(line)["document"]["text"] for line in lines[:-1]] == [extraction.document.text] * 2
    assert lines[-1] == ""


@given(extractions())
def test_the_json_form_reads_back_without_loss(extraction: Extraction) -> None:
    out, array = io.StringIO(), io.StringIO()
    write_jsonl([extraction], out)
    write_json([extraction, extraction], array)
    assert from_json(out.getvalue()) == extraction
    assert [from_json(json.dumps(one)) for one in json.loads(array.getvalue())] == [extraction] * 2


def test_no_document_is_an_empty_array() -> None:
    out = io.StringIO()
    write_json([], out)
    assert json.loads(out.getvalue()) == []
