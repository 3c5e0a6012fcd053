"""The days ahead: expected days and losses by skipping, compared with planning day by day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.core.plan.plan_cases import Case, by_answers_or_time, cases, deadlines, some_triaged
from tests.core.strategies import TODAY, card_of
from tpm_tui.core.cards.card import Card
from tpm_tui.core.cards.grade import Grade
from tpm_tui.core.cards.leitner import Rules, Schedule, due_day
from tpm_tui.core.plan.ahead.expected_day import compute_expected_days
from tpm_tui.core.plan.ahead.skip_loss import SkipLoss, describe_skip
from tpm_tui.core.plan.budget import Caps
from tpm_tui.core.plan.deadline import Deadline
from tpm_tui.core.plan.plan_report import build_plan_report
from tpm_tui.core.plan.settings import PlanSettings

several_dates = cases(
    horizon=st.none() | st.integers(0, 12),
    deadlines=deadlines,
    max_size=14,
    times=by_answers_or_time,
    known=some_triaged,
)


def expected_days(case: Case, question: str) -> dict[Grade, date | None]:
    return compute_expected_days(case.questions, case.cards, question, case.today, case.plan_settings)


def first_day_asked(case: Case, question: str, grade: Grade, last: date) -> date | None:
    """Return the day on which the plan asks a question again, if every plan is completed well."""
    now = case.after_answer(question, grade).after_practice()
    while now.today <= last:
        if question in now.agenda.queue:
            return now.today
        now = now.after_practice()
    return None


@given(several_dates, st.data(), st.sampled_from(Grade))
def test_expected_day_is_the_day_the_plan_asks_again(case: Case, data: st.DataObject, grade: Grade) -> None:
    active = [q for q in case.questions if not card_of(case.cards, q).suspended]
    assume(active)
    question = data.draw(st.sampled_from(case.agenda.queue or sorted(active)))
    assume(question in active)
    dates = case.plan_settings.dates_by_topic(case.questions, case.today)[case.questions[question]]
    last = dates[-1] if dates else case.today + timedelta(days=40)
    asked = first_day_asked(case, question, grade, last)
    expected = expected_days(case, question)[grade]
    if grade is not Grade.AGAIN:  # one that is missed now may change the pace
        assert expected == asked or (asked is None and expected is not None and expected > last)


def test_expected_day_is_due_day_without_date_and_within_budget() -> None:
    case = Case({"q": "topic"}, {}, TODAY, PlanSettings())
    days = {grade: expected_days(case, "q")[grade] for grade in Grade}
    due = {grade: case.after_answer("q", grade).cards["q"].schedule for grade in Grade}
    assert days == {grade: due_day(schedule, case.plan_settings.rules) for grade, schedule in due.items()}


def test_expected_day_waits_for_the_budget() -> None:
    questions = {f"q{k:02}": "topic" for k in range(4 * 12)}
    case = Case(questions, {}, TODAY, PlanSettings(budget=4, interview=TODAY + timedelta(days=12)))
    assert set(expected_days(case, "q00").values()) <= {None, TODAY + timedelta(days=12)}


def test_expected_day_is_none_after_the_interview() -> None:
    case = Case({"q": "topic"}, {}, TODAY, PlanSettings(interview=TODAY))
    assert expected_days(case, "q") == dict.fromkeys(Grade)


def test_expected_day_of_further_answer_is_same_for_all_grades() -> None:
    case = Case({"q": "topic"}, {}, TODAY, PlanSettings()).after_answer("q", Grade.GOOD)
    assert expected_days(case, "q") == dict.fromkeys(Grade, TODAY + timedelta(days=2))


def test_suspended_question_has_no_expected_day() -> None:
    case = Case({"q": "topic"}, {"q": Card("q", suspended=True)}, TODAY, PlanSettings())
    assert expected_days(case, "q") == dict.fromkeys(Grade)


def test_question_without_room_for_reviews_has_no_expected_day() -> None:
    case = Case({"q": "topic"}, {}, TODAY, PlanSettings(caps=Caps(max_reviews=0)))
    assert expected_days(case, "q") == dict.fromkeys(Grade)


def test_due_day_beyond_the_search_is_the_expected_day() -> None:
    case = Case({"q": "topic"}, {}, TODAY, PlanSettings(rules=Rules(intervals=(500, 600))))
    assert expected_days(case, "q")[Grade.AGAIN] == TODAY + timedelta(days=500)


# Skipping today.


def reviews_before(case: Case, deadline: Deadline, skip: bool) -> int:
    """Count the repeated answers before a date to questions that it covers, with good answers only."""
    now, count = case, 0
    while now.today < deadline.day:
        queue = () if skip and now.today == case.today else now.agenda.queue
        count += sum(now.is_seen(q) and deadline.covers(now.questions[q]) for q in queue)
        skipped = skip and now.today == case.today
        tomorrow = Case(now.questions, now.cards, now.today + timedelta(days=1), now.plan_settings)
        now = tomorrow if skipped else now.after_practice()
    return count


@given(
    cases(
        horizon=st.integers(0, 10),
        deadlines=deadlines,
        max_size=14,
        times=by_answers_or_time,
        known=some_triaged,
    )
)
def test_skip_loss_equals_difference_of_both_ways(case: Case) -> None:
    report = build_plan_report(case.questions, case.cards, case.today, case.plan_settings)
    assert len(report.skips) == len(report.forecasts)
    for loss in report.skips:
        assert loss.deadline is not None
        done, skipped = (reviews_before(case, loss.deadline, skip) for skip in (False, True))
        assert loss.reviews_lost == max(0, done - skipped)
        assert loss.left_today == len(case.agenda.queue)
        covered = [loss.deadline.covers(case.questions[question]) for question in case.agenda.queue]
        assert loss.others_today == covered.count(False)
        assert loss.seen_if_skipped <= loss.seen_if_done <= loss.total


LOSS = SkipLoss(
    deadline=Deadline(TODAY + timedelta(days=9)),
    days_left=9,
    later_days=8,
    left_today=8,
    total=70,
    seen_if_done=70,
    seen_if_skipped=70,
    reviews_lost=8,
)


@pytest.mark.parametrize(
    ("loss", "text"),
    [
        (LOSS, "Skip today: still all 70 met, 8 second looks fewer."),
        (
            replace(LOSS, seen_if_done=66, seen_if_skipped=60, reviews_lost=1),
            "Skip today: 60 of 70 met instead of 66, 1 second look fewer.",
        ),
        (
            replace(LOSS, seen_if_done=9, seen_if_skipped=9),
            "Skip today: still 9 of 70 met, 8 second looks fewer.",
        ),
        (
            replace(LOSS, reviews_lost=0),
            "Skip today: still all 70 met and as many second looks, but 8 questions later than planned.",
        ),
        (
            replace(LOSS, seen_if_skipped=62, reviews_lost=0),
            "Skip today: 62 of 70 met instead of 70.",
        ),
        (replace(LOSS, left_today=0), "Nothing is left to do today."),
        (replace(LOSS, later_days=0, left_today=1), "Today is the last day to practise: 1 question to do."),
        (
            replace(LOSS, later_days=0, others_today=7),
            "Today is the last day to practise: 1 of the 8 questions left today is for it.",
        ),
        (
            replace(LOSS, later_days=0, others_today=8),
            "Today is the last day to practise, but none of the 8 questions left today is for it.",
        ),
        (
            replace(LOSS, others_today=5, reviews_lost=0),
            "Skip today: still all 70 met and as many second looks, but 3 questions later than planned.",
        ),
        (
            replace(LOSS, others_today=8, reviews_lost=0),
            "Skip today: still all 70 met and as many second looks.",
        ),
        (replace(LOSS, later_days=0, left_today=0), "Nothing is left to do today."),
        (replace(LOSS, days_left=0, left_today=7), "The warm-up is left: 7 questions to do."),
        (replace(LOSS, days_left=0, others_today=8), "Nothing of it is left to do today."),
        (
            replace(LOSS, deadline=None, days_left=None),
            "Skip today: 8 questions will be asked later, and those of later days wait longer.",
        ),
    ],
)
def test_skip_line_states_the_true_loss(loss: SkipLoss, text: str) -> None:
    assert describe_skip(loss) == text


def test_forecast_days_do_not_count_interview_days() -> None:
    questions = {"a": "screen", "b": "onsite"}
    screen = Deadline(TODAY + timedelta(days=2), frozenset({"screen"}))
    settings = PlanSettings(budget=1, interview=TODAY + timedelta(days=4), deadlines=(screen,))
    report = build_plan_report(questions, {}, TODAY, settings)
    assert [(each.days, each.later_days, each.left_today) for each in report.forecasts] == [
        (2, 1, 1),
        (3, 2, 1),
    ]
    assert [each.will_see for each in report.forecasts] == [1, 2]


def test_expected_day_is_within_final_lap_or_warm_up() -> None:
    last = TODAY - timedelta(days=3)
    cards = {"q": Card("q", Schedule(box=6, last=last, day=last, reviews=1, grade=Grade.GOOD))}
    case = Case({"q": "topic", "r": "topic"}, cards, TODAY, PlanSettings(interview=TODAY + timedelta(days=3)))
    assert set(expected_days(case, "r").values()) <= {TODAY + timedelta(days=k) for k in (1, 2, 3)}
