"""Confidence held against the grades."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from tests.core.strategies import NOW, TODAY, review
from tpm_tui.core.bank.question import KeyPoint, Question
from tpm_tui.core.cards.card import Card
from tpm_tui.core.cards.grade import Grade
from tpm_tui.core.cards.leitner import Rules
from tpm_tui.core.reports.calibration import Calibration, calibration
from tpm_tui.core.session.session import Session


@pytest.mark.parametrize(
    ("sure", "grade", "told"),
    [
        (4, Grade.EASY, Calibration(sure=1, sure_right=1)),
        (3, Grade.GOOD, Calibration(sure=1, sure_right=1)),
        (3, Grade.HARD, Calibration(sure=1)),
        (2, Grade.GOOD, Calibration(unsure=1, unsure_right=1)),
        (1, Grade.AGAIN, Calibration(unsure=1)),
        (None, Grade.GOOD, Calibration()),
    ],
)
def test_sure_begins_at_three_and_right_at_good(sure: int | None, grade: Grade, told: Calibration) -> None:
    assert calibration([replace(review(grade=grade), sure=sure)]) == told
    assert told.is_recorded is (sure is not None)


def test_confidence_goes_into_the_review_comes_back_with_an_undo_and_does_not_reach_the_next_answer() -> None:
    question = Question(id="a", prompt="?", key_points=(KeyPoint(name="p"),))
    asking = Session.begin("s", ["a", "b"], NOW, {})
    revealed = asking.reveal(NOW, sure=4)
    graded = revealed.review(question, Card("a"), Grade.GOOD, NOW, TODAY, "r", Rules())
    following = revealed.graded(graded, NOW)
    assert (graded.sure, following.sure, following.reveal(NOW).sure) == (4, None, None)
    assert following.undone(graded, NOW).sure == 4
    assert revealed.resume(NOW).sure is None
