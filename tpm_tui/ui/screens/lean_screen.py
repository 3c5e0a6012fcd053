"""A screen that Textual paints less often."""

from __future__ import annotations

import time
from collections.abc import Iterable

from textual.events import ScreenResume
from textual.reactive import Reactive
from textual.screen import Screen
from textual.widget import Widget

from tpm_tui.ui.render.compositor import RowCompositor

FRAME_SECONDS = 1 / 60
"""The least time between two paints of one widget at once, as in Textual."""


class LeanScreen(Screen[None]):
    """Textual's screen without repaints that change nothing; every repaint is slow over SSH."""

    AUTO_FOCUS = ""

    focused: Reactive[Widget | None] = Reactive(None, repaint=False)
    """The focused widget. Textual would repaint the whole screen when it changes; the widgets that lose and
    get the focus are repainted anyway."""

    def __init__(self) -> None:
        super().__init__()
        self._compositor: RowCompositor = RowCompositor()
        self._next_paint = 0.0
        """From when on a widget can be painted at once."""

    def _on_screen_resume(self, event: ScreenResume) -> None:
        """Show the screen again, as Textual does, but not a second time if that has painted all of it.

        A start would spend 3 % of its CPU on the second time.
        """
        event.prevent_default()
        painted = self._compositor.full_updates
        super()._on_screen_resume(event)
        if self._compositor.full_updates > painted:
            self._repaint_required = False

    def paint_at_once(self, widgets: Iterable[Widget]) -> None:
        """Paint what of widgets has changed now, if nothing else has, and the last time was a while ago.

        Textual 8.2.8 would paint that after three messages and a timer, which take a third of the time of a
        typed character. Keys that arrive faster than frames are painted by that timer, several at once.
        """
        compositor = self._compositor
        # For a widget that is not laid out yet, Textual would compute the new layout now. Later it would not
        # find what has changed since the layout that is on the screen.
        if compositor._full_map_invalidated:
            return
        changed = [each for each in widgets if each._repaint_required and each in compositor.visible_widgets]
        if not changed or self._repaint_required or self._dirty_widgets:
            return
        if self.app._batch_count or not self.is_current:
            return
        if any(each._layout_required or each._scroll_required for each in (self, *changed)):
            return
        now = time.monotonic()
        if now >= self._next_paint:
            self._next_paint = now + FRAME_SECONDS
            for each in changed:
                each._repaint_required = False
            compositor.update_widgets(set(changed))
            self._compositor_refresh()


def paint_focused(screen: object, labels: Iterable[Widget]) -> None:
    """Paint at once what a key has changed of the widget with the focus, and of labels.

    Args:
        screen: the topmost screen.
        labels: widgets that can have changed with the key.
    """
    if isinstance(screen, LeanScreen) and screen.focused is not None:
        screen.paint_at_once((screen.focused, *labels))
