"""Doctor checks across files: bank, settings, themes, and history without a question."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.practice.conftest import make_workspace
from tests.storage.stores import draft_texts
from tpm_tui.core.cards.grade import Grade
from tpm_tui.practice.doctor import DoctorReport, check_everything
from tpm_tui.practice.session import PracticeSession
from tpm_tui.storage.backup.write import write_backup
from tpm_tui.storage.files.problem import Problem

CRANE = (
    '  - {id: late-crane, prompt: "The crane is five weeks late. And now?", key_points: [{name: notice}]}\n'
)


@pytest.fixture
def harbour(tmp_path: Path) -> Path:
    """A data folder with two answers, a draft and a backup."""
    workspace = make_workspace(tmp_path)
    practice_session = PracticeSession(workspace, ["late-crane", "two-captains", "tide-table"])
    for _ in range(2):
        practice_session.reveal()
        practice_session.grade(Grade.GOOD)
    practice_session.write("half a thought")
    practice_session.end()
    write_backup(workspace.paths, workspace.now())
    return tmp_path


def run_checks(home: Path) -> DoctorReport:
    return check_everything(make_workspace(home))


def check_after_bank_edit(home: Path, old: str, new: str) -> list[Problem]:
    bank = home / "harbour.yaml"
    assert old in bank.read_text("utf-8")
    bank.write_text(bank.read_text("utf-8").replace(old, new), "utf-8")
    return run_checks(home).problems


def test_valid_data_has_no_problems_and_is_counted(harbour: Path) -> None:
    report = run_checks(harbour)
    assert (report.problems, report.errors, report.answers, report.questions) == ([], [], 2, 2)


def test_history_of_removed_question_is_listed(harbour: Path) -> None:
    (problem,) = check_after_bank_edit(harbour, CRANE, "")
    assert (problem.check, problem.place, problem.severity) == ("orphans", "late-crane", "note")
    assert (
        problem.message
        == "this question is not in the bank; its history (1 answer) is kept in case it returns"
    )
    assert problem.hint == ""


def test_draft_of_removed_question_is_listed_and_kept(harbour: Path) -> None:
    (problem,) = check_after_bank_edit(harbour, "id: tide-table", "id: high-tide")
    assert (problem.check, problem.severity) == ("drafts", "note")
    assert "tide-table" in problem.message
    assert draft_texts(make_workspace(harbour).store.drafts) == {"tide-table": "half a thought"}


def test_renamed_question_is_found_by_its_wording(harbour: Path) -> None:
    (problem,) = check_after_bank_edit(harbour, "id: late-crane", "id: later-crane")
    assert problem.place == "late-crane"
    place = f"{harbour / 'harbour.yaml'}:3"
    assert problem.hint == (
        f"later-crane ({place}) has the same wording: to keep its progress, write id: late-crane"
    )


def test_renamed_question_is_found_by_similar_wording(harbour: Path) -> None:
    bank = harbour / "harbour.yaml"
    bank.write_text(bank.read_text("utf-8").replace("five weeks late", "six weeks late"), "utf-8")
    (problem,) = check_after_bank_edit(harbour, "id: late-crane", "id: later-crane")
    assert "has nearly the same wording" in problem.hint


def test_question_without_id_is_found_by_its_wording(harbour: Path) -> None:
    (problem,) = check_after_bank_edit(harbour, "id: late-crane, ", "")
    assert (problem.check, problem.severity) == ("bank", "warning")
    assert problem.hint == "write id: late-crane"


def test_problems_of_bank_and_settings_have_line_numbers(harbour: Path) -> None:
    (harbour / "config.yaml").write_text("per_day: 7\nthem: day\n", "utf-8")
    problems = check_after_bank_edit(harbour, "id: tide-table", "id: Tide Table")
    assert {(each.check, each.place.rpartition("/")[2], each.is_error) for each in problems} >= {
        ("bank", "harbour.yaml:5", True),
        ("config", "config.yaml:2", True),
    }


def test_unusable_data_folder_is_the_only_problem(harbour: Path) -> None:
    (harbour / "data").chmod(0o777)
    (problem,) = run_checks(harbour).problems
    assert "writable by all users" in problem.message
    assert run_checks(harbour).errors == [problem]


def test_missing_data_folder_has_no_problems(tmp_path: Path) -> None:
    assert run_checks(tmp_path).problems == []
    assert not (tmp_path / "data").exists()


def test_facts_study_sets_and_themes_are_checked(harbour: Path) -> None:
    folder = harbour / "bank"
    folder.mkdir()
    (harbour / "harbour.yaml").rename(folder / "harbour.yaml")
    (folder / "facts.yaml").write_text("facts: 3\n", "utf-8")
    (folder / "sets.yaml").symlink_to("nowhere")
    themes = make_workspace(harbour, folder).paths.themes
    themes.mkdir()
    (themes / "own.yaml").write_text("name: own\n", "utf-8")
    found = {
        Path(problem.place.partition(":")[0]).name: problem
        for problem in check_everything(make_workspace(harbour, folder)).errors
    }
    assert {name: problem.check for name, problem in found.items()} == {
        "facts.yaml": "bank",
        "sets.yaml": "bank",
        "own.yaml": "themes",
    }
    assert all(problem.hint for problem in found.values())
