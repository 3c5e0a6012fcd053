"""Reading of typed text."""

from __future__ import annotations

import re
from codecs import utf_8_decode

from tpm_tui.ui.terminal.input.output import EventOutput
from tpm_tui.ui.terminal.input.sequence_events import ESCAPE_KEY, chord_events
from tpm_tui.ui.terminal.input.typed_text import typed_keys

_INVALID = "\udc80"
"""An invalid byte after decoding."""

_C1 = re.compile("[\x80-\x84\x86-\x9f]|(?<![\udc80-\udcff])[\udc90\udc9b\udc9d]")
"""A C1 control character as UTF-8; or as one byte that is not a part of other invalid text, one of those that
begin a control sequence, OSC or DCS."""


class TextInput:
    """Reads typed UTF-8 and adds its key presses to the output."""

    def __init__(self, output: EventOutput) -> None:
        """
        Args:
            output: receives the key presses.
        """
        self.after_escape = False
        """Whether an Escape came before the next character, which makes them a chord."""
        self._output = output
        self._incomplete = b""
        self._before = ""
        """The character before the next one, if it was an invalid byte."""

    def read(self, data: bytes, final: bool) -> bytes:
        """Read text up to the first C1 control character; return the bytes from there.

        Args:
            data: the next bytes.
            final: whether something else than text follows, so that an incomplete character is invalid.
        """
        data = self._incomplete + data
        text, used = utf_8_decode(data, "surrogateescape", final)
        self._incomplete = data[used:]
        rest = b""
        if match := _C1.search(self._before + text):
            self._incomplete = b""
            text = text[: match.start() - len(self._before)]
            rest = data[len(text.encode("utf-8", "surrogateescape")) :]
        if text:
            self._before = _INVALID if "\udc80" <= text[-1] <= "\udcff" else ""
        self._type(text)
        if rest:
            self.finish()
        return rest

    def finish(self) -> None:
        """End the text: an incomplete character is invalid, an Escape before it is a key."""
        text, self._incomplete = self._incomplete.decode("utf-8", "surrogateescape"), b""
        self._type(text)
        self._before = ""
        if self.after_escape:
            self.after_escape = False
            self._output.emit(ESCAPE_KEY)

    def _type(self, text: str) -> None:
        """Type text; after an Escape, its first character makes a chord."""
        if self.after_escape and text:
            self.after_escape = False
            self._output.emit(*chord_events(text[0]))
            text = text[1:]
        self._output.type(typed_keys(text))
