"""The preview of a question or a topic, beside or below a list."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from tpm_tui.ui.render.layout import Block
from tpm_tui.ui.widgets.page import Page

BlocksOf = Callable[[int], Iterable[Block]]
"""Returns the blocks of a preview for a width in columns."""


class QuestionPreview(Page, can_focus=False):
    """A page that follows the cursor of a list."""

    def __init__(self) -> None:
        super().__init__(id="preview", mark=" ")
        self._blocks_of: BlocksOf = lambda width: ()

    def show_preview(self, blocks_of: BlocksOf) -> None:
        """Show a preview from its top.

        Args:
            blocks_of: returns its blocks for a width.
        """
        self._blocks_of = blocks_of
        self.show(())

    def blocks_for(self, width: int) -> Iterable[Block]:
        """Return the blocks of the preview."""
        return self._blocks_of(width)
