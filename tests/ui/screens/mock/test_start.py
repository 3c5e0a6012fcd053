"""Starting a mock interview from the app: presets, a custom format, resuming, and the clock while covered."""

from __future__ import annotations

import pytest

from tests.ui.home_pilot import HomePilot, run_from_home
from tests.ui.mock_pilot import collapse_spaces, run_mock, start_crane_mock
from tests.ui.practice_pilot import MovableClock
from tpm_tui.core.mock.format import MAX_QUESTIONS, PRESETS
from tpm_tui.exchange.mock_text import format_summary
from tpm_tui.practice.mock.session import MockSession
from tpm_tui.practice.mock.start import load_saved_mock
from tpm_tui.practice.workspace import Workspace
from tpm_tui.ui.commands.new_mock import OUT_OF_RANGE, parse_number
from tpm_tui.ui.pages.places.mock_choice import PURPOSES
from tpm_tui.ui.screens.dialogs.choice import ChoiceScreen
from tpm_tui.ui.screens.dialogs.many_choice import ManyChoiceScreen
from tpm_tui.ui.screens.mock.screen import MockScreen


def running(pilot: HomePilot) -> MockSession:
    """Return the interview that is on top."""
    assert isinstance(pilot.top, MockScreen)
    return pilot.top.mock_session


async def stop_a_mock(pilot: HomePilot) -> str:
    """Start an interview, answer its first question, stop it, and return its id."""
    await pilot.press("m", "enter", "enter", *"words", "escape")
    started = running(pilot).mock.id
    await pilot.press("q")
    assert pilot.place == "today"
    return started


async def test_each_preset_is_listed_with_size_and_purpose(workspace: Workspace) -> None:
    async with run_from_home(workspace) as pilot:
        await pilot.press("m")
        for name, format in PRESETS.items():
            assert format_summary(format) in pilot.screen()
            assert PURPOSES[name] in collapse_spaces(pilot.screen())
        assert format_summary(PRESETS["onsite"]) == "3 questions, 21 min, 2 follow-ups each"


@pytest.mark.parametrize(("steps", "format"), [(0, "phone"), (1, "onsite"), (2, "loop")])
async def test_chosen_preset_starts(workspace: Workspace, steps: int, format: str) -> None:
    async with run_from_home(workspace) as pilot:
        await pilot.press("m", *["j"] * steps, "enter")
        assert running(pilot).mock.format == PRESETS[format]


async def test_custom_format_has_questions_minutes_and_topics(workspace: Workspace) -> None:
    async with run_from_home(workspace) as pilot:
        await pilot.press("m", "j", "j", "j", "enter")
        await pilot.replace_line("0")
        assert OUT_OF_RANGE.format(most=MAX_QUESTIONS) in pilot.screen()
        await pilot.replace_line("2")
        assert "14" in pilot.screen()
        await pilot.replace_line("9")
        assert isinstance(pilot.app.screen, ManyChoiceScreen)
        await pilot.press("j", "space")
        assert "[x] Orchard" in pilot.screen()
        await pilot.press("enter")
        mock = running(pilot).mock
        assert (mock.format.questions, mock.format.minutes) == (2, 9)
        assert {answer.question for answer in mock.answers} == {"early-frost", "picking-order"}


@pytest.mark.parametrize("cancelled", [("escape",), ("enter", "escape"), ("enter", "enter", "escape")])
async def test_custom_format_can_be_cancelled(workspace: Workspace, cancelled: tuple[str, ...]) -> None:
    async with run_from_home(workspace) as pilot:
        await pilot.press("m", "j", "j", "j", "enter", *cancelled)
        assert pilot.app.screen is pilot.top
        assert pilot.place == "today"
        assert load_saved_mock(workspace)[0].mock is None


async def test_no_tick_draws_from_all_topics(workspace: Workspace) -> None:
    async with run_from_home(workspace) as pilot:
        await pilot.press("m", "j", "j", "j", "enter", "enter", "enter", "enter")
        assert len(running(pilot).mock.answers) == 4


async def test_stopped_interview_is_resumed_where_it_was(workspace: Workspace, clock: MovableClock) -> None:
    async with run_from_home(workspace) as pilot:
        await pilot.press("m", "enter", "enter", *"words", "escape")
        started = running(pilot).mock.id
        clock.advance(minutes=2)
        await pilot.press("q")
        clock.advance(minutes=60)
        await pilot.press("m")
        assert "Phone screen of 22 Nov, question 1 of 4, 2 of 30 min" in pilot.screen()
        await pilot.press("enter")
        assert running(pilot).mock.id == started
        assert running(pilot).mock.text == "words"


async def test_new_interview_asks_before_it_ends_the_stopped_one(workspace: Workspace) -> None:
    async with run_from_home(workspace) as pilot:
        started = await stop_a_mock(pilot)
        await pilot.press("m", "j", "enter")
        assert "is not finished. A new interview ends it" in collapse_spaces(pilot.screen())
        await pilot.press("escape")
        saved = load_saved_mock(workspace)[0].mock
        assert saved is not None
        assert saved.id == started
        await pilot.press("m", "j", "enter", "r")
        assert running(pilot).mock.id == started
        await pilot.press("escape", "q", "m", "j", "j", "enter", "n")
        assert running(pilot).mock.id != started
        assert len(list(workspace.paths.reports.iterdir())) == 1
        assert "answers of the stopped interview are in" in collapse_spaces(pilot.screen())


async def test_interview_stopped_before_the_count_says_so(workspace: Workspace) -> None:
    async with run_from_home(workspace) as pilot:
        await pilot.press("m", "enter", "enter", *"words", "escape", "E", "q", "q")
        assert "not counted yet" in pilot.screen()
        await pilot.press("m")
        assert "Phone screen of 22 Nov, debrief ended, not counted yet" in pilot.screen()


async def test_finished_interview_ends_in_today(workspace: Workspace) -> None:
    async with run_from_home(workspace) as pilot:
        await pilot.press("m", "enter", "enter", *"words", "escape", "E", "q", "n")
        await pilot.press("q")
        assert pilot.place == "today"
        await pilot.press("m")
        assert isinstance(pilot.app.screen, ChoiceScreen)
        assert "Resume" not in pilot.screen()


@pytest.mark.parametrize("opening", [("h",), (",",), ("ctrl+p",), ("?",)])
async def test_clock_is_paused_while_covered(
    workspace: Workspace, clock: MovableClock, opening: tuple[str, ...]
) -> None:
    async with run_mock(start_crane_mock(workspace)) as pilot:
        session = pilot.mock_session
        await pilot.press("enter", *"so", "escape")
        clock.advance(seconds=20)
        await pilot.press(*opening)
        clock.advance(minutes=5)
        assert session.seconds() == 20
        await pilot.press("escape")
        assert pilot.app.screen is pilot.app.first_screen
        clock.advance(seconds=7)
        assert session.seconds() == 27


@pytest.mark.parametrize(
    ("text", "number"),
    [("1", 1), (" 50 ", 50), ("51", None), ("0", None), ("", None), ("two", None), ("-1", None), ("²", None)],
)
def test_number_in_range_is_parsed(text: str, number: int | None) -> None:
    assert parse_number(text, 50) == number
