"""Statistics of a history."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import given

from tests.core.strategies import Log, logs
from tests.exchange.histories import BANK, RULES, History
from tpm_tui.core.bank.bank import Bank, Topic
from tpm_tui.core.cards.grade import Grade
from tpm_tui.core.cards.replay import replay
from tpm_tui.core.plan.readiness import compute_readiness
from tpm_tui.core.plan.settings import PlanSettings
from tpm_tui.core.reports.stats import MAX_SESSIONS_LISTED, Statistics, compute_statistics
from tpm_tui.core.session.drill import find_weak_points

SETTINGS = PlanSettings(rules=RULES)


def statistics_of(history: History, bank: Bank = BANK) -> Statistics:
    return compute_statistics(history.entries, history.cards, bank, history.day, SETTINGS)


def test_answers_are_counted_in_total_this_week_and_today() -> None:
    history = History()
    history.answer()
    history.wait(1)
    history.answer("dates")
    history.wait(6)
    history.answer()
    history.answer(grade=Grade.EASY)
    history.undo(history.answer("silence"))
    stats = statistics_of(history)
    assert (stats.answers, stats.answers_this_week, stats.answers_today) == (4, 3, 2)
    assert (stats.days, stats.minutes) == (3, 8)
    assert stats.grades == {Grade.AGAIN: 0, Grade.HARD: 0, Grade.GOOD: 3, Grade.EASY: 1}


def test_future_day_is_not_part_of_this_week() -> None:
    history = History()
    history.wait(3)
    history.answer()
    history.wait(-3)
    assert (statistics_of(history).answers, statistics_of(history).answers_this_week) == (1, 0)


def test_box_of_eight_days_is_ready_unless_missed() -> None:
    history = History()
    history.answer("late-program", Grade.EASY)
    history.wait(4)
    history.answer("late-program", Grade.GOOD)
    history.answer("dates", Grade.EASY)
    stats = statistics_of(history)
    assert stats.boxes == (2, 0, 0, 1, 1, 0, 0, 0)
    assert (stats.questions, stats.seen, stats.ready, stats.ready_share) == (4, 2, 1, 0.25)
    history.wait(1)
    history.answer("late-program", Grade.AGAIN)
    assert statistics_of(history).ready == 0


def test_ready_questions_are_those_of_the_plan() -> None:
    history = History()
    history.answer("late-program", Grade.GOOD)
    history.answer("dates", Grade.EASY)
    history.answer("conflict", Grade.AGAIN)
    settings = PlanSettings(interview=history.day + timedelta(days=3), rules=RULES)
    plan = compute_readiness(BANK.topic_by_question, history.cards, history.day, settings)
    stats = compute_statistics(history.entries, history.cards, BANK, history.day, settings)
    assert stats.ready == sum(topic.ready for topic in plan) == 1
    assert (stats.has_date, statistics_of(history).ready, statistics_of(history).has_date) == (True, 0, False)


@given(log=logs(questions=("late-program", "dates", "conflict"), clock_back=True))
def test_suspended_questions_are_not_counted_as_in_the_plan(log: Log) -> None:
    cards = replay(log.entries, RULES)
    stats = compute_statistics(log.entries, cards, BANK, log.day, PlanSettings(rules=RULES))
    plan = compute_readiness(BANK.topic_by_question, cards, log.day, PlanSettings(rules=RULES))
    assert [(topic.topic, topic.planned, topic.planned_seen) for topic in stats.topics if topic.planned] == [
        (topic.topic, topic.questions, topic.met) for topic in plan
    ]
    total = sum(topic.questions for topic in plan)
    assert stats.planned_ready_share == (sum(topic.ready for topic in plan) / total if total else 0)


def test_topics_are_in_bank_order() -> None:
    history = History()
    history.answer("conflict", Grade.EASY, covered=("a", "b"), missed=("c",))
    history.wait(1)
    history.answer("silence", Grade.AGAIN, covered=(), missed=("c",))
    delivery, people = statistics_of(history).topics
    assert (delivery.title, delivery.questions, delivery.seen, delivery.average_box) == (
        "Program delivery",
        2,
        0,
        0,
    )
    assert (delivery.share, delivery.last) == (None, None)
    assert (people.title, people.questions, people.seen, people.average_box) == ("People", 2, 2, 2.0)
    assert (people.made, people.point_count, people.share) == (2, 4, 0.5)
    assert people.last == history.day


def test_topic_without_questions_is_omitted() -> None:
    bank = Bank(topics=(Topic(id="empty"), *BANK.topics), questions=BANK.questions)
    assert [topic.topic for topic in statistics_of(History(), bank).topics] == ["delivery", "people"]


def test_missed_points_are_sorted_by_misses() -> None:
    history = History()
    both = ("size and cause first", "early plain notice")
    history.answer("late-program", covered=both[:1], missed=both[1:])
    history.answer("late-program", covered=both[:1], missed=both[1:])
    history.answer("late-program", covered=both, missed=())
    history.answer("dates", covered=(), missed=both)
    history.answer("vanished", covered=(), missed=both)
    history.answer("conflict", covered=(), missed=("a point that was renamed",))
    misses = [(p.question, p.name, p.must, p.missed, p.answers) for p in statistics_of(history).missed]
    assert misses == [
        ("late-program", "early plain notice", True, 2, 3),
        ("dates", "size and cause first", False, 1, 1),
        ("dates", "early plain notice", True, 1, 1),
    ]


def test_average_time_uses_answers_with_time_and_target() -> None:
    history = History()
    history.answer(seconds=100)
    history.answer("dates", seconds=200)
    history.answer("conflict", seconds=0)
    history.answer("vanished", seconds=900)
    stats = statistics_of(history)
    assert (stats.average_seconds, stats.average_target) == (150, 180)


def test_averages_are_none_without_reviews() -> None:
    stats = statistics_of(History(), Bank())
    assert (stats.answers, stats.days, stats.streak, stats.minutes) == (0, 0, 0, 0)
    assert (stats.average_seconds, stats.average_target, stats.ready_share) == (None, None, 0)
    assert (stats.boxes, stats.topics, stats.missed) == ((0,) * 8, (), ())


def test_median_ignores_answers_without_time_or_target() -> None:
    history = History()
    for seconds in (100, 200, 600, 0):
        history.answer(seconds=seconds)
    history.answer("vanished", seconds=900)
    stats = statistics_of(history)
    assert (stats.median_seconds, stats.median_target) == (200, 180)
    assert (statistics_of(History()).median_seconds, statistics_of(History()).median_target) == (None, None)


def test_newest_sessions_are_listed_with_the_last_difference() -> None:
    history = History()
    history.answer(session="day before")
    history.wait(1)
    for number in range(MAX_SESSIONS_LISTED + 2):
        history.answer(session=f"s{number}")
    stats = statistics_of(history)
    assert [session.session for session in stats.sessions] == [
        f"s{number}" for number in range(2, MAX_SESSIONS_LISTED + 2)
    ]
    assert stats.sessions[-1].share == 0.5
    assert stats.difference == 0


def test_weak_points_are_those_of_the_drill() -> None:
    history = History()
    history.answer("late-program", covered=(), missed=("size and cause first",))
    history.answer("dates", covered=("size and cause first",), missed=("early plain notice",))
    history.answer("dates", covered=("early plain notice",), missed=())
    history.answer("dates", covered=("early plain notice",), missed=())
    stats = statistics_of(history)
    assert list(stats.weak_points) == find_weak_points(history.entries, BANK)
    assert (len(stats.weak_points), len(stats.missed)) == (1, 2)


@given(log=logs(questions=("late-program", "dates", "vanished"), clock_back=True))
def test_statistics_are_consistent(log: Log) -> None:
    stats = compute_statistics(log.entries, replay(log.entries, RULES), BANK, log.day, SETTINGS)
    assert stats.answers == len(log.active) == sum(stats.grades.values())
    assert stats.answers_today <= stats.answers_this_week <= stats.answers
    assert stats.streak <= stats.days <= stats.answers
    assert sum(stats.boxes) == stats.questions == sum(topic.questions for topic in stats.topics)
    assert stats.seen == sum(topic.seen for topic in stats.topics)
    assert sum(topic.planned for topic in stats.topics) == stats.questions - stats.suspended
    assert 0 <= stats.ready <= stats.seen
    assert stats.ready == sum(topic.ready for topic in stats.readiness)
    assert sum(session.answers for session in stats.sessions) == stats.answers
    assert sum(day.answers for day in stats.activity) <= stats.answers
    assert stats.activity[-1].answers == stats.answers_today
