"""The string of a control sequence with a string (OSC, DCS, APC, PM, SOS), which is read and dropped."""

from __future__ import annotations

from enum import Enum, auto

from tpm_tui.ui.terminal.input.events import TerminalEvent
from tpm_tui.ui.terminal.input.sequence import ESCAPE
from tpm_tui.ui.terminal.input.sequence_events import ESCAPE_KEY, chord_events

MAX_STRING = 4096
"""Bytes of the longest string; what follows is text again."""

_ENDS = b"\x07\x18"
"""BEL and CAN."""


class StringEnd(Enum):
    """How a string ended."""

    TERMINATED = auto()
    TOO_LONG = auto()
    ESCAPED = auto()
    """By an Escape that begins another sequence."""


class ControlString:
    """A string that is being read."""

    def __init__(self, introducer: bytes = b"", *, single_byte: bool = False) -> None:
        """
        Args:
            introducer: Escape and a byte, if a person may have pressed these two keys.
            single_byte: the string began with a C1 control character in one byte, so it may end with one.
        """
        self.introducer = introducer
        self._single_byte = single_byte
        self._length = 0
        self._escape = False
        self._last = 0

    @property
    def may_be_keys(self) -> bool:
        """Whether it may be Escape and another key in one packet: nothing follows the introducer."""
        return bool(self.introducer) and self._length == 0

    def key_events(self) -> list[TerminalEvent]:
        """Return the events of the introducer as keys."""
        return [*chord_events(chr(self.introducer[1])), *[ESCAPE_KEY] * self._escape]

    def read(self, data: bytes, position: int) -> tuple[int, StringEnd | None]:
        """Read from a position; return the position of the next byte, and how the string ended if it did."""
        for index in range(position, len(data)):
            byte = data[index]
            if self._escape:
                terminated = byte == 0x5C
                return index + terminated, StringEnd.TERMINATED if terminated else StringEnd.ESCAPED
            if byte in _ENDS or (byte == 0x9C and (self._single_byte or self._last == 0xC2)):
                return index + 1, StringEnd.TERMINATED
            if byte == ESCAPE:
                self._escape = True
                continue
            if self._length == MAX_STRING:
                return index, StringEnd.TOO_LONG
            self._length += 1
            self._last = byte
        return len(data), None
