"""The cheat sheet in the app."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.ui.home_pilot import run_from_home
from tests.ui.place_pilot import run_place
from tests.ui.practice_pilot import MovableClock, make_workspace
from tests.ui.stories import CRANE, save_stories
from tpm_tui.practice.workspace import Workspace
from tpm_tui.ui.screens.stories.cheat_sheet import CheatSheetScreen

ROW = "Cheat sheet"


async def test_reports_show_and_write_the_cheat_sheet(workspace: Workspace) -> None:
    save_stories(workspace)
    async with run_place(workspace, "reports") as pilot:
        await pilot.move_to("cheat-sheet")
        await pilot.press("enter")
        assert isinstance(pilot.app.screen, CheatSheetScreen)
        assert CRANE.title in pilot.screen()
        await pilot.press("w")
        assert "cheat-sheet.md in the data folder" in pilot.screen()
    (path,) = workspace.paths.exports.iterdir()
    assert CRANE.title in path.read_text("utf-8")
    assert path.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(("days", "is_offered"), [(2, False), (1, True), (0, True)])
async def test_today_offers_it_on_the_eve(tmp_path: Path, days: int, is_offered: bool) -> None:
    workspace = make_workspace(tmp_path, MovableClock(), f"interview: 2026-11-{22 + days}\n")
    async with run_from_home(workspace) as pilot:
        assert (ROW in pilot.screen()) is is_offered
        if is_offered:
            await pilot.run("cheat-sheet")
            assert isinstance(pilot.app.screen, CheatSheetScreen)
