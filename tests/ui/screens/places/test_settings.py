"""The settings in the app: shown with their origin, changed in place, reset, filtered; and erasing data."""

from __future__ import annotations

import fcntl
from pathlib import Path

import pytest

from tests.ui.home_pilot import HomePilot, run_from_home
from tests.ui.practice_pilot import MovableClock, answer, make_workspace
from tpm_tui.core.cards.grade import Grade
from tpm_tui.practice.workspace import Workspace
from tpm_tui.storage.backup.erase import ERASE_OPEN_ELSEWHERE
from tpm_tui.storage.settings.setting import SETTINGS
from tpm_tui.ui.commands.erase import ERASE_SESSION_OPEN, NOTHING_TO_ERASE
from tpm_tui.ui.commands.settings import (
    END_SESSION_FIRST,
    NOTHING_CHANGED,
    SET_BY_DEFAULT,
    USED_AFTER_RESTART,
    USED_ON_OPENING,
)
from tpm_tui.ui.pages.places.settings import ERASE_ROW, NO_SETTING
from tpm_tui.ui.screens.dialogs.key_prompt import KeyPrompt
from tpm_tui.ui.screens.dialogs.line_prompt import LinePrompt
from tpm_tui.ui.screens.places.settings import SettingsScreen
from tpm_tui.ui.widgets.page import Page

CONFIG = "# mine\nper_day: 7  # enough\n"


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return make_workspace(tmp_path, MovableClock(), config=CONFIG)


async def open_settings(pilot: HomePilot, setting: str = "") -> SettingsScreen:
    """Open the settings and move to a row."""
    await pilot.press(",")
    screen = pilot.app.screen
    assert isinstance(screen, SettingsScreen)
    if setting:
        screen.page.move_to(setting)
        await pilot.settle()
    return screen


def config_text(workspace: Workspace) -> str:
    return workspace.paths.config.read_text("utf-8")


async def test_all_settings_are_listed_with_value_and_origin(workspace: Workspace) -> None:
    async with run_from_home(workspace, size=(120, 60)) as pilot:
        text = (await open_settings(pilot)).page.text
        for setting in SETTINGS.values():
            assert f"\n{setting.name} " in text
            assert setting.about.description.split(";")[0][:40] in text
        (row,) = [row for row in text.splitlines() if row.startswith("per_day")]
        assert row.split()[1] == "7"
        assert row.endswith("config.yaml:2")


async def test_narrow_row_has_its_value_beside_its_name(workspace: Workspace) -> None:
    config = workspace.paths.config
    config.write_text(f"{config.read_text('utf-8')}interview: 2026-12-09\n", "utf-8")
    async with run_from_home(workspace, size=(40, 12)) as pilot:
        rows = (await open_settings(pilot)).page.text.splitlines()
        at = rows.index("interview        Wed 9 December 2026")
        assert rows[at + 1].strip() == "The date of the interview, or none."
        assert rows[at + 2].strip().startswith("(config.yaml:")


async def test_enter_toggles_a_boolean_at_once(workspace: Workspace) -> None:
    async with run_from_home(workspace) as pilot:
        screen = await open_settings(pilot, "ascii")
        await pilot.press("enter")
        assert config_text(workspace) == f"{CONFIG}ascii: true\n"
        assert screen.page.mark == "|"
        assert pilot.top.glyphs.cursor == "|"
        assert "ascii: on." in pilot.notice
        await pilot.press("q")
        assert pilot.place == "today"
        assert pilot.top.query_one(Page).mark == "|"
        await pilot.press("d")
        assert "| " in pilot.screen()
        assert pilot.screen().isascii()


async def test_enter_takes_the_next_choice(workspace: Workspace) -> None:
    async with run_from_home(workspace) as pilot:
        await open_settings(pilot, "miss")
        await pilot.press("enter")
        assert config_text(workspace).endswith("miss: down-one\n")
        await pilot.press("enter")
        assert config_text(workspace).endswith("miss: first\n")


async def test_line_is_validated_in_place(workspace: Workspace) -> None:
    async with run_from_home(workspace) as pilot:
        await open_settings(pilot, "per_day")
        await pilot.press("enter")
        assert "The number of answers per day in the plan. For example 8." in pilot.screen()
        await pilot.replace_line("0")
        assert "per_day must be a whole number from 1 to 1000" in pilot.screen()
        assert isinstance(pilot.app.screen, LinePrompt)
        await pilot.replace_line("12")
        assert config_text(workspace) == "# mine\nper_day: 12  # enough\n"
        assert "per_day: 12." in pilot.notice


async def test_dates_may_be_typed_in_words(workspace: Workspace) -> None:
    async with run_from_home(workspace) as pilot:
        screen = await open_settings(pilot, "interview")
        await pilot.press("enter")
        await pilot.replace_line("in 2 weeks")
        assert workspace.config.interview == "2026-12-06"
        assert "interview        Sun 6 December 2026" in screen.page.text
        assert "in 14 days" in pilot.screen()


async def test_list_is_edited_as_text(workspace: Workspace) -> None:
    async with run_from_home(workspace) as pilot:
        await open_settings(pilot, "backups")
        await pilot.press("enter")
        assert "12, 10, 9" in pilot.screen()
        await pilot.replace_line("7 4 6")
        assert workspace.config.backups == (7, 4, 6)


async def test_default_is_restored_and_comments_are_kept(workspace: Workspace) -> None:
    async with run_from_home(workspace) as pilot:
        await open_settings(pilot, "per_day")
        await pilot.press("R")
        assert config_text(workspace) == "# mine\n# enough\n"
        assert workspace.config.per_day == 10
        await pilot.press("R")
        assert pilot.notice == SET_BY_DEFAULT.format(name="per_day")


async def test_editor_of_the_environment_is_shown(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EDITOR", "true")
    async with run_from_home(workspace, size=(120, 60)) as pilot:
        rows = (await open_settings(pilot)).page.text.splitlines()
        (row,) = [row for row in rows if row.startswith("editor ")]
        assert row.split()[1] == "true"
        assert row.endswith("$EDITOR")


async def test_theme_is_changed_at_once(workspace: Workspace) -> None:
    async with run_from_home(workspace) as pilot:
        screen = await open_settings(pilot, "theme")
        await pilot.press("enter", "j", "enter")
        assert workspace.config.theme == pilot.app.theme != "night"
        assert workspace.config.theme in screen.page.text


async def test_restart_is_announced(workspace: Workspace) -> None:
    async with run_from_home(workspace) as pilot:
        await open_settings(pilot, "mouse")
        await pilot.press("enter")
        assert pilot.notice == f"mouse: on. {USED_AFTER_RESTART}"


async def test_edited_file_is_used_at_once(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    def edit(app: object, editor: str, file: Path, line: int = 1) -> str:
        assert line == 2
        file.write_text("per_day: 7\nkeymap: {plan: x}\ntheme: paper\n", "utf-8")
        return ""

    monkeypatch.setattr("tpm_tui.ui.terminal.external_editor.run_editor", edit)
    async with run_from_home(workspace) as pilot:
        await open_settings(pilot, "per_day")
        await pilot.press("e")
        assert pilot.notice == "Changed: theme, keymap."
        assert pilot.app.theme == "paper"
        await pilot.press("x")
        assert pilot.place == "plan"
        await pilot.press("q", "q", "x")
        assert pilot.place == "plan"


async def test_unchanged_file_is_reported(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tpm_tui.ui.terminal.external_editor.run_editor", lambda *_: "")
    async with run_from_home(workspace) as pilot:
        await open_settings(pilot, "keymap")
        await pilot.press("enter")
        assert pilot.notice == NOTHING_CHANGED


async def test_invalid_setting_is_shown(tmp_path: Path) -> None:
    workspace = make_workspace(tmp_path, MovableClock(), config="per_day: many\n")
    async with run_from_home(workspace, size=(120, 40)) as pilot:
        assert "per_day must be" in (await open_settings(pilot)).page.text


async def test_filter_lists_rows_while_typing(workspace: Workspace) -> None:
    async with run_from_home(workspace) as pilot:
        screen = await open_settings(pilot)
        await pilot.press("/", *"new")
        assert "max_new" in screen.page.text
        assert "theme" not in screen.page.text
        await pilot.press("enter", "enter")
        assert "max_new: " in pilot.screen()
        await pilot.press("escape", "/", *"xyz")
        assert NO_SETTING in screen.page.text
        await pilot.press("escape")
        assert "theme" in screen.page.text


async def test_hidden_clock_is_not_painted(workspace: Workspace) -> None:
    async with run_from_home(workspace) as pilot:
        await pilot.press("d")
        assert "0:00 / 2:00" in pilot.screen()
        await pilot.press("escape", ",")
        screen = pilot.app.screen
        assert isinstance(screen, SettingsScreen)
        screen.page.move_to("clock")
        await pilot.press("enter", "q")
        await pilot.press("enter", "x")
        assert "/ 2:00" not in pilot.screen()


async def test_rules_cannot_change_under_an_open_session(workspace: Workspace) -> None:
    async with run_from_home(workspace) as pilot:
        await pilot.press("d", "escape")
        await open_settings(pilot, "intervals")
        await pilot.press("enter")
        assert pilot.notice == END_SESSION_FIRST
        pilot.top.query_one(Page).move_to("ascii")
        await pilot.press("enter")
        assert pilot.notice.endswith(USED_ON_OPENING)


async def test_changed_rules_apply_at_once(workspace: Workspace) -> None:
    answer(workspace, "late-crane", Grade.GOOD)
    async with run_from_home(workspace) as pilot:
        await open_settings(pilot, "intervals")
        await pilot.press("enter")
        await pilot.replace_line("30, 40, 50")
        assert workspace.store.rules.intervals == (30, 40, 50)
        assert workspace.store.cards["late-crane"].schedule.seen


async def test_erasing_asks_twice_and_backs_up(workspace: Workspace, tmp_path: Path) -> None:
    answer(workspace, "late-crane", Grade.GOOD)
    own = workspace.paths.banks / "mine.yaml"
    own.parent.mkdir()
    own.write_text("version: 1\n", "utf-8")
    async with run_from_home(workspace) as pilot:
        await open_settings(pilot, ERASE_ROW)
        await pilot.press("enter")
        assert isinstance(pilot.app.screen, KeyPrompt)
        await pilot.press("y")
        await pilot.replace_line(str(workspace.paths.data / "copy.zip"))
        assert "would be erased with the data folder" in pilot.screen()
        backup = tmp_path / "copy.zip"
        await pilot.replace_line(str(backup))
        assert backup.exists()
        assert workspace.store.cards
        await pilot.press(*"yes", "enter")
        assert "Nothing was erased." in pilot.screen()
        await pilot.replace_line("erase")
        assert pilot.notice.startswith("Erased: ")
        assert not workspace.store.cards
        assert not (workspace.paths.data / "history").exists()
        assert own.exists()
        assert config_text(workspace) == CONFIG
        await pilot.press("q", "d", *"after", "escape")
        assert pilot.place == ""
    assert not workspace.store.cards


@pytest.mark.parametrize(
    "keys", [("n",), ("escape",), ("y", "escape"), ("y", "ctrl+a", "ctrl+k", "enter", "escape")]
)
async def test_erasing_can_be_cancelled(workspace: Workspace, keys: tuple[str, ...]) -> None:
    answer(workspace, "late-crane", Grade.GOOD)
    async with run_from_home(workspace) as pilot:
        await open_settings(pilot)
        await pilot.run("erase-data")
        await pilot.press(*keys)
        assert pilot.app.screen is pilot.top
    assert list((workspace.paths.data / "history").iterdir())
    assert workspace.store.cards


async def test_nothing_is_erased_during_a_session(workspace: Workspace) -> None:
    answer(workspace, "late-crane", Grade.GOOD)
    async with run_from_home(workspace) as pilot:
        await pilot.press("d", "escape")
        await open_settings(pilot)
        await pilot.run("erase-data")
        assert pilot.notice == ERASE_SESSION_OPEN


async def test_nothing_is_erased_while_open_elsewhere(workspace: Workspace) -> None:
    answer(workspace, "late-crane", Grade.GOOD)
    live = workspace.paths.data / "live"
    live.mkdir(exist_ok=True)
    with (live / "20261122-070000-ffff.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        async with run_from_home(workspace) as pilot:
            await open_settings(pilot)
            await pilot.run("erase-data")
            assert pilot.notice == ERASE_OPEN_ELSEWHERE
    assert workspace.store.cards


async def test_empty_data_folder_has_nothing_to_erase(workspace: Workspace) -> None:
    async with run_from_home(workspace) as pilot:
        await open_settings(pilot)
        await pilot.run("erase-data")
        assert pilot.notice == NOTHING_TO_ERASE
