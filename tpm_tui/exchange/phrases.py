"""Numbers, dates and durations as text, the same in every report and every locale."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from tpm_tui.core.reports.calibration import Calibration
from tpm_tui.core.text.plural import plural as plural
from tpm_tui.core.text.speech import format_clock, spoken_seconds
from tpm_tui.core.text.typed_date import MONTHS

ANOTHER_WORDING = "another wording"
"""Said of a prompt that is not the first wording of its question."""

NEAR_DAYS = 180
"""Days within which a date without its year is clear."""

FAR_DAYS = 60
"""Days from which a date says more than their number."""


def spoken_length(words: int) -> str:
    """Return how long it takes to say so many words: `about 2:30 spoken`."""
    return f"about {format_clock(spoken_seconds(words))} spoken"


def answer_length(words: int, *, spoken: bool) -> str:
    """Return how long an answer is: `142 words`, or `spoken`, or `spoken, transcript of 142 words`."""
    if not spoken:
        return plural(words, "word")
    return f"spoken, transcript of {plural(words, 'word')}" if words else "spoken"


def did_you_mean(names: Iterable[str]) -> str:
    """Return the hint for a name that is similar to known ones: `did you mean reveal?`"""
    return f"did you mean {', '.join(names)}?"


def long_day(day: date) -> str:
    """Return a date such as `22 November 2026`."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def day_and_month(day: date, today: date) -> str:
    """Return a date such as `22 Nov`, with its year if that is another one than today's and not near."""
    year = "" if day.year == today.year or abs((today - day).days) < NEAR_DAYS else f" {day.year}"
    return f"{day.day} {MONTHS[day.month - 1][:3]}{year}"


def past_day(day: date, today: date) -> str:
    """Return how long ago a day was: `today`, `yesterday`, `5 days ago`; before that its date."""
    days = (today - day).days
    if days <= 0:
        return "today"
    if days == 1:
        return "yesterday"
    return f"{days} days ago" if days < FAR_DAYS else day_and_month(day, today)


def time_of_day(at: datetime) -> str:
    """Return a time such as `08:14`."""
    return f"{at.hour:02}:{at.minute:02}"


def duration(seconds: float) -> str:
    """Return a duration such as `under a minute`, `27 min` or `6 h 12 min`."""
    minutes = round(seconds / 60)
    if minutes < 60:
        return f"{minutes} min" if minutes else "under a minute"
    return f"{minutes // 60} h {minutes % 60} min" if minutes % 60 else f"{minutes // 60} h"


def percent(share: float) -> str:
    """Return a share such as `62 %`. Only exactly 1 is `100 %` and only exactly 0 is `0 %`."""
    if 0 < share < 1:
        return f"{min(99, max(1, round(share * 100)))} %"
    return f"{round(share * 100)} %"


def calibration_summary(calibration: Calibration) -> str:
    """Return `sure 12 times, right 8; unsure 5 times, right 3`; empty if confidence was never recorded."""
    pairs = (
        ("sure", calibration.sure, calibration.sure_right),
        ("unsure", calibration.unsure, calibration.unsure_right),
    )
    return "; ".join(f"{word} {plural(n, 'time')}, right {right}" for word, n, right in pairs if n)


def calibration_json(calibration: Calibration) -> dict[str, int]:
    """Return the fields of a calibration for JSON."""
    return {name: getattr(calibration, name) for name in calibration.__struct_fields__}


def box_name(box: int) -> str:
    """Return the label of a box, such as `box 2`; box 0 is `new`."""
    return f"box {box}" if box else "new"
