"""Textual's driver for a terminal that may be odd, stopped, or gone.

Textual 8.2.8 decodes input as strict UTF-8 and ends the app at the first byte that is none
(Textualize/textual#6456), starts a second input thread when a continued process was not stopped by its own
hand, keeps an old size where two come at once, and waits for ever to write to a terminal that is gone. Here
that is mended, by way of the driver's public methods, its `_mouse`, and one name that is not made for it:
`getincrementaldecoder` in `textual.drivers.linux_driver`, from which the input thread has its decoder. The
tests on a terminal show whether another version of Textual still goes through it.
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
"""A program that was cut off cannot have taken its mouse mode back, and every click would be typed."""

_X10_REPORT = re.compile(rb"\x1b\[M.{3}", re.DOTALL)
_X10_BEGUN = re.compile(rb"\x1b\[M.{0,2}\Z", re.DOTALL)
"""An X10 mouse report: three bytes of any value after the M, and so no text."""


class _Decoder(Protocol):
    """The part of an incremental decoder that the input thread uses."""

    def decode(self, data: bytes, final: bool = False) -> str: ...


class TerminalInput:
    """Bytes from the terminal as text: what is no UTF-8 becomes U+FFFD, X10 mouse reports become nothing."""

    def __init__(self) -> None:
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self._begun = b""

    def decode(self, data: bytes, final: bool = False) -> str:
        """The text of some bytes, and of what was left over from those before."""
        data = _X10_REPORT.sub(b"", self._begun + data)
        begun = None if final else _X10_BEGUN.search(data)
        self._begun = begun.group() if begun else b""
        return self._decoder.decode(data.removesuffix(self._begun), final)


def _decoder_class(encoding: str) -> type[_Decoder]:
    return TerminalInput


setattr(linux_driver, "getincrementaldecoder", _decoder_class)  # noqa: B010  no part of the module's types


class TerminalDriver(LinuxDriver):
    """The driver of the app."""

    _suspended = False

    def write(self, data: str) -> None:
        """Send to the terminal, unless it is gone."""
        if not is_hung_up(self.fileno):
            super().write(data)

    def close(self) -> None:
        """Let go of the terminal."""
        if not is_hung_up(self.fileno):
            super().close()

    def start_application_mode(self) -> None:
        """Take the terminal over."""
        super().start_application_mode()  # type: ignore[no-untyped-call]
        resized = signal.getsignal(signal.SIGWINCH)
        if callable(resized):
            # A handler that interrupts itself tells of two sizes in the wrong order, and the app would stay
            # at the older one; between two events it cannot.
            asyncio.get_running_loop().add_signal_handler(signal.SIGWINCH, resized, signal.SIGWINCH, None)
        if not self._mouse:
            self.write(MOUSE_OFF)

    def suspend_application_mode(self) -> None:
        """Give the terminal back for a while."""
        self._suspended = True
        super().suspend_application_mode()

    def resume_application_mode(self) -> None:
        """Take the terminal over again, also where nobody had given it back: after a SIGSTOP, a shell may
        have changed its modes. One that hangs up continues its processes as well, and is let be.
        """
        if is_hung_up(self.fileno):
            return
        if not self._suspended:
            super().suspend_application_mode()
        super().resume_application_mode()
        self._suspended = False
