"""Progress of questions whose id was removed from the file, or that were removed from the bank."""

from __future__ import annotations

from pathlib import Path

from tests.practice.conftest import BANK, make_workspace
from tpm_tui.core.cards.grade import Grade
from tpm_tui.practice.session import PracticeSession
from tpm_tui.practice.workspace import Workspace


def answer_in_session(home: Path, *questions: str) -> None:
    practice_session = PracticeSession(make_workspace(home), questions)
    for _ in questions:
        practice_session.reveal()
        practice_session.grade(Grade.EASY)
    practice_session.end()


def edit_bank(home: Path, old: str, new: str) -> Workspace:
    bank = home / "harbour.yaml"
    assert old in bank.read_text("utf-8")
    bank.write_text(bank.read_text("utf-8").replace(old, new), "utf-8")
    return make_workspace(home)


def test_removed_id_is_restored_by_wording_with_a_warning(tmp_path: Path) -> None:
    answer_in_session(tmp_path, "late-crane", "tide-table")
    workspace = edit_bank(tmp_path, "id: late-crane, ", "")
    assert workspace.bank.order == ("late-crane", "two-captains", "tide-table")
    assert workspace.card(workspace.bank.questions[0]).box == 3
    (warning,) = [problem for problem in workspace.loaded_bank.problems if problem.line]
    assert (warning.line, warning.severity) == (3, "warning")
    assert warning.message == "question 1 has no id; its wording matches late-crane"
    assert warning.hint == "write id: late-crane"
    assert workspace.loaded_bank.places["late-crane"].line == 3
    assert "late-crane" not in workspace.agenda().queue


def test_wording_match_ignores_case_and_whitespace(tmp_path: Path) -> None:
    make_workspace(tmp_path)
    variant = "variants: ['And how would you tell the captains?'], "
    edit_bank(tmp_path, "{id: late-crane, ", "{id: late-crane, " + variant)
    answer_in_session(tmp_path, "late-crane")
    other = '{prompt: "the  crane is five weeks LATE. And now?", '
    workspace = edit_bank(
        tmp_path, "{id: late-crane, " + variant + 'prompt: "The crane is five weeks late. And now?", ', other
    )
    assert "late-crane" in workspace.bank.by_id


def test_question_with_another_id_is_a_new_question(tmp_path: Path) -> None:
    answer_in_session(tmp_path, "late-crane")
    workspace = edit_bank(tmp_path, "id: late-crane", "id: later-crane")
    assert workspace.bank.order[0] == "later-crane"
    assert workspace.card(workspace.bank.questions[0]).box == 0


def test_question_without_id_keeps_its_generated_id(tmp_path: Path) -> None:
    (tmp_path / "harbour.yaml").write_text(BANK.replace("id: late-crane, ", ""), "utf-8")
    (first, *_) = make_workspace(tmp_path).bank.order
    answer_in_session(tmp_path, first, "tide-table")
    workspace = edit_bank(tmp_path, "id: tide-table, ", "")
    assert workspace.bank.order == (first, "two-captains", "tide-table")


def test_question_answered_under_both_ids_is_unchanged(tmp_path: Path) -> None:
    (tmp_path / "harbour.yaml").write_text(BANK.replace("id: late-crane, ", ""), "utf-8")
    (first, *_) = make_workspace(tmp_path).bank.order
    answer_in_session(tmp_path, first)
    (tmp_path / "harbour.yaml").write_text(BANK, "utf-8")
    answer_in_session(tmp_path, "late-crane")
    answer_in_session(tmp_path, "tide-table")
    workspace = edit_bank(tmp_path, "id: late-crane, ", "")
    assert workspace.bank.order[0] == first


def test_without_history_the_id_comes_from_the_prompt(tmp_path: Path) -> None:
    (tmp_path / "harbour.yaml").write_text(BANK.replace("id: late-crane, ", ""), "utf-8")
    assert make_workspace(tmp_path).bank.order[0] == "the-crane-is-five-weeks-late-and-now"
    assert not (tmp_path / "data").exists()


def test_unusable_data_folder_leaves_the_bank_usable(tmp_path: Path) -> None:
    (tmp_path / "harbour.yaml").write_text(BANK.replace("id: late-crane, ", ""), "utf-8")
    (tmp_path / "data").write_text("not a folder", "utf-8")
    assert len(make_workspace(tmp_path).bank.questions) == 3


def test_question_returning_to_the_bank_keeps_its_box(tmp_path: Path) -> None:
    answer_in_session(tmp_path, "late-crane")
    whole = (tmp_path / "harbour.yaml").read_text("utf-8")
    line = next(line for line in whole.splitlines(keepends=True) if "late-crane" in line)
    without = edit_bank(tmp_path, line, "")
    assert "late-crane" not in without.bank.by_id
    answer_in_session(tmp_path, "tide-table")
    without.store.checkpoint()
    (tmp_path / "harbour.yaml").write_text(whole, "utf-8")
    again = make_workspace(tmp_path)
    assert again.card(again.bank.by_id["late-crane"]).box == 3
    history = PracticeSession(again, ()).history_of("late-crane")
    assert [review.question for review in history.attempts] == ["late-crane"]
