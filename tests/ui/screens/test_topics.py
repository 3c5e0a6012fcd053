"""The topics as a screen of their own: choosing a question or a topic, and going back."""

from __future__ import annotations

import pytest

from tests.ui.practice_pilot import PracticePilot, answer, make_app, run_practice
from tpm_tui.core.cards.grade import Grade
from tpm_tui.exchange import messages
from tpm_tui.practice.workspace import Workspace
from tpm_tui.storage.files.errors import DataFolderError
from tpm_tui.ui.keys.actions import BY_ID, Scope
from tpm_tui.ui.screens.dialogs.search import SearchScreen
from tpm_tui.ui.screens.topics import TopicsChoice, TopicsScreen


async def open_topics(pilot: PracticePilot) -> tuple[TopicsScreen, list[TopicsChoice]]:
    """Open the screen on top of practice; return it with the choices that it delivers."""
    choices: list[TopicsChoice] = []
    screen = TopicsScreen(pilot.workspace, choices.append)
    await pilot.press("escape")
    await pilot.app.push_screen(screen)
    await pilot.settle()
    return screen, choices


def test_every_action_of_the_topics_has_one_handler(workspace: Workspace) -> None:
    dispatcher = TopicsScreen(workspace, lambda choice: None).dispatcher
    ids = [action.id for action in BY_ID.values() if action.scope & Scope.TOPICS]
    assert [id for id in ids if len(dispatcher.find(id, Scope.TOPICS)) != 1] == []


async def test_chosen_question_is_delivered_after_closing(workspace: Workspace) -> None:
    async with run_practice(make_app(workspace)) as pilot:
        _, choices = await open_topics(pilot)
        await pilot.press("j", "enter", "j", "j", "enter")
        assert choices == [TopicsChoice(question="two-captains")]
        assert pilot.on_practice_screen


@pytest.mark.parametrize(("keys", "topic"), [(("p",), ""), (("G", "p"), "orchard"), (("j", "p"), "harbour")])
async def test_p_delivers_the_topic(workspace: Workspace, keys: tuple[str, ...], topic: str) -> None:
    async with run_practice(make_app(workspace)) as pilot:
        _, choices = await open_topics(pilot)
        await pilot.press(*keys)
        assert choices == [TopicsChoice(topic=topic)]
        assert pilot.on_practice_screen


async def test_topic_without_questions_left_stays_open(workspace: Workspace) -> None:
    for question in ("early-frost", "picking-order"):
        answer(workspace, question, Grade.GOOD)
    async with run_practice(make_app(workspace)) as pilot:
        screen, choices = await open_topics(pilot)
        await pilot.press("G", "p")
        assert f"{screen.footer.notice}" == messages.TOPIC_DONE_TODAY
        assert choices == []
        assert pilot.app.screen is screen


@pytest.mark.parametrize("key", ["t", "q", "escape"])
async def test_closing_delivers_nothing(workspace: Workspace, key: str) -> None:
    async with run_practice(make_app(workspace)) as pilot:
        _, choices = await open_topics(pilot)
        await pilot.press(key)
        assert choices == []
        assert pilot.on_practice_screen


async def test_search_delivers_its_question(workspace: Workspace) -> None:
    async with run_practice(make_app(workspace)) as pilot:
        _, choices = await open_topics(pilot)
        await pilot.press("/", *"frost")
        assert isinstance(pilot.app.screen, SearchScreen)
        await pilot.press("enter")
        assert choices == [TopicsChoice(question="early-frost")]
        assert pilot.on_practice_screen


async def test_k_marks_a_new_question_as_known(workspace: Workspace) -> None:
    async with run_practice(make_app(workspace)) as pilot:
        screen, _ = await open_topics(pilot)
        await pilot.press("K")
        assert f"{screen.footer.notice}" == messages.NO_QUESTION_UNDER_CURSOR
        await pilot.press("j", "enter", "j", "K")
        assert workspace.store.cards["late-crane"].comes_last
        assert f"{screen.footer.notice}" == messages.known_message("Late crane", known=True)
        await pilot.press("K")
        assert not workspace.store.cards["late-crane"].comes_last


@pytest.mark.parametrize("key", ["S", "D", "u", "r", "P"])
async def test_commands_of_practice_say_why_they_do_nothing(workspace: Workspace, key: str) -> None:
    async with run_practice(make_app(workspace)) as pilot:
        screen, _ = await open_topics(pilot)
        await pilot.press(key)
        assert f"{screen.footer.notice}" == messages.CLOSE_TOPICS_FIRST


@pytest.mark.parametrize(
    ("size", "place"), [((40, 12), None), ((80, 24), "-below"), ((110, 30), "-below"), ((120, 36), "-beside")]
)
async def test_preview_is_where_there_is_room(
    workspace: Workspace, size: tuple[int, int], place: str | None
) -> None:
    async with run_practice(make_app(workspace), size=size) as pilot:
        screen, _ = await open_topics(pilot)
        await pilot.press("j", "enter", "j")
        assert ("not answered yet" in pilot.screen()) is (place is not None)
        assert screen.pane.has_preview is (place is not None)
        assert place is None or screen.pane.has_class(place)


async def test_preview_moves_when_the_screen_is_resized(workspace: Workspace) -> None:
    async with run_practice(make_app(workspace), size=(40, 12)) as pilot:
        screen, _ = await open_topics(pilot)
        await pilot.press("j", "enter", "j")
        await pilot.resize(120, 36)
        assert screen.pane.has_class("-beside")
        assert "not answered yet" in pilot.screen()
        await pilot.resize(80, 24)
        assert screen.pane.has_class("-below")
        assert "not answered yet" in pilot.screen()


async def test_storage_error_after_closing_becomes_a_notice(workspace: Workspace) -> None:
    def fail(choice: TopicsChoice) -> None:
        raise DataFolderError(f"cannot open {choice.topic}")

    async with run_practice(make_app(workspace)) as pilot:
        await pilot.press("escape")
        await pilot.app.push_screen(TopicsScreen(workspace, fail))
        await pilot.settle()
        await pilot.press("G", "p")
        assert pilot.on_practice_screen
        assert pilot.notice == "cannot open orchard"
