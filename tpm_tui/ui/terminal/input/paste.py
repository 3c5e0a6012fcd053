"""Pasted text: decoded, without escape sequences, sanitized."""

from __future__ import annotations

import re

from tpm_tui.core.text.sanitize import clean
from tpm_tui.ui.terminal.input.reports import PASTE_END

MAX_PASTE_BYTES = 8 * 2**20
"""What follows in a longer paste is dropped. More than an answer may hold, so that its limit is noticed."""

_ESCAPE = re.compile(
    r"(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]"  # control sequences
    r"|(?:\x1b[\]PX^_]|[\x90\x98\x9d-\x9f])"  # strings
    r"[^\x07\x18\x1b\x9c\n\r]{0,4096}(?:\x07|\x18|\x1b\\|\x9c)"
    r"|\x1b[\]PX^_\[]"  # the beginning of an incomplete one
    r"|\x1b[ -/]+[0-~]"  # such as the choice of a character set
    r"|\x1bO[A-Za-z]"  # single shift, as some keys
    r"|\x1b[6-9<=>@-Zc\\no|}~]"  # such as the keypad's modes and the reset
)
"""The escape sequences of terminals. Any other Escape is removed alone: the character after it is text."""

_INCOMPLETE = re.compile(rb"(?:\x1b(?:\[[0-?]*)?|[\xc2-\xf4][\x80-\xbf]{0,2})\Z")
"""The beginning of a sequence, such as that of the end of the paste, or of a character."""


def clean_paste(text: str) -> str:
    """Return pasted text without escape sequences and unsafe characters, every line end a line feed."""
    return clean(_ESCAPE.sub("", text) if "\x1b" in text or not text.isascii() else text)


class PasteBuffer:
    """The bytes of a bracketed paste."""

    def __init__(self) -> None:
        self._data = bytearray()

    def read(self, data: bytes, position: int) -> tuple[int, str | None]:
        """Add the bytes from a position on.

        Returns:
            The position of the next byte, and the text if the paste has ended.
        """
        before = len(self._data)
        self._data += data[position:]
        end = self._data.find(PASTE_END, max(0, before - len(PASTE_END)))
        if end < 0:
            del self._data[MAX_PASTE_BYTES : -len(PASTE_END)]
            return len(data), None
        text = self._data[:end].decode("utf-8", "replace")
        self._data.clear()
        return position + end + len(PASTE_END) - before, text

    def interrupt(self) -> tuple[str, bytes]:
        """Return the text so far, and an incomplete character or sequence at its end; empty the buffer."""
        match = _INCOMPLETE.search(self._data)
        rest = match[0] if match else b""
        text = self._data.removesuffix(rest).decode("utf-8", "replace")
        self._data.clear()
        return text, bytes(rest)
