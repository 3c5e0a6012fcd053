"""The top row of a place: where one is, and how far the interview is."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Static

from tpm_tui.core.plan.agenda import days_left
from tpm_tui.practice.workspace import Workspace
from tpm_tui.ui.render.glyphs import Glyphs
from tpm_tui.ui.render.sizes import NARROW
from tpm_tui.ui.render.text import join
from tpm_tui.ui.widgets.status import interview_text


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
        today = self._workspace.today()
        ahead = self._workspace.plan_settings.future_deadlines(today)
        interview = ahead[0].day if ahead else None
        program = ("tpm-tui", "bold") if width >= NARROW else ""
        self._left.update(
            join(program, "  " if program else "", (self._title, "$dim" if program else "bold"))
        )
        self._right.update(interview_text(interview, days_left(interview, today), width, self.glyphs))
