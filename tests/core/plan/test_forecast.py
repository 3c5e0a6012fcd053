"""Forecasts and previews, compared with simulating the plan day by day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.core.plan.plan_cases import Case, by_answers_or_time, cases, deadlines, some_triaged
from tests.core.strategies import TODAY, card_of, grades
from tpm_tui.core.cards.card import Card
from tpm_tui.core.cards.grade import Grade
from tpm_tui.core.plan.ahead.preview import DayAhead, preview_days
from tpm_tui.core.plan.budget import Caps
from tpm_tui.core.plan.days_off import DaysOff
from tpm_tui.core.plan.deadline import Deadline
from tpm_tui.core.plan.forecast import Forecast, compute_forecasts
from tpm_tui.core.plan.plan_report import PlanReport, build_plan_report
from tpm_tui.core.plan.settings import PlanSettings

one_date = cases(horizon=st.integers(0, 12), max_size=24)
dates = cases(
    horizon=st.integers(0, 12),
    deadlines=deadlines,
    max_size=20,
    times=by_answers_or_time,
    known=some_triaged,
)


def forecasts_of(case: Case, skip_today: bool = False) -> tuple[Forecast, ...]:
    return compute_forecasts(
        case.questions, case.cards, case.today, case.plan_settings, skip_today=skip_today
    )


def report_of(case: Case) -> PlanReport:
    return build_plan_report(case.questions, case.cards, case.today, case.plan_settings)


def tomorrow(case: Case) -> Case:
    return Case(case.questions, case.cards, case.today + timedelta(days=1), case.plan_settings)


def seen_by(case: Case, day: date, within: list[str], data: st.DataObject, skip_today: bool) -> int:
    """Return how many questions of `within` are seen on a day if every plan until then is completed."""
    now = tomorrow(case) if skip_today and case.today < day else case
    while now.today < day:
        now = now.after_practice(data.draw(grades))
    return sum(now.is_seen(question) for question in within)


def active_questions(case: Case) -> list[str]:
    return [question for question in case.questions if not card_of(case.cards, question).suspended]


@given(one_date, st.booleans(), st.data())
def test_forecast_is_exact_for_any_grades(case: Case, skip: bool, data: st.DataObject) -> None:
    (forecast,) = forecasts_of(case, skip)
    assert case.plan_settings.interview is not None
    assert forecast.total == len(active_questions(case))
    assert forecast.seen == sum(case.is_seen(question) for question in active_questions(case))
    assert forecast.will_see == seen_by(
        case, case.plan_settings.interview, active_questions(case), data, skip
    )


@given(dates, st.booleans(), st.data())
def test_forecast_of_each_date_is_exact_for_any_grades(case: Case, skip: bool, data: st.DataObject) -> None:
    predicted = forecasts_of(case, skip)
    assert [forecast.deadline for forecast in predicted] == list(
        case.plan_settings.future_deadlines(case.today)
    )
    for forecast in predicted:
        assert forecast.deadline is not None
        queue = () if skip else case.agenda.queue
        assert forecast.others_today == sum(not forecast.deadline.covers(case.questions[q]) for q in queue)
        within = [q for q in active_questions(case) if forecast.deadline.covers(case.questions[q])]
        assert forecast.total == len(within)
        now = tomorrow(case) if skip and case.today < forecast.deadline.day else case
        while now.today < forecast.deadline.day:
            now = now.after_practice(data.draw(grades))
        assert forecast.will_see == sum(now.is_seen(question) for question in within)


@given(one_date)
def test_forecast_days_are_study_days_before_the_date(case: Case) -> None:
    assert case.plan_settings.interview is not None
    (forecast,) = forecasts_of(case)
    assert forecast.days == case.study_days(case.today, case.plan_settings.interview)
    queue, today_off = len(case.agenda.queue), case.today in case.plan_settings.off
    assert forecast.left_today == queue
    if forecast.days:
        assert forecast.later_days == forecast.days - (not today_off)
        assert forecast.answers == forecast.later_days * case.plan_settings.budget + queue
    assert forecast.days_off == (forecast.days < (case.plan_settings.interview - case.today).days)
    (skipped,) = forecasts_of(case, skip_today=True)
    assert skipped.days == case.study_days(case.today + timedelta(days=1), case.plan_settings.interview)
    assert skipped.will_see <= forecast.will_see


@given(cases(horizon=st.integers(1, 12), answers=False, caps=st.just(Caps()), max_size=24))
def test_needed_budget_is_the_smallest_that_shows_all(case: Case) -> None:
    (forecast,) = forecasts_of(case)
    assume(forecast.needed)
    assert forecast.needed is not None

    def with_budget(budget: int) -> Forecast:
        plan_settings = replace(case.plan_settings, budget=budget)
        return forecasts_of(Case(case.questions, case.cards, case.today, plan_settings))[0]

    buried = any(card.buried == case.today for card in case.cards.values())
    assume(not buried)
    assert with_budget(forecast.needed).will_see == forecast.total
    if forecast.needed > 1:
        assert with_budget(forecast.needed - 1).will_see < forecast.total


@given(cases(horizon=st.integers(1, 8), answers=False, max_size=30))
def test_forecast_drops_just_enough_topics(case: Case) -> None:
    (forecast,) = forecasts_of(case)
    assert bool(forecast.drop) <= (forecast.will_see < forecast.total)

    def without(topics: tuple[str, ...]) -> Forecast:
        remaining = {question: topic for question, topic in case.questions.items() if topic not in topics}
        return forecasts_of(Case(remaining, case.cards, case.today, case.plan_settings))[0]

    rest = without(forecast.drop)
    assert (rest.will_see == rest.total) == forecast.drop_is_enough
    if forecast.drop:
        one_topic_fewer = without(forecast.drop[1:])
        assert one_topic_fewer.will_see < one_topic_fewer.total


def bank(questions: int, per_topic: int = 30) -> dict[str, str]:
    return {f"q{k:03}": f"topic-{k // per_topic}" for k in range(questions)}


def in_days(days: int, **others: object) -> PlanSettings:
    return PlanSettings(budget=6, interview=TODAY + timedelta(days=days), **others)  # type: ignore[arg-type]


def after_seeing_all(questions: dict[str, str], plan_settings: PlanSettings) -> Case:
    """Return a case two days after every question was answered for the first time."""
    case = Case(questions, {}, TODAY - timedelta(days=2), plan_settings)
    for question in questions:
        case = case.after_answer(question, Grade.GOOD)
    return Case(questions, case.cards, TODAY, plan_settings)


@pytest.mark.parametrize(
    ("case", "text"),
    [
        (
            Case(bank(300), {}, TODAY, in_days(14)),
            "6 a day x 13 days + 6 left today = 84 answers: you will see 84 of 300. "
            "Reorder your topics, drop some, or answer more questions a day.",
        ),
        (
            Case(bank(84), {}, TODAY, in_days(14)),
            "6 a day x 13 days + 6 left today = 84 answers: you will see all 84.",
        ),
        (
            Case(bank(9), {}, TODAY, in_days(1)),
            "6 left today: you will see 6 of 9. "
            "Reorder your topics, drop some, or answer more questions a day.",
        ),
        (
            Case(bank(300), {}, TODAY, in_days(14, caps=Caps(max_new=2))),
            "6 a day (2 new) x 13 days + 2 left today, about 68 answers: you will see 28 of 300. "
            "Reorder your topics, drop some, or allow more new questions a day.",
        ),
        (
            Case(bank(20), {}, TODAY, in_days(14, off=DaysOff(weekdays=frozenset({5, 6})))),
            "6 a day x 10 study days + 0 left today = 60 answers: you will see all 20.",
        ),
        (
            after_seeing_all(bank(8), in_days(5)),
            "6 a day x 4 days + 6 left today, about 20 answers: "
            "all 8 are already seen; these answers are reviews.",
        ),
        (
            Case(bank(8), {}, TODAY, in_days(14, caps=Caps(max_reviews=2))),
            "6 a day x 13 days + 6 left today, about 32 answers: you will see all 8.",
        ),
        (
            Case(bank(8), {}, TODAY, in_days(399)),
            "6 a day x 398 days + 6 left today, about 100 answers: you will see all 8.",
        ),
        (Case(bank(8), {}, TODAY, in_days(402)), "6 a day x 401 days + 6 left today: you will see all 8."),
        (Case(bank(8), {}, TODAY, in_days(0)), "No study days left: 0 of 8 seen."),
        (Case(bank(8), {}, TODAY, PlanSettings(budget=6)), "6 a day, no interview date: 0 of 8 seen."),
        (Case(bank(8), {}, TODAY, in_days(-1)), "6 a day, no interview date: 0 of 8 seen."),
        (Case({}, {}, TODAY, in_days(5)), "There are no questions to plan."),
    ],
)
def test_forecast_summary_states_seen_questions_and_remedy(case: Case, text: str) -> None:
    assert report_of(case).forecasts[0].summary == text


@given(dates)
def test_sum_counts_the_answers_that_serve_the_date(case: Case) -> None:
    for forecast in report_of(case).forecasts:
        assert forecast.deadline is not None
        now, count = case, 0
        interviews = case.plan_settings.interview_days(case.questions, case.today)
        while now.today < forecast.deadline.day:
            own = [q for q in now.agenda.queue if forecast.deadline.covers(now.questions[q])]
            count += len(own) if now.today == case.today or now.today not in interviews else 0
            now = now.after_practice()
        assert forecast.planned == count
        if forecast.planned != forecast.answers:
            assert " = " not in forecast.summary


def test_date_with_topics_counts_only_its_own_answers() -> None:
    questions = bank(20, per_topic=2)
    case = Case(questions, {}, TODAY - timedelta(days=1), PlanSettings(budget=6))
    for question in ("q000", "q001"):
        case = case.after_answer(question, Grade.GOOD)
    screen = Deadline(TODAY + timedelta(days=1), frozenset({"topic-0"}))
    own = Case(questions, case.cards, TODAY, in_days(9, deadlines=(screen,)))
    first, second = report_of(own).forecasts
    others = sum(questions[question] != "topic-0" for question in own.agenda.queue)
    assert (first.left_today, first.others_today, second.others_today) == (6, others, 0)
    assert first.summary == "2 of the 6 left today are for it: all 2 are already seen."
    done = own.after_answer("q002", Grade.GOOD, "new-2").after_answer("q003", Grade.GOOD, "new-3")
    for question in ("q000", "q001"):
        done = done.after_answer(question, Grade.GOOD, f"again-{question}")
    assert (
        report_of(done).forecasts[0].summary == "None of the 2 left today is for it: all 2 are already seen."
    )
    later = replace(screen, day=TODAY + timedelta(days=4))
    first, _ = report_of(Case(questions, case.cards, TODAY, in_days(9, deadlines=(later,)))).forecasts
    assert first.summary == (
        "6 a day x 3 days + 6 left today, about 4 answers for it (none of the 6 left today is for it): "
        "all 2 are already seen."
    )


def test_topics_to_drop_are_whole_topics_from_the_end() -> None:
    (forecast,) = forecasts_of(Case(bank(150), {}, TODAY, in_days(14)))
    assert (forecast.drop, forecast.drop_is_enough) == (("topic-2", "topic-3", "topic-4"), True)
    assert forecast.needed == 11


def test_nothing_is_advised_after_the_last_study_day() -> None:
    case = Case(bank(20), {}, TODAY, in_days(1))
    for question in case.agenda.queue:
        case = case.after_answer(question, Grade.GOOD)
    (forecast,) = forecasts_of(case)
    assert (forecast.summary, forecast.drop) == ("0 left today: you will see 6 of 20.", ())
    assert not forecast.is_breadth_first


def test_no_topic_is_dropped_on_the_interview_day() -> None:
    (forecast,) = forecasts_of(Case(bank(60), {}, TODAY, in_days(0)))
    assert (forecast.will_see, forecast.drop) == (0, ())


def test_first_topic_is_never_dropped() -> None:
    (forecast,) = forecasts_of(Case(bank(60), {}, TODAY, in_days(3)))
    assert (forecast.drop, forecast.drop_is_enough) == (("topic-1",), False)


# Previews.


@given(dates, st.booleans())
def test_preview_days_equals_plans_day_by_day(case: Case, skip: bool) -> None:
    preview = preview_days(case.questions, case.cards, case.today, 6, case.plan_settings, skip_today=skip)
    now = case
    for number, day in enumerate(preview):
        queue = () if skip and not number else now.agenda.queue
        assert day.day == now.today == case.today + timedelta(days=number)
        assert day.off == (now.today in case.plan_settings.off)
        assert day.new == tuple(question for question in queue if not now.is_seen(question))
        assert day.reviews == tuple(question for question in queue if now.is_seen(question))
        now = tomorrow(now) if skip and not number else now.after_practice()
    assert len(preview) == 6


def test_preview_days_counts_reviews_and_new_questions() -> None:
    preview = preview_days(bank(8), {}, TODAY, 4, in_days(10))
    assert [(len(day.reviews), len(day.new), day.answers) for day in preview] == [
        (0, 6, 6),
        (0, 2, 2),
        (6, 0, 6),
        (2, 0, 2),
    ]


def test_preview_days_ends_with_the_calendar() -> None:
    preview = preview_days({"q": "topic"}, {}, date.max, 5, PlanSettings())
    assert preview == (DayAhead(day=date.max, new=("q",)),)


def test_buried_question_does_not_replace_a_dropped_one() -> None:
    questions = {"q0": "delivery", "q1": "people"}
    cards = {"q0": replace(Card("q0"), buried=TODAY)}
    plan_settings = PlanSettings(budget=1, interview=TODAY + timedelta(days=1))
    (forecast,) = compute_forecasts(questions, cards, TODAY, plan_settings)
    assert (forecast.will_see, forecast.total) == (1, 2)
    assert not forecast.drop_is_enough
