"""`tpm-tui bank check`: review dates that are past, and questions without an id."""

from __future__ import annotations

import pytest

from tests.cli.conftest import Tpm

FACTS = """\
facts:
  - {id: CUL-1, name: Memo, status: P, text: Candour., review_by: "2026-12-01"}
  - {id: CUL-2, name: Figure, status: S, text: Seventy., review_by: "2027-05-01"}
"""
QUESTION = """\
questions:
  - id: memo
    prompt: What of the memo?
    review_by: "2026-12-01"
"""


@pytest.fixture
def folder(tpm: Tpm) -> Tpm:
    """Use a bank folder with facts."""
    tpm.bank = tpm.home / "own"
    tpm.bank.mkdir()
    (tpm.bank / "memo.yaml").write_text(QUESTION, "utf-8")
    (tpm.bank / "facts.yaml").write_text(FACTS, "utf-8")
    tpm.environ["TPM_TUI_BANK"] = str(tpm.bank)
    return tpm


CITES = "- {{id: a, prompt: Why?, key_points: [{{name: b, facts: [{}]}}]}}\n"


def test_shipped_facts_are_known(tpm: Tpm) -> None:
    tpm.bank.write_text(CITES.format("CUL-2"), "utf-8")
    assert tpm("bank", "check", str(tpm.bank)).out == "1 question, no errors.\n"
    assert "CUL-2" in tpm("bank", "show", "a").out


def test_unknown_facts_are_warnings(tpm: Tpm) -> None:
    tpm.bank.write_text(CITES.format("CUL-2, XYZ-1"), "utf-8")
    result = tpm("bank", "check", str(tpm.bank))
    assert f"{tpm.bank}:1:3: a cites unknown facts: XYZ-1: add the fact" in result.out


@pytest.mark.parametrize("now", ["2026-12-01T23:00:00+00:00", "2026-12-02T03:59:00+00:00"])
def test_review_date_is_not_past_on_its_study_day(folder: Tpm, now: str) -> None:
    result = folder("bank", "check", environ={"TPM_TUI_NOW": now})
    assert result.out == "1 question, no errors.\n"


def test_past_review_dates_are_warnings(folder: Tpm) -> None:
    result = folder("bank", "check", environ={"TPM_TUI_NOW": "2026-12-02T04:00:00+00:00"})
    hint = "check that it is still true, then write a later date"
    assert result.code == 0
    assert result.out.splitlines() == [
        f"warning: {folder.bank}/memo.yaml:2:5: memo was to be reviewed by 2026-12-01: {hint}",
        f"warning: {folder.bank}/facts.yaml:2:1: CUL-1 was to be reviewed by 2026-12-01: {hint}",
        "1 question, no errors.",
    ]


@pytest.mark.parametrize(("day", "mark"), [("01", ""), ("03", " (past)")])
def test_shown_question_is_marked_when_its_review_is_past(folder: Tpm, day: str, mark: str) -> None:
    shown = folder("bank", "show", "memo", environ={"TPM_TUI_NOW": f"2026-12-{day}T12:00:00+00:00"}).out
    assert f"check by: 2026-12-01{mark}" in shown.splitlines()


def test_json_lists_past_review_dates(folder: Tpm) -> None:
    content = folder("bank", "check", "--json", environ={"TPM_TUI_NOW": "2027-06-01T04:00:00+00:00"}).json()
    warnings = content["warnings"]
    assert isinstance(warnings, list)
    assert [text.split(" was ")[0].rpartition(" ")[2] for text in warnings] == ["memo", "CUL-1", "CUL-2"]
    assert content["ok"] is True


def test_plain_list_has_one_note_about_ids(tpm: Tpm) -> None:
    tpm.bank.write_text("- Why this job?\n- How do you plan?\n", "utf-8")
    result = tpm("bank", "check")
    hint = "progress is stored by wording; to reword a question, first write - {id: ..., prompt: ...}"
    assert result.code == 0
    assert result.out == f"note: {tpm.bank}: 2 questions without an id; {hint}\n2 questions, no errors.\n"


def test_plain_list_is_used_without_a_message(tpm: Tpm) -> None:
    tpm.bank.write_text("- Why this job?\n", "utf-8")
    result = tpm("bank", "list")
    assert (result.err, result.out.splitlines()[1:]) == ("", ["        -  why-this-job  Why this job?"])


def test_schema_is_printed(tpm: Tpm) -> None:
    assert "$schema" in tpm("bank", "schema").json()


def test_new_question_needs_no_key_points(tpm: Tpm) -> None:
    result = tpm("bank", "new", given="What went wrong?\n\n")
    assert result.code == 0
    file = tpm.data / "bank" / "my-questions.yaml"
    assert tpm("bank", "check", str(file)).out == "1 question, no errors.\n"


SAME = """\
questions:
  - {id: late, prompt: "Why was it late?"}
  - {id: other, prompt: "Who was it?"}
  - {id: again, prompt: "why  was it LATE"}
"""


def test_same_prompt_is_a_warning(tpm: Tpm) -> None:
    tpm.bank.write_text(SAME, "utf-8")
    result = tpm("bank", "check")
    assert result.code == 0
    assert result.out.splitlines() == [
        f"warning: {tpm.bank}:4:5: again has the same prompt as late at {tpm.bank}:2: remove one of them",
        "3 questions, no errors.",
    ]


def test_new_question_with_a_known_prompt_gets_a_warning(tpm: Tpm) -> None:
    prompt = "Two teams want opposite things; how does it end?"
    first = tpm("bank", "new", "--prompt", prompt, "--point", "the rule")
    assert (first.code, first.err) == (0, "Warning: two-goals has the same prompt; remove one of them\n")
    other = tpm("bank", "new", "--prompt", "Three teams?", "--point", "the rule")
    assert (other.code, other.err) == (0, "")


def test_prompts_without_a_word_are_not_compared(tpm: Tpm) -> None:
    tpm.bank.write_text('questions:\n  - {id: a, prompt: "?"}\n  - {id: b, prompt: "!"}\n', "utf-8")
    assert "same prompt" not in tpm("bank", "check").out


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (
            "\u00a0\u00a0\u00a0\u00a0title: T",
            "4:1: a no-break space (U+00A0) in the indentation: replace it with an ordinary space",
        ),
        (
            "    \u00a0label: T",
            "4:5: a no-break space (U+00A0) in the indentation: replace it with an ordinary space",
        ),
        ("    answer: T", "4:5: unknown field answer: did you mean model_answer?"),
        ("    points: [a]", "4:5: unknown field points: did you mean key_points?"),
    ],
)
def test_hint_of_an_unknown_field_names_its_cause(tpm: Tpm, line: str, message: str) -> None:
    tpm.bank.write_text(f"questions:\n  - id: a\n    prompt: P?\n{line}\n", "utf-8")
    assert f"{tpm.bank}:{message}" in tpm("bank", "check").out.splitlines()
