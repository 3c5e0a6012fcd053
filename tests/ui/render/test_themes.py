"""Themes change before one's eyes, are remembered once chosen, and cost nothing where they are broken."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.ui.practice_pilot import MovableClock, app_on, at_desk, workspace_in
from tpm_tui.core.session.session import SessionPhase
from tpm_tui.practice.workspace import Workspace
from tpm_tui.storage.bank.shipped import shipped_themes
from tpm_tui.storage.settings.config import load_config
from tpm_tui.storage.settings.themes import load_themes

SHIPPED = tuple(load_themes([shipped_themes()], None).themes)


def remembered(workspace: Workspace) -> str:
    return load_config(workspace.paths.config, None).config.theme


async def test_each_theme_is_shown_as_the_cursor_comes_to_it_and_kept_when_chosen(
    workspace: Workspace,
) -> None:
    async with at_desk(app_on(workspace)) as desk:
        assert desk.app.theme == "night"
        first = SHIPPED.index("night")
        await desk.press("escape", "T")
        before = desk.app.export_screenshot()
        steps = ["j"] * (len(SHIPPED) - 1 - first) or ["k"]
        await desk.press(*steps)
        now = desk.app.theme
        assert now != "night"
        assert desk.app.export_screenshot() != before
        assert not workspace.paths.config.exists()
        await desk.press("enter")
        assert desk.at_practice
        assert remembered(workspace) == now
    async with at_desk(app_on(Workspace(workspace.paths, workspace.bank_paths, workspace.clock))) as desk:
        assert desk.app.theme == now


async def test_a_theme_that_is_gone_leaves_the_default(tmp_path: Path, clock: MovableClock) -> None:
    workspace = workspace_in(tmp_path, clock, config="theme: dusk\n")
    async with at_desk(app_on(workspace)) as desk:
        assert desk.app.theme == "night"


async def test_escape_takes_the_old_theme_back_and_writes_nothing(workspace: Workspace) -> None:
    async with at_desk(app_on(workspace)) as desk:
        await desk.press("escape", "T", "j", "k", "k", "j", "j", "escape")
        assert desk.app.theme == "night"
        assert not workspace.paths.config.exists()


async def test_choosing_a_theme_in_mid_reveal_keeps_ticks_and_place(workspace: Workspace) -> None:
    async with at_desk(app_on(workspace)) as desk:
        await desk.reveal("Words.")
        await desk.press("space", "T", "k", "enter", "j", "space")
        assert (desk.phase, len(desk.practice_session.session.ticked)) == (SessionPhase.REVEALED, 2)


@pytest.mark.parametrize(
    "config", ["per_day: many\n", "colour: red\n", "{", "theme: night\ntheme: paper\n", "- a\n"]
)
async def test_a_config_file_with_a_fault_is_left_alone_and_the_fault_is_told(
    tmp_path: Path, clock: MovableClock, config: str
) -> None:
    workspace = workspace_in(tmp_path, clock, config=config)
    async with at_desk(app_on(workspace)) as desk:
        await desk.press("escape", "T", "k", "enter")
        assert desk.notice.startswith("The theme is not remembered: ")
    assert workspace.paths.config.read_text("utf-8") == config


async def test_a_config_that_cannot_be_written_is_told(workspace: Workspace) -> None:
    workspace.paths.config.mkdir()
    async with at_desk(app_on(workspace)) as desk:
        await desk.press("escape", "T", "k", "enter")
        assert desk.notice.startswith("The theme is not remembered: ")


async def test_the_other_settings_and_comments_stay_when_a_theme_is_remembered(
    tmp_path: Path, clock: MovableClock
) -> None:
    config = "# mine\nper_day: 7  # seven\ntheme: night\nascii: true\n"
    workspace = workspace_in(tmp_path, clock, config=config)
    async with at_desk(app_on(workspace)) as desk:
        await desk.press("escape", "T", "k", "enter")
        assert remembered(workspace) == desk.app.theme != "night"
    said = workspace.paths.config.read_text("utf-8")
    assert said == config.replace("theme: night", f"theme: {desk.app.theme}")
    assert os.stat(workspace.paths.config).st_mode & 0o077 == 0


@pytest.mark.parametrize("name", SHIPPED)
async def test_every_shipped_theme_starts_by_its_name(tmp_path: Path, clock: MovableClock, name: str) -> None:
    async with at_desk(app_on(workspace_in(tmp_path, clock, config=f"theme: {name}\n"))) as desk:
        assert desk.app.theme == name
        await desk.reveal("Words.")
        assert "KEY POINTS" in desk.screen()


async def test_an_unknown_theme_gives_way_to_one_that_there_is(tmp_path: Path, clock: MovableClock) -> None:
    async with at_desk(app_on(workspace_in(tmp_path, clock, config="theme: sunset\n"))) as desk:
        assert desk.app.theme in SHIPPED


async def test_a_theme_of_ones_own_with_three_colours_is_whole(tmp_path: Path, clock: MovableClock) -> None:
    own = tmp_path / "themes"
    own.mkdir()
    colours = "{primary: '#0a0', foreground: '#ddd', background: '#111'}"
    (own / "own.yaml").write_text(f"name: own\ncolors: {colours}\n", "utf-8")
    workspace = workspace_in(tmp_path, clock, config="theme: own\n")
    async with at_desk(app_on(workspace, themes=[own])) as desk:
        assert desk.app.theme == "own"
        await desk.reveal("Words.")
        await desk.press("space", "3")
        assert "Two captains" in desk.screen()


async def test_ascii_marks_take_the_place_of_all_others(tmp_path: Path, clock: MovableClock) -> None:
    workspace = workspace_in(tmp_path, clock, config="ascii: true\n")
    async with at_desk(app_on(workspace), size=(120, 36)) as desk:
        await desk.reveal("Words.")
        await desk.press("space")
        pages = desk.screen() + desk.page.text
        await desk.press("P", "d", *"2026-12-03", "enter")
        pages += desk.screen()
        await desk.press("q", "q")
        pages += desk.screen() + desk.page.text
        assert {sign for sign in pages if sign in "▪▫✓▾▸★→·"} == set()


@pytest.mark.parametrize("size", [(40, 12), (80, 24)])
async def test_a_theme_is_tried_on_the_question_itself(workspace: Workspace, size: tuple[int, int]) -> None:
    async with at_desk(app_on(workspace), size=size) as desk:
        await desk.press("escape", "T")
        for theme in SHIPPED:
            assert theme in desk.screen()
            assert "The crane you ordered" in desk.screen()
            await desk.press("j")


async def test_a_list_that_is_not_tried_on_anything_has_the_screen_to_itself(workspace: Workspace) -> None:
    async with at_desk(app_on(workspace)) as desk:
        await desk.press("escape", "D")
        assert "Weakest key points" in desk.screen()
        assert "The crane you ordered" not in desk.screen()


async def test_the_palette_has_no_sign_that_a_terminal_may_lack(workspace: Workspace) -> None:
    async with at_desk(app_on(workspace)) as desk:
        await desk.press("escape", "ctrl+p")
        await desk.until(lambda: "Search for commands" in desk.screen())
        assert "🔎" not in desk.screen()
