"""Written reports follow the history after undo and redo."""

from __future__ import annotations

from pathlib import Path

from tests.practice.conftest import make_workspace
from tests.practice.test_redo import answer
from tpm_tui.practice.session import PracticeSession
from tpm_tui.practice.workspace import Workspace


def test_report_follows_undo_of_its_only_grade(workspace: Workspace) -> None:
    practice_session = PracticeSession(workspace, ["late-crane"])
    answer(practice_session, "we moved the berth")
    path = practice_session.end()
    assert path is not None
    assert "we moved the berth" in path.read_text("utf-8")
    practice_session.undo()
    practice_session.end()
    assert "we moved the berth" not in path.read_text("utf-8")


def test_earlier_report_follows_undo_and_redo_in_later_session(tmp_path: Path) -> None:
    earlier = PracticeSession(make_workspace(tmp_path), ["late-crane"])
    answer(earlier, "we moved the berth")
    path = earlier.end()
    assert path is not None
    later = PracticeSession(make_workspace(tmp_path), ["tide-table"])
    later.undo()
    assert later.end() is None
    assert "we moved the berth" not in path.read_text("utf-8")
    again = PracticeSession(make_workspace(tmp_path), ["tide-table"])
    again.redo()
    again.end()
    assert "we moved the berth" in path.read_text("utf-8")


def test_session_without_grades_has_no_report(workspace: Workspace) -> None:
    practice_session = PracticeSession(workspace, ["late-crane"])
    practice_session.write("words")
    assert practice_session.end() is None
    assert not workspace.paths.reports.exists()
