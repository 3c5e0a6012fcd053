"""Reading of the terminal's bytes without regard to time."""

from __future__ import annotations

import re
from enum import Enum, auto

from tpm_tui.ui.terminal.input.control_string import ControlString, StringEnd
from tpm_tui.ui.terminal.input.events import KeyPress, TerminalEvent
from tpm_tui.ui.terminal.input.key_table import CONTROL_KEYS
from tpm_tui.ui.terminal.input.late_sequence import LateSequence, Verdict
from tpm_tui.ui.terminal.input.output import EventOutput
from tpm_tui.ui.terminal.input.paste import PasteBuffer
from tpm_tui.ui.terminal.input.reports import PASTE_END, PASTE_START
from tpm_tui.ui.terminal.input.sequence import ESCAPE, STRING_BYTES, ByteResult, EscapeSequence
from tpm_tui.ui.terminal.input.sequence_events import ESCAPE_KEY, complete_events, incomplete_events
from tpm_tui.ui.terminal.input.text_input import TextInput
from tpm_tui.ui.terminal.input.typed_text import REPLACEMENT

_TEXT_RUN = re.compile(rb"[^\x00-\x1f\x7f]+")
_CANCEL = 0x18
_ST = b"\x1b\\"
_C1_LEAD = 0xC2
"""The first byte of a C1 control character in UTF-8."""


class Waiting(Enum):
    """What could still change the meaning of the bytes so far."""

    NOTHING = auto()
    KEY = auto()
    """The rest of a sequence of which only Escape has come, or more of an interrupted paste."""
    SEQUENCE = auto()
    """The rest of a longer sequence, a string or a paste."""
    LATE = auto()
    """The rest of a sequence whose Escape was taken for a key."""


class _Mode(Enum):
    """What the next byte belongs to."""

    TEXT = auto()
    SEQUENCE = auto()
    LATE = auto()
    """Perhaps a sequence whose Escape came long before it, or is one byte that is invalid UTF-8."""
    STRING = auto()
    PASTE = auto()


class ByteReader:
    """Reads bytes as text, keys, reports and pastes."""

    def __init__(self) -> None:
        self._output = EventOutput()
        self._mode = _Mode.TEXT
        self._text = TextInput(self._output)
        self._sequence = EscapeSequence()
        self._late = LateSequence(b"")
        self.late_prefix = b""
        """The sequence that was given up last, as its rest may still come; empty if that is too long ago."""
        self._string = ControlString()
        self._unterminated = False
        """Whether the last string has ended without its terminator, which may still come."""
        self._paste = PasteBuffer()
        self._readers = {
            _Mode.TEXT: self._read_text,
            _Mode.SEQUENCE: self._read_sequence,
            _Mode.LATE: self._read_late,
            _Mode.STRING: self._read_string,
            _Mode.PASTE: self._read_paste,
        }

    @property
    def waiting(self) -> Waiting:
        """What it waits for."""
        match self._mode:
            case _Mode.SEQUENCE:
                return Waiting.KEY if len(self._sequence.data) == 1 else Waiting.SEQUENCE
            case _Mode.LATE if self._late.from_c1:
                return Waiting.SEQUENCE
            case _Mode.LATE:
                return Waiting.LATE if self._late.is_control else Waiting.KEY
            case _Mode.STRING | _Mode.PASTE:
                return Waiting.SEQUENCE
            case _Mode.TEXT if self._text.after_escape:
                return Waiting.SEQUENCE
            case _Mode.TEXT:
                return Waiting.KEY if self._output.has_rest else Waiting.NOTHING

    def take(self) -> list[TerminalEvent]:
        """Return the events so far and remove them."""
        return self._output.take()

    def read(self, data: bytes) -> None:
        """Read the next bytes."""
        position = 0
        while position < len(data):
            position = self._readers[self._mode](data, position)

    def expire(self) -> None:
        """Give up what it waits for."""
        mode, self._mode = self._mode, _Mode.TEXT
        match mode:
            case _Mode.SEQUENCE:
                self._output.emit(*incomplete_events(self._sequence))
                if self._sequence.may_lag:
                    self.late_prefix = bytes(self._sequence.data)
            case _Mode.LATE:
                self._type_late()
            case _Mode.STRING:
                self._unterminated = True
                if self._string.may_be_keys:
                    self._output.emit(*self._string.key_events())
            case _Mode.PASTE:
                text, rest = self._paste.interrupt()
                self._output.interrupt_paste(text)
                self.read(rest)
            case _Mode.TEXT:
                self._text.finish()
                self._output.show_rest()

    def _read_text(self, data: bytes, position: int) -> int:
        prefix, self.late_prefix = self.late_prefix, b""
        if prefix and LateSequence.may_begin(prefix, data[position]):
            self._late, self._mode = LateSequence(prefix), _Mode.LATE
            return position
        if run := _TEXT_RUN.match(data, position):
            return self._read_run(data, position, run.end())
        self._text.finish()
        byte = data[position]
        if byte == ESCAPE:
            self._begin()
        else:
            self._output.emit(KeyPress(CONTROL_KEYS[byte]))
        return position + 1

    def _read_run(self, data: bytes, start: int, end: int) -> int:
        """Read text up to the next control character."""
        rest = self._text.read(data[start:end], end < len(data))
        if not rest:
            return end
        after = end - len(rest) + 1
        if rest[0] != _C1_LEAD:
            self._late, self._mode = LateSequence(bytes((ESCAPE, rest[0] - 0x40)), rest[:1]), _Mode.LATE
            return after
        second = rest[1] - 0x40
        if second in STRING_BYTES:
            self._string, self._mode = ControlString(), _Mode.STRING
        elif second in b"[O":
            self._begin(EscapeSequence(bytes((ESCAPE, second)), from_c1=True))
        return after + 1

    def _begin(self, sequence: EscapeSequence | None = None) -> None:
        self._sequence, self._mode = sequence or EscapeSequence(), _Mode.SEQUENCE

    def _read_sequence(self, data: bytes, position: int) -> int:
        byte, sequence = data[position], self._sequence
        if byte == ESCAPE and len(sequence.data) == 1:
            self._press_escape_before(sequence)
            sequence.after_escape = True
            return position + 1
        result = ByteResult.BROKEN if byte == ESCAPE else sequence.add(byte)
        if result is ByteResult.MORE:
            return position + 1
        self._mode = _Mode.TEXT
        if result is ByteResult.COMPLETE:
            self._finish(sequence)
            return position + 1
        if result is ByteResult.STRING:
            self._press_escape_before(sequence)
            self._string, self._mode = ControlString(bytes(sequence.data)), _Mode.STRING
            return position + 1
        if len(sequence.data) == 1:  # Escape and a character beyond ASCII
            self._press_escape_before(sequence)
            self._text.after_escape = True
            return position
        self._output.emit(*incomplete_events(sequence))
        return position + (byte == _CANCEL)

    def _press_escape_before(self, sequence: EscapeSequence) -> None:
        """Press the Escape before a sequence if there was one: it does not belong to it."""
        if sequence.after_escape:
            self._output.emit(ESCAPE_KEY)

    def _finish(self, sequence: EscapeSequence) -> None:
        """Deliver a complete sequence."""
        unterminated, self._unterminated = self._unterminated, False
        if not (unterminated and sequence.data == _ST):
            self._output.emit(*complete_events(sequence))
            self._bracket_paste(sequence.data)

    def _bracket_paste(self, data: bytearray) -> None:
        """Begin or end a paste if a sequence does that."""
        if data in (PASTE_START, PASTE_END):
            self._output.end_paste()
        if data == PASTE_START:
            self._mode = _Mode.PASTE

    def _read_late(self, data: bytes, position: int) -> int:
        match self._late.add(data[position]):
            case Verdict.MORE:
                return position + 1
            case Verdict.KNOWN:
                self._mode = _Mode.TEXT
                self._output.emit(*self._late.reports())
                self._bracket_paste(self._late.data)
                return position + 1
            case Verdict.STRING:
                self._string = ControlString(single_byte=self._late.from_c1)
                self._mode = _Mode.STRING
                return position + 1
            case Verdict.UNKNOWN:
                self._type_late()
                return position

    def _type_late(self) -> None:
        """Type what was no late sequence."""
        self._mode = _Mode.TEXT
        held = bytes(self._late.held)
        if self._late.from_c1:
            self._output.emit(REPLACEMENT)
            held = held[1:]
        self.read(held)

    def _read_string(self, data: bytes, position: int) -> int:
        position, end = self._string.read(data, position)
        if end is None:
            return position
        self._mode = _Mode.TEXT
        self._unterminated = end is StringEnd.TOO_LONG
        if end is StringEnd.ESCAPED:
            if self._string.may_be_keys:
                self._output.emit(*self._string.key_events()[:1])
            self._begin()
        return position

    def _read_paste(self, data: bytes, position: int) -> int:
        position, text = self._paste.read(data, position)
        if text is not None:
            self._mode = _Mode.TEXT
            self._output.paste(text)
        return position
