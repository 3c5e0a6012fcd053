"""A spoken answer as short texts: its parts with their times, and how long it was."""

from __future__ import annotations

from collections.abc import Sequence

from tpm_tui.core.cards.events import PartTime
from tpm_tui.core.session.answer_parts import AnswerPart, overrun_seconds
from tpm_tui.core.text.sanitize import clean_line
from tpm_tui.core.text.speech import format_clock


def describe_parts(parts: Sequence[AnswerPart]) -> str:
    """Return `Context until 0:25, action until 1:45, result until 2:15, learning until 2:30.`"""
    texts = [f"{part.name.lower()} until {format_clock(part.end)}" for part in parts]
    return f"{', '.join(texts).capitalize()}." if texts else ""


def describe_part_times(times: Sequence[PartTime], parts: Sequence[AnswerPart]) -> str:
    """Return `Parts: context 0:31 of 0:25, action 1:20 of 1:20`; empty without times.

    Args:
        times: the time spent on each part.
        parts: the parts with the times that they should have; without one, only its time is shown.
    """
    planned = {part.name: part.end - part.start for part in parts}
    texts = [
        f"{clean_line(each.name).lower()} {format_clock(each.seconds)}"
        + (f" of {format_clock(planned[each.name])}" if each.name in planned else "")
        for each in times
    ]
    return f"Parts: {', '.join(texts)}" if texts else ""


def part_times_json(times: Sequence[PartTime]) -> list[dict[str, object]]:
    """Return the times of the parts of an answer for JSON."""
    return [{"part": clean_line(each.name), "seconds": each.seconds} for each in times]


def describe_time(seconds: float, target: int) -> str:
    """Return `2:41 of 2:30, 0:11 over`; both arguments are in seconds, and the target may be 0 for none."""
    if not target:
        return format_clock(seconds)
    over = overrun_seconds(target, seconds)
    late = f", {format_clock(over)} over" if over else ""
    return f"{format_clock(seconds)} of {format_clock(target)}{late}"
