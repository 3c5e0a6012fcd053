"""The queue of the questions in a box."""

from __future__ import annotations

from pathlib import Path

from tests.ui.practice_pilot import MovableClock, answer, make_workspace
from tpm_tui.core.cards.grade import Grade
from tpm_tui.practice.queue import box_queue


def test_box_queue_has_the_questions_of_the_box(tmp_path: Path) -> None:
    clock = MovableClock()
    workspace = make_workspace(tmp_path, clock)
    answer(workspace, "late-crane", Grade.AGAIN)
    answer(workspace, "tide-table", Grade.EASY)
    clock.advance(days=1)
    assert box_queue(workspace, 1) == ["late-crane"]
    assert box_queue(workspace, 3) == ["tide-table"]
    assert set(box_queue(workspace, 0)) == {"two-captains", "early-frost", "picking-order"}
    assert box_queue(workspace, 2) == []


def test_last_box_has_those_of_boxes_that_are_gone(tmp_path: Path) -> None:
    clock = MovableClock()
    workspace = make_workspace(tmp_path, clock, config="intervals: [1, 2]\n")
    answer(workspace, "late-crane", Grade.EASY)
    clock.advance(days=1)
    assert box_queue(workspace, 2) == ["late-crane"]
