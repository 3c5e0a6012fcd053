"""Properties of the daily plan and the agenda for any history, date and budget, and examples."""

from datetime import date, timedelta
from fractions import Fraction
from functools import cmp_to_key

import msgspec
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.core.strategies import (
    RULES,
    TODAY,
    Day,
    Log,
    answer,
    card_of,
    days,
    grades,
    logs,
    one_topic,
    rules,
)
from tpm_tui.core.cards.card import Card, is_counted
from tpm_tui.core.cards.grade import Grade
from tpm_tui.core.cards.leitner import Rules, Schedule, is_due
from tpm_tui.core.cards.replay import Cards, replay
from tpm_tui.core.plan.agenda import (
    Agenda,
    QuestionStatus,
    build_agenda,
    days_left,
    list_extra_practice,
    list_weakest,
)
from tpm_tui.core.plan.daily import plan_day
from tpm_tui.core.plan.latest_agenda import LatestAgenda
from tpm_tui.core.plan.pace import Retention, measure_retention
from tpm_tui.core.plan.settings import PlanSettings

NO_DATE = 30

before = st.none() | st.integers(-3, -1) | st.integers(1, 40)
"""Days until the interview, which is not today."""


def agenda_of(day: Day) -> Agenda:
    return build_agenda(day.questions, day.cards, day.today, day.plan_settings)


def eligible(day: Day) -> dict[str, Schedule]:
    """Return the schedules at the start of the day of all questions that may be asked, in bank order."""
    own = {question: card_of(day.cards, question) for question in day.order}
    return {
        question: card.schedule_before(day.today)
        for question, card in own.items()
        if not card.suspended and card.buried != day.today
    }


def plan_of(day: Day) -> list[str]:
    retention = measure_retention(day.cards, day.today)
    return plan_day(day.questions, eligible(day), day.today, day.plan_settings, retention)


def with_days_left(day: Day, left: int | None) -> Day:
    """Return the same day with the interview in `left` days."""
    interview = None if left is None else day.today + timedelta(days=left)
    return Day(day.order, day.cards, day.today, day.budget, day.rules, interview)


def new_questions(day: Day) -> list[str]:
    return [question for question, schedule in eligible(day).items() if not schedule.seen]


def seen_questions(day: Day) -> list[str]:
    return [question for question, schedule in eligible(day).items() if schedule.seen]


def days_since(day: Day, question: str) -> int:
    last = eligible(day)[question].last
    return max(0, (day.today - last).days) if last else 0


def interval(day: Day, question: str) -> int:
    return day.rules.intervals[eligible(day)[question].box - 1]


def remaining(day: Day) -> int:
    """Return the days until the interview, which is not today; 30 without a future date."""
    ahead = day.interview is not None and day.interview >= day.today
    return (day.interview - day.today).days if ahead and day.interview else NO_DATE


def in_lap(day: Day) -> bool:
    if day.interview is None or day.interview < day.today:
        return False
    left = (day.interview - day.today).days
    return left * day.budget <= len(seen_questions(day)) + day.budget - 1


def quota(day: Day) -> int:
    left, new = remaining(day), len(new_questions(day))
    retention = measure_retention(day.cards, day.today)
    factor = 1 if retention.answers < 6 else 2 if 3 * retention.good >= 2 * retention.answers else 0
    return min(new, day.budget, max((factor * new + left - 1) // left, new - day.budget * (left - 1)))


def review_pool(day: Day) -> list[str]:
    """Return the seen questions that may be asked today, stalest first, compared without division."""

    def compare(left: str, right: str) -> int:
        first = days_since(day, left) * interval(day, right)
        second = days_since(day, right) * interval(day, left)
        tie = (eligible(day)[left].box, left) < (eligible(day)[right].box, right)
        return second - first or (-1 if tie else 1)

    candidates = [q for q in seen_questions(day) if in_lap(day) or days_since(day, q) >= interval(day, q)]
    return sorted(candidates, key=cmp_to_key(compare))


def position(question: str, group: list[str]) -> Fraction:
    """Return the position of item k of n in the day, (k + 1/2) / n."""
    return Fraction(2 * group.index(question) + 1, 2 * len(group))


# Properties of the daily plan.


@given(days(horizon=before))
def test_plan_fills_every_slot_without_duplicates(day: Day) -> None:
    planned = plan_of(day)
    assert len(set(planned)) == len(planned)
    assert set(planned) <= set(eligible(day))
    assert len(planned) == min(day.budget, len(review_pool(day)) + len(new_questions(day)))


@given(days(horizon=before))
def test_new_questions_keep_pace_and_bank_order(day: Day) -> None:
    new = [question for question in plan_of(day) if question in new_questions(day)]
    assert len(new) >= quota(day)
    assert new == new_questions(day)[: len(new)]


@given(days(clock_back=True, horizon=before))
def test_reviews_are_the_stalest_due_questions(day: Day) -> None:
    reviews = [question for question in plan_of(day) if question not in new_questions(day)]
    if not in_lap(day):
        assert all(is_due(eligible(day)[question], day.today, day.rules) for question in reviews)
    for included in reviews:
        for left_out in set(review_pool(day)) - set(reviews):
            stale, staler = (days_since(day, included), days_since(day, left_out))
            assert staler * interval(day, included) <= stale * interval(day, left_out)


@given(days(clock_back=True, horizon=before))
def test_plan_equals_reference_implementation(day: Day) -> None:
    reviews = review_pool(day)[: day.budget - quota(day)]
    new = new_questions(day)[: day.budget - len(reviews)]
    assert [question for question in plan_of(day) if question in reviews] == reviews
    assert plan_of(day) == sorted(reviews + new, key=lambda q: position(q, reviews if q in reviews else new))


@given(logs(clock_back=True, act=False), rules)
def test_miss_returns_to_box_one_and_only_due_answers_climb(log: Log, any_rules: Rules) -> None:
    miss_rules = replace(any_rules, miss="first")
    cards: Cards = {}
    seen = []
    for entry in log.entries:
        before = cards
        seen.append(entry)
        cards = replay(seen, miss_rules)
        for question, card in cards.items():
            old = card_of(before, question)
            if card.schedule.reviews != old.schedule.reviews + 1:
                continue
            grade = getattr(entry, "grade", None)
            assert 1 <= card.box <= miss_rules.boxes
            if grade is Grade.AGAIN:
                assert card.box == 1
            if grade is Grade.HARD and old.schedule.seen:
                assert card.box == old.box
            if card.box > old.box > 0:
                assert is_due(old.schedule, entry.day, miss_rules)
                assert card.box - old.box <= 2


@given(days(clock_back=True))
def test_agenda_is_deterministic(day: Day) -> None:
    shuffled = {question: day.cards[question] for question in sorted(day.cards, reverse=True)}
    stored = msgspec.json.decode(msgspec.json.encode(shuffled), type=dict[str, Card])
    assert build_agenda(day.questions, stored, day.today, day.plan_settings) == agenda_of(day)


@given(logs(questions=("a", "b", "c", "d")), st.integers(1, 4), st.none() | st.integers(0, 20))
def test_agenda_after_restart_keeps_remaining_queue(log: Log, budget: int, left: int | None) -> None:
    interview = None if left is None else log.day + timedelta(days=left)
    questions, settings = one_topic("abcd"), PlanSettings(budget=budget, interview=interview)
    cards = replay(log.entries, RULES)
    first = build_agenda(questions, cards, log.day, settings)
    for done, question in enumerate(first.queue, 1):
        log.answer(question, Grade.GOOD)
        cards = replay(log.entries, RULES)
        assert build_agenda(questions, cards, log.day, settings).queue == first.queue[done:]


@given(logs(questions=("a", "b", "c", "d")), st.data(), st.integers(1, 4))
def test_two_undos_restore_agenda_of_two_answers_ago(log: Log, data: st.DataObject, budget: int) -> None:
    questions, settings = one_topic("abcd"), PlanSettings(budget=budget)
    states = [build_agenda(questions, replay(log.entries, RULES), log.day, settings)]
    for _ in range(2):
        log.answer(data.draw(st.sampled_from(sorted(questions))), data.draw(grades))
        states.append(build_agenda(questions, replay(log.entries, RULES), log.day, settings))
    for before in reversed(states[:-1]):
        log.undo()
        assert build_agenda(questions, replay(log.entries, RULES), log.day, settings) == before


@given(days(), st.integers(1, 40), st.integers(1, 40))
def test_nearer_date_never_reduces_new_questions(day: Day, one: int, other: int) -> None:
    nearer, later = (with_days_left(day, left) for left in sorted((one, other)))
    assert quota(nearer) >= quota(later)
    assume(not in_lap(nearer))
    new_nearer, new_later = ([q for q in plan_of(d) if q in new_questions(d)] for d in (nearer, later))
    assert len(new_nearer) >= len(new_later)


@given(days(), st.none() | st.integers(-3, 40), st.integers(1, 12))
def test_other_date_or_budget_changes_no_card(day: Day, left: int | None, budget: int) -> None:
    before = dict(day.cards)
    other = Day(day.order, day.cards, day.today, budget, day.rules, with_days_left(day, left).interview)
    agenda_of(other)
    assert day.cards == before
    assert agenda_of(other).answered == agenda_of(day).answered


@given(days(flags=False, answers=False, horizon=st.integers(1, 12), max_size=30), st.data())
def test_completed_plans_introduce_all_that_time_allows(day: Day, data: st.DataObject) -> None:
    assert day.interview is not None
    new_count = len(new_questions(day))
    left = remaining(day)
    cards, today = day.cards, day.today
    while today < day.interview:
        today_agenda = build_agenda(day.questions, cards, today, day.plan_settings)
        for question in today_agenda.queue:
            cards = answer(cards, question, data.draw(grades), today, day.rules, f"{today}-{question}")
        today += timedelta(days=1)
    still_new = sum(not card_of(cards, question).schedule.seen for question in day.order)
    assert new_count - still_new == min(new_count, left * day.budget)


@given(days(), st.integers(0, 30))
def test_plan_depends_only_on_elapsed_days(day: Day, skipped: int) -> None:
    """The plan after a pause equals the plan of the same cards answered that much earlier."""
    shift = timedelta(days=skipped)
    schedules = {q: s for q, s in eligible(day).items()}
    earlier = {
        q: replace(s, last=s.last - shift, day=s.last - shift) if s.last else s for q, s in schedules.items()
    }
    later = None if day.interview is None else day.interview + shift
    shifted = plan_day(
        day.questions, schedules, day.today + shift, replace(day.plan_settings, interview=later)
    )
    assert shifted == plan_day(day.questions, earlier, day.today, day.plan_settings)


@given(days(), grades, grades)
def test_second_answer_of_a_day_does_not_change_agenda(day: Day, first: Grade, second: Grade) -> None:
    for question in agenda_of(day).queue[:3]:
        once = answer(day.cards, question, first, day.today, day.rules, "once")
        twice = answer(once, question, second, day.today, day.rules, "twice")
        assert build_agenda(day.questions, twice, day.today, day.plan_settings) == build_agenda(
            day.questions, once, day.today, day.plan_settings
        )


@given(days(), st.integers(1, 40), st.none() | st.integers(1, 40))
def test_date_outside_final_lap_changes_only_the_split(day: Day, one: int, other: int | None) -> None:
    first, second = with_days_left(day, one), with_days_left(day, other)
    assume(not in_lap(first) and not in_lap(second))
    for group in (set(seen_questions(day)), set(new_questions(day))):
        ordered = sorted(([q for q in plan_of(d) if q in group] for d in (first, second)), key=len)
        assert ordered[1][: len(ordered[0])] == ordered[0]


# The remaining queue and the status of every question.


@given(days(clock_back=True))
def test_agenda_counts_equal_queue(day: Day) -> None:
    current = agenda_of(day)
    assert current.due + current.new == len(current.queue) == len(set(current.queue))
    assert set(current.status) == set(day.order)
    assert all(
        current.status[question] in (QuestionStatus.DUE, QuestionStatus.NEW) for question in current.queue
    )
    assert sum(current.count(status) for status in QuestionStatus) == len(day.order)
    assert current.new == sum(not card_of(day.cards, question).schedule.seen for question in current.queue)
    half = day.order[::2]
    assert current.count(QuestionStatus.DUE, half) == sum(
        current.status[q] is QuestionStatus.DUE for q in half
    )


@given(days(clock_back=True))
def test_status_of_unplanned_question_gives_reason(day: Day) -> None:
    for question, status in agenda_of(day).status.items():
        card = card_of(day.cards, question)
        due = is_due(card.schedule, day.today, day.rules)
        match status:
            case QuestionStatus.SUSPENDED:
                assert card.suspended
            case QuestionStatus.DONE:
                assert card.answered_on(day.today)
            case QuestionStatus.BURIED:
                assert card.buried == day.today
            case QuestionStatus.WAITING:
                assert due or not card.schedule.seen
            case QuestionStatus.LATER:
                assert card.schedule.seen
                assert not due
            case _:
                assert not card.answered_on(day.today)


@given(days(clock_back=True))
def test_suspended_buried_answered_questions_are_never_asked(day: Day) -> None:
    for question in (*agenda_of(day).queue, *list_extra_practice(day.order, day.cards, day.today, day.rules)):
        card = card_of(day.cards, question)
        assert not card.suspended
        assert card.buried != day.today
        assert not card.answered_on(day.today)


@given(days(clock_back=True), st.data(), grades)
def test_answer_keeps_rest_of_queue(day: Day, data: st.DataObject, grade: Grade) -> None:
    queue = agenda_of(day).queue
    assume(queue)
    question = data.draw(st.just(queue[0]) | st.sampled_from(queue))
    cards = answer(day.cards, question, grade, day.today, day.rules)
    after = build_agenda(day.questions, cards, day.today, day.plan_settings)
    assert after.queue == tuple(other for other in queue if other != question)
    assert after.status[question] is QuestionStatus.DONE
    assert after.answered == agenda_of(day).answered + 1


@given(days(clock_back=True), st.data())
def test_budget_holds_with_extra_practice(day: Day, data: st.DataObject) -> None:
    cards = day.cards
    for step in range(day.budget + 2):
        current = build_agenda(day.questions, cards, day.today, day.plan_settings)
        assert len(current.queue) <= max(0, day.budget - current.answered)
        extra = list_extra_practice(day.order, cards, day.today, day.rules)
        assert set(current.queue) <= set(extra)
        if not extra:
            break
        question = data.draw(st.sampled_from([*current.queue, *extra]))
        cards = answer(cards, question, data.draw(grades), day.today, day.rules, f"step-{step}")


@given(days(flags=False), st.sampled_from(["suspended", "buried", "deleted", "smaller budget"]))
def test_changes_during_the_day_keep_answered_count(day: Day, change: str) -> None:
    current = agenda_of(day)
    assume(len(current.queue) > 1)
    changed = current.queue[0]
    card = card_of(day.cards, changed)
    cards, order, budget = day.cards, day.order, day.budget
    match change:
        case "suspended":
            cards = {**cards, changed: replace(card, suspended=True)}
        case "buried":
            cards = {**cards, changed: replace(card, buried=day.today)}
        case "deleted":
            order = tuple(question for question in order if question != changed)
        case "smaller budget":
            budget = current.answered + 1
    after = build_agenda(one_topic(order), cards, day.today, replace(day.plan_settings, budget=budget))
    assert after.answered == current.answered
    assert len(after.queue) <= budget - after.answered
    assert changed not in after.queue or change == "smaller budget"


@given(days(), st.data())
def test_next_due_is_first_day_with_a_queue(day: Day, data: st.DataObject) -> None:
    cards = day.cards
    while queue := build_agenda(day.questions, cards, day.today, day.plan_settings).queue:
        cards = answer(cards, queue[0], data.draw(grades), day.today, day.rules, f"done-{queue[0]}")
    next_due = build_agenda(day.questions, cards, day.today, day.plan_settings).next_due
    ahead = (day.today + timedelta(days=number) for number in range(1, 100))
    days_with_queue = (d for d in ahead if build_agenda(day.questions, cards, d, day.plan_settings).queue)
    assert next_due == next(days_with_queue, None)


@given(days(), st.data())
def test_next_review_ignores_new_questions(day: Day, data: st.DataObject) -> None:
    cards = day.cards
    while queue := build_agenda(day.questions, cards, day.today, day.plan_settings).queue:
        cards = answer(cards, queue[0], data.draw(grades), day.today, day.rules, f"done-{queue[0]}")
    after = build_agenda(day.questions, cards, day.today, day.plan_settings)
    seen_before = [question for question in day.order if card_of(cards, question).schedule.seen]
    without_new = build_agenda(one_topic(seen_before), cards, day.today, day.plan_settings)
    assume(not without_new.queue)
    assert after.next_review == without_new.next_due


# Examples.


def plan_today(schedules: dict[str, Schedule], budget: int, days: int | None = None) -> list[str]:
    """Return today's plan of questions of one topic, with the interview in some days."""
    interview = None if days is None else TODAY + timedelta(days=days)
    settings = PlanSettings(budget=budget, interview=interview)
    return plan_day(one_topic(schedules), schedules, TODAY, settings)


def agenda_today(cards: Cards, budget: int, interview: date | None = None) -> Agenda:
    """Return today's agenda of the questions that have a card."""
    return build_agenda(one_topic(cards), cards, TODAY, PlanSettings(budget=budget, interview=interview))


def schedule_in(box: int, days_ago: int) -> Schedule:
    last = TODAY - timedelta(days=days_ago)
    return Schedule(box=box, last=last, day=last, reviews=1, review="r0")


def bank(reviews: int, new: int) -> dict[str, Schedule]:
    """Return due questions r1, r2, ..., stalest first, and new questions n1, n2, ..."""
    due = {f"r{k}": schedule_in(1, 20 - k) for k in range(1, reviews + 1)}
    return due | {f"n{k}": Schedule() for k in range(1, new + 1)}


@pytest.mark.parametrize(
    ("reviews", "new", "expected"),
    [
        (2, 2, "r1 n1 r2 n2"),
        (3, 1, "r1 r2 n1 r3"),
        (1, 3, "n1 r1 n2 n3"),
        (4, 2, "r1 n1 r2 r3 n2 r4"),
        (0, 2, "n1 n2"),
        (2, 0, "r1 r2"),
    ],
)
def test_reviews_and_new_questions_are_interleaved_evenly(reviews: int, new: int, expected: str) -> None:
    assert plan_today(bank(reviews, new), reviews + new) == expected.split()


@given(days(clock_back=True, horizon=st.just(0), max_size=30))
def test_interview_day_is_a_warm_up_with_well_known_questions(day: Day) -> None:
    known = sorted(seen_questions(day), key=lambda q: (-eligible(day)[q].box, -days_since(day, q), q))
    assert plan_of(day) == known[: min(10, day.budget)]


def test_warm_up_has_at_most_ten_questions() -> None:
    schedules = {f"q{k:02}": schedule_in(1 + k % 7, 3) for k in range(30)} | {"new": Schedule()}
    warm_up = plan_today(schedules, 20, 0)
    assert [schedules[question].box for question in warm_up] == [7] * 4 + [6] * 4 + [5] * 2


@given(days(clock_back=True))
def test_waiting_counts_due_and_new_over_the_budget(day: Day) -> None:
    current = agenda_of(day)
    waiting = [q for q, status in current.status.items() if status is QuestionStatus.WAITING]
    if day.interview == day.today:
        assert current.waiting == current.due == 0
        assert current.warm_up == len(current.queue)
        return
    assert current.warm_up == 0
    assert current.waiting_new == sum(not card_of(day.cards, q).schedule.seen for q in waiting)
    assert current.waiting_reviews == sum(
        is_due(card_of(day.cards, q).schedule, day.today, day.rules) for q in waiting
    )
    assert current.waiting_new + current.waiting_reviews == len(waiting)


@given(days(clock_back=True), st.integers(1, 400))
def test_past_interview_is_ignored(day: Day, ago: int) -> None:
    assert agenda_of(with_days_left(day, -ago)) == agenda_of(with_days_left(day, None))


@pytest.mark.parametrize(("left", "expected"), [(None, None), (-1, None), (0, 0), (11, 11)])
def test_days_left_is_none_without_future_date(left: int | None, expected: int | None) -> None:
    interview = None if left is None else TODAY + timedelta(days=left)
    assert days_left(interview, TODAY) == expected


def test_final_lap_includes_questions_not_due() -> None:
    schedules = {f"q{k}": schedule_in(5, k) for k in range(1, 7)}
    assert plan_today(schedules, 2, 4) == []
    assert plan_today(schedules, 2, 3) == ["q6", "q5"]


def test_next_due_includes_final_lap() -> None:
    cards = {f"q{k}": Card(f"q{k}", schedule_in(5, k)) for k in range(1, 7)}
    interview = TODAY + timedelta(days=5)
    assert agenda_today(cards, 2, interview).next_due == TODAY + timedelta(days=2)
    assert agenda_today(cards, 2).next_due == TODAY + timedelta(days=10)


@pytest.mark.parametrize(("retention", "new"), [(None, 2), (Retention(6, 4), 4), (Retention(6, 3), 0)])
def test_reviews_take_what_the_pace_leaves(retention: Retention | None, new: int) -> None:
    schedules, settings = bank(20, 20), PlanSettings(budget=8, interview=TODAY + timedelta(days=10))
    taken = plan_day(one_topic(schedules), schedules, TODAY, settings, retention or Retention())
    assert sum(question.startswith("n") for question in taken) == new
    assert len(taken) == 8


def test_extra_practice_lists_stalest_then_new_questions() -> None:
    cards = {
        "b-new": Card("b-new"),
        "waits": Card("waits", schedule_in(4, 2)),
        "staler": Card("staler", schedule_in(2, 1)),
        "done": Card("done", schedule_in(1, 0)),
    }
    order = ("b-new", "waits", "a-new", "staler", "done")
    assert list_extra_practice(order, cards, TODAY, RULES) == ["staler", "waits", "b-new", "a-new"]


def test_weakest_are_lowest_boxes_then_most_lapses() -> None:
    cards = {
        "once": Card("once", Schedule(box=1, last=TODAY, lapses=1)),
        "twice": Card("twice", Schedule(box=1, last=TODAY, lapses=2)),
        "well": Card("well", Schedule(box=4, last=TODAY)),
        "away": Card("away", Schedule(box=1, last=TODAY, lapses=9), suspended=True),
        "new": Card("new"),
    }
    assert list_weakest(("well", "once", "twice", "away", "new", "unknown"), cards) == [
        "twice",
        "once",
        "well",
    ]


def test_answer_after_clock_set_back_is_done_today() -> None:
    ahead = TODAY + timedelta(days=3)
    cards = {"q": Card("q", Schedule(box=2, last=ahead, day=ahead, reviews=1, review="r0"))}
    interview = TODAY + timedelta(days=1)
    assert agenda_today(cards, 3, interview).queue == ("q",)
    after = answer(cards, "q", Grade.GOOD, TODAY, RULES)
    assert agenda_today(after, 3, interview).status == {"q": QuestionStatus.DONE}
    assert not is_counted(after["q"], TODAY)


def test_card_misdated_by_a_century_is_due_now() -> None:
    ahead = TODAY.replace(year=TODAY.year + 100)
    cards = {q: Card(q, Schedule(box=3, last=ahead, day=ahead, reviews=1, review="r0")) for q in "ab"}
    current = agenda_today(cards, 1)
    assert current.status == {"a": QuestionStatus.DUE, "b": QuestionStatus.WAITING}
    assert current.next_due == TODAY + timedelta(days=1)


def test_new_questions_tomorrow_count_in_next_due_only() -> None:
    fresh = build_agenda(one_topic("abc"), {}, TODAY, PlanSettings(budget=1))
    assert (fresh.next_due, fresh.next_review) == (TODAY + timedelta(days=1), None)
    cards = answer({}, "a", Grade.GOOD, TODAY, RULES)
    after = build_agenda(one_topic("abc"), cards, TODAY, PlanSettings(budget=1))
    assert (after.next_due, after.next_review) == (TODAY + timedelta(days=1), TODAY + timedelta(days=2))


def test_agenda_works_on_last_day_of_calendar() -> None:
    cards = {"q": Card("q", Schedule(box=5, last=date.max, day=date.max, reviews=1, review="r0"))}
    current = build_agenda(one_topic(("q", "new")), cards, date.max, PlanSettings(budget=3))
    assert current.queue == ("new",)
    assert current.next_due == date.max
    interview = PlanSettings(budget=3, interview=date.max)
    assert build_agenda(one_topic(("q", "new")), cards, date.max, interview).queue == ()


def test_empty_bank_has_empty_agenda() -> None:
    assert agenda_today({}, 6, TODAY) == Agenda(TODAY, (), {}, None, 6, 0)


KNOWN_QUESTIONS = {"late-program": "delivery", "conflict": "people"}
KNOWN_CARDS = {"conflict": Card("conflict", suspended=True)}
KNOWN_SETTINGS = PlanSettings()
KNOWN_ARGUMENTS = (KNOWN_QUESTIONS, KNOWN_CARDS, TODAY, KNOWN_SETTINGS)


def test_agenda_is_kept_for_the_same_arguments() -> None:
    latest = LatestAgenda()
    agenda = latest.build(*KNOWN_ARGUMENTS)
    assert agenda == build_agenda(*KNOWN_ARGUMENTS)
    assert latest.build(KNOWN_QUESTIONS, KNOWN_CARDS, TODAY, replace(KNOWN_SETTINGS)) is agenda


@pytest.mark.parametrize(
    "changed",
    [
        ({"conflict": "people"}, KNOWN_CARDS, TODAY, KNOWN_SETTINGS),
        (KNOWN_QUESTIONS, {}, TODAY, KNOWN_SETTINGS),
        (KNOWN_QUESTIONS, KNOWN_CARDS, TODAY + timedelta(1), KNOWN_SETTINGS),
        (KNOWN_QUESTIONS, KNOWN_CARDS, TODAY, replace(KNOWN_SETTINGS, interview=TODAY)),
    ],
    ids=["questions", "cards", "day", "settings"],
)
def test_agenda_is_built_again_after_a_change(changed: tuple[object, ...]) -> None:
    latest = LatestAgenda()
    latest.build(*KNOWN_ARGUMENTS)
    assert latest.build(*changed) == build_agenda(*changed)  # type: ignore[arg-type]
