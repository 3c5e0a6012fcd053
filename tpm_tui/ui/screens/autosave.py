"""Saving typed text automatically, shortly after a change."""

from __future__ import annotations

import time
from collections.abc import Callable

from textual.screen import Screen
from textual.timer import Timer

AUTOSAVE_SECONDS = 0.7
"""Seconds from the first unsaved key to the write; a killed terminal loses less than a second of text."""


class Autosave:
    """Saves once, `AUTOSAVE_SECONDS` after the first unsaved change.

    A timer does it when the learner pauses; while keys keep coming, it might run much later, so that the
    input path calls `save_if_due` after each key.
    """

    def __init__(
        self, screen: Screen[None], save: Callable[[], None], clock: Callable[[], float] = time.monotonic
    ) -> None:
        """
        Args:
            screen: runs the timer.
            save: saves the text, and calls `cancel`. What is shown of it changes with the next second.
            clock: returns seconds.
        """
        self._screen = screen
        self._save = save
        self._clock = clock
        self._timer: Timer | None = None
        self._due = 0.0
        """When the text is to be saved, if the timer is running."""

    def schedule(self) -> None:
        """Save within `AUTOSAVE_SECONDS`."""
        if self._timer is None:
            self._due = self._clock() + AUTOSAVE_SECONDS
            self._timer = self._screen.set_timer(AUTOSAVE_SECONDS, self._save)

    def save_if_due(self) -> None:
        """Save now if the timer should have done it."""
        if self._timer is not None and self._clock() >= self._due:
            self._save()

    def cancel(self) -> None:
        """Stop the timer: the text was saved."""
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
