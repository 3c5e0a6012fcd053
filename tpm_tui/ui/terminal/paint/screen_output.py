"""Everything that the driver sends to the terminal: control sequences, and differences of the screen."""

from __future__ import annotations

import asyncio
import termios
from collections.abc import Mapping
from contextlib import suppress

from textual._compositor import CompositorUpdate

from tpm_tui.ui.terminal.paint.control import ControlKind, ControlSequence, split_sequences
from tpm_tui.ui.terminal.paint.encoder import Encoder
from tpm_tui.ui.terminal.paint.output import TerminalOutput
from tpm_tui.ui.terminal.paint.painter import Painter
from tpm_tui.ui.terminal.paint.update import PaintedUpdate

CLEAR_SCREEN = "\x1b[m\x1b[H\x1b[J"

_OUTPUT_FLAGS = 1
"""The index of the output flags in the attributes of a terminal."""

WIDE_AMBIGUOUS_LANGUAGES = ("zh", "ja", "ko")
"""Languages whose users set up terminals for wide ambiguous characters."""


class ScreenOutput:
    """Passes control sequences on in their order, and paints updates of the screen.

    An update is sent with one write. While the terminal takes no more, updates are only collected: what it
    gets next is the difference to the newest one.
    """

    def __init__(self, fd: int, environ: Mapping[str, str]) -> None:
        """
        Args:
            fd: file descriptor of the terminal.
            environ: describes the terminal.
        """
        self._fd = fd
        self._environ = environ
        self._painter = Painter(self._make_encoder(), is_bright_bold=is_bright_bold(environ))
        self._output: TerminalOutput | None = None
        self._is_painting = False
        """Whether the terminal shows the app's screen; outside of that, everything is passed on."""
        self._is_flush_scheduled = False

    @property
    def size(self) -> tuple[int, int]:
        """Columns and rows of what was painted last."""
        return self._painter.size

    def open(self) -> None:
        """Open the terminal, before application mode starts."""
        self._painter.use_encoder(self._make_encoder())
        self._output = TerminalOutput(self._fd, self.flush)

    def start_painting(self) -> None:
        """Paint from now on, once application mode has started with a hidden cursor."""
        self._painter.forget()
        self._painter.assume_cursor(False)
        self._is_painting = True
        self._schedule_flush()

    def stop_painting(self) -> None:
        """Send the last update and clear the screen; from now on everything is passed on.

        The Linux console and GNU screen have no alternate screen by default: the shell would write over the
        app's screen.
        """
        if self._is_painting:
            self.flush()
            self._is_painting = False
            self._send(CLEAR_SCREEN)

    def close(self) -> None:
        """Send what is waiting and release the terminal."""
        if self._output is not None:
            self._output.close()
            self._output = None

    def painted(self, update: CompositorUpdate) -> CompositorUpdate:
        """Return an update that is painted where Textual would render it to text."""
        if not self._is_painting:
            return update
        return PaintedUpdate(update, self._painter)

    def write(self, data: str) -> None:
        """Send what Textual writes. The cursor is changed together with the next update."""
        if not self._is_painting:
            self._send(data)
            return
        for sequence in split_sequences(data):
            self._use(sequence)

    def flush(self) -> None:
        """Send the difference between what the terminal shows and what it should."""
        if self._is_painting and self._output is not None and self._output.is_idle:
            self._send(self._painter.encode())

    def repaint(self, *, can_wait: bool = False) -> None:
        """Paint everything again.

        Args:
            can_wait: whether another update will follow that does it.
        """
        self._painter.forget()
        if not can_wait:
            self._schedule_flush()

    def _use(self, sequence: ControlSequence) -> None:
        match sequence.kind:
            case ControlKind.SYNC:
                # Textual synchronizes every update of a terminal that can; a short one is not worth it.
                self._painter.can_synchronize = True
            case ControlKind.MOVE:
                self._painter.set_cursor(sequence.x, sequence.y)
                if not self._painter.is_updating:  # else Textual flushes
                    self._schedule_flush()
            case ControlKind.SHOW | ControlKind.HIDE:
                self._painter.show_cursor(sequence.kind is ControlKind.SHOW)
                self._schedule_flush()
            case ControlKind.OTHER:
                self._pass_on(sequence.text)
            case ControlKind.UNKNOWN:
                self._pass_on(sequence.text)
                self._painter.forget()

    def _pass_on(self, text: str) -> None:
        """Send a sequence after the updates before it."""
        if not self._painter.is_updating:
            self._send(self._painter.encode())
        self._send(text)

    def _schedule_flush(self) -> None:
        if not self._is_flush_scheduled:
            with suppress(RuntimeError):  # no loop: the app has exited
                asyncio.get_running_loop().call_soon(self._flush_scheduled)
                self._is_flush_scheduled = True

    def _flush_scheduled(self) -> None:
        self._is_flush_scheduled = False
        self.flush()

    def _send(self, data: str) -> None:
        if self._output is not None:
            self._output.send(data.encode("utf-8", "replace"))

    def _make_encoder(self) -> Encoder:
        return Encoder(
            newline=self._newline(),
            erases_color=erases_color(self._environ),
            is_asian=is_asian(self._environ),
        )

    def _newline(self) -> str:
        """Return what moves the cursor to the first column of the next row."""
        try:
            flags = termios.tcgetattr(self._fd)[_OUTPUT_FLAGS]
        except termios.error:
            return "\r\n"
        wanted = termios.OPOST | termios.ONLCR
        return "\n" if flags & wanted == wanted else "\r\n"


def erases_color(environ: Mapping[str, str]) -> bool:
    """Return whether the terminal erases with the background colour of the pen; GNU screen does not."""
    name = environ.get("TERM", "")
    if name.startswith("screen"):  # also the name of tmux, where it is not set up otherwise
        return "TMUX" in environ and "STY" not in environ
    return name.startswith(
        ("xterm", "tmux", "linux", "rxvt", "putty", "konsole", "vte", "gnome", "alacritty")
    )


def is_bright_bold(environ: Mapping[str, str]) -> bool:
    """Return whether a text colour can change the weight.

    The Linux console shows a bright colour as the normal one in bold, and stays bold when the colour changes
    (`csi_m` in the kernel's `drivers/tty/vt/vt.c`).
    """
    return environ.get("TERM", "").startswith("linux")


def is_asian(environ: Mapping[str, str]) -> bool:
    """Return whether the language is one in which terminals may show ambiguous characters wide."""
    locale = environ.get("LC_ALL") or environ.get("LC_CTYPE") or environ.get("LANG") or ""
    return locale.startswith(WIDE_AMBIGUOUS_LANGUAGES)
