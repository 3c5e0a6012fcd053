"""A spoken answer as short texts: its parts with their times, and how long it was."""

from __future__ import annotations

from collections.abc import Sequence

from tpm_tui.core.session.answer_parts import AnswerPart, overrun_seconds
from tpm_tui.core.text.speech import format_clock


def describe_parts(parts: Sequence[AnswerPart]) -> str:
    """Return `Context until 0:25, action until 1:45, result until 2:15, learning until 2:30.`"""
    texts = [f"{part.name.lower()} until {format_clock(part.end)}" for part in parts]
    return f"{', '.join(texts).capitalize()}." if texts else ""


def describe_time(seconds: float, target: int) -> str:
    """Return `2:41 of 2:30, 0:11 over`; both arguments are in seconds, and the target may be 0 for none."""
    if not target:
        return format_clock(seconds)
    over = overrun_seconds(target, seconds)
    late = f", {format_clock(over)} over" if over else ""
    return f"{format_clock(seconds)} of {format_clock(target)}{late}"
