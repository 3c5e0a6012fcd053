"""The topics as a screen of their own: choosing a question or a topic, and going back."""

from __future__ import annotations

import pytest

from tests.ui.practice_pilot import PracticePilot, answer, make_app, run_practice
from tpm_tui.core.cards.grade import Grade
from tpm_tui.exchange import messages
from tpm_tui.practice.workspace import Workspace
from tpm_tui.ui.screens.dialogs.search import SearchScreen
from tpm_tui.ui.screens.places.topics import TopicsScreen


async def open_topics(pilot: PracticePilot) -> TopicsScreen:
    """Open the screen on top of practice."""
    screen = TopicsScreen(pilot.workspace)
    await pilot.press("escape")
    await pilot.app.push_screen(screen)
    await pilot.settle()
    return screen


async def test_chosen_question_is_asked_in_the_session(workspace: Workspace) -> None:
    async with run_practice(make_app(workspace)) as pilot:
        await open_topics(pilot)
        await pilot.press("j", "enter", "j", "j", "enter")
        assert pilot.on_practice_screen
        assert pilot.question == "two-captains"


@pytest.mark.parametrize(
    ("keys", "question"), [(("p",), "late-crane"), (("G", "p"), "early-frost"), (("j", "p"), "late-crane")]
)
async def test_p_practises_the_topic(workspace: Workspace, keys: tuple[str, ...], question: str) -> None:
    async with run_practice(make_app(workspace, ["tide-table"])) as pilot:
        await open_topics(pilot)
        await pilot.press(*keys)
        assert pilot.on_practice_screen
        assert pilot.question == question


async def test_topic_without_questions_left_stays_open(workspace: Workspace) -> None:
    for question in ("early-frost", "picking-order"):
        answer(workspace, question, Grade.GOOD)
    async with run_practice(make_app(workspace)) as pilot:
        screen = await open_topics(pilot)
        await pilot.press("G", "p")
        assert f"{screen.footer.notice}" == messages.TOPIC_DONE_TODAY
        assert pilot.app.screen is screen


@pytest.mark.parametrize("key", ["t", "q", "escape"])
async def test_closing_goes_back_to_the_question(workspace: Workspace, key: str) -> None:
    async with run_practice(make_app(workspace)) as pilot:
        await open_topics(pilot)
        await pilot.press(key)
        assert pilot.on_practice_screen
        assert pilot.question == "late-crane"


async def test_searched_question_is_asked(workspace: Workspace) -> None:
    async with run_practice(make_app(workspace)) as pilot:
        await open_topics(pilot)
        await pilot.press("/", *"frost")
        assert isinstance(pilot.app.screen, SearchScreen)
        await pilot.press("enter")
        assert pilot.on_practice_screen
        assert pilot.question == "early-frost"


async def test_k_marks_a_new_question_as_known(workspace: Workspace) -> None:
    async with run_practice(make_app(workspace)) as pilot:
        screen = await open_topics(pilot)
        await pilot.press("K")
        assert f"{screen.footer.notice}" == messages.NO_QUESTION_UNDER_CURSOR
        await pilot.press("j", "enter", "j", "K")
        assert workspace.store.cards["late-crane"].comes_last
        assert f"{screen.footer.notice}" == messages.known_message("Late crane", known=True)
        await pilot.press("K")
        assert not workspace.store.cards["late-crane"].comes_last


@pytest.mark.parametrize(
    ("size", "place"), [((40, 12), None), ((80, 24), "-below"), ((110, 30), "-below"), ((120, 36), "-beside")]
)
async def test_preview_is_where_there_is_room(
    workspace: Workspace, size: tuple[int, int], place: str | None
) -> None:
    async with run_practice(make_app(workspace), size=size) as pilot:
        screen = await open_topics(pilot)
        await pilot.press("j", "enter", "j")
        assert ("not answered yet" in pilot.screen()) is (place is not None)
        assert screen.pane.has_preview is (place is not None)
        assert place is None or screen.pane.has_class(place)


async def test_preview_moves_when_the_screen_is_resized(workspace: Workspace) -> None:
    async with run_practice(make_app(workspace), size=(40, 12)) as pilot:
        screen = await open_topics(pilot)
        await pilot.press("j", "enter", "j")
        await pilot.resize(120, 36)
        assert screen.pane.has_class("-beside")
        assert "not answered yet" in pilot.screen()
        await pilot.resize(80, 24)
        assert screen.pane.has_class("-below")
        assert "not answered yet" in pilot.screen()
