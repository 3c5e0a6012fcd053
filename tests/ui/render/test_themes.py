"""Themes are previewed, saved when selected, and ignored if invalid."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.ui.practice_pilot import MovableClock, make_app, make_workspace, run_practice
from tpm_tui.core.session.session import SessionPhase
from tpm_tui.practice.workspace import Workspace
from tpm_tui.storage.bank.shipped import shipped_themes
from tpm_tui.storage.settings.load import load_config
from tpm_tui.storage.settings.themes import load_themes

SHIPPED = tuple(load_themes([shipped_themes()], None).themes)


def saved_theme(workspace: Workspace) -> str:
    return load_config(workspace.paths.config, None).config.theme


async def test_theme_is_previewed_and_saved_when_selected(
    workspace: Workspace,
) -> None:
    async with run_practice(make_app(workspace)) as pilot:
        assert pilot.app.theme == "night"
        first = SHIPPED.index("night")
        await pilot.press("escape", "T")
        before = pilot.app.export_screenshot()
        steps = ["j"] * (len(SHIPPED) - 1 - first) or ["k"]
        await pilot.press(*steps)
        selected = pilot.app.theme
        assert selected != "night"
        assert pilot.app.export_screenshot() != before
        assert not workspace.paths.config.exists()
        await pilot.press("enter")
        assert pilot.on_practice_screen
        assert saved_theme(workspace) == selected
    async with run_practice(
        make_app(Workspace(workspace.paths, workspace.bank_paths, workspace.clock))
    ) as pilot:
        assert pilot.app.theme == selected


async def test_missing_theme_falls_back_to_default(tmp_path: Path, clock: MovableClock) -> None:
    workspace = make_workspace(tmp_path, clock, config="theme: dusk\n")
    async with run_practice(make_app(workspace)) as pilot:
        assert pilot.app.theme == "night"


async def test_escape_restores_theme_and_writes_nothing(workspace: Workspace) -> None:
    async with run_practice(make_app(workspace)) as pilot:
        await pilot.press("escape", "T", "j", "k", "k", "j", "j", "escape")
        assert pilot.app.theme == "night"
        assert not workspace.paths.config.exists()


async def test_theme_change_keeps_ticks_and_cursor(workspace: Workspace) -> None:
    async with run_practice(make_app(workspace)) as pilot:
        await pilot.reveal("Words.")
        await pilot.press("space", "T", "k", "enter", "j", "space")
        assert (pilot.phase, len(pilot.practice_session.session.ticked)) == (SessionPhase.REVEALED, 2)


@pytest.mark.parametrize("config", ["{", "theme: night\ntheme: paper\n", "- a\n"])
async def test_invalid_config_is_not_overwritten(tmp_path: Path, clock: MovableClock, config: str) -> None:
    workspace = make_workspace(tmp_path, clock, config=config)
    async with run_practice(make_app(workspace)) as pilot:
        await pilot.press("escape", "T", "k", "enter")
        assert pilot.notice.startswith("Theme not saved: ")
    assert workspace.paths.config.read_text("utf-8") == config


@pytest.mark.parametrize("config", ["per_day: many\n", "colour: red\n"])
async def test_theme_is_saved_beside_wrong_settings(tmp_path: Path, clock: MovableClock, config: str) -> None:
    workspace = make_workspace(tmp_path, clock, config=config)
    async with run_practice(make_app(workspace)) as pilot:
        await pilot.press("escape", "T", "k", "enter")
    assert workspace.paths.config.read_text("utf-8") == f"{config}theme: {saved_theme(workspace)}\n"
    assert saved_theme(workspace) != "night"


async def test_unwritable_config_is_reported(workspace: Workspace) -> None:
    workspace.paths.config.mkdir()
    async with run_practice(make_app(workspace)) as pilot:
        await pilot.press("escape", "T", "k", "enter")
        assert pilot.notice.startswith("Theme not saved: ")


async def test_saving_a_theme_keeps_settings_and_comments(tmp_path: Path, clock: MovableClock) -> None:
    config = "# mine\nper_day: 7  # seven\ntheme: night\nascii: true\n"
    workspace = make_workspace(tmp_path, clock, config=config)
    async with run_practice(make_app(workspace)) as pilot:
        await pilot.press("escape", "T", "k", "enter")
        assert saved_theme(workspace) == pilot.app.theme != "night"
    text = workspace.paths.config.read_text("utf-8")
    assert text == config.replace("theme: night", f"theme: {pilot.app.theme}")
    assert os.stat(workspace.paths.config).st_mode & 0o077 == 0


@pytest.mark.parametrize("name", SHIPPED)
async def test_every_shipped_theme_starts(tmp_path: Path, clock: MovableClock, name: str) -> None:
    async with run_practice(make_app(make_workspace(tmp_path, clock, config=f"theme: {name}\n"))) as pilot:
        assert pilot.app.theme == name
        await pilot.reveal("Words.")
        assert "[ ] ! plain notice first" in pilot.screen()


async def test_unknown_theme_falls_back_to_a_shipped_one(tmp_path: Path, clock: MovableClock) -> None:
    async with run_practice(make_app(make_workspace(tmp_path, clock, config="theme: sunset\n"))) as pilot:
        assert pilot.app.theme in SHIPPED


async def test_custom_theme_needs_only_three_colours(tmp_path: Path, clock: MovableClock) -> None:
    own = tmp_path / "themes"
    own.mkdir()
    colours = "{primary: '#0a0', foreground: '#ddd', background: '#111'}"
    (own / "own.yaml").write_text(f"name: own\ncolors: {colours}\n", "utf-8")
    workspace = make_workspace(tmp_path, clock, config="theme: own\n")
    async with run_practice(make_app(workspace, themes=[own])) as pilot:
        assert pilot.app.theme == "own"
        await pilot.reveal("Words.")
        await pilot.press("space", "3")
        assert "Two captains" in pilot.screen()


async def test_ascii_setting_replaces_all_unicode_marks(tmp_path: Path, clock: MovableClock) -> None:
    workspace = make_workspace(tmp_path, clock, config="ascii: true\n")
    async with run_practice(make_app(workspace), size=(120, 36)) as pilot:
        await pilot.reveal("Words.")
        await pilot.press("space")
        pages = pilot.screen() + pilot.page.text
        await pilot.press("P", "d", *"2026-12-03", "enter")
        pages += pilot.screen()
        await pilot.press("q", "q")
        pages += pilot.screen() + pilot.page.text
        assert {char for char in pages if char in "▪▫✓▾▸★→·"} == set()


@pytest.mark.parametrize("size", [(40, 12), (80, 24)])
async def test_theme_preview_shows_the_question(workspace: Workspace, size: tuple[int, int]) -> None:
    async with run_practice(make_app(workspace), size=size) as pilot:
        await pilot.press("escape", "T")
        for theme in SHIPPED:
            assert theme in pilot.screen()
            assert "The crane you ordered" in pilot.screen()
            await pilot.press("j")


async def test_list_without_preview_hides_the_question(workspace: Workspace) -> None:
    async with run_practice(make_app(workspace)) as pilot:
        await pilot.press("escape", "D")
        assert "Weakest key points" in pilot.screen()
        assert "The crane you ordered" not in pilot.screen()


async def test_palette_has_no_emoji(workspace: Workspace) -> None:
    async with run_practice(make_app(workspace)) as pilot:
        await pilot.press("escape", "ctrl+p")
        await pilot.wait_until(lambda: "Search for commands" in pilot.screen())
        assert "🔎" not in pilot.screen()


def test_terminal_theme_uses_no_possible_background_colour() -> None:
    theme = load_themes([shipped_themes()], None).themes["terminal"]
    used = {getattr(part, name) for part in (theme.colors, theme.roles) for name in part.__struct_fields__}
    assert "ansi_default" in used
    assert not used & {"ansi_black", "ansi_bright_black", "ansi_white", "ansi_bright_white"}
