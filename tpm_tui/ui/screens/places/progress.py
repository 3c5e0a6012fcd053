"""Progress: the statistics of all practice."""

from __future__ import annotations

from collections.abc import Sequence

from tpm_tui.exchange.stats_text import stats_text
from tpm_tui.practice.statistics import load_statistics
from tpm_tui.ui.keys.actions import Scope
from tpm_tui.ui.keys.dispatch import Handlers
from tpm_tui.ui.render.layout import Block
from tpm_tui.ui.render.text import line
from tpm_tui.ui.screens.places.place_screen import PlaceScreen


class ProgressScreen(PlaceScreen):
    """The statistics as a page."""

    place = "progress"
    title_text = "Progress"
    own_scope = Scope.PROGRESS

    def handlers(self) -> Handlers:
        """Return the handlers by action id."""
        return {**super().handlers(), "open": self.open_row}

    def open_row(self) -> None:
        """Open the row under the cursor."""

    def build_blocks(self) -> Sequence[Block]:
        """Return the lines that `tpm-tui stats` prints."""
        workspace = self.workspace
        numbers = load_statistics(workspace)
        text = stats_text(numbers, max(40, self.size.width - 4), not workspace.config.ascii)
        return [Block(line(row), wide=True, cut=True) for row in text.splitlines()]
