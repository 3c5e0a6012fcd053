"""A timer that runs every second, or with the next key while the learner types."""

from __future__ import annotations

import time
from collections.abc import Callable

from textual.screen import Screen
from textual.timer import Timer

TYPING_PAUSE_SECONDS = 0.25
"""Without a key for so long, nobody types. It is the most that a call waits for a key."""


class SecondTimer:
    """Calls a function every second, and while the learner types together with a key.

    One update then paints both: it is one packet over SSH, and takes half of the CPU of two updates.
    """

    def __init__(
        self, screen: Screen[None], update: Callable[[], None], clock: Callable[[], float] = time.monotonic
    ) -> None:
        """
        Args:
            screen: runs the timer.
            update: what is called.
            clock: returns seconds.
        """
        self._screen = screen
        self._update = update
        self._clock = clock
        self._last_key = float("-inf")
        self._waiting: Timer | None = None
        """Calls the function if no key comes; None unless the second is over."""

    def start(self) -> None:
        """Start the timer."""
        self._screen.set_interval(1, self.end_second)

    def press_key(self) -> None:
        """Note that a key was pressed, and call the function if the second is over."""
        self._last_key = self._clock()
        if self._waiting is not None:
            self.run()

    def end_second(self) -> None:
        """Call the function, or let the next key do it if the learner is typing."""
        if self._clock() - self._last_key >= TYPING_PAUSE_SECONDS:
            self.run()
        elif self._waiting is None:
            self._waiting = self._screen.set_timer(TYPING_PAUSE_SECONDS, self.run)

    def run(self) -> None:
        """Call the function now."""
        if self._waiting is not None:
            self._waiting.stop()
            self._waiting = None
        self._update()
