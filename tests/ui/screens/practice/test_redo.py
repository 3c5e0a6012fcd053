"""Redo by key: the grade that was taken back stands again, and one is where one was."""

from __future__ import annotations

import pytest

from tests.ui.practice_pilot import TOLD, app_on, at_desk
from tpm_tui.core.session.session import SessionPhase
from tpm_tui.practice.workspace import Workspace


@pytest.mark.parametrize("key", ["U", "ctrl+r"])
async def test_redo_takes_the_undo_back_in_one_step(workspace: Workspace, key: str) -> None:
    async with at_desk(app_on(workspace)) as desk:
        await desk.reveal(TOLD)
        await desk.press("3")
        boxes = dict(workspace.store.cards)
        await desk.write("Already at the next one.")
        await desk.press("escape", "u")
        assert workspace.store.cards != boxes
        await desk.press(key)
        assert (desk.phase, desk.asked) == (SessionPhase.ASKING, "two-captains")
        assert desk.editor.text == "Already at the next one."
        assert desk.notice == "It stands again: Late crane, good."
        assert workspace.store.cards == boxes


async def test_redo_at_the_end_of_a_session_ends_it_again(workspace: Workspace) -> None:
    async with at_desk(app_on(workspace, ["two-captains"])) as desk:
        await desk.reveal("A rule.")
        await desk.press("4", "u")
        assert desk.asked == "two-captains"
        await desk.press("U")
        assert desk.phase is SessionPhase.DONE
        assert "Session done: 1 answer" in desk.page.text


async def test_without_an_undo_there_is_nothing_to_redo(workspace: Workspace) -> None:
    async with at_desk(app_on(workspace)) as desk:
        await desk.reveal(TOLD)
        await desk.press("3", "escape", "U")
        assert desk.notice == "Nothing was taken back since the last grade: there is nothing to redo."
        assert (desk.phase, desk.asked) == (SessionPhase.ASKING, "two-captains")
