"""Every action has one handler in each of its scopes; what happens before and after a handler runs."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from textual import on
from textual.message import Message

from tests.storage.stores import review
from tests.ui.host import HostScreen, run_host
from tests.ui.mock_pilot import start_crane_mock
from tpm_tui.practice.records.second_marking import OldAnswer
from tpm_tui.practice.session import PracticeSession
from tpm_tui.practice.triage import TriagePass
from tpm_tui.practice.workspace import Workspace
from tpm_tui.storage.files.errors import DataFolderError, WriteError
from tpm_tui.ui.keys.actions import BY_ID, Action, Scope
from tpm_tui.ui.keys.bindings import is_allowed
from tpm_tui.ui.keys.dispatch import Dispatcher, Handlers
from tpm_tui.ui.keys.keymap import Keymap
from tpm_tui.ui.render.glyphs import UNICODE
from tpm_tui.ui.screens.dialogs.key_prompt import YES_NO, KeyPrompt
from tpm_tui.ui.screens.dialogs.triage import TriageScreen
from tpm_tui.ui.screens.marking import MarkingScreen
from tpm_tui.ui.screens.mock.screen import MockScreen
from tpm_tui.ui.screens.practice.screen import PracticeScreen
from tpm_tui.ui.screens.registry import ScreenFactory
from tpm_tui.ui.widgets.answer import AnswerPane

SCREENS = {
    "practice": Scope.ANYWHERE,
    "mock": Scope.MOCK,
    "triage": Scope.TRIAGE,
    "marking": Scope.MARKING,
    "today": Scope.TODAY,
    "plan": Scope.PLAN,
    "progress": Scope.PROGRESS,
    "settings": Scope.SETTINGS,
    "reports": Scope.REPORTS,
    "stories": Scope.STORIES,
    "topics": Scope.TOPIC_LIST,
}
"""The scopes of each screen."""


def dispatcher_of(screen: str, workspace: Workspace) -> Dispatcher:
    match screen:
        case "practice":
            return PracticeScreen(PracticeSession(workspace, [])).dispatcher
        case "mock":
            return MockScreen(start_crane_mock(workspace)).dispatcher
        case "triage":
            return TriageScreen(TriagePass(workspace), workspace.bank, Keymap()).dispatcher
        case "marking":
            place = PracticeScreen(PracticeSession(workspace, []))
            question = workspace.bank.questions[0]
            return MarkingScreen(place, OldAnswer(review(question.id), question)).dispatcher
        case place:
            return ScreenFactory(workspace).make_place(place).dispatcher


def available(scopes: Scope) -> Iterator[tuple[Action, Scope]]:
    """Return every action with each single scope in which it is available."""
    for action in BY_ID.values():
        for scope in Scope:
            if action.scope & scope & scopes:
                yield action, scope


@pytest.mark.parametrize("screen", SCREENS)
def test_each_action_has_one_handler_in_each_scope(screen: str, workspace: Workspace) -> None:
    dispatcher = dispatcher_of(screen, workspace)
    counts = {
        (action.id, scope.name): len(dispatcher.find(action.id, scope))
        for action, scope in available(SCREENS[screen])
    }
    assert counts
    assert {case: count for case, count in counts.items() if count != 1} == {}


def test_each_scope_belongs_to_one_screen() -> None:
    for scope in Scope:
        assert sum(bool(scope & scopes) for scopes in SCREENS.values()) == 1, scope


def test_only_actions_of_the_scope_are_allowed() -> None:
    assert is_allowed("run", ("skip",), Scope.ASKING)
    assert not is_allowed("run", ("skip",), Scope.EDITOR)
    assert not is_allowed("run", ("no-such-action",), Scope.ASKING)
    assert is_allowed("focus_next", (), Scope.EDITOR)


class Commands:
    """Commands for the keys that are free in the host's scope."""

    def __init__(self, **handlers: object) -> None:
        self._handlers = handlers

    def handlers(self) -> Handlers:
        return self._handlers  # type: ignore[return-value]


async def test_editor_is_read_before_a_handler_runs(workspace: Workspace) -> None:
    reads: list[int] = []
    async with run_host(workspace, Scope.ASKING) as pilot:
        pilot.host.dispatcher.add(Commands(skip=lambda: reads.append(pilot.host.reads)))
        await pilot.press("s", "s")
        assert reads == [1, 2]


@pytest.mark.parametrize("error", [WriteError("Not saved: full"), DataFolderError("It cannot be read")])
async def test_storage_error_of_a_handler_becomes_a_notice(workspace: Workspace, error: Exception) -> None:
    def fail() -> None:
        raise error

    async with run_host(workspace, Scope.ASKING, Commands(skip=fail)) as pilot:
        await pilot.press("s")
        assert pilot.notice == str(error)


async def test_awaitable_handler_is_awaited(workspace: Workspace) -> None:
    done: list[str] = []

    async def later() -> None:
        done.append("done")

    async with run_host(workspace, Scope.ASKING, Commands(skip=later)) as pilot:
        await pilot.press("s")
        assert done == ["done"]


class Asked(Message):
    """A message that a handler returns."""


class Receiver(HostScreen):
    """A host that records when the message arrives."""

    def __init__(self, workspace: Workspace, *parts: Commands) -> None:
        super().__init__(workspace, Scope.ASKING, *parts)
        self.received: list[str] = []

    @on(Asked)
    def receive(self) -> None:
        self.received.append("received")


async def test_message_is_delivered_before_the_next_key(workspace: Workspace) -> None:
    async with run_host(workspace, Scope.ASKING, AnswerPane("Type.", UNICODE)) as pilot:
        receiver = Receiver(workspace, Commands(skip=Asked))
        await pilot.host.app.push_screen(receiver)
        await receiver.action_run("skip")
        assert receiver.received == ["received"]


async def test_dialog_result_with_storage_error_becomes_notice(workspace: Workspace) -> None:
    def fail(key: str | None) -> None:
        raise DataFolderError(f"cannot use {key}")

    async with run_host(workspace, Scope.ASKING) as pilot:
        pilot.host.ask(KeyPrompt("Sure?", YES_NO), fail)
        await pilot.settle()
        await pilot.press("y")
        assert pilot.notice == "cannot use y"
