"""A Textual driver that handles invalid input, stopped processes and hung-up terminals.

Textual 8.2.8 decodes input as strict UTF-8 and exits at the first invalid byte (Textualize/textual#6456),
starts a second input thread when a process that was stopped by another process continues, keeps an old size
when two resizes arrive together, and blocks forever on a write to a terminal that has hung up. This module
works around these bugs through the driver's public methods, its `_mouse` attribute, and one private name:
`getincrementaldecoder` in `textual.drivers.linux_driver`, from which the input thread gets its decoder. The
terminal tests show whether another version of Textual still uses it.
"""

from __future__ import annotations

import asyncio
import codecs
import re
import signal
from typing import Protocol

from textual.drivers import linux_driver
from textual.drivers.linux_driver import LinuxDriver

from tpm_tui.ui.terminal.hangup import is_hung_up

MOUSE_OFF = "".join(f"\x1b[?{mode}l" for mode in (1000, 1002, 1003, 1005, 1006, 1015, 1016))
"""Disables every mouse mode: a killed program may have left one on, and clicks would become typed text."""

_X10_REPORT = re.compile(rb"\x1b\[M.{3}", re.DOTALL)
_X10_INCOMPLETE = re.compile(rb"\x1b\[M.{0,2}\Z", re.DOTALL)
"""An X10 mouse report: three bytes of any value after the M, so not valid UTF-8."""


class _Decoder(Protocol):
    """The interface of an incremental decoder that the input thread uses."""

    def decode(self, data: bytes, final: bool = False) -> str: ...


class TerminalInput:
    """Decoder of terminal input: invalid UTF-8 becomes U+FFFD, and X10 mouse reports are removed."""

    def __init__(self) -> None:
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self._incomplete = b""

    def decode(self, data: bytes, final: bool = False) -> str:
        """Return the text of the input so far, keeping an incomplete sequence for the next call.

        Args:
            data: the next bytes.
            final: whether no more bytes follow.
        """
        data = _X10_REPORT.sub(b"", self._incomplete + data)
        incomplete = None if final else _X10_INCOMPLETE.search(data)
        self._incomplete = incomplete.group() if incomplete else b""
        return self._decoder.decode(data.removesuffix(self._incomplete), final)


def _decoder_class(encoding: str) -> type[_Decoder]:
    return TerminalInput


setattr(linux_driver, "getincrementaldecoder", _decoder_class)  # noqa: B010  not in the module's type stubs


class TerminalDriver(LinuxDriver):
    """The app's driver."""

    _suspended = False

    def write(self, data: str) -> None:
        """Write to the terminal unless it has hung up."""
        if not is_hung_up(self.fileno):
            super().write(data)

    def close(self) -> None:
        """Release the terminal unless it has hung up."""
        if not is_hung_up(self.fileno):
            super().close()

    def start_application_mode(self) -> None:
        """Enter application mode."""
        super().start_application_mode()  # type: ignore[no-untyped-call]
        resized = signal.getsignal(signal.SIGWINCH)
        if callable(resized):
            # A signal handler that interrupts itself can report two sizes in the wrong order, and the app
            # would keep the older one. The event loop runs the handler between two events instead.
            asyncio.get_running_loop().add_signal_handler(signal.SIGWINCH, resized, signal.SIGWINCH, None)
        if not self._mouse:
            self.write(MOUSE_OFF)

    def suspend_application_mode(self) -> None:
        """Leave application mode temporarily."""
        self._suspended = True
        super().suspend_application_mode()

    def resume_application_mode(self) -> None:
        """Enter application mode again, unless the terminal has hung up (a hangup also continues processes).

        After a SIGSTOP, application mode was not left and a shell may have changed the terminal's modes, so
        it is left first.
        """
        if is_hung_up(self.fileno):
            return
        if not self._suspended:
            super().suspend_application_mode()
        super().resume_application_mode()
        self._suspended = False
