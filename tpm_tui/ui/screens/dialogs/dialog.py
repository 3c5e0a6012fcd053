"""The base of the dialogs: each is closed once, and what follows from its result happens at once."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from textual.await_complete import AwaitComplete
from textual.binding import Binding
from textual.screen import ModalScreen

from tpm_tui.ui.render.compositor import RowCompositor
from tpm_tui.ui.unsaved_text import TextSource, register_text, release_text

Result = TypeVar("Result")


class Dialog(ModalScreen[Result]):
    """A screen on top of another one. Its result is None if it was closed without one."""

    BINDINGS = [Binding("ctrl+z", "app.suspend_process", show=False)]

    def __init__(self, *, classes: str | None = None) -> None:
        """
        Args:
            classes: CSS classes.
        """
        super().__init__(classes=classes)
        self._compositor = RowCompositor()
        self.on_result: Callable[[Result | None], None] | None = None
        """Called with the result, before the next key."""
        self._text = TextSource(self.read_editor)
        self._is_closed = False

    def on_mount(self) -> None:
        """Register the text of this dialog, so that it is saved however the app exits."""
        register_text(self.app, self._text)

    def on_unmount(self) -> None:
        """Read the text for the last time, if the app exits while the dialog is open."""
        if not self._is_closed:
            self.read_editor()
            release_text(self.app, self._text)

    def read_editor(self) -> None:
        """Pass on the text that is typed here, if any is. May be called in any thread."""

    def dismiss(self, result: Result | None = None) -> AwaitComplete:
        """Close the dialog; do nothing if it is closed already or covered by another one.

        Args:
            result: the result.
        """
        if self._is_closed or not self.is_active:
            return AwaitComplete()
        # Not read any more from now on: the result says what becomes of the text.
        self._is_closed = True
        release_text(self.app, self._text)
        closed = super().dismiss(result)
        if self.on_result is not None:
            self.on_result(result)
        return closed
