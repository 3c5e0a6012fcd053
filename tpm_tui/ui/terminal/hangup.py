"""Detection of a hung-up terminal, even if no signal reports it.

A SIGHUP may never arrive: the shell may ignore it (`nohup`, `trap '' HUP`), and a process outside the
terminal's foreground group is not signalled. Textual would then read end-of-file in a loop and use a whole
core, and its event loop could block forever on a write (Textualize/textual#5140). Therefore a separate thread
polls the terminal.
"""

from __future__ import annotations

import os
import select
from collections.abc import Callable
from threading import Event, Thread, Timer

EXIT_CODE = 129
"""The exit code of a process killed by SIGHUP."""

POLL_SECONDS = 2.0
"""The longest wait of one poll for a hangup."""

SAVE_TIMEOUT_SECONDS = 0.5
"""How long the event loop may take to save; after that the watcher thread saves instead."""

EXIT_TIMEOUT_SECONDS = 3.0
"""How long the process may take to exit; after that the watcher thread ends it."""


def is_hung_up(fd: int, seconds: float = 0.0) -> bool:
    """Return whether a terminal has hung up.

    Args:
        fd: file descriptor of the terminal.
        seconds: how long to wait for a hangup.
    """
    poll = select.poll()
    poll.register(fd, 0)  # POLLHUP and POLLERR are always reported
    return any(event & (select.POLLHUP | select.POLLERR) for _, event in poll.poll(seconds * 1000))


class HangupWatcher(Thread):
    """Thread that waits for a hangup, requests an exit, and makes sure that the text is saved.

    It ends a process that has not exited in time.
    """

    def __init__(self, fd: int, request_exit: Callable[[], None], save: Callable[[], None]) -> None:
        """
        Args:
            fd: file descriptor of the terminal.
            request_exit: requests the event loop to save and exit.
            save: saves the typed text from this thread if the event loop does not.
        """
        super().__init__(name="hangup", daemon=True)
        self.saved = Event()
        """Set by the app when the text has been saved."""
        self._fd = fd
        self._request_exit = request_exit
        self._save = save

    def run(self) -> None:
        """Wait for a hangup and handle it."""
        while not is_hung_up(self._fd, POLL_SECONDS):
            pass
        end = Timer(EXIT_TIMEOUT_SECONDS, os._exit, (EXIT_CODE,))
        end.daemon = True
        end.start()
        self._request_exit()
        if not self.saved.wait(SAVE_TIMEOUT_SECONDS):
            self._save()
