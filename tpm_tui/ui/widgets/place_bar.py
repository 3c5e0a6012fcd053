"""The top row of a place: where one is, and how far the interview is."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Static

from tpm_tui.practice.workspace import Workspace
from tpm_tui.ui.render.glyphs import Glyphs
from tpm_tui.ui.render.sizes import NARROW
from tpm_tui.ui.render.text import join
from tpm_tui.ui.widgets.status import date_text, find_nearest_date

BAR_MARGIN = 4
"""Columns at the edges and between the two texts."""


class PlaceBar(Horizontal):
    """The title at the left, the interview at the right."""

    def __init__(self, title: str, workspace: Workspace, glyphs: Glyphs) -> None:
        """
        Args:
            title: the name of the place.
            workspace: the date of the interview.
            glyphs: the marks.
        """
        super().__init__(id="top")
        self._title = title
        self._workspace = workspace
        self.glyphs = glyphs
        self._left = Static(id="header", markup=False)
        self._right = Static(id="timer", markup=False)

    def compose(self) -> ComposeResult:
        """Create the two texts."""
        yield self._left
        yield self._right

    def show(self, width: int) -> None:
        """Show the row for a width in columns."""
        wide = width >= NARROW
        self._left.update(join(("tpm-tui  " if wide else "", "bold"), (self._title, "" if wide else "bold")))
        nearest = find_nearest_date(self._workspace.plan_settings, self._workspace.today())
        room = width - len("tpm-tui  ") * wide - len(self._title) - BAR_MARGIN
        self._right.update(date_text(nearest, room, self.glyphs) if nearest else "")
