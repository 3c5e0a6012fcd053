"""The header and footer rows: what is due above, the keys below."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import takewhile

from msgspec import Struct
from msgspec.structs import replace
from textual.content import Content
from textual.widgets import Static

from tpm_tui.core.plan.settings import PlanSettings
from tpm_tui.core.text.plural import plural
from tpm_tui.core.text.sanitize import clean_line
from tpm_tui.core.text.speech import format_clock
from tpm_tui.core.text.typed_date import weekday_and_day
from tpm_tui.ui.render.glyphs import Glyphs
from tpm_tui.ui.render.sizes import NARROW
from tpm_tui.ui.render.text import join

TIMER_COLUMNS = 16
"""Columns at the right of the header: the timer, which has up to 13, and the margins."""


class NearestDate(Struct, frozen=True):
    """The target date that comes next."""

    day: date
    days_left: int
    title: str = ""
    """Its name, such as `phone screen`; empty for the interview."""
    more: int = 0
    """Number of target dates after it."""


class Counts(Struct, frozen=True):
    """The numbers shown in the header."""

    due: int
    new: int
    waiting: int = 0
    """Due and new questions over today's budget."""
    warm_up: int | None = None
    """Questions left of the warm-up, on the day of an interview."""
    date: NearestDate | None = None
    """The nearest target date, if there is one ahead."""


class FooterKey(Struct, frozen=True):
    """One key of the footer."""

    key: str
    label: str
    notes: tuple[str, ...] = ()
    """Forms of a dim text after the label, such as the day of the next answer; the longest first. A form of
    one character is used only if the keys with notes do not fit otherwise."""
    highlighted: bool = False
    """Whether this is the suggested key."""
    needed: bool = False
    """Whether notes of other keys are shortened so that this key fits."""
    kept: bool = False
    """Whether other keys are left out so that this key fits; in a narrow row only as `_keep` allows."""
    is_help: bool = False
    """Whether this is the key of help, which a narrow row leaves out before the other keys that are kept."""


def find_nearest_date(settings: PlanSettings, today: date) -> NearestDate | None:
    """Return the target date that comes next; None if no date is ahead."""
    ahead = settings.future_deadlines(today)
    if not ahead:
        return None
    day = ahead[0].day
    return NearestDate(day, (day - today).days, ahead[0].name, len(ahead) - 1)


def header_text(counts: Counts, width: int, glyphs: Glyphs) -> Content:
    """Return the header for a width in columns, shortened if it is narrow."""
    pieces = [
        join(("tpm-tui", "bold")) if width >= NARROW else Content(""),
        *_left_today(counts),
        join((f"{counts.waiting} wait", "$dim")) if counts.waiting and width >= NARROW else Content(""),
    ]
    gap = Content("  ")
    left = gap.join([piece for piece in pieces if piece])
    if counts.date is None:
        return left
    room = width - TIMER_COLUMNS - left.cell_length - len(gap)
    return gap.join([left, date_text(counts.date, room, glyphs)])


def date_text(nearest: NearestDate, room: int, glyphs: Glyphs) -> Content:
    """Return how far a date is, in the longest form that fits.

    Args:
        nearest: the date.
        room: columns; the shortest form is returned if none fits.
        glyphs: the marks.
    """
    forms = _date_forms(nearest, glyphs)
    return next((form for form in forms if form.cell_length <= room), forms[-1])


def _left_today(counts: Counts) -> list[Content]:
    def count(number: int, style: str, label: str) -> Content:
        return join((str(number), style if number else "$dim"), f" {label}")

    if counts.warm_up is not None:
        return [count(counts.warm_up, "bold", "warm-up")]
    return [count(counts.due, "bold $due", "due"), count(counts.new, "bold", "new")]


def _date_forms(nearest: NearestDate, glyphs: Glyphs) -> list[Content]:
    """Return the forms of the nearest date, the longest first."""
    name = clean_line(nearest.title) or "interview"
    weekday = weekday_and_day(nearest.day)
    more, plus = (f", {nearest.more} more", f" +{nearest.more}") if nearest.more else ("", "")
    if nearest.days_left == 0:
        today = [
            (f"{name} today", more),
            (f"{name} today", plus),
            ("interview today", plus),
            ("today", plus),
            ("today", ""),
        ]
        return [join((text, "bold $due"), (rest, "$dim")) for text, rest in today]
    days = f"in {plural(nearest.days_left, 'day')}"
    return [
        join(f" {name} {days}", (f" {glyphs.dot} {weekday}{more}", "$dim")),
        join(f" {name} {days}", (f" {glyphs.dot} {weekday}{plus}", "$dim")),
        join(f" {name} {days}", (plus, "$dim")),
        join((f"{days}{plus}", "$dim")),
        join((days, "$dim")),
    ]


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
    all four grades fit. Notes are shortened, the longest first, until the needed keys fit, or if that is not
    possible, until all keys with notes fit. Notes with the same number of forms are shortened together. The
    keys that are kept come first, and are shown in their places.

    Args:
        keys: the keys in order of priority.
        width: columns of the row.
    """
    narrow = width < NARROW
    gap = " " if narrow else "  "
    keys = _keep(keys, width, len(gap)) if narrow else keys
    kept = sum(_cell(key, narrow).cell_length + len(gap) for key in keys if key.kept)
    row, is_full = Content(""), False
    for key in _shorten_notes(keys, width - kept, len(gap), narrow):
        cell = _cell(key, narrow)
        before = len(gap) if row else 0
        if key.kept:
            kept -= cell.cell_length + len(gap)
        is_full = is_full or row.cell_length + before + cell.cell_length + kept > width
        if not is_full or key.kept:
            row = row + gap + cell if row else cell
    return row


def _keep(keys: Sequence[FooterKey], width: int, gap: int) -> Sequence[FooterKey]:
    """Return the keys of a narrow row, of which fewer are kept: all, all but help, the last one, or none.

    Each of these needs room beside the grades or ratings at the beginning of the row, or beside two keys.
    """
    others = [replace(key, notes=key.notes[-1:]) for key in keys if not key.kept]
    grades = list(takewhile(lambda key: key.notes or key.key.isdigit(), others))
    first = others[: max(2, len(grades))]
    kept = [key for key in keys if key.kept]
    out = [key for key in kept if not key.is_help]
    for chosen in (kept, out, out[-1:]):
        if sum(_cell(key, narrow=True).cell_length + gap for key in (*first, *chosen)) - gap <= width:
            return [replace(key, kept=key in chosen) for key in keys]
    return [replace(key, kept=False) for key in keys]


def footer_rows(keys: Sequence[FooterKey], width: int) -> Content:
    """Return all keys with their labels, in as many rows of `width` columns as they need."""
    narrow = width < NARROW
    gap = " " if narrow else "  "
    rows: list[Content] = []
    for key in keys:
        cell = _cell(key, narrow)
        if rows and rows[-1].cell_length + len(gap) + cell.cell_length <= width:
            rows[-1] = rows[-1] + gap + cell
        else:
            rows.append(cell)
    return Content("\n").join(rows)


def _shorten_notes(keys: Sequence[FooterKey], width: int, gap: int, narrow: bool) -> Sequence[FooterKey]:
    """Return the keys with one form of their notes, as long as the row allows."""
    noted = [key for key in keys if key.notes]
    last = max((place for place, key in enumerate(keys) if key.needed), default=-1)
    others = sum(
        _cell(key, narrow).cell_length + gap for key in keys[: last + 1] if not key.notes and not key.kept
    )
    readable = [tuple(note for note in key.notes if len(note) > 1) for key in noted]
    chosen = _fit_notes(noted, readable, width - others, gap, narrow) if last >= 0 and all(readable) else None
    chosen = chosen or _fit_notes(noted, [key.notes for key in noted], width, gap, narrow)
    fitting = iter(chosen or [key.notes[-1] for key in noted])
    return [replace(key, notes=(next(fitting),)) if key.notes else key for key in keys]


def _fit_notes(
    keys: Sequence[FooterKey], forms: Sequence[tuple[str, ...]], width: int, gap: int, narrow: bool
) -> list[str] | None:
    """Return a form for each of the keys so that they fit; None if they do not fit with any."""
    left = list(forms)
    while True:
        chosen = [notes[0] for notes in left]
        cells = [_cell(replace(key, notes=(note,)), narrow) for key, note in zip(keys, chosen, strict=True)]
        if sum(cell.cell_length + gap for cell in cells) - gap <= width:
            return chosen
        longest = max(
            (notes for notes in left if len(notes) > 1), key=lambda notes: len(notes[0]), default=None
        )
        if longest is None:
            return None
        left = [notes[1:] if len(notes) == len(longest) else notes for notes in left]


def _cell(key: FooterKey, narrow: bool) -> Content:
    tight = narrow and key.key.isdigit()
    note = key.notes[0] if key.notes else ""
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
