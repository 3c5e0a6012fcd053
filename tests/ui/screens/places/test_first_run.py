"""The questions of the first run: asked once, each can be skipped."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.ui.practice_pilot import MovableClock, answer, make_workspace
from tests.ui.today_pilot import TodayPilot, make_today_app, run_today
from tpm_tui.core.cards.grade import Grade
from tpm_tui.practice.workspace import Workspace
from tpm_tui.storage.settings.setup_marker import SETUP_DRAFT_FILE
from tpm_tui.ui.screens.dialogs.choice import OfferScreen
from tpm_tui.ui.screens.dialogs.line_prompt import LinePrompt
from tpm_tui.ui.screens.dialogs.triage import TriageScreen


def is_today(pilot: TodayPilot) -> bool:
    return pilot.app.screen is pilot.today


def is_open(pilot: TodayPilot, kind: type[object]) -> bool:
    return isinstance(pilot.app.screen, kind)


def is_asked(pilot: TodayPilot) -> bool:
    return is_open(pilot, LinePrompt)


async def test_date_minutes_and_triage_are_asked_in_turn(workspace: Workspace) -> None:
    async with run_today(make_today_app(workspace)) as pilot:
        assert "Practise interview questions" in pilot.screen()
        assert "When is your interview?" in pilot.screen()
        await pilot.press(*"9 dec", "enter")
        assert "interview in 17 days" in pilot.screen()
        assert "How many minutes a day?" in pilot.screen()
        await pilot.press(*"30", "enter")
        assert is_open(pilot, OfferScreen)
        await pilot.press("up", "enter")
        assert is_open(pilot, TriageScreen)
        await pilot.press("K", "q")
        assert is_today(pilot)
    assert workspace.paths.config.read_text("utf-8") == 'interview: "2026-12-09"\nminutes_per_day: 30\n'


async def test_invalid_date_is_asked_again(workspace: Workspace) -> None:
    async with run_today(make_today_app(workspace)) as pilot:
        await pilot.press(*"yesterday", "enter")
        assert is_asked(pilot)
        assert not workspace.paths.config.exists()


@pytest.mark.parametrize("keys", [("escape",), ("enter", "escape"), ("enter", "enter", "enter")])
async def test_skipped_questions_are_not_asked_again(workspace: Workspace, keys: tuple[str, ...]) -> None:
    async with run_today(make_today_app(workspace)) as pilot:
        await pilot.press(*keys)
        assert is_today(pilot)
        assert "L      5 new questions; known ones come last" in pilot.screen()
    assert not workspace.paths.config.exists()
    async with run_today(make_today_app(workspace)) as pilot:
        assert is_today(pilot)


async def test_quitting_during_the_questions_asks_again(workspace: Workspace) -> None:
    for _ in range(2):
        async with run_today(make_today_app(workspace)) as pilot:
            assert is_asked(pilot)


async def test_typed_answer_is_kept_for_the_next_start(workspace: Workspace) -> None:
    async with run_today(make_today_app(workspace)) as pilot:
        await pilot.press(*"9 d", "ctrl+q")
    async with run_today(make_today_app(workspace)) as pilot:
        await pilot.press("e", "c", "enter")
        assert "interview in 17 days" in pilot.screen()
        await pilot.press("3", "enter")
        assert is_open(pilot, OfferScreen)
    assert "minutes_per_day: 3\n" in workspace.paths.config.read_text("utf-8")
    assert not (workspace.paths.data / SETUP_DRAFT_FILE).exists()


async def test_history_or_settings_are_no_first_run(tmp_path: Path, clock: MovableClock) -> None:
    with_history = make_workspace(tmp_path / "a", clock)
    (tmp_path / "b").mkdir()
    with_settings = make_workspace(tmp_path / "b", clock, "theme: paper\n")
    answer(with_history, "late-crane", Grade.GOOD)
    for workspace in (with_history, with_settings):
        async with run_today(make_today_app(workspace)) as pilot:
            assert is_today(pilot)


async def test_nothing_is_asked_if_today_is_opened_later(workspace: Workspace) -> None:
    async with run_today(make_today_app(workspace, asks_at_start=False)) as pilot:
        assert is_today(pilot)
