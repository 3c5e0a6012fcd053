"""Signals that end plain mode, also when they arrive just before a blocking read.

Python runs a signal handler between two bytecode instructions. A signal that arrives after the last such
check and before `read` blocks would be handled only after the next line of input. Its number is also written
to the wakeup file descriptor: a thread reads it there and sends the signal again, which interrupts the read.
"""

from __future__ import annotations

import signal
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from tpm_tui.core.errors import TpmError

EXIT_SIGNALS = (signal.SIGHUP, signal.SIGTERM)

REPEAT_SECONDS = 0.05
"""Time between two attempts to deliver a signal."""


class Hangup(TpmError):
    """The connection to the terminal was lost (SIGHUP), or the process is to end (SIGTERM)."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


class SignalState:
    """Whether a signal was handled. No lock: a handler can interrupt itself."""

    handled = False


@contextmanager
def exit_signals_raise() -> Iterator[None]:
    """Raise `Hangup` or `KeyboardInterrupt` in the main thread on the first signal; ignore the others.

    Must be entered in the main thread. The handlers stay installed: everything is saved after this block.
    """
    state = SignalState()

    def raise_hangup(number: int, frame: FrameType | None) -> None:
        if not state.handled:
            state.handled = True
            raise Hangup(number)

    def raise_interrupt(number: int, frame: FrameType | None) -> None:
        if not state.handled:
            state.handled = True
            raise KeyboardInterrupt

    for number in EXIT_SIGNALS:
        signal.signal(number, raise_hangup)
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:  # a background job ignores SIGINT
        signal.signal(signal.SIGINT, raise_interrupt)
    wakeup, sender = socket.socketpair()
    with wakeup, sender:
        sender.setblocking(False)
        previous = signal.set_wakeup_fd(sender.fileno(), warn_on_full_buffer=False)
        threading.Thread(target=repeat_signals, args=(wakeup, state), daemon=True).start()
        try:
            yield
        finally:
            state.handled = True
            signal.set_wakeup_fd(previous)


def repeat_signals(wakeup: socket.socket, state: SignalState) -> None:
    """Send each signal whose number is read from `wakeup` to the main thread until it is handled."""
    main = threading.main_thread().ident
    assert main is not None
    try:
        while number := wakeup.recv(1):
            while not state.handled:
                time.sleep(REPEAT_SECONDS)
                if not state.handled:
                    signal.pthread_kill(main, number[0])
    except OSError:
        pass  # the socket was closed: plain mode has ended
