"""The keys of the reveal act whichever of its pages has the focus."""

from __future__ import annotations

import pytest

from tests.ui.practice_pilot import make_app, run_practice
from tpm_tui.core.session.session import SessionPhase
from tpm_tui.practice.workspace import Workspace
from tpm_tui.ui.keys.actions import Scope


@pytest.mark.parametrize("size", [(80, 24), (120, 36), (160, 50), (40, 12)])
@pytest.mark.parametrize("keys", [("tab",), ("shift+tab",), ("z",), ("tab", "z"), ("right", "tab", "left")])
async def test_grades_work_from_every_section(
    workspace: Workspace, size: tuple[int, int], keys: tuple[str, ...]
) -> None:
    async with run_practice(make_app(workspace), size=size) as pilot:
        await pilot.write("I would ring.")
        await pilot.press("ctrl+j", *keys)
        assert pilot.page.has_focus
        assert pilot.practice.scope is Scope.REVEALED
        assert pilot.text_of("keys").replace(" ", "").startswith("1Again")
        await pilot.press("ctrl+j")
        assert pilot.phase is SessionPhase.REVEALED
        await pilot.press("3")
        assert pilot.question == "two-captains"
