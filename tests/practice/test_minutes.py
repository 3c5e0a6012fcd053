"""Minutes per day: planned by the times that the learner's own answers took."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from tests.practice.conftest import NOW, make_workspace
from tests.storage.stores import add_reviews, review
from tpm_tui.core.plan.budget import AnswerTimes
from tpm_tui.practice.queue import limit_to_minutes
from tpm_tui.practice.workspace import Workspace

YESTERDAY = NOW - timedelta(days=1)


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """A workspace with 8 minutes per day, whose learner took 6 minutes for each of 20 first answers."""
    (tmp_path / "config.yaml").write_text("minutes_per_day: 8\n", "utf-8")
    workspace = make_workspace(tmp_path)
    old = [review(f"old-{n}", day=YESTERDAY.date(), at=YESTERDAY) for n in range(20)]
    add_reviews(workspace.store, *(replace(each, seconds=360) for each in old))
    return workspace


def test_plan_by_minutes_uses_the_learners_own_times(workspace: Workspace) -> None:
    assert workspace.answer_times() == AnswerTimes(360, 180)
    assert workspace.plan_settings.time
    assert workspace.agenda().queue == ("late-crane",)


def test_times_are_estimated_once_a_day(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    times = workspace.answer_times()
    monkeypatch.setattr(workspace.store, "reviews_before", None)
    assert workspace.answer_times() is times


def test_plan_by_answers_reads_no_history(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    workspace = make_workspace(tmp_path)
    monkeypatch.setattr(workspace.store, "reviews_before", None)
    assert workspace.plan_settings.time is None
    assert (workspace.plan_settings.budget, len(workspace.agenda().queue)) == (10, 3)


@pytest.mark.parametrize(("minutes", "expected"), [(0.1, 1), (11, 1), (12, 2), (60, 3)])
def test_queue_is_limited_by_the_learners_own_times(
    workspace: Workspace, minutes: float, expected: int
) -> None:
    assert limit_to_minutes(workspace, workspace.bank.order, minutes) == list(workspace.bank.order[:expected])
