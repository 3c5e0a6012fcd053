"""Session reports as JSON: the public keys and their values."""

from __future__ import annotations

import json

from tests.exchange.histories import History
from tpm_tui.core.cards.grade import Grade
from tpm_tui.exchange.session_json import all_to_json, to_json


def practised() -> History:
    history = History()
    history.start()
    history.answer(answer="We cut scope.\nÉté.", seconds=61.5)
    history.answer("gone", Grade.AGAIN, answer="")
    history.end()
    return history


def test_report_has_the_public_keys() -> None:
    document = json.loads(to_json(practised().report()))
    assert document["session"] == "s1"
    assert document["mode"] == "practice"
    assert document["started"] == "2026-11-22T08:14:00Z"
    assert document["ended"] == "2026-11-22T08:20:00Z"
    assert document["reviews"][0] == {
        "question": "late-program",
        "number": 7,
        "title": "Late program",
        "topic": "delivery",
        "at": "2026-11-22T08:17:00Z",
        "day": "2026-11-22",
        "grade": "good",
        "practice": False,
        "drill": False,
        "sure": None,
        "box_before": 0,
        "box_after": 2,
        "due": "2026-11-24",
        "seconds": 61.5,
        "target_seconds": 180,
        "words": 4,
        "spoken": False,
        "parts": [],
        "covered": ["size and cause first"],
        "missed": ["early plain notice"],
        "missed_must": ["early plain notice"],
        "prompt": "What of late-program?",
        "answer": "We cut scope.\nÉté.",
        "note": "",
        "remarks": [],
    }


def test_removed_question_keeps_the_data_of_its_review() -> None:
    review = json.loads(to_json(practised().report()))["reviews"][1]
    assert (review["question"], review["number"], review["topic"]) == ("gone", None, "")
    assert review["target_seconds"] is None
    assert review["missed"] == ["early plain notice"]
    assert review["missed_must"] == []


def test_report_has_counts_boxes_and_next_questions() -> None:
    document = json.loads(to_json(practised().report()))
    assert document["grades"] == {"again": 1, "hard": 0, "good": 1, "easy": 0}
    assert (document["answered"], document["new"]) == (2, 2)
    assert (document["points_made"], document["points"]) == (2, 4)
    assert document["boxes_before"] == [4, 0, 0, 0, 0, 0, 0, 0]
    assert document["boxes_after"] == [3, 0, 1, 0, 0, 0, 0, 0]
    assert (document["interview"], document["days_left"]) == ("2026-12-03", 11)
    assert document["topics"] == [
        {"topic": "delivery", "title": "Program delivery", "points_made": 1, "points": 2}
    ]
    assert document["next"] == {
        "day": "2026-11-22",
        "due": 0,
        "new": 3,
        "questions": ["dates", "conflict", "silence"],
    }


def test_several_sessions_are_one_array() -> None:
    report = practised().report()
    assert json.loads(all_to_json([report, report])) == [json.loads(to_json(report))] * 2
    assert json.loads(all_to_json([])) == []


def test_json_ends_with_one_newline() -> None:
    text = to_json(practised().report())
    assert text.endswith("}\n")
    assert not text.endswith("\n\n")
