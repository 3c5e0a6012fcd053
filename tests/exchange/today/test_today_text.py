"""Today as phrases and as lines."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.core.mock.test_interview import begin_mock
from tests.exchange.histories import BANK, TODAY, History
from tpm_tui.core.bank.bank import Bank
from tpm_tui.core.cards.grade import Grade
from tpm_tui.core.cards.history import all_attempts
from tpm_tui.core.mock.phase import MockPhase
from tpm_tui.core.plan.agenda import build_agenda
from tpm_tui.core.plan.budget import AnswerTimes
from tpm_tui.core.plan.days_off import DaysOff
from tpm_tui.core.plan.deadline import Deadline
from tpm_tui.core.plan.settings import PlanSettings
from tpm_tui.core.reports.today.details import TodayDetails, build_today_details
from tpm_tui.core.reports.today.summary import TodaySummary, WeekDay, build_today
from tpm_tui.core.session.resume import UnfinishedSession
from tpm_tui.exchange.text_table import cells
from tpm_tui.exchange.today import sentences
from tpm_tui.exchange.today.today_text import TodayLines

ESCAPES = "\x1b]52;c;x\x07\x1b[2J\u202e name"
SETTINGS = PlanSettings(budget=2, interview=TODAY + timedelta(days=11))


def summary_of(history: History, settings: PlanSettings = SETTINGS) -> TodaySummary:
    agenda = build_agenda(BANK.topic_by_question, history.cards, history.day, settings)
    reviews = all_attempts(history.entries)
    return build_today(
        BANK,
        history.cards,
        agenda,
        settings,
        reviews,
        AnswerTimes(),
        has_all=True,
        is_first_run=not history.entries,
    )


def details_of(history: History) -> TodayDetails:
    return build_today_details(BANK, all_attempts(history.entries), history.day, DaysOff())


def practised() -> History:
    history = History(day=TODAY - timedelta(days=2))
    history.answer("late-program", Grade.AGAIN, session="s1")
    history.wait(1)
    history.answer(
        "dates", Grade.EASY, session="s2", covered=("size and cause first", "early plain notice"), missed=()
    )
    history.answer("conflict", session="s2")
    history.wait(1)
    return history


def unfinished(days_ago: int, left: int = 4) -> UnfinishedSession:
    history = History()
    return UnfinishedSession(
        "s", history.at, TODAY - timedelta(days=days_ago), "answer", ("dates",) * left, (), 0
    )


def test_lines_show_everything() -> None:
    history = practised()
    lines = TodayLines(summary_of(history), BANK, blocks=False)
    assert lines.text(unfinished(1), details_of(history)) == (
        """\
tpm-tui                                         Sun 22 Nov, interview in 11 days

1 due, 1 new, about 6 min, 1 day in a row
Resume yesterday's session, 4 left

Ready by 3 Dec: 0 of 4 ready, 3 met
                                met  sticks  missed last
  People            ..........  1/2       0            0
  Program delivery  ..........  2/2       0            1

Next time   early plain notice
Last        yesterday, 2 answers, 75 % of points, +25 on the week before
""".replace("1 day in a row", "2 days in a row")
    )


def test_first_run_says_what_the_program_is() -> None:
    text = TodayLines(summary_of(History()), BANK, 200).text()
    assert sentences.WELCOME in text
    assert "0 due · 2 new · about 8 min · 2 more wait\n" in text
    assert "Ready" not in text


def test_nothing_due_names_the_next_day() -> None:
    history = History()
    for question in BANK.order:
        history.answer(question)
    text = TodayLines(summary_of(history), BANK, 200).text()
    assert "Done for today, 4 answered · next Tue 24 Nov: 2 due, 0 new · 1 day in a row\n" in text


def test_day_off_and_nothing_to_plan_are_named() -> None:
    off = summary_of(History(), PlanSettings(off=DaysOff(weekdays=frozenset({6}))))
    assert sentences.plan_parts(off) == [sentences.DAY_OFF, "4 more wait"]
    none = summary_of(History(), PlanSettings(off=DaysOff(weekdays=frozenset(range(7)))))
    assert sentences.next_day_text(none.upcoming, TODAY) == sentences.NOTHING_PLANNED


def test_interview_day_has_a_warm_up() -> None:
    history = practised()
    summary = summary_of(history, PlanSettings(interview=history.day))
    assert sentences.plan_parts(summary) == ["3 to warm up", "about 6 min"]
    assert sentences.nearest_date(summary) == "interview today"


def test_past_interview_is_named_with_the_question_of_the_next() -> None:
    history = practised()
    summary = summary_of(history, PlanSettings(interview=TODAY - timedelta(days=2)))
    assert sentences.nearest_date(summary) == "interview was on Fri 20 Nov"
    assert f"\n{sentences.NEXT_DATE_HINT}\n" in TodayLines(summary, BANK).text()


def test_later_dates_are_listed_below_the_nearest() -> None:
    screen = Deadline(TODAY + timedelta(days=1), frozenset({"people"}), "phone screen")
    text = TodayLines(summary_of(practised(), replace(SETTINGS, deadlines=(screen,))), BANK).text()
    first, second = text.splitlines()[:2]
    assert first.endswith("Sun 22 Nov · phone screen tomorrow")
    assert second == "interview in 11 days"
    assert "\nReady: 1 of 4" in text


def test_heading_has_a_date_only_if_it_is_for_all_topics() -> None:
    day = TODAY + timedelta(days=1)
    screen, onsite = Deadline(day, frozenset({"people"})), Deadline(day)
    for deadlines, heading in [
        ((), "Ready"),
        ((screen,), "Ready"),
        ((onsite,), "Ready by 23 Nov"),
        ((screen, onsite), "Ready by 23 Nov"),
        ((onsite, Deadline(day + timedelta(days=1))), "Ready"),
    ]:
        summary = summary_of(practised(), PlanSettings(deadlines=deadlines))
        assert sentences.ready_heading(summary) == heading


def test_questions_of_the_first_run_name_keys_and_numbers() -> None:
    assert sentences.minutes_question(8).endswith("enter keeps 8 answers a day)")
    assert "70 new questions" in sentences.triage_offer(70)
    assert sentences.extra_practice("m", "D").count("(m)") == 1


@pytest.mark.parametrize(
    ("days_ago", "text"),
    [
        (0, "Resume today's session, 4 left"),
        (1, "Resume yesterday's session, 4 left"),
        (3, "Resume the session of Thu 19 Nov, 4 left"),
    ],
)
def test_unfinished_session_is_named_by_its_day(days_ago: int, text: str) -> None:
    assert sentences.resume_text(unfinished(days_ago), TODAY) == text


@pytest.mark.parametrize(
    ("difference", "text"),
    [
        (0.094, "+9 on the week before"),
        (-0.094, "-9 on the week before"),
        (0.004, "as in the week before"),
        (-0.004, "as in the week before"),
    ],
)
def test_difference_is_in_percentage_points(difference: float, text: str) -> None:
    assert sentences.difference_text(difference) == text


@pytest.mark.parametrize(
    ("day", "text"),
    [
        (WeekDay(TODAY, 0, left=8), "8 today"),
        (WeekDay(TODAY, 3, left=5), "3, 5 left today"),
        (WeekDay(TODAY, 3), "3 today"),
        (WeekDay(TODAY - timedelta(days=1), 8), "8"),
        (WeekDay(TODAY - timedelta(days=1), 2, is_off=True), "2"),
        (WeekDay(TODAY - timedelta(days=1), 0), "0"),
        (WeekDay(TODAY - timedelta(days=1), 0, is_off=True), "rest day"),
        (WeekDay(TODAY + timedelta(days=1), 0), ""),
    ],
)
def test_week_days_are_described(day: WeekDay, text: str) -> None:
    assert sentences.week_day_text(day, TODAY) == text


@given(width=st.integers(40, 120), blocks=st.booleans(), days=st.integers(0, 3))
def test_no_line_is_wider_than_the_terminal_and_ascii_is(width: int, blocks: bool, days: int) -> None:
    history = practised()
    history.wait(days)
    text = TodayLines(summary_of(history), BANK, width, blocks).text(unfinished(days), details_of(history))
    assert max(cells(line) for line in text.split("\n")) <= width
    assert blocks or text.isascii()


def test_names_are_sanitized() -> None:
    topics = tuple(replace(topic, title=ESCAPES) for topic in BANK.topics)
    deadline = Deadline(TODAY + timedelta(days=1), None, ESCAPES)
    summary = summary_of(practised(), PlanSettings(deadlines=(deadline,)))
    text = TodayLines(summary, Bank(topics, BANK.questions)).text()
    assert "\x1b" not in text


def test_stopped_interview_is_named_by_its_step() -> None:
    mock = begin_mock()
    assert sentences.stopped_mock(mock) == f"stopped at question 1 of {len(mock.answers)}"
    rating = replace(mock, phase=MockPhase.DEBRIEF)
    assert sentences.stopped_mock(rating) == f"debrief of answer 1 of {len(mock.answers)}"
    assert sentences.stopped_mock(replace(mock, phase=MockPhase.COUNTING)) == "not counted yet"
