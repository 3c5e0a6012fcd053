"""Resetting a question to new: after a confirmation, with undo."""

from __future__ import annotations

import pytest

from tests.ui.practice_pilot import make_app, run_practice
from tpm_tui.core.cards.grade import Grade
from tpm_tui.core.plan.agenda import QuestionStatus
from tpm_tui.core.session.session import SessionPhase
from tpm_tui.practice.workspace import Workspace


@pytest.fixture
def answered(workspace: Workspace) -> Workspace:
    from tests.ui.practice_pilot import answer

    answer(workspace, "late-crane", Grade.EASY)
    return workspace


@pytest.mark.parametrize("place", ["escape", "ctrl+j"])
async def test_reset_is_confirmed_first(answered: Workspace, place: str) -> None:
    async with run_practice(make_app(answered, ["late-crane"])) as pilot:
        await pilot.press(place)
        phase = pilot.phase
        await pilot.press("R")
        assert "Reset Late crane to new? Its answers are kept." in pilot.screen()
        assert "y yes  n no  esc back" in pilot.screen()
        assert "harbour works" in pilot.screen().lower()
        await pilot.press("x", "3")
        assert answered.store.cards["late-crane"].box == 3
        await pilot.press("y")
        assert pilot.on_practice_screen
        assert answered.store.cards["late-crane"].box == 0
        assert (pilot.phase, pilot.question) == (phase, "late-crane")
        assert "new" in pilot.text_of("meta")
        assert pilot.status("late-crane") is QuestionStatus.NEW
        assert len(pilot.practice_session.history_of("late-crane").attempts) == 1


@pytest.mark.parametrize("no", ["n", "escape"])
async def test_unconfirmed_reset_changes_nothing(answered: Workspace, no: str) -> None:
    entries = len(answered.store.entries())
    async with run_practice(make_app(answered, ["late-crane"])) as pilot:
        await pilot.press("escape", "R", no)
        assert (pilot.on_practice_screen, pilot.phase) == (True, SessionPhase.ASKING)
        assert answered.store.cards["late-crane"].box == 3
        assert len(answered.store.entries()) == entries


async def test_same_key_undoes_reset(answered: Workspace) -> None:
    before = answered.store.cards["late-crane"]
    async with run_practice(make_app(answered, ["late-crane"])) as pilot:
        await pilot.press("escape", "R", "y", "R")
        assert "Undo the reset of Late crane?" in pilot.screen()
        await pilot.press("y")
        assert answered.store.cards["late-crane"] == before
        assert pilot.notice == "Reset undone: box 3."


async def test_reset_of_new_question_shows_notice(workspace: Workspace) -> None:
    async with run_practice(make_app(workspace, ["late-crane"])) as pilot:
        await pilot.press("escape", "R")
        assert pilot.on_practice_screen
        assert pilot.notice == "Nothing to reset: this question is new."
