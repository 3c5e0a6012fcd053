"""Entries that are plain texts, ids derived from prompts, and fields of version 0.1."""

from __future__ import annotations

from pathlib import Path

import pytest

from tpm_tui.core.bank.question import Question
from tpm_tui.storage.bank.loader import LoadedBank, load_bank


def load(folder: Path, text: str) -> LoadedBank:
    path = folder / "mine.yaml"
    path.write_text(text, "utf-8")
    return load_bank([path])


def ids(loaded: LoadedBank) -> list[str]:
    return [question.id for question in loaded.bank.questions]


@pytest.mark.parametrize(
    "text",
    [
        "- Why here?\n- How do you plan?\n",
        "questions:\n- Why here?\n- How do you plan?\n",
        'questions: ["Why here?", "How do you plan?"]',
        "- prompt: Why here?\n- How do you plan?\n",
    ],
)
def test_plain_list_of_questions_is_a_bank(text: str, tmp_path: Path) -> None:
    loaded = load(tmp_path, text)
    assert loaded.problems == ()
    assert loaded.bank.questions == (
        Question("why-here", "Why here?", topic="mine"),
        Question("how-do-you-plan", "How do you plan?", topic="mine"),
    )
    assert loaded.without_id == ("why-here", "how-do-you-plan")
    assert loaded.bank.topics[0].id == "mine"


def test_texts_and_full_questions_can_be_mixed(tmp_path: Path) -> None:
    loaded = load(tmp_path, "- Why here?\n- {id: plan, prompt: How?, key_points: [{name: range}]}\n")
    assert ids(loaded) == ["why-here", "plan"]
    assert [(place.line, place.column) for place in loaded.places.values()] == [(1, 3), (2, 3)]


def test_empty_list_gives_a_warning(tmp_path: Path) -> None:
    (problem,) = load(tmp_path, "[]").problems
    assert (problem.message, problem.severity) == ("the file has no questions", "warning")


def test_missing_id_is_reported_if_there_are_other_fields(tmp_path: Path) -> None:
    (problem,) = load(tmp_path, "- prompt: Why?\n  kind: hybrid\n").problems
    assert (problem.message, problem.hint, problem.severity) == (
        "question 1 has no id",
        "write id: why",
        "warning",
    )


NOT_A_LIST = "the file is a text, not a list of questions"


@pytest.mark.parametrize(
    "text",
    ["Why?\nHow?\n", "1. Why?\n2. How?\n", "-Why?\n-How?\n", "Why?\n- How?\n"],
)
def test_lines_without_a_list_mark_get_a_hint(text: str, tmp_path: Path) -> None:
    (problem,) = load(tmp_path, text).problems
    assert (problem.line, problem.message, problem.is_error) == (1, NOT_A_LIST, True)
    assert problem.hint == "write `- ` before each question"


def test_text_with_a_colon_outside_a_list_gets_a_hint(tmp_path: Path) -> None:
    (problem,) = load(tmp_path, "Speed or quality: which?\n").problems
    assert (problem.message, problem.hint) == (NOT_A_LIST, 'write - "Speed or quality: which?"')


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("prompt: Why?\n", "write `- prompt:`, and two spaces before the lines below it"),
        (
            "id: why\nprompt: Why?\nkind: hybrid\n",
            "write `- id:`, and two spaces before the lines below it",
        ),
        ("version: 1\nprompt: Why?\n", "write questions: and below it `- prompt: ...`"),
        ("topic: mine\nprompt: Why?\n", "write questions: and below it `- prompt: ...`"),
    ],
)
def test_question_outside_a_list_gets_a_hint(text: str, hint: str, tmp_path: Path) -> None:
    (problem,) = load(tmp_path, text).problems
    assert (problem.message, problem.hint) == ("a question must be an item of a list", hint)


def test_facts_of_a_question_get_a_hint(tmp_path: Path) -> None:
    (problem,) = load(tmp_path, "- {id: a, prompt: Why?, facts: [CUL-2]}\n").problems
    assert (problem.message, problem.hint) == (
        "unknown field facts",
        "write facts: in an item of key_points, or in netflix_lens",
    )


@pytest.mark.parametrize(
    ("entry", "hint"),
    [
        ("This or that: which?", 'write "This or that: which?"'),
        ("Describe the following:", 'write "Describe the following:"'),
    ],
)
def test_text_with_a_colon_needs_quotes(entry: str, hint: str, tmp_path: Path) -> None:
    loaded = load(tmp_path, f"- {entry}\n- Why?\n")
    assert ids(loaded) == ["why"]
    error = next(problem for problem in loaded.problems if problem.is_error)
    assert (error.line, error.message, error.hint) == (1, "question 1 has a colon and needs quotes", hint)


@pytest.mark.parametrize(
    ("field", "meant"), [("promt", "prompt"), ("question", "prompt"), ("Key points", "key_points")]
)
def test_misspelled_field_is_not_taken_for_a_text(field: str, meant: str, tmp_path: Path) -> None:
    found = [(problem.message, problem.hint) for problem in load(tmp_path, f"- {field}: What?\n").problems]
    assert (f"unknown field {field}", f"did you mean {meant}?") in found


@pytest.mark.parametrize("entry", ["[Why?]", '""', '"   "', "{kind: hybrid}"])
def test_entry_without_prompt_is_an_error(entry: str, tmp_path: Path) -> None:
    loaded = load(tmp_path, f"- {entry}\n- Why?\n")
    assert ids(loaded) == ["why"]
    assert all(problem.line == 1 and problem.is_error for problem in loaded.problems)


# Derived ids


LONG = "Tell me about a long program which took years and years of patient "


def test_prompts_with_equal_start_get_different_ids(tmp_path: Path) -> None:
    loaded = load(tmp_path, f"- {LONG}work\n- {LONG}waiting\n")
    first, second = ids(loaded)
    assert first != second
    assert all(id.startswith("tell-me-about-a-long-program-which-") and len(id) <= 60 for id in ids(loaded))
    assert loaded.problems == ()


def test_derived_ids_do_not_depend_on_the_order(tmp_path: Path) -> None:
    one, other = f"- {LONG}work\n", f"- {LONG}waiting\n"
    assert (
        sorted(ids(load(tmp_path, one + other))) == sorted(ids(load(tmp_path, other + "- Why?\n" + one)))[:2]
    )


def test_derived_id_differs_from_written_ids(tmp_path: Path) -> None:
    loaded = load(tmp_path, "- Why?\n- {id: why, prompt: Why not?}\n")
    assert ids(loaded)[1] == "why"
    assert ids(loaded)[0].startswith("why-")
    assert loaded.problems == ()


def test_repeated_prompt_is_skipped(tmp_path: Path) -> None:
    loaded = load(tmp_path, "- Why?\n- Why?\n")
    assert ids(loaded) == ["why"]
    assert ["the id why is already used" in problem.message for problem in loaded.problems] == [True]


# Fields of version 0.1


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("success", "success"),
        ("mixed", "mixed"),
        ("late", "mixed"),
        ("partial", "mixed"),
        ("cancelled", "failure"),
        ("canceled", "failure"),
        ("failed", "failure"),
    ],
)
def test_sample_becomes_world_and_outcome(old: str, new: str, tmp_path: Path) -> None:
    loaded = load(tmp_path, f"- {{id: a, prompt: Why?, sample: {{world: games, outcome: {old}}}}}\n")
    assert loaded.problems == ()
    assert loaded.bank.questions == (Question("a", "Why?", world="games", outcome=new, topic="mine"),)  # type: ignore[arg-type]


def test_world_and_outcome_win_over_sample(tmp_path: Path) -> None:
    both = "- {id: a, prompt: Why?, world: maps, sample: {world: games, outcome: late}}\n"
    (question,) = load(tmp_path, both).bank.questions
    assert (question.world, question.outcome) == ("maps", "mixed")


def test_errors_in_sample_have_their_place(tmp_path: Path) -> None:
    loaded = load(tmp_path, "- id: a\n  prompt: Why?\n  sample: {world: games, outcome: lat}\n- Why?\n")
    (problem,) = loaded.problems
    assert (problem.line, problem.hint) == (3, "did you mean late?")
    assert ids(loaded) == ["why"]


@pytest.mark.parametrize(
    ("value", "hint"),
    [
        ("late", "did you mean mixed?"),
        ("Partial", "did you mean mixed?"),
        ("cancelled", "did you mean failure?"),
        ("canceled", "did you mean failure?"),
        ("failed", "did you mean failure?"),
        ("sucess", "did you mean success?"),
        ("unclear", "write outcome: failure, mixed or success"),
    ],
)
def test_hint_for_an_unknown_outcome(value: str, hint: str, tmp_path: Path) -> None:
    (problem,) = load(tmp_path, f"- {{id: a, prompt: Why?, outcome: {value}}}\n").problems
    assert (problem.message, problem.hint) == ("outcome must be one of failure, mixed, success", hint)
