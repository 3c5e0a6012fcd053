"""Redo in a session: one step restores everything a grade did, even after a restart or the session's end."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.practice.conftest import make_workspace
from tests.storage.stores import draft_texts
from tpm_tui.core.cards.events import Review
from tpm_tui.core.cards.grade import Grade
from tpm_tui.core.session.session import SessionPhase
from tpm_tui.practice.session import PracticeSession
from tpm_tui.practice.workspace import Workspace

QUEUE = ("late-crane", "two-captains", "tide-table")


def answer(practice_session: PracticeSession, text: str, grade: Grade = Grade.GOOD) -> None:
    practice_session.write(text)
    practice_session.save_draft()
    practice_session.reveal()
    practice_session.grade(grade)


def test_redo_restores_grade_and_position(workspace: Workspace) -> None:
    practice_session = PracticeSession(workspace, QUEUE)
    answer(practice_session, "first")
    answer(practice_session, "second", Grade.EASY)
    boxes, session = dict(workspace.store.cards), practice_session.session
    practice_session.undo()
    practice_session.undo()
    assert (practice_session.session.current, practice_session.session.draft) == ("late-crane", "first")
    assert workspace.store.cards["late-crane"].box == 0
    redone = [practice_session.redo(), practice_session.redo()]
    assert [each.answer for each in redone if isinstance(each, Review)] == ["first", "second"]
    assert workspace.store.cards == boxes
    assert practice_session.session == session
    assert draft_texts(workspace.store.drafts) == {}
    assert practice_session.redo() is None


def test_redo_in_next_session_restores_cards(tmp_path: Path) -> None:
    first = PracticeSession(make_workspace(tmp_path), QUEUE[:1])
    answer(first, "an answer")
    first.end()
    boxes = dict(first.workspace.store.cards)
    first.undo()
    first.save_all()
    second = PracticeSession(make_workspace(tmp_path), QUEUE[1:])
    assert second.redo() is not None
    assert second.workspace.store.cards == boxes
    assert (second.phase, second.session.current) == (SessionPhase.ASKING, "two-captains")
    assert draft_texts(second.workspace.store.drafts) == {}
    assert second.session.reviews == ()


def test_text_typed_after_undo_survives_redo(workspace: Workspace) -> None:
    practice_session = PracticeSession(workspace, QUEUE)
    answer(practice_session, "first")
    practice_session.undo()
    practice_session.resume_answer()
    practice_session.write("first, and a second thought")
    practice_session.save_draft()
    assert practice_session.redo() is not None
    assert practice_session.session.current == "two-captains"
    assert draft_texts(workspace.store.drafts) == {"late-crane": "first, and a second thought"}


def test_new_grade_leaves_nothing_to_redo(workspace: Workspace) -> None:
    practice_session = PracticeSession(workspace, QUEUE)
    answer(practice_session, "first")
    practice_session.undo()
    practice_session.grade(Grade.AGAIN)
    assert practice_session.redo() is None
    assert workspace.store.cards["late-crane"].box == 1


def test_redo_of_removed_question_still_counts(tmp_path: Path) -> None:
    first = PracticeSession(make_workspace(tmp_path), QUEUE)
    answer(first, "first")
    first.undo()
    first.save_all()
    bank = tmp_path / "harbour.yaml"
    lines = [line for line in bank.read_text("utf-8").splitlines(keepends=True) if "late-crane" not in line]
    bank.write_text("".join(lines), "utf-8")
    second = PracticeSession(make_workspace(tmp_path), QUEUE[1:])
    assert second.redo() is not None
    assert second.workspace.store.cards["late-crane"].box == 2


@pytest.mark.parametrize("graded", [False, True])
def test_redo_without_undo_changes_nothing(workspace: Workspace, graded: bool) -> None:
    practice_session = PracticeSession(workspace, QUEUE)
    if graded:
        answer(practice_session, "first")
    before = workspace.store.entries()
    assert practice_session.redo() is None
    assert workspace.store.entries() == before
