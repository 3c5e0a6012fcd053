"""The page of a section beside the key points."""

from __future__ import annotations

from collections.abc import Iterable

from tpm_tui.ui.render.layout import Block, item_rows
from tpm_tui.ui.render.view import top_of_passage
from tpm_tui.ui.widgets.page import Page


class SectionPage(Page):
    """A page on which the item under the cursor can be a passage that belongs to something else."""

    def show_passage(self, blocks: Iterable[Block], item: str) -> None:
        """Replace the blocks; scroll only if a passage is not visible: each row would be sent again.

        Args:
            blocks: the blocks from top to bottom.
            item: the item of the passage.
        """
        self._blocks = tuple(blocks)
        self.cursor = item
        self._layout()
        if rows := item_rows(self._lines, item):
            top = top_of_passage(rows, self.scroll_offset.y, self.size.height)
            self.scroll_to(y=top, animate=False, force=True, immediate=True)
