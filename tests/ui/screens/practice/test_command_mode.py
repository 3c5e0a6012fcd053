"""Where letters are commands, the empty editor says so."""

from __future__ import annotations

from tests.ui.practice_pilot import make_app, run_practice
from tpm_tui.practice.workspace import Workspace

TYPE = "Type your answer, or say it aloud."
COMMANDS = "enter types your answer, v speaks it"


async def test_empty_editor_says_whether_letters_are_text(workspace: Workspace) -> None:
    async with run_practice(make_app(workspace)) as pilot:
        assert TYPE in pilot.screen()
        await pilot.press("escape")
        assert COMMANDS in pilot.screen()
        assert TYPE not in pilot.screen()
        await pilot.press("i")
        assert TYPE in pilot.screen()


async def test_next_question_says_that_letters_are_commands(workspace: Workspace) -> None:
    async with run_practice(make_app(workspace)) as pilot:
        await pilot.press("escape", "space", "2")
        assert pilot.question == "two-captains"
        assert COMMANDS in pilot.screen()
