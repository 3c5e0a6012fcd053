"""The pane that is shown in place of the editor while an answer is spoken."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from tpm_tui.ui.pages.spoken.clock import (
    SpeakingState,
    clock_note,
    has_large_clock,
    large_clock,
    part_rows,
    small_clock,
)
from tpm_tui.ui.render.glyphs import Glyphs


class SpeakingPane(Vertical):
    """A clock, large if there is room, and the parts of the answer with their times.

    Each second repaints only the clock; the other rows are painted when they change.
    """

    def __init__(self, glyphs: Glyphs) -> None:
        """
        Args:
            glyphs: the characters to draw with.
        """
        super().__init__(id="speaking")
        self._glyphs = glyphs
        self._clock = Static(id="speaking-clock", markup=False)
        self._note = Static(id="speaking-note", markup=False)
        self._parts = Static(id="speaking-parts", markup=False)
        self._state: SpeakingState | None = None
        self._shown: dict[Static, Content] = {}
        """What each row shows."""

    def compose(self) -> ComposeResult:
        """Create the rows."""
        yield self._clock
        yield self._note
        yield self._parts

    def show_state(self, state: SpeakingState) -> None:
        """Show the time of an answer."""
        self._state = state
        if not self.is_mounted or not self.size:
            return
        large = has_large_clock(self.size, state.parts)
        self.set_class(large, "-large")
        self._show(self._clock, large_clock(state, self._glyphs) if large else small_clock(state))
        self._show(self._note, clock_note(state) if large else Content(""))
        rows = len(state.parts) if large else self.size.height - 1
        self._show(self._parts, part_rows(state, self._glyphs, rows))

    def on_resize(self) -> None:
        """Use another form of the clock if the size asks for it."""
        if self._state is not None:
            self.show_state(self._state)

    def _show(self, row: Static, content: Content) -> None:
        if self._shown.get(row) != content:
            self._shown[row] = content
            row.update(content, layout=False)
