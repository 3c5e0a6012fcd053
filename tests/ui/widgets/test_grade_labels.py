"""The days on the grade keys are shortened so that undo stays visible, and last so that all grades fit."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tpm_tui.core.cards.grade import Grade
from tpm_tui.core.plan.ahead.expectation import Expectation
from tpm_tui.exchange.plan.expected_text import grade_notes
from tpm_tui.ui.widgets.status import FooterKey, footer_text

TODAY = date(2026, 11, 22)
DUE = TODAY + timedelta(days=1)


def footer(days: Sequence[int | None], width: int) -> str:
    """Return the footer if the grades have these days until the next answer; None is after the interview."""
    expected = {
        grade: Expectation(TODAY, DUE, TODAY + timedelta(days=ahead) if ahead else None, has_date=True)
        for grade, ahead in zip(Grade, days, strict=True)
    }
    notes = grade_notes(expected)
    grades = [FooterKey(str(grade.value), grade.word.capitalize(), notes[grade]) for grade in Grade]
    others = [FooterKey("space", "tick"), FooterKey("u", "undo", needed=True), FooterKey("?", "keys")]
    return footer_text([*grades, *others], width).plain


@pytest.mark.parametrize(
    ("days", "width", "text"),
    [
        (
            (1, 3, 10, 20),
            118,
            "1 Again ~23 Nov  2 Hard ~25 Nov  3 Good ~2 Dec  4 Easy ~12 Dec  space tick  u undo  ? keys",
        ),
        (
            (1, 3, 10, 20),
            78,
            "1 Again 23 Nov  2 Hard 25 Nov  3 Good 2 Dec  4 Easy 12 Dec  space tick  u undo",
        ),
        ((1, 3, 20, 21), 78, "1 Again 1d  2 Hard 3d  3 Good 20d  4 Easy 21d  space tick  u undo  ? keys"),
        (
            (1, 2, None, None),
            78,
            "1 Again 23 Nov  2 Hard 24 Nov  3 Good after  4 Easy after  space tick  u undo",
        ),
        ((None,) * 4, 78, "1 Again after  2 Hard after  3 Good after  4 Easy after  space tick  u undo"),
        ((1, 2, None, None), 38, "1Again1d 2Hard2d 3Good- 4Easy-"),
    ],
)
def test_days_are_shortened_to_fit(days: Sequence[int | None], width: int, text: str) -> None:
    assert footer(days, width) == text


@given(st.tuples(*[st.none() | st.integers(1, 99)] * 4), st.integers(78, 200))
def test_undo_is_visible_from_80_columns(days: tuple[int | None, ...], width: int) -> None:
    assert "u undo" in footer(days, width)


@given(st.tuples(*[st.none() | st.integers(1, 99)] * 4), st.integers(38, 200))
def test_all_grades_are_visible_from_40_columns(days: tuple[int | None, ...], width: int) -> None:
    assert "Easy" in footer(days, width)
