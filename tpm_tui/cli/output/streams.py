"""Make the standard streams usable if they are closed, and report errors of writing to stdout."""

from __future__ import annotations

import errno
import os
import sys
from contextlib import suppress
from io import TextIOWrapper
from typing import TextIO

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


STREAM_ERRNOS = (
    errno.EAGAIN,
    errno.EDQUOT,
    errno.EFBIG,
    errno.EIO,
    errno.ENOSPC,
    errno.ENXIO,
)
"""What writing to a stream can fail with, besides a closed pipe."""


def stream_write_error(error: OSError) -> str:
    """Return why a standard stream could not be written, or "" if the error is not from writing to one.

    Only errors of files have a file name, and `tpm_tui.storage` turns those into errors of its own. Flushing
    the stream again is no test: nothing is left if it is unbuffered, or after output larger than the buffer.
    """
    is_of_stream = error.filename is None and error.errno in STREAM_ERRNOS
    return cause_and_remedy(error)[0] if is_of_stream else ""


def redirect_to_devnull(stream: TextIO) -> None:
    """Discard the rest of the output, which Python would otherwise flush at exit and fail again."""
    null = os.open(os.devnull, os.O_WRONLY)
    with suppress(OSError, ValueError):
        os.dup2(null, stream.fileno())
    os.close(null)
