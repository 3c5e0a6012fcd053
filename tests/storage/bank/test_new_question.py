"""A question that is added to a bank file is loaded as given; other lines of the file stay as they are."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from msgspec.structs import replace

from tests.storage.bank.question_strategies import questions
from tpm_tui.core.bank.question import (
    KeyPoint,
    Question,
)
from tpm_tui.storage.bank.loader import load_bank
from tpm_tui.storage.bank.new_question import QuestionError, add_question, append_questions
from tpm_tui.storage.bank.shipped import shipped_bank

FILE = b"questions:\r\n- id: first\r\n  prompt: First? # mine\r\n  key_points: [{name: a}]\r\nversion: 1"


@given(questions)
def test_any_question_is_loaded_as_given(
    tmp_path_factory: pytest.TempPathFactory, question: Question
) -> None:
    file = tmp_path_factory.mktemp("bank") / "own.yaml"
    for number in (1, 2):
        given = replace(question, id=f"q{number}", number=number)
        (added,) = append_questions(file, "my-topic", [given])
        loaded = load_bank([file])
        assert loaded.problems == ()
        assert loaded.bank.by_id[given.id] == replace(given, topic="my-topic")
        assert loaded.places[given.id].line == added.line


def test_shipped_questions_can_be_copied(tmp_path: Path) -> None:
    file = tmp_path / "own.yaml"
    shipped = load_bank([shipped_bank()]).bank.questions[:5]
    added = append_questions(file, "copies", shipped)
    loaded = load_bank([file])
    assert loaded.bank.questions == tuple(replace(each, topic="copies") for each in shipped)
    assert {each.id: each.line for each in added} == {id: at.line for id, at in loaded.places.items()}


def test_no_questions_write_no_file(tmp_path: Path) -> None:
    assert append_questions(tmp_path / "own.yaml", "t", []) == []
    assert list(tmp_path.iterdir()) == []


def test_other_lines_and_line_ends_are_kept(tmp_path: Path) -> None:
    file = tmp_path / "own.yaml"
    file.write_bytes(FILE)
    added = add_question(file, "topic", "How long: 2:30?", ["no", "it took 2:30"], taken=())
    assert file.read_bytes() == FILE.replace(
        b"\r\nversion",
        b'\r\n- id: how-long-2-30\r\n  prompt: "How long: 2:30?"\r\n  key_points:\r\n'
        b'    - name: "no"\r\n    - name: "it took 2:30"\r\nversion',
    )
    assert (added.id, added.line) == ("how-long-2-30", 5)


def test_used_ids_get_a_number(tmp_path: Path) -> None:
    file = tmp_path / "own.yaml"
    added = [add_question(file, "t", "Why?", ["so"], taken={"why-2"}).id for _ in range(3)]
    assert added == ["why", "why-3", "why-4"]


def test_question_that_does_not_load_as_given_is_not_written(tmp_path: Path) -> None:
    file = tmp_path / "own.yaml"
    file.write_bytes(FILE)
    point = KeyPoint("a")
    good = Question("how", "How?", (point,))
    for wrong in (
        Question("first", "Again?", (point,)),
        Question("how", "How many?", (point,)),
        Question("Not An Id", "Why?", (point,)),
        Question("why", " Why? ", (point,)),
        Question("why", "Why?", (point, point)),
    ):
        with pytest.raises(QuestionError):
            append_questions(file, "t", [good, wrong])
        assert file.read_bytes() == FILE


@pytest.mark.parametrize("prompt", ["", " \n"])
def test_prompt_and_key_points_must_not_be_empty(tmp_path: Path, prompt: str) -> None:
    with pytest.raises(QuestionError, match="the prompt is empty"):
        add_question(tmp_path / "own.yaml", "t", prompt, ["a"], taken=())
    with pytest.raises(QuestionError, match="a key point is empty"):
        add_question(tmp_path / "own.yaml", "t", "Why?", [prompt], taken=())


def test_key_points_need_different_names(tmp_path: Path) -> None:
    with pytest.raises(QuestionError, match="the key point The rule is named twice"):
        add_question(tmp_path / "own.yaml", "t", "Why?", ["the rule", "The  rule"], taken=())
    assert list(tmp_path.iterdir()) == []


def test_question_without_key_points_is_added(tmp_path: Path) -> None:
    file = tmp_path / "own.yaml"
    add_question(file, "t", "Why?", [], taken=())
    assert load_bank([file]).bank.questions == (Question("why", "Why?", topic="t"),)
    assert "key_points" not in file.read_text("utf-8")


def test_question_is_added_to_a_plain_list(tmp_path: Path) -> None:
    file = tmp_path / "own.yaml"
    file.write_text("- Why here? # mine\n- How do you plan?\n", "utf-8")
    added = add_question(file, "t", "What now?", ["a: b"], taken=())
    assert file.read_text("utf-8") == (
        "- Why here? # mine\n- How do you plan?\n"
        '- id: what-now\n  prompt: "What now?"\n  key_points:\n    - name: "a: b"\n'
    )
    loaded = load_bank([file])
    assert (loaded.problems, loaded.bank.order) == ((), ("why-here", "how-do-you-plan", "what-now"))
    assert (added.id, added.line) == ("what-now", 3)
