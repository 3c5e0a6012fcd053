"""The three standard streams, where whoever started us has closed one or its disk is full."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from io import TextIOWrapper

from tpm_tui.storage.files.errors import cause_and_remedy


def prepare_streams() -> None:
    """Make the streams fit to be used.

    One that was closed (`>&-`) leads nowhere; its number would else go to the next file that is opened, and
    what is meant for the terminal into that.
    """
    while (fd := os.open(os.devnull, os.O_RDWR)) <= 2:
        stream = open(fd, "r" if fd == 0 else "w", encoding="utf-8")  # noqa: SIM115  open to the end
        setattr(sys, ("stdin", "stdout", "stderr")[fd], stream)
    os.close(fd)
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")  # what the locale has no sign for
    if isinstance(sys.stdin, TextIOWrapper):
        # A byte that is no UTF-8 becomes a replacement character, and loses nobody their answer.
        sys.stdin.reconfigure(errors="replace")


def stdout_write_error() -> str:
    """Why standard output does not take what was printed, or "" where it does.

    Raises:
        BrokenPipeError: nobody reads it any more.
    """
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        return cause_and_remedy(error)[0]
    return ""


def redirect_stdout_to_devnull() -> None:
    """What is still to be printed goes nowhere; Python would try once more at its end, and complain."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    with suppress(OSError, ValueError):
        os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)
