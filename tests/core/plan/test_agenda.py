"""The laws of the plan of the day, for any history, date and budget; then the agenda around it."""

from datetime import date, timedelta
from fractions import Fraction
from functools import cmp_to_key

import msgspec
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.core.strategies import RULES, TODAY, Day, Log, answer, card_of, days, grades, logs, rules
from tpm_tui.core.cards.card import Card, is_counted
from tpm_tui.core.cards.grade import Grade
from tpm_tui.core.cards.leitner import Rules, Schedule, is_due
from tpm_tui.core.cards.replay import Cards, replay
from tpm_tui.core.plan.agenda import (
    Agenda,
    Standing,
    agenda,
    days_left,
    extra_practice,
    weakest,
)
from tpm_tui.core.plan.daily import plan_day

NO_DATE = 30


def look(day: Day) -> Agenda:
    return agenda(day.order, day.cards, day.today, day.budget, day.rules, day.interview)


def free(day: Day) -> dict[str, Schedule]:
    """Where the questions that may be asked stood as the day began, in the order of the bank."""
    own = {question: card_of(day.cards, question) for question in day.order}
    return {
        question: card.schedule_before(day.today)
        for question, card in own.items()
        if not card.suspended and card.buried != day.today
    }


def plan(day: Day) -> list[str]:
    return plan_day(free(day), day.today, day.budget, day.rules, day.interview)


def with_days_left(day: Day, left: int | None) -> Day:
    """The same day with another date ahead."""
    interview = None if left is None else day.today + timedelta(days=left)
    return Day(day.order, day.cards, day.today, day.budget, day.rules, interview)


def unmet(day: Day) -> list[str]:
    return [question for question, schedule in free(day).items() if not schedule.met]


def met(day: Day) -> list[str]:
    return [question for question, schedule in free(day).items() if schedule.met]


def days_since(day: Day, question: str) -> int:
    last = free(day)[question].last
    return max(0, (day.today - last).days) if last else 0


def interval(day: Day, question: str) -> int:
    return day.rules.intervals[free(day)[question].box - 1]


def remaining(day: Day) -> int:
    """R of the rules, with the pace of a month where there is no date ahead."""
    ahead = day.interview is not None and day.interview >= day.today
    return (day.interview - day.today).days if ahead and day.interview else NO_DATE


def in_lap(day: Day) -> bool:
    if day.interview is None or day.interview < day.today:
        return False
    left = (day.interview - day.today).days
    return left == 0 or left * day.budget <= len(met(day)) + day.budget - 1


def quota(day: Day) -> int:
    left = remaining(day)
    return min(len(unmet(day)), day.budget, (3 * len(unmet(day)) + 2 * left - 1) // (2 * left)) if left else 0


def pool(day: Day) -> list[str]:
    """Met questions that may be asked today, stalest first, compared without division."""

    def compare(one: str, other: str) -> int:
        first = days_since(day, one) * interval(day, other)
        second = days_since(day, other) * interval(day, one)
        tie = (free(day)[one].box, one) < (free(day)[other].box, other)
        return second - first or (-1 if tie else 1)

    asked = [q for q in met(day) if in_lap(day) or days_since(day, q) >= interval(day, q)]
    return sorted(asked, key=cmp_to_key(compare))


def place(question: str, group: list[str]) -> Fraction:
    """Where the k-th of n sits on the way through the day, at (k + 1/2) / n."""
    return Fraction(2 * group.index(question) + 1, 2 * len(group))


# The laws, numbered as in the rules of the plan.


@given(days())
def test_law_1_no_slot_is_idle_and_none_is_taken_twice(day: Day) -> None:
    planned = plan(day)
    assert len(set(planned)) == len(planned)
    assert set(planned) <= set(free(day))
    assert len(planned) == min(day.budget, len(pool(day)) + len(unmet(day)))


@given(days())
def test_law_2_new_questions_keep_the_pace_and_the_order_of_the_bank(day: Day) -> None:
    new = [question for question in plan(day) if question in unmet(day)]
    assert len(new) >= quota(day)
    assert new == unmet(day)[: len(new)]


@given(days(clock_back=True))
def test_law_3_reviews_are_the_stalest_of_those_that_are_due(day: Day) -> None:
    reviews = [question for question in plan(day) if question not in unmet(day)]
    if not in_lap(day):
        assert all(is_due(free(day)[question], day.today, day.rules) for question in reviews)
    for included in reviews:
        for left_out in set(pool(day)) - set(reviews):
            stale, staler = (days_since(day, included), days_since(day, left_out))
            assert staler * interval(day, included) <= stale * interval(day, left_out)


@given(days(clock_back=True))
def test_plan_is_the_one_of_the_rules_to_the_letter(day: Day) -> None:
    reviews = pool(day)[: day.budget - quota(day)]
    new = unmet(day)[: day.budget - len(reviews)]
    assert [question for question in plan(day) if question in reviews] == reviews
    assert plan(day) == sorted(reviews + new, key=lambda q: place(q, reviews if q in reviews else new))


@given(logs(clock_back=True, act=False), rules)
def test_law_4_a_miss_gives_box_one_and_only_due_answers_climb(log: Log, any_rules: Rules) -> None:
    rules_ = msgspec.structs.replace(any_rules, miss="first")
    cards: Cards = {}
    seen = []
    for entry in log.entries:
        before = cards
        seen.append(entry)
        cards = replay(seen, rules_)
        for question, card in cards.items():
            old = card_of(before, question)
            if card.schedule.reviews != old.schedule.reviews + 1:
                continue
            grade = getattr(entry, "grade", None)
            assert 1 <= card.box <= rules_.boxes
            if grade is Grade.AGAIN:
                assert card.box == 1
            if grade is Grade.HARD and old.schedule.met:
                assert card.box == old.box
            if card.box > old.box > 0:
                assert is_due(old.schedule, entry.day, rules_)
                assert card.box - old.box <= 2


@given(days(clock_back=True))
def test_law_5_same_inputs_same_plan(day: Day) -> None:
    shuffled = {question: day.cards[question] for question in sorted(day.cards, reverse=True)}
    stored = msgspec.json.decode(msgspec.json.encode(shuffled), type=dict[str, Card])
    assert agenda(day.order, stored, day.today, day.budget, day.rules, day.interview) == look(day)


@given(logs(questions=("a", "b", "c", "d")), st.integers(1, 4), st.none() | st.integers(0, 20))
def test_law_5_restart_in_the_middle_gives_the_same_remaining_plan(
    log: Log, budget: int, left: int | None
) -> None:
    interview = None if left is None else log.day + timedelta(days=left)
    order = ("a", "b", "c", "d")
    cards = replay(log.entries, RULES)
    first = agenda(order, cards, log.day, budget, RULES, interview)
    for done, question in enumerate(first.queue, 1):
        log.answer(question, Grade.GOOD)
        cards = replay(log.entries, RULES)
        assert agenda(order, cards, log.day, budget, RULES, interview).queue == first.queue[done:]


@given(logs(questions=("a", "b", "c", "d")), st.data(), st.integers(1, 4))
def test_law_6_undo_twice_is_two_answers_back(log: Log, data: st.DataObject, budget: int) -> None:
    order = ("a", "b", "c", "d")
    states = [agenda(order, replay(log.entries, RULES), log.day, budget, RULES)]
    for _ in range(2):
        log.answer(data.draw(st.sampled_from(order)), data.draw(grades))
        states.append(agenda(order, replay(log.entries, RULES), log.day, budget, RULES))
    for before in reversed(states[:-1]):
        log.undo()
        assert agenda(order, replay(log.entries, RULES), log.day, budget, RULES) == before


@given(days(), st.integers(1, 40), st.integers(1, 40))
def test_law_7_nearer_date_never_lowers_the_number_of_new_questions(day: Day, one: int, other: int) -> None:
    near, far = (with_days_left(day, left) for left in sorted((one, other)))
    assert quota(near) >= quota(far)
    assume(not in_lap(near))
    new_near, new_far = ([q for q in plan(d) if q in unmet(d)] for d in (near, far))
    assert len(new_near) >= len(new_far)


@given(days(), st.none() | st.integers(-3, 40), st.integers(1, 12))
def test_law_7_looking_with_another_date_or_budget_changes_no_card(
    day: Day, left: int | None, budget: int
) -> None:
    before = dict(day.cards)
    other = Day(day.order, day.cards, day.today, budget, day.rules, with_days_left(day, left).interview)
    look(other)
    assert day.cards == before
    assert look(other).answered == look(day).answered


@given(days(flags=False, answers=False, horizon=st.integers(1, 12), max_size=30), st.data())
def test_law_8_whole_plans_meet_all_that_time_allows(day: Day, data: st.DataObject) -> None:
    assert day.interview is not None
    to_meet = len(unmet(day))
    left = remaining(day)
    cards, today = day.cards, day.today
    while today < day.interview:
        look_today = agenda(day.order, cards, today, day.budget, day.rules, day.interview)
        for question in look_today.queue:
            cards = answer(cards, question, data.draw(grades), today, day.rules, f"{today}-{question}")
        today += timedelta(days=1)
    still_unmet = sum(not card_of(cards, question).schedule.met for question in day.order)
    assert to_meet - still_unmet == min(to_meet, left * day.budget)


@given(days(), st.integers(0, 30))
def test_law_9_only_elapsed_days_matter(day: Day, skipped: int) -> None:
    """The plan after a pause is that of the same cards answered so much earlier: nothing else is kept."""
    shift = timedelta(days=skipped)
    schedules = {q: s for q, s in free(day).items()}
    earlier = {
        q: msgspec.structs.replace(s, last=s.last - shift, day=s.last - shift) if s.last else s
        for q, s in schedules.items()
    }
    later = None if day.interview is None else day.interview + shift
    assert plan_day(schedules, day.today + shift, day.budget, day.rules, later) == plan_day(
        earlier, day.today, day.budget, day.rules, day.interview
    )


@given(days(), grades, grades)
def test_law_9_second_answer_of_a_day_changes_no_agenda(day: Day, first: Grade, second: Grade) -> None:
    for question in look(day).queue[:3]:
        once = answer(day.cards, question, first, day.today, day.rules, "once")
        twice = answer(once, question, second, day.today, day.rules, "twice")
        assert agenda(day.order, twice, day.today, day.budget, day.rules, day.interview) == agenda(
            day.order, once, day.today, day.budget, day.rules, day.interview
        )


@given(days(), st.integers(1, 40), st.none() | st.integers(1, 40))
def test_law_10_outside_the_lap_the_date_changes_only_the_split(
    day: Day, one: int, other: int | None
) -> None:
    first, second = with_days_left(day, one), with_days_left(day, other)
    assume(not in_lap(first) and not in_lap(second))
    for group in (set(met(day)), set(unmet(day))):
        ordered = sorted(([q for q in plan(d) if q in group] for d in (first, second)), key=len)
        assert ordered[1][: len(ordered[0])] == ordered[0]


# What is left of the plan, and where every question stands.


@given(days(clock_back=True))
def test_counts_are_what_is_served(day: Day) -> None:
    seen = look(day)
    assert seen.due + seen.new == len(seen.queue) == len(set(seen.queue))
    assert set(seen.standing) == set(day.order)
    assert all(seen.standing[question] in (Standing.DUE, Standing.NEW) for question in seen.queue)
    assert sum(seen.count(standing) for standing in Standing) == len(day.order)
    assert seen.new == sum(not card_of(day.cards, question).schedule.met for question in seen.queue)
    half = day.order[::2]
    assert seen.count(Standing.DUE, half) == sum(seen.standing[q] is Standing.DUE for q in half)


@given(days(clock_back=True))
def test_standing_of_what_is_not_asked_says_why(day: Day) -> None:
    for question, standing in look(day).standing.items():
        card = card_of(day.cards, question)
        due = is_due(card.schedule, day.today, day.rules)
        match standing:
            case Standing.SUSPENDED:
                assert card.suspended
            case Standing.DONE:
                assert card.answered_on(day.today)
            case Standing.BURIED:
                assert card.buried == day.today
            case Standing.WAITING:
                assert due or not card.schedule.met
            case Standing.LATER:
                assert card.schedule.met
                assert not due
            case _:
                assert not card.answered_on(day.today)


@given(days(clock_back=True))
def test_suspended_buried_and_answered_questions_are_never_asked(day: Day) -> None:
    for question in (*look(day).queue, *extra_practice(day.order, day.cards, day.today, day.rules)):
        card = card_of(day.cards, question)
        assert not card.suspended
        assert card.buried != day.today
        assert not card.answered_on(day.today)


@given(days(clock_back=True), st.data(), grades)
def test_answer_leaves_the_rest_of_the_queue_as_it_was(day: Day, data: st.DataObject, grade: Grade) -> None:
    queue = look(day).queue
    assume(queue)
    question = data.draw(st.just(queue[0]) | st.sampled_from(queue))
    cards = answer(day.cards, question, grade, day.today, day.rules)
    after = agenda(day.order, cards, day.today, day.budget, day.rules, day.interview)
    assert after.queue == tuple(other for other in queue if other != question)
    assert after.standing[question] is Standing.DONE
    assert after.answered == look(day).answered + 1


@given(days(clock_back=True), st.data())
def test_budget_holds_whatever_is_practised_beside_the_plan(day: Day, data: st.DataObject) -> None:
    cards = day.cards
    for step in range(day.budget + 2):
        seen = agenda(day.order, cards, day.today, day.budget, day.rules, day.interview)
        assert len(seen.queue) <= max(0, day.budget - seen.answered)
        extra = extra_practice(day.order, cards, day.today, day.rules)
        assert set(seen.queue) <= set(extra)
        if not extra:
            break
        asked = data.draw(st.sampled_from([*seen.queue, *extra]))
        cards = answer(cards, asked, data.draw(grades), day.today, day.rules, f"step-{step}")


@given(days(flags=False), st.sampled_from(["suspended", "buried", "deleted", "dearer"]))
def test_changes_in_the_middle_of_the_day_take_no_answer_back(day: Day, change: str) -> None:
    seen = look(day)
    assume(len(seen.queue) > 1)
    gone = seen.queue[0]
    card = card_of(day.cards, gone)
    cards, order, budget = day.cards, day.order, day.budget
    match change:
        case "suspended":
            cards = {**cards, gone: msgspec.structs.replace(card, suspended=True)}
        case "buried":
            cards = {**cards, gone: msgspec.structs.replace(card, buried=day.today)}
        case "deleted":
            order = tuple(question for question in order if question != gone)
        case "dearer":
            budget = seen.answered + 1
    after = agenda(order, cards, day.today, budget, day.rules, day.interview)
    assert after.answered == seen.answered
    assert len(after.queue) <= budget - after.answered
    assert gone not in after.queue or change == "dearer"


@given(days(), st.data())
def test_next_due_is_the_first_day_with_a_queue_once_today_is_done(day: Day, data: st.DataObject) -> None:
    cards = day.cards
    while queue := agenda(day.order, cards, day.today, day.budget, day.rules, day.interview).queue:
        cards = answer(cards, queue[0], data.draw(grades), day.today, day.rules, f"done-{queue[0]}")
    told = agenda(day.order, cards, day.today, day.budget, day.rules, day.interview).next_due
    ahead = (day.today + timedelta(days=number) for number in range(1, 100))
    found = (d for d in ahead if agenda(day.order, cards, d, day.budget, day.rules, day.interview).queue)
    assert told == next(found, None)


@given(days(), st.data())
def test_next_review_is_what_comes_up_next_where_nothing_more_is_to_be_met(
    day: Day, data: st.DataObject
) -> None:
    cards = day.cards
    while queue := agenda(day.order, cards, day.today, day.budget, day.rules, day.interview).queue:
        cards = answer(cards, queue[0], data.draw(grades), day.today, day.rules, f"done-{queue[0]}")
    told = agenda(day.order, cards, day.today, day.budget, day.rules, day.interview)
    known = [question for question in day.order if card_of(cards, question).schedule.met]
    without_new = agenda(known, cards, day.today, day.budget, day.rules, day.interview)
    assume(not without_new.queue)
    assert told.next_review == without_new.next_due


# Examples that can be followed with a pencil.


def stood(box: int, days_ago: int) -> Schedule:
    last = TODAY - timedelta(days=days_ago)
    return Schedule(box=box, last=last, day=last, reviews=1, review="r0")


def bank(reviews: int, new: int) -> dict[str, Schedule]:
    """So many due questions r1, r2, ..., the stalest first, and so many unmet ones n1, n2, ..."""
    due = {f"r{k}": stood(1, 20 - k) for k in range(1, reviews + 1)}
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
def test_kth_of_n_is_asked_at_k_and_a_half_nths(reviews: int, new: int, expected: str) -> None:
    assert plan_day(bank(reviews, new), TODAY, reviews + new, RULES) == expected.split()


def test_interview_today_is_a_short_warm_up_stalest_first() -> None:
    schedules = {"fresh": stood(5, 1), "stale": stood(2, 3), "new": Schedule()}
    assert plan_day(schedules, TODAY, 2, RULES, TODAY) == ["stale", "fresh"]


def test_interview_today_fills_idle_slots_with_unmet_questions() -> None:
    schedules = {"fresh": stood(5, 1), "new": Schedule(), "newer": Schedule()}
    assert sorted(plan_day(schedules, TODAY, 2, RULES, TODAY)) == ["fresh", "new"]


@given(days(clock_back=True), st.integers(1, 400))
def test_interview_gone_by_is_as_none(day: Day, ago: int) -> None:
    assert look(with_days_left(day, -ago)) == look(with_days_left(day, None))


@pytest.mark.parametrize(("left", "expected"), [(None, None), (-1, None), (0, 0), (11, 11)])
def test_days_left(left: int | None, expected: int | None) -> None:
    interview = None if left is None else TODAY + timedelta(days=left)
    assert days_left(interview, TODAY) == expected


def test_final_lap_takes_questions_that_are_not_due() -> None:
    schedules = {f"q{k}": stood(5, k) for k in range(1, 7)}
    assert plan_day(schedules, TODAY, 2, RULES, TODAY + timedelta(days=4)) == []
    assert plan_day(schedules, TODAY, 2, RULES, TODAY + timedelta(days=3)) == ["q6", "q5"]


def test_next_due_counts_the_final_lap() -> None:
    cards = {f"q{k}": Card(f"q{k}", stood(5, k)) for k in range(1, 7)}
    interview = TODAY + timedelta(days=5)
    assert agenda(tuple(cards), cards, TODAY, 2, RULES, interview).next_due == TODAY + timedelta(days=2)
    assert agenda(tuple(cards), cards, TODAY, 2, RULES).next_due == TODAY + timedelta(days=10)


def test_pace_is_one_and_a_half_times_even() -> None:
    schedules = bank(20, 20)
    taken = plan_day(schedules, TODAY, 8, RULES, TODAY + timedelta(days=10))
    assert sum(question.startswith("n") for question in taken) == 3
    assert sum(question.startswith("n") for question in plan_day(schedules, TODAY, 8, RULES)) == 1


def test_extra_practice_offers_the_stalest_and_then_unmet_questions() -> None:
    cards = {
        "b-new": Card("b-new"),
        "waits": Card("waits", stood(4, 2)),
        "staler": Card("staler", stood(2, 1)),
        "done": Card("done", stood(1, 0)),
    }
    order = ("b-new", "waits", "a-new", "staler", "done")
    assert extra_practice(order, cards, TODAY, RULES) == ["staler", "waits", "b-new", "a-new"]


def test_weakest_are_the_lowest_boxes_with_the_most_lapses() -> None:
    cards = {
        "once": Card("once", Schedule(box=1, last=TODAY, lapses=1)),
        "twice": Card("twice", Schedule(box=1, last=TODAY, lapses=2)),
        "well": Card("well", Schedule(box=4, last=TODAY)),
        "away": Card("away", Schedule(box=1, last=TODAY, lapses=9), suspended=True),
        "new": Card("new"),
    }
    assert weakest(("well", "once", "twice", "away", "new", "unknown"), cards) == ["twice", "once", "well"]


def test_question_answered_after_the_clock_went_back_is_done_for_the_day() -> None:
    ahead = TODAY + timedelta(days=3)
    cards = {"q": Card("q", Schedule(box=2, last=ahead, day=ahead, reviews=1, review="r0"))}
    interview = TODAY + timedelta(days=1)
    assert agenda(("q",), cards, TODAY, 3, RULES, interview).queue == ("q",)
    after = answer(cards, "q", Grade.GOOD, TODAY, RULES)
    assert agenda(("q",), after, TODAY, 3, RULES, interview).standing == {"q": Standing.DONE}
    assert not is_counted(after["q"], TODAY)


def test_a_card_answered_while_the_clock_was_a_century_ahead_is_asked_now() -> None:
    ahead = TODAY.replace(year=TODAY.year + 100)
    cards = {q: Card(q, Schedule(box=3, last=ahead, day=ahead, reviews=1, review="r0")) for q in "ab"}
    seen = agenda(("a", "b"), cards, TODAY, 1, RULES)
    assert seen.standing == {"a": Standing.DUE, "b": Standing.WAITING}
    assert seen.next_due == TODAY + timedelta(days=1)


def test_questions_to_be_met_tomorrow_come_up_and_are_no_review() -> None:
    fresh = agenda(("a", "b", "c"), {}, TODAY, 1, RULES)
    assert (fresh.next_due, fresh.next_review) == (TODAY + timedelta(days=1), None)
    cards = answer({}, "a", Grade.GOOD, TODAY, RULES)
    after = agenda(("a", "b", "c"), cards, TODAY, 1, RULES)
    assert (after.next_due, after.next_review) == (TODAY + timedelta(days=1), TODAY + timedelta(days=2))


def test_last_day_of_the_calendar_has_an_agenda() -> None:
    cards = {"q": Card("q", Schedule(box=5, last=date.max, day=date.max, reviews=1, review="r0"))}
    seen = agenda(("q", "new"), cards, date.max, 3, RULES, date.max)
    assert seen.queue == ("new",)
    assert seen.next_due == date.max


def test_empty_bank_has_an_empty_agenda() -> None:
    assert agenda((), {}, TODAY, 6, RULES, TODAY) == Agenda(TODAY, (), {}, None, 6, 0)
