"""The commands that move in a page."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from tpm_tui.ui.keys.dispatch import Handlers
from tpm_tui.ui.widgets.page import Page


class Movement:
    """The movement keys of a page, or of the one that has the focus."""

    def __init__(self, page: Page | Callable[[], Page]) -> None:
        """
        Args:
            page: the page, or a function that returns it when a key is pressed.
        """
        self._page = page

    def handlers(self) -> Handlers:
        """Return the handlers by action id."""
        return {
            "down": partial(self._move, 1),
            "up": partial(self._move, -1),
            "page-down": partial(self._page_by, 1),
            "page-up": partial(self._page_by, -1),
            "top": partial(self._jump, bottom=False),
            "bottom": partial(self._jump, bottom=True),
        }

    def _find_page(self) -> Page:
        return self._page if isinstance(self._page, Page) else self._page()

    def _move(self, step: int) -> None:
        self._find_page().move(step)

    def _page_by(self, step: int) -> None:
        self._find_page().page_by(step)

    def _jump(self, *, bottom: bool) -> None:
        self._find_page().jump_to_end(bottom=bottom)
