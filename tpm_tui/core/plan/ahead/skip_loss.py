"""What it costs to skip the rest of today's plan, for each date."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from msgspec import Struct

from tpm_tui.core.cards.card import Card
from tpm_tui.core.plan.agenda import Agenda
from tpm_tui.core.plan.ahead.preview import preview_after
from tpm_tui.core.plan.ahead.simulation import SimulatedDay
from tpm_tui.core.plan.deadline import Deadline, Questions
from tpm_tui.core.plan.forecast import Forecast, compute_forecasts, describe_own
from tpm_tui.core.plan.settings import PlanSettings
from tpm_tui.core.text.plural import plural


class SkipLoss(Struct, frozen=True, kw_only=True):
    """What is lost before one date if the rest of today's plan is skipped."""

    deadline: Deadline | None = None
    """None if there is no future target date."""
    days_left: int | None = None
    """Days until the date; None without one."""
    later_days: int = 0
    """Study days before the date, after today."""
    left_today: int
    """Number of questions left in today's plan."""
    others_today: int = 0
    """Number of those that the date does not cover."""
    total: int
    """Number of questions with this target date."""
    seen_if_done: int
    """Number of those seen by the date if today's plan is completed."""
    seen_if_skipped: int
    """The same if it is skipped."""
    reviews_lost: int = 0
    """How many fewer repeated answers there are before the date, if every answer is good."""


def compute_skip_losses(
    questions: Questions,
    cards: Mapping[str, Card],
    today: date,
    settings: PlanSettings,
    agenda: Agenda,
    forecasts: Sequence[Forecast],
    ahead: Sequence[SimulatedDay],
) -> tuple[SkipLoss, ...]:
    """Return the loss for each forecast.

    Args:
        questions: topic by question id, in the order of the bank.
        cards: progress.
        today: the study day.
        settings: the plan settings.
        agenda: today's agenda.
        forecasts: the forecasts if today's plan is completed.
        ahead: the preview up to the last date, if today's plan is completed.
    """
    skipped = compute_forecasts(questions, cards, today, settings, skip_today=True)
    without = preview_after(questions, cards, today, len(ahead), settings, ()) if agenda.queue else ahead
    losses = []
    for done, other in zip(forecasts, skipped, strict=True):
        lost = 0
        if done.deadline is not None:
            kept, rest = (_count_reviews(days, questions, done.deadline) for days in (ahead, without))
            lost = max(0, kept - rest)
        losses.append(
            SkipLoss(
                deadline=done.deadline,
                days_left=(done.deadline.day - today).days if done.deadline else None,
                later_days=done.later_days,
                left_today=len(agenda.queue),
                others_today=done.others_today,
                total=done.total,
                seen_if_done=done.will_see,
                seen_if_skipped=other.will_see,
                reviews_lost=lost,
            )
        )
    return tuple(losses)


def describe_skip(loss: SkipLoss) -> str:
    """Return a sentence that says what is lost, or on the last study day what is left to do."""
    own = loss.left_today - loss.others_today
    left = plural(own, "question")
    if not loss.left_today:
        return "Nothing is left to do today."
    if loss.days_left == 0:
        return f"The warm-up is left: {left} to do." if own else "Nothing of it is left to do today."
    if loss.deadline is None:
        return f"Skip today: {left} will be asked later, and those of later days wait longer."
    if loss.later_days == 0:
        if loss.others_today:
            some = describe_own(loss.left_today, loss.others_today, "questions ")
            return f"Today is the last day to practise{':' if own else ', but'} {some}."
        return f"Today is the last day to practise: {left} to do."
    met = f"{loss.seen_if_skipped} of {loss.total} met instead of {loss.seen_if_done}"
    if loss.seen_if_skipped == loss.seen_if_done:
        met = f"still {loss.seen_if_done} of {loss.total} met"
        if loss.seen_if_done == loss.total:
            met = f"still all {loss.total} met"
    if loss.reviews_lost:
        return f"Skip today: {met}, {plural(loss.reviews_lost, 'second look')} fewer."
    if loss.seen_if_skipped < loss.seen_if_done:
        return f"Skip today: {met}."
    later = f", but {left} later than planned" if own else ""
    return f"Skip today: {met} and as many second looks{later}."


def _count_reviews(days: Sequence[SimulatedDay], questions: Questions, deadline: Deadline) -> int:
    return sum(
        deadline.covers(questions[question])
        for day in days
        if day.day < deadline.day
        for question in day.reviews
    )
