"""Readiness of a question: whether the learner will probably know it in the interview."""

from __future__ import annotations

from datetime import date

from tpm_tui.core.cards.grade import Grade
from tpm_tui.core.cards.leitner import Rules, Schedule, due_day

READY_DAYS = 8
"""Interval of a box, in days, from which its questions count as ready. A question gets there only by answers
on separate days, and the number of boxes makes no difference."""


def is_ready(schedule: Schedule, rules: Rules, interview: date | None = None) -> bool:
    """Return whether a question sticks: it was not missed last, and its interval is long enough.

    Before an interview, a good answer is also enough if the question is not due before it.

    Args:
        schedule: the question's schedule.
        rules: the Leitner rules.
        interview: its target date, if it has one in the future.
    """
    due = due_day(schedule, rules)
    if due is None or schedule.grade is Grade.AGAIN:
        return False
    if rules.interval(schedule.box) >= READY_DAYS:
        return True
    return interview is not None and due >= interview and schedule.grade in (Grade.GOOD, Grade.EASY)
