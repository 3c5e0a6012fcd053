"""Make the standard streams usable if they are closed, and report errors of writing to stdout."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from io import TextIOWrapper

from tpm_tui.storage.files.errors import cause_and_remedy


def prepare_streams() -> None:
    """Open closed streams and make no character an encoding error.

    A stream that was closed by the shell (`>&-`) is redirected to /dev/null. Otherwise the next file that is
    opened would get its file descriptor, and terminal output would be written to that file.
    """
    while (fd := os.open(os.devnull, os.O_RDWR)) <= 2:
        stream = open(fd, "r" if fd == 0 else "w", encoding="utf-8")  # noqa: SIM115  stays open until the process ends
        setattr(sys, ("stdin", "stdout", "stderr")[fd], stream)
    os.close(fd)
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")  # characters that the locale cannot encode
    if isinstance(sys.stdin, TextIOWrapper):
        # Replace bytes that are not UTF-8 so that they cannot lose an answer.
        sys.stdin.reconfigure(errors="replace")


def stdout_write_error() -> str:
    """Flush stdout; return why that failed, or "" if it did not.

    Raises:
        BrokenPipeError: the reader has closed the pipe.
    """
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        return cause_and_remedy(error)[0]
    return ""


def redirect_stdout_to_devnull() -> None:
    """Discard the rest of the output, which Python would otherwise flush at exit and fail again."""
    null = os.open(os.devnull, os.O_WRONLY)
    with suppress(OSError, ValueError):
        os.dup2(null, sys.stdout.fileno())
    os.close(null)
