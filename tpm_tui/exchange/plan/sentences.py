"""The sentences about the plan, the same on every front end."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from tpm_tui.core.plan.budget import AnswerTimes
from tpm_tui.core.plan.deadline import Deadline
from tpm_tui.core.plan.pace import NO_DATE_HORIZON
from tpm_tui.core.text.plural import plural
from tpm_tui.core.text.sanitize import clean_line
from tpm_tui.core.text.speech import format_clock
from tpm_tui.core.text.typed_date import full_day

if TYPE_CHECKING:  # Today uses a few of the sentences in its first frame
    from tpm_tui.core.bank.bank import Bank
    from tpm_tui.core.cards.interviews import PastInterview
    from tpm_tui.core.plan.agenda import Agenda
    from tpm_tui.core.plan.forecast import Forecast
    from tpm_tui.core.plan.plan_report import PlanReport

AHEAD_ASSUMES = "if each plan is done and each answer good"
"""What the days ahead assume."""

TOPIC_COLUMNS = ("met", "sticks", "missed last")
"""Headings of the figures of a topic's readiness."""

MANY_NEW = (
    f"There are more new questions than fit into {NO_DATE_HORIZON} study days, "
    "so as many as possible come each day."
)

PAST_INTERVIEWS = "Past interviews"
NO_INTERVIEW_NOTE = "not noted how it went"

BREADTH_FIRST = (
    "There is only time to meet questions, not to repeat them: on the day, a first look at one more is worth "
    "more than a second look at another. So second looks wait, and few questions are ready before the end."
)


def describe_agenda(agenda: Agenda) -> str:
    """Return a sentence that says how many questions are left today, or when the next ones come."""
    if agenda.queue:
        return describe_left(agenda)
    left = f"Nothing is left today{describe_waiting(agenda)}."
    if agenda.next_due is None:
        return left
    return f"{left} The next questions come on {_full_day(agenda.next_due)}."


def describe_left(agenda: Agenda) -> str:
    """Return what is left today, and what waits: `3 due, 5 new left today; 36 more wait (due).`"""
    if agenda.is_interview:
        return f"{agenda.warm_up} left of the warm-up{describe_waiting(agenda)}."
    return f"{agenda.due} due, {agenda.new} new left today{describe_waiting(agenda)}."


def describe_waiting(agenda: Agenda) -> str:
    """Return how many questions are over today's budget: `; 36 more wait (30 due, 6 new)`; else ""."""
    reviews, new = agenda.waiting_reviews, agenda.waiting_new
    if not agenda.waiting:
        return ""
    kinds = f"{reviews} due, {new} new" if reviews and new else "due" if reviews else "new"
    return f"; {agenda.waiting} more {'waits' if agenda.waiting == 1 else 'wait'} ({kinds})"


def today_summary(report: PlanReport) -> str:
    """Return what is left today, what is done, and what waits: `3 left, 5 answered; 36 more wait (due)`."""
    return f"{len(report.planned)} left, {report.answered} answered{describe_waiting(report.agenda)}"


def plan_advice(report: PlanReport) -> list[str]:
    """Return what it costs to skip today, what decides the pace, and how many minutes are enough."""
    return [*skip_lines(report), *pace_lines(report), *minutes_advice(report)]


def pace_lines(report: PlanReport) -> list[str]:
    """Return what decides how many new questions come today; empty if none come."""
    if report.agenda.is_interview or not report.settings.new_a_day:
        return []
    nearest = next((each for each in report.forecasts if each.seen < each.total), None)
    if nearest is None or (nearest.deadline and not nearest.open_days):
        return []
    name = f"{_name_and_day(nearest.deadline)}: " if nearest.deadline and len(report.forecasts) > 1 else ""
    if nearest.is_breadth_first:
        return [f"{name}{BREADTH_FIRST}"]
    if nearest.is_capped and nearest.deadline and nearest.will_see < nearest.total:
        limit = plural(report.settings.new_a_day, "new question")
        return [f"{name}Your limit of {limit} a day decides the pace; the other answers are second looks."]
    if nearest.deadline is None and nearest.total - nearest.seen >= NO_DATE_HORIZON * nearest.new_a_day:
        return [MANY_NEW]
    return [f"{name}{report.retention.summary(nearest.deadline)}"]


def skip_lines(report: PlanReport) -> list[str]:
    """Return what it costs to skip today: a line for each date, with its name if there are several."""
    from tpm_tui.core.plan.ahead.skip_loss import describe_skip

    if len(report.skips) == 1 or not report.agenda.queue:
        return [describe_skip(report.skips[0])]
    return [
        f"{_name_and_day(loss.deadline)}: {describe_skip(loss)}" for loss in report.skips if loss.deadline
    ]


def _name(deadline: Deadline) -> str:
    return (clean_line(deadline.name) or "interview").capitalize()


def _name_and_day(deadline: Deadline) -> str:
    """Return the name of one of several dates; without a name, with its day: `Interview on 12 Nov`."""
    return _name(deadline) + ("" if clean_line(deadline.name) else f" on {short_day(deadline.day)}")


def describe_dates(dates: Sequence[Deadline], interview: date | None, today: date) -> list[str]:
    """Return a sentence for the nearest date, and one for the interview: `The interview is in 11 days.`

    Args:
        dates: the target dates that are not past, nearest first.
        interview: the day of the interview for all topics, if there is one.
        today: the study day.
    """
    general = [each for each in dates[1:] if interview and each == Deadline(interview) != dates[0]]
    shown = [*dates[:1], *general[:1]]
    unnamed = [each for each in shown if not clean_line(each.name)]
    sentences = []
    for each in shown:
        name = clean_line(each.name) or "interview"
        on = f" on {short_day(each.day)}" if len(unnamed) > 1 else ""
        sentences.append(f"The {name}{on} is {describe_when(each.day, today)}.")
    return sentences


def describe_past(interview: PastInterview) -> str:
    """Return a past interview and how it went: `Fri 13 November 2026, phone screen: went well`."""
    name = clean_line(interview.name) or "interview"
    return f"{full_day(interview.day)}, {name}: {clean_line(interview.note) or NO_INTERVIEW_NOTE}"


def describe_when(day: date, today: date) -> str:
    """Return when a date is: `today`, `tomorrow` or `in 11 days`."""
    left = (day - today).days
    return "today" if left == 0 else "tomorrow" if left == 1 else f"in {left} days"


def short_day(day: date) -> str:
    """Return a date such as `9 Dec`."""
    return f"{day.day} {day:%b}"


def _full_day(day: date) -> str:
    return f"{day:%A}, {day.day} {day:%B %Y}"


def deadline_headline(forecast: Forecast, today: date) -> str:
    """Return the deadline, if there is one, and the forecast's summary."""
    if forecast.deadline is None:
        return forecast.summary
    day = forecast.deadline.day
    return f"{_name(forecast.deadline)} {describe_when(day, today)}, {_full_day(day)}. {forecast.summary}"


def deadline_warning(forecast: Forecast, bank: Bank) -> list[str]:
    """Return what to do if there are too few days for all questions; empty if there are enough."""
    if forecast.deadline is None or forecast.will_see >= forecast.total or not forecast.drop:
        return []
    names = ", ".join(clean_line(bank.topic_by_id[topic].label) for topic in forecast.drop)
    needed = f"Or start {forecast.needed} new questions a day." if forecast.needed else ""
    enough = ""
    if forecast.too_large:
        label = clean_line(bank.topic_by_id[forecast.too_large].label)
        enough = f" Even then there are too few days for all questions of {label}."
    return [f"To see all questions of the other topics in time, drop: {names}.{enough} {needed}".rstrip()]


def minutes_advice(report: PlanReport) -> list[str]:
    """Return how many minutes a day are enough to see all questions in time.

    Empty if no number is enough, or if the plan is by answers and they are enough.
    """
    short = any(forecast.will_see < forecast.total for forecast in report.forecasts)
    if report.minutes is None or not (short or report.settings.time):
        return []
    new, repeated = format_clock(report.times.new), format_clock(report.times.repeated)
    is_assumed = report.times == AnswerTimes()
    takes, assumed = ("about", " (assumed until you have answered some)") if is_assumed else ("you", "")
    return [
        f"About {report.minutes} min a day are enough to see all in time: "
        f"a new answer takes {takes} {new}, a repeated one {repeated}{assumed}."
    ]
