"""Roles of grades and boxes in texts about graded answers."""

from __future__ import annotations

import pytest

from tpm_tui.core.cards.grade import Grade
from tpm_tui.core.text.style import Role, no_style, style_outcome


def marked(text: str, role: Role) -> str:
    return f"<{role.value}:{text}>"


def test_every_grade_has_a_role() -> None:
    assert [Role(grade.word).name for grade in Grade] == [grade.name for grade in Grade]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("good, box 0 -> 2, 2:00", "<good:good>, <box:box 0 -> 2>, 2:00"),
        ("again, drill, 3 words", "<again:again>, drill, 3 words"),
        ("against the goodness of box x", "against the goodness of box x"),
        ("hard, box 1 ->", "<hard:hard>, <box:box 1> ->"),
    ],
)
def test_grade_and_boxes_of_an_outcome_are_styled(text: str, expected: str) -> None:
    assert style_outcome(text, marked) == expected
    assert style_outcome(text, no_style) == text
