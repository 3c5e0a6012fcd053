"""The top row of a place: where one is, and how far the interview is."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Static

from tpm_tui.core.cards.day import in_zone
from tpm_tui.exchange.today.sentences import after_midnight
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
        workspace, today = self._workspace, self._workspace.today()
        late = ""
        if wide and in_zone(workspace.now(), workspace.zone).date() != today:
            late = f"  {after_midnight(today, workspace.config.day_starts_at)}"
        title = (self._title, "" if wide else "bold")
        left = join(("tpm-tui  " if wide else "", "bold"), title, (late, "$due"))
        self._left.update(left)
        nearest = find_nearest_date(workspace.plan_settings, today)
        room = width - left.cell_length - BAR_MARGIN
        self._right.update(date_text(nearest, room, self.glyphs) if nearest else "")
