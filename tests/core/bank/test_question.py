"""Decoding of questions from bank files: limits, labels, wordings."""

import msgspec
import pytest

from tpm_tui.core.bank.question import KeyPoint, Question, TimeTarget, clock_seconds

SHORT = {"id": "late", "prompt": "Late?", "key_points": [{"name": "size"}]}


def decode(**fields: object) -> Question:
    return msgspec.convert({**SHORT, **fields}, Question)


def test_minimal_question_has_defaults() -> None:
    question = decode()
    assert question.key_points == (KeyPoint(name="size"),)
    assert (question.kind, question.level, question.number) == ("behavioural", "core", None)
    assert question.time_target.answer_seconds == 180


@pytest.mark.parametrize("missing", ["id", "prompt"])
def test_id_and_prompt_are_required(missing: str) -> None:
    with pytest.raises(msgspec.ValidationError, match=missing):
        msgspec.convert({name: value for name, value in SHORT.items() if name != missing}, Question)


@pytest.mark.parametrize(
    "fields",
    [
        {"id": "Late"},
        {"id": "late_program"},
        {"id": "-late"},
        {"id": "late-"},
        {"id": "la--te"},
        {"id": ""},
        {"id": "late\n"},
        {"id": "../late"},
        {"id": "läte"},
        {"id": "x" * 61},
        {"key_points": [{"name": f"p{k}"} for k in range(41)]},
        {"key_points": [{"name": ""}]},
        {"key_points": [{"name": "size", "hint": "?"}]},
        {"number": 0},
        {"number": 100_000},
        {"number": True},
        {"title": "x" * 25},
        {"title": ""},
        {"kind": "funny"},
        {"level": "junior"},
        {"outcome": "late"},
        {"tags": [""]},
        {"whiteboard": ""},
        {"follow_ups": [{"ask": "?", "points": "size"}]},
        {"levels": {"junior": "less"}},
        {"prompt": ""},
        {"prompt": "x" * 2_001},
        {"model_answer": "x" * 16_385},
        {"time_target": {"answer": "3"}},
        {"time_target": {"answer": "3:60"}},
        {"time_target": {"answer": "3:00\n"}},
        {"time_target": {"answer": "\u0663:00"}},
        {"promt": "?"},
    ],
    ids=str,
)
def test_value_out_of_limits_is_rejected(fields: dict[str, object]) -> None:
    with pytest.raises(msgspec.ValidationError):
        decode(**fields)


@pytest.mark.parametrize("id", ["late", "late-program-recovery", "2-phase-commit", "x" * 60])
def test_ids_are_kebab_case(id: str) -> None:
    assert decode(id=id).id == id


def test_label_is_the_title_or_the_id() -> None:
    assert decode(title="Late program").label == "Late program"
    assert decode(id="late-program-recovery").label == "Late program recovery"


def test_model_answer_is_one_text_or_named_parts() -> None:
    assert decode().answer_parts == ()
    assert decode(model_answer="All of it.").answer_parts == (("", "All of it."),)
    parts = {"context": "Then.", "action": "I did.", "result": "It worked."}
    assert decode(model_answer=parts).answer_parts == tuple(parts.items())


def test_wordings_rotate_with_attempts() -> None:
    question = decode(variants=["And if?", "Really?"])
    assert [question.prompt_for(attempt) for attempt in range(4)] == ["Late?", "And if?", "Really?", "Late?"]
    assert decode().prompt_for(7) == "Late?"


@pytest.mark.parametrize(("text", "seconds"), [("0:30", 30), ("3:00", 180), ("12:05", 725)])
def test_clock_times_are_minutes_and_seconds(text: str, seconds: int) -> None:
    assert clock_seconds(text) == seconds
    assert msgspec.convert({"answer": text}, TimeTarget).answer_seconds == seconds
