"""A question that is added to a bank file is loaded as given; other lines of the file stay as they are."""

from __future__ import annotations

import string
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.storage.ambiguous import AMBIGUOUS
from tpm_tui.core.bank.question import (
    FollowUp,
    KeyPoint,
    Lens,
    Question,
    Recall,
    TimeTarget,
    Transfer,
)
from tpm_tui.core.text.sanitize import clean
from tpm_tui.storage.bank.loader import load_bank
from tpm_tui.storage.bank.new_question import QuestionError, add_question, append_questions
from tpm_tui.storage.bank.shipped import shipped_bank

lines = (st.text(min_size=1).map(lambda text: clean(text).strip()) | st.sampled_from(AMBIGUOUS)).filter(bool)
clocks = st.from_regex(r"[0-9]{1,2}:[0-5][0-9]", fullmatch=True)
ids = st.from_regex(r"[a-z0-9]{1,9}(-[a-z0-9]{1,9}){0,3}", fullmatch=True)


def tuples(values: st.SearchStrategy, max_size: int = 2) -> st.SearchStrategy:
    return st.lists(values, max_size=max_size).map(tuple)


points = st.builds(
    KeyPoint,
    name=lines,
    cue=lines | st.just(""),
    why=lines | st.just(""),
    must=st.booleans(),
    details=tuples(lines),
    facts=tuples(lines),
    cues=tuples(lines),
)


def point_name(point: KeyPoint) -> str:
    """Return the name as it is compared: key points of a question need different names."""
    return " ".join(point.name.split()).casefold()


questions = st.builds(
    Question,
    id=ids,
    prompt=lines,
    key_points=st.lists(points, max_size=3, unique_by=point_name).map(tuple),
    number=st.none() | st.integers(1, 99_999),
    title=st.text(string.ascii_letters, max_size=24),
    variants=tuples(lines),
    kind=st.sampled_from(["behavioural", "technical", "hybrid"]),
    level=st.sampled_from(["core", "senior", "staff"]),
    levels=st.dictionaries(st.sampled_from(["core", "senior", "staff"]), lines, max_size=2),
    time_target=st.builds(TimeTarget, answer=clocks, short=clocks),
    model_answer=lines | st.just("") | st.dictionaries(lines, lines, min_size=1, max_size=2),
    short_answer=lines | st.just(""),
    follow_ups=tuples(st.builds(FollowUp, ask=lines, good=lines)),
    netflix_lens=st.none() | st.builds(Lens, shows=lines, facts=tuples(lines)),
    transfer=st.none() | st.builds(Transfer, stories=lines, related=tuples(st.integers(1, 50))),
    recall=tuples(st.builds(Recall, q=lines, a=lines)),
    tags=tuples(lines),
    companies=tuples(lines),
    method=lines | st.just(""),
    whiteboard=lines | st.just(""),
    world=lines | st.just(""),
    outcome=st.none() | st.sampled_from(["success", "mixed", "failure"]),
    review_by=st.just("") | st.dates().map(str),
)  # fmt: skip

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
