"""The statistics as text and as JSON."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.exchange.histories import BANK, RULES, History
from tpm_tui.core.bank.bank import Bank
from tpm_tui.core.cards.grade import Grade
from tpm_tui.core.plan.settings import PlanSettings
from tpm_tui.core.reports.stats import Statistics, compute_statistics
from tpm_tui.exchange.stats_text import stats_json, stats_text
from tpm_tui.exchange.text_table import cells

SETTINGS = PlanSettings(rules=RULES)


def stats_of(history: History, bank: Bank = BANK) -> Statistics:
    return compute_statistics(history.entries, history.cards, bank, history.day, SETTINGS)


def practised() -> History:
    history = History()
    history.answer("late-program", seconds=100)
    history.wait(1)
    history.answer("late-program", Grade.EASY, seconds=140)
    history.answer("conflict", Grade.AGAIN, covered=(), missed=("early plain notice",))
    return history


def test_ready_line_names_the_interview_if_there_is_one() -> None:
    dated = replace(stats_of(practised()), has_date=True)
    assert (
        "Ready: 0 of 4 questions (0 %), not missed last and in a box of 8 days or more, "
        "or answered well and not due before the interview\n"
    ) in stats_text(dated, width=200, blocks=False)


def test_stats_text_has_all_sections() -> None:
    assert stats_text(stats_of(practised()), blocks=False) == (
        """\
3 answers on 2 days: 3 in the last 7 days, 2 today
2 days in a row, 6 min of answering
Average answer 2:00, target 3:00
Median 2:00 against a target of 3:00
Ready: 0 of 4 questions (0 %), not missed last and in a box of 8 days or more

Answers a day, 12 weeks
       Sep     Oct     Nov
  Mon    . . . . . . . . . . . +
  Tue  . . . . . . . . . . . .
  Wed  . . . . . . . . . . . .
  Thu  . . . . . . . . . . . .
  Fri  . . . . . . . . . . . .
  Sat  . . . . . . . . . . . .
  Sun  . . . . . . . . . . . -
       . 0  - 1  + 2  * 3  # 4

Points made, by session
  ~  40 %

Grades
  again  1  #
  hard   0
  good   1  #
  easy   1  #

Boxes
  new    2  ##
  box 1  1  #
  box 2  1  #
  box 3  0
  box 4  0
  box 5  0
  box 6  0
  box 7  0

Next 30 days, if each plan is done and each answer good
  +-#-..#-......#-..............
  today

Topic             seen  box  points made  last
Program delivery   1/2  1.0         50 %  2026-11-23
People             1/2  0.5          0 %  2026-11-23

Most often missed
  2 of 2  early plain notice (must), 7. Late program
  1 of 1  early plain notice (must), 12. Conflict
"""
    )


def test_statistics_without_answers_omit_missed_points() -> None:
    text = stats_text(stats_of(History()))
    assert text.startswith("No answers yet.\n\nGrades\n")
    assert "Program delivery   0/2  0.0            -  -" in text
    assert "Most often missed" not in text


def test_suspended_questions_are_left_out_of_the_shares() -> None:
    stats = replace(stats_of(practised()), suspended=1)
    text = " ".join(stats_text(stats).split())
    assert "Ready: 0 of 3 questions (0 %)" in text
    assert "1 suspended question is not counted as ready or in the topics, only in the boxes" in text


def test_empty_bank_has_no_topics() -> None:
    text = stats_text(stats_of(History(), Bank()))
    assert "Topic" not in text
    assert "  new    0\n" in text


def test_bars_are_squares_or_ascii() -> None:
    assert "▪" in stats_text(stats_of(practised()))
    assert stats_text(stats_of(practised()), blocks=False).isascii()


@given(width=st.integers(40, 120), answers=st.integers(0, 60))
def test_no_line_is_wider_than_the_terminal(width: int, answers: int) -> None:
    history = History()
    if answers:
        history.answer(missed=("a point of a rather long name and one more " * 3,))
    stats = stats_of(history)
    many = Statistics(
        **{name: getattr(stats, name) for name in stats.__struct_fields__ if name not in ("grades", "boxes")},
        grades=dict.fromkeys(Grade, answers * 7),
        boxes=(answers, answers * 9, 0, 3, 1, 0),
    )
    assert max(cells(line) for line in stats_text(many, width).split("\n")) <= width


def test_narrow_terminal_omits_the_last_day() -> None:
    text = stats_text(stats_of(practised()), 40)
    assert "Program delivery   1/2  1.0         50 %\n" in text


def test_missed_points_are_limited_in_text_only() -> None:
    history = History()
    for question in BANK.order:
        history.answer(question, missed=("size and cause first", "early plain notice"), covered=())
    stats = stats_of(history)
    assert len(stats.missed) == 8
    points = stats.missed * 2
    many = Statistics(
        **{name: getattr(stats, name) for name in stats.__struct_fields__ if name != "missed"}, missed=points
    )
    listed = stats_text(many).split("Most often missed\n")[1].splitlines()
    assert len(listed) == 10
    assert len(json.loads(stats_json(many))["missed"]) == 16


def test_json_has_the_figures_of_progress() -> None:
    document = json.loads(stats_json(stats_of(practised())))
    assert len(document["activity"]) == 84
    assert document["activity"][-1] == {"day": "2026-11-23", "answers": 2, "minutes": 4.3}
    assert document["sessions"] == [
        {"session": "s1", "day": "2026-11-23", "answers": 3, "points_made": 2, "points": 5, "share": 0.4}
    ]
    assert (document["difference"], document["median_seconds"], document["median_target"]) == (None, 120, 180)
    assert (
        document["weak_points"][0].items()
        >= {"question": "late-program", "point": "early plain notice"}.items()
    )
    assert document["readiness"][0] == {
        "topic": "delivery",
        "questions": 2,
        "ready": 0,
        "met": 1,
        "missed_last": 0,
    }
    assert len(document["next_days"]) == 30
    assert document["next_days"][0].keys() == {"day", "reviews", "new", "off", "interview"}


def test_json_has_all_figures() -> None:
    document = json.loads(stats_json(stats_of(practised())))
    assert document["today"] == "2026-11-23"
    assert (document["answers"], document["answers_this_week"], document["answers_today"]) == (3, 3, 2)
    assert (document["days"], document["streak"], document["minutes"]) == (2, 2, 6.0)
    assert document["grades"] == {"again": 1, "hard": 0, "good": 1, "easy": 1}
    assert (document["questions"], document["met"], document["boxes"]) == (4, 2, [2, 1, 1, 0, 0, 0, 0, 0])
    assert (document["ready"], document["ready_share"]) == (0, 0.0)
    assert document["average_seconds"] == pytest.approx(120)
    assert document["topics"][0] == {
        "topic": "delivery",
        "title": "Program delivery",
        "questions": 2,
        "met": 1,
        "planned": 2,
        "planned_met": 1,
        "average_box": 1.0,
        "points_made": 2,
        "points": 4,
        "share": 0.5,
        "last": "2026-11-23",
    }
    assert document["missed"][0] == {
        "question": "late-program",
        "number": 7,
        "title": "Late program",
        "point": "early plain notice",
        "must": True,
        "missed": 2,
        "asked": 2,
    }
    assert json.loads(stats_json(stats_of(History())))["average_seconds"] is None


def test_leeches_are_listed_with_advice_worst_first() -> None:
    history = History()
    for question, misses in (("dates", 4), ("late-program", 5), ("conflict", 3)):
        for grade in [Grade.GOOD, *[Grade.AGAIN] * misses]:
            history.answer(question, grade)
            history.wait(1)
    text = stats_text(stats_of(history))
    assert text.endswith(
        "\nLeeches: edit it, split it, write your own points, or suspend it\n"
        "  5 lapses: 7. Late program\n  4 lapses: 4. Dates\n"
    )
    assert json.loads(stats_json(stats_of(history)))["leeches"] == [
        {"question": "late-program", "number": 7, "title": "Late program", "lapses": 5},
        {"question": "dates", "number": 4, "title": "Dates", "lapses": 4},
    ]


def test_json_has_every_field_once() -> None:
    stats = stats_of(practised())
    document = json.loads(stats_json(stats))
    for struct, found in [
        (stats, document),
        (stats.topics[0], document["topics"][0]),
        (stats.missed[0], document["missed"][0]),
        (stats.calibration, document["calibration"]),
    ]:
        assert len(found) == len(struct.__struct_fields__)


def test_json_figures_are_rounded() -> None:
    document = json.loads(stats_json(replace(stats_of(practised()), minutes=7.123456, ready_share=1 / 3)))
    assert (document["minutes"], document["ready_share"]) == (7.1, 0.333)
