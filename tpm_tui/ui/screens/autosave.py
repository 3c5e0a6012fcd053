"""Saving typed text automatically, shortly after a change."""

from __future__ import annotations

from collections.abc import Callable

from textual.screen import Screen
from textual.timer import Timer

AUTOSAVE_SECONDS = 0.7
"""Seconds from the first unsaved key to the write; a killed terminal loses less than a second of text."""


class Autosave:
    """A timer that saves once, `AUTOSAVE_SECONDS` after the first unsaved change."""

    def __init__(self, screen: Screen[None], save: Callable[[], None]) -> None:
        self._screen = screen
        self._save = save
        self._timer: Timer | None = None

    def schedule(self) -> None:
        """Save within `AUTOSAVE_SECONDS`."""
        if self._timer is None:
            self._timer = self._screen.set_timer(AUTOSAVE_SECONDS, self._save)

    def cancel(self) -> None:
        """Stop the timer: the text was saved."""
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
