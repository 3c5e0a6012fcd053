"""Redo in a session: one step for all that a grade did, also after a restart and after the end."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.practice.conftest import workspace_in
from tpm_tui.core.cards.grade import Grade
from tpm_tui.core.session.session import Phase
from tpm_tui.practice.session import Sitting
from tpm_tui.practice.workspace import Workspace

QUEUE = ("late-crane", "two-captains", "tide-table")


def answer(sitting: Sitting, text: str, grade: Grade = Grade.GOOD) -> None:
    sitting.write(text)
    sitting.save_draft()
    sitting.reveal()
    sitting.grade(grade)


def test_redo_brings_back_the_grade_and_goes_on_where_it_was(workspace: Workspace) -> None:
    sitting = Sitting(workspace, QUEUE)
    answer(sitting, "first")
    answer(sitting, "second", Grade.EASY)
    boxes, session = dict(workspace.store.cards), sitting.session
    sitting.undo()
    sitting.undo()
    assert (sitting.session.current, sitting.session.draft) == ("late-crane", "first")
    assert workspace.store.cards["late-crane"].box == 0
    assert [review.answer for review in (sitting.redo(), sitting.redo()) if review] == ["first", "second"]
    assert workspace.store.cards == boxes
    assert sitting.session == session
    assert workspace.store.drafts.newest() == {}
    assert sitting.redo() is None


def test_redo_after_a_restart_and_after_the_end(tmp_path: Path) -> None:
    first = Sitting(workspace_in(tmp_path), QUEUE[:1])
    answer(first, "an answer")
    first.end()
    boxes = dict(first.workspace.store.cards)
    first.undo()
    second = Sitting(workspace_in(tmp_path), QUEUE[1:])
    assert second.redo() is not None
    assert second.workspace.store.cards == boxes
    assert (second.phase, second.session.current) == (Phase.ASKING, "two-captains")
    assert second.workspace.store.drafts.newest() == {}
    assert second.session.reviews == ()


def test_what_was_typed_after_the_undo_outlives_the_redo(workspace: Workspace) -> None:
    sitting = Sitting(workspace, QUEUE)
    answer(sitting, "first")
    sitting.undo()
    sitting.resume()
    sitting.write("first, and a second thought")
    sitting.save_draft()
    assert sitting.redo() is not None
    assert sitting.session.current == "two-captains"
    assert workspace.store.drafts.newest() == {"late-crane": "first, and a second thought"}


def test_a_new_grade_leaves_nothing_to_redo(workspace: Workspace) -> None:
    sitting = Sitting(workspace, QUEUE)
    answer(sitting, "first")
    sitting.undo()
    sitting.grade(Grade.AGAIN)
    assert sitting.redo() is None
    assert workspace.store.cards["late-crane"].box == 1


def test_redo_of_a_question_that_left_the_bank_still_counts(tmp_path: Path) -> None:
    first = Sitting(workspace_in(tmp_path), QUEUE)
    answer(first, "first")
    first.undo()
    bank = tmp_path / "harbour.yaml"
    lines = [line for line in bank.read_text("utf-8").splitlines(keepends=True) if "late-crane" not in line]
    bank.write_text("".join(lines), "utf-8")
    second = Sitting(workspace_in(tmp_path), QUEUE[1:])
    assert second.redo() is not None
    assert second.workspace.store.cards["late-crane"].box == 2


@pytest.mark.parametrize("graded", [False, True])
def test_where_there_is_nothing_to_redo_nothing_happens(workspace: Workspace, graded: bool) -> None:
    sitting = Sitting(workspace, QUEUE)
    if graded:
        answer(sitting, "first")
    before = workspace.store.entries()
    assert sitting.redo() is None
    assert workspace.store.entries() == before
