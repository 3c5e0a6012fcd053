"""Older answers to the same question, shown in the reveal."""

from __future__ import annotations

import pytest

from tests.ui.practice_pilot import MovableClock, answer, make_app, run_practice
from tpm_tui.core.cards.grade import Grade
from tpm_tui.practice.workspace import Workspace


@pytest.fixture
def answered_twice(workspace: Workspace, clock: MovableClock) -> Workspace:
    """A workspace whose first question was answered on two days."""
    answer(workspace, "late-crane", Grade.AGAIN, "The very first words.")
    clock.advance(days=1)
    answer(workspace, "late-crane", Grade.GOOD, "Better words.")
    clock.advance(days=2)
    return workspace


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
async def test_bracket_keys_step_through_older_answers(
    answered_twice: Workspace, size: tuple[int, int]
) -> None:
    async with run_practice(make_app(answered_twice, ["late-crane"]), size=size) as pilot:
        await pilot.reveal("The newest words.")
        assert "OLDER ANSWER" not in pilot.own_answer.text
        await pilot.press("[")
        assert "OLDER ANSWER attempt 2 of 2 · 23 Nov 2026 · good" in " ".join(pilot.own_answer.text.split())
        assert "Better words." in pilot.own_answer.text
        await pilot.press("[")
        assert "attempt 1 of 2 · 22 Nov 2026 · again" in " ".join(pilot.own_answer.text.split())
        assert "The very first words." in pilot.own_answer.text
        await pilot.press("[")
        assert pilot.notice == "There is no older answer."
        await pilot.press("]", "]")
        assert "newer" not in pilot.screen()
        await pilot.press("]")
        assert pilot.notice == "There is no newer answer."
        assert "OLDER ANSWER" not in pilot.own_answer.text
        assert pilot.practice_session.session.draft == "The newest words."


async def test_ticking_keeps_older_answer_shown(answered_twice: Workspace) -> None:
    async with run_practice(make_app(answered_twice, ["late-crane"])) as pilot:
        await pilot.reveal("The newest words.")
        await pilot.press("[", "space")
        assert "Better words." in pilot.own_answer.text
        assert "1 of 9" in pilot.page.text


async def test_first_answer_has_no_older_answer(workspace: Workspace) -> None:
    async with run_practice(make_app(workspace)) as pilot:
        await pilot.reveal("First.")
        await pilot.press("]", "[")
        assert pilot.notice == "This is the first answer."


async def test_undone_answer_is_not_listed(answered_twice: Workspace) -> None:
    async with run_practice(make_app(answered_twice, ["late-crane"])) as pilot:
        await pilot.reveal("Undone soon.")
        await pilot.press("3", "u", "[")
        assert "attempt 2 of 2" in pilot.own_answer.text


async def test_next_question_shows_its_own_answers(answered_twice: Workspace) -> None:
    async with run_practice(make_app(answered_twice, ["late-crane", "two-captains"])) as pilot:
        await pilot.reveal("The newest words.")
        await pilot.press("[", "[", "3", "ctrl+j")
        assert "OLDER ANSWER" not in pilot.own_answer.text
        await pilot.press("[")
        assert pilot.notice == "This is the first answer."
