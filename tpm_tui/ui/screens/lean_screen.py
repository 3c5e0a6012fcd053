"""A screen that Textual paints less often."""

from __future__ import annotations

from textual.events import ScreenResume
from textual.reactive import Reactive
from textual.screen import Screen
from textual.widget import Widget

from tpm_tui.ui.render.compositor import RowCompositor


class LeanScreen(Screen[None]):
    """Textual's screen without repaints that change nothing; every repaint is slow over SSH."""

    AUTO_FOCUS = ""

    focused: Reactive[Widget | None] = Reactive(None, repaint=False)
    """The focused widget. Textual would repaint the whole screen when it changes; the widgets that lose and
    get the focus are repainted anyway."""

    def __init__(self) -> None:
        super().__init__()
        self._compositor: RowCompositor = RowCompositor()

    def _on_screen_resume(self, event: ScreenResume) -> None:
        """Show the screen again, as Textual does, but not a second time if that has painted all of it.

        A start would spend 3 % of its CPU on the second time.
        """
        event.prevent_default()
        painted = self._compositor.full_updates
        super()._on_screen_resume(event)
        if self._compositor.full_updates > painted:
            self._repaint_required = False
