"""Signals that end plain mode, also when they arrive just before a blocking read.

Python runs a signal handler between two bytecode instructions. A signal that arrives after the last such
check and before `read` blocks would be handled only after the next line of input. Its number is also written
to the wakeup file descriptor: a thread reads it there and sends the signal again, which interrupts the read.
"""

from __future__ import annotations

import signal
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

EXIT_SIGNALS = (signal.SIGHUP, signal.SIGTERM)

REPEAT_SECONDS = 0.05
"""Time between two attempts to deliver a signal."""


class Hangup(Exception):
    """The connection to the terminal was lost (SIGHUP), or the process is to end (SIGTERM)."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


@contextmanager
def exit_signals_raise() -> Iterator[None]:
    """Raise `Hangup` or `KeyboardInterrupt` in the main thread on a signal; ignore further hangups.

    Must be entered in the main thread. The handlers stay installed: everything is saved after this block.
    """
    handled = threading.Event()

    def raise_hangup(number: int, frame: FrameType | None) -> None:
        handled.set()
        for each in EXIT_SIGNALS:
            signal.signal(each, signal.SIG_IGN)
        raise Hangup(number)

    def raise_interrupt(number: int, frame: FrameType | None) -> None:
        handled.set()
        raise KeyboardInterrupt

    for number in EXIT_SIGNALS:
        signal.signal(number, raise_hangup)
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:  # a background job ignores SIGINT
        signal.signal(signal.SIGINT, raise_interrupt)
    wakeup, sender = socket.socketpair()
    with wakeup, sender:
        sender.setblocking(False)
        previous = signal.set_wakeup_fd(sender.fileno(), warn_on_full_buffer=False)
        threading.Thread(target=repeat_signals, args=(wakeup, handled), daemon=True).start()
        try:
            yield
        finally:
            handled.set()
            signal.set_wakeup_fd(previous)


def repeat_signals(wakeup: socket.socket, handled: threading.Event) -> None:
    """Send each signal whose number is read from `wakeup` to the main thread until `handled` is set."""
    main = threading.main_thread().ident
    assert main is not None
    try:
        while not handled.is_set() and (number := wakeup.recv(1)):
            while not handled.wait(REPEAT_SECONDS):
                signal.pthread_kill(main, number[0])
    except OSError:
        pass  # the socket was closed: plain mode has ended
