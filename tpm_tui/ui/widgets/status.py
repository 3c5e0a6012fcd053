"""The header and footer rows: what is due above, the keys below."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from msgspec import Struct
from textual.content import Content
from textual.widgets import Static

from tpm_tui.core.text.speech import format_clock
from tpm_tui.ui.render.glyphs import Glyphs
from tpm_tui.ui.render.sizes import NARROW
from tpm_tui.ui.render.text import join


class Counts(Struct, frozen=True):
    """The numbers shown in the header."""

    due: int
    new: int
    waiting: int = 0
    """Due and new questions over today's budget."""
    interview: date | None = None
    days_left: int | None = None


class FooterKey(Struct, frozen=True):
    """One key of the footer."""

    key: str
    label: str
    notes: tuple[str, ...] = ()
    """Forms of a dim text after the label, such as the day of the next answer; the longest first."""
    highlighted: bool = False
    """Whether this is the suggested key."""


def header_text(counts: Counts, width: int, glyphs: Glyphs) -> Content:
    """Return the header for a width in columns, shortened if it is narrow."""
    due_style = "bold $due" if counts.due else "$dim"
    pieces = [
        join(("tpm-tui", "bold")) if width >= NARROW else Content(""),
        join((str(counts.due), due_style), " due"),
        join((str(counts.new), "bold" if counts.new else "$dim"), " new"),
        join((f"{counts.waiting} wait", "$dim")) if counts.waiting and width >= NARROW else Content(""),
        interview_text(counts.interview, counts.days_left, width, glyphs),
    ]
    return Content("  ").join([piece for piece in pieces if piece])


def interview_text(interview: date | None, days_left: int | None, width: int, glyphs: Glyphs) -> Content:
    """Return how far the interview is, for a width in columns; empty if there is no date."""
    if interview is None or days_left is None:
        return Content("")
    if days_left == 0:
        return join(("interview today", "bold $due"))
    days = "1 day" if days_left == 1 else f"{days_left} days"
    if width < NARROW:
        return join((f"in {days}", "$dim"))
    weekday = f"{interview:%a} {interview.day} {interview:%b}"
    return join(f" interview in {days}", (f" {glyphs.dot} {weekday}", "$dim"))


def timer_text(seconds: float, target: int, *, paused: bool = False) -> Content:
    """Return the time spent and the target, both in seconds, padded so that the width stays the same.

    Args:
        seconds: the time spent.
        target: the target time.
        paused: show that the clock is paused, in place of the target.
    """
    late = target and seconds > target
    spent = format_clock(seconds)
    rest = " paused" if paused else f" / {format_clock(target)}"
    return join((f"{spent:>5}", "bold $due" if late else "bold"), (rest, "$dim"))


def footer_text(keys: Sequence[FooterKey], width: int) -> Content:
    """Return as many keys with their labels as fit into one row.

    In a narrow row no space separates a digit from its label, nor a number from the label before it, so that
    all four grades fit. Notes have the longest form with which all keys with notes fit.

    Args:
        keys: the keys in order of priority.
        width: columns of the row.
    """
    narrow = width < NARROW
    gap = " " if narrow else "  "
    row = Content("")
    form = _longest_form(keys, width, gap, narrow)
    for key in keys:
        cell = _cell(key, narrow, form)
        if row.cell_length + len(gap) + cell.cell_length > width + (0 if row else len(gap)):
            break
        row = row + gap + cell if row else cell
    return row


def _longest_form(keys: Sequence[FooterKey], width: int, gap: str, narrow: bool) -> int:
    """Return the index of the longest form of notes with which all keys with notes fit into the row."""
    noted = [key for key in keys if key.notes]
    last = max((len(key.notes) for key in noted), default=1) - 1
    for form in range(last):
        cells = [_cell(key, narrow, form).cell_length for key in noted]
        if sum(cells) + len(gap) * (len(cells) - 1) <= width:
            return form
    return last


def _cell(key: FooterKey, narrow: bool, form: int) -> Content:
    tight = narrow and key.key.isdigit()
    note = key.notes[min(form, len(key.notes) - 1)] if key.notes else ""
    return join(
        (key.key, "bold $accent"),
        "" if tight else " ",
        (key.label, "bold $suggested underline" if key.highlighted else ""),
        (f"{'' if tight and not note[0].isalpha() else ' '}{note}" if note else "", "$dim"),
    )


class Header(Static):
    """Row with what is due and the days until the interview."""


class Timer(Static):
    """Time and target; a separate widget, so that each second repaints only a few cells."""


class KeyBar(Static):
    """Row with the most important keys."""
