"""A sequence without its Escape: known if a terminal sends it, otherwise typed text."""

from __future__ import annotations

from enum import Enum, auto

from tpm_tui.ui.terminal.input.events import MouseReport
from tpm_tui.ui.terminal.input.key_reports import decode_keys
from tpm_tui.ui.terminal.input.key_table import KEYPAD_LETTERS
from tpm_tui.ui.terminal.input.reports import (
    LATE_STRING,
    LATE_STRING_PREFIX,
    UNTYPED_FORM,
    TerminalReport,
    decode_report,
    is_terminal_report,
)
from tpm_tui.ui.terminal.input.sequence import ESCAPE, STRING_BYTES, ByteResult, EscapeSequence

_LATE_BYTES = b"[O]P_"
"""What follows the Escape of the sequences that can be recognized without it."""


class Verdict(Enum):
    """What a byte shows about a late sequence."""

    MORE = auto()
    """Nothing yet."""
    KNOWN = auto()
    """It ends a known sequence."""
    STRING = auto()
    """It begins a known reply that is a string; the rest follows."""
    UNKNOWN = auto()
    """The bytes before it are typed text. It was not added."""


class LateSequence:
    """A possible sequence that is being read."""

    def __init__(self, prefix: bytes, held: bytes = b"") -> None:
        """
        Args:
            prefix: how the sequence begins.
            held: the C1 control character in one byte that stands for the prefix; empty if the prefix came
                as it is, and was taken for keys.
        """
        self._sequence = EscapeSequence(prefix)
        self._after_escape_alone = len(prefix) == 1
        self.held = bytearray(held)
        """The bytes to type if the sequence is unknown."""
        self.from_c1 = bool(held)
        """Whether it began with a C1 control character in one byte."""

    @staticmethod
    def may_begin(prefix: bytes, byte: int) -> bool:
        """Return whether a sequence may go on with a byte."""
        return byte in _LATE_BYTES if len(prefix) == 1 else 0x20 <= byte <= 0x7E

    @property
    def data(self) -> bytearray:
        """The sequence so far."""
        return self._sequence.data

    @property
    def is_control(self) -> bool:
        """Whether it may be a control sequence, and not a string."""
        return self._sequence.is_control

    def reports(self) -> list[TerminalReport]:
        """Return the event of a known sequence: a key or a mouse button is too late, a state is not."""
        report = decode_report(bytes(self.data))
        return [] if report is None or isinstance(report, MouseReport) else [report]

    def add(self, byte: int) -> Verdict:
        """Add a byte."""
        if byte == ESCAPE:
            return Verdict.UNKNOWN
        if (self.data[1] if len(self.data) > 1 else byte) in STRING_BYTES:
            return self._add_to_string(byte)
        result = self._sequence.add(byte)
        if result is ByteResult.MORE:
            self.held.append(byte)
            return Verdict.MORE
        return Verdict.KNOWN if result is ByteResult.COMPLETE and self._is_known() else Verdict.UNKNOWN

    def _is_known(self) -> bool:
        """Return whether a terminal sends the sequence.

        The rest of a sequence that was given up may be a command, if it has no meaning as a whole. A C1 byte
        may be text, and so may be what follows it, unless that has the form of a key with parameters.
        """
        sequence = bytes(self.data)
        if is_terminal_report(sequence):
            return True
        if self._after_escape_alone and UNTYPED_FORM.fullmatch(sequence):
            return True
        if self.from_c1 and not sequence.endswith(b"~") and b";" not in sequence:
            return False
        # A key of the keypad may be a word that begins with a capital.
        keypad = sequence[1:2] == b"O" and chr(sequence[-1]) in KEYPAD_LETTERS
        return not keypad and decode_keys(sequence) is not None

    def _add_to_string(self, byte: int) -> Verdict:
        longer = bytes(self.data) + bytes((byte,))
        if not LATE_STRING.fullmatch(longer) and not LATE_STRING_PREFIX.fullmatch(longer):
            return Verdict.UNKNOWN
        self.data.append(byte)
        self.held.append(byte)
        return Verdict.STRING if LATE_STRING.fullmatch(longer) else Verdict.MORE
