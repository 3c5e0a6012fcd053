"""After an interview: the editor of what was asked, and the confirmation of each question."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.ui.practice_pilot import MovableClock, make_workspace
from tests.ui.today_pilot import TodayPilot, make_today_app, run_today
from tpm_tui.core.cards.interviews import PastInterview
from tpm_tui.practice.dates.asked import AskedQuestions
from tpm_tui.practice.workspace import Workspace
from tpm_tui.storage.files.errors import WriteError
from tpm_tui.storage.settings.asked_draft import AskedDraft, read_asked_draft, write_asked_draft
from tpm_tui.ui.screens.dates.asked import AskedScreen
from tpm_tui.ui.screens.dialogs.choice import ChoiceScreen
from tpm_tui.ui.screens.history import HistoryScreen

INTERVIEW = PastInterview(date(2026, 11, 20), "phone screen")
CONFIG = "dates: [{day: 2026-11-20, name: phone screen}]\n"


@pytest.fixture
def past(tmp_path: Path, clock: MovableClock) -> Workspace:
    return make_workspace(tmp_path, clock, CONFIG)


def noted(pilot: TodayPilot) -> list[tuple[str, str]]:
    from tpm_tui.practice.dates.asked import list_asked

    return [(each.text, each.question) for each in list_asked(pilot.app.workspace)]


async def open_editor(pilot: TodayPilot) -> None:
    """Answer the first question of the flow, so that the editor opens."""
    assert "How did it go?" in pilot.screen()
    await pilot.press(*"well", "enter")
    assert isinstance(pilot.app.screen, AskedScreen)


@pytest.mark.parametrize("size", [(40, 12), (80, 24)])
async def test_flow_saves_confirms_and_asks_for_the_next_date(past: Workspace, size: tuple[int, int]) -> None:
    async with run_today(make_today_app(past), size) as pilot:
        await open_editor(pilot)
        assert "What was asked?" in pilot.screen()
        await pilot.press(*"crane late", "enter", *"why us", "escape")
        assert noted(pilot) == [("crane late", ""), ("why us", "")]
        assert isinstance(pilot.app.screen, ChoiceScreen)
        assert "Late crane" in pilot.screen()
        assert "None of these" in pilot.screen()
        await pilot.press("enter")
        assert noted(pilot) == [("crane late", "late-crane"), ("why us", "")]
        await pilot.press("enter")
        assert "Set the next date" in pilot.screen()
        assert noted(pilot)[1] == ("why us", "")


async def test_label_that_is_cut_has_an_ellipsis(past: Workspace) -> None:
    async with run_today(make_today_app(past), (40, 12)) as pilot:
        await open_editor(pilot)
        (label,) = [row for row in pilot.rows() if "What was asked?" in row]
        assert label.endswith("…")


async def test_unfinished_text_is_a_draft(past: Workspace) -> None:
    async with run_today(make_today_app(past)) as pilot:
        await open_editor(pilot)
        await pilot.press(*"crane", "ctrl+g")
        assert noted(pilot) == []
        draft = read_asked_draft(pilot.app.workspace.paths.data)
        assert draft is not None
        assert draft.text == "crane"
        await pilot.press("escape")
        await pilot.app.action_screen.action_run("asked")
        await pilot.settle()
        assert "crane" in pilot.screen()
        await pilot.press("escape")
        assert noted(pilot) == [("crane", "")]
        assert read_asked_draft(pilot.app.workspace.paths.data) is None


async def test_app_that_exits_keeps_the_text(past: Workspace) -> None:
    async with run_today(make_today_app(past)) as pilot:
        await open_editor(pilot)
        await pilot.press(*"crane")
    draft = read_asked_draft(past.paths.data)
    assert draft is not None
    assert draft.text == "crane"


async def test_plan_and_history_show_what_was_asked(past: Workspace) -> None:
    async with run_today(make_today_app(past)) as pilot:
        await open_editor(pilot)
        await pilot.press(*"crane late", "escape", "enter", "escape")
        assert "1 question noted, 1 of them in the bank" in pilot.notice
        await pilot.press("P")
        await pilot.settle()
        screen = pilot.app.screen
        text = screen.query_one("#place").text  # type: ignore[attr-defined]
        assert "asked crane late (Late crane)" in " ".join(text.split())
        await pilot.app.push_screen(HistoryScreen(pilot.app.workspace, "late-crane", pilot.today.glyphs))
        await pilot.settle()
        assert "asked in phone screen, 20 Nov" in pilot.screen()


async def test_escape_keeps_the_rest_as_noted(past: Workspace) -> None:
    async with run_today(make_today_app(past)) as pilot:
        await open_editor(pilot)
        await pilot.press(*"crane late", "enter", *"captains", "escape", "escape")
        assert noted(pilot) == [("crane late", ""), ("captains", "")]
        assert "Set the next date" in pilot.screen()


async def test_without_a_past_interview_the_command_says_so(tmp_path: Path, clock: MovableClock) -> None:
    async with run_today(make_today_app(make_workspace(tmp_path, clock))) as pilot:
        await pilot.app.action_screen.action_run("asked")
        assert pilot.notice == "No interview is past."


async def test_questions_noted_elsewhere_while_typing_stay(past: Workspace) -> None:
    async with run_today(make_today_app(past)) as pilot:
        await open_editor(pilot)
        await pilot.press(*"crane")
        AskedQuestions(past, INTERVIEW).add("why us")  # another process
        await pilot.press("escape")
        assert sorted(noted(pilot)) == [("crane", ""), ("why us", "")]


async def test_questions_noted_after_a_draft_was_begun_stay(past: Workspace) -> None:
    asked = AskedQuestions(past, INTERVIEW)
    asked.save("old\nwhy us")
    async with run_today(make_today_app(past)) as pilot:
        await open_editor(pilot)
        await pilot.press(*["backspace"] * 6, *"crane", "ctrl+g", "escape")
        asked.add("and when")
        await pilot.app.action_screen.action_run("asked")
        await pilot.settle()
        await pilot.press("escape")
        assert sorted(noted(pilot)) == [("and when", ""), ("crane", ""), ("old", "")]


async def test_draft_of_another_interview_is_noted_there(past: Workspace) -> None:
    other = AskedDraft(date(2026, 11, 12), "first call", "one question\nanother", ("gone",))
    write_asked_draft(past.paths.data, other)
    async with run_today(make_today_app(past)) as pilot:
        await open_editor(pilot)
        await pilot.press(*"crane", "escape")
        assert noted(pilot) == [("one question", ""), ("another", ""), ("crane", "")]
        assert read_asked_draft(past.paths.data) is None


async def test_text_that_cannot_be_kept_keeps_the_editor_open(
    past: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*args: object) -> None:
        raise WriteError("the disk is full")

    async with run_today(make_today_app(past)) as pilot:
        await open_editor(pilot)
        with monkeypatch.context() as patch:
            patch.setattr("tpm_tui.ui.commands.dates.asked.write_asked_draft", fail)
            await pilot.press(*"crane", "ctrl+g")
            assert "the disk is full" in pilot.screen()
        await pilot.press("ctrl+g")
    draft = read_asked_draft(past.paths.data)
    assert draft is not None
    assert draft.text == "crane"
