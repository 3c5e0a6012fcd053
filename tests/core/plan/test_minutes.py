"""Planning by minutes: times of answers, plans that fit into the time, and the recommended minutes."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.core.plan.plan_cases import Case, cases, deadlines, study_times
from tests.core.strategies import TODAY, grades, one_topic, review
from tpm_tui.core.cards.events import Review
from tpm_tui.core.cards.grade import Grade
from tpm_tui.core.plan.agenda import build_agenda
from tpm_tui.core.plan.ahead.preview import preview_days
from tpm_tui.core.plan.budget import AnswerTimes, Caps, StudyTime
from tpm_tui.core.plan.deadline import Deadline
from tpm_tui.core.plan.forecast import compute_forecasts
from tpm_tui.core.plan.minutes import estimate_answer_times, estimate_minutes, recommend_minutes
from tpm_tui.core.plan.plan_report import build_plan_report
from tpm_tui.core.plan.settings import PlanSettings

YESTERDAY = TODAY - timedelta(days=1)
DEFAULT = AnswerTimes(240, 120)


@st.composite
def timed_cases(
    draw: st.DrawFn,
    *,
    dates: st.SearchStrategy[tuple[Deadline, ...]] = deadlines,
    horizon: st.SearchStrategy[int | None] | None = None,
) -> Case:
    return draw(cases(deadlines=dates, horizon=horizon, times=study_times))


def with_time(case: Case, time: StudyTime) -> Case:
    return Case(case.questions, case.cards, case.today, replace(case.plan_settings, time=time))


def answers(*seconds: float, box: int = 0) -> list[Review]:
    return [
        replace(review(day=YESTERDAY, id=f"r{k}"), seconds=each, box_before=box)
        for k, each in enumerate(seconds)
    ]


def test_times_of_both_kinds_are_estimated_separately() -> None:
    reviews = [*answers(*[300] * 12), *answers(*[90] * 12, box=2)]
    assert estimate_answer_times(reviews, TODAY) == AnswerTimes(300, 90)


def test_time_is_median_of_the_last_thirty_of_its_kind() -> None:
    reviews = [*answers(*[600] * 20, *[60] * 16, *[200] * 14), *answers(*[30] * 40, box=1)]
    assert estimate_answer_times(reviews, TODAY) == AnswerTimes(60, 30)


def test_few_answers_do_not_decide_the_estimate() -> None:
    assert estimate_answer_times([], TODAY) == AnswerTimes() == DEFAULT
    assert estimate_answer_times(answers(*[60] * 4), TODAY) == DEFAULT
    assert estimate_answer_times(answers(*[60] * 6), TODAY).new == 60


def test_repeated_answers_are_assumed_to_take_half_the_time() -> None:
    assert estimate_answer_times(answers(*[400] * 10), TODAY) == AnswerTimes(400, 200)


@pytest.mark.parametrize(("seconds", "expected"), [(1, 20), (90_000, 1200)])
def test_estimate_is_limited_to_plausible_times(seconds: float, expected: int) -> None:
    reviews = [*answers(*[seconds] * 20), *answers(*[seconds] * 20, box=1)]
    assert estimate_answer_times(reviews, TODAY) == AnswerTimes(expected, expected)


def test_estimate_ignores_today_drills_and_untimed_answers() -> None:
    today = [replace(each, day=TODAY) for each in answers(*[60] * 30)]
    drills = [replace(each, drill=True) for each in answers(*[60] * 30)]
    assert estimate_answer_times([*today, *drills, *answers(*[0] * 30)], TODAY) == DEFAULT


def test_plan_counts_new_questions_by_their_longer_time() -> None:
    settings = PlanSettings(time=StudyTime(12, AnswerTimes(240, 120)))
    days = preview_days(one_topic("abcdefgh"), {}, TODAY, 3, settings)
    assert [(len(day.reviews), len(day.new)) for day in days] == [(0, 3), (0, 3), (3, 1)]


@given(timed_cases())
def test_plan_fits_into_the_time_without_idle_room(case: Case) -> None:
    settings, plan = case.plan_settings, case.plan
    reviews = sum(case.eligible[question].seen for question in plan)
    new = len(plan) - reviews
    assert settings.room.fits(new, reviews)
    assert new <= settings.new_a_day
    assert reviews <= settings.reviews_a_day
    left_out = [q for q in case.eligible if not case.eligible[q].seen and q not in plan]
    if (
        case.today not in settings.calendar(case.questions, case.today)
        and left_out
        and new < settings.new_a_day
    ):
        assert not settings.room.fits(new + 1, reviews)


@given(timed_cases(), st.data())
def test_rest_of_timed_plan_is_same_after_an_answer(case: Case, data: st.DataObject) -> None:
    queue = case.agenda.queue
    assume(queue)
    question = data.draw(st.sampled_from(queue))
    after = case.after_answer(question, data.draw(grades)).agenda.queue
    assert after == tuple(other for other in queue if other != question)


@given(timed_cases(), st.data())
def test_extra_answers_leave_no_more_than_fits(case: Case, data: st.DataObject) -> None:
    assume(case.questions)
    for step, question in enumerate(data.draw(st.lists(st.sampled_from(sorted(case.questions)), max_size=5))):
        case = case.after_answer(question, data.draw(grades), f"extra-{step}")
    new = reviews = 0
    for card in case.cards.values():
        if card.answered_on(case.today):
            new += not card.schedule_before(case.today).seen
            reviews += card.schedule_before(case.today).seen
    queue = case.agenda.queue
    if queue:
        new += sum(not case.is_seen(question) for question in queue)
        reviews += sum(case.is_seen(question) for question in queue)
        assert case.plan_settings.room.fits(new, reviews)


@given(timed_cases(dates=st.just(()), horizon=st.integers(1, 12)))
def test_timed_forecast_equals_simulation(case: Case) -> None:
    settings = case.plan_settings
    assert settings.interview is not None
    (forecast,) = compute_forecasts(case.questions, case.cards, case.today, settings)
    span = (settings.interview - case.today).days
    ahead = preview_days(case.questions, case.cards, case.today, span, settings)
    assert forecast.will_see == forecast.seen + sum(len(day.new) for day in ahead)


@given(
    cases(deadlines=deadlines, horizon=st.none() | st.integers(1, 15), answers=False, caps=st.just(Caps())),
    st.builds(AnswerTimes, new=st.integers(60, 400), repeated=st.integers(60, 400)),
)
def test_recommended_minutes_show_every_question_in_time(case: Case, times: AnswerTimes) -> None:
    assume(not any(card.buried == case.today for card in case.cards.values()))
    assume(all(deadline.day > case.today for deadline in case.plan_settings.future_deadlines(case.today)))
    minutes = recommend_minutes(case.questions, case.cards, case.today, case.plan_settings, times)
    assume(minutes)
    assert minutes

    def is_enough(minutes: int) -> bool:
        timed = with_time(case, StudyTime(minutes, times))
        forecasts = compute_forecasts(timed.questions, timed.cards, timed.today, timed.plan_settings)
        return all(each.will_see == each.total for each in forecasts if each.deadline)

    assert is_enough(minutes)
    fewer = StudyTime(minutes - 1, times)
    if fewer.room.total == 60 * fewer.minutes:
        assert not is_enough(fewer.minutes)


def test_minutes_are_recommended_only_if_they_help() -> None:
    questions = one_topic("abcdefgh")
    in_two_days = TODAY + timedelta(days=2)

    def minutes(**settings: object) -> int | None:
        return recommend_minutes(questions, {}, TODAY, PlanSettings(**settings), DEFAULT)  # type: ignore[arg-type]

    assert minutes(interview=in_two_days) == 16
    assert minutes(interview=in_two_days, caps=Caps(max_new=4)) == 16
    assert minutes(interview=in_two_days, caps=Caps(max_new=3)) is None
    assert minutes(interview=TODAY) is None
    assert minutes() is None


def test_minutes_do_not_count_other_interviews_as_study_days() -> None:
    questions = {**one_topic("abcdefgh"), "z": "other"}
    screen = Deadline(TODAY + timedelta(days=1), frozenset({"other"}))
    settings = PlanSettings(interview=TODAY + timedelta(days=3), deadlines=(screen,))
    seen = Case(questions, {}, TODAY - timedelta(days=1), settings).after_answer("z", Grade.GOOD)
    assert recommend_minutes(questions, seen.cards, TODAY, settings, DEFAULT) == 16
    (forecast,) = compute_forecasts(questions, seen.cards, TODAY, settings)[1:]
    assert forecast.needed == 4


def test_advice_counts_today_only_if_room_is_left() -> None:
    questions = one_topic("abcdefgh")
    settings = PlanSettings(budget=2, interview=TODAY + timedelta(days=3))
    case = Case(questions, {}, TODAY, settings)
    report = build_plan_report(questions, {}, TODAY, settings)
    assert (report.forecasts[0].needed, report.minutes) == (3, 12)
    for question in case.agenda.queue:
        case = case.after_answer(question, Grade.GOOD)
    report = build_plan_report(questions, case.cards, TODAY, settings)
    assert (report.forecasts[0].open_days, report.forecasts[0].needed, report.minutes) == (2, 3, 12)
    one_day = replace(settings, interview=TODAY + timedelta(days=1))
    report = build_plan_report(questions, case.cards, TODAY, one_day)
    assert (report.forecasts[0].open_days, report.forecasts[0].needed, report.minutes) == (0, None, None)


def test_report_states_time_and_recommendation() -> None:
    time = StudyTime(8, DEFAULT)
    settings = PlanSettings(time=time, interview=TODAY + timedelta(days=2))
    report = build_plan_report(one_topic("abcdefgh"), {}, TODAY, settings)
    assert report.forecasts[0].summary == (
        "8 min a day x 1 day + 2 answers left today, about 4 answers: you will see 4 of 8. "
        "Reorder your topics, drop some, or take more time per day."
    )
    assert (report.minutes, report.times) == (16, DEFAULT)
    assert build_agenda(one_topic("abcdefgh"), {}, TODAY, settings).new == 2
    own = AnswerTimes(120, 60)
    assert build_plan_report(one_topic("abcdefgh"), {}, TODAY, settings, own).minutes == 8


def test_timed_summary_without_date_names_the_minutes() -> None:
    (forecast,) = compute_forecasts(one_topic("ab"), {}, TODAY, PlanSettings(time=StudyTime(8)))
    assert forecast.summary == "8 min a day, no interview date: 0 of 2 seen."
    capped = PlanSettings(time=StudyTime(8), caps=Caps(max_new=1), interview=TODAY + timedelta(days=2))
    (forecast,) = compute_forecasts(one_topic("abc"), {}, TODAY, capped)
    left = "8 min a day (1 new) x 1 day + 1 answer left today"
    assert forecast.summary.startswith(f"{left}: you will see 2 of 3. ")
    assert "allow more new questions" in forecast.summary


def test_minutes_of_answers_are_rounded_up() -> None:
    times = AnswerTimes(new=100, repeated=30)
    assert estimate_minutes(0, 0, times) == 0
    assert estimate_minutes(1, 0, times) == 1
    assert estimate_minutes(2, 3, times) == 6
    assert estimate_minutes(3, 3, times) == 7
