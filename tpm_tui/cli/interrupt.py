"""What ctrl+c does: a program that is starting ends at once and quietly; a running command is interrupted.

Imports only what Python itself has loaded already, because ctrl+c may come before anything else is imported.
"""

from __future__ import annotations

import os
import signal
from types import FrameType

EXIT_INTERRUPTED = 130
"""The exit code after ctrl+c."""


def exit_on_interrupt() -> None:
    """End the program at once on ctrl+c: nothing has been changed yet.

    A `KeyboardInterrupt` during an import would show a traceback, or become another error.
    """
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:  # a background job ignores it
        signal.signal(signal.SIGINT, _exit)


def raise_on_interrupt() -> None:
    """Raise `KeyboardInterrupt` on ctrl+c again: there is something to finish, or to save."""
    if signal.getsignal(signal.SIGINT) is _exit:
        signal.signal(signal.SIGINT, signal.default_int_handler)


def _exit(number: int, frame: FrameType | None) -> None:
    os._exit(EXIT_INTERRUPTED)
