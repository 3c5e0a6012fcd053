"""Putting a question back to not met: only after a yes, and to be taken back."""

from __future__ import annotations

import pytest

from tests.ui.practice_pilot import app_on, at_desk
from tpm_tui.core.cards.grade import Grade
from tpm_tui.core.plan.agenda import Standing
from tpm_tui.core.session.session import SessionPhase
from tpm_tui.practice.workspace import Workspace


@pytest.fixture
def met(workspace: Workspace) -> Workspace:
    from tests.ui.practice_pilot import answer

    answer(workspace, "late-crane", Grade.EASY)
    return workspace


@pytest.mark.parametrize("place", ["escape", "ctrl+j"])
async def test_a_reset_asks_first_in_a_line_with_the_question_still_in_sight(
    met: Workspace, place: str
) -> None:
    async with at_desk(app_on(met, ["late-crane"])) as desk:
        await desk.press(place)
        phase = desk.phase
        await desk.press("R")
        assert "Put Late crane back to not met? Its answers are kept." in desk.screen()
        assert "y yes  n no  esc back" in desk.screen()
        assert "harbour works" in desk.screen().lower()
        await desk.press("x", "3")
        assert met.store.cards["late-crane"].box == 3
        await desk.press("y")
        assert desk.at_practice
        assert met.store.cards["late-crane"].box == 0
        assert (desk.phase, desk.asked) == (phase, "late-crane")
        assert "new" in desk.said("meta")
        assert desk.standing("late-crane") is Standing.NEW
        assert len(desk.practice_session.past("late-crane").attempts) == 1


@pytest.mark.parametrize("no", ["n", "escape"])
async def test_without_a_yes_nothing_changes(met: Workspace, no: str) -> None:
    entries = len(met.store.entries())
    async with at_desk(app_on(met, ["late-crane"])) as desk:
        await desk.press("escape", "R", no)
        assert (desk.at_practice, desk.phase) == (True, SessionPhase.ASKING)
        assert met.store.cards["late-crane"].box == 3
        assert len(met.store.entries()) == entries


async def test_the_same_key_takes_the_reset_back(met: Workspace) -> None:
    before = met.store.cards["late-crane"]
    async with at_desk(app_on(met, ["late-crane"])) as desk:
        await desk.press("escape", "R", "y", "R")
        assert "Take the reset of Late crane back?" in desk.screen()
        await desk.press("y")
        assert met.store.cards["late-crane"] == before
        assert desk.notice == "The reset is taken back: box 3."


async def test_a_question_not_met_has_nothing_to_reset(workspace: Workspace) -> None:
    async with at_desk(app_on(workspace, ["late-crane"])) as desk:
        await desk.press("escape", "R")
        assert desk.at_practice
        assert desk.notice == "It was not met yet: there is nothing to reset."
