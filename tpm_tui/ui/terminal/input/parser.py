"""The parser of the bytes from the terminal: bytes and times in, events out.

It replaces Textual's parser, which has these faults (of 8.2.8, where no other version is named):

- An escape sequence that it does not know is typed, character by character (since Textualize/textual#570):
  the replies to other programs' queries, or mouse reports with the coordinate `NaN` (#6573).
- The program ends at a report of a key that does not parse, such as a released key of the kitty protocol, and
  at invalid UTF-8 (#6456), of which an X10 mouse report is one case (#6668).
- A sequence that arrives in two packets becomes Escape and text (#4816, on slow connections still).
- Escape and a key in one packet are a chord that types the key's character.
- A paste with an Escape in it is delivered out of order, with the rest of the sequence in it.
- Keys of rxvt are mixed up: ctrl+home and ctrl+end, ctrl+down and ctrl+up.

Rules:

- A control sequence is read whole, however it is split. It is dropped if it is neither a key nor a report
  with an event, or if it stays incomplete for a second.
- A string (OSC, DCS, APC, PM, SOS) ends at ST, BEL or CAN, after 4 KB, or after a second of silence.
- Escape alone is the Escape key if nothing follows within the escape delay. For a second after that, a known
  sequence without its Escape is dropped if it is complete; anything else is typed.
- Escape and one more key are a chord of alt; so is the beginning of a sequence that nothing follows.
- A paste that stops before its end is shown after a second; what follows is part of it, as far as it is text.
- Text is UTF-8; an invalid byte becomes U+FFFD. The characters that the sanitizer removes are removed.
- A C1 control character in one byte is invalid UTF-8, and text, unless a known sequence follows it.
"""

from __future__ import annotations

from tpm_tui.ui.terminal.input.events import TerminalEvent
from tpm_tui.ui.terminal.input.reader import ByteReader, Waiting

ESCAPE_SECONDS = 0.1
"""The usual escape delay."""

SILENCE_SECONDS = 1.0
"""The silence that ends whatever is incomplete, and how long a sequence may lag behind its Escape."""


class InputParser:
    """Incremental parser. The caller calls `tick` when `deadline` has come and nothing has arrived."""

    def __init__(self, escape_delay: float = ESCAPE_SECONDS) -> None:
        """
        Args:
            escape_delay: seconds for which a lone Escape may be the beginning of a sequence.
        """
        self.deadline: float | None = None
        """When `tick` has something to do, in the time of `feed`; None if never."""
        self._escape_delay = escape_delay
        self._reader = ByteReader()
        self._late_until = 0.0
        """Until when the rest of a sequence that was given up may come."""

    def feed(self, data: bytes, now: float) -> list[TerminalEvent]:
        """Return the events of the next bytes.

        Args:
            data: the bytes.
            now: when they arrived, in seconds of a clock that does not go back.
        """
        events = self.tick(now)
        if now >= self._late_until:
            self._reader.late_prefix = b""
        self._reader.read(data)
        self._schedule(now)
        return events + self._reader.take()

    def tick(self, now: float) -> list[TerminalEvent]:
        """Return the events of the keys that waited in vain for more bytes.

        Args:
            now: the time.
        """
        while self.deadline is not None and now >= self.deadline:
            at = self.deadline
            self._reader.expire()
            self._late_until = at + SILENCE_SECONDS
            self._schedule(at)
        return self._reader.take()

    def _schedule(self, now: float) -> None:
        match self._reader.waiting:
            case Waiting.NOTHING:
                self.deadline = None
            case Waiting.KEY:
                self.deadline = now + self._escape_delay
            case Waiting.SEQUENCE:
                self.deadline = now + SILENCE_SECONDS
            case Waiting.LATE:
                self.deadline = self._late_until
