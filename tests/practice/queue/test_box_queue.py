"""The queue of the questions in a box."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from tests.ui.practice_pilot import MovableClock, answer, make_workspace
from tpm_tui.core.cards.card import Card
from tpm_tui.core.cards.grade import Grade
from tpm_tui.core.cards.leitner import Schedule
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
    workspace = make_workspace(tmp_path, MovableClock(), config="intervals: [1, 2]\n")
    long_ago = date(2026, 11, 1)
    schedule = Schedule(box=5, last=long_ago, day=long_ago, reviews=1, review="r", grade=Grade.EASY)
    workspace.store.cards["late-crane"] = Card("late-crane", schedule)
    assert box_queue(workspace, 2) == ["late-crane"]
