"""How many answers of the days ahead serve a date."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from msgspec.structs import replace

from tpm_tui.core.plan.ahead.simulation import SimulatedDay
from tpm_tui.core.plan.deadline import Deadline, Questions
from tpm_tui.core.plan.forecast import Forecast
from tpm_tui.core.plan.settings import PlanSettings


def with_planned_answers(
    forecasts: Iterable[Forecast],
    questions: Questions,
    today: date,
    settings: PlanSettings,
    ahead: Sequence[SimulatedDay],
) -> tuple[Forecast, ...]:
    """Return the forecasts with the number of answers that are planned for each date.

    Warm-ups of other interviews after today are not counted, as these are no study days.

    Args:
        forecasts: one for each target date.
        questions: topic by question id, in the order of the bank.
        today: the study day.
        settings: the plan settings.
        ahead: the days from today on. Forecasts of later dates are returned as they are.
    """
    interviews = settings.interview_days(questions, today)
    study = [day for day in ahead if day.day == today or day.day not in interviews]

    def count(deadline: Deadline) -> int:
        days = (day for day in study if day.day < deadline.day)
        return sum(deadline.covers(questions[q]) for day in days for q in (*day.reviews, *day.new))

    return tuple(
        replace(each, planned=count(each.deadline))
        if each.deadline and ahead and each.deadline.day <= ahead[-1].day
        else each
        for each in forecasts
    )
