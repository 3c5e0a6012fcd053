"""A question that lost its id in the file, or left the bank, keeps its history."""

from __future__ import annotations

from pathlib import Path

from tests.practice.conftest import BANK, workspace_in
from tpm_tui.core.cards.grade import Grade
from tpm_tui.practice.session import PracticeSession
from tpm_tui.practice.workspace import Workspace


def answered(home: Path, *questions: str) -> None:
    practice_session = PracticeSession(workspace_in(home), questions)
    for _ in questions:
        practice_session.reveal()
        practice_session.grade(Grade.EASY)
    practice_session.end()


def rewritten(home: Path, old: str, new: str) -> Workspace:
    bank = home / "harbour.yaml"
    assert old in bank.read_text("utf-8")
    bank.write_text(bank.read_text("utf-8").replace(old, new), "utf-8")
    return workspace_in(home)


def test_a_question_that_lost_its_id_is_known_by_its_wording_and_the_learner_is_told(tmp_path: Path) -> None:
    answered(tmp_path, "late-crane", "tide-table")
    workspace = rewritten(tmp_path, "id: late-crane, ", "")
    assert workspace.bank.order == ("late-crane", "two-captains", "tide-table")
    assert workspace.card(workspace.bank.questions[0]).box == 3
    (told,) = [problem for problem in workspace.loaded_bank.problems if problem.line]
    assert (told.line, told.warning) == (3, True)
    assert told.message == "question 1 has no id; by its wording it is late-crane"
    assert told.hint == "write id: late-crane"
    assert workspace.loaded_bank.places["late-crane"].line == 3
    assert "late-crane" not in workspace.agenda().queue


def test_also_by_a_variant_and_whatever_its_case_and_spacing(tmp_path: Path) -> None:
    workspace_in(tmp_path)
    variant = "variants: ['And how would you tell the captains?'], "
    rewritten(tmp_path, "{id: late-crane, ", "{id: late-crane, " + variant)
    answered(tmp_path, "late-crane")
    other = '{prompt: "the  crane is five weeks LATE. And now?", '
    workspace = rewritten(
        tmp_path, "{id: late-crane, " + variant + 'prompt: "The crane is five weeks late. And now?", ', other
    )
    assert "late-crane" in workspace.bank.by_id


def test_a_question_with_an_id_of_its_own_is_another_question(tmp_path: Path) -> None:
    answered(tmp_path, "late-crane")
    workspace = rewritten(tmp_path, "id: late-crane", "id: later-crane")
    assert workspace.bank.order[0] == "later-crane"
    assert workspace.card(workspace.bank.questions[0]).box == 0


def test_a_question_that_never_had_an_id_keeps_the_one_it_was_given(tmp_path: Path) -> None:
    (tmp_path / "harbour.yaml").write_text(BANK.replace("id: late-crane, ", ""), "utf-8")
    (first, *_) = workspace_in(tmp_path).bank.order
    answered(tmp_path, first, "tide-table")
    workspace = rewritten(tmp_path, "id: tide-table, ", "")
    assert workspace.bank.order == (first, "two-captains", "tide-table")


def test_a_question_that_was_answered_under_both_ids_stays_what_it_is(tmp_path: Path) -> None:
    (tmp_path / "harbour.yaml").write_text(BANK.replace("id: late-crane, ", ""), "utf-8")
    (first, *_) = workspace_in(tmp_path).bank.order
    answered(tmp_path, first)
    (tmp_path / "harbour.yaml").write_text(BANK, "utf-8")
    answered(tmp_path, "late-crane")
    answered(tmp_path, "tide-table")
    workspace = rewritten(tmp_path, "id: late-crane, ", "")
    assert workspace.bank.order[0] == first


def test_without_any_history_an_id_is_made_of_the_prompt(tmp_path: Path) -> None:
    (tmp_path / "harbour.yaml").write_text(BANK.replace("id: late-crane, ", ""), "utf-8")
    assert workspace_in(tmp_path).bank.order[0] == "the-crane-is-five-weeks-late-and-now"
    assert not (tmp_path / "data").exists()


def test_progress_that_cannot_be_used_leaves_the_bank_usable(tmp_path: Path) -> None:
    (tmp_path / "harbour.yaml").write_text(BANK.replace("id: late-crane, ", ""), "utf-8")
    (tmp_path / "data").write_text("not a folder", "utf-8")
    assert len(workspace_in(tmp_path).bank.questions) == 3


def test_a_question_that_left_the_bank_comes_back_with_its_box(tmp_path: Path) -> None:
    answered(tmp_path, "late-crane")
    whole = (tmp_path / "harbour.yaml").read_text("utf-8")
    line = next(line for line in whole.splitlines(keepends=True) if "late-crane" in line)
    without = rewritten(tmp_path, line, "")
    assert "late-crane" not in without.bank.by_id
    answered(tmp_path, "tide-table")
    without.store.checkpoint()
    (tmp_path / "harbour.yaml").write_text(whole, "utf-8")
    again = workspace_in(tmp_path)
    assert again.card(again.bank.by_id["late-crane"]).box == 3
    assert [review.question for review in PracticeSession(again, ()).past("late-crane").attempts] == [
        "late-crane"
    ]
