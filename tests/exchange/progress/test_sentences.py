"""The phrases of Progress."""

from __future__ import annotations

from datetime import date

from tests.exchange.histories import BANK, RULES, History
from tpm_tui.core.plan.settings import PlanSettings
from tpm_tui.core.reports.calibration import Calibration
from tpm_tui.core.reports.next_days import NextDay
from tpm_tui.core.reports.stats import Statistics, compute_statistics
from tpm_tui.exchange.progress.sentences import (
    answer_parts,
    busiest_day,
    calibration_parts,
    median_text,
    missed_ratio,
    point_trend,
    time_spent,
)


def stats_of(history: History) -> Statistics:
    return compute_statistics(history.entries, history.cards, BANK, history.day, PlanSettings(rules=RULES))


def test_answers_are_counted_by_period() -> None:
    history = History()
    history.answer()
    assert answer_parts(stats_of(history)) == ["1 answer on 1 day", "1 in the last 7 days", "1 today"]


def test_busiest_day_is_the_first_with_the_most_answers() -> None:
    days = [NextDay(date(2026, 11, 29 + place), count, 0) for place, count in enumerate((3, 8))]
    days.append(NextDay(date(2026, 12, 1), 2, 6))
    assert busiest_day(days) == "most: 8 on Mon 30 Nov"
    assert busiest_day([NextDay(date(2026, 11, 29), 0, 0)]) == ""
    assert busiest_day([]) == ""


def test_calibration_names_right_and_wrong_answers() -> None:
    assert calibration_parts(Calibration(sure=19, sure_right=14, unsure=12, unsure_right=9)) == [
        "sure and right 14",
        "sure and wrong 5",
        "unsure and right 9",
    ]
    assert calibration_parts(Calibration()) == []


def test_time_is_described_with_the_median_and_its_target() -> None:
    history = History()
    history.answer(seconds=125)
    stats = stats_of(history)
    assert time_spent(stats) == "2 min of answering"
    assert median_text(stats) == "median 2:05 against a target of 3:00"
    assert median_text(stats_of(History())) == ""


def test_trend_has_the_last_share_and_its_difference() -> None:
    history = History()
    assert point_trend(stats_of(history)) == []
    history.answer(session="s1")
    assert point_trend(stats_of(history)) == ["50 %"]
    history.wait(1)
    history.answer("dates", session="s2", covered=("size and cause first", "early plain notice"), missed=())
    assert point_trend(stats_of(history)) == ["100 %", "+50 on the week before"]
    assert missed_ratio(stats_of(history).missed[0]) == "1 of 1"
