"""Which panes the practice screen has, by phase, size and the learner's choice."""

from __future__ import annotations

import pytest
from textual.geometry import Size

from tpm_tui.core.session.session import SessionPhase
from tpm_tui.storage.settings.config import TopicsChoice
from tpm_tui.ui.screens.practice.layout import PaneLayout, choose_layout

ASKING, REVEALED, DONE = SessionPhase.ASKING, SessionPhase.REVEALED, SessionPhase.DONE


def layout(phase: SessionPhase, width: int, choice: TopicsChoice = "auto") -> PaneLayout:
    return choose_layout(phase, Size(width, 40), choice, topics_requested=False)


@pytest.mark.parametrize(
    ("phase", "first"), [(ASKING, 110), (REVEALED, 160), (DONE, 160)], ids=["asking", "revealed", "done"]
)
def test_topics_are_beside_from_a_width(phase: SessionPhase, first: int) -> None:
    assert not layout(phase, first - 1).topics_beside
    assert layout(phase, first).topics_beside


@pytest.mark.parametrize("phase", [ASKING, REVEALED, DONE])
def test_choice_of_topics_applies_to_every_phase(phase: SessionPhase) -> None:
    assert not layout(phase, 109, "shown").topics_beside
    assert layout(phase, 110, "shown").topics_beside
    assert not layout(phase, 200, "hidden").topics_beside


def test_columns_of_the_reveal_follow_the_width() -> None:
    assert [layout(REVEALED, width).columns for width in (119, 120, 159, 160)] == [1, 2, 2, 3]
    assert layout(REVEALED, 130, "shown").columns == 1


def test_preview_is_beside_the_answer_from_160_columns() -> None:
    assert [layout(ASKING, width).has_preview for width in (159, 160)] == [False, True]
    assert not layout(REVEALED, 200).has_preview


def test_topics_cover_the_question_only_if_there_is_no_room() -> None:
    narrow = choose_layout(ASKING, Size(80, 24), "auto", topics_requested=True)
    wide = choose_layout(ASKING, Size(120, 36), "hidden", topics_requested=True)
    assert (narrow.topics_alone, wide.topics_alone) == (True, False)
