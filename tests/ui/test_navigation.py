"""Every screen opens from every other, `back` and Today close them, and no typed word is lost on the way."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from tests.ui.practice_pilot import AppPilot, make_app, run_practice
from tpm_tui.core.session.session import SessionPhase
from tpm_tui.practice.resume import find_unfinished
from tpm_tui.practice.workspace import Workspace
from tpm_tui.storage.bank.shipped import shipped_themes
from tpm_tui.storage.files.errors import WriteError
from tpm_tui.storage.progress.drafts import Drafts
from tpm_tui.storage.settings.themes import load_themes
from tpm_tui.ui.app import TpmApp
from tpm_tui.ui.keys.actions import Scope
from tpm_tui.ui.navigation import PLACES, navigation_of
from tpm_tui.ui.screens.action_screen import ActionScreen
from tpm_tui.ui.screens.mock.screen import MockScreen
from tpm_tui.ui.screens.practice.screen import PracticeScreen
from tpm_tui.ui.screens.registry import ScreenFactory
from tpm_tui.ui.widgets.page import Page
from tpm_tui.ui.widgets.text.editor import AnswerEditor


def fail_to_write(*_: object) -> None:
    raise WriteError("The disk is full")


PLACE_KEYS = {"plan": "P", "progress": "h", "stories": "o", "reports": "r", "settings": ",", "topics": "t"}


class TodayPilot(AppPilot):
    """Pilot for an app that starts at Today."""

    def __init__(self, app: TpmApp, *args: object) -> None:
        super().__init__(app, *args)  # type: ignore[arg-type]
        self.app = app

    @property
    def top(self) -> ActionScreen:
        """The screen on top, which is no dialog."""
        assert isinstance(self.app.screen, ActionScreen)
        return self.app.screen

    @property
    def place(self) -> str:
        return self.top.place

    @property
    def notice(self) -> str:
        return f"{self.top.footer.notice}"

    def has_exited(self) -> bool:
        return self.app.return_code is not None


@asynccontextmanager
async def run_at_today(workspace: Workspace) -> AsyncIterator[TodayPilot]:
    themes = load_themes([shipped_themes()], None).themes
    app = TpmApp(workspace, themes, ScreenFactory(workspace).make_place("today"))
    async with app.run_test(size=(80, 24)) as textual_pilot:
        pilot = TodayPilot(app, textual_pilot)
        await pilot.settle()
        yield pilot


def test_every_place_has_a_key_in_the_test() -> None:
    assert PLACE_KEYS.keys() == {*PLACES, "topics"}


@pytest.mark.parametrize("place", PLACE_KEYS)
async def test_place_opens_from_today_and_q_goes_back(workspace: Workspace, place: str) -> None:
    async with run_at_today(workspace) as pilot:
        await pilot.press(PLACE_KEYS[place])
        assert pilot.place == place
        await pilot.press("q")
        assert pilot.place == "today"


@pytest.mark.parametrize("place", PLACE_KEYS)
async def test_place_opens_from_every_other_place(workspace: Workspace, place: str) -> None:
    async with run_at_today(workspace) as pilot:
        for other in PLACE_KEYS.keys() - {place}:
            await pilot.press(PLACE_KEYS[other], PLACE_KEYS[place])
            assert pilot.place == place
            await pilot.press("q")
            assert pilot.place == other
            await pilot.press("H")
            assert pilot.place == "today"


async def test_place_that_is_open_is_not_opened_twice(workspace: Workspace) -> None:
    async with run_at_today(workspace) as pilot:
        await pilot.press("P", "h", "P", "h", "P")
        assert pilot.place == "plan"
        assert len(pilot.app.screen_stack) == 2


@pytest.mark.parametrize("place", PLACES)
async def test_place_covers_the_session_and_goes_back_to_it(workspace: Workspace, place: str) -> None:
    async with run_practice(make_app(workspace)) as pilot:
        await pilot.write("Half an answer")
        await pilot.press("escape", PLACE_KEYS[place])
        assert pilot.app.action_screen.place == place
        assert pilot.practice_session.timer.is_paused
        await pilot.press("q")
        assert pilot.on_practice_screen
        assert pilot.editor.text == "Half an answer"


async def test_session_left_for_today_is_resumed_there(workspace: Workspace) -> None:
    async with run_at_today(workspace) as pilot:
        await pilot.press("d", *"early", "f3")
        assert pilot.place == "today"
        unfinished = find_unfinished(workspace)
        assert unfinished is not None
        assert unfinished.queue[0] == "late-crane"
        await pilot.press("g", "enter")
        assert isinstance(pilot.app.screen, PracticeScreen)
        assert pilot.app.screen.practice_session.session.draft == "early"


async def test_session_started_from_command_line_goes_to_today(workspace: Workspace) -> None:
    async with run_practice(make_app(workspace)) as pilot:
        await pilot.write("kept")
        await pilot.press("escape", "H")
        assert isinstance(pilot.app.screen, ActionScreen)
        assert pilot.app.screen.place == "today"
        assert len(pilot.app.screen_stack) == 1
        assert workspace.store.drafts.newest_drafts()["late-crane"].text == "kept"


async def test_question_of_the_plan_is_asked_in_the_open_session(workspace: Workspace) -> None:
    async with run_practice(make_app(workspace)) as pilot:
        await pilot.write("kept")
        await pilot.press("escape", "P", "j", "enter")
        assert pilot.on_practice_screen
        assert pilot.question == "two-captains"
        assert pilot.practice_session.session.drafts["late-crane"] == "kept"


@pytest.mark.parametrize(("keys", "place"), [("P", "plan"), ("t", "topics"), ("h", "progress")])
async def test_practice_started_in_a_place_goes_back_to_it(
    workspace: Workspace, keys: str, place: str
) -> None:
    async with run_at_today(workspace) as pilot:
        await pilot.press(keys)
        opened = pilot.top
        navigation_of(opened).go_to_question("late-crane")
        await pilot.settle()
        await pilot.press(*"words", "ctrl+j", "3")
        assert isinstance(pilot.top, PracticeScreen)
        assert pilot.top.scope is Scope.DONE
        assert f"q {place}" in f"{pilot.top.footer.keys}"
        await pilot.press("q")
        assert pilot.top is opened
        await pilot.press("q")
        assert pilot.place == "today"


async def test_practice_found_by_search_in_a_place_goes_back_to_it(workspace: Workspace) -> None:
    async with run_at_today(workspace) as pilot:
        await pilot.press("P", "/", *"crane", "enter")
        assert isinstance(pilot.app.screen, PracticeScreen)
        await pilot.press("escape", "q", "q")
        assert pilot.place == "plan"


async def test_practice_started_at_today_goes_back_to_today(workspace: Workspace) -> None:
    async with run_at_today(workspace) as pilot:
        await pilot.press("d", "escape", "q")
        assert isinstance(pilot.top, PracticeScreen)
        assert "q Today" in f"{pilot.top.footer.keys}"
        await pilot.press("q")
        assert pilot.place == "today"


async def test_mock_starts_from_today_and_stops_there(workspace: Workspace) -> None:
    async with run_at_today(workspace) as pilot:
        await pilot.press("m", "enter")
        assert isinstance(pilot.app.screen, MockScreen)
        await pilot.press("enter", *"words", "escape", "q")
        assert pilot.place == "today"
        await pilot.press("m")
        assert "Resume" in pilot.screen()
        await pilot.press("enter")
        assert isinstance(pilot.app.screen, MockScreen)
        assert pilot.app.screen.mock_session.mock.text == "words"


async def test_key_of_mock_goes_back_to_the_one_below(workspace: Workspace) -> None:
    async with run_at_today(workspace) as pilot:
        await pilot.press("m", "enter", "enter", *"words", "escape")
        mock = pilot.app.screen
        await pilot.press("h", "m")
        assert pilot.app.screen is mock
        await pilot.press("h", "P", "r", "m")
        assert pilot.app.screen is mock


async def test_palette_leaves_the_editor_for_a_command(workspace: Workspace) -> None:
    async with run_practice(make_app(workspace)) as pilot:
        await pilot.write("typed")
        await pilot.press("ctrl+p", *"unstar", "enter")
        assert workspace.store.cards["late-crane"].starred
        assert not pilot.editor.has_focus


async def test_palette_opens_the_place_of_a_command(workspace: Workspace) -> None:
    async with run_practice(make_app(workspace)) as pilot:
        await pilot.press("ctrl+p", *"set interview date", "enter")
        assert "Interview: " in pilot.screen()
        await pilot.press("ctrl+a", "ctrl+k", *"in 9 days", "enter")
        assert workspace.config.interview == "2026-12-01"


async def test_palette_says_why_a_command_cannot_run(workspace: Workspace) -> None:
    async with run_at_today(workspace) as pilot:
        await pilot.press("ctrl+p", *"grade: answered with gaps", "enter")
        assert pilot.notice == "Hard: start practice first (d)."


async def test_palette_without_a_match_says_so(workspace: Workspace) -> None:
    async with run_at_today(workspace) as pilot:
        await pilot.press("ctrl+p", *"qqqz")
        assert "No command has these words." in pilot.screen()
        await pilot.press("enter", "down")
        assert "No command has these words." in pilot.screen()


async def test_palette_leaves_out_a_description_that_is_the_name(workspace: Workspace) -> None:
    async with run_at_today(workspace) as pilot:
        await pilot.press("ctrl+p", *"practise new")
        assert pilot.screen().count("Practise new questions") == 1


async def test_row_under_the_cursor_of_the_palette_has_a_background(workspace: Workspace) -> None:
    async with run_at_today(workspace) as pilot:
        await pilot.press("ctrl+p")
        results = pilot.app.screen.query_one("#results", Page)
        styles = [results.get_component_styles(name) for name in ("page--cursor", "page--mark")]
        assert {style.background.hex for style in styles} == {"#22252C"}
        assert styles[1].color.hex == "#7AA2F7"


@pytest.mark.parametrize(
    ("keys", "notice"),
    [
        (("escape", "3"), "Good: reveal the model answer first (space)."),
        (("ctrl+j", "Z"), "Z has no function here; ? lists the keys."),
        (("ctrl+j", "S"), "Practise a study set: grade the answer first, or go back to it (i)."),
        (("escape", "w"), "Write a text of the reveal to a file: reveal the model answer first (space)."),
        (("escape", "n"), "Practise new questions: end the session first (q)."),
        (("ctrl+@",), ""),
        (("f9",), "F9 has no function here; F1 lists the keys."),
        (("escape", "q", "3"), "Good: no question is shown; practise first (d)."),
    ],
)
async def test_key_without_function_says_why(
    workspace: Workspace, keys: tuple[str, ...], notice: str
) -> None:
    async with run_practice(make_app(workspace)) as pilot:
        await pilot.press(*keys)
        assert pilot.notice == notice


@pytest.mark.parametrize(
    ("key", "notice"),
    [("u", "Undo: start practice first (d)."), ("1", "Again: start practice first (d).")],
)
async def test_key_of_practice_on_today_says_how_to_start(
    workspace: Workspace, key: str, notice: str
) -> None:
    async with run_at_today(workspace) as pilot:
        await pilot.press(key)
        assert pilot.notice == notice


async def test_mode_is_kept_after_a_grade(workspace: Workspace) -> None:
    async with run_practice(make_app(workspace)) as pilot:
        await pilot.press("escape", "space", "3")
        assert (pilot.phase, pilot.editor.has_focus) == (SessionPhase.ASKING, False)
        await pilot.press("i", "ctrl+j", "3")
        assert (pilot.phase, pilot.editor.has_focus) == (SessionPhase.ASKING, True)


@pytest.mark.parametrize(("key", "exits"), [("ctrl+q", True), ("H", False)])
async def test_unsaved_text_below_a_place_is_reported(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch, key: str, exits: bool
) -> None:
    async with run_at_today(workspace) as pilot:
        await pilot.press("d", "escape", "P")
        session = pilot.app.screen_stack[1]
        assert isinstance(session, PracticeScreen)
        session.panes.answer.editor.insert("typed")
        with monkeypatch.context() as patch:
            patch.setattr(Drafts, "save", fail_to_write)
            await pilot.press(key)
            assert pilot.place == "plan"
            assert pilot.notice.startswith("The disk is full")
            assert not pilot.has_exited()
            await pilot.press(key)
            assert pilot.has_exited() is exits


async def test_unsaved_text_of_a_closed_session_is_reported(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with run_at_today(workspace) as pilot:
        await pilot.press("h", "d")
        session = pilot.app.screen
        assert isinstance(session, PracticeScreen)
        session.panes.answer.editor.insert("typed")
        with monkeypatch.context() as patch:
            patch.setattr(Drafts, "save", fail_to_write)
            pilot.app.navigation.back()
            await pilot.settle()
            await pilot.press("q", "q")
            assert not pilot.has_exited()
            assert pilot.notice.startswith("The disk is full")
        await pilot.press("q")
        assert pilot.has_exited()
    assert workspace.store.drafts.newest_drafts()["late-crane"].text == "typed"


async def test_closed_session_is_not_kept_in_memory(workspace: Workspace) -> None:
    async with run_at_today(workspace) as pilot:
        for _ in range(3):
            await pilot.press("d", "f3")
        await pilot.settle()
        watchers: dict[str, list[tuple[object, object]]] = getattr(pilot.app, "__watchers", {})
        assert not [each for each, _ in watchers.get("theme", []) if isinstance(each, AnswerEditor)]


async def test_practice_does_not_close_an_open_mock(workspace: Workspace) -> None:
    async with run_at_today(workspace) as pilot:
        await pilot.press("d", "escape", "m", "enter")
        assert isinstance(pilot.app.screen, MockScreen)
        await pilot.press("P", "enter")
        assert pilot.place == "plan"
        assert pilot.notice == "A mock interview is open: finish or stop it first."
        assert any(isinstance(screen, MockScreen) for screen in pilot.app.screen_stack)
