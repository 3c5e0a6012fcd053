"""Calibration: confidence compared with grades."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from tests.core.strategies import NOW, TODAY, review
from tpm_tui.core.bank.question import KeyPoint, Question
from tpm_tui.core.cards.card import Card
from tpm_tui.core.cards.events import Review
from tpm_tui.core.cards.grade import Grade
from tpm_tui.core.cards.leitner import Rules
from tpm_tui.core.reports.calibration import Calibration, compute_calibration
from tpm_tui.core.session.session import Session


@pytest.mark.parametrize(
    ("sure", "grade", "expected"),
    [
        (4, Grade.EASY, Calibration(sure=1, sure_right=1)),
        (3, Grade.GOOD, Calibration(sure=1, sure_right=1)),
        (3, Grade.HARD, Calibration(sure=1)),
        (2, Grade.GOOD, Calibration(unsure=1, unsure_right=1)),
        (1, Grade.AGAIN, Calibration(unsure=1)),
        (None, Grade.GOOD, Calibration()),
    ],
)
def test_sure_is_three_or_more_and_right_is_good_or_easy(
    sure: int | None, grade: Grade, expected: Calibration
) -> None:
    assert compute_calibration([replace(review(grade=grade), sure=sure)]) == expected
    assert expected.is_recorded is (sure is not None)


def graded_with_confidence() -> tuple[Session, Review, Session]:
    """Return a session revealed with confidence 4, its review, and the session after that review."""
    question = Question(id="a", prompt="?", key_points=(KeyPoint(name="p"),))
    revealed = Session.begin("s", ["a", "b"], NOW, {}).reveal(NOW, sure=4)
    graded = revealed.review(question, Card("a"), Grade.GOOD, NOW, TODAY, "r", Rules())
    return revealed, graded, revealed.apply_review(graded)


def test_confidence_is_stored_in_the_review() -> None:
    _, graded, _ = graded_with_confidence()
    assert graded.sure == 4


def test_confidence_is_restored_by_undo() -> None:
    _, graded, following = graded_with_confidence()
    assert following.apply_undo(graded, NOW).sure == 4


def test_confidence_is_cleared_for_the_next_answer() -> None:
    revealed, _, following = graded_with_confidence()
    assert (following.sure, following.reveal(NOW).sure) == (None, None)
    assert revealed.resume().sure is None
