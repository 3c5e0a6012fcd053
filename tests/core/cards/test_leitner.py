"""The table of grades and boxes, row by row, and when a box is due."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.strategies import RULES, TODAY, grades, rules, schedules
from tpm_tui.core.cards.grade import Grade
from tpm_tui.core.cards.leitner import (
    AHEAD,
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


def stood(box: int, days_ago: int) -> Schedule:
    last = TODAY - timedelta(days=days_ago)
    return Schedule(box=box, last=last, day=last, reviews=1, review="r0")


@pytest.mark.parametrize("miss", ["first", "down-one"])
@pytest.mark.parametrize(("grade", "box"), [(AGAIN, 1), (HARD, 1), (GOOD, 2), (EASY, 3)])
def test_first_answer_enters_the_boxes(grade: Grade, box: int, miss: Miss) -> None:
    assert next_box(Schedule(), grade, TODAY, Rules(miss=miss)) == box


DUE_ROWS = [
    # box: again, hard, good, easy
    (1, (1, 1, 2, 3)),
    (2, (1, 2, 3, 4)),
    (3, (1, 3, 4, 5)),
    (4, (1, 4, 5, 5)),
    (5, (1, 5, 5, 5)),
]


@pytest.mark.parametrize(("box", "row"), DUE_ROWS)
@pytest.mark.parametrize("late", [0, 1, 30])
def test_due_answer_moves_by_the_table(box: int, row: tuple[int, ...], late: int) -> None:
    schedule = stood(box, RULES.interval(box) + late)
    assert tuple(next_box(schedule, grade, TODAY, RULES) for grade in Grade) == row


@pytest.mark.parametrize("box", [1, 2, 3, 4, 5])
@pytest.mark.parametrize("elapsed", ["none", "one day short", "clock set back"])
def test_answer_before_it_is_due_only_ever_falls(box: int, elapsed: str) -> None:
    days_ago = {"none": 0, "one day short": RULES.interval(box) - 1, "clock set back": -3}[elapsed]
    row = tuple(next_box(stood(box, days_ago), grade, TODAY, RULES) for grade in Grade)
    assert row == (1, box, box, box)


@pytest.mark.parametrize(("box", "lower"), [(1, 1), (2, 1), (3, 2), (4, 3), (5, 4)])
@pytest.mark.parametrize("days_ago", [0, 100])
def test_gentler_miss_goes_one_box_down(box: int, lower: int, days_ago: int) -> None:
    gentle = Rules(miss="down-one")
    assert next_box(stood(box, days_ago), AGAIN, TODAY, gentle) == lower
    others = [next_box(stood(box, days_ago), grade, TODAY, gentle) for grade in (HARD, GOOD, EASY)]
    assert others == [next_box(stood(box, days_ago), grade, TODAY, RULES) for grade in (HARD, GOOD, EASY)]


@pytest.mark.parametrize(("box", "interval"), [(1, 1), (2, 2), (3, 4), (4, 8), (5, 16)])
def test_box_is_due_when_its_interval_has_passed(box: int, interval: int) -> None:
    assert due_day(stood(box, 0), RULES) == TODAY + timedelta(days=interval)
    assert is_due(stood(box, interval), TODAY, RULES)
    assert not is_due(stood(box, interval - 1), TODAY, RULES)


def test_question_not_met_is_never_due() -> None:
    assert due_day(Schedule(), RULES) is None
    assert not is_due(Schedule(), TODAY, RULES)
    assert not Schedule().met


def test_due_day_beyond_the_calendar_is_its_last() -> None:
    assert due_day(Schedule(box=5, last=date.max - timedelta(days=3)), RULES) == date.max


@pytest.mark.parametrize("ahead", [AHEAD + 1, 365 * 73])
def test_an_answer_dated_far_ahead_keeps_no_card_away(ahead: int) -> None:
    misdated = stood(2, -ahead)
    assert is_due(misdated, TODAY, RULES)
    after = schedule_after(misdated, GOOD, TODAY, "r1", RULES)
    assert (after.box, after.last, after.day) == (3, TODAY, TODAY)
    assert due_day(after, RULES) == TODAY + timedelta(days=RULES.interval(3))


@pytest.mark.parametrize("ahead", [1, AHEAD])
def test_an_answer_dated_a_few_days_ahead_is_believed(ahead: int) -> None:
    assert not is_due(stood(1, -ahead), TODAY, RULES)
    assert schedule_after(stood(1, -ahead), GOOD, TODAY, "r1", RULES).last == TODAY + timedelta(days=ahead)


@given(schedules(clock_back=True), st.dates())
def test_no_card_waits_longer_than_its_interval_and_a_clock_a_little_fast(
    schedule: Schedule, today: date
) -> None:
    if schedule.met and today < date.max - timedelta(days=60):
        longest = timedelta(days=RULES.interval(schedule.box) + AHEAD)
        assert any(is_due(schedule, day, RULES) for day in (today, today + longest))


def test_fewer_boxes_take_in_every_answer_and_every_old_box() -> None:
    few = Rules(intervals=(1, 3))
    assert next_box(Schedule(), EASY, TODAY, few) == 2
    assert few.interval(5) == 3
    assert next_box(stood(5, 3), EASY, TODAY, few) == 2
    assert next_box(stood(5, 0), GOOD, TODAY, few) == 2


def test_counters_follow_the_answers() -> None:
    first = schedule_after(Schedule(), AGAIN, TODAY, "r1", RULES)
    assert (first.lapses, first.reviews, first.review) == (0, 1, "r1")
    second = schedule_after(first, AGAIN, TODAY + timedelta(days=1), "r2", RULES)
    assert (second.lapses, second.reviews, second.review) == (1, 2, "r2")


@given(schedules(clock_back=True), grades)
def test_label_on_a_grade_is_the_interval_it_leads_to(schedule: Schedule, grade: Grade) -> None:
    after = schedule_after(schedule, grade, TODAY, "r", RULES)
    assert interval_after(schedule, grade, TODAY, RULES) == RULES.interval(after.box)


@given(st.data(), rules, grades)
def test_box_stays_among_the_boxes_and_last_never_goes_back(
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
def test_better_grade_never_leads_to_a_lower_box(data: st.DataObject, any_rules: Rules) -> None:
    schedule = data.draw(schedules(rules=any_rules, clock_back=True))
    boxes = [next_box(schedule, grade, TODAY, any_rules) for grade in Grade]
    assert boxes == sorted(boxes)


@given(schedules(clock_back=True))
def test_staleness_is_days_over_the_interval_and_never_negative(schedule: Schedule) -> None:
    elapsed, interval = staleness(schedule, TODAY, RULES)
    assert elapsed == (max(0, (TODAY - schedule.last).days) if schedule.last else 0)
    assert schedule.box == 0 or interval == (1, 2, 4, 8, 16)[schedule.box - 1]
    assert schedule.box == 0 or is_due(schedule, TODAY, RULES) == (elapsed >= interval)
