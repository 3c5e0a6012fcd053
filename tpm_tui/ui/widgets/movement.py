"""The commands that move in a page."""

from __future__ import annotations

from functools import partial

from tpm_tui.ui.keys.dispatch import Handlers
from tpm_tui.ui.widgets.page import Page

MOVEMENTS = ("down", "up", "page-down", "page-up", "top", "bottom")
"""The ids of the actions."""


class Movement:
    """The movement keys of a page."""

    def __init__(self, page: Page) -> None:
        self._page = page

    def handlers(self) -> Handlers:
        """Return the handlers by action id."""
        page = self._page
        return {
            "down": partial(page.move, 1),
            "up": partial(page.move, -1),
            "page-down": partial(page.page_by, 1),
            "page-up": partial(page.page_by, -1),
            "top": partial(page.jump_to_end, bottom=False),
            "bottom": partial(page.jump_to_end, bottom=True),
        }
