"""The terminal's own cursor: it stands where text is typed, or at the focused row of a list.

Screen readers and Braille displays follow it, and moving it costs a few bytes, where a painted cursor would
repaint its cells. Its shape, its colour and whether it blinks are left to the terminal.
"""

from __future__ import annotations

from typing import Protocol, TypeGuard, runtime_checkable

from textual._compositor import LayoutUpdate
from textual.app import App
from textual.geometry import Offset
from textual.messages import InvokeLater

from tpm_tui.ui.widgets.protocol_check import class_has_protocol

SHOW = "\x1b[?25h"
HIDE = "\x1b[?25l"


@runtime_checkable
class HasTerminalCursor(Protocol):
    """A widget that the terminal's cursor stands in while it has the focus."""

    def terminal_cursor(self) -> Offset | None:
        """Return the place of the cursor on the screen; None to hide it."""
        ...


class TerminalCursor:
    """Keeps the terminal's cursor in the focused widget."""

    def __init__(self, app: App[None]) -> None:
        self._app = app
        self._shown: Offset | None = None
        """Where the terminal shows the cursor; None while it is hidden."""
        self._painted: Offset | None = None
        """Where it is after the current update; None to hide it."""

    def follow_key(self) -> None:
        """Move the cursor after a key, when the focused widget does that by painting: no message is needed.

        The message and its callbacks would take 10 % of the time of a typed character.
        """
        focused = self._app.screen.focused
        if focused is None or not (focused._repaint_required and focused.display):
            # As `call_after_refresh`, but without a new function whose signature is inspected for each key.
            self._app.post_message(InvokeLater(self.move))

    def move(self) -> None:
        """Move, show or hide the cursor, if that was not done by painting. Called after painting."""
        place = self._place()
        if place == self._shown or not self._can_write:
            return
        if place is None:
            self._write(HIDE)
        else:
            position = f"\x1b[{place.y + 1};{place.x + 1}H"
            self._write(position if self._shown is not None else position + SHOW)
        self._shown = place

    def before_paint(self, update: object) -> None:
        """Set the position that Textual moves the cursor to after it has painted.

        The cursor is hidden while the whole screen is painted. This also corrects its state after another
        program has used the terminal.

        Args:
            update: what is painted.
        """
        place = self._painted = self._place()
        if place is not None:
            self._app.cursor_position = place
        if (isinstance(update, LayoutUpdate) or (place is None and self._shown)) and self._can_write:
            self._write(HIDE)
            self._shown = None

    def after_paint(self) -> None:
        """Show the cursor where `before_paint` has found it."""
        place = self._painted
        if place is not None and self._shown is None and self._can_write:
            self._write(SHOW)
        self._shown = place

    def _place(self) -> Offset | None:
        widget = self._app.screen.focused
        return widget.terminal_cursor() if _has_terminal_cursor(widget) else None

    @property
    def _can_write(self) -> bool:
        driver = self._app._driver
        return driver is not None and not driver.is_headless and self._app._running

    def _write(self, data: str) -> None:
        if (driver := self._app._driver) is not None:
            driver.write(data)
            driver.flush()


def _has_terminal_cursor(widget: object) -> TypeGuard[HasTerminalCursor]:
    return class_has_protocol(type(widget), HasTerminalCursor)
