"""An update of the screen on its way from Textual to the painter."""

from __future__ import annotations

from rich.console import Console
from textual._compositor import CompositorUpdate

from tpm_tui.ui.terminal.paint.painter import Painter


class PaintedUpdate(CompositorUpdate):
    """Applies an update to a painter where Textual would render it to text."""

    def __init__(self, update: CompositorUpdate, painter: Painter) -> None:
        """
        Args:
            update: what Textual has rendered.
            painter: the painter of the terminal.
        """
        self._update = update
        self._painter = painter

    def render_segments(self, console: Console) -> str:
        """Apply the update; return nothing, or the text of an update of an unknown kind."""
        return "" if self._painter.apply(self._update, console) else self._update.render_segments(console)
