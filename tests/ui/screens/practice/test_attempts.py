"""Older answers to the same question, beside the present one."""

from __future__ import annotations

import pytest

from tests.ui.practice_pilot import MovableClock, answer, app_on, at_desk
from tpm_tui.core.cards.grade import Grade
from tpm_tui.practice.workspace import Workspace


@pytest.fixture
def twice(workspace: Workspace, clock: MovableClock) -> Workspace:
    """The first question was answered on two days."""
    answer(workspace, "late-crane", Grade.AGAIN, "The very first words.")
    clock.on(days=1)
    answer(workspace, "late-crane", Grade.GOOD, "Better words.")
    clock.on(days=2)
    return workspace


@pytest.mark.parametrize("size", [(80, 24), (50, 16)])
async def test_brackets_leaf_through_the_older_answers_and_back(
    twice: Workspace, size: tuple[int, int]
) -> None:
    async with at_desk(app_on(twice, ["late-crane"]), size=size) as desk:
        await desk.reveal("The newest words.")
        assert "OLDER ANSWER" not in desk.page.text
        await desk.press("[")
        assert "OLDER ANSWER attempt 2 of 2 · 23 Nov 2026 · good" in " ".join(desk.page.text.split())
        assert "Better words." in desk.page.text
        await desk.press("[")
        assert "attempt 1 of 2 · 22 Nov 2026 · again" in " ".join(desk.page.text.split())
        assert "The very first words." in desk.page.text
        await desk.press("[")
        assert desk.notice == "There is no older answer."
        await desk.press("]", "]")
        assert "newer" not in desk.screen()
        await desk.press("]")
        assert desk.notice == "There is no newer answer."
        assert "OLDER ANSWER" not in desk.page.text
        assert desk.practice_session.session.draft == "The newest words."


async def test_ticking_while_an_older_answer_is_shown_keeps_it_shown(twice: Workspace) -> None:
    async with at_desk(app_on(twice, ["late-crane"])) as desk:
        await desk.reveal("The newest words.")
        await desk.press("[", "space")
        assert "Better words." in desk.page.text
        assert "1 of 9" in desk.page.text


async def test_the_first_answer_has_no_older_one(workspace: Workspace) -> None:
    async with at_desk(app_on(workspace)) as desk:
        await desk.reveal("First.")
        await desk.press("]", "[")
        assert desk.notice == "This is the first answer."


async def test_an_answer_that_was_taken_back_is_not_among_them(twice: Workspace) -> None:
    async with at_desk(app_on(twice, ["late-crane"])) as desk:
        await desk.reveal("Taken back soon.")
        await desk.press("3", "u", "[")
        assert "attempt 2 of 2" in desk.page.text


async def test_the_next_question_begins_with_its_own_answers(twice: Workspace) -> None:
    async with at_desk(app_on(twice, ["late-crane", "two-captains"])) as desk:
        await desk.reveal("The newest words.")
        await desk.press("[", "[", "3", "ctrl+j")
        assert "OLDER ANSWER" not in desk.page.text
        await desk.press("[")
        assert desk.notice == "This is the first answer."
