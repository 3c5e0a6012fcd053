"""The line after a run: what was answered in it, and its newest report."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.practice.conftest import make_workspace
from tpm_tui.core.cards.grade import Grade
from tpm_tui.practice.session import PracticeSession
from tpm_tui.practice.start.run_result import describe_run
from tpm_tui.practice.workspace import Workspace


def answer(workspace: Workspace, question: str, *points: str) -> PracticeSession:
    session = PracticeSession(workspace, [question])
    session.write("words")
    session.reveal()
    for point in points:
        session.tick(point)
    session.grade(Grade.GOOD)
    return session


def test_nothing_done_is_an_empty_line(workspace: Workspace) -> None:
    assert describe_run(workspace) == ""


def test_answers_and_report_of_this_run_are_named(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(workspace.paths.data.parent))
    answer(workspace, "late-crane", "notice").end()
    session = answer(workspace, "two-captains")
    path = session.end()
    assert path is not None
    assert describe_run(workspace) == f"2 answers, 50 % of points. Newest report: ~/data/reports/{path.name}"


def test_undone_answers_and_other_runs_do_not_count(tmp_path: Path) -> None:
    answer(make_workspace(tmp_path), "late-crane").end()
    workspace = make_workspace(tmp_path)
    session = answer(workspace, "two-captains")
    session.undo()
    assert describe_run(workspace) == ""
