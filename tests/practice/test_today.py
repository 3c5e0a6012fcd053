"""Loading what Today shows."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from tests.practice.conftest import NOW, make_workspace
from tests.storage.stores import add_reviews, review
from tpm_tui.core.cards.events import Review, SessionStart
from tpm_tui.practice import today as loading
from tpm_tui.practice.statistics import load_statistics
from tpm_tui.practice.today import load_today, load_today_details
from tpm_tui.practice.workspace import Workspace

TODAY = NOW.date()


def answers(days: int, a_day: int = 1, session: str = "s1") -> list[Review]:
    """Return reviews on the days up to yesterday, oldest first."""
    return [
        review("late-crane", day=TODAY - timedelta(days=ago), at=NOW - timedelta(days=ago), session=session)
        for ago in range(days, 0, -1)
        for _ in range(a_day)
    ]


def add_start(workspace: Workspace, day: date = TODAY) -> None:
    queue = ("late-crane", "two-captains", "tide-table")
    entry = SessionStart(
        id="start", at=NOW, day=day, session="0123456789abcdef", mode="practice", queue=queue
    )
    workspace.store.commit(entry)


def test_first_run_has_everything_ahead(workspace: Workspace) -> None:
    today = load_today(workspace)
    assert today.summary.is_first_run
    assert (today.summary.agenda, today.summary.streak) == (workspace.agenda(), 0)
    assert (today.unfinished, today.left, today.past_date) == (None, 0, None)
    details = load_today_details(workspace)
    assert (details.weak_points, details.difference, details.streak) == ((), None, 0)


def test_unfinished_session_has_its_questions_left(workspace: Workspace) -> None:
    add_start(workspace)
    add_reviews(workspace.store, replace(review("late-crane", day=TODAY, at=NOW), session="0123456789abcdef"))
    today = load_today(workspace)
    assert not today.summary.is_first_run
    assert today.left == 2
    assert today.unfinished is not None
    assert today.unfinished.queue == ("two-captains", "tide-table")


def test_past_interview_is_reported(tmp_path: Path) -> None:
    (tmp_path / "config.yaml").write_text("interview: 2026-11-20\n", "utf-8")
    today = load_today(make_workspace(tmp_path))
    assert today.past_date == today.summary.past
    assert today.summary.past is not None
    assert today.summary.past.day == date(2026, 11, 20)


@pytest.mark.parametrize(("count", "days", "a_day"), [(3, 2, 1), (2, 9, 1), (1, 4, 5), (11, 6, 2)])
def test_figures_do_not_depend_on_how_many_are_read(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch, count: int, days: int, a_day: int
) -> None:
    add_reviews(workspace.store, *answers(days, a_day))
    whole, details = load_today(workspace).summary, load_today_details(workspace)
    monkeypatch.setattr(loading, "REVIEWS_NEEDED", count)
    monkeypatch.setattr(loading, "DETAIL_REVIEWS", count)
    few = load_today(workspace).summary
    assert few.streak in (None, whole.streak)
    assert few.week == whole.week
    assert load_today_details(workspace).streak == details.streak == whole.streak == days


@pytest.mark.parametrize("minutes", [0, 20])
def test_minutes_use_the_learners_own_times(tmp_path: Path, minutes: int) -> None:
    (tmp_path / "config.yaml").write_text(f"minutes_per_day: {minutes}\n", "utf-8")
    workspace = make_workspace(tmp_path)
    old = [replace(each, seconds=600, question=f"old-{n}") for n, each in enumerate(answers(20))]
    add_reviews(workspace.store, *old, review("late-crane", day=TODAY, at=NOW))
    times, agenda = workspace.answer_times(), workspace.agenda()
    seconds = agenda.due * times.repeated + agenda.new * times.new
    assert times.new == 600
    assert load_today(workspace).summary.minutes == -(-seconds // 60)


def test_figures_are_those_of_the_statistics(workspace: Workspace) -> None:
    add_reviews(workspace.store, *answers(3, 2), review("two-captains", day=TODAY, at=NOW, session="s2"))
    stats = load_statistics(workspace)
    summary, details = load_today(workspace).summary, load_today_details(workspace)
    assert (summary.streak, summary.ready, summary.met) == (stats.streak, stats.ready, stats.seen)
    assert sum(day.answers for day in summary.week) == stats.answers_this_week == 7
    assert (details.streak, summary.last.session if summary.last else "") == (4, "s2")
