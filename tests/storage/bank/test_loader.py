"""The bank loader loads all valid questions and reports problems with the rest."""

from __future__ import annotations

import os
import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from tpm_tui.storage.bank.file import BankFile, load_bank_file
from tpm_tui.storage.bank.loader import LoadedBank, SourcePosition, load_bank
from tpm_tui.storage.bank.parser import parse_bank
from tpm_tui.storage.files.problem import MAX_PROBLEMS
from tpm_tui.storage.yaml_files import messages

GOOD = """\
version: 1
topic: {id: delivery, title: Delivery, description: Getting it out}
questions:
  - id: late-program
    number: 7
    title: Late
    prompt: A program slipped. What next?
    variants:
      - Tell me about a missed date.
    levels: {core: one, senior: two}
    time_target: {answer: "2:30", short: "0:30"}
    key_points:
      - name: size and cause
        cue: gives a range
        must: true
        facts: [MET-4]
      - {name: early notice, cue: says who was informed}
    model_answer:
      context: We were late.
      action: >
        I took two days
        with the leads.
    transfer: {related: [1, 2]}
    sample: {world: subtitles, outcome: late}
    review_by: "2027-05-01"
  - id: dates
    number: 4
    prompt: How do you set a date?
    key_points: [{name: range}]
"""


def write(folder: Path, **files: str) -> Path:
    for name, text in files.items():
        (folder / f"{name}.yaml").write_text(text)
    return folder


def question(id: str, **fields: object) -> str:
    lines = [f"  - id: {id}", f"    prompt: What of {id}?", "    key_points: [{name: one}]"]
    return "\n".join([*lines, *(f"    {name}: {value}" for name, value in fields.items())]) + "\n"


def bank_of(folder: Path, *questions: str, name: str = "mine", topic: str = "") -> Path:
    path = folder / f"{name}.yaml"
    path.write_text((f"topic: {topic}\n" if topic else "") + "questions:\n" + "".join(questions))
    return path


def ids(loaded: LoadedBank) -> list[str]:
    return [question.id for question in loaded.bank.questions]


def problem_lines(loaded: LoadedBank) -> list[str]:
    return [str(problem) for problem in loaded.problems]


# Valid files


def test_valid_file_loads_questions_in_order(tmp_path: Path) -> None:
    loaded = load_bank([write(tmp_path, good=GOOD)])
    assert loaded.problems == ()
    assert ids(loaded) == ["late-program", "dates"]
    late = loaded.bank.by_number[7]
    assert late.topic == "delivery"
    assert late.key_points[0].must
    assert late.key_points[1].cue == "says who was informed"
    assert late.answer_parts == (("context", "We were late."), ("action", "I took two days with the leads."))
    assert late.transfer is not None
    assert late.transfer.related == (1, 2)
    assert late.time_target.answer_seconds == 150
    assert [(topic.id, topic.title) for topic in loaded.bank.topics] == [("delivery", "Delivery")]


def test_places_are_positions_in_the_file(tmp_path: Path) -> None:
    path = write(tmp_path, good=GOOD) / "good.yaml"
    loaded = load_bank([path])
    assert loaded.places == {
        "late-program": SourcePosition(str(path), 4, 5),
        "dates": SourcePosition(str(path), 26, 5),
    }
    assert str(loaded.places["dates"]) == f"{path}:26"


def test_minimal_question_gets_id_from_prompt(tmp_path: Path) -> None:
    path = tmp_path / "my-questions.yaml"
    path.write_text(
        "questions:\n  - prompt: Why do you want this job?\n    key_points:\n      - name: the work\n"
    )
    loaded = load_bank([path])
    assert ids(loaded) == ["why-do-you-want-this-job"]
    assert loaded.bank.topics[0].id == "my-questions"
    (problem,) = loaded.problems
    assert problem.severity == "warning"
    assert problem.hint == "write id: why-do-you-want-this-job"
    assert problem.line == 2


@pytest.mark.parametrize(
    ("prompt", "expected"),
    [
        ("What's a naïve plan?", "whats-a-naive-plan"),
        ("  --- ", None),
        ("Почему?", None),
        ("w" * 200, "w" * 60),
        (
            "Tell me about a long program which took years and years of patient work",
            "tell-me-about-a-long-program-which-took-years-and-years-of",
        ),
    ],
)
def test_derived_id_is_stable_and_limited(prompt: str, expected: str | None, tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text(f'questions:\n  - prompt: "{prompt}"\n    key_points: [{{name: one}}]\n')
    first, second = ids(load_bank([path])), ids(load_bank([path]))
    assert first == second
    assert len(first) == 1
    if expected is None:
        assert first[0].startswith("question-")
    else:
        assert first == [expected]


def test_non_latin_prompts_get_different_ids(tmp_path: Path) -> None:
    questions = [
        "  - {prompt: Почему, key_points: [{name: a}]}\n",
        "  - {prompt: Как, key_points: [{name: a}]}\n",
    ]
    assert len(set(ids(load_bank([bank_of(tmp_path, *questions)])))) == 2


# Folders


def test_folder_loads_yaml_files_sorted_by_name(tmp_path: Path) -> None:
    for name in ("02-b.yaml", "01-a.yml", "10-c.YAML"):
        (tmp_path / name).write_text("questions:\n" + question(name[3]))
    loaded = load_bank([tmp_path])
    assert ids(loaded) == ["a", "b", "c"]
    assert loaded.bank.order == ("a", "b", "c")


@pytest.mark.parametrize(
    "name",
    ["facts.yaml", "sets.yaml", "_draft.yaml", ".hidden.yaml", "README.md", "bank.schema.json", "a.yaml~"],
)
def test_other_files_in_folder_are_ignored(name: str, tmp_path: Path) -> None:
    bank_of(tmp_path, question("good"))
    (tmp_path / name).write_text("no bank: at all: [")
    loaded = load_bank([tmp_path])
    assert ids(loaded) == ["good"]
    assert loaded.problems == ()


def test_explicit_file_is_read_with_any_name(tmp_path: Path) -> None:
    path = tmp_path / "_draft.txt"
    path.write_text("questions:\n" + question("good"))
    assert ids(load_bank([path])) == ["good"]


def test_same_file_is_read_once(tmp_path: Path) -> None:
    path = bank_of(tmp_path, question("good"))
    (tmp_path / "same.yaml").symlink_to(path)
    loaded = load_bank([path, tmp_path, tmp_path / ".." / tmp_path.name])
    assert ids(loaded) == ["good"]
    assert loaded.problems == ()


def test_empty_folder_gives_a_warning(tmp_path: Path) -> None:
    (problem,) = load_bank([tmp_path]).problems
    assert problem.severity == "warning"
    assert problem.message == "the folder has no bank files"


def test_no_paths_give_empty_bank() -> None:
    assert load_bank([]) == load_bank([])
    assert load_bank([]).bank.questions == ()


# Topics


@pytest.mark.parametrize(
    ("name", "topic", "expected_id", "expected_title"),
    [
        ("03-technical-debt", "", "technical-debt", ""),
        ("Technical Debt", "", "technical-debt", ""),
        ("01-a", "Risk & money", "risk-money", "Risk & money"),
        ("01-a", "{title: Risk}", "risk", "Risk"),
        ("01-a", "{id: risk}", "risk", ""),
        ("01-a", "{id: Risk, title: R}", "a", ""),
        ("01-a", "[risk]", "a", ""),
    ],
)
def test_topic_comes_from_field_or_file_name(
    name: str, topic: str, expected_id: str, expected_title: str, tmp_path: Path
) -> None:
    loaded = load_bank([bank_of(tmp_path, question("good"), name=name, topic=topic)])
    assert [(t.id, t.title) for t in loaded.bank.topics] == [(expected_id, expected_title)]
    assert loaded.bank.questions[0].topic == expected_id


def test_files_with_same_topic_id_are_merged(tmp_path: Path) -> None:
    bank_of(tmp_path, question("one"), name="1", topic="{id: risk}")
    bank_of(tmp_path, question("two"), name="2", topic="{id: money}")
    bank_of(tmp_path, question("three"), name="3", topic="{id: risk, title: Risk, description: d}")
    bank_of(tmp_path, question("four"), name="4", topic="{id: risk, title: Other}")
    loaded = load_bank([tmp_path])
    assert [(t.id, t.title, t.description) for t in loaded.bank.topics] == [
        ("risk", "Risk", "d"),
        ("money", "", ""),
    ]
    assert [q.id for q in loaded.bank.in_topic("risk")] == ["one", "three", "four"]
    assert loaded.problems == ()


def test_topic_without_valid_questions_is_left_out(tmp_path: Path) -> None:
    bank_of(tmp_path, question("one"), name="1")
    bank_of(tmp_path, "  - {id: bad}\n", name="2")
    assert [topic.id for topic in load_bank([tmp_path]).bank.topics] == ["1"]


def test_topic_field_of_question_is_ignored(tmp_path: Path) -> None:
    path = bank_of(tmp_path, question("one", topic="other"), question("two", topic="mine"))
    loaded = load_bank([path])
    assert [q.topic for q in loaded.bank.questions] == ["mine", "mine"]
    (problem,) = loaded.problems
    assert problem.severity == "warning"
    assert problem.line == 5


def test_every_question_has_a_topic(tmp_path: Path) -> None:
    loaded = load_bank([write(tmp_path, good=GOOD, other="questions:\n" + question("one"))])
    for each in loaded.bank.questions:
        assert loaded.bank.topic_of(each).id == each.topic


# Invalid files


def test_invalid_question_does_not_affect_others(tmp_path: Path) -> None:
    path = bank_of(tmp_path, question("one"), question("two", number="seven"), question("three"))
    loaded = load_bank([path])
    assert ids(loaded) == ["one", "three"]
    assert problem_lines(loaded) == [
        f"{path}:8:13: number must be a whole number from 1 to 99999: write number: 7"
    ]


@pytest.mark.parametrize(
    "bad",
    [
        "questions: [",
        "",
        "\0\0",
        "only a text",
        "version: 2\nquestions: []",
        "question: []",
        "questions: none",
        "questions:\n  - &a {id: x}\n  - *a",
        "\xff",
    ],
)
def test_invalid_file_does_not_affect_others(bad: str, tmp_path: Path) -> None:
    bank_of(tmp_path, question("one"), name="1")
    (tmp_path / "2.yaml").write_bytes(bad.encode("latin-1"))
    bank_of(tmp_path, question("three"), name="3")
    loaded = load_bank([tmp_path])
    assert ids(loaded) == ["one", "three"]
    assert loaded.problems
    assert all(problem.file == str(tmp_path / "2.yaml") for problem in loaded.problems)
    assert any(problem.is_error for problem in loaded.problems)


def test_missing_path_does_not_affect_others(tmp_path: Path) -> None:
    good = bank_of(tmp_path, question("one"))
    loaded = load_bank([tmp_path / "absent", good, Path("a\0b")])
    assert ids(loaded) == ["one"]
    assert [problem.message for problem in loaded.problems] == ["no such file", "invalid file name"]


def test_pipe_in_folder_does_not_affect_others(tmp_path: Path) -> None:
    bank_of(tmp_path, question("one"))
    os.mkfifo(tmp_path / "pipe.yaml")
    loaded = load_bank([tmp_path])
    assert ids(loaded) == ["one"]
    assert [problem.message for problem in loaded.problems] == ["this is a pipe or device"]


def test_all_errors_of_all_questions_are_reported(tmp_path: Path) -> None:
    path = tmp_path / "bad.yaml"
    path.write_text(
        """\
topics: x
questions:
  - id: Late Program
    promt: What?
    key_points: none
  - [a list]
  - id: two
    prompt: What?
    kind: behavioral
    key_points:
      - name: one
        must: maybe
      - {nam: two}
    levels: {boss: x}
    time_target: {answer: long}
    follow_ups:
      - good: x
"""
    )
    loaded = load_bank([path])
    assert ids(loaded) == []
    assert [(p.line, p.message) for p in loaded.problems] == [
        (1, "unknown field topics"),
        (3, "prompt is missing"),
        (3, "id must be lower-case letters and digits joined by hyphens"),
        (4, "unknown field promt"),
        (5, "key_points must be a list"),
        (6, "question 2 must be a mapping"),
        (9, "kind must be one of behavioural, hybrid, technical"),
        (12, "must must be true or false"),
        (13, "name is missing"),
        (13, "unknown field nam"),
        (14, "unknown field boss"),
        (15, "answer must be minutes and seconds"),
        (17, "ask is missing"),
    ]
    assert {p.line: p.hint for p in loaded.problems}[4] == "did you mean prompt?"


def test_second_question_with_same_id_is_skipped(tmp_path: Path) -> None:
    first = bank_of(tmp_path, question("same", number=1), name="1")
    second = bank_of(tmp_path, question("same", number=2), question("other"), name="2")
    loaded = load_bank([tmp_path])
    assert ids(loaded) == ["same", "other"]
    assert loaded.bank.by_id["same"].number == 1
    (problem,) = loaded.problems
    assert (problem.file, problem.line) == (str(second), 2)
    assert f"{first}:2" in problem.message
    assert problem.is_error


def test_second_question_with_same_number_loses_it(tmp_path: Path) -> None:
    first = bank_of(tmp_path, question("one", number=7), name="1")
    second = bank_of(tmp_path, question("two", number=7), name="2")
    loaded = load_bank([tmp_path])
    assert [(q.id, q.number) for q in loaded.bank.questions] == [("one", 7), ("two", None)]
    (problem,) = loaded.problems
    assert (problem.file, problem.line) == (str(second), 2)
    assert f"one at {first}:2" in problem.message
    assert problem.is_error


def test_duplicate_key_point_name_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "bad.yaml"
    path.write_text("questions:\n  - {id: a, prompt: b, key_points: [{name: One}, {name: one }]}\n")
    loaded = load_bank([path])
    assert ids(loaded) == []
    assert [(p.line, p.column, p.message) for p in loaded.problems] == [
        (2, 57, "duplicate key point name one")
    ]


@pytest.mark.parametrize("day", ["soon", "2027-02-30", "20270501", "2027-W01-1"])
def test_invalid_review_by_date_is_an_error(day: str, tmp_path: Path) -> None:
    loaded = load_bank([bank_of(tmp_path, question("one", review_by=day))])
    assert [(p.line, p.message) for p in loaded.problems] == [(5, "review_by must be a date")]
    assert ids(loaded) == []


@pytest.mark.parametrize(
    "field",
    [
        "weak_signs: [" + "x, " * 3000 + "x]",
        "weak_signs: [" + ("x" * 1900 + ", ") * 60 + "x]",
        "model_answer: {" + ", ".join(f"p{number}: {'x' * 16_000}" for number in range(10)) + "}",
    ],
)
def test_question_too_long_to_display_is_skipped(field: str, tmp_path: Path) -> None:
    path = bank_of(tmp_path, question("one"), question("two") + f"    {field}\n")
    loaded = load_bank([path])
    assert ids(loaded) == ["one"]
    assert [p.message for p in loaded.problems] == ["question 2 is too long to display"]


def test_hidden_characters_are_removed_with_a_warning(tmp_path: Path) -> None:
    path = tmp_path / "bad.yaml"
    path.write_text('questions:\n  - id: a\n    prompt: "Why\\e[31m?"\n    key_points: [{name: one}]\n')
    loaded = load_bank([path])
    assert loaded.bank.by_id["a"].prompt == "Why[31m?"
    (problem,) = loaded.problems
    assert (problem.line, problem.severity) == (3, "warning")


def test_anchor_only_skips_questions_that_use_it(tmp_path: Path) -> None:
    path = tmp_path / "bad.yaml"
    points = "key_points: [{name: one}]"
    path.write_text(
        "questions:\n"
        f"  - {{id: a, prompt: &p What?, {points}}}\n"
        f"  - {{id: b, prompt: *p, {points}}}\n"
        f"  - {{id: c, prompt: What?, {points}}}\n"
    )
    loaded = load_bank([path])
    assert ids(loaded) == ["c"]
    assert [p.line for p in loaded.problems] == [2, 3]


@pytest.mark.parametrize(
    "bad",
    [
        [question(f"q{number}", nmber=number) for number in range(3_000)],
        ["  - " + "\n    ".join(f"field{number}: x" for number in range(1_500)) + "\n"] * 3,
    ],
    ids=["questions", "fields"],
)
def test_thousands_of_errors_are_limited_and_cheap(
    bad: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    compared: list[str] = []

    def compare(name: str, _: object) -> str:
        compared.append(name)
        return ""

    monkeypatch.setattr(messages, "nearest_name", compare)
    loaded = load_bank([bank_of(tmp_path, *bad, question("good"))])
    assert ids(loaded) == ["good"]
    assert len(loaded.problems) == MAX_PROBLEMS + 1
    assert loaded.problems[-1].message == "there may be more"
    assert len(compared) <= MAX_PROBLEMS


def test_many_warnings_do_not_hide_an_error(tmp_path: Path) -> None:
    without_id = "  - prompt: What of {}?\n    key_points: [{{name: one}}]\n"
    questions = [without_id.format(f"number {number}") for number in range(300)]
    loaded = load_bank([bank_of(tmp_path, *questions, question("bad", number="x"))])
    assert len(loaded.bank.questions) == 300
    assert len(loaded.problems) == MAX_PROBLEMS + 2
    assert [problem.message for problem in loaded.problems if problem.is_error] == [
        "number must be a whole number from 1 to 99999",
        "there may be more",
    ]
    only_warnings = load_bank([bank_of(tmp_path, *questions)])
    assert all(problem.severity == "warning" for problem in only_warnings.problems)


# Random input


@given(st.data())
def test_mutated_bank_parses_without_exception(data: st.DataObject) -> None:
    mutated = bytearray(GOOD.encode())
    for _ in range(data.draw(st.integers(1, 6))):
        place = data.draw(st.integers(0, len(mutated) - 1))
        length = data.draw(st.integers(0, 8))
        mutated[place : place + length] = data.draw(
            st.one_of(
                st.binary(max_size=4),
                st.sampled_from([b"\n", b": ", b"- ", b"&a ", b"*a", b"{", b'"', b"\t"]),
            )
        )
    parts = parse_bank(bytes(mutated), Path("mutated.yaml"))
    questions, positions = parts["questions"], parts["positions"]
    assert isinstance(questions, list)
    assert isinstance(positions, list)
    assert len(questions) == len(positions)
    if len(questions) < 2:
        assert parts["problems"], "a question is missing without a problem"


@pytest.mark.parametrize("seed", range(20))
def test_mutated_file_does_not_affect_other_files(seed: int, tmp_path: Path) -> None:
    chance = random.Random(seed)
    mutated = list(GOOD)
    for _ in range(10):
        mutated[chance.randrange(len(mutated))] = chance.choice("\x00\x1b:-[]{}&*!|>'\"%@`\n\t x")
    bank_of(tmp_path, question("first"), name="1")
    (tmp_path / "2.yaml").write_text("".join(mutated))
    bank_of(tmp_path, question("last"), name="3")
    cache = tmp_path / "cache"
    for _ in ("parsed", "cached"):
        loaded = load_bank([tmp_path], cache)
        assert {"first", "last"} <= set(ids(loaded))
        assert set(loaded.places) == set(ids(loaded))


class UnsearchedTuple(tuple[str, ...]):
    """A tuple that is not searched: with one search per question, loading takes quadratic time."""

    def __contains__(self, item: object) -> bool:
        raise AssertionError("the tuple is searched")


def test_derived_ids_are_not_searched_per_question(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "mine.yaml"
    file.write_text("- Why?\n- How?\n", "utf-8")
    parsed = load_bank_file(file, None)
    assert isinstance(parsed, BankFile)
    listed = replace(parsed, without_id=UnsearchedTuple(parsed.without_id))
    monkeypatch.setattr("tpm_tui.storage.bank.loader.load_bank_file", lambda path, cache: listed)
    assert load_bank([file]).without_id == ("why", "how")
