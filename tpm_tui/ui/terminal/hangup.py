"""A terminal that goes away: noticed also where no signal tells of it.

A SIGHUP may never come: its sender may ignore it (`nohup`, `trap '' HUP`), and a process outside the
terminal's foreground is not told. Textual would read the end of the input again and again, at the cost of a
whole core, and its event loop may wait for ever to write (Textualize/textual#5140). So a thread of its own
watches.
"""

from __future__ import annotations

import os
import select
from collections.abc import Callable
from threading import Event, Thread, Timer

EXIT_CODE = 129
"""As of a program that a SIGHUP ended."""

EVERY_SECONDS = 2.0
"""How often to look whether the terminal is gone, should the kernel not say so at once."""

LOOP_SECONDS = 0.5
"""What the event loop gets to save by itself; after that it is taken to be stuck."""

END_SECONDS = 3.0
"""After which the process is ended, however far it got."""


def is_hung_up(fd: int, seconds: float = 0.0) -> bool:
    """Whether nobody is at the other end of a terminal any more; waits up to so many seconds for that."""
    poll = select.poll()
    poll.register(fd, 0)  # a hang-up is told without being asked for
    return any(event & (select.POLLHUP | select.POLLERR) for _, event in poll.poll(seconds * 1000))


class HangupWatcher(Thread):
    """Waits for the terminal to go away; then asks to end, sees that all is saved, and ends what has not."""

    def __init__(self, fd: int, ask: Callable[[], None], save: Callable[[], None]) -> None:
        """
        Args:
            fd: the terminal.
            ask: asks the event loop to save and end.
            save: saves what was typed, from this thread, should the loop not do it.
        """
        super().__init__(name="hang-up", daemon=True)
        self.saved = Event()
        """To be set once all is saved."""
        self._fd = fd
        self._ask = ask
        self._save = save

    def run(self) -> None:
        """Watch until the terminal or the process ends."""
        while not is_hung_up(self._fd, EVERY_SECONDS):
            pass
        end = Timer(END_SECONDS, os._exit, (EXIT_CODE,))
        end.daemon = True
        end.start()
        self._ask()
        if not self.saved.wait(LOOP_SECONDS):
            self._save()
