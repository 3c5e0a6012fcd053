"""What the written reports say after a grade was taken back: the same as the history."""

from __future__ import annotations

from pathlib import Path

from tests.practice.conftest import workspace_in
from tests.practice.test_redo import answer
from tpm_tui.practice.session import PracticeSession
from tpm_tui.practice.workspace import Workspace


def test_a_report_follows_the_undo_of_the_only_grade_in_it(workspace: Workspace) -> None:
    practice_session = PracticeSession(workspace, ["late-crane"])
    answer(practice_session, "we moved the berth")
    path = practice_session.end()
    assert path is not None
    assert "we moved the berth" in path.read_text("utf-8")
    practice_session.undo()
    practice_session.end()
    assert "we moved the berth" not in path.read_text("utf-8")


def test_a_report_of_an_earlier_session_follows_undo_and_redo_in_a_later_one(tmp_path: Path) -> None:
    earlier = PracticeSession(workspace_in(tmp_path), ["late-crane"])
    answer(earlier, "we moved the berth")
    path = earlier.end()
    assert path is not None
    later = PracticeSession(workspace_in(tmp_path), ["tide-table"])
    later.undo()
    assert later.end() is None
    assert "we moved the berth" not in path.read_text("utf-8")
    again = PracticeSession(workspace_in(tmp_path), ["tide-table"])
    again.redo()
    again.end()
    assert "we moved the berth" in path.read_text("utf-8")


def test_where_nothing_was_graded_there_is_no_report(workspace: Workspace) -> None:
    practice_session = PracticeSession(workspace, ["late-crane"])
    practice_session.write("words")
    assert practice_session.end() is None
    assert not workspace.paths.reports.exists()
