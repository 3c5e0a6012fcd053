"""A small app for testing one widget: a screen with its keys that records the messages it receives."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TypeVar

from textual.app import ComposeResult
from textual.message import Message
from textual.widget import Widget

from tests.ui.practice_pilot import AppPilot
from tpm_tui.practice.workspace import Workspace
from tpm_tui.storage.bank.shipped import shipped_themes
from tpm_tui.storage.settings.themes import load_themes
from tpm_tui.ui.app import TpmApp
from tpm_tui.ui.keys.actions import BY_ID, Scope
from tpm_tui.ui.keys.dispatch import CommandGroup
from tpm_tui.ui.screens.action_screen import ActionScreen

Sent = TypeVar("Sent", bound=Message)


class HostScreen(ActionScreen):
    """A screen with one widget and, optionally, commands."""

    def __init__(self, workspace: Workspace, scope: Scope, *parts: Widget | CommandGroup) -> None:
        """
        Args:
            workspace: the settings.
            scope: the scope of the screen.
            parts: the widgets of the screen from top to bottom, and command groups.
        """
        self._scope = scope
        self._widgets = [part for part in parts if isinstance(part, Widget)]
        super().__init__(workspace, [action for action in BY_ID.values() if action.scope & scope])
        self.dispatcher.add(*(part for part in parts if hasattr(part, "handlers")), scope=scope)
        self.reads = 0
        """How often the editor was read."""

    def compose(self) -> ComposeResult:
        yield from self._widgets
        yield self.footer

    @property
    def scope(self) -> Scope:
        return self._scope

    def show_keys(self) -> None:
        pass

    def read_editor(self) -> None:
        self.reads += 1


class HostPilot(AppPilot):
    """Pilot for a widget in a small app."""

    def __init__(self, screen: HostScreen, messages: list[Message], *args: object) -> None:
        super().__init__(*args)  # type: ignore[arg-type]
        self.host = screen
        self._messages = messages

    def received(self, kind: type[Sent]) -> list[Sent]:
        """Return the messages of a class that were delivered so far, each once."""
        found: list[Sent] = []
        for message in self._messages:
            if isinstance(message, kind) and not any(message is other for other in found):
                found.append(message)
        return found

    @property
    def notice(self) -> str:
        return f"{self.host.footer.notice}"


@asynccontextmanager
async def run_host(
    workspace: Workspace, scope: Scope, *parts: Widget | CommandGroup, size: tuple[int, int] = (80, 24)
) -> AsyncIterator[HostPilot]:
    """Run a small app with widgets and yield its pilot."""
    screen = HostScreen(workspace, scope, *parts)
    app = TpmApp(workspace, load_themes([shipped_themes()], None).themes, screen)
    messages: list[Message] = []
    async with app.run_test(size=size, message_hook=messages.append) as textual_pilot:
        pilot = HostPilot(screen, messages, app, textual_pilot)
        await pilot.settle()
        yield pilot
