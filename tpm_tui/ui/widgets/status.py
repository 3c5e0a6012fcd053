"""The two single rows that frame the screen: what is due above, what the keys do below."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from msgspec import Struct
from textual.content import Content
from textual.widgets import Static

from tpm_tui.core.text.speech import format_clock
from tpm_tui.ui.render.glyphs import Glyphs
from tpm_tui.ui.render.text import join

NARROW = 60
"""Columns below which words are left out."""


class Counts(Struct, frozen=True):
    """What the header tells."""

    due: int
    new: int
    interview: date | None = None
    days_left: int | None = None


class FooterKey(Struct, frozen=True):
    """One key of the footer."""

    key: str
    label: str
    note: str = ""
    loud: bool = False


def header_text(counts: Counts, width: int, glyphs: Glyphs) -> Content:
    """The header for a width, shorter words where it is narrow."""
    due_style = "bold $due" if counts.due else "$dim"
    pieces = [
        join(("tpm-tui", "bold")) if width >= NARROW else Content(""),
        join((str(counts.due), due_style), " due"),
        join((str(counts.new), "bold" if counts.new else "$dim"), " new"),
        _interview(counts, width, glyphs),
    ]
    return Content("  ").join([piece for piece in pieces if piece])


def _interview(counts: Counts, width: int, glyphs: Glyphs) -> Content:
    if counts.interview is None or counts.days_left is None:
        return Content("")
    if counts.days_left == 0:
        return join(("interview today", "bold $due"))
    days = "1 day" if counts.days_left == 1 else f"{counts.days_left} days"
    if width < NARROW:
        return join((f"in {days}", "$dim"))
    weekday = f"{counts.interview:%a} {counts.interview.day} {counts.interview:%b}"
    return join(f" interview in {days}", (f" {glyphs.dot} {weekday}", "$dim"))


def timer_text(seconds: float, target: int) -> Content:
    """Time spent against the target, the same width for hours of it."""
    late = target and seconds > target
    spent = format_clock(seconds)
    return join((f"{spent:>5}", "bold $due" if late else "bold"), (f" / {format_clock(target)}", "$dim"))


def footer_text(keys: Sequence[FooterKey], width: int) -> Content:
    """As many keys as fit into a row, the first ones first, each with what it does.

    In a narrow row digits stand right at their words, so that all four grades are there.
    """
    narrow = width < NARROW
    gap = " " if narrow else "  "
    row = Content("")
    for key in keys:
        cell = _cell(key, narrow)
        if row.cell_length + len(gap) + cell.cell_length > width + (0 if row else len(gap)):
            break
        row = row + gap + cell if row else cell
    return row


def _cell(key: FooterKey, narrow: bool) -> Content:
    tight = narrow and key.key.isdigit()
    return join(
        (key.key, "bold $accent"),
        "" if tight else " ",
        (key.label, "bold $suggested underline" if key.loud else ""),
        (f"{'' if tight else ' '}{key.note}" if key.note else "", "$dim"),
    )


class Header(Static):
    """What is due, how long until the interview."""


class Timer(Static):
    """Time against the target; a widget of its own so that a second costs a few cells."""


class KeyBar(Static):
    """The keys that matter now."""


class Notice(Static):
    """One line that says what just happened, in place of a toast: cheap on a slow line."""
