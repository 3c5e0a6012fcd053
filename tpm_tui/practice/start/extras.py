"""What Today shows in addition to `practice/today.py`, loaded after the first frame."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from tpm_tui.core.mock.interview import Mock
from tpm_tui.core.reports.today.details import TodayDetails
from tpm_tui.exchange.plan.sentences import skip_lines
from tpm_tui.practice.mock.start import load_saved_mock
from tpm_tui.practice.records.second_marking import find_due_answer
from tpm_tui.practice.today import load_today_details
from tpm_tui.practice.workspace import Workspace


class DayLoad(Struct, frozen=True):
    """How much a day ahead has to do."""

    day: date
    answers: int


class TodayExtras(Struct, frozen=True):
    """The part of Today that takes longer to load."""

    details: TodayDetails
    study_sets: int
    """Number of study sets of the bank."""
    mock: Mock | None
    """The mock interview that was stopped, if there is one."""
    has_old_answer: bool = False
    """Whether an old answer is offered to be marked again."""
    plan: tuple[str, ...] = ()
    """The forecast, and what it costs to skip today."""
    ahead: tuple[DayLoad, ...] = ()
    """The days from today on."""


def load_extras(workspace: Workspace) -> TodayExtras:
    """Return the extras. May be called in a thread.

    Raises:
        DataFolderError: the history or the file of the mock interview cannot be read.
    """
    saved, _ = load_saved_mock(workspace)
    plan, ahead = _load_plan(workspace)
    return TodayExtras(
        details=load_today_details(workspace),
        study_sets=len(workspace.study_sets),
        mock=saved.mock,
        has_old_answer=find_due_answer(workspace) is not None,
        plan=plan,
        ahead=ahead,
    )


def _load_plan(workspace: Workspace) -> tuple[tuple[str, ...], tuple[DayLoad, ...]]:
    from tpm_tui.core.plan.plan_report import build_plan_report

    questions, today = workspace.bank.topic_by_question, workspace.today()
    if not questions:
        return (), ()
    report = build_plan_report(
        questions, workspace.store.cards, today, workspace.plan_settings, workspace.answer_times()
    )
    ahead = tuple(DayLoad(each.day, len(each.reviews) + len(each.new)) for each in report.ahead)
    return (*(each.summary for each in report.forecasts[:1]), *skip_lines(report)[:1]), ahead
