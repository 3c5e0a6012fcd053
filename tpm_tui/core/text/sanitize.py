"""Wall one against foreign text: what a bank, an import, a paste or a synced file may not bring along.

Removed are the characters that steer a terminal (C0 and C1 controls, DEL), reorder what is read
(bidirectional controls) or hide in it (zero-width space, byte-order mark, tag characters), and lone
surrogates, which cannot be written out. Line ends of every kind become one. Joiners stay: emoji, Persian
and Indic scripts need them.
"""

from __future__ import annotations

import re

_REMOVED = (
    "\x00-\x08\x0b\x0c\x0e-\x1f"  # C0 but tab, line feed and carriage return (a line end, below)
    "\x7f-\x84\x86-\x9f"  # DEL and C1 but next line (a line end, below)
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # bidirectional controls
    "\u200b\ufeff"  # zero-width space, byte-order mark
    "\ud800-\udfff"
    "\U000e0000-\U000e007f"  # tags
)
_LINE_ENDS = "\x85\u2028\u2029"
_UNCLEAN = re.compile(f"[\r{_LINE_ENDS}{_REMOVED}]")
"""One class, which is searched for three times as fast as a choice of patterns."""


def is_clean(text: str) -> bool:
    """Whether `clean` would leave the text as it is."""
    return _UNCLEAN.search(text) is None


def clean(text: str) -> str:
    """The text without what could steer a terminal or deceive a reader; keeps tabs and line feeds."""
    if is_clean(text):
        return text
    return re.sub(f"[{_REMOVED}]", "", re.sub(f"\r\n?|[{_LINE_ENDS}]", "\n", text))


def clean_line(text: str) -> str:
    """The clean text on one line: every run of white space is one blank, none at the ends."""
    return " ".join(clean(text).split())
