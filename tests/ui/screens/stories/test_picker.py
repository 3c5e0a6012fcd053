"""Choosing a story while answering."""

from __future__ import annotations

from tests.ui.mock_pilot import run_mock, start_crane_mock
from tests.ui.practice_pilot import PracticePilot, make_app, run_practice
from tests.ui.stories import BERTH, CRANE, save_stories
from tpm_tui.practice.workspace import Workspace
from tpm_tui.ui.screens.stories.picker import StoryPicker
from tpm_tui.ui.widgets.text.editor import AnswerEditor


def has_picker(pilot: PracticePilot) -> bool:
    return isinstance(pilot.app.screen, StoryPicker)


async def test_without_stories_the_key_says_how_to_write_one(workspace: Workspace) -> None:
    async with run_practice(make_app(workspace)) as pilot:
        await pilot.press("ctrl+g")
        assert "o, then n writes the first" in pilot.screen()


async def test_story_that_makes_most_points_comes_first(workspace: Workspace) -> None:
    save_stories(workspace)
    async with run_practice(make_app(workspace)) as pilot:
        await pilot.press("ctrl+g")
        assert has_picker(pilot)
        first = next(row for row in pilot.rows()[2:] if row.strip())
        assert CRANE.title in first
        assert "of 9" in first


async def test_words_filter_the_stories(workspace: Workspace) -> None:
    save_stories(workspace)
    async with run_practice(make_app(workspace)) as pilot:
        await pilot.press("ctrl+g", *"conflict")
        assert BERTH.title in pilot.screen()
        assert CRANE.title not in pilot.screen()
        await pilot.press("enter")
        assert pilot.practice_session.session.story == BERTH.id


async def test_story_is_shown_above_the_editor_at_80_columns(workspace: Workspace) -> None:
    save_stories(workspace)
    async with run_practice(make_app(workspace)) as pilot:
        await pilot.press("ctrl+g", "enter")
        assert isinstance(pilot.app.focused, AnswerEditor)
        rows = pilot.rows()
        story = next(at for at, row in enumerate(rows) if CRANE.title in row)
        answer = next(at for at, row in enumerate(rows) if "YOUR ANSWER" in row)
        assert story < answer
        await pilot.press("f4")
        assert CRANE.title not in "\n".join(pilot.rows()[:-1])


async def test_story_is_shown_beside_the_editor_on_a_wide_screen(workspace: Workspace) -> None:
    save_stories(workspace)
    async with run_practice(make_app(workspace), size=(120, 36)) as pilot:
        await pilot.press("ctrl+g", "enter")
        row = next(row for row in pilot.rows() if CRANE.title in row)
        assert row.index(CRANE.title) > 55


async def test_the_key_twice_hides_the_story(workspace: Workspace) -> None:
    save_stories(workspace)
    async with run_practice(make_app(workspace)) as pilot:
        await pilot.press("ctrl+g", "enter", "ctrl+g", "ctrl+g")
        assert pilot.practice_session.session.story == ""
        await pilot.press("x")
        assert CRANE.title not in pilot.screen()


async def test_use_is_noted_with_the_grade_and_undone_with_it(workspace: Workspace) -> None:
    save_stories(workspace)
    async with run_practice(make_app(workspace)) as pilot:
        await pilot.press("ctrl+g", "enter", *"I rang.", "ctrl+j")
        assert CRANE.title not in pilot.screen()
        await pilot.press("3")
        assert [use.story for use in workspace.store.story_uses()] == [CRANE.id]
        await pilot.press("escape", "u")
        assert workspace.store.story_uses() == []
        assert pilot.practice_session.session.story == CRANE.id


async def test_story_is_chosen_while_speaking(workspace: Workspace) -> None:
    save_stories(workspace)
    async with run_practice(make_app(workspace)) as pilot:
        await pilot.press("escape", "v", "ctrl+g", "enter")
        assert pilot.practice_session.speech.is_running
        assert CRANE.title in pilot.screen()


async def test_chosen_story_survives_the_end_of_the_app(workspace: Workspace) -> None:
    save_stories(workspace)
    async with run_practice(make_app(workspace)) as pilot:
        await pilot.press(*"I rang.", "ctrl+g", "enter")
    async with run_practice(make_app(workspace)) as pilot:
        assert pilot.practice_session.session.story == CRANE.id
        assert CRANE.title in pilot.screen()


async def test_mock_warns_when_a_story_is_used_twice(workspace: Workspace) -> None:
    save_stories(workspace)
    async with run_mock(start_crane_mock(workspace)) as pilot:
        await pilot.press("enter", "ctrl+g", *"boom", "enter", *"I rang.", "escape", "n")
        assert pilot.mock_session.mock.answers[0].story == CRANE.id
        await pilot.press("enter", "ctrl+g")
        assert "used in answer 1" in pilot.screen()
        await pilot.press(*"boom", "enter")
        assert "in answer 1 of this interview already" in pilot.screen()
        await pilot.press(*"I rang again.", "escape", "E")
        assert f"STORY  {CRANE.title}" in pilot.screen()
        await pilot.press("q")
        assert f"Used more than once in this interview: {CRANE.title}." in pilot.screen()
        await pilot.press("n")
    assert [use.story for use in workspace.store.story_uses()] == [CRANE.id, CRANE.id]
