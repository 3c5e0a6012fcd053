"""Recognition of where an escape sequence ends, byte by byte."""

from __future__ import annotations

import re
from enum import Enum, auto

from tpm_tui.ui.terminal.input.key_table import NUMBER_KEYS

ESCAPE = 0x1B
MAX_SEQUENCE = 256
"""Bytes that are kept of a sequence; a longer one is none that has a meaning."""

STRING_BYTES = b"]PX^_"
"""The second byte of OSC, DCS, SOS, PM and APC, which are followed by a string."""

_RXVT_SHIFT = re.compile(rb"\x1b\[(?:%s)\$" % b"|".join(str(number).encode() for number in NUMBER_KEYS))
"""A complete sequence of rxvt, although `$` is not a final byte by the standard."""

_MOUSE_LENGTH = 6
"""Bytes of an X10 mouse report: `ESC [ M` and three bytes of any value from 0x20."""


class ByteResult(Enum):
    """What a byte did to a sequence."""

    MORE = auto()
    """It belongs to the sequence, which is incomplete."""
    COMPLETE = auto()
    """It ends the sequence."""
    STRING = auto()
    """A string follows it."""
    BROKEN = auto()
    """It does not belong to the sequence."""


class EscapeSequence:
    """An escape sequence that is being read."""

    def __init__(self, data: bytes = b"\x1b", *, from_c1: bool = False) -> None:
        """
        Args:
            data: the first bytes, beginning with Escape.
            from_c1: the first two were one C1 control character, which no key types.
        """
        self.data = bytearray(data)
        self.from_c1 = from_c1
        self.after_escape = False
        """Whether another Escape came before it: with a key it is the alt key, otherwise a key itself."""

    @property
    def is_control(self) -> bool:
        """Whether it is a control sequence or a single shift, and not Escape with a character."""
        return len(self.data) > 1 and self.data[1] in b"[O"

    @property
    def may_lag(self) -> bool:
        """Whether the rest may come after it was given up: no person pressed the keys of the beginning."""
        return len(self.data) != 2 and self.data[2:3] != b"M"

    def add(self, byte: int) -> ByteResult:
        """Add a byte, which must not be Escape, if it belongs to the sequence."""
        result = self._judge(byte)
        if result is ByteResult.BROKEN:
            return result
        if len(self.data) < MAX_SEQUENCE or result is ByteResult.COMPLETE:
            self.data.append(byte)
        rxvt = result is ByteResult.MORE and byte == 0x24 and _RXVT_SHIFT.fullmatch(self.data)
        return ByteResult.COMPLETE if rxvt else result

    def _judge(self, byte: int) -> ByteResult:
        if len(self.data) == 1:
            return self._judge_second(byte)
        match self.data[1]:
            case 0x5B:
                return self._judge_control(byte)
            case 0x4F if byte in b"0123456789;":
                return ByteResult.MORE
            case 0x4F:
                return ByteResult.COMPLETE if 0x40 <= byte <= 0x7E else ByteResult.BROKEN
            case _:
                return ByteResult.BROKEN

    @staticmethod
    def _judge_second(byte: int) -> ByteResult:
        if byte in STRING_BYTES:
            return ByteResult.STRING
        if byte >= 0x80:
            return ByteResult.BROKEN
        return ByteResult.MORE if byte in b"[O" else ByteResult.COMPLETE

    def _judge_control(self, byte: int) -> ByteResult:
        """Judge a byte after `ESC [`."""
        third = self.data[2] if len(self.data) > 2 else 0
        if third == 0x4D:  # M
            complete = len(self.data) + 1 == _MOUSE_LENGTH
            return (
                (ByteResult.COMPLETE if complete else ByteResult.MORE) if byte >= 0x20 else ByteResult.BROKEN
            )
        if third == 0x5B:  # the Linux console's function keys
            return ByteResult.COMPLETE if 0x41 <= byte <= 0x45 else ByteResult.BROKEN
        if 0x20 <= byte <= 0x3F:
            return ByteResult.MORE
        if third == 0x3C and byte in b"Na":
            return ByteResult.MORE  # a mouse report with the coordinate NaN
        if not 0x40 <= byte <= 0x7E:
            return ByteResult.BROKEN
        return ByteResult.MORE if not third and byte in b"M[" else ByteResult.COMPLETE
