"""The plan: shown, and its date and pace changed where it is shown."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.ui.practice_pilot import Desk, MovableClock, app_on, at_desk, workspace_in
from tpm_tui.practice.workspace import Workspace
from tpm_tui.ui.screens.dialogs.line_prompt import LinePrompt
from tpm_tui.ui.screens.dialogs.plan import PlanScreen
from tpm_tui.ui.widgets.page import Page


def shown(desk: Desk) -> str:
    assert isinstance(desk.app.screen, PlanScreen)
    return desk.app.screen.query_one(Page).text


async def change(desk: Desk, key: str, value: str) -> None:
    """Open the line, write in the place of what is there, and take it."""
    await desk.press(key)
    assert isinstance(desk.app.screen, LinePrompt)
    await desk.press("ctrl+a", "ctrl+k", *value, "enter")


async def test_a_date_replans_at_once_and_is_in_the_header_and_the_settings(workspace: Workspace) -> None:
    async with at_desk(app_on(workspace)) as desk:
        await desk.press("escape", "P")
        assert "Interview" not in shown(desk)
        await change(desk, "d", "2026-12-04")
        assert "Interview in 12 days, Friday, 4 December 2026." in shown(desk)
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
        assert told in desk.screen()
        assert written in desk.screen()
        assert not workspace.paths.config.exists()
        await desk.press("backspace")
        assert told not in desk.screen()
        await desk.press("escape")
        assert shown(desk) == before
        await change(desk, "a", "x")
        await desk.press("backspace", "3", "enter")
        assert workspace.config.per_day == 3
        assert "3 left" in shown(desk)


async def test_escape_leaves_the_plan_as_it_was(workspace: Workspace) -> None:
    async with at_desk(app_on(workspace)) as desk:
        await desk.press("escape", "P")
        before = shown(desk)
        await desk.press("d", "7", "escape")
        assert shown(desk) == before
        await desk.press("a", "enter")
        assert not workspace.paths.config.exists()


async def test_the_days_ahead_have_their_figures_and_bars_under_each_other(
    tmp_path: Path, clock: MovableClock
) -> None:
    more = "".join(
        f"  - {{id: more-{n}, prompt: 'How {n}?', key_points: [{{name: one}}]}}\n" for n in range(20)
    )
    workspace = workspace_in(tmp_path, clock, config="per_day: 12\n")
    file = workspace.bank_paths[0] / "1-harbour.yaml"
    file.write_text(file.read_text("utf-8") + more, "utf-8")
    workspace.read_bank_again()
    async with at_desk(app_on(workspace), size=(80, 60)) as desk:
        await desk.press("escape", "P")
        days = [row for row in desk.rows() if " + " in row]
        figures = {row[: row.index(" + ") + 5][-5:] for row in days}
        assert " + 12" in figures
        assert any(figure.startswith(" +  ") for figure in figures)
        assert {row.index(" + ") for row in days} == {days[0].index(" + ")}
        bars = {row.index(sign) for row in days for sign in "▪▫" if sign in row and f"  {sign}" in row}
        assert len(bars) == 1
