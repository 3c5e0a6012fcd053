"""Charts made of characters: a calendar of the last weeks, and lines of columns.

Every level has its own mark, so that a chart reads without color. Each mark is one cell wide and has a twin
in ASCII.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from msgspec import Struct

from tpm_tui.core.reports.activity import DayActivity, arrange_weeks, find_level, level_bounds
from tpm_tui.core.reports.next_days import NextDay
from tpm_tui.core.text.typed_date import MONTHS, WEEKDAY_NAMES
from tpm_tui.exchange.plan.sentences import short_day

DAY_CELLS = 2
"""Cells of a day in the calendar: its mark and a space."""

TODAY_LABEL = "today"

_NAME_CELLS = 3
"""Letters of the name of a weekday or a month."""


class ChartMarks(Struct, frozen=True):
    """The marks of charts, each one cell wide."""

    levels: str
    """Days of the calendar by level, from no answer to the busiest."""
    columns: str
    """Columns by height, from low to high."""
    nothing: str
    """A day without answers in a forecast."""
    interview: str
    """A target date."""


UNICODE_MARKS = ChartMarks("·▫▪□■", "▁▂▃▄▅▆▇█", "·", "◆")
ASCII_MARKS = ChartMarks(".-+*#", "_,-~=+*#", ".", "!")


def select_marks(blocks: bool) -> ChartMarks:
    """Return the marks of charts; only ASCII unless `blocks`."""
    return UNICODE_MARKS if blocks else ASCII_MARKS


def calendar_lines(activity: Sequence[DayActivity], blocks: bool = True) -> list[str]:
    """Return a calendar of answers a day: the months, a line for each weekday, and the legend.

    Args:
        activity: consecutive days, the oldest first.
        blocks: whether the marks may be other characters than ASCII.
    """
    marks = select_marks(blocks).levels
    most = max((day.answers for day in activity), default=0)
    lines = [f"{'':{_NAME_CELLS}}  {month_names(activity)}".rstrip()]
    for name, row in zip(WEEKDAY_NAMES, arrange_weeks(activity), strict=True):
        cells = [marks[find_level(day.answers, most)] if day else " " for day in row]
        lines.append(f"{name[:_NAME_CELLS]}  {' '.join(cells)}".rstrip())
    return [*lines, f"{'':{_NAME_CELLS}}  {legend(most, blocks)}"]


def calendar_values(activity: Sequence[DayActivity], *, minutes: bool = False) -> dict[date, int]:
    """Return the number of answers of each day, or its minutes, rounded."""
    return {day.day: round(day.minutes) if minutes else day.answers for day in activity}


def month_names(activity: Sequence[DayActivity]) -> str:
    """Return the names of the months above the weeks in which they start, `DAY_CELLS` for each week."""
    text = ""
    for column, week in enumerate(zip(*arrange_weeks(activity), strict=True)):
        first = next((day.day for day in week if day and day.day.day == 1), None)
        if first:
            text = f"{text:<{DAY_CELLS * column}}{MONTHS[first.month - 1][:_NAME_CELLS]}"
    return text


def legend(most: int, blocks: bool = True) -> str:
    """Return which mark means how many answers: `. 0  - 1-2  + 3-4  * 5-6  # 7-8`.

    Args:
        most: the answers of the busiest day.
        blocks: whether the marks may be other characters than ASCII.
    """
    marks = select_marks(blocks).levels
    bounds = [(0, 0), *level_bounds(most)]
    ranges = [str(low) if low == high else f"{low}-{high}" for low, high in bounds]
    return "  ".join(f"{mark} {numbers}" for mark, numbers in zip(marks, ranges, strict=True))


def column_chart(values: Sequence[float | None], most: float, blocks: bool = True) -> str:
    """Return values as columns, one cell each; None is a gap.

    Args:
        values: numbers from 0 to `most`.
        most: the value of the highest column.
        blocks: whether the marks may be other characters than ASCII.
    """
    marks = select_marks(blocks).columns
    return "".join(" " if value is None else marks[_height(value, most, len(marks))] for value in values)


def forecast_chart(days: Sequence[NextDay], blocks: bool = True) -> str:
    """Return the answers of the next days as columns, one cell for each day; target dates are marked."""
    marks = select_marks(blocks)
    most = max((day.answers for day in days), default=0)
    return "".join(
        marks.interview
        if day.interview
        else column_chart([day.answers], most, blocks)
        if day.answers
        else marks.nothing
        for day in days
    )


def forecast_labels(days: Sequence[NextDay]) -> str:
    """Return the labels below the columns of a forecast: `today      9 Dec`, as far as there is room."""
    if not days:
        return ""
    text = "" if days[0].interview else TODAY_LABEL
    for place, day in enumerate(days):
        if day.interview and (place > len(text) or not text):
            text = f"{text:<{place}}{short_day(day.day)}"
    return text


def _height(value: float, most: float, heights: int) -> int:
    """Return which of the heights a value has; only `most` has the highest."""
    return max(0, min(heights - 1, int(value * heights / most))) if most > 0 else 0
