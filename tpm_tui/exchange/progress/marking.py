"""Sentences about old answers that were marked again."""

from __future__ import annotations

from datetime import date

from tpm_tui.core.reports.second_marking import FIRST_AGE_DAYS, MarkingDrift
from tpm_tui.core.text.plural import plural
from tpm_tui.core.text.sanitize import clean_line
from tpm_tui.exchange.phrases import day_and_month

MARKING_HELP = (
    "Tick what this old answer says; your first ticks are hidden. The difference shows whether you mark more "
    "strictly now. No box moves."
)
NO_OLD_ANSWER = (
    f"There is no answer to mark again: it must be {FIRST_AGE_DAYS} days old, with its words and key points."
)
NO_MARKING_TO_UNDO = "Nothing to undo: this answer was not marked again."


def drift_text(drift: MarkingDrift | None) -> str:
    """Return how second markings differ from first ones; empty if nothing can be said.

    `0.8 points per answer more than at first: you mark more generously now (5 old answers marked again)`.
    """
    if drift is None:
        return ""
    size = f"{abs(drift.mean):.1f}"
    base = f"({plural(drift.markings, 'old answer')} marked again)"
    if float(size) == 0:
        return f"the same points as at first {base}"
    direction, how = ("more", "generously") if drift.mean > 0 else ("fewer", "strictly")
    points = "point" if size == "1.0" else "points"
    return f"{size} {points} per answer {direction} than at first: you now mark more {how} {base}"


def marked_again_message(label: str, made: int, count: int) -> str:
    """Return that an old answer was marked again."""
    return (
        f"{clean_line(label)}: marked again, {made} of {plural(count, 'point')}. The same command changes or "
        "undoes it."
    )


def marking_undone_message(label: str) -> str:
    """Return that the second marking of an old answer was undone."""
    return f"{clean_line(label)}: the second marking is undone."


def old_answer_title(day: date, today: date) -> str:
    """Return the title of an old answer: `your answer of 3 Nov`."""
    return f"your answer of {day_and_month(day, today)}"
