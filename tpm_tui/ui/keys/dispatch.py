"""Running an action: finding its handler, reading the editor first, showing a storage error as a notice."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from inspect import isawaitable
from typing import Protocol

from textual.message import Message
from textual.screen import Screen

from tpm_tui.storage.files.errors import StorageError
from tpm_tui.ui.keys.actions import Scope

HandlerResult = Message | Awaitable[None] | None
"""What a handler returns: a widget's handler returns the message that it sends to the screen."""

Handler = Callable[[], HandlerResult]
Handlers = Mapping[str, Handler]
"""Handlers by action id."""

ALL_SCOPES = ~Scope(0)


class CommandGroup(Protocol):
    """A group of commands, or a widget that has some."""

    def handlers(self) -> Handlers:
        """Return the handlers by action id."""
        ...


class ActionHost(Protocol):
    """What the dispatcher needs of the screen whose actions it runs."""

    @property
    def scope(self) -> Scope:
        """The current scope."""
        ...

    def read_editor(self) -> None:
        """Copy the editor's text to the session."""
        ...

    def show_notice(self, text: str, *, error: bool = False) -> None:
        """Show a notice."""
        ...


class Dispatcher:
    """The handlers of a screen's actions, from its command groups and its widgets."""

    def __init__(self, host: ActionHost, load: Callable[[], None] | None = None) -> None:
        """
        Args:
            host: the screen.
            load: adds the handlers before the first action: the first frame needs none of them.
        """
        self._host = host
        self._load = load
        self._groups: list[tuple[Scope, Handlers]] = []

    def add(self, *groups: CommandGroup, scope: Scope = ALL_SCOPES) -> None:
        """Add the handlers of command groups or widgets.

        Args:
            groups: the groups.
            scope: where the handlers apply; an action may have one handler in each scope.
        """
        self._groups += [(scope, group.handlers()) for group in groups]

    def find(self, id: str, scope: Scope) -> list[Handler]:
        """Return the handlers of an action in a scope; there is one in each scope of the action."""
        if self._load is not None:
            load, self._load = self._load, None
            load()
        return [handlers[id] for where, handlers in self._groups if where & scope and id in handlers]

    async def run(self, id: str) -> None:
        """Run an action in the current scope.

        The editor is read first, so that no action depends on a message that the editor has only posted. A
        widget's message is delivered at once, so that the next key finds its result.
        """
        self._host.read_editor()
        (handler,) = self.find(id, self._host.scope)
        try:
            outcome = handler()
            if isinstance(outcome, Message):
                await self._deliver(outcome)
            elif isawaitable(outcome):
                await outcome
        except StorageError as error:
            self._host.show_notice(str(error), error=True)

    async def _deliver(self, message: Message) -> None:
        assert isinstance(self._host, Screen)
        await self._host._dispatch_message(message)
