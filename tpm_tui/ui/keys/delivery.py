"""Delivery of keys and pastes: each is handled completely before the next.

Textual 8.2.8 forwards a key to the widget that has focus at that moment, and looks up its bindings only
after the key has passed through the queues of that widget and its containers. Of keys that arrive together,
the later ones would therefore still go to the old widget: the text after a grade would be commands of the
reveal, and the second of two Enters would close a dialog that is closed already. This module works around
that through private methods: `_check_bindings` of the app, `_get_dispatch_methods` and others of the widgets.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

from textual._callback import invoke
from textual.app import App
from textual.events import Key, Paste
from textual.keys import key_to_character
from textual.message_pump import MessagePump

from tpm_tui.ui.widgets.text.text_entry import TextEntry, is_text_entry

InputEvent = Key | Paste


class InputDelivery:
    """Delivers the keys and pastes of an app, in their order."""

    def __init__(self, app: App[None]) -> None:
        self._app = app
        self._accepts_last_text = False
        """Whether text is still accepted, although the app is about to exit."""

    def accept_last_text(self) -> None:
        """Accept the text that has arrived, but no other key: a signal ends the app."""
        self._accepts_last_text = True

    async def deliver(self, event: InputEvent) -> None:
        """Handle a key or a paste, and what it causes, completely; ignore it if the app is about to exit.

        After a signal, the text that was typed before it still counts, up to the first other key.

        Args:
            event: a key or a paste that the app has received from its driver.
        """
        app = self._app
        if app._exit:
            self._accepts_last_text = self._accepts_last_text and self._is_text(event)
            if self._accepts_last_text:
                await self._send(event)
            return
        # Some terminals do not report that they have the focus again.
        app.app_focus = True
        # A screen that was just opened has no widget yet that could have the focus.
        while not app.screen.is_mounted:
            await asyncio.sleep(0)
        if isinstance(event, Paste) or not await self._run_priority_binding(event.key):
            await self._send(event)

    async def _run_priority_binding(self, key: str) -> bool:
        """Run the binding of a key that takes precedence over the focused widget; return whether one did.

        Textual leaves out the keys that the widget consumes, too, but collects all bindings first.
        """
        focused = self._app.focused
        if focused is not None and focused.check_consume_key(key, key_to_character(key)):
            return False
        return await self._app._check_bindings(key, priority=True)

    def _is_text(self, event: InputEvent) -> bool:
        """Return whether an event inserts text where the focus is."""
        entry: object = self._app.focused
        return is_text_entry(entry) and (isinstance(event, Paste) or bool(entry.text_of(event)))

    async def _send(self, event: InputEvent) -> None:
        """Send an event to the focused widget and up to the app, until one of them stops it."""
        target = self._app.focused or self._app.screen
        entry: object = target
        if isinstance(event, Key) and is_text_entry(entry) and (text := entry.text_of(event)):
            entry.type_text(text + await self._following_text(entry))
            return
        event._set_forwarded()
        for node in _with_ancestors(target):
            with node._context():
                for _, method in node._get_dispatch_methods(event.handler_name, event):
                    await invoke(method, event)
                await node._flush_next_callbacks()
            if event._stop_propagation:
                return

    async def _following_text(self, entry: TextEntry) -> str:
        """Remove the keys from the queue that type text right after a key, and return their text.

        Text that arrives at once is inserted at once: a long one would otherwise take minutes.
        """
        texts = []
        while isinstance(event := self._app._peek_message(), Key) and (text := entry.text_of(event)):
            await self._app._get_message()
            texts.append(text)
        return "".join(texts)


def _with_ancestors(node: MessagePump) -> Iterator[MessagePump]:
    """Yield a widget and what contains it, up to the app."""
    parent: MessagePump | None = node
    while parent is not None:
        yield parent
        parent = parent._parent
