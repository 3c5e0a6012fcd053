"""When the current question is asked again: computed when needed, and again after changes."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.practice.conftest import make_workspace
from tpm_tui.core.cards.events import CardActionKind
from tpm_tui.core.cards.grade import Grade
from tpm_tui.core.plan.ahead import expected_day
from tpm_tui.practice.session import PracticeSession
from tpm_tui.practice.session_parts import expected_days
from tpm_tui.practice.workspace import Workspace


def session_of(workspace: Workspace, *, drill: bool = False) -> PracticeSession:
    return PracticeSession(workspace, ["late-crane", "two-captains"], drill=drill)


def days_of(session: PracticeSession) -> list[date | None]:
    return [expected.day for expected in session.expected_days.by_grade().values()]


def test_expected_days_are_due_days_within_the_budget(workspace: Workspace) -> None:
    by_grade = session_of(workspace).expected_days.by_grade()
    assert list(by_grade) == list(Grade)
    assert [each.day for each in by_grade.values()] == [date(2026, 11, day) for day in (23, 23, 24, 26)]
    assert all(each.is_due_day and not each.has_date for each in by_grade.values())


def test_expected_days_follow_the_interview_date(workspace: Workspace) -> None:
    session = session_of(workspace)
    days_of(session)
    workspace.paths.config.write_text('interview: "2026-11-25"\nper_day: 1\n', "utf-8")
    workspace.reload_config()
    assert days_of(session) == [None, None, date(2026, 11, 25), date(2026, 11, 25)]
    assert all(each.has_date for each in session.expected_days.by_grade().values())


def test_further_answer_of_a_day_keeps_its_due_day(workspace: Workspace) -> None:
    session = session_of(workspace)
    session.reveal()
    review = session.grade(Grade.GOOD)
    again = PracticeSession(workspace, ["late-crane"])
    assert {(each.day, each.due) for each in again.expected_days.by_grade().values()} == {
        (review.due, review.due)
    }


def test_expected_days_are_computed_once_for_each_state(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    computed: list[str] = []
    compute = expected_day.compute_expected_days

    def count(questions, cards, question, today, settings):  # type: ignore[no-untyped-def]
        computed.append(question)
        return compute(questions, cards, question, today, settings)

    monkeypatch.setattr(expected_day, "compute_expected_days", count)
    session = session_of(workspace)
    assert days_of(session) == days_of(session)
    assert computed == ["late-crane"]
    session.reveal()
    session.grade(Grade.GOOD)
    days_of(session)
    assert computed == ["late-crane", "two-captains"]


def test_drill_and_suspended_question_have_no_expected_day(workspace: Workspace) -> None:
    assert session_of(workspace, drill=True).expected_days.by_grade() == {}
    session = session_of(workspace)
    session.card_actions.act(CardActionKind.SUSPEND)
    suspended = PracticeSession(workspace, ["late-crane"])
    assert suspended.expected_days.by_grade() == {}


def test_end_of_session_has_no_expected_day(workspace: Workspace) -> None:
    assert PracticeSession(workspace, []).expected_days.by_grade() == {}


def test_days_are_slow_in_a_large_bank_until_they_are_known(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = session_of(make_workspace(tmp_path))
    assert not session.expected_days.is_slow()
    monkeypatch.setattr(expected_days, "MANY_QUESTIONS", 2)
    assert session.expected_days.is_slow()
    days_of(session)
    assert not session.expected_days.is_slow()
