"""The session report."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from tests.exchange.histories import BANK, NOW, RULES, History
from tpm_tui.core.bank.bank import Bank
from tpm_tui.core.cards.events import HistoryEntry, Review, SessionEnd
from tpm_tui.core.cards.grade import Grade
from tpm_tui.core.plan.settings import PlanSettings
from tpm_tui.core.reports.graded_answer import Point
from tpm_tui.core.reports.session_report import (
    NextQuestion,
    TopicShare,
    UnknownSession,
    build_session_reports,
    session_ids,
)


def test_report_contains_only_its_sessions_answers() -> None:
    history = History()
    history.answer("dates", session="other")
    history.start()
    history.answer("late-program", answer="one")
    history.answer("conflict", Grade.AGAIN, answer="two")
    report = history.report()
    assert [review.answer for review in report.reviews] == ["one", "two"]
    assert report.grades == {Grade.AGAIN: 1, Grade.HARD: 0, Grade.GOOD: 1, Grade.EASY: 0}
    assert report.seconds == 240
    assert report.words == 2


def test_report_omits_undone_reviews() -> None:
    history = History()
    history.start()
    remaining = history.answer("late-program", answer="kept")
    history.undo(history.answer("dates"))
    report = history.report()
    assert [review.answer for review in report.reviews] == [remaining.answer]
    assert report.new == 1
    assert report.boxes_after == (3, 0, 1, 0, 0, 0, 0, 0)


def test_report_answer_includes_question_data() -> None:
    history = History()
    history.start()
    history.answer(prompt="Tell me of one.", seconds=130.5)
    (review,) = history.report().reviews
    assert (review.question, review.number, review.title) == ("late-program", 7, "Late program")
    assert (review.topic, review.topic_title) == ("delivery", "Program delivery")
    assert (review.prompt, review.answer) == ("Tell me of one.", "We cut scope.")
    assert (review.box_before, review.box_after, review.due) == (0, 2, date(2026, 11, 24))
    assert (review.seconds, review.target_seconds, review.words) == (130.5, 180, 3)
    assert review.covered == (Point("size and cause first"),)
    assert review.missed == (Point("early plain notice", must=True),)
    assert not review.practice


def test_report_of_removed_question_uses_its_review() -> None:
    history = History()
    history.start()
    history.answer("old-question", prompt="What was it?")
    report = history.report()
    (review,) = report.reviews
    assert (review.number, review.title, review.topic) == (None, "Old question", "")
    assert (review.prompt, review.target_seconds) == ("What was it?", None)
    assert review.missed == (Point("early plain notice"),)
    assert report.topics == ()
    assert report.boxes_before == report.boxes_after == (4, 0, 0, 0, 0, 0, 0, 0)


def test_further_practice_is_not_new_and_moves_no_box() -> None:
    history = History()
    history.start()
    history.answer()
    history.answer(grade=Grade.AGAIN)
    report = history.report()
    assert [review.practice for review in report.reviews] == [False, True]
    assert report.new == 1
    assert report.boxes_after == (3, 0, 1, 0, 0, 0, 0, 0)


def test_points_are_counted_over_all_answers() -> None:
    history = History()
    history.start()
    history.answer(covered=("a", "b", "c"), missed=("d",))
    history.answer("dates", covered=(), missed=("e",))
    report = history.report()
    assert (report.points_made, report.point_count) == (3, 5)


def test_topics_are_sorted_by_smallest_share() -> None:
    history = History()
    history.start()
    history.answer("late-program", covered=("a", "b"), missed=("c",))
    history.answer("conflict", covered=("a",), missed=("b",))
    history.answer("dates", covered=("a",), missed=())
    assert history.report().topics == (
        TopicShare("people", "People", 1, 2),
        TopicShare("delivery", "Program delivery", 3, 4),
    )


def test_running_session_ends_with_its_last_answer() -> None:
    history = History()
    history.start(mode="mock")
    assert (history.report().started, history.report().ended) == (NOW, None)
    review = history.answer()
    report = history.report()
    assert (report.mode, report.running, report.ended) == ("mock", True, review.at)
    history.at += timedelta(minutes=5)
    history.end()
    report = history.report()
    assert (report.running, report.ended) == (False, history.at)


def test_session_without_start_entry_starts_with_first_answer() -> None:
    history = History()
    first = history.answer()
    history.answer("dates")
    report = history.report()
    assert (report.mode, report.started) == ("practice", first.at)


def test_times_are_in_the_learners_zone() -> None:
    history = History()
    history.start()
    history.answer()
    zone = timezone(timedelta(hours=-8))
    report = history.report(zone=zone)
    assert report.started.isoformat() == "2026-11-22T00:14:00-08:00"
    assert report.reviews[0].at.utcoffset() == timedelta(hours=-8)
    assert report.ended is not None
    assert report.ended.utcoffset() == timedelta(hours=-8)


def test_next_questions_are_as_of_today() -> None:
    history = History()
    history.start()
    history.answer()
    report = history.report()
    assert (report.next_day, report.next_due, report.next_new) == (history.day, 0, 3)
    assert report.next_questions[1] == NextQuestion("conflict", 12, "Conflict", 0)
    history.wait(2)
    report = history.report()
    assert (report.next_day, report.next_due, report.next_new) == (date(2026, 11, 24), 1, 3)
    assert report.next_questions[1] == NextQuestion("late-program", 7, "Late program", 2)


@pytest.mark.parametrize(("day", "left"), [(date(2026, 12, 3), 11), (date(2026, 11, 1), None), (None, None)])
def test_days_left_is_none_after_the_interview(day: date | None, left: int | None) -> None:
    history = History()
    history.answer()
    report = history.report(interview=day)
    assert (report.interview, report.days_left) == (day, left)


def test_days_left_are_those_of_the_last_answers_day() -> None:
    history = History()
    history.start()
    history.answer()
    history.wait(1)
    history.answer("dates")
    assert history.report().days_left == 10
    history.wait(4)
    history.end()  # an interrupted session is ended when the next one starts
    history.answer("conflict", session="s2")
    assert (history.report().days_left, history.report("s2").days_left) == (10, 6)
    history.wait(30)
    assert history.report().days_left == 10


def test_report_without_answers_has_days_left_of_its_start() -> None:
    history = History()
    history.start()
    history.wait(3)
    assert history.report().days_left == 11


def test_report_texts_are_sanitized() -> None:
    history = History()
    history.start(mode="mo\x1bde")
    history.answer(
        "x\x1b-y", answer="a\x1bb\r\nc", prompt="one\ntwo\u202e", covered=("c\x07\n",), missed=("m\x00",)
    )
    report = history.report()
    (review,) = report.reviews
    assert report.mode == "mode"
    assert (review.question, review.title, review.prompt) == ("x-y", "X y", "one two")
    assert review.answer == "ab\nc"
    assert (review.covered, review.missed) == ((Point("c"),), (Point("m"),))


def test_unknown_session_raises() -> None:
    history = History()
    history.answer(session="other")
    with pytest.raises(UnknownSession):
        history.report()


def test_session_ids_lists_sessions_with_active_reviews() -> None:
    history = History()
    history.start("empty")
    history.answer(session="b")
    history.answer("dates", session="a")
    history.answer("conflict", session="b")
    history.undo(history.answer("silence", session="undone"))
    assert session_ids(history.entries) == ["b", "a"]


def test_reports_of_several_sessions_equal_single_ones() -> None:
    history = History()
    for session in ("s1", "s2", "s3"):
        history.start(session)
        for question in BANK.order[:3]:
            history.answer(question, session=session)
        history.end(session)
        history.wait(3)
    reports = build_session_reports(
        history.entries,
        ["s3", "s1"],
        BANK,
        history.cards,
        today=history.day,
        settings=PlanSettings(budget=6, rules=RULES, interview=date(2026, 12, 3)),
    )
    assert reports == [history.report("s3"), history.report("s1")]


def test_duplicate_entries_change_nothing() -> None:
    history = History()
    history.start()
    history.answer()
    history.end()
    once = history.report()
    history.entries += history.entries
    assert history.report() == once


def test_reviews_are_in_log_order_if_clock_goes_back() -> None:
    earlier = datetime(2020, 1, 1, tzinfo=UTC)
    entries: list[HistoryEntry] = [
        Review(
            id="r2",
            seq=2,
            at=earlier,
            day=earlier.date(),
            session="s",
            question="b",
            prompt="",
            answer="",
            grade=Grade.GOOD,
        ),
        SessionEnd(id="e", seq=3, at=earlier, day=earlier.date(), session="s"),
        Review(
            id="r1",
            seq=1,
            at=NOW,
            day=NOW.date(),
            session="s",
            question="a",
            prompt="",
            answer="",
            grade=Grade.GOOD,
        ),
    ]
    (report,) = build_session_reports(
        entries, ["s"], Bank(), {}, today=NOW.date(), settings=PlanSettings(budget=6, rules=RULES)
    )
    assert [review.question for review in report.reviews] == ["a", "b"]
    assert (report.started, report.ended) == (NOW, earlier)
