"""Box changes by grade, and due dates."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.strategies import RULES, TODAY, grades, rules, schedules
from tpm_tui.core.cards.grade import Grade
from tpm_tui.core.cards.leitner import (
    MAX_DAYS_AHEAD,
    Miss,
    Rules,
    Schedule,
    due_day,
    interval_after,
    is_due,
    next_box,
    schedule_after,
    staleness,
)

AGAIN, HARD, GOOD, EASY = Grade


def in_box(box: int, days_ago: int) -> Schedule:
    last = TODAY - timedelta(days=days_ago)
    return Schedule(box=box, last=last, day=last, reviews=1, review="r0")


@pytest.mark.parametrize("miss", ["first", "down-one"])
@pytest.mark.parametrize(("grade", "box"), [(AGAIN, 1), (HARD, 1), (GOOD, 2), (EASY, 3)])
def test_first_answer_sets_initial_box(grade: Grade, box: int, miss: Miss) -> None:
    assert next_box(Schedule(), grade, TODAY, Rules(miss=miss)) == box


DUE_ROWS = [
    # box: again, hard, good, easy
    (1, (1, 1, 2, 3)),
    (2, (1, 2, 3, 4)),
    (3, (1, 3, 4, 5)),
    (4, (1, 4, 5, 6)),
    (5, (1, 5, 6, 7)),
    (6, (1, 6, 7, 7)),
    (7, (1, 7, 7, 7)),
]


@pytest.mark.parametrize(("box", "row"), DUE_ROWS)
@pytest.mark.parametrize("late", [0, 1, 30])
def test_due_answer_moves_box_by_table(box: int, row: tuple[int, ...], late: int) -> None:
    schedule = in_box(box, RULES.interval(box) + late)
    assert tuple(next_box(schedule, grade, TODAY, RULES) for grade in Grade) == row


@pytest.mark.parametrize("box", range(1, 8))
@pytest.mark.parametrize("elapsed", ["none", "one day short", "clock set back"])
def test_answer_before_due_never_moves_box_up(box: int, elapsed: str) -> None:
    days_ago = {"none": 0, "one day short": RULES.interval(box) - 1, "clock set back": -3}[elapsed]
    row = tuple(next_box(in_box(box, days_ago), grade, TODAY, RULES) for grade in Grade)
    assert row == (1, box, box, box)


@pytest.mark.parametrize(("box", "lower"), [(1, 1), (2, 1), (3, 2), (4, 3), (5, 4), (6, 5), (7, 6)])
@pytest.mark.parametrize("days_ago", [0, 100])
def test_miss_rule_down_one_moves_one_box_down(box: int, lower: int, days_ago: int) -> None:
    down_one = Rules(miss="down-one")
    assert next_box(in_box(box, days_ago), AGAIN, TODAY, down_one) == lower
    others = [next_box(in_box(box, days_ago), grade, TODAY, down_one) for grade in (HARD, GOOD, EASY)]
    assert others == [next_box(in_box(box, days_ago), grade, TODAY, RULES) for grade in (HARD, GOOD, EASY)]


@pytest.mark.parametrize(("box", "interval"), [(1, 1), (2, 2), (3, 4), (4, 8), (5, 16), (6, 32), (7, 64)])
def test_card_is_due_when_interval_has_passed(box: int, interval: int) -> None:
    assert due_day(in_box(box, 0), RULES) == TODAY + timedelta(days=interval)
    assert is_due(in_box(box, interval), TODAY, RULES)
    assert not is_due(in_box(box, interval - 1), TODAY, RULES)


def test_new_question_is_never_due() -> None:
    assert due_day(Schedule(), RULES) is None
    assert not is_due(Schedule(), TODAY, RULES)
    assert not Schedule().seen


def test_due_day_is_limited_to_last_day_of_calendar() -> None:
    assert due_day(Schedule(box=5, last=date.max - timedelta(days=3)), RULES) == date.max


@pytest.mark.parametrize("ahead", [MAX_DAYS_AHEAD + 1, 365 * 73])
def test_card_with_answer_dated_far_ahead_is_due(ahead: int) -> None:
    misdated = in_box(2, -ahead)
    assert is_due(misdated, TODAY, RULES)
    after = schedule_after(misdated, GOOD, TODAY, "r1", RULES)
    assert (after.box, after.last, after.day) == (3, TODAY, TODAY)
    assert due_day(after, RULES) == TODAY + timedelta(days=RULES.interval(3))


@pytest.mark.parametrize("ahead", [1, MAX_DAYS_AHEAD])
def test_answer_dated_few_days_ahead_is_accepted(ahead: int) -> None:
    assert not is_due(in_box(1, -ahead), TODAY, RULES)
    assert schedule_after(in_box(1, -ahead), GOOD, TODAY, "r1", RULES).last == TODAY + timedelta(days=ahead)


@given(schedules(clock_back=True), st.dates())
def test_card_is_due_within_interval_and_max_days_ahead(schedule: Schedule, today: date) -> None:
    if schedule.seen and today < date.max - timedelta(days=90):
        longest = timedelta(days=RULES.interval(schedule.box) + MAX_DAYS_AHEAD)
        assert any(is_due(schedule, day, RULES) for day in (today, today + longest))


def test_fewer_boxes_limit_new_and_existing_boxes() -> None:
    few = Rules(intervals=(1, 3))
    assert next_box(Schedule(), EASY, TODAY, few) == 2
    assert few.interval(5) == 3
    assert next_box(in_box(5, 3), EASY, TODAY, few) == 2
    assert next_box(in_box(5, 0), GOOD, TODAY, few) == 2


def test_counters_follow_answers() -> None:
    first = schedule_after(Schedule(), AGAIN, TODAY, "r1", RULES)
    assert (first.lapses, first.reviews, first.review) == (0, 1, "r1")
    second = schedule_after(first, AGAIN, TODAY + timedelta(days=1), "r2", RULES)
    assert (second.lapses, second.reviews, second.review) == (1, 2, "r2")


@given(schedules(clock_back=True), grades)
def test_interval_after_grade_is_interval_of_next_box(schedule: Schedule, grade: Grade) -> None:
    after = schedule_after(schedule, grade, TODAY, "r", RULES)
    assert interval_after(schedule, grade, TODAY, RULES) == RULES.interval(after.box)


@given(st.data(), rules, grades)
def test_box_is_in_range_and_last_never_moves_back(
    data: st.DataObject, any_rules: Rules, grade: Grade
) -> None:
    schedule = data.draw(schedules(rules=any_rules, clock_back=True))
    after = schedule_after(schedule, grade, TODAY, "r", any_rules)
    assert 1 <= after.box <= any_rules.boxes
    assert after.last is not None
    assert after.last == max(TODAY, schedule.last or TODAY)
    assert after.day == TODAY
    assert staleness(after, TODAY, any_rules)[0] == 0


@given(st.data(), rules)
def test_better_grade_never_gives_lower_box(data: st.DataObject, any_rules: Rules) -> None:
    schedule = data.draw(schedules(rules=any_rules, clock_back=True))
    boxes = [next_box(schedule, grade, TODAY, any_rules) for grade in Grade]
    assert boxes == sorted(boxes)


@given(schedules(clock_back=True))
def test_staleness_is_days_and_interval_never_negative(schedule: Schedule) -> None:
    elapsed, interval = staleness(schedule, TODAY, RULES)
    assert elapsed == (max(0, (TODAY - schedule.last).days) if schedule.last else 0)
    assert schedule.box == 0 or interval == (1, 2, 4, 8, 16, 32, 64)[schedule.box - 1]
    assert schedule.box == 0 or is_due(schedule, TODAY, RULES) == (elapsed >= interval)
