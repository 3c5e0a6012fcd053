"""The page shown instead of a question: the end of a session, nothing due, or an empty bank."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tpm_tui.ui.keys.dispatch import Handlers
from tpm_tui.ui.render.glyphs import Glyphs
from tpm_tui.ui.widgets.movement import Movement
from tpm_tui.ui.widgets.page import Page

if TYPE_CHECKING:
    from tpm_tui.ui.pages.summary import Summary


class SummaryPane(Page):
    """The summary of a session and the ways to continue."""

    def __init__(self, glyphs: Glyphs) -> None:
        super().__init__(id="summary", mark=glyphs.cursor)
        self._glyphs = glyphs

    def handlers(self) -> Handlers:
        """Return the handlers by action id."""
        return Movement(self).handlers()

    def show_summary(self, summary: Summary) -> None:
        """Show the page from its top."""
        from tpm_tui.ui.pages.summary import summary_blocks

        self.show(summary_blocks(summary, self._glyphs), cursor="")
