"""At the first start after a target date, the app asks how it went and for the next one, once."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from tests.ui.practice_pilot import MovableClock, make_workspace, run_practice
from tpm_tui.core.cards.interviews import PastInterview
from tpm_tui.practice.dates.past import find_past_date, past_interviews
from tpm_tui.practice.session import PracticeSession
from tpm_tui.practice.workspace import Workspace
from tpm_tui.storage.bank.shipped import shipped_themes
from tpm_tui.storage.settings.asked_date import INTERVIEW_DRAFT_FILE
from tpm_tui.storage.settings.themes import load_themes
from tpm_tui.ui.app import TpmApp
from tpm_tui.ui.screens.dialogs.line_prompt import LinePrompt
from tpm_tui.ui.screens.practice.screen import PracticeScreen

QUESTION = "Your interview was on Fri 20 November 2026. How did it go?"
ASKED = "What was asked?"
NEXT = "Is there a next round?"


def app_at_start(workspace: Workspace) -> TpmApp:
    """Return the app as a bare `tpm-tui` starts it."""
    opened = Workspace(workspace.paths, workspace.bank_paths, workspace.clock)
    session = PracticeSession(opened, opened.agenda().queue)
    screen = PracticeScreen(session, past_date=find_past_date(opened))
    return TpmApp(opened, load_themes([shipped_themes()], None).themes, screen)


async def test_next_date_is_set_at_the_offer(tmp_path: Path, clock: MovableClock) -> None:
    workspace = make_workspace(tmp_path, clock, config="interview: 2026-11-20\n")
    async with run_practice(app_at_start(workspace)) as pilot:
        assert QUESTION in pilot.screen()
        await pilot.press(*"well, q", "enter")
        assert ASKED in pilot.screen()
        await pilot.press("escape")
        assert NEXT in pilot.screen()
        await pilot.press("1", "q", "space", "x")
        assert NEXT in pilot.screen()
        await pilot.press("enter")
        assert isinstance(pilot.app.screen, LinePrompt)
        await pilot.press(*"9 dec", "enter")
        assert pilot.on_practice_screen
        assert pilot.notice == "Interview: Wed 9 December 2026."
        assert "17 days" in pilot.text_of("header")
    assert workspace.paths.config.read_text("utf-8") == 'interview: "2026-12-09"\n'
    assert past_interviews(workspace) == (PastInterview(date(2026, 11, 20), "", "well, q"),)


async def test_plan_shows_how_it_went(tmp_path: Path, clock: MovableClock) -> None:
    workspace = make_workspace(tmp_path, clock, config="interview: 2026-11-20\n")
    async with run_practice(app_at_start(workspace)) as pilot:
        await pilot.press(*"[b]well", "enter", "escape", "escape", "escape", "P", "end")
        assert "Fri 20 November 2026, interview: [b]well" in pilot.screen()


async def test_how_it_went_is_asked_if_a_date_is_ahead(tmp_path: Path, clock: MovableClock) -> None:
    config = "interview: 2026-12-09\ndates: [{day: 2026-11-20, name: phone screen}]\n"
    workspace = make_workspace(tmp_path, clock, config)
    async with run_practice(app_at_start(workspace)) as pilot:
        assert "Your phone screen was on Fri 20 November 2026. How did it go?" in pilot.screen()
        await pilot.press(*"well", "enter", "escape")
        assert pilot.on_practice_screen
        assert pilot.notice == "Saved how the interview went; the plan shows past interviews."


async def test_typed_answer_survives_quit_and_cancel(tmp_path: Path, clock: MovableClock) -> None:
    workspace = make_workspace(tmp_path, clock, config="interview: 2026-11-20\n")
    async with run_practice(app_at_start(workspace)) as pilot:
        await pilot.press(*"half a sen")
    assert past_interviews(workspace)[0].note == ""
    async with run_practice(app_at_start(workspace)) as pilot:
        assert "half a sen" in pilot.screen()
        await pilot.press("escape", "escape")
        assert pilot.on_practice_screen
    async with run_practice(app_at_start(workspace)) as pilot:
        await pilot.press(*"tence", "enter", "escape", "escape")
        assert pilot.on_practice_screen
    assert past_interviews(workspace)[0].note == "half a sentence"
    assert not (workspace.paths.data / INTERVIEW_DRAFT_FILE).exists()


async def test_no_next_round_removes_the_date(tmp_path: Path, clock: MovableClock) -> None:
    workspace = make_workspace(tmp_path, clock, config="interview: 2026-11-20\n")
    async with run_practice(app_at_start(workspace)) as pilot:
        await pilot.press("escape", "down", "enter")
        assert pilot.on_practice_screen
        assert pilot.notice == "The date of the interview was removed."
    assert workspace.paths.config.read_text("utf-8") == "interview: none\n"


async def test_postponed_offer_is_not_repeated(tmp_path: Path, clock: MovableClock) -> None:
    workspace = make_workspace(tmp_path, clock, config="interview: 2026-11-20\n")
    async with run_practice(app_at_start(workspace)) as pilot:
        await pilot.press("escape", "escape")
        assert pilot.on_practice_screen
        assert pilot.editor.has_focus
    async with run_practice(app_at_start(workspace)) as pilot:
        assert pilot.on_practice_screen
    assert workspace.paths.config.read_text("utf-8") == "interview: 2026-11-20\n"


async def test_name_of_a_past_date_is_shown(tmp_path: Path, clock: MovableClock) -> None:
    config = "dates: [{day: 2026-11-20, name: '[b]phone\\tscreen'}]\n"
    workspace = make_workspace(tmp_path, clock, config)
    async with run_practice(app_at_start(workspace)) as pilot:
        assert "[b]phone" in pilot.screen()
        await pilot.press("escape", "down", "enter")
        assert pilot.on_practice_screen
    assert workspace.paths.config.read_text("utf-8") == config


async def test_broken_settings_file_is_reported(tmp_path: Path, clock: MovableClock) -> None:
    workspace = make_workspace(tmp_path, clock, config="interview: 2026-11-20\n")
    async with run_practice(app_at_start(workspace)) as pilot:
        workspace.paths.config.write_text("per_day: [\n", "utf-8")
        await pilot.press("escape", "down", "enter")
        assert "fix this first" in pilot.notice
