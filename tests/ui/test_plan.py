"""The plan: shown, and its date and pace changed where it is shown."""

from __future__ import annotations

import pytest

from tests.ui.made_up import Desk, app_on, at_desk
from tpm_tui.practice.workspace import Workspace
from tpm_tui.ui.screens.one_line import OneLineScreen
from tpm_tui.ui.screens.plan import PlanScreen
from tpm_tui.ui.widgets.page import Page


def shown(desk: Desk) -> str:
    assert isinstance(desk.app.screen, PlanScreen)
    return desk.app.screen.query_one(Page).text


async def change(desk: Desk, key: str, value: str) -> None:
    """Open the line, write in the place of what is there, and take it."""
    await desk.press(key)
    assert isinstance(desk.app.screen, OneLineScreen)
    await desk.press("ctrl+a", "ctrl+k", *value, "enter")


async def test_a_date_replans_at_once_and_is_in_the_header_and_the_settings(workspace: Workspace) -> None:
    async with at_desk(app_on(workspace)) as desk:
        await desk.press("escape", "P")
        assert "Interview" not in shown(desk)
        await change(desk, "d", "2026-12-04")
        assert "Interview in 12 days, Friday, 04 December 2026." in shown(desk)
        assert workspace.paths.config.read_text("utf-8") == "interview: 2026-12-04\n"
        await desk.press("q")
        assert "12 days" in desk.said("header")
        await desk.press("P")
        await change(desk, "d", "")
        assert "Interview" not in shown(desk)
        assert workspace.paths.config.read_text("utf-8") == "interview: none\n"


async def test_the_pace_counts_in_the_plan_and_in_the_header(workspace: Workspace) -> None:
    async with at_desk(app_on(workspace)) as desk:
        assert "5 new" in desk.said("header")
        await desk.press("escape", "P")
        await change(desk, "a", "2")
        assert "2 left" in shown(desk)
        await desk.press("q")
        assert "2 new" in desk.said("header")
        await desk.press("P")
        await change(desk, "m", "30")
        assert workspace.config.minutes_per_day == 30
        await change(desk, "m", "")
        assert workspace.config.minutes_per_day == 0


@pytest.mark.parametrize(
    ("key", "written", "told"),
    [
        ("d", "soon", "'soon' is no date: write 2026-12-03, or none"),
        ("a", "0", "per_day must be a whole number from 1 to 1000"),
        ("m", "many", "minutes_per_day must be a whole number"),
    ],
)
async def test_what_cannot_be_is_told_and_changes_nothing(
    workspace: Workspace, key: str, written: str, told: str
) -> None:
    async with at_desk(app_on(workspace)) as desk:
        await desk.press("escape", "P")
        before = shown(desk)
        await change(desk, key, written)
        assert told in shown(desk)
        assert before in shown(desk)
        assert not workspace.paths.config.exists()
        await change(desk, "a", "3")
        assert told not in shown(desk)


async def test_escape_leaves_the_plan_as_it_was(workspace: Workspace) -> None:
    async with at_desk(app_on(workspace)) as desk:
        await desk.press("escape", "P")
        before = shown(desk)
        await desk.press("d", "7", "escape")
        assert shown(desk) == before
        await desk.press("a", "enter")
        assert not workspace.paths.config.exists()
