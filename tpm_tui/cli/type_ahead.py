"""What was typed before a prompt was shown is no answer to it."""

from __future__ import annotations

import select
import sys
import termios

from tpm_tui.exchange.messages import TYPE_AHEAD_DISCARDED


def discard_type_ahead() -> None:
    """Discard what was typed while the program started, with a notice; do nothing without a terminal.

    Called just before the prompt is printed, so that an answer to it is never discarded, and before the first
    read: what a stream has buffered would stay.
    """
    if not sys.stdin.isatty():
        return
    has_lines = bool(select.select([sys.stdin], [], [], 0)[0])
    termios.tcflush(sys.stdin, termios.TCIFLUSH)
    if has_lines:
        print(TYPE_AHEAD_DISCARDED, flush=True)
