"""Redo: the undone grade counts again and the next question is shown."""

from __future__ import annotations

import pytest

from tests.ui.practice_pilot import ANSWER_TEXT, make_app, run_practice
from tpm_tui.core.session.session import SessionPhase
from tpm_tui.practice.workspace import Workspace


@pytest.mark.parametrize("key", ["U", "ctrl+r"])
async def test_redo_restores_undone_grade(workspace: Workspace, key: str) -> None:
    async with run_practice(make_app(workspace)) as pilot:
        await pilot.reveal(ANSWER_TEXT)
        await pilot.press("3")
        boxes = dict(workspace.store.cards)
        await pilot.write("Already at the next one.")
        await pilot.press("escape", "u")
        assert workspace.store.cards != boxes
        await pilot.press(key)
        assert (pilot.phase, pilot.question) == (SessionPhase.ASKING, "two-captains")
        assert pilot.editor.text == "Already at the next one."
        assert pilot.notice == "Redone: Late crane, good."
        assert workspace.store.cards == boxes


async def test_redo_of_last_grade_ends_session_again(workspace: Workspace) -> None:
    async with run_practice(make_app(workspace, ["two-captains"])) as pilot:
        await pilot.reveal("A rule.")
        await pilot.press("4", "u")
        assert pilot.question == "two-captains"
        await pilot.press("U")
        assert pilot.phase is SessionPhase.DONE
        assert "Session done: 1 answer" in pilot.page.text


async def test_redo_without_undo_shows_notice(workspace: Workspace) -> None:
    async with run_practice(make_app(workspace)) as pilot:
        await pilot.reveal(ANSWER_TEXT)
        await pilot.press("3", "escape", "U")
        assert pilot.notice == "Nothing to redo: nothing was undone since the last action."
        assert (pilot.phase, pilot.question) == (SessionPhase.ASKING, "two-captains")
