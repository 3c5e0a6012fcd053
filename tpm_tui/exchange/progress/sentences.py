"""The phrases of Progress, each of them once, for the screen and for `stats`."""

from __future__ import annotations

from collections.abc import Sequence

from tpm_tui.core.reports.calibration import Calibration
from tpm_tui.core.reports.missed_points import PointStatistics
from tpm_tui.core.reports.next_days import NextDay
from tpm_tui.core.reports.stats import Statistics
from tpm_tui.core.text.speech import format_clock
from tpm_tui.core.text.typed_date import weekday_and_day
from tpm_tui.exchange.phrases import duration, percent, plural
from tpm_tui.exchange.plan.sentences import AHEAD_ASSUMES
from tpm_tui.exchange.today.sentences import difference_text

NO_ANSWERS = "No answers yet."
FIRST_ANSWERS = (
    "Boxes, points and a calendar of your days appear here after your first graded answer; "
    "what is planned is below."
)
"""What an empty page of Progress will show."""

ACTIVITY_HEADING = "Answers a day, 12 weeks"
MINUTES_HEADING = "Minutes a day, 12 weeks"
POINTS_HEADING = "Points made, by session"
SESSIONS_HEADING = "Last sessions"
WEAK_HEADING = "Weakest points"
NEXT_DAYS_HEADING = f"Next 30 days, {AHEAD_ASSUMES}"


def answer_parts(stats: Statistics) -> list[str]:
    """Return `210 answers on 40 days`, `31 in the last 7 days`, and what was answered `today`."""
    return [
        f"{plural(stats.answers, 'answer')} on {plural(stats.days, 'day')}",
        f"{stats.answers_this_week} in the last 7 days",
        f"{stats.answers_today} today",
    ]


def busiest_day(days: Sequence[NextDay]) -> str:
    """Return the day of a forecast with the most answers: `most: 8 on Mon 30 Nov`; empty if none has any."""
    busiest = max(days, key=lambda day: day.answers, default=None)
    if busiest is None or not busiest.answers:
        return ""
    return f"most: {busiest.answers} on {weekday_and_day(busiest.day)}"


def calibration_parts(calibration: Calibration) -> list[str]:
    """Return `sure and right 14`, `sure and wrong 5`, `unsure and right 9`; empty if never recorded."""
    if not calibration.is_recorded:
        return []
    return [
        f"sure and right {calibration.sure_right}",
        f"sure and wrong {calibration.sure - calibration.sure_right}",
        f"unsure and right {calibration.unsure_right}",
    ]


def time_spent(stats: Statistics) -> str:
    """Return the time of all answers: `3 h 12 min of answering`."""
    return f"{duration(60 * stats.minutes)} of answering"


def median_text(stats: Statistics) -> str:
    """Return `median 2:05 against a target of 2:30`; empty if no answer has a time and a target."""
    if stats.median_seconds is None or stats.median_target is None:
        return ""
    median, target = (format_clock(round(each)) for each in (stats.median_seconds, stats.median_target))
    return f"median {median} against a target of {target}"


def point_trend(stats: Statistics) -> list[str]:
    """Return the share of the last session and its difference: `62 %`, `+9 on the week before`."""
    last = stats.sessions[-1].share if stats.sessions else None
    if last is None:
        return []
    difference = [] if stats.difference is None else [difference_text(stats.difference)]
    return [percent(last), *difference]


def missed_ratio(point: PointStatistics) -> str:
    """Return in how many answers a key point was missed: `5 of 6`."""
    return f"{point.missed} of {point.answers}"
