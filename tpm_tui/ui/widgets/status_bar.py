"""The top row: what is due or the position in an interview at the left, the time at the right."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content

from tpm_tui.ui.widgets.status import Header, Timer


class StatusBar(Horizontal):
    """The header and the timer."""

    def __init__(self) -> None:
        super().__init__(id="top")
        self._header = Header(id="header", markup=False)
        self.timer = Timer(id="timer", markup=False)
        self._width = 0
        """Columns of the time."""

    def compose(self) -> ComposeResult:
        """Create the header and the timer."""
        yield self._header
        yield self.timer

    def show_header(self, text: Content) -> None:
        """Show a text at the left."""
        self._header.update(text, layout=False)

    def show_timer(self, text: Content) -> None:
        """Show the time."""
        resized = text.cell_length != self._width
        self._width = text.cell_length
        self.timer.display = True
        self.timer.update(text, layout=resized)

    def hide_timer(self) -> None:
        """Show no time: nothing is timed."""
        self.timer.display = False
