"""Ticks of older answers count for the names that the bank gives to the key points now."""

from __future__ import annotations

import json

from msgspec.structs import replace

from tests.exchange.histories import BANK, RULES, TODAY, History
from tpm_tui.core.bank.bank import Bank
from tpm_tui.core.bank.question import KeyPoint
from tpm_tui.core.cards.events import Review
from tpm_tui.core.plan.settings import PlanSettings
from tpm_tui.core.reports.current_points import with_current_points
from tpm_tui.core.reports.graded_answer import Point
from tpm_tui.core.reports.missed_points import count_missed_points
from tpm_tui.core.reports.stats import compute_statistics
from tpm_tui.core.session.drill import find_weak_points
from tpm_tui.exchange.history_text import history_json, history_text
from tpm_tui.exchange.session_json import to_json

NEW_POINTS = (
    KeyPoint("cause before remedy", must=True, formerly=("size and cause first", "the cause")),
    KeyPoint("early notice", formerly=("early plain notice",)),
    KeyPoint("a range"),
)
NEW_BANK = replace(
    BANK, questions=tuple(replace(question, key_points=NEW_POINTS) for question in BANK.questions)
)


def review(covered: tuple[str, ...], missed: tuple[str, ...]) -> Review:
    return History().answer(covered=covered, missed=missed)


def ticks(covered: tuple[str, ...], missed: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    current = with_current_points(review(covered, missed), NEW_BANK)
    return current.covered, current.missed


def test_renamed_points_have_their_new_names() -> None:
    assert ticks(("size and cause first",), ("early plain notice", "a range")) == (
        ("cause before remedy",),
        ("early notice", "a range"),
    )


def test_joined_point_is_made_if_any_part_was() -> None:
    assert ticks(("the cause",), ("size and cause first",)) == (("cause before remedy",), ())
    assert ticks((), ("the cause", "size and cause first")) == ((), ("cause before remedy",))


def test_names_that_the_bank_does_not_know_are_kept() -> None:
    assert ticks(("a removed point",), ("a range",)) == (("a removed point",), ("a range",))


def test_question_without_renamed_points_is_unchanged() -> None:
    old = review(("size and cause first",), ())
    assert with_current_points(old, BANK) is old
    assert with_current_points(old, Bank()) is old


def test_current_name_is_no_earlier_name_of_another_point() -> None:
    points = (KeyPoint("a"), KeyPoint("b", formerly=("a", "c")))
    bank = replace(BANK, questions=(replace(BANK.questions[0], key_points=points),))
    assert bank.current_point_names("late-program", ("a", "c", "b")) == ("a", "b")


def test_reports_and_history_show_new_names() -> None:
    history = History()
    history.start()
    old = history.answer()
    report = history.report(bank=NEW_BANK)
    assert report.reviews[0].covered == (Point("cause before remedy", must=True),)
    assert report.reviews[0].missed == (Point("early notice"),)
    assert json.loads(to_json(report))["reviews"][0]["missed"] == ["early notice"]
    assert "Missed: early notice" in history_text("late-program", [old], NEW_BANK)
    assert json.loads(history_json("late-program", [old], NEW_BANK))["attempts"][0]["covered"] == [
        "cause before remedy"
    ]


def test_statistics_and_drills_count_new_names() -> None:
    history = History()
    history.answer(covered=(), missed=("size and cause first", "the cause", "early plain notice"))
    history.wait(1)
    history.answer(covered=("cause before remedy", "a range"), missed=("early notice",))
    reviews = [entry for entry in history.entries if isinstance(entry, Review)]
    counts = [(point.name, point.missed, point.answers) for point in count_missed_points(reviews, NEW_BANK)]
    assert counts == [("early notice", 2, 2), ("cause before remedy", 1, 2)]
    weak = find_weak_points(history.entries, NEW_BANK)
    assert [point.name for point in weak] == ["early notice", "cause before remedy"]
    topic = compute_statistics(
        history.entries, history.cards, NEW_BANK, TODAY, PlanSettings(rules=RULES)
    ).topics[0]
    assert (topic.made, topic.point_count) == (2, 5)
