"""File names in messages: any name can be shown, also one that is not text."""

from __future__ import annotations

import re

from tpm_tui.core.text.sanitize import clean_line

_UNDECODED = re.compile("[\udc80-\udcff]")
"""What Python has for the bytes of a file name that are not UTF-8 (the error handler surrogateescape)."""


def is_utf8(name: str) -> bool:
    """Return whether a file name, as Python gives it, is UTF-8 on disk."""
    return _UNDECODED.search(name) is None


def escape_undecoded(text: str) -> str:
    r"""Return a text that contains file names with each byte that is not UTF-8 as an escape: `caf\xe9`."""
    return _UNDECODED.sub(lambda found: f"\\x{ord(found[0]) - 0xDC00:02x}", text)


def printable_line(text: str) -> str:
    """Return a text that contains file names on one line, without unsafe characters."""
    return clean_line(escape_undecoded(text))
