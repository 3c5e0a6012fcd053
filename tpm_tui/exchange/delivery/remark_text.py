"""The texts of remarks: what was found, and why it matters."""

from __future__ import annotations

from tpm_tui.core.delivery.remark import Remark, Rule
from tpm_tui.core.text.plural import plural
from tpm_tui.core.text.sanitize import clean, clean_line
from tpm_tui.core.text.speech import format_clock

SHOWN_NAMES = 4
"""Hedges and fillers that are named."""


def remark_text(remark: Remark, *, spoken: bool = False) -> str:
    """Return one or two sentences: what was found and why it matters, without the quote.

    Args:
        remark: the remark.
        spoken: whether the answer was spoken: its time was measured.
    """
    value, limit = round(remark.value), round(remark.limit)
    match remark.rule:
        case Rule.TOO_LONG | Rule.TOO_SHORT:
            return _length(remark, spoken=spoken)
        case Rule.HEADLINE:
            return f"{plural(value, 'word')} come before this: begin with the result or the answer."
        case Rule.CONTEXT:
            return f"The background takes {value} % of the words; about {limit} % is usual. It begins here."
        case Rule.WE:
            counts = f'"We" {_times(value)}, "I" {_times(limit)} (without "I think")'
            return f"{counts}: what you did yourself is hard to hear."
        case Rule.BASE:
            return f"{clean_line(remark.names[0])} without a base: say from what to what."
        case Rule.LEARNING:
            return "The story ends without a learning: say what you learned or do differently now."
        case Rule.HEDGES:
            return f"{value} hedges in {plural(limit, 'word')} ({_names(remark)}): they sound unsure."
        case Rule.FILLERS:
            return f"{value} fillers in {plural(limit, 'word')} ({_names(remark)}): a pause is better."
        case Rule.LONG_SENTENCE:
            return f"A sentence of {plural(value, 'word')} is hard to follow: make two or three of it."


def remark_json(remark: Remark, *, spoken: bool = False) -> dict[str, object]:
    """Return a remark for JSON: `{"rule", "text", "quote"}`."""
    return {
        "rule": remark.rule.value,
        "text": remark_text(remark, spoken=spoken),
        "quote": clean(remark.quote),
    }


def _names(remark: Remark) -> str:
    names = remark.names[:SHOWN_NAMES]
    return ", ".join(f"I{name[1:]}" if name.startswith(("i ", "i'")) else name for name in names)


def _times(count: int) -> str:
    return {0: "never", 1: "once"}.get(count, f"{count} times")


def _length(remark: Remark, *, spoken: bool) -> str:
    time, target = format_clock(remark.value), format_clock(remark.limit)
    found = f"{time} spoken" if spoken else f"About {time} when spoken"
    if remark.value < remark.limit:
        ends = "; it ends here" if remark.quote else ""
        return f"{found} is short for a target of {target}{ends}."
    reached = "; the target is reached here" if remark.quote else ""
    return f"{found}, over the target of {target}{reached}."
