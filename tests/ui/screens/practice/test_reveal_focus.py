"""The keys of the reveal act also while the read-only answer has the focus."""

from __future__ import annotations

from tests.ui.practice_pilot import make_app, run_practice
from tpm_tui.core.session.session import SessionPhase
from tpm_tui.practice.workspace import Workspace
from tpm_tui.ui.keys.actions import Scope


async def test_focused_answer_keeps_the_keys_of_the_reveal(workspace: Workspace) -> None:
    async with run_practice(make_app(workspace)) as pilot:
        await pilot.write("I would ring.")
        await pilot.press("ctrl+j", "tab")
        assert pilot.editor.has_focus
        assert pilot.practice.scope is Scope.REVEALED
        await pilot.press("ctrl+j")
        assert pilot.phase is SessionPhase.REVEALED
        await pilot.press("3")
        assert pilot.question == "two-captains"
